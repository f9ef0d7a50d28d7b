"""Funds with a narrow column, whose label and numbers are torn: text by height prints their pieces above and below.

Between the pieces of the label stand those of the columns beside it, and a row is left without the amount whose pieces
(``3,714,6``, ``00.00``) stand above and below it. They are put back where the rate shows which of the amounts they are;
all other text stays as it is printed.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

from docparse.evaluating.funds import COLUMNS
from docparse.evaluating.labels import alike, find_labels, labels_of
from docparse.evaluating.laced_funds import pieces_of_label
from docparse.evaluating.rated_rows import RATED, with_pieces
from docparse.evaluating.torn_numbers import is_clean, is_numeric
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.labels import Hit

# A number with its pieces.
Pieces = tuple["Fragment", ...]


def labels_in_order(header: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The header of funds with the pieces of torn labels of columns side by side, in the usual order of the columns."""
    cut, hits = find_labels(header)
    columns = {hit.key("funds"): hit for hit in hits if hit.key("funds") in COLUMNS}
    covered = {index for hit in hits for index in range(hit.first, hit.end)}
    free = [index for index in range(len(cut)) if index not in covered]
    texts = [fold(cut[index].text) for index in free]
    for label, key in load_evaluations().words("funds", *COLUMNS).items() if columns and len(free) > 1 else ():
        spelt = pieces_of_label(label, texts, 0)
        if key not in columns and spelt and len(spelt) > 1:
            return _before_columns(cut, [free[order] for order in spelt], key, columns)
    for own, hit in columns.items():
        rest = _rest_below(cut, hit, free)
        if own is not None and rest is not None:
            return _before_columns(cut, [*range(hit.first, hit.end), rest], own, columns)
    return tuple(header)


def _rest_below(cut: Sequence[Fragment], hit: Hit, free: Sequence[int]) -> int | None:
    """The end of a label that is one without it, where labels stand between: alone on its line, as is the beginning."""
    if not _are_alone(cut, hit.first, hit.end):
        return None
    words = load_evaluations().words("funds", *COLUMNS)
    for index in free:
        between = cut[index].line > cut[hit.end - 1].line + 1 and _are_alone(cut, index, index + 1)
        if index > hit.end and between and words.get(hit.label + fold(cut[index].text)) == hit.key("funds"):
            return index
    return None


def _are_alone(cut: Sequence[Fragment], first: int, end: int) -> bool:
    """Whether nothing else stands on the line of fragments."""
    before = first and cut[first - 1].line == cut[first].line
    return not before and (end == len(cut) or cut[end].line != cut[end - 1].line)


def _before_columns(
    cut: Sequence[Fragment], own: Sequence[int], key: str, columns: Mapping[str | None, Hit]
) -> tuple[Fragment, ...]:
    """A header with the pieces of a label, which have these indices, before the columns that usually stand behind."""
    behind = [columns[other].first for other in COLUMNS[COLUMNS.index(key) + 1 :] if other in columns]
    at = min(behind, default=len(cut))
    before, after = (
        tuple(cut[index] for index in range(*part) if index not in own) for part in ((0, at), (at, len(cut)))
    )
    return (*before, *(cut[index] for index in own), *after)


def amounts_in_rows(header: Sequence[Fragment], body: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The body of funds with the pieces of torn numbers in the rows between whose lines they are printed."""
    columns = tuple(key for hit in labels_of(alike(header)) if (key := hit.key("funds")) in COLUMNS and key is not None)
    lines = [tuple(line) for _, line in groupby(body, key=lambda fragment: fragment.line)]
    for at in range(len(lines)) if set(RATED) <= set(columns) and len(set(columns)) == len(columns) else ():
        above = lines[at - 1] if at else ()
        below = lines[at + 1] if at + 1 < len(lines) else ()
        row = with_pieces(lines[at], above, below, columns)
        if row is not None:
            lines[max(at - 1, 0) : at + 2] = [
                tuple(piece for piece in line if piece.start not in row.taken) if line is not lines[at] else row.pieces
                for line in lines[max(at - 1, 0) : at + 2]
            ]
    lines = [line for line in lines if line]
    decimals = _usual_decimals(body)
    for at in range(len(lines) - 1):
        completed = _completed(lines[at], lines[at + 1], decimals)
        if completed is not None:
            lines[at : at + 2] = [completed, ()]
    return tuple(chain.from_iterable(map(_with_tears, lines)))


def _with_tears(line: Pieces) -> Pieces:
    """A line whose pieces of torn numbers stand beside each other, seen as below each other: one is no number alone."""
    pieces = list(line)
    for at in range(1, len(line)):
        one, other = pieces[at - 1], line[at]
        whole = is_clean(one.text) and is_clean(other.text)
        if is_numeric(one.text) and is_numeric(other.text) and not whole and is_clean(one.text + other.text):
            pieces[at] = other._replace(gap="line")
    return tuple(pieces)


def _completed(line: Pieces, below: Pieces, decimals: int) -> Pieces | None:
    """A row whose numbers go on below it with what stands there; None where not all do.

    Args:
        line: The row.
        below: What stands on the line below.
        decimals: How many the amounts have elsewhere: one that has less of them goes on too.
    """
    rest = iter(below)
    open_numbers = [
        piece
        for piece in line
        if is_numeric(piece.text) and (not is_clean(piece.text) or 0 < _decimals(piece.text) < decimals)
    ]
    if len(open_numbers) != len(below) or not all(is_numeric(piece.text) for piece in below):
        return None
    row: list[Fragment] = []
    for piece in line:
        row.append(piece)
        if piece in open_numbers:
            row.append(next(rest)._replace(gap="line"))
            whole = row[-2].text + row[-1].text
            if not is_clean(whole) or (is_clean(piece.text) and _decimals(whole) != decimals):
                return None
    return tuple(row)


def _usual_decimals(body: Sequence[Fragment]) -> int:
    """How many decimals the amounts of funds have, where several have as many and none has more; else 0."""
    counts = Counter(_decimals(piece.text) for piece in body if is_numeric(piece.text))
    most = max(counts, default=0)
    return most if counts[most] > 1 else 0


def _decimals(text: str) -> int:
    """How many digits stand behind the point of an amount; none for a rate."""
    return 0 if text.endswith("%") else len(text.partition(".")[2])
