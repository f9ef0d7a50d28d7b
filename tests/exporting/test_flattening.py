"""A report as rows: each cell says all that is needed to use it alone."""

from __future__ import annotations

import json

import pytest

from docparse.exporting.flattening import flatten
from docparse.exporting.rows import FirstIds
from tests.exporting.build import amount, cells_of, only_cell, report_of, row, rows_of, table, tree_of
from tests.schema import build


def test_every_cell_that_is_not_blank_has_one_row() -> None:
    tree = tree_of()
    there = [cell for each in tree["tables"] for line in each["rows"] for cell in line["cells"].values() if cell]
    assert len(rows_of(report_of()).cell) == len(there) == 4


def test_cell_says_whose_value_it_is() -> None:
    report = report_of()
    cell = rows_of(report).cell[0]
    whose = (cell.organization, cell.administrative_division, cell.fiscal_year, cell.document_kind, cell.scope)
    assert whose == ("灯塔管理处", "云岭县", "2031", "final_accounts", "unit")
    assert cell.source_sha256 == report.source.sha256


def test_cell_says_where_it_stands() -> None:
    cell = cells_of()["expenditure", "901", "total"]
    assert (cell.kind, cell.row_code, cell.row_name, cell.row_level, cell.row_role) == (
        "expenditure", "901", "灯塔维护", 1, "item",
    )  # fmt: skip
    assert (cell.column_path, cell.raw, json.loads(cell.spans)) == ("甲/乙", "12.50", build.spans("12.50"))


def test_doubts_about_a_cell_come_along() -> None:
    cells = cells_of()
    guessed = cells["expenditure", "901", "basic"]
    assert (guessed.status, guessed.repaired) == ("inferred", 1)
    assert json.loads(guessed.alternatives or "") == [
        {"column": "project", "value": "10.00"},
        {"column": None, "value": None},
    ]
    assert json.loads(cells["expenditure", "901", "total"].disputed_by or "") == ["check-2"]


def test_sure_cell_has_no_doubts() -> None:
    cell = cells_of()["expenditure", "total", "total"]
    assert (cell.alternatives, cell.disputed_by, cell.repaired) == (None, None, 0)


def test_mark_for_no_value_has_a_row_without_value_and_amount() -> None:
    cell = cells_of()["expenditure", "total", "basic"]
    assert (cell.status, cell.value, cell.amount_yuan, cell.raw) == ("not_applicable", None, None, "—")


def test_amount_is_given_in_yuan() -> None:
    cell = cells_of()["expenditure", "901", "total"]
    assert (cell.value, cell.unit, cell.amount_yuan) == ("12.50", "万元", "125000.00")


def test_unknown_unit_gives_no_amount() -> None:
    cell = only_cell(table([row({"total": "12.50"})], "total", unit=None, unit_factor=None))
    assert (cell.value, cell.unit, cell.unit_status, cell.amount_yuan) == ("12.50", None, None, None)


def test_unit_of_a_neighbour_is_told_as_such() -> None:
    cell = only_cell(table([row({"total": "12.50"})], "total", unit=build.cell("万元", status="inferred")))
    assert (cell.unit_status, cell.amount_yuan) == ("inferred", "125000.00")


@pytest.mark.parametrize("quantity", ["count", "rate"])
def test_count_or_rate_is_no_amount(quantity: str) -> None:
    cell = only_cell(table([row({"total": "3"}, quantity=quantity)], "total"))
    assert (cell.value, cell.unit, cell.amount_yuan, cell.measure) == ("3", None, None, None)


def test_unit_of_a_count_is_its_own() -> None:
    vehicles = row({"total": "3"}, quantity="count", unit=build.cell("项目", value="辆"))
    assert only_cell(table([vehicles], "total")).unit == "辆"


def test_unit_that_an_amount_names_for_itself_counts() -> None:
    own = row({"total": "12.50"}, unit=build.cell("万元", value="元"))
    cell = only_cell(table([own], "total"))
    assert (cell.unit, cell.amount_yuan) == ("元", "12.50")


def test_unit_that_nobody_knows_gives_no_amount() -> None:
    own = row({"total": "12.50"}, unit=build.cell("万元", value="贯"))
    assert only_cell(table([own], "total")).amount_yuan is None


def test_same_quantity_in_two_tables_has_the_same_coordinates() -> None:
    by_class = table([row({"total": "7"}, id="total", key="total", role="total")], "total")
    summary = table(
        [row({"amount": "7"}, id="sum", key="expenditure.total", role="total", side="expenditure")],
        "amount",
        kind="income_expenditure_summary",
    )
    summary["columns"][0]["side"] = "expenditure"
    cells = cells_of(by_class, summary).values()
    assert {(cell.measure, cell.funding, cell.item) for cell in cells} == {("expenditure", "all", "total")}


def test_coordinates_of_a_row_depend_on_the_balance_above_it() -> None:
    rows = [
        row({"amount": "9"}, id=key, key=key, side="income")
        for key in ("income.general_budget", "balance.opening", "income.general_budget")
    ]
    rows[2]["id"] += "#2"
    summary = table(rows, "amount", kind="fiscal_appropriation_summary")
    summary["columns"][0]["side"] = "income"
    measures = [cell.measure for cell in cells_of(summary).values()]
    assert measures[0] == "income"
    assert measures[2] == measures[1] != "income"


def test_table_of_no_known_form_has_no_coordinates() -> None:
    unknown = build.grammar() | {"form": None}
    cell = only_cell(table([row({"total": "7"}, key="total")], "total", kind="generic", grammar=unknown))
    assert (cell.measure, cell.funding, cell.item) == (None, None, None)


@pytest.mark.parametrize(
    ("relation", "department", "year"),
    [
        ("other_department", "浮标管理处", "2031"),
        ("other_year", "灯塔管理处", "2030"),
        ("repeat", "灯塔管理处", "2031"),
    ],
)
def test_table_of_another_department_or_year_is_not_the_report_s(relation: str, department: str, year: str) -> None:
    other = table(
        [row({"total": "7"})],
        "total",
        relation=relation,
        department=build.cell("灯塔管理处", value="浮标管理处"),
        fiscal_year=build.cell("2031", value="2030"),
    )
    cell = only_cell(other)
    assert (cell.organization, cell.fiscal_year) == (department, year)


def test_labels_of_a_column_are_those_of_the_row_s_side() -> None:
    sides = table(
        [row({"amount": "7"}, id="a", side="income"), row({"amount": "8"}, id="b", side="expenditure")],
        "amount",
        "amount",
    )
    sides["columns"][0] |= {"side": "income", "path": ["收入"]}
    sides["columns"][1] |= {"side": "expenditure", "path": ["支出"]}
    assert [(cell.row_side, cell.column_path) for cell in rows_of(report_of(sides)).cell] == [
        ("income", "收入"), ("expenditure", "支出"),
    ]  # fmt: skip


def test_check_leads_to_its_cells() -> None:
    rows = rows_of(report_of())
    (total,) = [cell.id for cell in rows.cell if (cell.row_id, cell.column_key) == ("901", "total")]
    assert [covered.cell_id for covered in rows.check_cell] == [total, total]


def test_column_key_with_a_slash_is_found_too() -> None:
    odd = table([row({"x.a/b~c": "7"})], "x.a/b~c")
    report = report_of(odd, checks=[build.check(cells=["/tables/0/rows/0/cells/x.a~1b~0c"])])
    rows = rows_of(report)
    assert [covered.cell_id for covered in rows.check_cell] == [rows.cell[0].id]


@pytest.mark.parametrize(
    "pointer", ["/facts/0/value", "/tables/0/rows/0/cells/project", "/tables/9/rows/0/cells/total"]
)
def test_pointer_to_anything_else_is_kept_without_a_cell(pointer: str) -> None:
    (covered,) = rows_of(report_of(checks=[build.check(cells=[pointer])])).check_cell
    assert (covered.cell_id, covered.pointer) == (None, pointer)


def test_table_says_how_many_blanks_are_guesses() -> None:
    (of_table,) = rows_of(report_of()).report_table
    assert (of_table.row_count, of_table.cell_count, of_table.unsettled_blanks) == (2, 4, 1)


def test_report_says_how_sure_its_own_cells_are() -> None:
    report = report_of(fiscal_year=build.cell("2031", status="conflicting"))
    (of_report,) = rows_of(report).report
    assert (of_report.fiscal_year, of_report.fiscal_year_status, of_report.title) == ("2031", "conflicting", None)
    assert json.loads(of_report.metadata)["site"] == "https://lighthouse.example"


def test_diagnostics_keep_their_data() -> None:
    (record,) = rows_of(report_of()).diagnostic
    assert (record.position, record.code, json.loads(record.fields)["number"]) == (
        0,
        "decoding.unplaced-number",
        "2.50",
    )


def test_ids_of_the_next_report_come_after() -> None:
    first = rows_of(report_of())
    second = flatten(report_of(source="浮标"), FirstIds().after(first))
    assert second.report[0].id == 2
    assert [cell.id for cell in second.cell] == [5, 6, 7, 8]
    assert {cell.report_table_id for cell in second.cell} == {2} == {each.id for each in second.report_table}
    assert {covered.check_result_id for covered in second.check_cell} == {3, 4}


def test_report_without_tables_has_a_row_all_the_same() -> None:
    rows = rows_of(report_of(table([], "total", empty=True), checks=[], diagnostics=[]))
    assert [len(of_table) for of_table in rows] == [1, 1, 0, 0, 0, 0]


def test_blank_among_values_has_no_row() -> None:
    assert list(cells_of(table([row({"total": "7", "basic": None})], "total", "basic"))) == [
        ("expenditure", "901", "total")
    ]


def test_zero_is_a_value() -> None:
    zero = table([build.row({"total": amount("0.00")})], "total")
    assert only_cell(zero).amount_yuan == "0.00"
