"""Made-up indicators, and what is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.indicators import read_indicators
from docparse.evaluating.pooling import learn_pool
from tests.evaluating.reading import fragments

if TYPE_CHECKING:
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.indicators import IndicatorReading
    from docparse.evaluating.points import Totals

HEADER = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
TABBED = HEADER.replace(" ", "⇥")
IN_PARTS = "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 实际完成值 分值 得分 偏差原因分析及改进措施"

Row = dict[str, str]


def parts(header: str, body: str) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]]:
    """The fragments of a header and of a body that stand below each other in one text; tabs are written as ⇥."""
    found = fragments(header + "\n" + body)
    lines = header.count("\n") + 1
    first = found[0].line
    return (
        tuple(each for each in found if each.line - first < lines),
        tuple(each for each in found if each.line - first >= lines),
    )


def reading(body: str, header: str = HEADER, *, totals: Totals | None = None) -> IndicatorReading:
    """What is read of the indicators of one form."""
    return read_indicators(*parts(header, body), totals=totals)


def rows(body: str, header: str = HEADER, *, totals: Totals | None = None) -> list[Row]:
    """The rows of one form as column → text."""
    return [
        {column: cell.text for column, cell in row.cells.items()} for row in reading(body, header, totals=totals).rows
    ]


def report_rows(bodies: list[str], header: str = HEADER) -> list[list[Row]]:
    """The rows of all forms of a report, each form read in the light of the others."""
    text = "\n\n".join(header + "\n" + body for body in bodies)
    found = fragments(text)
    forms: list[tuple[tuple[Fragment, ...], tuple[Fragment, ...]]] = []
    line = found[0].line
    for body in bodies:
        end = line + header.count("\n") + 1
        last = end + body.count("\n") + 1
        forms.append(
            (
                tuple(each for each in found if line <= each.line < end),
                tuple(each for each in found if end <= each.line < last),
            )
        )
        line = last + 1
    pool = learn_pool(forms)
    readings = [read_indicators(*form, pooled=pool) for form in forms]
    return [[{column: cell.text for column, cell in row.cells.items()} for row in each.rows] for each in readings]


def column(found: list[Row], key: str) -> list[str]:
    return [row.get(key, "") for row in found]
