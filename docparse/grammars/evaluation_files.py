"""Files of evaluation forms: a variant of a form each, as docparse brings them and as users add them.

A file says the kind of the form, its titles, and by section and key the labels that it prints. What is wrong with one
is told with its line and what to do.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from docparse.errors import GrammarError
from docparse.folding import fold
from docparse.grammars.model import nearest
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EvaluationKind = Literal["project", "department"]

_POINTS = ("weight", "score")
_AMOUNTS = ("total", "fiscal", "other", "executed")
_NAMES = ("project_name", "department", "implementing_unit")
_LEVELS = ("level1", "level2", "level3")
# The sections of a file, and the keys that each may have.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "head": (*_NAMES, "responsibilities", "overall_goal", "score", "group", "remark", "extra"),
    "funds": ("block", "source", "initial_budget", "full_year_budget", "executed", "execution_rate", *_POINTS),
    "sources": ("total", "part", "subpart", "of_which"),
    "goals": ("block", "year", "expected", "actual", "extra"),
    "indicators": (
        *("block", *_LEVELS, "operator", "target", "unit", "adjusted", "actual", "coefficient", *_POINTS),
        *("deviation", "basis", "former", "points", "extra"),
    ),
    "levels": ("level1", "level2"),
    "tasks": ("block", "name", "level", "content", "approved", *_AMOUNTS, "execution_rate", "reason"),
    "words": ("task_level", "nothing", "after_score", "opening", "planned", "reached", "grade"),
    "tail": ("total", "grade", "conclusion", "other_notes", "contact", "notes", "extra"),
}

_TOML_LINE = pattern(r"at line (\d+)")
_HEAD = pattern(r"\s*\[\s*(\w+)\s*\]")
_HEAD_MATCHES = ("[funds]", " [ goals ] # two")
_HEAD_MISSES = ('block = ["[funds]"]', "[[columns]]")
_KEY = pattern(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_KEY_MATCHES = ('block = ["a"]', "'year'=[]")
_KEY_MISSES = ('  "年度目标",', "]")


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


def read_evaluation_form(text: str, *, file: str, name: str) -> EvaluationForm:
    """One variant from the text of its file.

    Args:
        text: The file.
        file: What messages call it.
        name: What results call the form.

    Raises:
        GrammarError: the first thing that is wrong with it.
    """
    tree = _tree_of(text, file)
    for problem in _problems_of(tree, text, file):
        raise problem
    labels = {
        section: {key: tuple(words) for key, words in keys.items()}
        for section, keys in tree.items()
        if section not in ("kind", "titles")
    }
    return EvaluationForm(name, tree["kind"], tuple(tree["titles"]), labels)


def problems_of_file(text: str, *, file: str) -> Iterator[GrammarError]:
    """What is wrong with a file by itself: it is no TOML, or says something that no evaluation form has."""
    try:
        tree = _tree_of(text, file)
    except GrammarError as problem:
        yield problem
        return
    yield from _problems_of(tree, text, file)


def _tree_of(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        raise GrammarError(file, int(line[1]) if line else None, f"this is not TOML: {error}") from error


def _problems_of(tree: Mapping[str, Any], text: str, file: str) -> Iterator[GrammarError]:
    kinds = get_args(EvaluationKind)
    if tree.get("kind") not in kinds:
        yield GrammarError(file, line_of(text, key="kind"), f"a form needs a kind: write {' or '.join(kinds)}")
    if not _is_list_of_labels(tree.get("titles")):
        message = "a form needs titles: a list of texts, empty where it has no title of its own"
        yield GrammarError(file, line_of(text, key="titles"), message)
    for section, keys in tree.items():
        if section not in ("kind", "titles"):
            yield from _problems_of_section(text, section, keys, file=file)


def _problems_of_section(text: str, section: str, keys: Any, *, file: str) -> Iterator[GrammarError]:
    known = SECTIONS.get(section)
    if known is None or not isinstance(keys, dict):
        line = line_of(text, section) or line_of(text, key=section)
        hint = nearest(section, SECTIONS) if known is None else f" (write it as [{section}])"
        yield GrammarError(file, line, f"no evaluation form has the section {section!r}{hint}")
        return
    for key, words in keys.items():
        if key not in known:
            message = f"no evaluation form has {key!r} in {section!r}{nearest(key, known)}"
        elif not _is_list_of_labels(words):
            message = f"{section}.{key} is no list of labels, each a text in quotation marks"
        else:
            continue
        yield GrammarError(file, line_of(text, section, key=key), message)


def _is_list_of_labels(words: Any) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) and fold(word) for word in words)


def line_of(text: str, section: str = "", *, key: str = "", word: str = "") -> int | None:
    r"""The line of a word of a key of a section, counted from 1; of the key, or of the section, where it is not found.

    Without a section the keys before the first are meant.

    >>> line_of('kind = "a"\n[funds]\nblock = [\n  "资金",\n]', "funds", key="block", word="资金")
    4
    """
    inside, at, keyed = not section, None, False
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            if inside and at is not None:
                return at
            inside, keyed = head[1] == section, False
            at = number if inside else at
        elif inside and (found := _KEY.match(line)) is not None:
            if keyed:
                return at
            keyed = found[1] == key
            at = number if keyed else at
        if keyed and word and (f'"{word}"' in line or f"'{word}'" in line):
            return number
    return at
