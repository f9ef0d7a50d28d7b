"""Names for codes: both in order, but apart from each other, and some names in several pieces.

Names that the lexicon knows for a code are given first, wherever they stand. What is then left on both sides is paired
in order: the cheapest way to give each code the next one, two, three or four pieces of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.names import MOST_PIECES
from docparse.decoding.sharing import share_out
from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom

# What it costs to give a code a name that nobody knows for it, per further piece, to leave a code without a name, and
# to leave a piece of text over.
STRANGE_NAME = 1.0
FURTHER_PIECE = 0.9
# Pieces on neighbouring lines, and two names on neighbouring lines.
WRAPPED_PIECE, CLOSE_NAMES = 0.1, 0.15
NAMELESS = 2.5
SPARE_TEXT = 1.6
# Another name than the one that is known for a code.
OTHER_NAME = 0.4
# Codes times pieces of one page that are paired in order; no page of a real table holds as many.
MOST_CELLS = 40_000


class Placed(NamedTuple):
    """An atom with its page, its line and its place in reading order; ``first`` is the place of its first part."""

    atom: Atom
    page: int
    line: int
    at: int
    first: int = -1


def give_names(codes: Sequence[Placed], texts: Sequence[Placed], lexicon: Lexicon) -> list[list[Atom]]:
    """For each code the pieces of its name; none where there is none."""
    names: list[list[Atom]] = [[] for _ in codes]
    known = [{fold(name) for name in lexicon.names_of(code.atom.text)} for code in codes]
    for page in sorted({code.page for code in codes}):
        ours = [index for index, code in enumerate(codes) if code.page == page]
        left = _give_known(ours, [text for text in texts if text.page == page], known, names)
        left = _give_near(ours, codes, left, names)
        _align([index for index in ours if not names[index]], left, known, names)
    return names


def _give_known(
    ours: Sequence[int], theirs: Sequence[Placed], known: Sequence[set[str]], names: list[list[Atom]]
) -> list[Placed]:
    """Gives codes the names that are known for them, wherever these stand; the pieces of text that are left over.

    A name that several codes may have goes to them in order.
    """
    wanted = {name for index in ours for name in known[index]}
    spans: dict[str, list[tuple[int, int]]] = {}
    for at in range(len(theirs)):
        for count in range(1, min(MOST_PIECES, len(theirs) - at) + 1):
            text = _text(theirs[at : at + count])
            if text in wanted:
                spans.setdefault(text, []).append((at, count))
    taken: set[int] = set()
    for index in ours:
        free = (
            (at, count)
            for name in known[index]
            for at, count in spans.get(name, ())
            if taken.isdisjoint(range(at, at + count))
        )
        at, count = min(free, default=(-1, 0))
        if count:
            names[index] = [text.atom for text in theirs[at : at + count]]
            taken.update(range(at, at + count))
    return [piece for at, piece in enumerate(theirs) if at not in taken]


def _give_near(
    ours: Sequence[int], codes: Sequence[Placed], theirs: Sequence[Placed], names: list[list[Atom]]
) -> list[Placed]:
    """Gives a code the text right behind it, and the lines that go on there; the pieces of text that are left over.

    Behind several codes stand several names: there order decides.
    """
    ends = {code.at for code in codes}
    behind = {codes[index].at + 1: index for index in ours if not names[index] and _start(codes[index]) - 1 not in ends}
    left: list[Placed] = []
    at = 0
    while at < len(theirs):
        index = behind.get(theirs[at].at)
        end = at + 1
        if index is None:
            left.append(theirs[at])
        else:
            while end < len(theirs) and end - at < MOST_PIECES and _is_close(theirs, end):
                end += 1
            names[index] = [text.atom for text in theirs[at:end]]
        at = end
    return left


def _start(code: Placed) -> int:
    return code.at if code.first < 0 else code.first


def _align(ours: Sequence[int], theirs: Sequence[Placed], known: Sequence[set[str]], names: list[list[Atom]]) -> None:
    """Gives names in order."""
    rows, size = len(ours), len(theirs)
    if rows * size > MOST_CELLS:
        return

    def costs(row: int, at: int) -> Iterator[float]:
        text, pieces = "", 0.0
        for end in range(at, min(at + MOST_PIECES, size)):
            text += fold(theirs[end].atom.text)
            pieces += _wrap_cost(theirs, end) if end > at else 0.0
            yield _cost(text, pieces, known[ours[row]]) + CLOSE_NAMES * _is_close(theirs, end + 1)

    for index, own in zip(ours, share_out(rows, size, costs, none=NAMELESS, spare=SPARE_TEXT), strict=True):
        names[index] = [theirs[at].atom for at in own]


def _is_close(texts: Sequence[Placed], at: int) -> bool:
    """Whether a piece of text stands right behind another one, on the same line or the next."""
    return 0 < at < len(texts) and texts[at].line - texts[at - 1].line <= 1 and texts[at].at == texts[at - 1].at + 1


def _wrap_cost(texts: Sequence[Placed], at: int) -> float:
    return WRAPPED_PIECE if _is_close(texts, at) else FURTHER_PIECE


def _cost(text: str, pieces: float, known: set[str]) -> float:
    if text in known:
        return 0.0
    return STRANGE_NAME + pieces + (OTHER_NAME if known else 0.0)


def _text(pieces: Sequence[Placed]) -> str:
    return fold("".join(piece.atom.text for piece in pieces))
