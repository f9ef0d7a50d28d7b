"""Where evaluation forms begin, and what proves that one does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.segmenting.form_labels import (
    BEFORE_LABEL,
    LONGEST_TITLE,
    TORN,
    is_title,
    label_at_head,
    torn_label,
    words_of_forms,
)
from docparse.segmenting.lines import PAGE_NUMBER, SENTENCE, YEAR, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.form_labels import FormLines
    from docparse.segmenting.lines import Line

# A longer line is no title, even where borders of blank cells stand behind it.
_LONGEST_LINE = 2 * LONGEST_TITLE
# A title and the first label of the head stand so close together, other marks of the head between them.
TITLE_REACH = 12
# Within so many lines after the head a form shows that it is one.
_PROOF_REACH = 150
_MARKS_ABOVE = 3
# The longest label that is torn over lines, and the longest mark of a year.
_SHORT = 12


def openings_of(text: FormLines) -> list[tuple[int, int]]:
    """Where forms may begin: the first line, and the line with the first label of the head."""
    words, may_end_title = words_of_forms(), _title_sign().search
    found: list[tuple[int, int]] = []
    title: int | None = None
    for index, line in enumerate(text.lines):
        if len(line.text) <= _LONGEST_LINE and may_end_title(line.text) and is_title(line):
            # Below a label that stands alone it is the name of a project.
            if not (found and found[-1][1] == index - 1 and text.folded(index - 1).rstrip(":|") in words.openers):
                title = index
            continue
        if title is not None and any(word in text.folded(index) for word in words.indicators):
            # No label of the head that is known stands between: the form begins below its title.
            if index - title <= _PROOF_REACH and not (found and found[-1][1] > title):
                floor = found[-1][1] + 1 if found else 0
                found.append((_with_marks(text.lines, title, floor), title + 1))
            title = None
        if line.text.lstrip(BEFORE_LABEL)[:1] not in words.firsts:
            continue
        near = title is not None and index - title <= TITLE_REACH
        if not (_begins(text, index, words.openers) or (near and _begins(text, index, words.heads))):
            continue
        if not near and found and index - found[-1][1] <= 1:
            continue
        floor = found[-1][1] + 1 if found else 0
        start = title if near and title is not None else _title_above(text, index, floor)
        found.append((_with_marks(text.lines, start, floor), index))
        title = None
    return found


@remembered()
def _title_sign() -> re.Pattern[str]:
    """The characters that titles end with: what holds none of them is no title."""
    return re.compile(f"[{re.escape(''.join(words_of_forms().title_signs))}]")


def _title_above(text: FormLines, opening: int, floor: int) -> int:
    """The index of the line above a form that is like the title of one, marks of the head between; else the form's."""
    for index in range(opening - 1, max(floor, opening - _MARKS_ABOVE - 1) - 1, -1):
        line = text.lines[index]
        if len(line.text) > LONGEST_TITLE or SENTENCE.search(line.text):
            break
        if load_evaluations().like_title(text.folded(index)):
            return index
        is_year = len(line.text) <= _SHORT and YEAR.search(line.text)
        if not is_mark(line) and not PAGE_NUMBER.match(line.text) and not is_year:
            break
    return opening


def _with_marks(lines: Sequence[Line], start: int, floor: int) -> int:
    """The index of the first of the mark lines (附表3, 部门：…) directly above a form."""
    above = start
    for _ in range(_MARKS_ABOVE):
        above -= 1
        while above >= floor and PAGE_NUMBER.match(lines[above].text):
            above -= 1
        if above < floor or not is_mark(lines[above]):
            break
        start = above
    return start


def _begins(text: FormLines, index: int, labels: tuple[str, ...]) -> bool:
    """Whether a line begins with one of the labels, which may go on on the lines below."""
    folded = text.folded(index)
    if folded.startswith(labels):
        return label_at_head(text.lines[index].text, labels) is not None
    return len(folded) <= TORN and torn_label(text, index, labels) is not None


def proof_of(text: FormLines, opening: int, limit: int) -> int | None:
    """The index of the header of the indicators, where a form has one and says what was reached; else None."""
    words = words_of_forms()
    reached, before, last = False, "", opening
    for index in range(opening, limit):
        folded = text.folded(index)
        if index - last > _PROOF_REACH:
            break
        joined = before + folded
        reached = reached or any(word in joined for word in words.reached)
        if words.may_hold_level(folded) and any(word in joined for word in words.indicators):
            return index if reached or _reached_below(text, index, limit) else None
        if folded.startswith(words.marks):
            last = index
        before = folded[-_SHORT:] if len(folded) <= _SHORT else ""
    return None


def _reached_below(text: FormLines, index: int, limit: int) -> bool:
    joined = "".join(text.folded(at) for at in range(index, min(limit, index + TITLE_REACH)))
    return any(word in joined for word in words_of_forms().reached)


def is_of_department(text: FormLines, start: int, opening: int) -> bool:
    """Whether a form is of a department as a whole: the first label of its head decides, else its title."""
    words = words_of_forms()
    label = label_at_head(text.lines[opening].text, words.openers)
    if label is not None:
        return label in words.department
    above = [text.folded(at) for at in range(start, opening)]
    forms = load_evaluations().forms
    kinds = {form.kind for form in forms for title in form.titles if any(fold(title) in line for line in above)}
    if not kinds:
        kinds = {kind for line in above if (kind := load_evaluations().like_title(line))}
    return kinds == {"department"}
