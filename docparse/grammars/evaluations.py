"""What evaluation forms print: labels by section and key, read from the files of ``evaluation/``.

Each file is a variant of a form: its kind, its titles and the labels that it prints in its own way. Labels of all
files are looked for in every form, so that a variant says only what is special to it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from docparse.errors import GrammarError
from docparse.folding import fold

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
    "words": ("task_level", "nothing", "after_score", "opening", "grade"),
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


class EvaluationVocabulary(NamedTuple):
    """The labels of all variants.

    Attributes:
        labels: Folded label → the places (section, key) that it can have.
        sections: Section → folded label → key.
    """

    forms: tuple[EvaluationForm, ...]
    labels: Mapping[str, tuple[tuple[str, str], ...]]
    sections: Mapping[str, Mapping[str, str]]

    def words(self, section: str, *keys: str) -> Mapping[str, str]:
        """Folded label → key, of one section; of the given keys only where some are given."""
        words = self.sections.get(section, {})
        return {label: key for label, key in words.items() if key in keys} if keys else words


@cache
def load_evaluations() -> EvaluationVocabulary:
    """The evaluation forms that come with docparse, in the order of their file names.

    Raises:
        GrammarError: a file is no TOML, or names a section or key that no evaluation form has.
    """
    files = sorted(EVALUATIONS.glob("*.toml"))
    return vocabulary_of(read_evaluation_form(file.read_text(encoding="utf-8"), file=file.name) for file in files)


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
    return EvaluationVocabulary(kept, {label: tuple(places) for label, places in labels.items()}, sections)


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
