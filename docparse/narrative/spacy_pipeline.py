"""A spaCy pipeline of the prose, for those who work on with it: docparse's pieces as tokens, what it finds as spans.

docparse itself reads prose without spaCy, whose import takes longer than a short report (docs/decisions/0012). Whoever
has a pipeline of spaCy gets here what docparse sees of a text, to train on it, to match further or to show it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.narrative.cues import find_cues
from docparse.narrative.language import find_subjects, pieces_of
from docparse.narrative.pieces import DIVIDERS, FIGURES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# spaCy's names for what a piece is: a figure, a mark, anything else.
_NUMBER, _DIVIDER, _BETWEEN = "NUM", "PUNCT", "X"
TOKENIZER = "docparse.pieces.v1"
# Where a document keeps its pieces beside its tokens.
PIECES = "docparse.pieces"


@cache
def spacy_pipeline() -> Language:
    """A pipeline that cuts Chinese text as docparse does and marks in it what docparse finds.

    The text is folded first (full-width signs, blanks). A token's tag is the kind of its piece, its lemma the class of
    its word. Three groups of spans: ``figures`` labelled by their kind, ``subjects``, and ``cues`` labelled by what the
    cue means.

    >>> doc = spacy_pipeline()("本年收入合计100万元，比上年增加5万元。")
    >>> [(span.text, span.label_) for span in doc.spans["figures"]]
    [('100万元', 'MONEY'), ('5万元', 'MONEY')]
    """
    from spacy.lang.zh import Chinese
    from spacy.language import Language
    from spacy.util import registry

    @registry.tokenizers(TOKENIZER)
    def make_tokenizer():  # type: ignore[no-untyped-def]  # spaCy calls it without arguments for the vocabulary
        return lambda nlp: PieceTokenizer(nlp.vocab)

    Language.component("docparse_spans", func=mark_spans)
    nlp = Chinese.from_config({"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("docparse_spans")
    return nlp


class PieceTokenizer:
    """Cuts a text into docparse's pieces."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of a text; its tokens joined are the folded text."""
        from spacy.tokens import Doc

        pieces = pieces_of(fold(text))
        doc = Doc(
            self._vocab,
            words=[piece.text for piece in pieces],
            spaces=[False] * len(pieces),
            tags=[piece.kind for piece in pieces],
            pos=[_part_of_speech(piece.kind) for piece in pieces],
            lemmas=[piece.word for piece in pieces],
        )
        doc.user_data[PIECES] = pieces
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the dictionary comes with docparse."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> PieceTokenizer:
        """Itself: there is nothing to read."""
        return self


def mark_spans(doc: Doc) -> Doc:
    """Sets the groups of spans of a document that :class:`PieceTokenizer` made."""
    from spacy.tokens import Span

    pieces = doc.user_data[PIECES]
    figures = [(at, piece.kind) for at, piece in enumerate(pieces) if piece.kind in FIGURES]
    doc.spans["figures"] = [Span(doc, at, at + 1, label=kind) for at, kind in figures]
    doc.spans["subjects"] = [Span(doc, start, end, label="subject") for start, end in find_subjects(pieces)]
    doc.spans["cues"] = [Span(doc, found.start, found.end, label=found.cue.means) for found in find_cues(pieces)]
    return doc


def _part_of_speech(kind: str) -> str:
    if kind in FIGURES:
        return _NUMBER
    return _DIVIDER if kind in DIVIDERS else _BETWEEN
