"""Labels and titles of evaluation forms at the head of lines: whole, or torn over lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.segmenting.lines import LEADER, SENTENCE, Line
from docparse.segmenting.rest import EVALUATION_TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

Tail = Literal["total", "text", "notes"]

LONGEST_TITLE = 60
# So much of a line is looked at to tell what it begins with.
HEAD = 64
# What may stand before a label: white space, the border of a table, the mark of a heading.
BEFORE_LABEL = " \t\f|#"
# A label torn over several lines: pieces so short, and so many of them.
TORN = 4
_MOST_PIECES = 8


class Words(NamedTuple):
    """Folded labels by what they tell about a line that begins with them.

    Attributes:
        openers: Labels that a form may begin with.
        marks: Labels that show, in the first part of a form, that it goes on.
        indicators: Labels of the header of the indicators.
        reached: Labels that say that the form tells what was reached.
        tails: Labels below the indicators, and what follows them.
        below: The same labels.
        indicators_too: Those of them that the header of the indicators may hold too.
        nothing: Words that stand for an empty text.
        levels: Words of the first two columns of the indicators.
        title_signs: Characters one of which every title holds.
        level_signs: Characters that all labels of levels hold; none where a user's own hold others.
        firsts: The first characters of what a form may begin with.
        below_firsts: The first characters of the labels below the indicators.
        department: Those of the openers that begin the form of a whole department.
    """

    openers: tuple[str, ...]
    heads: tuple[str, ...]
    marks: tuple[str, ...]
    indicators: tuple[str, ...]
    reached: tuple[str, ...]
    tails: dict[str, Tail]
    below: tuple[str, ...]
    indicators_too: frozenset[str]
    nothing: tuple[str, ...]
    levels: tuple[str, ...]
    title_signs: frozenset[str]
    level_signs: frozenset[str]
    firsts: frozenset[str]
    below_firsts: frozenset[str]
    department: frozenset[str]

    def may_hold_level(self, text: str) -> bool:
        """Whether a folded text holds what most labels of levels have in common: quicker than to look for each."""
        return not self.level_signs or not self.level_signs.isdisjoint(text)


class FormLines:
    """The lines of a document, and the beginning of each in folded form where it is asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._folded: list[str | None] = [None] * len(lines)

    def folded(self, index: int) -> str:
        """The beginning of a line, folded, without what may stand before a label."""
        known = self._folded[index]
        if known is None:
            known = self._folded[index] = fold(self.lines[index].text[:HEAD].lstrip(BEFORE_LABEL))
        return known


@remembered()
def words_of_forms() -> Words:
    """The labels of all forms by what they tell."""
    vocabulary = load_evaluations()
    of_departments = {
        fold(label)
        for form in vocabulary.forms
        if form.kind == "department"
        for label in form.labels.get("head", {}).get("department", ())
    }
    names = set(vocabulary.words("head", "project_name"))
    tails: dict[str, Tail] = {}
    for label, key in vocabulary.words("tail").items():
        tails[label] = "notes" if key == "notes" else "total" if key in ("total", "grade", "contact") else "text"
    heads = vocabulary.words("head", "project_name", "department", "implementing_unit")
    levels = tuple(vocabulary.words("indicators", "level1", "level3"))
    return Words(
        openers=tuple(names | of_departments),
        heads=tuple(heads),
        marks=(
            *vocabulary.words("head"),
            *vocabulary.words("goals", "block", "expected", "year"),
            *vocabulary.words("tasks", "block"),
        ),
        indicators=levels,
        reached=(*vocabulary.words("goals", "actual"), *vocabulary.words("indicators", "actual", "score")),
        tails=tails,
        below=tuple(tails),
        indicators_too=frozenset(tails.keys() & vocabulary.words("indicators").keys()),
        nothing=tuple(vocabulary.words("words", "nothing")),
        levels=tuple(vocabulary.words("levels")),
        title_signs=frozenset(title[-1] for form in vocabulary.forms for title in form.titles),
        level_signs=frozenset.intersection(*map(frozenset, levels)),
        below_firsts=frozenset(label[0] for label in tails),
        firsts=frozenset(label[0] for label in (*names, *of_departments, *heads)),
        department=frozenset(of_departments - names),
    )


def may_hold_forms(text: str, lines: Sequence[Line]) -> bool:
    """Whether a document can hold forms: it prints all characters that labels of levels have, or a title."""
    return all(sign in text for sign in words_of_forms().level_signs) or any(
        may_be_title(line) and is_title(line) for line in lines
    )


def may_be_title(line: Line) -> bool:
    """Whether a line ends as titles of forms do."""
    return line.text.rstrip()[-1:] in words_of_forms().title_signs


def is_title(line: Line) -> bool:
    """Whether a line is the title of an evaluation form."""
    text = line.text.strip(BEFORE_LABEL)
    return len(text) <= LONGEST_TITLE and _is_title(text)


@remembered(1024)
def _is_title(text: str) -> bool:
    folded = fold(text)
    if EVALUATION_TITLE.fullmatch(folded) is None and not load_evaluations().has_title(folded):
        return False
    return not LEADER.search(text) and not SENTENCE.search(text)


def torn_label(text: FormLines, index: int, labels: tuple[str, ...]) -> str | None:
    """The label that a few short lines spell together."""
    first = text.folded(index)
    if not first or not any(label.startswith(first) for label in labels):
        return None
    joined = ""
    for at in range(index, min(index + _MOST_PIECES, len(text.lines))):
        piece = text.folded(at)
        joined += piece
        if joined in labels:
            return joined
        if not any(label.startswith(joined) for label in labels):
            return label_at_head(f"{joined[: -len(piece)]}{piece}", labels)
    return None


def label_at_head(text: str, labels: tuple[str, ...]) -> str | None:
    """The longest of the folded labels that a text begins with and that ends where a cell may end.

    >>> label_at_head("项 目 名 称  水库加固", ("项目名称", "项目"))
    '项目名称'
    >>> label_at_head("项目名称栏应当填写", ("项目名称",)) is None
    True
    """
    text = text[:HEAD].lstrip(BEFORE_LABEL)
    folded = fold(text)
    if not folded.startswith(labels):
        return None
    for label in sorted((label for label in labels if folded.startswith(label)), key=len, reverse=True):
        rest = folded[len(label) :]
        if not rest or rest[0] in ":(" or _parts_after(text, label):
            return label
    return None


def _parts_after(text: str, label: str) -> bool:
    """Whether white space or a pipe follows the characters of a label at the head of a text."""
    left = len(label)
    for at, character in enumerate(text):
        left -= len(fold(character))
        if left <= 0:
            behind = text[at + 1 : at + 2]
            return behind.isspace() or behind in ("", "|")
    return False
