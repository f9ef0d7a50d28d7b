"""Pages of made-up reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docparse
from docparse.cli.review import page_words
from docparse.reviewing.data import review_tree
from docparse.reviewing.page import review_page
from docparse.schema import Report
from tests.proving.reports import table
from tests.schema.build import TEXT, report_tree

if TYPE_CHECKING:
    from pathlib import Path

# 208 is 0.02 apart in these two tables, and both amounts are proved: up, down and across.
FISCAL = """
    一、一般公共预算财政拨款 1 60.00 一、社会保障和就业支出 4 10.10 10.10 0.00 0.00
    二、政府性基金预算财政拨款 2 0.00 二、卫生健康支出 5 5.00 5.00 0.00 0.00
    三、国有资本经营预算财政拨款 3 0.00 三、交通运输支出 6 40.00 40.00 0.00 0.00
    四、住房保障支出 7 4.90 4.90 0.00 0.00
    本年收入合计 8 60.00 本年支出合计 9 60.00 60.00 0.00 0.00
    总计 10 60.00 总计 11 60.00 60.00 0.00 0.00
"""
GENERAL_BUDGET = """
    合计 60.00 50.00 10.00
    208 社会保障和就业支出 10.12 10.12 0.00
    20805 行政事业单位养老支出 10.12 10.12 0.00
    210 卫生健康支出 4.99 4.99 0.00
    21011 行政事业单位医疗 4.99 4.99 0.00
    214 交通运输支出 40.00 30.00 10.00
    21499 其他交通运输支出 40.00 30.00 10.00
    221 住房保障支出 4.89 4.89 0.00
    22102 住房改革支出 4.89 4.89 0.00
"""
# What a page must show and never obey: beside characters that browsers count twice.
HOSTILE = (
    "\U00020000\U00020001 浮标 <img src=x onerror=\"document.title='obeyed'\"> "
    "</script><script>document.title='obeyed'</script> {{script}} &amp; 一\u202e二\x07三\u2028四\n"
)
CONTRADICTION = (
    HOSTILE
    + table("fiscal_appropriation_summary", FISCAL, unit="万元")
    + table("general_budget_expenditure", GENERAL_BUDGET, unit="万元")
)


def parsed(text: str) -> tuple[Report, str]:
    """The report of a text, with the text."""
    return docparse.parse(text), text


def told() -> tuple[Report, str]:
    """The made-up report of the schema's tests: every kind of object once, a guessed blank, an inferred value."""
    return Report.model_validate(report_tree()), TEXT


def page(made: tuple[Report, str], *, language: str = "en") -> str:
    """The page of a report."""
    return review_page(*made, words=page_words(), language=language)


def written(folder: Path, name: str, made: tuple[Report, str], *, language: str = "en") -> Path:
    """The page of a report as a file."""
    file = folder / f"{name}.html"
    file.write_text(page(made, language=language), encoding="utf-8", newline="")
    return file


def data_of(made: tuple[Report, str]) -> dict[str, Any]:
    """The data of a report's page."""
    return review_tree(*made)
