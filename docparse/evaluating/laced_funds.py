"""Funds whose lines are printed by their height on the page, one behind the other: names stand around their values.

A narrow cell has lines above and below the middle of its row, where the values stand, and so has the label at the side
of all rows. Where the pieces fall into that label and into names that are known, one for each row of values, they are
put in the order of the cells; everything else stays as it is printed.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.marks import unit_factors
from docparse.evaluating.funds import bare_source, kind_of
from docparse.evaluating.torn_numbers import is_numeric
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.evaluating.fragments import Fragment

# A name has so many pieces at most, and funds have so many words besides their values.
_MOST_PIECES = 5
_MOST_WORDS = 60
# A piece of a name stands so many lines from its values at most.
_REACH = 3


class _Row(NamedTuple):
    """The values of a row, and the place of its line among the lines of the funds."""

    at: int
    values: tuple[Fragment, ...]


class _Word(NamedTuple):
    """A word with the place of its line, and the row whose line it is; None where no values stand there."""

    fragment: Fragment
    at: int
    row: int | None


Funds = tuple[tuple["Fragment", ...], tuple["Fragment", ...]]


def in_cell_order(header: Sequence[Fragment], body: Sequence[Fragment]) -> Funds | None:
    """The header and the body of funds in the order of their cells; None where they are not printed like this."""
    lines = [tuple(line) for _, line in groupby(body, key=lambda fragment: fragment.line)]
    rows, words = _rows_and_words(lines)
    if len(words) > _MOST_WORDS or not _are_in_line(rows):
        return None
    if _are_before(words, rows):
        return None
    above = [fold(fragment.text) for fragment in header]
    in_order = all(word.row is not None for word in words)
    for side in _sides(words, above):
        if in_order and not side:
            break
        names = _names([word for index, word in enumerate(words) if index not in side], rows)
        if names is not None:
            label = tuple(words[index].fragment for index in sorted(side))
            return (*label, *header), tuple(fragment for row in names for fragment in row)
    return None


def _are_in_line(rows: Sequence[_Row]) -> bool:
    """Whether the values of the rows stand side by side, not each on a line of its own."""
    return bool(rows) and sum(len(row.values) > 1 for row in rows) * 2 > len(rows)


def _are_before(words: Sequence[_Word], rows: Sequence[_Row]) -> bool:
    """Whether all rows but the first have their whole name before their values, as text in reading order prints it."""
    known = load_evaluations().words("sources")
    for above, row in pairwise(rows):
        name = "".join(word.fragment.text for word in words if above.at < word.at <= row.at)
        if bare_source(name) not in known:
            return False
    return not any(word.at > rows[-1].at for word in words)


def _rows_and_words(lines: Sequence[tuple[Fragment, ...]]) -> tuple[list[_Row], list[_Word]]:
    rows: list[_Row] = []
    words: list[_Word] = []
    for at, line in enumerate(lines):
        values = (index for index, fragment in enumerate(line) if kind_of(fragment.text) or is_numeric(fragment.text))
        first = next(values, len(line))
        row = len(rows) if first < len(line) else None
        words += [_Word(fragment, at, row) for fragment in line[:first]]
        if row is not None:
            rows.append(_Row(at, line[first:]))
    return rows, words


def _sides(words: Sequence[_Word], above: Sequence[str]) -> Iterator[frozenset[int]]:
    """The words that spell a label at the side of the funds together, by their indices; none of them at last.

    Args:
        words: Those beside and between the values.
        above: The pieces of the header, among which the label may begin.
    """
    texts = [fold(word.fragment.text) for word in words]
    for label in _side_labels():
        for begun in range(len(label)):
            if (not begun or pieces_of_label(label[:begun], above, 0)) and (
                found := pieces_of_label(label[begun:], texts, 0)
            ):
                yield frozenset(found)
    yield frozenset()


def pieces_of_label(label: str, texts: Sequence[str], start: int) -> tuple[int, ...] | None:
    """The indices of the first texts from ``start`` on that spell a label together, perhaps with others between."""
    for index in range(start, len(texts)):
        text = texts[index]
        if text == label:
            return (index,)
        if text and label.startswith(text) and (rest := pieces_of_label(label[len(text) :], texts, index + 1)):
            return (index, *rest)
    return None


@remembered()
def _side_labels() -> tuple[str, ...]:
    """Labels at the side of funds, with and without their unit, and the unit alone, the longest first."""
    labels = load_evaluations().words("funds", "block")
    units = [f"({fold(unit)})" for unit in unit_factors()]
    return tuple(
        sorted(
            {f"{label}{unit}" for label in ("", *labels) for unit in ("", *units)} - {""}, key=lambda each: -len(each)
        )
    )


def _names(words: Sequence[_Word], rows: Sequence[_Row]) -> list[tuple[Fragment, ...]] | None:
    """The cells of each row, its name first; None where a name is not known, or a word is left.

    A source may have no values: its name stands between the lines of two rows. There are as few of those as can be.
    """
    # For each number of words that are used up, how many rows have no values, and the rows so far.
    ways: dict[int, _Way] = {0: (0, [])}
    for order, row in enumerate(rows):
        above = rows[order - 1].at if order else -1
        following: dict[int, _Way] = {}
        for used, (blank, names) in _with_blank_rows(ways, words, above, row.at).items():
            for count in range(1, min(_MOST_PIECES, len(words) - used) + 1):
                word = words[used + count - 1]
                if abs(word.at - row.at) > _REACH or word.row not in (None, order):
                    break
                if name := _name(words[used : used + count]):
                    _keep(following, used + count, (blank, [*names, (*name, *row.values)]))
        ways = following
    ways = _with_blank_rows(ways, words, rows[-1].at, len(words) + rows[-1].at)
    return ways[len(words)][1] if len(words) in ways else None


_Way = tuple[int, list[tuple["Fragment", ...]]]


def _keep(ways: dict[int, _Way], used: int, way: _Way) -> None:
    if used not in ways or way[0] < ways[used][0]:
        ways[used] = way


def _with_blank_rows(ways: dict[int, _Way], words: Sequence[_Word], above: int, below: int) -> dict[int, _Way]:
    """The ways, and those on which names without values stand between two lines."""
    found = dict(ways)
    for used in range(min(found, default=0), len(words)):
        if used not in found:
            continue
        blank, names = found[used]
        for count in range(1, min(_MOST_PIECES, len(words) - used) + 1):
            word = words[used + count - 1]
            if word.row is not None or not above < word.at < below:
                break
            if name := _name(words[used : used + count]):
                _keep(found, used + count, (blank + 1, [*names, name]))
    return found


def _name(words: Sequence[_Word]) -> tuple[Fragment, ...]:
    """The fragments of words that are the name of a source together; none where they are not."""
    name = tuple(each.fragment for each in words)
    return name if bare_source("".join(piece.text for piece in name)) in load_evaluations().words("sources") else ()
