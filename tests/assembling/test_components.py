"""Basic and project expenditure of torn tables, which all sums take alike. All content is made up."""

from __future__ import annotations

import pytest

import docparse

LABELS = [
    "科目编码",
    "科目名称",
    "本年支出合计",
    "基本支出",
    "项目支出",
    "上缴上级支出",
    "经营支出",
    "对附属单位补助支出",
]
CODES = ["合计", "208", "20805", "2080505", "2080506", "214", "21401", "2140106", "221", "22102", "2210201"]
NAMES = [
    "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "机关事业单位职业年金缴费支出",
    "交通运输支出", "公路水路运输", "公路养护", "住房保障支出", "住房改革支出", "住房公积金",
]  # fmt: skip
TOTALS = ["458.60", "86.40", "86.40", "50.00", "36.40", "323.10", "323.10", "323.10", "49.10", "49.10", "49.10"]
PENSIONS = ["135.50", "86.40", "86.40", "50.00", "36.40"]
HOUSING = ["49.10", "49.10", "49.10"]
# What stands elsewhere in the report tells nothing of these columns.
OTHER = """\
“三公”经费支出决算表
单位：万元
合计 因公出国（境）费 公务接待费
1 2 3
5.00 3.00 2.00
"""
PROJECT = ["323.10", "323.10", "323.10", "323.10"]


@pytest.mark.parametrize("project_first", [True, False])
def test_pensions_and_housing_funds_are_basic_expenditure(project_first: bool) -> None:
    columns = [PROJECT, [*PENSIONS, *HOUSING]] if project_first else [[*PENSIONS, *HOUSING], PROJECT]
    values = [*TOTALS, *columns[0], *columns[1]]
    cells = ["支出决算表", "公开03表", "金额单位：万元", *LABELS, "栏次", *"123456", *CODES, *NAMES, *values]
    table = docparse.parse("部门决算\n\f" + "\n\n".join(cells) + f"\n\n\f{OTHER}\n").table("expenditure")
    assert table.grammar.rendering == "torn"
    found = {row.key: {key: cell.raw for key, cell in row.cells.items() if cell is not None} for row in table.rows}
    assert found["2210201"] == {"total": "49.10", "basic": "49.10"}
    assert found["2080505"] == {"total": "50.00", "basic": "50.00"}
    assert found["2140106"] == {"total": "323.10", "project": "323.10"}
    assert {cell.status for row in table.rows for cell in row.cells.values() if cell is not None} == {"inferred"}
