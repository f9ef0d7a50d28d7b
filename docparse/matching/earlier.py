"""Columns of an earlier year: where labels are printed with several years, those of the last one are the form's.

2022年决算数 beside 2023年决算数, or 上年决算数 beside 决算数, or 2022年执行数 beside 2023年预算数 is no column of the
form, and nothing else that the form declares: it is kept under a key made from its label, where the print shows its
place among the others.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.model import UNKNOWN
from docparse.matching.header import locate_labels
from docparse.matching.matched import MatchedColumn, unused
from docparse.segmenting.lines import LAST_YEAR_OF_LABEL, PIECE_OF_LABEL, THIS_YEAR_OF_LABEL, YEAR, YEAR_OF_LABEL, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    def distance(self, other: _Dated) -> tuple[int, int]:
        """How far another label is: lines first."""
        return abs(other.line - self.line), abs(other.start - self.start)


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
    latest = max([label for label in labels if label.year.isdecimal()], key=lambda each: each.year, default=None)
    kept = list(lines)
    earlier: list[EarlierLabel] = []
    for (bare, year), alike in seen.items():
        twins: Sequence[_Dated] = seen[bare, last[bare]]
        if year == last[bare]:
            if latest is None or not year.isdecimal() or year == latest.year:
                continue
            twins = [min(_of_year(labels, latest.year), key=label.distance) for label in alike]
        for label, twin in zip(alike, twins, strict=False):
            line = kept[label.line]
            text = line.text[: label.start] + " " * (label.end - label.start) + line.text[label.end :]
            kept[label.line] = line._replace(text=text)
            place = (line.start + label.start, line.start + label.end)
            printed = lines[label.line].text[label.start : label.end].replace(" ", "")
            earlier.append(EarlierLabel(printed, place, kept[twin.line].start + twin.start))
    return tuple(kept), tuple(earlier)


def _of_year(labels: Sequence[_Dated], year: str) -> list[_Dated]:
    return [label for label in labels if label.year == year]


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


def is_added(label: EarlierLabel, columns: Iterable[MatchedColumn]) -> bool:
    """Whether one of the columns that no form declares is that of an earlier year."""
    added = (column for column in columns if column.key.startswith(UNKNOWN))
    return any(start <= label.place[0] < end for column in added for start, end in column.ranges)


def with_earlier(
    columns: tuple[MatchedColumn, ...], earlier: Sequence[EarlierLabel], header: Header, lines: Sequence[Line]
) -> tuple[MatchedColumn, ...] | None:
    """The columns with those of earlier years, in printed order; None where that order cannot be told.

    It can where all labels stand on one line, or have a line each; a column below a group stands where this does.
    """
    tops = _tops(columns, header)
    if tops is None:
        return None
    places = [*tops, *(label.place[0] for label in earlier)]
    printed = [line for line in lines if any(line.start <= place < line.end for place in places)]
    if len(printed) != 1 and any(len(line.text.split()) > 1 for line in lines):
        return None
    added: list[tuple[int, MatchedColumn]] = []
    for label in earlier:
        twin = min(zip(tops, columns, strict=True), key=lambda each: abs(each[0] - label.twin))[1]
        key = unused(UNKNOWN + fold(label.text), {each.key for _, each in added if each.side == twin.side})
        added.append((label.place[0], MatchedColumn(key, (label.text,), None, twin.side, (label.place,))))
    ordered = sorted([*zip(tops, columns, strict=True), *added], key=lambda each: (each[0], each[1].ranges[0]))
    numbered = any(column.number is not None for column in columns)
    return tuple(
        column._replace(number=place if numbered else None) for place, (_, column) in enumerate(ordered, start=1)
    )


def _tops(columns: Sequence[MatchedColumn], header: Header) -> list[int] | None:
    """Where the label of each column begins, or that of the group it stands below.

    None where some is not printed, or one more often than there are columns of it: years may be groups of columns.
    """
    lasts = Counter(fold(column.path[-1]) for column in columns if len(column.path) > 1)
    if any(header.folded.count(label) > times for label, times in lasts.items()):
        return None
    groups = sorted({(_undated(column), column.side or "") for column in columns if len(column.path) > 1})
    names = [label for label, _ in groups]
    found = dict(zip(names, locate_labels(header, names), strict=True))
    if any(not column.ranges for column in columns) or not all(found.values()) or len(found) < len(groups):
        return None
    return [(found[_undated(column)] if len(column.path) > 1 else column.ranges)[0][0] for column in columns]


def _undated(column: MatchedColumn) -> str:
    """The label of the group that a column stands below, without its year."""
    return YEAR_OF_LABEL.sub("", column.path[0])
