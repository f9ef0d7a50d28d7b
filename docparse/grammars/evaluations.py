"""What evaluation forms print: labels by section and key, read from the files of ``evaluation/``.

Each file is a variant of a form: its kind, its titles and the labels that it prints in its own way. Labels of all
files are looked for in every form, so that a variant says only what is special to it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold, shared_characters
from docparse.grammars.evaluation_files import read_evaluation_form
from docparse.grammars.in_use import IN_USE, remembered
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docparse.grammars.evaluation_files import EvaluationForm, EvaluationKind

EVALUATIONS = Path(__file__).with_name("evaluation")


class _Likable(NamedTuple):
    """Labels of a section that are long enough for another text to be like them.

    Attributes:
        letters: All their characters.
        labels: Each with its key, without what stands in brackets, and its characters.
    """

    letters: frozenset[str]
    labels: tuple[tuple[str, str, str, frozenset[str]], ...]


class EvaluationVocabulary(NamedTuple):
    """The labels of all variants.

    Attributes:
        labels: Folded label → the places (section, key) that it can have.
        sections: Section → folded label → key.
        likable: Section → its labels that another text may be like.
        titles: Folded title → the kind of its form and its characters.
    """

    forms: tuple[EvaluationForm, ...]
    labels: Mapping[str, tuple[tuple[str, str], ...]]
    sections: Mapping[str, Mapping[str, str]]
    likable: Mapping[str, _Likable]
    titles: Mapping[str, tuple[EvaluationKind, frozenset[str]]]

    def words(self, section: str, *keys: str) -> Mapping[str, str]:
        """Folded label → key, of one section; of the given keys only where some are given."""
        words = self.sections.get(section, {})
        return {label: key for label, key in words.items() if key in keys} if keys else words

    def like(self, section: str, text: str, *keys: str) -> tuple[str, str] | None:
        """The label of a section that a folded text is like, and its key; of the given keys only where some are given.

        A label is like another where three quarters of the characters of both are the same, brackets and what stands
        in them left aside: provinces add a word, turn two round or leave one out. None where labels of several keys are
        as like, and for what is too short to tell.
        """
        known = self.likable.get(section)
        if known is None or not _SHORTEST_LIKE <= len(text) <= _LONGEST_LIKE:
            return None
        bare = _without_brackets(text)
        if sum(map(known.letters.__contains__, bare)) < _LIKE_AT_ALL * len(bare):
            return None
        best: dict[str, tuple[float, str]] = {}
        for label, key, short, letters in known.labels:
            # No more characters can be shared than those of the text that the label has at all.
            least = _LIKE / 2 * (len(bare) + len(short))
            if (keys and key not in keys) or sum(map(letters.__contains__, text)) < least:
                continue
            likeness = max(shared_characters(text, label), shared_characters(bare, short))
            if likeness >= _LIKE and likeness > best.get(key, (0.0, ""))[0]:
                best[key] = likeness, label
        ranked = sorted(((likeness, label, key) for key, (likeness, label) in best.items()), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1], ranked[0][2]

    def has_title(self, text: str) -> bool:
        """Whether a folded line is the title of a form, the year left aside."""
        return _YEAR.sub("", text) in self.titles

    def like_title(self, text: str) -> EvaluationKind | None:
        """The kind of form whose title a folded line is like, year and brackets left aside; None for no title.

        A line may be like one and be the heading of a chapter: a form must follow.
        """
        bare = _YEAR.sub("", _without_brackets(text.lstrip("#")))
        if not _SHORTEST_LIKE <= len(bare) <= _LONGEST_TITLE:
            return None
        if bare in self.titles:
            return self.titles[bare][0]
        best: tuple[float, int, EvaluationKind | None] = (0.0, 0, None)
        for title, (kind, letters) in self.titles.items():
            if sum(map(letters.__contains__, bare)) >= _LIKE / 2 * (len(bare) + len(title)):
                best = max(best, (shared_characters(bare, title), len(title), kind))
        return best[2] if best[0] >= _LIKE else None


# 2023年度, 2023年: what stands before the title of a form.
_YEAR = pattern(r"(?:19|20)\d\d年度?")
_YEAR_MATCHES = ("2023年度", "2019年")
_YEAR_MISSES = ("年度", "1.2023")
_LONGEST_TITLE = 40
# So many of the characters of two labels that mean the same are the same.
_LIKE = 0.75
# With fewer of its characters among those of all labels a text is like none of them.
_LIKE_AT_ALL = 0.6
# Shorter labels share characters by accident, and no label is longer.
_SHORTEST_LIKE, _LONGEST_LIKE = 4, 24


def _likable(words: Mapping[str, str]) -> _Likable:
    labels = tuple(
        (label, key, _without_brackets(label), frozenset(label))
        for label, key in words.items()
        if len(label) >= _SHORTEST_LIKE
    )
    return _Likable(frozenset("".join(label for label, *_ in labels)), labels)


def _without_brackets(text: str) -> str:
    """A folded label without what stands in brackets, if enough is left of it."""
    opened, closed = text.find("("), text.find(")")
    bare = text[:opened] + text[closed + 1 :] if 0 <= opened < closed else text
    return bare if len(bare) >= _SHORTEST_LIKE else text


def load_evaluations() -> EvaluationVocabulary:
    """The evaluation forms in use: those that come with docparse, and a user's own where a document is read with them.

    Raises:
        GrammarError: see :func:`shipped_evaluations`.
    """
    own = IN_USE.get()
    return shipped_evaluations() if own is None else own.vocabulary


@cache
def shipped_evaluations() -> EvaluationVocabulary:
    """The evaluation forms that come with docparse, in the order of their file names.

    Raises:
        GrammarError: a file is no TOML, or names a section or key that no evaluation form has.
    """
    files = sorted(EVALUATIONS.glob("*.toml"))
    texts = ((file, file.read_text(encoding="utf-8")) for file in files)
    return vocabulary_of(read_evaluation_form(text, file=file.name, name=file.stem) for file, text in texts)


@remembered(4096)
def like_label(section: str, text: str, *keys: str) -> tuple[str, str] | None:
    """The label of the evaluation forms that a folded text is like: see :meth:`EvaluationVocabulary.like`."""
    return load_evaluations().like(section, text, *keys)


@remembered(1024)
def like_title(text: str) -> EvaluationKind | None:
    """The kind of form whose title a folded line is like: see :meth:`EvaluationVocabulary.like_title`."""
    return load_evaluations().like_title(text)


@remembered(256)
def words_of(section: str, *keys: str) -> Mapping[str, str]:
    """The words of the evaluation forms: see :meth:`EvaluationVocabulary.words`."""
    return load_evaluations().words(section, *keys)


def vocabulary_of(forms: Iterable[EvaluationForm]) -> EvaluationVocabulary:
    """The vocabulary of the given variants."""
    kept = tuple(forms)
    labels: dict[str, dict[tuple[str, str], None]] = {}
    for form in kept:
        for section, keys in form.labels.items():
            for key, printed in keys.items():
                for label in printed:
                    labels.setdefault(fold(label), {})[section, key] = None
    sections: dict[str, dict[str, str]] = {}
    for label, places in labels.items():
        for section, key in places:
            sections.setdefault(section, {})[label] = key
    likable = {section: _likable(words) for section, words in sections.items()}
    folded = sorted({(fold(title), form.kind) for form in kept for title in form.titles})
    titles = {title: (kind, frozenset(title)) for title, kind in folded}
    placed = {label: tuple(places) for label, places in labels.items()}
    return EvaluationVocabulary(kept, placed, sections, likable, titles)
