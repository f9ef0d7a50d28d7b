"""Finds performance self-evaluation forms: from the line that labels or names each to its last note.

A form begins with its title, or where none is printed with the line that names the project or the department. It is
one only if it goes on as one: with indicators and with what was reached. Narrative reports of the same name are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.segmenting.lines import FORM_NUMBER, LEADER, PAGE_NUMBER, PART, SENTENCE, Line, is_mark
from docparse.segmenting.rest import EVALUATION_TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.evaluations import EvaluationKind


class EvaluationRegion(NamedTuple):
    """The lines of one evaluation form; page numbers and repeated headers inside stay among them.

    Attributes:
        opening: Index of the line with the first label of the head; what stands before it is label, title and year.
    """

    kind: EvaluationKind
    lines: tuple[Line, ...]
    opening: int


Tail = Literal["total", "text", "notes"]

# A title and the first label of the head stand so close together, other marks of the head between them.
_TITLE_REACH = 12
# Within so many lines after the head a form shows that it is one.
_PROOF_REACH = 150
_MARKS_ABOVE = 3
LONGEST_TITLE = 60
# The longest label that is torn over lines; a grade or a unit below the line of a total.
_SHORT = 12
_GRADE = 8
# So much of a line is looked at to tell what it begins with.
_HEAD = 64
# What may stand before a label: white space, the border of a table, the mark of a heading.
_BEFORE_LABEL = " \t\f|#"
# A label torn over several lines: pieces so short, and so many of them.
_TORN = 4
_MOST_PIECES = 8
_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}、[^。；;]{2,28}$")
_HEADING_MATCHES = ("十二、其他需说明的事项", " 八、名词解释")
_HEADING_MISSES = ("一、完成情况。项目已完成。", "1.完成情况")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[）)]|[①-⑳])")
_NUMBERED_MATCHES = ("1.涉密信息不公开。", "（2）指标", "3、说明")
_NUMBERED_MISSES = ("2023年", "项目")
_BARE_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_RULE = re.compile(r"[\s|:\-=_]{6,}")
# So many line numbers apart, something else begins.
_WIDE_BREAK = 3


class _Words(NamedTuple):
    """Folded labels by what they tell about a line that begins with them.

    Attributes:
        openers: Labels that a form may begin with.
        marks: Labels that show, in the first part of a form, that it goes on.
        indicators: Labels of the header of the indicators.
        reached: Labels that say that the form tells what was reached.
        tails: Labels below the indicators, and what follows them.
        below: The same labels.
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
    firsts: frozenset[str]
    below_firsts: frozenset[str]
    department: frozenset[str]


class _Text:
    """The lines of a document, and the beginning of each in folded form where it is asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._folded: list[str | None] = [None] * len(lines)

    def folded(self, index: int) -> str:
        """The beginning of a line, folded, without what may stand before a label."""
        known = self._folded[index]
        if known is None:
            known = self._folded[index] = fold(self.lines[index].text[:_HEAD].lstrip(_BEFORE_LABEL))
        return known


@cache
def _words() -> _Words:
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
    return _Words(
        openers=tuple(names | of_departments),
        heads=tuple(heads),
        marks=(
            *vocabulary.words("head"),
            *vocabulary.words("goals", "block", "expected", "year"),
            *vocabulary.words("tasks", "block"),
        ),
        indicators=tuple(vocabulary.words("indicators", "level1", "level3")),
        reached=(*vocabulary.words("goals", "actual"), *vocabulary.words("indicators", "actual", "score")),
        tails=tails,
        below=tuple(tails),
        below_firsts=frozenset(label[0] for label in tails),
        firsts=frozenset(label[0] for label in (*names, *of_departments, *heads)),
        department=frozenset(of_departments - names),
    )


def find_evaluations(lines: Sequence[Line]) -> tuple[EvaluationRegion, ...]:
    """The evaluation forms of a document, in source order."""
    text = _Text(lines)
    openings = _openings(text)
    stops = [*(start for start, _ in openings[1:]), len(lines)][: len(openings)]
    proofs = [_proof(text, opening, stop) for (_, opening), stop in zip(openings, stops, strict=True)]
    proved = [(*opening, header) for opening, header in zip(openings, proofs, strict=True) if header is not None]
    found: list[EvaluationRegion] = []
    for order, (start, opening, header) in enumerate(proved):
        limit = proved[order + 1][0] if order + 1 < len(proved) else len(lines)
        kind: EvaluationKind = "department" if _is_of_department(text, start, opening) else "project"
        title = next((text.folded(at) for at in range(start, opening) if is_title(lines[at])), "")
        end = _end(text, header, limit, title=title)
        found.append(EvaluationRegion(kind, tuple(lines[start:end]), opening - start))
    return tuple(found)


def _openings(text: _Text) -> list[tuple[int, int]]:
    """Where forms may begin: the first line, and the line with the first label of the head."""
    words = _words()
    found: list[tuple[int, int]] = []
    title: int | None = None
    for index, line in enumerate(text.lines):
        if "表" in line.text and is_title(line):
            title = index
            continue
        if title is not None and any(word in text.folded(index) for word in words.indicators):
            title = None
        if line.text.lstrip(_BEFORE_LABEL)[:1] not in words.firsts:
            continue
        near = title is not None and index - title <= _TITLE_REACH
        if not (_begins(text, index, words.openers) or (near and _begins(text, index, words.heads))):
            continue
        if not near and found and index - found[-1][1] <= 1:
            continue
        start = title if near and title is not None else index
        floor = found[-1][1] + 1 if found else 0
        found.append((_with_marks(text.lines, start, floor), index))
        title = None
    return found


def is_title(line: Line) -> bool:
    """Whether a line is the title of an evaluation form."""
    if len(line.text) > LONGEST_TITLE or LEADER.search(line.text) or SENTENCE.search(line.text):
        return False
    return EVALUATION_TITLE.fullmatch(fold(line.text)) is not None


def _with_marks(lines: Sequence[Line], start: int, floor: int) -> int:
    """The index of the first of the mark lines (附表3, 部门：…) directly above a form."""
    for _ in range(_MARKS_ABOVE):
        above = start - 1
        if above < floor or not is_mark(lines[above]):
            break
        start = above
    return start


def _begins(text: _Text, index: int, labels: tuple[str, ...]) -> bool:
    """Whether a line begins with one of the labels, which may go on on the lines below."""
    folded = text.folded(index)
    if folded.startswith(labels):
        return label_at_head(text.lines[index].text, labels) is not None
    return len(folded) <= _TORN and _torn_label(text, index, labels) is not None


def _torn_label(text: _Text, index: int, labels: tuple[str, ...]) -> str | None:
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
    text = text[:_HEAD].lstrip(_BEFORE_LABEL)
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


def _proof(text: _Text, opening: int, limit: int) -> int | None:
    """The index of the header of the indicators, where a form has one and says what was reached; else None."""
    words = _words()
    reached, before, last = False, "", opening
    for index in range(opening, limit):
        folded = text.folded(index)
        if index - last > _PROOF_REACH:
            break
        joined = before + folded
        reached = reached or any(word in joined for word in words.reached)
        if "级" in folded and any(word in joined for word in words.indicators):
            return index if reached or _reached_below(text, index, limit) else None
        if folded.startswith(words.marks):
            last = index
        before = folded[-_SHORT:] if len(folded) <= _SHORT else ""
    return None


def _reached_below(text: _Text, index: int, limit: int) -> bool:
    joined = "".join(text.folded(at) for at in range(index, min(limit, index + _TITLE_REACH)))
    return any(word in joined for word in _words().reached)


def _is_of_department(text: _Text, start: int, opening: int) -> bool:
    """Whether a form is of a department as a whole: the first label of its head decides, else its title."""
    words = _words()
    label = label_at_head(text.lines[opening].text, words.openers)
    if label is not None:
        return label in words.department
    above = [text.folded(at) for at in range(start, opening)]
    forms = load_evaluations().forms
    kinds = {form.kind for form in forms for title in form.titles if any(fold(title) in line for line in above)}
    return kinds == {"department"}


def _end(text: _Text, header: int, limit: int, *, title: str) -> int:
    """The index after the last line of a form whose indicators begin at ``header``.

    Args:
        text: The document.
        header: Where the indicators begin.
        limit: Where the next form begins.
        title: The form's own title, folded, which may be printed again on each page.
    """
    tail: Tail | None = None
    heading = 0
    end = header + 1
    for index in range(header + 1, limit):
        line = text.lines[index]
        if _is_furniture(text.lines, index) or (tail is None and title and text.folded(index) == title):
            continue
        label = _tail_label(text, index)
        if label is not None:
            tail, heading = _words().tails[label], 0
        else:
            apart = line.number - text.lines[end - 1].number
            number = _heading_number(line)
            if _is_over(line, tail, apart, follows=number in (1, heading + 1)):
                break
            heading = number or heading
        end = index + 1
    return end


def _tail_label(text: _Text, index: int) -> str | None:
    """The label below the indicators that a line begins with."""
    words = _words()
    if text.lines[index].text.lstrip(_BEFORE_LABEL)[:1] not in words.below_firsts:
        return None
    labels, folded = words.below, text.folded(index)
    if folded.startswith(labels):
        return label_at_head(text.lines[index].text, labels)
    return _torn_label(text, index, labels) if len(folded) <= _TORN else None


def _is_furniture(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) > _HEAD:
        return False
    if PAGE_NUMBER.match(text) or _RULE.fullmatch(text):
        return True
    return _BARE_NUMBER.fullmatch(text) is not None and lines[index].number - lines[index - 1].number > _WIDE_BREAK


def _is_over(line: Line, tail: Tail | None, apart: int, *, follows: bool) -> bool:
    """Whether a line without a label stands behind the end of its form.

    Args:
        line: The line.
        tail: What the last label was a label of.
        apart: How many line numbers above the last line of the form stands.
        follows: If it is a numbered heading, it is the next of those in the same text, or the first.
    """
    if len(line.text) <= _HEAD and _begins_other(line):
        return True
    if "、" in line.text and _HEADING.match(line.text):
        return apart > _WIDE_BREAK or (tail != "text" if tail else False) or not follows
    if apart <= 1 and _is_row(line):
        return False
    if tail == "total":
        return len(fold(line.text[:_HEAD])) > _GRADE
    if tail == "notes":
        return not _NUMBERED.match(line.text) and apart > 1
    return tail == "text" and apart > _WIDE_BREAK


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table whose first cell may be a label: short, before a tab or pipe."""
    first = _FIRST_CELL.match(line.text)
    return first is not None and not first[1].isspace()


_FIRST_CELL = re.compile(r"[ |]{0,4}([^\t|]{1,14})[\t|]")


def _heading_number(line: Line) -> int:
    """The number of a heading (三、 is 3), 0 for other lines; from ten on only that it is one."""
    text = line.text.strip()
    if "、" not in text[:_TORN] or not _HEADING.match(text):
        return 0
    return _NUMERALS.index(text[0]) + 1 if text[1] == "、" else len(_NUMERALS) + 1


def _begins_other(line: Line) -> bool:
    """Whether a line begins another part of the report: a part, a form."""
    if PART.match(line.text) or ("表" in line.text and is_title(line)):
        return True
    numbered = "表" in line.text or "附" in line.text
    return numbered and FORM_NUMBER.search(line.text) is not None and is_mark(line)
