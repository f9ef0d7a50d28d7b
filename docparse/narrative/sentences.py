"""A passage as it is understood: its pieces, the subjects and cues among them, what stands in quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.narrative.cues import find_cues
from docparse.narrative.language import find_subjects
from docparse.narrative.naming import Words, region_start, words_before
from docparse.narrative.pieces import FIGURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.grammars.narrative import Cue
    from docparse.narrative.phrases import Name
    from docparse.narrative.pieces import Piece

_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Sentence:
    """One passage, cut into pieces.

    Attributes:
        index: Of the passage.
        text: As printed; the pieces hold it folded.
        subjects: Ranges of pieces that are names of the lexicon.
        cues: Piece of a figure → the longest cue about it: its first piece, the piece behind it, the cue.
        compared: First piece of a comparison → the piece behind it, the baseline.
        quoted: Pieces inside quotation marks.
    """

    index: int
    text: str
    pieces: Sequence[Piece]
    subjects: Sequence[tuple[int, int]]
    cues: Mapping[int, tuple[int, int, Cue]]
    compared: Mapping[int, tuple[int, str]]
    quoted: frozenset[int]

    def region(self, at: int) -> int:
        """Index of the first piece of the words that belong to the figure (the mark, the word) at ``at``."""
        return region_start(self.pieces, at, self.quoted)

    def words(self, first: int, end: int) -> Words:
        """What the pieces ``first`` to ``end`` say of a figure behind them."""
        return words_before(self.pieces, first, end, self.subjects)

    def printed(self, name: Name) -> str:
        """The characters of a name."""
        return self.text[name.start : name.end]

    def word(self, at: int) -> str:
        """The class of the word at ``at``; empty where there is none."""
        return self.pieces[at].word if 0 <= at < len(self.pieces) else ""

    def mark(self, at: int) -> str:
        """The characters of the piece at ``at``; empty where there is none."""
        return self.pieces[at].text if 0 <= at < len(self.pieces) else ""

    def says(self, words: frozenset[str], first: int, end: int) -> bool:
        """Whether a word of these classes stands among the pieces ``first`` to ``end``."""
        return any(piece.word in words for piece in self.pieces[first:end])

    def listed_names(self, first: int, end: int) -> list[Name]:
        """The names of a list (A、B和C), each by itself; later ones may be common words."""
        names: list[Name] = []
        low, depth = first, 0
        for index in range(first, end + 1):
            depth += (self.mark(index) == "(") - (self.mark(index) == ")")
            parts = depth == 0 and (self.mark(index) == "、" or self.word(index) in ("and", "than"))
            if index == end or parts:
                words = self.words(low, index)
                name = words.name or (words.common if names else None)
                names += [name] if name is not None else []
                low = index + 1
        return names


def sentence_of(index: int, text: str, pieces: Sequence[Piece]) -> Sentence:
    """The passage ``index`` with what its pieces are."""
    cues: dict[int, tuple[int, int, Cue]] = {}
    compared: dict[int, tuple[int, str]] = {}
    for cue, low, high in find_cues(pieces):
        if cue.means == "compared":
            compared[low] = max(compared.get(low, (0, "")), (high, cue.baseline or ""))
            continue
        at = next((index for index in range(high - 1, low - 1, -1) if pieces[index].kind in FIGURES), None)
        held = cues.get(at) if at is not None else None
        if at is not None and (held is None or _weight(held) < _weight((low, high, cue))):
            cues[at] = (low, high, cue)
    return Sentence(index, text, pieces, find_subjects(pieces), cues, compared, _quoted(pieces))


def _weight(found: tuple[int, int, Cue]) -> tuple[int, bool]:
    """The longest cue counts; of two as long one that names all of its words."""
    low, high, cue = found
    return high - low, all(names != ("GAP",) for names, _ in cue.pattern)


def _quoted(pieces: Sequence[Piece]) -> frozenset[int]:
    """Pieces between two quotation marks of one sentence."""
    inside: list[int] = []
    opened: int | None = None
    for at, piece in enumerate(pieces):
        if piece.text == "。":
            opened = None
        elif piece.text == _QUOTE:
            inside += range(opened + 1, at) if opened is not None else ()
            opened = at if opened is None else None
    return frozenset(inside)
