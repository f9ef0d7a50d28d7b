"""Pages of made-up reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docparse
from docparse.cli.review import page_words
from docparse.reviewing.data import review_tree
from docparse.reviewing.page import review_page
from docparse.schema import Report
from tests.proving.reports import FISCAL, GENERAL_BUDGET, table
from tests.schema.build import TEXT, report_tree

if TYPE_CHECKING:
    from pathlib import Path

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
