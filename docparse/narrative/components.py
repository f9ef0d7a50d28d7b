"""spaCy components: spans of figures, of subjects and of cues."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import load_subjects
from docparse.narrative.pieces import BARE, DIVIDERS, FIGURES, MONEY, PERCENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Span

    from docparse.grammars.narrative import Cue
    from docparse.narrative.pieces import Piece

# spaCy's names for what a piece is: a figure, a mark, anything else.
NUMBER, DIVIDER, BETWEEN = "NUM", "PUNCT", "X"
# Where a document keeps its pieces beside its tokens.
PIECES = "docparse.pieces"
# How many pieces a gap holds, and one that may be missing.
_LONGEST_GAP, _LONGEST_LOOSE_GAP = 10, 3
# A figure of these kinds may have lost its unit.
_UNITS = frozenset({MONEY, PERCENT})


@cache
def register_components() -> None:
    """Makes the components known to spaCy, once."""
    from spacy.language import Language

    for name, make in (("figures", _FigureFinder), ("subjects", _SubjectFinder), ("cues", _CueFinder)):
        Language.factory(f"docparse_{name}", func=_factory(make))


def _factory(make: Any) -> Any:
    def factory(nlp: Language, name: str) -> Any:
        return make(nlp)

    return factory


class _FigureFinder:
    """Sets the group ``figures``: each piece that states a figure, labelled by its kind."""

    def __init__(self, nlp: Language) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span

        kinds = ((at, piece.kind) for at, piece in enumerate(doc.user_data[PIECES]))
        doc.spans["figures"] = [Span(doc, at, at + 1, label=kind) for at, kind in kinds if kind in FIGURES]
        return doc


class _SubjectFinder:
    """Sets the group ``subjects``: the longest names of the lexicon."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        subjects = load_subjects()
        self._matcher = PhraseMatcher(nlp.vocab)
        self._matcher.add("subject", [nlp.make_doc(name) for name in sorted({*subjects.names, *subjects.classes})])

    def __call__(self, doc: Doc) -> Doc:
        from spacy.util import filter_spans

        doc.spans["subjects"] = filter_spans(self._matcher(doc, as_spans=True))
        return doc


class _CueFinder:
    """Sets the group ``cues``: every place where a pattern fits; the label is the place of the cue in its file.

    No cue reaches across a mark, and each begins with a word of certain classes: the patterns that begin with one of
    them are looked for from its first word in a clause to the end of the clause.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._matchers: dict[str, Matcher] = {}
        # Classes whose patterns all end with a figure.
        self._stating: set[str] = set()
        beginning: dict[str, dict[int, list[list[dict[str, Any]]]]] = {}
        for at, cue in enumerate(load_narrative().cues):
            for pattern in matcher_patterns(cue):
                beginning.setdefault(pattern[0]["LEMMA"], {}).setdefault(at, []).append(pattern)
        for word, cues in beginning.items():
            self._matchers[word] = matcher = Matcher(nlp.vocab)
            for at, patterns in cues.items():
                matcher.add(str(at), patterns)
            if all(load_narrative().cues[at].means != "compared" for at in cues):
                self._stating.add(word)

    def __call__(self, doc: Doc) -> Doc:
        found: list[Span] = []
        for words, end, figure in _clauses(doc.user_data[PIECES], self._matchers):
            for word, first in words.items():
                if first < figure or word not in self._stating:
                    found += self._matchers[word](doc[first:end], as_spans=True, allow_missing=True)
        doc.spans["cues"] = found
        return doc


def _clauses(pieces: Sequence[Piece], classes: Collection[str]) -> Iterator[tuple[dict[str, int], int, int]]:
    """For each clause: the first piece of each of these classes, the piece behind the clause, its last figure."""
    words: dict[str, int] = {}
    figure = -1
    for at, piece in enumerate(pieces):
        if piece.word in classes:
            words.setdefault(piece.word, at)
        elif piece.kind in FIGURES:
            figure = at
        elif piece.kind in DIVIDERS:
            if words:
                yield words, at, figure
                words = {}
            figure = -1
    if words:
        yield words, len(pieces), figure


def matcher_patterns(cue: Cue) -> list[list[dict[str, Any]]]:
    """A cue as patterns of spaCy's Matcher; an item of several kinds makes several patterns."""
    patterns: list[list[dict[str, Any]]] = [[]]
    for alternatives, optional in cue.pattern:
        often = {"OP": "?"} if optional else {}
        patterns = [[*pattern, *_item(name, often)] for pattern in patterns for name in alternatives]
    bare = [[*pattern[:-1], {"TAG": BARE}] for pattern in patterns if pattern[-1].get("TAG") in _UNITS]
    return patterns + bare


def _item(name: str, often: dict[str, str]) -> list[dict[str, Any]]:
    """Plain comparisons only: sets of values are much slower to match."""
    if name == "GAP":
        return [{"POS": BETWEEN, "OP": f"{{0,{_LONGEST_LOOSE_GAP}}}" if often else f"{{1,{_LONGEST_GAP}}}"}]
    if name == "FIGURE":
        return [{"POS": NUMBER} | often]
    return [{"LEMMA" if name.islower() else "TAG": name} | often]
