"""The marks of a table's head: form number, title, department, unit and fiscal year, each with its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.segmenting.lines import DEPARTMENT, FORM_NUMBER, UNIT, YEAR

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.segmenting.lines import Line
    from docparse.segmenting.tables import TableRegion


@cache
def unit_factors() -> dict[str, str]:
    """元 per unit, by the unit's name, from the lexicon of units."""
    text = (Path(__file__).parents[1] / "lexicons" / "units.tsv").read_text(encoding="utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: factor for name, factor, *_ in fields}


def read_marks(region: TableRegion, *, cells: CellMaker) -> dict[str, Tree | None]:
    """The Cells of a table's head, None for what is not printed."""
    lines = region.marks
    head = [*lines, *region.header[:6], *region.furniture[:4]]
    title = None
    if region.title is not None:
        title = cells.text([(region.title.start, region.title.end)])
    year = _first(YEAR, lines, "year", cells) or _year_of_title(region, cells)
    if year is not None:
        year["value"] = year["value"].replace(",", "")
    return {
        "form_number": _first(FORM_NUMBER, head, None, cells),
        "title": title,
        "unit": _first(UNIT, head, "unit", cells),
        "department": _first(DEPARTMENT, head, "department", cells),
        "fiscal_year": year,
    }


def _first(pattern: re.Pattern[str], lines: Iterable[Line], group: str | None, cells: CellMaker) -> Tree | None:
    for line in lines:
        found = pattern.search(line.text)
        if found:
            start, end = found.span(group) if group else found.span()
            return cells.text([(line.start + start, line.start + end)])
    return None


def _year_of_title(region: TableRegion, cells: CellMaker) -> Tree | None:
    if region.title is None:
        return None
    start, end = region.title.start, region.title.end
    found = YEAR.search(cells.normal.text[start:end])
    return cells.text([(start + found.start("year"), start + found.end("year"))]) if found else None
