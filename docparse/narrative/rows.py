"""Printed lines as their paragraphs see them: how wide they are, what they begin and end with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.heading_words import load_heading_words
from docparse.patterns import pattern
from docparse.segmenting.lines import is_mark
from docparse.segmenting.numbering import Numbering, numbering_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

TAB = 4
LONGEST_MARK = 80
# What stands in every mark of a form; a quick way past all other lines.
_IN_MARK = pattern(r"[:：表件年]")
# A title may have one comma, if it is no longer than this.
LONGEST_WHOLE_TITLE = 64

ENDED = pattern(r"[。！？；：:;!?…][”’）)》」]{0,2}$")
ENDED_MATCHES = ("支出增加。", "其中：", "“三公”经费。”", "公用经费;")
ENDED_MISSES = ("支出增加，", "收入决算情况", "12.50")
GOES_ON = pattern(r"[，、,（(“‘《〈/]$")
GOES_ON_MATCHES = ("办公费、", "减少，", "因公出国（")
GOES_ON_MISSES = ("支出。", "情况")
SENTENCE_PART = pattern(r"[，。；！？]|[,;：:](?!\d)")
SENTENCE_PART_MATCHES = ("本年支出，其中", "占总收入,")
SENTENCE_PART_MISSES = ("收入决算情况说明", "12,000.00")
_STATEMENT = pattern(r"[。；！？]|[:：]\s*\S|\d[\d,.]{0,24}\s{0,4}(?:[万亿]?元|%|[人个次])")
_STATEMENT_MATCHES = ("减少。人员", "基本支出：指", "支出12.50万元", "占 3%", "团组 0 个")
_STATEMENT_MISSES = ("收入决算，支出决算", "其中：", "2023年度")
_BRACKETED = pattern(r"[（(][^（）()]*[）)]")
_MARKUP_HEADING = pattern(r"#{1,6}\s")
YEAR_FIRST = pattern(r"(?:19|20)\d{2}\s*年")


class Row(NamedTuple):
    """A printed line as its paragraph sees it.

    Attributes:
        line: The line.
        text: Its characters without the white space around them.
        lead: How many characters of white space stand before them.
        indent: How many columns those take.
        width: How many columns the characters take.
        number: The number that it begins with.
        ended: Whether it ends with the mark of a sentence's end.
        apart: Whether it stands alone: a mark of a form, a row of cells, a heading of markup, a remark in brackets.
        broken: Whether a page break stands before it, so that blank lines there say nothing.
    """

    line: Line
    text: str
    lead: int
    indent: int
    width: float
    number: Numbering | None
    ended: bool
    apart: bool
    broken: bool


def rows_of(lines: Sequence[Line], *, broken: frozenset[int] = frozenset()) -> list[Row]:
    """The lines that hold a character, as rows.

    Args:
        lines: The lines.
        broken: The numbers of those that a page break stands before.
    """
    return [_row(line, broken=line.number in broken) for line in lines if not line.text.isspace()]


def _row(line: Line, *, broken: bool) -> Row:
    text = line.text.strip()
    lead = len(line.text) - len(line.text.lstrip())
    ended = bool(ENDED.search(text, max(0, len(text) - 3)))
    apart = (
        text[0] == "|"
        or (text[0] in "#（(" and bool(_BRACKETED.fullmatch(text) or _MARKUP_HEADING.match(text)))
        or text.count("\t") > 1
        or (not ended and len(text) <= LONGEST_MARK and bool(_IN_MARK.search(text)) and is_mark(line))
    )
    indent = len(line.text[:lead].expandtabs(TAB))
    return Row(line, text, lead, indent, width_of(text), numbering_of(text), ended, apart, broken)


def width_of(text: str) -> float:
    """Columns: two for each wide character, half of one for a blank, which often only parts scripts."""
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2 - text.count(" ") / 2


def is_sentence(row: Row) -> bool:
    """Whether a numbered line holds a sentence, or a part of one, rather than a title."""
    text = row.text[row.number.end :].lstrip(" :：") if row.number else row.text
    if _STATEMENT.search(text) or GOES_ON.search(text):
        return True
    commas = len(SENTENCE_PART.findall(text))
    return commas > 1 or (commas > 0 and row.width > LONGEST_WHOLE_TITLE)


def opens_sentence(text: str) -> bool:
    """Whether a line begins as sentences of such reports do: 2023年度…, 本部门…."""
    return bool(YEAR_FIRST.match(text)) or text.startswith(load_heading_words().opening)
