"""Asking a report: tables, rows, cells and amounts by name."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from docparse.schema import Cell, Report, Table, UnknownNameError
from tests.schema.build import Tree, cell, column, expenditure_table, report_tree, row, table


@pytest.fixture
def report() -> Report:
    second = expenditure_table() | {"id": "expenditure#2", "relation": "other_year"}
    income = table([row({})], [], id="income", kind="income")
    return Report.model_validate(report_tree() | {"tables": [income, expenditure_table(), second]})


@pytest.fixture
def expenditure(report: Report) -> Table:
    return report.table("expenditure")


def amount_in(unit: str | None = "万元", **changes: object) -> Decimal | None:
    """What a made-up table of one cell says of its amount; `unit` is the row's own."""
    amounts = row({"total": cell("12.50")}, unit=cell(unit) if unit else None)
    return Table.model_validate(table([amounts | changes], [column("total")])).amount("901", "total")


def test_table_is_found_by_its_id(report: Report) -> None:
    assert report.table("expenditure#2").relation == "other_year"


def test_first_table_of_a_kind_is_found_by_the_kind(report: Report) -> None:
    assert report.table("expenditure") is report.tables[1]


def test_all_tables_of_a_kind_are_given_in_order(report: Report) -> None:
    assert [found.id for found in report.tables_of("expenditure")] == ["expenditure", "expenditure#2"]


def test_kind_that_the_report_lacks_has_no_tables(report: Report) -> None:
    assert report.tables_of("state_assets") == []


def test_unknown_table_names_the_nearest(report: Report) -> None:
    with pytest.raises(UnknownNameError, match="no table 'expenditre'; nearest: expenditure") as refused:
        report.table("expenditre")
    assert refused.value.nearest[0] == "expenditure"


def test_unknown_name_that_is_near_to_none_names_none(report: Report) -> None:
    with pytest.raises(LookupError, match=r"^no table '灯'$"):
        report.table("灯")


def test_unknown_name_survives_pickling() -> None:
    error = UnknownNameError("row", "90l", ("901",))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


@pytest.mark.parametrize(
    ("name", "changes"),
    [("901#2", {}), ("77", {"code": cell("901", value="77")}), ("three_public.total", {"key": "three_public.total"})],
    ids=["id", "code", "key"],
)
def test_row_is_found_by_id_code_or_key(name: str, changes: Tree) -> None:
    rows = [row({}, id="901"), row({}, id="901#2") | changes]
    assert Table.model_validate(table(rows, [])).row(name).id == "901#2"


def test_id_of_a_row_goes_before_the_code_of_an_earlier_one() -> None:
    rows = [row({}, id="line-1", code=cell("901")), row({}, id="901")]
    assert Table.model_validate(table(rows, [])).row("901").id == "901"


def test_unknown_row_names_the_nearest(expenditure: Table) -> None:
    with pytest.raises(UnknownNameError, match="no row '9O1'; nearest: 901"):
        expenditure.row("9O1")


def test_cell_is_found_by_row_and_column(expenditure: Table) -> None:
    found = expenditure.cell("901", "basic")
    assert found is not None
    assert found.raw == "1O.00"


def test_cell_is_found_by_a_row_in_hand(expenditure: Table) -> None:
    assert expenditure.cell(expenditure.row("total"), "total") is expenditure.rows[1].cells["total"]


def test_blank_is_none(expenditure: Table) -> None:
    assert expenditure.cell("901", "project") is None


def test_unknown_column_names_the_nearest(expenditure: Table) -> None:
    with pytest.raises(UnknownNameError, match="no column 'projects'; nearest: project"):
        expenditure.cell("901", "projects")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12.50", Decimal("12.50")),
        ("-0.3", Decimal("-0.3")),
        ("全部", None),
        ("95%", None),
        ("NaN", None),
        ("1\n", None),
    ],
)
def test_decimal_of_a_cell_is_exact_or_none(value: str, number: Decimal | None) -> None:
    found = Cell.model_validate(cell("12.50", value=value)).decimal
    assert str(found) == str(number)


def test_no_value_mark_has_no_decimal(expenditure: Table) -> None:
    mark = expenditure.cell("total", "basic")
    assert mark is not None
    assert mark.decimal is None


def test_cell_in_yuan_is_its_decimal_times_the_factor() -> None:
    assert str(Cell.model_validate(cell("12.50")).in_yuan("10000")) == "125000.00"


def test_cell_in_yuan_is_none_without_a_factor() -> None:
    assert Cell.model_validate(cell("12.50")).in_yuan(None) is None


def test_amount_is_in_yuan(expenditure: Table) -> None:
    assert expenditure.amount("901", "basic") == 100000


def test_amount_of_a_blank_is_none(expenditure: Table) -> None:
    assert expenditure.amount("901", "project") is None


def test_amount_without_a_known_unit_is_none(expenditure: Table) -> None:
    assert expenditure.model_copy(update={"unit_factor": None}).amount("901", "total") is None


@pytest.mark.parametrize("quantity", ["count", "rate"])
def test_amount_of_a_row_that_holds_none_is_none(quantity: str) -> None:
    assert amount_in(quantity=quantity) is None


def test_amount_of_a_row_in_the_unit_of_its_table_is_in_yuan() -> None:
    assert amount_in("万元") == 125000


def test_amount_of_a_row_in_another_unit_is_none() -> None:
    assert amount_in("元") is None


def test_tidy_rows_start_with_what_the_row_is(expenditure: Table) -> None:
    first = dict(list(expenditure.to_rows()[0].items())[:10])
    assert first == {
        "id": "901",
        "code": "901",
        "name": "灯塔维护",
        "side": None,
        "line_number": None,
        "key": None,
        "level": 1,
        "role": "item",
        "quantity": "amount",
        "unit": None,
    }


def test_tidy_rows_end_with_plain_values_by_column(expenditure: Table) -> None:
    values = [list(tidy.items())[10:] for tidy in expenditure.to_rows()]
    assert values == [
        [("total", "12.50"), ("basic", "10.00"), ("project", None)],
        [("total", "12.50"), ("basic", None), ("project", None)],
    ]


def test_tidy_rows_of_both_sides_have_the_same_keys() -> None:
    rows = [row({"amount": None}, id="a", side="income"), row({"total": cell("12.50")}, id="b", side="expenditure")]
    columns = [column("amount", side="income"), column("total", side="expenditure")]
    tidy = Table.model_validate(table(rows, columns)).to_rows()
    assert [(each["amount"], each["total"]) for each in tidy] == [(None, None), (None, "12.50")]


def test_column_named_like_a_part_of_the_row_does_not_hide_it() -> None:
    tidy = Table.model_validate(table([row({"unit": cell("12.50")})], [column("unit")])).to_rows()
    assert (tidy[0]["unit"], tidy[0]["column.unit"]) == (None, "12.50")
