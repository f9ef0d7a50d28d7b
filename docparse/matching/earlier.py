"""Columns of an earlier year: a label that is printed with several years is a declared column in the last of them.

2022年决算数 beside 2023年决算数, or 上年决算数 beside 决算数, is no column of the form, and nothing else that the form
declares: it is kept under a key made from its label, where the print shows its place among the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.segmenting.lines import LAST_YEAR_OF_LABEL, PIECE_OF_LABEL, THIS_YEAR_OF_LABEL, YEAR, YEAR_OF_LABEL, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.matching.header import Header

# What stands for the year of a label that calls it the last one, and of one that names none or calls it this one.
_LAST = ""
_THIS = "this"


class EarlierLabel(NamedTuple):
    """A label of an earlier year, its place in the text, and that of the like label of the last year."""

    text: str
    place: tuple[int, int]
    twin: int


class _Dated(NamedTuple):
    """A label with its year: the year, the label without it, its line there and its place on it."""

    year: str
    bare: str
    line: int
    start: int
    end: int


def without_earlier(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[EarlierLabel, ...]]:
    """The lines of a header with blanks for the labels of earlier years, and these labels.

    The first label of a year is like the first one of the last year, the second like the second: on two sides.
    """
    labels = [label for number, line in enumerate(lines) for label in _labels(line, number)]
    years: dict[str, set[str]] = {}
    for label in labels:
        years.setdefault(label.bare, set()).add(label.year)
    # A label without a year beside one with a year may be the same: only one of last year shows it to be this year's.
    dated = [label for label in labels if label.year != _THIS or years[label.bare] == {_LAST, _THIS}]
    seen: dict[tuple[str, str], list[_Dated]] = {}
    last: dict[str, str] = {}
    for label in dated:
        seen.setdefault((label.bare, label.year), []).append(label)
        last[label.bare] = max(label.year, last.get(label.bare, _LAST))
    kept = list(lines)
    earlier: list[EarlierLabel] = []
    for (bare, year), alike in seen.items():
        if year == last[bare]:
            continue
        for label, twin in zip(alike, seen[bare, last[bare]], strict=False):
            line = kept[label.line]
            text = line.text[: label.start] + " " * (label.end - label.start) + line.text[label.end :]
            kept[label.line] = line._replace(text=text)
            place = (line.start + label.start, line.start + label.end)
            printed = lines[label.line].text[label.start : label.end].replace(" ", "")
            earlier.append(EarlierLabel(printed, place, kept[twin.line].start + twin.start))
    return tuple(kept), tuple(earlier)


def _labels(line: Line, number: int) -> Iterator[_Dated]:
    for piece in PIECE_OF_LABEL.finditer(line.text):
        text = piece[0]
        if (found := YEAR_OF_LABEL.search(text)) and not found.start():
            year = found[0][:4]
        elif found := LAST_YEAR_OF_LABEL.match(text):
            year = _LAST
        else:
            found, year = THIS_YEAR_OF_LABEL.match(text), _THIS
        yield _Dated(year, fold(text[found.end() if found else 0 :]), number, piece.start(), piece.end())


def prints_several_years(header: Header) -> bool:
    """Whether labels are left of several years: then nobody says which of them the form's columns are."""
    years = {year[:4] for _, year in header.years}
    return len(years | {found["year"] for found in YEAR.finditer(header.folded)}) > 1
