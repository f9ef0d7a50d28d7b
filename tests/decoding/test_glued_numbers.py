"""Line numbers that ran into the values behind them, where no white space parts the cells of a form."""

from __future__ import annotations

import docparse
from docparse.schema import Table

HEAD = "收入支出决算总表\n部门：云溪县档案局\n金额单位：万元\n收入支出\n项目行次金额项目行次金额\n栏次1栏次2\n"
TWO_SIDES = """一、一般公共预算财政拨款收入161.50一、一般公共服务支出952.10
二、政府性基金预算财政拨款收入20.00二、外交支出100.00
三、上级补助收入33.00三、国防支出11
四、事业收入4四、教育支出128.40
5五、卫生健康支出134.00
本年收入合计664.50本年支出合计1464.50
年初结转和结余71,120.00年末结转和结余151,120.00
总计81,184.50总计161,184.50
"""
COUNTS = """机构运行信息表
单位：万元
项目行次年初预算数决算数
栏次12
一、“三公”经费支出1——
（一）支出合计27.004.40
1.因公出国（境）费30.000.00
2.公务接待费47.004.40
4.公务用车保有量（辆）5—2
（一）单价100万元（含）以上设备（台，套）8—0
"""


def only(printed: str) -> Table:
    (table,) = docparse.parse(printed).tables
    return table


def rows(table: Table) -> list[tuple[str | None, str | None, list[str | None]]]:
    return [
        (
            row.line_number.value if row.line_number else None,
            row.name.value if row.name else None,
            [(cell.value or cell.raw) if cell else None for cell in row.cells.values()],
        )
        for row in table.rows
    ]


def test_numbers_of_both_sides_count_up() -> None:
    found = rows(only(HEAD + TWO_SIDES))
    assert found[:4] == [
        ("1", "一、一般公共预算财政拨款收入", ["61.50"]),
        ("9", "一、一般公共服务支出", ["52.10"]),
        ("2", "二、政府性基金预算财政拨款收入", ["0.00"]),
        ("10", "二、外交支出", ["0.00"]),
    ]
    assert found[5:10] == [
        ("11", "三、国防支出", [None]),
        ("4", "四、事业收入", [None]),
        ("12", "四、教育支出", ["8.40"]),
        ("5", None, [None]),
        ("13", "五、卫生健康支出", ["4.00"]),
    ]
    assert found[-2:] == [("8", "总计", ["1184.50"]), ("16", "总计", ["1184.50"])]


def test_parted_amounts_are_proved_by_their_sums() -> None:
    table = only(HEAD + TWO_SIDES)
    statuses = {row.key: cell.status for row in table.rows for cell in row.cells.values() if cell and row.key}
    assert statuses["income.total"] == statuses["grand_total.expenditure"] == "verified"


def test_rows_that_are_hidden_are_so_on_both_sides() -> None:
    shown = TWO_SIDES.replace("合计664.50", "合计3664.50").replace("合计1464.50", "合计4464.50")
    shown = "\n".join(shown.splitlines()[:6]) + "\n"
    assert rows(only(HEAD + shown))[-2:] == [("36", "本年收入合计", ["64.50"]), ("44", "本年支出合计", ["64.50"])]


def test_number_of_a_side_without_a_name_stands_behind_the_values_before_it() -> None:
    shown = TWO_SIDES.replace("上级补助收入33.00三、国防支出11", "上级补助收入33.0011")
    assert rows(only(HEAD + shown))[4:6] == [("3", "三、上级补助收入", ["3.00"]), ("11", None, [None])]


def test_marks_and_counts_follow_the_numbers() -> None:
    assert rows(only(COUNTS)) == [
        ("1", "一、“三公”经费支出", ["—", "—"]),
        ("2", "（一）支出合计", ["7.00", "4.40"]),
        ("3", "1.因公出国（境）费", ["0.00", "0.00"]),
        ("4", "2.公务接待费", ["7.00", "4.40"]),
        ("5", "4.公务用车保有量（辆）", ["—", "2"]),
        ("8", "（一）单价100万元（含）以上设备（台，套）", ["—", "0"]),
    ]


def test_digits_that_do_not_count_up_stay_what_they_are() -> None:
    printed = HEAD.replace("行次", "") + "一、事业收入161.50一、教育支出952.10\n二、其他收入20.00二、外交支出100.00\n"
    assert [values for *_, values in rows(only(printed))] == [["161.50"], ["952.10"], ["20.00"], ["100.00"]]
