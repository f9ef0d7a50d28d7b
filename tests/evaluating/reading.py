"""Made-up evaluation forms, and what is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.assembling.cells import CellMaker
from docparse.evaluating import read_evaluations
from docparse.evaluating.blocks import FormBlocks, cut_blocks
from docparse.evaluating.fragments import Fragment, fragments_of
from docparse.segmenting.evaluations import EvaluationRegion
from docparse.segmenting.lines import split_lines
from tests.build import lines, normal

if TYPE_CHECKING:
    from docparse.diagnostics import Diagnostic
    from docparse.reading import NormalText

Tree = dict[str, Any]

HEAD = """\
项目支出绩效自评表
（2022年度）
项目名称 水库加固补助
主管部门 云溪县水务局 实施单位 云溪县水利站
"""
FUNDS = """\
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 120.00 110.00 99.00 10 90.00% 9.00
其中：当年财政拨款 100.00 100.00 90.00 — 90.00% —
其他资金 20.00 10.00 9.00 — 90.00% —
"""
GOALS = """\
年度总体目标 预期目标 实际完成情况
加固三座水库。 已加固三座水库。
"""
INDICATORS = """\
绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
产出指标 数量指标 加固水库 ≥3座 3座 50 50
"""
TAIL = "总分 100 99\n"
FORM = HEAD + FUNDS + GOALS + INDICATORS + TAIL


class Read(NamedTuple):
    """What was read of a text."""

    trees: list[Tree]
    diagnostics: list[Diagnostic]
    claimed: frozenset[int]
    normal: NormalText


def read(printed: str) -> Read:
    """All forms of a text; tabs are written as ⇥."""
    text = normal(printed)
    return Read(*read_evaluations(split_lines(text.text), CellMaker(text)), text)


def form(printed: str) -> Tree:
    """The only form of a text, each Cell replaced by its value, a mark by itself in angle brackets."""
    (tree,) = read(printed).trees
    return plain(tree)


def plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        if "raw" in tree:
            return f"<{tree['raw']}>" if tree["value"] is None else tree["value"]
        return {key: plain(value) for key, value in tree.items()}
    return [plain(each) for each in tree] if isinstance(tree, list) else tree


def fragments(printed: str) -> tuple[Fragment, ...]:
    """The fragments of a text that is one form."""
    return fragments_of(EvaluationRegion("project", lines(printed), 0))[0]


def blocks(printed: str) -> FormBlocks:
    """The blocks of a text that is one form and begins with the first label of its head."""
    return cut_blocks(fragments(printed), 0)


def words(found: tuple[Fragment, ...]) -> list[str]:
    return [fragment.text for fragment in found]
