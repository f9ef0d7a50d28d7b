"""Finds performance self-evaluation forms: from the line that labels or names each to its last note.

A form begins with its title, or where none is printed with the line that names the project or the department. It is
one only if it goes on as one: with indicators and with what was reached. Narrative reports of the same name are none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern
from docparse.segmenting.evaluation_openings import is_of_department, openings_of, proof_of
from docparse.segmenting.form_labels import (
    BEFORE_LABEL,
    HEAD,
    TORN,
    FormLines,
    is_title,
    label_at_head,
    torn_label,
    words_of_forms,
)
from docparse.segmenting.lines import FORM_NUMBER, PAGE_NUMBER, PART, SENTENCE, Line, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.evaluation_files import EvaluationKind
    from docparse.segmenting.form_labels import Tail


class EvaluationRegion(NamedTuple):
    """The lines of one evaluation form; page numbers and repeated headers inside stay among them.

    Attributes:
        opening: Index of the line with the first label of the head; what stands before it is label, title and year.
        rows: Numbers of lines that are rows of indicators, with a cell for each column.
        void: Numbers of lines that hold places of indicators which nobody filled in.
    """

    kind: EvaluationKind
    lines: tuple[Line, ...]
    opening: int
    rows: frozenset[int] = frozenset()
    void: frozenset[int] = frozenset()


# A grade or a unit below the line of a total.
_GRADE = 8
# A label that stands beside the middle of its text has so many lines of it above.
_ABOVE_LABEL = 6
_ENDS = tuple("。；;：:！？!?")
_HEADING = pattern(r"\s*[一二三四五六七八九十]{1,3}、[^。；;]{2,28}$")
_HEADING_MATCHES = ("十二、其他需说明的事项", " 八、名词解释")
_HEADING_MISSES = ("一、完成情况。项目已完成。", "1.完成情况")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = pattern(r"\s*(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[）)]|[①-⑳])")
_NUMBERED_MATCHES = ("1.涉密信息不公开。", "（2）指标", "3、说明")
_NUMBERED_MISSES = ("2023年", "项目")
# How page numbers and rules begin. The only letter among these signs: most lines begin with another one.
ORDINAL = "第"
FURNITURE_BEGUN = pattern(r"\s*[\d|:\-=_—–－第]")
_BARE_NUMBER = pattern(r"\s*\d{1,4}\s*")
_RULE = pattern(r"[\s|:\-=_]{6,}")
# So many line numbers apart, something else begins.
_WIDE_BREAK = 3
# Lines of running text follow each other, so many at least; few lines of a form do whose cells stand apart. No level
# word is found so many lines below.
_NEAR, _CLOSE, _FAR = 4, 0.2, 40
# The first cell of a line.
_CELL = pattern(r"[\s|#]*((?:[^\s|:：] ?){4,24})(?=[\s|:：]|$)")
_CELL_MATCHES = ("| label | text", "label：text", "l a b e l\ttext")
_CELL_MISSES = ("", "abc  def")
# The first cell of a row of a table.
_FIRST_CELL = pattern(r"[ |]{0,4}([^\t|]{1,14})[\t|]")


def find_evaluations(lines: Sequence[Line]) -> tuple[EvaluationRegion, ...]:
    """The evaluation forms of a document, in source order."""
    text = FormLines(lines)
    openings = openings_of(text)
    stops = [*(start for start, _ in openings[1:]), len(lines)][: len(openings)]
    proofs = [proof_of(text, opening, stop) for (_, opening), stop in zip(openings, stops, strict=True)]
    proved = [(*opening, header) for opening, header in zip(openings, proofs, strict=True) if header is not None]
    found: list[EvaluationRegion] = []
    for order, (start, opening, header) in enumerate(proved):
        limit = proved[order + 1][0] if order + 1 < len(proved) else len(lines)
        kind: EvaluationKind = "department" if is_of_department(text, start, opening) else "project"
        title = next((text.folded(at) for at in range(start, opening) if is_title(lines[at])), "")
        end = _end(text, header, limit, title=title)
        found.append(EvaluationRegion(kind, tuple(lines[start:end]), opening - start))
    return tuple(found)


def _end(text: FormLines, header: int, limit: int, *, title: str) -> int:
    """The index after the last line of a form whose indicators begin at ``header``.

    Args:
        text: The document.
        header: Where the indicators begin.
        limit: Where the next form begins.
        title: The form's own title, folded, which may be printed again on each page.
    """
    words = words_of_forms()
    tail: Tail | None = None
    # A label of the header of the indicators (自评得分) may be one of the totals too: there is none before a row.
    below_header = False
    heading = 0
    # The last label stands in a table, or says that there is nothing to say: what follows apart is no part of its text.
    closed = False
    end = header + 1
    for index in range(header + 1, limit):
        line = text.lines[index]
        again = tail is None and title and "表" in line.text and text.folded(index) == title
        if again or _is_furniture(text.lines, index):
            continue
        label = _tail_label(text, index)
        if label is not None and not below_header and (label in words.indicators_too or _is_rest(text.folded(index))):
            label = None
        below_header = below_header or text.folded(index).startswith(words.levels)
        if label is not None:
            tail, heading = words.tails[label], 0
            rest = text.folded(index).removeprefix(label).strip(":|")
            closed = "|" in line.text or rest in words.nothing
        else:
            apart = line.number - text.lines[end - 1].number
            number = _heading_number(line)
            follows = number in (1, heading + 1)
            if tail is None and below_header and _leaves_rhythm(text, header, index):
                break
            is_over = _is_over(line, tail, apart, follows=follows) or (closed and apart > 1 and _is_paragraph(line))
            if is_over and not (tail == "total" and _is_above_label(text, index, limit)):
                break
            heading = number or heading
        end = index + 1
    return end


def _is_rest(line: str) -> bool:
    """Whether a folded line is the rest of a label of the indicators that is torn: 及改进措施."""
    return any(label != line and label.endswith(line) for label in load_evaluations().words("indicators"))


def _tail_label(text: FormLines, index: int) -> str | None:
    """The label below the indicators that a line begins with."""
    words = words_of_forms()
    labels, folded = words.below, text.folded(index)
    if text.lines[index].text.lstrip(BEFORE_LABEL)[:1] in words.below_firsts:
        if folded.startswith(labels) and (label := label_at_head(text.lines[index].text, labels)):
            return label
        if len(folded) <= TORN:
            return torn_label(text, index, labels)
    cell = _CELL.match(text.lines[index].text[:HEAD])
    return _label_like(cell[1]) if cell else None


@remembered(4096)
def _label_like(cell: str) -> str | None:
    """The label below the indicators that the first cell of a line is like, or what stands before a blank in it."""
    for piece in (cell, cell.split()[0]):
        if like := load_evaluations().like("tail", fold(piece)):
            return like[0]
    return None


def _is_above_label(text: FormLines, index: int, limit: int) -> bool:
    """Whether a text begins with a line whose label stands beside its middle, as text by height prints it.

    The lines above the label are whole and follow each other, and no sentence ends right above it.
    """
    words = words_of_forms()
    for at in range(index, min(index + _ABOVE_LABEL, limit - 1)):
        above, below = text.lines[at], text.lines[at + 1]
        if below.number - above.number > 1 or len(above.text.split()) > 1:
            return False
        label = _tail_label(text, at + 1)
        if label is not None:
            return words.tails[label] == "text" and not above.text.rstrip().endswith(_ENDS)
    return False


def _is_furniture(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) > HEAD or (text[0].isalpha() and text[0] != ORDINAL) or not FURNITURE_BEGUN.match(text):
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
    if len(line.text) <= HEAD and _begins_other(line):
        return True
    if "、" in line.text and _HEADING.match(line.text):
        return apart > _WIDE_BREAK or tail not in (None, "text") or not follows
    if tail is None or (apart <= 1 and _is_row(line)):
        return False
    if tail == "total":
        return len(fold(line.text[:HEAD])) > _GRADE
    if tail == "notes":
        return not _NUMBERED.match(line.text) and apart > 1
    return tail == "text" and apart > _WIDE_BREAK


def _leaves_rhythm(text: FormLines, header: int, index: int) -> bool:
    """Whether running text begins with a line: its lines follow each other, where the cells above stand apart."""
    lines = text.lines
    behind = lines[index + 1 : index + _NEAR]
    if not behind or behind[-1].number - lines[index].number != len(behind) or not _is_paragraph(lines[index]):
        return False
    close = sum(below.number - above.number == 1 for above, below in pairwise(lines[header:index]))
    if close > _CLOSE * (index - header):
        return False
    words = words_of_forms()
    return not any(text.folded(at).startswith(words.levels) for at in range(index, min(index + _FAR, len(lines))))


def _is_paragraph(line: Line) -> bool:
    """Whether a line is running text outside of a table."""
    return "|" not in line.text and SENTENCE.search(line.text) is not None


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table whose first cell may be a label: short, before a tab or pipe."""
    first = _FIRST_CELL.match(line.text)
    return first is not None and not first[1].isspace()


def _heading_number(line: Line) -> int:
    """The number of a heading (三、 is 3), 0 for other lines; from ten on only that it is one."""
    if "、" not in line.text:
        return 0
    text = line.text.strip()
    if "、" not in text[:TORN] or not _HEADING.match(text):
        return 0
    return _NUMERALS.index(text[0]) + 1 if text[1] == "、" else len(_NUMERALS) + 1


def _begins_other(line: Line) -> bool:
    """Whether a line begins another part of the report: a part, a form."""
    of_form = "表" in line.text
    if (ORDINAL in line.text and PART.match(line.text)) or (of_form and is_title(line)):
        return True
    numbered = of_form or "附" in line.text
    return numbered and FORM_NUMBER.search(line.text) is not None and is_mark(line)
