"""What evaluation forms print: labels by section and key, read from the files of ``evaluation/``.

Each file is a variant of a form: its kind, its titles and the labels that it prints in its own way. Labels of all
files are looked for in every form, so that a variant says only what is special to it.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from docparse.errors import GrammarError
from docparse.folding import fold, shared_characters
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EVALUATIONS = Path(__file__).with_name("evaluation")

EvaluationKind = Literal["project", "department"]

_POINTS = ("weight", "score")
_AMOUNTS = ("total", "fiscal", "other", "executed")
_NAMES = ("project_name", "department", "implementing_unit")
_LEVELS = ("level1", "level2", "level3")
# The sections of a file, and the keys that each may have.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "head": (*_NAMES, "responsibilities", "overall_goal", "group", "remark", "extra"),
    "funds": ("block", "source", "initial_budget", "full_year_budget", "executed", "execution_rate", *_POINTS),
    "sources": ("total", "part", "subpart", "of_which"),
    "goals": ("block", "year", "expected", "actual"),
    "indicators": ("block", *_LEVELS, "operator", "target", "unit", "actual", *_POINTS, "deviation", "basis", "extra"),
    "levels": ("level1", "level2"),
    "tasks": ("block", "name", "level", "content", "approved", *_AMOUNTS, "execution_rate", "reason"),
    "words": ("task_level", "nothing", "after_score", "opening", "planned", "reached", "grade"),
    "tail": ("total", "grade", "conclusion", "other_notes", "contact", "notes", "extra"),
}


class EvaluationForm(NamedTuple):
    """A variant of an evaluation form.

    Attributes:
        id: The name of its file.
        titles: Titles as printed, without the year.
        labels: Section → key → labels as printed.
    """

    id: str
    kind: EvaluationKind
    titles: tuple[str, ...]
    labels: Mapping[str, Mapping[str, tuple[str, ...]]]


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


@cache
def load_evaluations() -> EvaluationVocabulary:
    """The evaluation forms that come with docparse, in the order of their file names.

    Raises:
        GrammarError: a file is no TOML, or names a section or key that no evaluation form has.
    """
    files = sorted(EVALUATIONS.glob("*.toml"))
    return vocabulary_of(read_evaluation_form(file.read_text(encoding="utf-8"), file=file.name) for file in files)


@lru_cache(maxsize=4096)
def like_label(section: str, text: str, *keys: str) -> tuple[str, str] | None:
    """The label of the evaluation forms that a folded text is like: see :meth:`EvaluationVocabulary.like`."""
    return load_evaluations().like(section, text, *keys)


@lru_cache(maxsize=1024)
def like_title(text: str) -> EvaluationKind | None:
    """The kind of form whose title a folded line is like: see :meth:`EvaluationVocabulary.like_title`."""
    return load_evaluations().like_title(text)


@lru_cache(maxsize=256)
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


def read_evaluation_form(text: str, *, file: str) -> EvaluationForm:
    """One variant from the text of its file.

    Raises:
        GrammarError: the text is no TOML, or says something that no evaluation form has.
    """
    try:
        tree: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(file=file, line=None, message=str(error)) from error
    kind, titles = tree.pop("kind", None), tree.pop("titles", None)
    if kind not in ("project", "department") or not isinstance(titles, list):
        raise GrammarError(file=file, line=None, message="a form needs a kind (project, department) and titles")
    for section, keys in tree.items():
        _check(section, keys, file=file)
    labels = {section: {key: tuple(words) for key, words in keys.items()} for section, keys in tree.items()}
    return EvaluationForm(file.removesuffix(".toml"), kind, tuple(titles), labels)


def _check(section: str, keys: Any, *, file: str) -> None:
    known = SECTIONS.get(section)
    if known is None or not isinstance(keys, dict):
        raise GrammarError(file=file, line=None, message=f"no evaluation form has the section {section!r}")
    for key, words in keys.items():
        if key not in known:
            raise GrammarError(file=file, line=None, message=f"no evaluation form has {key!r} in {section!r}")
        if not isinstance(words, list) or not all(isinstance(word, str) and fold(word) for word in words):
            raise GrammarError(file=file, line=None, message=f"{section}.{key} is no list of labels")
