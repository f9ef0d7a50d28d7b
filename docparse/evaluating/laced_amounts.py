"""Funds with a narrow column, whose label and numbers are torn: text by height prints their pieces above and below.

Between the pieces of the label stand those of the columns beside it, and a row is left without the amount whose pieces
(``3,714,6``, ``00.00``) stand above and below it. They are put back where the rate shows which of the amounts they are;
all other text stays as it is printed.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import chain, combinations, groupby
from typing import TYPE_CHECKING

from docparse.amounts import read_amount
from docparse.evaluating.funds import COLUMNS, bare_source, kind_of
from docparse.evaluating.labels import find_labels
from docparse.evaluating.laced_funds import pieces_of_label
from docparse.evaluating.torn_numbers import is_clean, is_numeric
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

# Budgets at the beginning and of the year, and what was spent.
_AMOUNTS = 3

# A number with its pieces.
Pieces = tuple["Fragment", ...]


def labels_in_order(header: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The header of funds with the pieces of torn labels of columns side by side, in the usual order of the columns."""
    cut, hits = find_labels(header)
    columns = {hit.key("funds"): hit.first for hit in hits if hit.key("funds") in COLUMNS}
    covered = {index for hit in hits for index in range(hit.first, hit.end)}
    free = [index for index in range(len(cut)) if index not in covered]
    texts = [fold(cut[index].text) for index in free]
    for label, key in load_evaluations().words("funds", *COLUMNS).items() if columns and len(free) > 1 else ():
        spelt = pieces_of_label(label, texts, 0)
        if key not in columns and spelt and len(spelt) > 1:
            own = [free[order] for order in spelt]
            behind = [columns[other] for other in COLUMNS[COLUMNS.index(key) :] if other in columns]
            at = min(behind, default=len(cut))
            pieces = tuple(cut[index] for index in own)
            before, after = (
                tuple(cut[index] for index in range(*part) if index not in own) for part in ((0, at), (at, len(cut)))
            )
            return (*before, *pieces, *after)
    return tuple(header)


def amounts_in_rows(body: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The body of funds with the pieces of torn numbers in the rows between whose lines they are printed."""
    lines = [tuple(line) for _, line in groupby(body, key=lambda fragment: fragment.line)]
    for at in range(1, len(lines) - 1):
        words, torn = _parted(lines[at - 1], lines[at + 1])
        row = _with_torn(lines[at], torn) if torn else None
        if row is not None:
            lines[at - 1 : at + 2] = [words, row, ()]
    decimals = _usual_decimals(body)
    for at in range(len(lines) - 1):
        row = _completed(lines[at], lines[at + 1], decimals)
        if row is not None:
            lines[at : at + 2] = [row, ()]
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
            whole = _text(tuple(row[-2:]))
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


def _parted(above: Pieces, below: Pieces) -> tuple[Pieces, list[Pieces]]:
    """The words of the line above a row, and the numbers whose pieces stand behind them and on the line below."""
    first = next((index for index, piece in enumerate(above) if is_numeric(piece.text)), len(above))
    upper = above[first:]
    if len(upper) != len(below) or not all(is_numeric(piece.text) for piece in (*upper, *below)):
        return above, []
    torn: list[Pieces] = [(one, other._replace(gap="line")) for one, other in zip(upper, below, strict=True)]
    return above[:first], torn if all(is_clean(_text(number)) for number in torn) else []


def _with_torn(line: Pieces, torn: Sequence[Pieces]) -> Pieces | None:
    """A row with torn numbers among its own; None where nothing shows which is which."""
    first = next((index for index, piece in enumerate(line) if kind_of(piece.text)), len(line))
    name, values = line[:first], [(piece,) for piece in line[first:]]
    if bare_source("".join(piece.text for piece in name)) not in load_evaluations().words("sources"):
        return None
    rates = [number for number in (*values, *torn) if _text(number).endswith("%")]
    own, added = ([number for number in each if number not in rates] for each in (values, torn))
    if len(rates) != 1 or len(own) + len(added) != _AMOUNTS or not all(is_clean(_text(number)) for number in own):
        return None
    for places in combinations(range(_AMOUNTS), len(added)):
        taken = {True: iter(added), False: iter(own)}
        amounts = [next(taken[at in places]) for at in range(_AMOUNTS)]
        if _holds(amounts, rates[0]):
            return (*name, *chain.from_iterable(amounts), *rates[0])
    return None


def _holds(amounts: Sequence[Pieces], rate: Pieces) -> bool:
    """Whether a rate is that of the last of amounts by the one before it, as far as it is printed."""
    _, budget, spent = (_number(amount) for amount in amounts)
    percent = _number(rate)
    if budget is None or spent is None or percent is None or not budget:
        return False
    return abs(spent / budget * 100 - percent) <= Decimal(1).scaleb(int(percent.as_tuple().exponent))


def _number(number: Pieces) -> Decimal | None:
    amount = read_amount(_text(number).removesuffix("%"))
    return Decimal(amount.value) if amount else None


def _text(number: Pieces) -> str:
    return "".join(piece.text for piece in number)
