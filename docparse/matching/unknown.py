"""Header text that no label of the form explains: reported, and where the count says so, a column of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.segmenting.language import cut_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.matching.header import Header

Range = tuple[int, int]

# Shorter leftovers are splinters of labels that were torn apart, not labels.
SHORTEST_LABEL = 2
# A known word of this length that touches another label was glued to it; a shorter one belongs to it.
SHORTEST_RUN_ON = 4


# A label holds neither digits nor a colon: those are marks of the head that strayed into the header.
_NO_LABEL = pattern(r"[\d:]")
_NO_LABEL_MATCHES = ("unit:x", "table3")
_NO_LABEL_MISSES = ("label",)


class UnknownLabel(NamedTuple):
    """A piece of the header that no label explains, and its place in the normalised text."""

    text: str
    place: Range


def unknown_labels(header: Header, claimed: Sequence[Sequence[Range]], *, words: frozenset[str]) -> list[UnknownLabel]:
    """The header's words outside the claimed places that the forms do not know, in reading order."""
    taken = {offset for places in claimed for start, end in places for offset in range(start, end)}
    found: list[UnknownLabel] = []
    for start, end in _free_runs(header, taken):
        for piece, offset, known in _whole_labels(cut_labels(header.folded[start:end], words=words)):
            if (
                not known
                and len(piece) >= SHORTEST_LABEL
                and not _NO_LABEL.search(piece)
                and not _is_splinter(piece, words)
            ):
                first = start + offset
                place = (header.offsets[first], header.offsets[first + len(piece) - 1] + 1)
                found.append(UnknownLabel(piece, place))
    return found


def _whole_labels(pieces: list[tuple[str, int, bool]]) -> list[tuple[str, int, bool]]:
    """Joins a short known word (收入, 支出) to the unknown text beside it: it is part of that label."""
    whole: list[tuple[str, int, bool]] = []
    for piece, offset, known in pieces:
        loose = not known or len(piece) < SHORTEST_RUN_ON
        if whole and loose and (not whole[-1][2] or (len(whole[-1][0]) < SHORTEST_RUN_ON and not known)):
            before, start, _ = whole[-1]
            whole[-1] = (before + piece, start, False)
        else:
            whole.append((piece, offset, known))
    return whole


def _free_runs(header: Header, taken: set[int]) -> list[Range]:
    """Runs of unclaimed characters that stand next to each other in the text, as ranges of the folded header."""
    runs: list[Range] = []
    for index, offset in enumerate(header.offsets):
        if offset in taken:
            continue
        if runs and runs[-1][1] == index and header.offsets[index - 1] + 1 == offset:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _is_splinter(piece: str, words: frozenset[str]) -> bool:
    """Whether a piece is the head, tail or middle of a known label that the extractor tore apart."""
    return any(piece in word for word in words)
