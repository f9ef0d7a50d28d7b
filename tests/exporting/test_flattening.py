"""A report as rows: each cell says all that is needed to use it alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docparse.exporting.flattening import flatten
from docparse.exporting.rows import FirstIds
from docparse.schema import Report
from tests.exporting.build import amount, cells_of, only_cell, report_of, row, rows_of, table, tree_of
from tests.schema import build


def at(report: Report, pointer: str) -> Any:
    """What stands in the report at a JSON pointer."""
    place: Any = report.to_dict()
    for part in pointer.split("/")[1:]:
        place = place[int(part)] if isinstance(place, list) else place[part]
    return place


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


def test_column_of_no_side_labels_the_values_of_both() -> None:
    both = table([row({"n": "7"}, id="a", side="income"), row({"n": "8"}, id="b", side="expenditure")], "n")
    assert [cell.column_path for cell in rows_of(report_of(both)).cell] == ["甲/乙", "甲/乙"]


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
    ("pointer", "column", "table"),
    [
        ("/tables/0/rows/0/cells/total", "cell_id", "cell"),
        ("/evaluations/0/indicators/0/score", "evaluation_cell_id", "evaluation_cell"),
        ("/evaluations/0/title", "evaluation_cell_id", "evaluation_cell"),
        ("/evaluations/0/indicators/0/extra/浮标", "evaluation_cell_id", "evaluation_cell"),
        ("/facts/1/value", "fact_id", "fact"),
    ],
)
def test_check_leads_to_the_cell_wherever_it_stands(pointer: str, column: str, table: str) -> None:
    report = report_of(checks=[build.check(cells=[pointer])])
    rows = rows_of(report)
    (covered,) = rows.check_cell
    (found,) = [row for row in getattr(rows, table) if row.id == getattr(covered, column)]
    assert (found.raw, json.loads(found.spans)) == (at(report, pointer)["raw"], at(report, pointer)["spans"])
    assert [covered.cell_id, covered.evaluation_cell_id, covered.fact_id].count(None) == 2


@pytest.mark.parametrize(
    "pointer", ["/facts/9/value", "/tables/0/rows/0/cells/project", "/tables/9/rows/0/cells/total"]
)
def test_pointer_to_anything_else_is_kept_without_a_cell(pointer: str) -> None:
    (covered,) = rows_of(report_of(checks=[build.check(cells=[pointer])])).check_cell
    assert covered[2:] == (None, None, None, pointer)


def test_table_says_how_many_blanks_are_guesses() -> None:
    (of_table,) = rows_of(report_of()).report_table
    assert (of_table.row_count, of_table.cell_count, of_table.unsettled_blanks) == (2, 4, 1)


def test_lines_under_a_table_come_along() -> None:
    with_note, without = rows_of(
        report_of(table([], "total"), table([], "total", id="expenditure#2", notes=[]))
    ).report_table
    assert (json.loads(with_note.notes or ""), without.notes) == (["不含浮标。"], None)


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
    nothing: dict[str, object] = {key: [] for key in ("sections", "evaluations", "facts", "checks", "diagnostics")}
    rows = rows_of(report_of(**nothing | {"tables": []}))
    assert {name: len(of_table) for name, of_table in rows._asdict().items() if of_table} == {"report": 1}


def test_blank_among_values_has_no_row() -> None:
    assert list(cells_of(table([row({"total": "7", "basic": None})], "total", "basic"))) == [
        ("expenditure", "901", "total")
    ]


def test_zero_is_a_value() -> None:
    zero = table([build.row({"total": amount("0.00")})], "total")
    assert only_cell(zero).amount_yuan == "0.00"


# Self-evaluation forms, prose and outline.


def test_every_cell_of_a_form_has_one_row() -> None:
    def cells_below(tree: object) -> int:
        if isinstance(tree, dict):
            return 1 if "raw" in tree else sum(map(cells_below, tree.values()))
        return sum(map(cells_below, tree)) if isinstance(tree, list) else 0

    assert len(rows_of(report_of()).evaluation_cell) == cells_below(tree_of()["evaluations"]) == 14


def test_indicator_says_its_target_as_a_comparison() -> None:
    (indicator,) = rows_of(report_of()).indicator
    assert (indicator.target, indicator.target_operator, indicator.target_value) == ("≥95%", "≥", "95")
    assert (indicator.level1, indicator.level1_weight, indicator.level2) == ("维护灯塔", "50", None)
    assert (indicator.score, indicator.score_status, indicator.basis_status) == ("9.5", "read", None)


def test_row_of_a_form_says_whose_it_is() -> None:
    report = report_of()
    rows = rows_of(report)
    for each in (*rows.fund, *rows.goal, *rows.indicator, *rows.task, *rows.evaluation_cell):
        assert (each.source_sha256, each.evaluation_id) == (report.source.sha256, rows.evaluation[0].id)
        assert (each.organization, each.fiscal_year, each.project_name) == ("灯塔管理处", "2031", "修灯")


def test_year_of_a_form_is_its_own() -> None:
    form = build.evaluation() | {"fiscal_year": build.cell("2031", value="2030")}
    rows = rows_of(report_of(evaluations=[form]))
    assert {row.fiscal_year for row in (*rows.fund, *rows.evaluation_cell)} == {"2030"}


def form_in_wan(**fund: object) -> dict[str, object]:
    form = build.evaluation() | {"unit": build.cell("万元"), "unit_factor": "10000"}
    return form | {"funds": [form["funds"][0] | fund]}


def test_money_of_a_form_is_given_in_yuan() -> None:
    rows = rows_of(
        report_of(evaluations=[form_in_wan(executed=build.cell("12.50"), execution_rate=build.cell("100%"))])
    )
    (fund,) = rows.fund
    assert (fund.executed, fund.unit, fund.executed_yuan, fund.executed_status) == (
        "12.50", "万元", "125000.00", "read",
    )  # fmt: skip
    amounts = {cell.field: cell.amount_yuan for cell in rows.evaluation_cell if cell.part == "fund"}
    assert amounts == {"source": None, "executed": "125000.00", "weight": None, "execution_rate": None}


def test_words_in_the_place_of_money_are_no_amount() -> None:
    (fund,) = rows_of(report_of(evaluations=[form_in_wan(executed=build.cell("项目"))])).fund
    assert (fund.executed, fund.executed_yuan) == ("项目", None)


def test_field_that_no_form_declares_keeps_its_label() -> None:
    extras = [cell for cell in rows_of(report_of()).evaluation_cell if cell.field == "extra"]
    assert [(cell.part, cell.position, cell.label, cell.value) for cell in extras] == [
        ("evaluation", 0, "备注", "注：不含浮标。"), ("indicator", 0, "浮标", "不含浮标。"),
    ]  # fmt: skip


def test_fact_is_told_with_its_place_and_its_amount() -> None:
    stated, change = rows_of(report_of()).fact
    assert (stated.subject, stated.value, stated.amount_yuan, stated.about) == (
        "expenditure.total", "12.50", "125000.00", None,
    )  # fmt: skip
    assert (json.loads(stated.spans), json.loads(stated.clause_spans)) == (
        build.spans("12.50"), build.spans("本年支出 12.50 万元"),
    )  # fmt: skip
    assert (change.direction, change.about, json.loads(change.code_path or "")) == (
        "increase", stated.reference, ["甲类", "乙款"],
    )  # fmt: skip


def test_fact_leads_to_its_section() -> None:
    rows = rows_of(report_of())
    (section,) = rows.section
    assert (section.position, section.number, section.title) == (rows.fact[0].section_position, "一、", "灯塔概况")


def test_ids_of_forms_and_facts_go_on_too() -> None:
    first = rows_of(report_of())
    second = flatten(report_of(source="浮标"), FirstIds().after(first))
    for name in ("evaluation", "fund", "goal", "indicator", "task", "evaluation_cell", "fact"):
        ids = [row.id for rows in (first, second) for row in getattr(rows, name)]
        assert ids == list(range(1, len(ids) + 1))
    assert {row.evaluation_id for row in second.indicator} == {2}
