"""The language of the prose: Chinese text cut into pieces as jieba would, and the names of subjects among them.

The pieces are those of docparse's own dictionary and shapes: a figure with its unit, a date, a word of the cues, the
name of a subject; all other characters between two of them are one piece. The longest words are found jieba's way, but
no other dictionary is held and no words are guessed, so that jieba need not be imported.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import load_subjects
from docparse.narrative.pieces import Dictionary, Piece, cut_pieces, weigh
from docparse.segmenting.language import frequencies

if TYPE_CHECKING:
    from collections.abc import Sequence


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a folded text; joined they are the text."""
    return tuple(cut_pieces(text, dictionary()))


@cache
def dictionary() -> Dictionary:
    """The words that are never cut: words of the cues, names of subjects, names of functional classes."""
    subjects = load_subjects()
    words = {*load_narrative().words, *subjects.names, *subjects.classes}
    return weigh(frequencies(words))


def find_subjects(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Ranges of pieces that are names of the lexicon: of those that overlap the longest, then the first."""
    names, classes, beginnings = load_subjects().names, load_subjects().classes, dictionary().weights
    found: list[tuple[int, int]] = []
    for start, piece in enumerate(pieces):
        name, end = piece.text, start + 1
        while name in beginnings:
            if (name in names or name in classes) and _cut(name) == tuple(each.text for each in pieces[start:end]):
                found.append((start, end))
            if end == len(pieces):
                break
            name, end = name + pieces[end].text, end + 1
    taken: set[int] = set()
    kept = []
    for start, end in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end))
            taken.update(range(start, end))
    return sorted(kept)


@lru_cache(maxsize=4096)
def _cut(name: str) -> tuple[str, ...]:
    """A name as it is cut where it stands alone: pieces of other words that spell it by accident are no name."""
    return tuple(piece.text for piece in pieces_of(name))
