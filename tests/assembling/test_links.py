"""What one table tells about the open places of another."""

from __future__ import annotations

from docparse.assembling.drafts import TableDraft
from docparse.assembling.links import restrict_by_other_tables
from tests.build import draft
from tests.proving.reports import table

AMOUNT = "26,300,111.11"
# Total and one part: which part it is, the row does not say.
SHORT = f"合计 {AMOUNT} {AMOUNT}"
DETAIL = "301 工资福利支出 26,000,100.00 302 商品和服务支出 300,011.11\n合计 26,300,111.11"


def restricted(*tables: str) -> list[TableDraft]:
    """The drafts of the tables once each has told the others what it knows."""
    drafts = [draft(each) for each in tables]
    restrict_by_other_tables(drafts)
    return drafts


def open_rows(of: TableDraft) -> list[int]:
    return [row for side in of.sides for row in side.placing.open_rows]


def figures(of: TableDraft, row: int) -> list[int | None]:
    """What is known to stand in each column of a row, in hundredths of the printed unit."""
    (side,) = of.sides
    found = [side.placing.figure(row, column) for column in range(len(side.columns))]
    return [None if figure is None else figure // 2 for figure in found]


def general_budget(rows: str = SHORT, unit: str | None = "元") -> str:
    return table("general_budget_expenditure", rows, unit=unit)


def detail(rows: str = DETAIL, unit: str | None = "元") -> str:
    return table("general_budget_basic_expenditure", rows, unit=unit)


def test_row_is_open_as_long_as_its_own_table_is_all_there_is() -> None:
    (alone,) = restricted(general_budget())
    assert open_rows(alone) == [0]
    assert figures(alone, 0) == [2630011111, None, None]


def test_equal_quantity_of_another_table_closes_the_row() -> None:
    short, _ = restricted(general_budget(), detail())
    assert open_rows(short) == []
    assert figures(short, 0) == [2630011111, 2630011111, 0]


def test_order_of_the_tables_makes_no_difference() -> None:
    _, short = restricted(detail(), general_budget())
    assert open_rows(short) == []


def test_other_unit_is_converted_and_its_rounding_allowed_for() -> None:
    coarse = "301 工资福利支出 2,600.01 302 商品和服务支出 30.00\n合计 2,630.01"
    short, _ = restricted(general_budget(), detail(coarse, "万元"))
    assert figures(short, 0) == [2630011111, 2630011111, 0]


def test_different_amount_closes_nothing() -> None:
    other = "301 工资福利支出 26,000,100.00 302 商品和服务支出 300,088.88\n合计 26,300,188.88"
    short, _ = restricted(general_budget(), detail(other))
    assert open_rows(short) == [0]


def test_table_without_a_unit_closes_nothing() -> None:
    short, _ = restricted(general_budget(), detail(unit=None))
    assert open_rows(short) == [0]


def test_second_table_of_a_kind_closes_nothing() -> None:
    other = "301 工资福利支出 1.00 302 商品和服务支出 1.00\n合计 2.00"
    short, *_ = restricted(general_budget(), detail(other), detail())
    assert open_rows(short) == [0]


def test_quantity_that_is_printed_twice_closes_nothing() -> None:
    short, _ = restricted(general_budget(), detail(DETAIL + "\n合计 26,300,111.11"))
    assert open_rows(short) == [0]


def test_row_that_is_closed_closes_the_rows_of_its_family() -> None:
    rows = f"{SHORT}\n214 交通运输支出 {AMOUNT} {AMOUNT}\n21401 公路水路运输 {AMOUNT} {AMOUNT}"
    short, _ = restricted(general_budget(rows), detail())
    assert open_rows(short) == []
    assert figures(short, 2) == [2630011111, 2630011111, 0]


def test_table_that_was_closed_closes_the_next() -> None:
    # The detail places the general budget, and that the expenditure of all money, which is the same amount.
    everything, _, _ = restricted(table("expenditure", SHORT), general_budget(), detail())
    assert open_rows(everything) == []
    assert figures(everything, 0) == [2630011111, 2630011111, 0, 0, 0, 0]


def test_parts_of_an_item_that_one_fund_pays_are_those_of_its_table() -> None:
    full = f"214 交通运输支出 {AMOUNT} 0.00 {AMOUNT}"
    short, _ = restricted(table("expenditure", f"214 交通运输支出 {AMOUNT} {AMOUNT}"), general_budget(full))
    assert figures(short, 0) == [2630011111, 0, 2630011111, 0, 0, 0]


def test_parts_of_an_item_that_several_funds_pay_stay_open() -> None:
    full = "214 交通运输支出 26,300,100.00 0.00 26,300,100.00"
    short, _ = restricted(table("expenditure", f"214 交通运输支出 {AMOUNT} {AMOUNT}"), general_budget(full))
    assert open_rows(short) == [0]


def test_settled_row_is_never_touched() -> None:
    full = f"合计 {AMOUNT} 0.00 {AMOUNT}"
    kept, _ = restricted(general_budget(full), detail())
    assert figures(kept, 0) == [2630011111, 0, 2630011111]


def test_table_whose_cells_stand_one_a_line_tells_and_is_told_like_any_other() -> None:
    rows = SHORT + f" 214 交通运输支出 {AMOUNT} {AMOUNT}"
    short, _ = restricted(general_budget("\n".join(rows.split())), detail())
    assert short.decoded.stream
    assert open_rows(short) == []
