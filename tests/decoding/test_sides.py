"""A name that both sides of a summary have: the second one of two rows belongs to the second side."""

from __future__ import annotations

from tests.build import decoded

HEAD = """
    收入支出决算总表
    收入
    支出
    项目
    决算数
    项目
    决算数
    一、一般公共预算财政拨款收入
    66.00 一、外交支出
    二、其他收入
    三、国防支出
    66.00
"""


def test_total_that_is_said_again_stands_on_the_other_side() -> None:
    rows = decoded(HEAD + "    总计\n    66.00 总计\n    66.00\n").rows
    assert [(row.side, [atom.text for atom in row.values]) for row in rows[-2:]] == [
        ("income", ["66.00"]), ("expenditure", ["66.00"]),
    ]  # fmt: skip
