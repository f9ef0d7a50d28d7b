"""The pipeline of the prose: Chinese text cut into pieces as jieba would, and what they are, with spaCy.

The pieces are those of docparse's own dictionary and shapes: a figure with its unit, a date, a word of the cues, the
name of a subject; all other characters between two of them are one piece. The longest words are found jieba's way, but
no other dictionary is held and no words are guessed, so that jieba need not be imported. spaCy is imported when a
report first holds a figure in its prose.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import load_subjects
from docparse.narrative.components import BETWEEN, DIVIDER, NUMBER, PIECES, register_components
from docparse.narrative.deferring import import_spacy_parts
from docparse.narrative.pieces import DIVIDERS, FIGURES, Dictionary, Piece, cut_pieces, weigh
from docparse.segmenting.language import frequencies

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TOKENIZER = "docparse.pieces.v1"


@cache
def narrative_pipeline() -> Language:
    """The pipeline: pieces, then figures, subjects and cues as groups of spans."""
    import_spacy_parts()
    from spacy.lang.zh import Chinese
    from spacy.util import registry
    from spacy.vocab import Vocab

    @registry.tokenizers(TOKENIZER)
    def make_tokenizer():  # type: ignore[no-untyped-def]  # spaCy calls it without arguments for the vocabulary
        def make(nlp: Language) -> PieceTokenizer:
            return PieceTokenizer(nlp.vocab)

        return make

    register_components()
    # A vocabulary without attributes of words (whether one is like a URL, its shape): nothing asks for them.
    nlp = Chinese(Vocab(), create_tokenizer=make_tokenizer())
    for name in ("figures", "subjects", "cues"):
        nlp.add_pipe(f"docparse_{name}", name=name)
    return nlp


class PieceTokenizer:
    """Cuts a folded text into pieces; the tag of a token is the kind of its piece, its lemma the class of its word."""

    def __init__(self, vocab: Vocab) -> None:
        import numpy
        from spacy.tokens import Doc

        self._vocab, self._doc, self._array = vocab, Doc, numpy.array
        self._codes: dict[tuple[str, str], tuple[int, int, int]] = {}

    def __call__(self, text: str) -> Doc:
        """The document of a text whose tokens joined are the text."""
        pieces = cut_pieces(text, dictionary())
        doc = self._doc(self._vocab, words=[piece.text for piece in pieces], spaces=[False] * len(pieces))
        if pieces:
            codes: Any = self._array([self._codes_of(piece) for piece in pieces], dtype="uint64")
            doc.from_array(["TAG", "POS", "LEMMA"], codes)
        doc.user_data[PIECES] = tuple(pieces)
        return doc

    def _codes_of(self, piece: Piece) -> tuple[int, int, int]:
        """What spaCy calls the kind of a piece, its part of speech and the class of its word."""
        codes = self._codes.get(piece[:2])
        if codes is None:
            add = self._vocab.strings.add
            codes = self._codes[piece[:2]] = add(piece.kind), add(_part_of_speech(piece)), add(piece.word)
        return codes

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
def dictionary() -> Dictionary:
    """The words that are never cut: words of the cues, names of subjects, names of functional classes."""
    subjects = load_subjects()
    words = {*load_narrative().words, *subjects.names, *subjects.classes}
    return weigh(frequencies(words))


def pieces_of(doc: Doc) -> tuple[Piece, ...]:
    """The pieces of a document as plain tuples, which are faster to walk than its tokens."""
    pieces: tuple[Piece, ...] = doc.user_data[PIECES]
    return pieces
