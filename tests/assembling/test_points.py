"""Amounts that lost their decimal point are read with it, and believed only where a sum proves them."""

from __future__ import annotations

from docparse import parse
from tests.proving.reports import Proof, proved, table

ROWS = """
    合计 936.29 900.00 36.29
    214 交通运输支出 936.29 900.00 36.29
    21401 公路水路运输 936.29 900.00 36.29
    2140101 行政运行 920.29 900.00 20.29
    2140106 公路养护 16.00 0.00 16.00
"""
# The parts of 36.29 and the row of the last of them lost their points.
MENDED = """
    合计 986.79 950.25 36.54
    205 教育支出 50.50 50.25 0.25
    20502 普通教育 50.50 50.25 0.25
    2050201 学前教育 10.10 10.05 0.05
    2050202 小学教育 40.40 40.20 0.20
    214 交通运输支出 936.29 900.00 3629
    21401 公路水路运输 936.29 900.00 3629
    2140101 行政运行 920.29 900.00 2029
    2140106 公路养护 1600 0.00 1600
"""
PLACE = "2140101 expenditure.total"
NAMES = ("一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款", "", "")


def read(printed: str, rows: str = ROWS) -> Proof:
    return proved(table("general_budget_expenditure", rows.replace("行政运行 920.29", f"行政运行 {printed}")))


def test_amount_without_its_point_is_read_with_it_and_proved_by_its_sum() -> None:
    cell = read("92029").cell(PLACE)
    assert cell is not None
    assert (cell["value"], cell["raw"], cell["status"], cell["repaired"]) == ("920.29", "92029", "verified", True)


def test_amount_that_no_sum_proves_with_its_point_is_in_doubt() -> None:
    cell = read("92129").cell(PLACE)
    assert cell is not None
    assert (cell["value"], cell["status"]) == ("921.29", "conflicting")


def test_amounts_that_were_all_mended_prove_nothing_of_each_other() -> None:
    found = proved(table("general_budget_expenditure", MENDED))
    places = [f"{row} expenditure.project" for row in ("214", "2140106")]
    assert [(found.cell(place) or {}).get("value") for place in places] == ["36.29", "16.00"]
    assert [found.status(place) for place in places] == ["verified", "inferred"]


def test_whole_number_with_separators_is_whole() -> None:
    cell = read("1,920").cell(PLACE)
    assert cell is not None
    assert cell["value"] == "1920"


def test_amounts_of_a_table_that_prints_now_two_decimals_now_none_stay_whole() -> None:
    cell = read("92029", ROWS.replace(".00", "")).cell(PLACE)
    assert cell is not None
    assert cell["value"] == "92029"


def test_column_of_whole_numbers_counts_something_and_stays() -> None:
    rows = "".join(f"    21401{index:02} 公路养护 {index}.50 120 {index}.25\n" for index in range(10, 20))
    cell = proved(table("general_budget_expenditure", rows)).cell("2140112 expenditure.basic")
    assert cell is not None
    assert cell["value"] == "120"


def test_sides_of_different_widths_have_columns_of_their_own() -> None:
    lines = [
        "财政拨款收入支出决算总表",
        "金额单位：万元",
        "收入\t支出",
        "项目\t金额\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款",
        *(f"{name}\t{at}00.50\t{at}、其他支出\t{at}50.25\t{at}40.25\t{at}\t10.00" for at, name in enumerate(NAMES, 1)),
    ]
    found = parse("\n".join(lines))
    cells = [row.cells["government_fund"] for row in found.tables[0].rows if row.side == "expenditure"]
    assert [cell and cell.value for cell in cells] == ["1", "2", "3", "4", "5"]
