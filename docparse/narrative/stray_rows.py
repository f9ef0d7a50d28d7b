"""Lines outside the tables that look like rows of one: they are no prose, and are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.diagnostics import Diagnostic, FieldValue
from docparse.patterns import pattern
from docparse.segmenting.lines import (
    AMOUNT,
    CODE_FIRST,
    COUNTED_ROW,
    LONGEST_LINE,
    NUMBER_PIECE,
    OF_PROSE,
    SENTENCE,
    VALUE,
    Line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker
    from docparse.segmenting.rest import Rest

# A tag of HTML that no table was made of.
_TAG = pattern(r"</?[a-zA-Z][^<>]{0,60}>")
_TAG_MATCHES = ("<td>", '</a href="x">')
_TAG_MISSES = ("< 5", "<<>")


def stray_rows(rests: Sequence[Rest], cells: CellMaker) -> list[Diagnostic]:
    """Lines outside the tables that look like rows of one.

    They print amounts behind a code, a tab, a comma or another amount, or a count behind its unit in brackets.
    """
    found = []
    for rest in rests:
        rows = [line for line in rest.lines if _is_stray_row(line.text) or _is_stray_record(line.text)]
        if rest.kind == "prose" and rows:
            fields: dict[str, FieldValue] = {"characters": sum(line.end - line.start for line in rows)}
            found.append(Diagnostic("segmenting.unclaimed-text", cells.spans((r.start, r.end) for r in rows), fields))
    return found


def is_tabular(line: Line, *, inside: bool) -> bool:
    """Whether a line is a row of a table that was not read, inside of one or not: its numbers are no figures of prose.

    Nor are those of a line that goes on for pages without ending a sentence.
    """
    if len(line.text) > LONGEST_LINE:
        return not SENTENCE.search(line.text)
    if OF_PROSE.search(line.text) or SENTENCE.search(line.text):
        return False
    pieces = line.text.split("\t")
    return inside or _is_stray_row(line.text) or (len(pieces) > 1 and bool(NUMBER_PIECE.fullmatch(pieces[-1].strip())))


def _is_stray_row(text: str) -> bool:
    if len(text) > LONGEST_LINE or SENTENCE.search(text):
        return False
    if COUNTED_ROW.search(text):
        return True
    amounts = sum(1 for _ in AMOUNT.finditer(text))
    return amounts > 1 or (amounts == 1 and bool(CODE_FIRST.match(text) or text.count("\t") > 1))


def _is_stray_record(text: str) -> bool:
    """Whether a line has amounts alone between its commas, as too few records of a spreadsheet have."""
    if len(text) > LONGEST_LINE or "," not in text or SENTENCE.search(text):
        return False
    return sum(1 for piece in _TAG.sub("", text).split(",") if "." in piece and VALUE.fullmatch(piece.strip())) > 1
