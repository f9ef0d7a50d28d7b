"""The lines of wrapped names: which of those between two coded rows go on with the name above, which begin the next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.names import is_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom

# A line may end so much before the border of its cell, as punctuation is set narrower.
_SLACK = 1.0


class Name(NamedTuple):
    """What is printed of a name beside its code.

    Attributes:
        code: the code; None where the row has none.
        pieces: the name, line by line.
    """

    code: str | None
    pieces: Sequence[Atom]


def cut_between(pending: Sequence[Atom], above: Name, below: Name, *, width: float, lexicon: Lexicon) -> int:
    """How many lines of text between two rows belong to the name of the one above: those that make both known.

    Of names that nobody knows a line that has room for what follows it is the last one.

    Args:
        pending: the text between the rows.
        above: the row above it.
        below: the row below it.
        width: how wide the widest line of a name is.
        lexicon: the names of codes.
    """

    def fit(cut: int) -> tuple[int, int, int]:
        names = [*above.pieces, *pending[:cut]], [*pending[cut:], *below.pieces]
        known = sum(_is_known(each.code, name, lexicon) for each, name in zip((above, below), names, strict=True))
        broken = _broken([*above.pieces[-1:], *pending[:cut]], width) + _broken([*pending[cut:], *below.pieces], width)
        return known, -broken, cut if below.pieces else -abs(cut - (len(pending) - 1))

    return max(range(len(pending) + 1), key=fit)


def _is_known(code: str | None, pieces: Sequence[Atom], lexicon: Lexicon) -> bool:
    return code is not None and is_known(code, "".join(piece.text for piece in pieces), lexicon)


def _broken(pieces: Sequence[Atom], width: float) -> int:
    """How many lines of a name end though the next one's first character would have found room on them."""
    return sum(width_of(line.text) + width_of(below.text[0]) < width - _SLACK for line, below in pairwise(pieces))


def width_of(text: str) -> float:
    """Columns: two for each wide character."""
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2
