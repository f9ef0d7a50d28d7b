"""Blanks of short rows, put back by where the values of the other rows stand on the page."""

from __future__ import annotations

import pytest

from tests.build import decoded

HEAD = """\
                                            支出决算表
        项目
                                 合计     基本支出    项目支出   上缴上级    经营支出   补助支出
科目编码     科目名称
            栏次                    1         2         3         4         5         6
"""
TOTAL = "合计                             90.00     40.00     20.00                10.00     20.00"
SHORT = "205      教育支出                    30.00     10.00                         10.00     10.00"
FULL = "206      科学技术支出                  60.00     30.00     10.00      5.00      5.00     10.00"
YEAR = "    2016"


def standing(*lines: str) -> list[list[str]]:
    """The values of each row, a dot where a blank was put back; without blanks where nothing was."""
    return [[atom.text or "." for atom in row.values] for row in decoded(HEAD + "\n".join(lines) + "\n").rows]


def test_values_stand_where_those_of_full_rows_do() -> None:
    assert standing(FULL, TOTAL, SHORT)[1:] == [
        ["90.00", "40.00", "20.00", ".", "10.00", "20.00"],
        ["30.00", "10.00", ".", ".", "10.00", "10.00"],
    ]


def test_without_a_full_row_values_stand_under_the_column_numbers() -> None:
    assert standing(TOTAL, SHORT)[0] == ["90.00", "40.00", "20.00", ".", "10.00", "20.00"]


@pytest.mark.parametrize("lines", [(TOTAL + YEAR, SHORT, SHORT), (SHORT, TOTAL + YEAR)])
def test_number_too_many_does_not_make_a_row_the_measure_of_the_others(lines: tuple[str, ...]) -> None:
    short = standing(*lines)[lines.index(SHORT)]
    assert short in (["30.00", "10.00", "10.00", "10.00"], ["30.00", "10.00", ".", ".", "10.00", "10.00"])


# A page on which the extractor laid the table out anew: columns end where the next ones did before.
MOVED = FULL.replace("60.00     30.00", "          60.00     30.00")


def test_blanks_are_told_by_the_full_rows_of_the_same_page() -> None:
    found = standing(FULL, SHORT, FULL, FULL, MOVED, MOVED, MOVED)
    assert found[1] == ["30.00", "10.00", ".", ".", "10.00", "10.00"]


@pytest.mark.parametrize(
    "lines", [(FULL, FULL, FULL, SHORT, MOVED), (FULL, SHORT, FULL, MOVED, MOVED, MOVED), (SHORT, FULL, MOVED, FULL)]
)
def test_where_columns_move_and_few_rows_show_how_nothing_is_restored(lines: tuple[str, ...]) -> None:
    assert standing(*lines)[lines.index(SHORT)] == ["30.00", "10.00", "10.00", "10.00"]


SIDES = """\
                          财政拨款收入支出决算总表
          收入                                   支出
    项目            金额        项目            合计       一般公共预算财政拨款   政府性基金预算财政拨款
    栏次             1          栏次             2             3                4
"""
GRANTS = "一、一般公共预算财政拨款  90.00 一、教育支出            60.00         60.00"
FUNDS = "                                二、城乡社区支出        30.00                         30.00"
SUMS = "总计                  120.00 总计                  120.00         90.00            30.00"
LOST = "总计                  120.00 总计                  120.00 2031    90.00"


def expenditure(*lines: str) -> list[list[str]]:
    rows = decoded(SIDES + "\n".join(lines) + "\n").rows
    return [[atom.text or "." for atom in row.values] for row in rows if row.side == "expenditure"]


def test_each_side_has_the_column_numbers_that_stand_over_it() -> None:
    assert expenditure(GRANTS, FUNDS, SUMS)[1] == ["30.00", ".", "30.00"]
    assert expenditure(GRANTS, FUNDS, LOST)[1] != ["30.00", "30.00", "."]


# A second page whose columns lie ten characters further left than on the first: 30.00 stands below its last number
# there, and where the last but one is above.
AGAIN = """\
\f
        项目
                       合计     基本支出    项目支出   上缴上级    经营支出   补助支出
科目编码     科目名称
            栏次          1         2         3         4         5         6
"""
LEFT = "207      文化旅游支出       40.00     10.00                                   30.00"


def test_a_header_printed_again_elsewhere_tells_the_columns_of_its_page() -> None:
    found = standing(TOTAL, SHORT, AGAIN + LEFT)
    assert found[0] == ["90.00", "40.00", "20.00", ".", "10.00", "20.00"]
    assert found[2] == ["40.00", "10.00", ".", ".", ".", "30.00"]


@pytest.mark.parametrize(("apart", "blank"), [(8, False), (18, True)])
def test_column_numbers_nearer_together_than_amounts_tell_nothing(apart: int, blank: bool) -> None:
    numbers = "".join(f"{number:>{apart}}" for number in (1, 2, 3))
    text = (
        "一般公共预算财政拨款支出决算表\n"
        f"项目                          本年支出合计   基本支出   项目支出\n栏次{' ' * 28}{numbers}\n"
        f"205  教育支出{' ' * (16 + apart)}11732009.30{' ' * (2 * apart - 12)}11732009.30\n"
        f"206  科学技术支出{' ' * (14 + apart)}61732009.30{' ' * (2 * apart - 12)}61732009.30\n"
    )
    found = [[atom.text or "." for atom in row.values] for row in decoded(text).rows]
    assert [("." in values) for values in found] == [blank, blank]
