"""Two years or two publications of one department: amounts in 元 by rows and columns of the same name."""

from __future__ import annotations

from typing import Any

import docparse
from docparse.comparing import Change, Comparison, compare
from tests.cli.conftest import REPORT

NEXT_YEAR = REPORT.replace("2031", "2032")


def compared(after: str, before: str = REPORT, **way: Any) -> Comparison:
    return compare(docparse.parse(before), docparse.parse(after), **way)


def cells(comparison: Comparison) -> dict[tuple[str, ...], Change]:
    """The changes of cells by row and column."""
    return {change.names[1:]: change for change in comparison.parts["cells"]}


def test_same_amounts_in_the_next_year() -> None:
    found = compared(NEXT_YEAR)
    assert (found.relation, found.changed) == ("years", False)


def test_same_year_is_another_publication() -> None:
    assert compared(REPORT.replace("公开说明", "公开")).relation == "publications"


def test_difference_is_told_in_yuan_with_its_rate() -> None:
    found = compared(NEXT_YEAR.replace("60.05", "61.15").replace("73.15", "74.25"))
    change = cells(found)["2130104", "basic"]
    assert (change.difference, change.in_yuan, change.rate) == ("11000.00", True, "1.83")
    assert (change.before or {})["yuan"] == "600500.00"
    assert (change.before or {})["unit"] == "万元"
    assert (change.before or {})["status"] == "verified"


def test_units_play_no_part() -> None:
    in_yuan = NEXT_YEAR.replace("万元", "元").replace("73.15", "731500.00").replace("60.05", "600500.00")
    assert not compared(in_yuan.replace("13.10", "131000.00")).changed


def test_what_rounding_explains_is_no_difference_and_more_is() -> None:
    in_yuan = NEXT_YEAR.replace("万元", "元").replace("73.15", "731540.12").replace("60.05", "600540.12")
    found = compared(in_yuan.replace("13.10", "131000.00"))
    assert not found.changed
    found = compared(in_yuan.replace("13.10", "131000.00").replace("600540.12", "600560.12"))
    assert {column for _, column in cells(found)} == {"basic"}


def test_rate_of_a_zero_is_none() -> None:
    change = cells(compared(NEXT_YEAR.replace("13.10\t0.00\t0.00\t0.00\n213\t", "13.10\t5.00\t0.00\t0.00\n213\t")))
    (only,) = change.values()
    assert (only.difference, only.rate) == ("50000.00", None)


def test_row_is_known_by_its_code_where_its_name_changed() -> None:
    assert not compared(NEXT_YEAR.replace("事业运行", "事业单位运行")).changed


def test_row_that_exists_once_is_named_as_such() -> None:
    found = compared(NEXT_YEAR + "2130199\t其他农业农村支出\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00\n")
    (change,) = found.parts["rows"]
    assert (change.what, change.names[1], (change.after or {})["name"]) == ("gained", "2130199", "其他农业农村支出")


def test_rows_without_a_name_are_no_rows_that_exist_once() -> None:
    nameless = REPORT + "\t\t0.00\t0.00\t0.00\t0.00\t0.00\t0.00\n"
    assert not compared(nameless.replace("2031", "2032"), nameless).changed


def test_departments_that_differ_are_not_compared() -> None:
    found = compared(NEXT_YEAR.replace("青石县茶园管理所", "云岭县灯塔管理处"))
    assert (found.relation, found.reason, found.parts, found.changed) == ("unrelated", "organizations", {}, True)


def test_documents_without_a_form_in_common_are_not_compared() -> None:
    found = compared("青石县茶园管理所2032年度部门决算公开说明\n\n本年没有报表。\n")
    assert (found.relation, found.reason) == ("unrelated", "tables")


def test_whoever_asks_for_it_has_them_compared() -> None:
    other = NEXT_YEAR.replace("青石县茶园管理所", "云岭县灯塔管理处").replace("13.10", "13.20")
    assert cells(compared(other, way="accounts"))["213", "project"].difference == "1000.00"


def test_digits_are_never_lost() -> None:
    found = compared(NEXT_YEAR.replace("13.10", "123456789012345678901234567890.12"))
    assert cells(found)["213", "project"].difference == "1234567890123456789012345678770200.00"
