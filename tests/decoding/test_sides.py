"""Which side of a summary a row stands on: that of its name, and of a name that both have, the second one's."""

from __future__ import annotations

import pytest

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


def test_name_of_the_other_side_stands_there_though_its_neighbour_lost_its_value() -> None:
    rows = decoded(HEAD + "    本年收入合计\n    本年支出合计\n    66.00 70.00\n").rows
    found = {"".join(atom.text for atom in row.name): (row.side, row.values[0].text) for row in rows if row.values}
    assert found["本年支出合计"] == ("expenditure", "66.00")


SUMMARY = """
    财政拨款收入支出决算总表
    收入  支出
    项目  决算数  项目  决算数
    一、一般公共预算财政拨款  66.00  一、一般公共服务支出  66.00
"""


@pytest.mark.parametrize(
    "printed",
    [
        "三、国有资本经营预算财政拨  三、国防支出\n    款\n    四、公共安全支出",
        "三、国有资本经营预算财政拨\n    款 三、国防支出\n    四、公共安全支出",
        "三、国有资本经营预\n    算财政拨款  三、国防支出\n    四、公共安全支出",
    ],
)
def test_broken_name_without_values_is_not_run_together_with_the_one_beside_it(printed: str) -> None:
    rows = decoded(f"{SUMMARY}    {printed}\n").rows[2:]
    assert [(row.side, "".join(atom.text for atom in row.name)) for row in rows] == [
        ("income", "三、国有资本经营预算财政拨款"),
        ("expenditure", "三、国防支出"),
        ("expenditure", "四、公共安全支出"),
    ]
