"""Cells that have a paragraph each."""

from __future__ import annotations

import docparse
from docparse.reading.cell_paragraphs import find_cell_paragraphs
from docparse.reading.normalise import normalise
from docparse.reading.source import from_text
from docparse.spans import apply_edits


def table(rows: int, blank: str = "\xa0") -> str:
    cells = [cell for row in range(rows) for cell in (f"甲{row}", "1.00", blank, "2.00")]
    return "\n\n".join(cells)


def joined(text: str) -> str:
    return apply_edits(text, find_cell_paragraphs(text))


def test_one_line_end_is_taken_out_of_each_gap() -> None:
    assert joined("前言。\n\n" + table(20, " ")).split("\n") == ["前言。", "", *table(20, " ").split("\n\n")]


def test_prose_around_a_table_keeps_its_paragraphs() -> None:
    prose = "甲部门很好。\n\n乙部门也很好。"
    text = f"{prose}\n\n{table(20, ' ')}\n\n{prose}"
    assert joined(text).startswith(prose + "\n\n")
    assert joined(text).endswith("\n\n" + prose)


def test_a_few_blank_paragraphs_are_no_cells() -> None:
    text = table(5, " ")
    assert joined(text) == text


def test_blanks_that_are_no_no_break_spaces_change_nothing() -> None:
    text = table(20, " ")
    assert normalise(from_text(text)).text == text


def test_normalising_twice_changes_nothing_more() -> None:
    once = normalise(from_text(table(20))).text
    assert once == joined(table(20, " "))
    assert normalise(from_text(once)).text == once


FORM = """\
项目支出绩效自评表|项目名称|渡槽检修补助|~|~|主管部门|云溪县水务局|实施单位|云溪县水利站
项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|~|110.00|99.00|~|90.00%|~
其他资金|~|110.00|99.00|~|90.00%|~
年度总体目标|预期目标|实际完成情况|~|检修三座渡槽。|已检修三座渡槽。
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|检修渡槽数量|≥3座|3座|50|50|~
~|质量指标|渡槽检修合格率|≥95%|98%|50|50|~
总分|~|~|~|~|100|100|~"""


def test_blank_cells_keep_the_columns_of_a_form() -> None:
    text = FORM.replace("|", "\n\n").replace("\n", "\n\n").replace("\n\n\n\n", "\n\n").replace("~", "\xa0")
    form = docparse.parse(text).evaluations[0]
    total, other = form.funds
    assert (total.full_year_budget.raw, total.executed.raw, total.execution_rate.raw) == ("110.00", "99.00", "90.00%")
    assert total.initial_budget is None and other.weight is None
    assert (form.weight_total.raw, form.score_total.raw) == ("100", "100")
