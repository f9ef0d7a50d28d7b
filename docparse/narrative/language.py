"""The pipeline of the prose: Chinese text cut into pieces, and what they are, with spaCy and jieba.

The pieces are those of docparse's own dictionary and shapes: a figure with its unit, a date, a word of the cues, the
name of a subject; all other characters between two of them are one piece. jieba looks for the longest words; it holds
no other dictionary, guesses no words, and neither reads nor writes a cache. spaCy is imported when a report first holds
a figure in its prose.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import load_subjects
from docparse.narrative.components import BETWEEN, DIVIDER, NUMBER, PIECES, register_components
from docparse.narrative.pieces import DIVIDERS, FIGURES, Piece, cut_pieces
from docparse.segmenting.language import label_tokenizer

if TYPE_CHECKING:
    import jieba
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TOKENIZER = "docparse.pieces.v1"
# The lemma of a piece that is no word; spaCy takes a document without any lemma for one that was not read.
_NO_WORD = "-"


@cache
def narrative_pipeline() -> Language:
    """The pipeline: pieces, then figures, subjects and cues as groups of spans."""
    import spacy
    from spacy.tokens import Doc
    from spacy.util import registry

    @registry.tokenizers(TOKENIZER)
    def make_tokenizer():  # type: ignore[no-untyped-def]  # spaCy calls it without arguments for the vocabulary
        def make(nlp: Language) -> PieceTokenizer:
            return PieceTokenizer(nlp.vocab, Doc)

        return make

    register_components()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for name in ("figures", "subjects", "cues"):
        nlp.add_pipe(f"docparse_{name}", name=name)
    return nlp


class PieceTokenizer:
    """Cuts a folded text into pieces; the tag of a token is the kind of its piece, its lemma the class of its word."""

    def __init__(self, vocab: Vocab, doc: type[Doc]) -> None:
        self._vocab = vocab
        self._doc = doc

    def __call__(self, text: str) -> Doc:
        """The document of a text whose tokens joined are the text."""
        pieces = cut_pieces(text, dictionary())
        doc = self._doc(
            self._vocab,
            words=[piece.text for piece in pieces],
            spaces=[False] * len(pieces),
            tags=[piece.kind for piece in pieces],
            pos=[_part_of_speech(piece) for piece in pieces],
            lemmas=[piece.word or _NO_WORD for piece in pieces],
        )
        doc.user_data[PIECES] = tuple(pieces)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the dictionary comes with docparse."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> PieceTokenizer:
        """Itself: there is nothing to read."""
        return self


def _part_of_speech(piece: Piece) -> str:
    if piece.kind in FIGURES:
        return NUMBER
    return DIVIDER if piece.kind in DIVIDERS else BETWEEN


@cache
def dictionary() -> jieba.Tokenizer:
    """The words that are never cut: words of the cues, names of subjects, names of functional classes."""
    subjects = load_subjects()
    words = {*load_narrative().words, *subjects.names, *subjects.classes}
    return label_tokenizer(frozenset(words))


def pieces_of(doc: Doc) -> tuple[Piece, ...]:
    """The pieces of a document as plain tuples, which are faster to walk than its tokens."""
    pieces: tuple[Piece, ...] = doc.user_data[PIECES]
    return pieces
