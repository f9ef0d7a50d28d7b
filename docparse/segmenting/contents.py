"""Tables of contents: titles in a row, with or without page numbers, that come again where the text begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.segmenting.lines import AMOUNT, LEADER, PAGE_NUMBER, SENTENCE
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

# A table of contents begins among the first lines of a stretch.
FARTHEST_START = 60
LONGEST_ENTRY = 70
LONGEST_MARKUP = 300
SHORTEST_ENTRY = 3
# Without a heading of its own, it is one only if it lists so much.
FEWEST_ENTRIES = 3

_HEADING = pattern(r"目\s*[录次]")
_HEADING_MATCHES = ("目录", "目 录", "目　次")
_HEADING_MISSES = ("目录管理", "项目")
# What markup puts around a heading or an entry: ##, - [entry](#place).
_MARKUP = pattern(r"^[#*+\s-]+|[*\s]+$|\]\([^()\n]*\)|\[")
_PAGE = pattern(r"[\s.·…_-]+(?:第\s*)?\d{1,3}\s*页?\s*$|[.·…_-]{3,}\s*$")
_PAGE_MATCHES = ("一、部门职责 3", "收入决算表……12", "名词解释.......", "概况\t第 4 页")
_PAGE_MISSES = ("2023年度部门决算表", "公开03表", "一、部门职责")


def contents_end(lines: Sequence[Line]) -> int:
    """How many lines at the head of a stretch are a table of contents, with the lines above it; 0 if there is none."""
    heading = next((at for at, line in enumerate(lines[:FARTHEST_START]) if _HEADING.fullmatch(_bare(line))), None)
    if heading is not None:
        end = _end_of_entries(lines, heading + 1)
        return end if end > heading + 1 else 0
    for at, line in enumerate(lines[:FARTHEST_START]):
        if numbering_of(_bare(line)) is not None or LEADER.search(line.text):
            end = _end_of_entries(lines, at)
            paged = sum(1 for entry in lines[at:end] if _PAGE.search(entry.text.rstrip()))
            enough = end - at >= FEWEST_ENTRIES and 2 * paged > end - at
            return end if enough or _comes_again(lines, at, end) else 0
    return 0


def _comes_again(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether the first entry is the first line behind the entries, too."""
    numbered = sum(1 for line in lines[start:end] if numbering_of(_bare(line)) is not None)
    return numbered >= FEWEST_ENTRIES and end < len(lines) and _same(_entry(lines[start]), _entry(lines[end]))


def _entry(line: Line) -> str:
    """The words of an entry, without its page number, for comparing."""
    return fold(_PAGE.sub("", _bare(line)))


def _bare(line: Line) -> str:
    """The words of a line without markup around them."""
    return _MARKUP.sub("", line.text.strip()) if len(line.text) <= LONGEST_MARKUP else line.text


def _same(entry: str, title: str) -> bool:
    """Whether a title of the text is the one of an entry; either may be wrapped."""
    if min(len(entry), len(title)) <= SHORTEST_ENTRY:
        return entry == title
    return entry.startswith(title) or title.startswith(entry)


def _end_of_entries(lines: Sequence[Line], start: int) -> int:
    """The index of the first line of the text: where the first entry comes again, or else another one."""
    last = _end_of_titles(lines, start)
    entries = [_entry(line) for line in lines[start:last]]
    if not entries:
        return start
    again = next((at for at in range(1, len(entries)) if _same(entries[0], entries[at])), None)
    if again is not None:
        return start + again
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        if entry in seen and len(entry) > SHORTEST_ENTRY:
            return start + at
        seen.add(entry)
    return _end_of_paged(lines, start, last)


def _end_of_titles(lines: Sequence[Line], start: int) -> int:
    """The index of the first line that holds a sentence or an amount, and so is no title."""
    for at in range(start, len(lines)):
        text = lines[at].text.strip()
        if len(text) > (LONGEST_MARKUP if LEADER.search(text) else LONGEST_ENTRY):
            return at
        if (SENTENCE.search(text) or AMOUNT.search(text)) and not LEADER.search(text):
            return at
    return len(lines)


def _end_of_paged(lines: Sequence[Line], start: int, last: int) -> int:
    """The index behind the last title with a page number; if there are none, of the last that begins a count anew."""
    paged = [at for at in range(start, last) if _PAGE.search(lines[at].text.rstrip())]
    if paged:
        return paged[-1] + 1
    if last == len(lines):
        return last
    first = numbering_of(_bare(lines[start]))
    for at in range(last - 1, start, -1):
        number = numbering_of(_bare(lines[at]))
        if number is not None and first is not None and (number.kind, number.value) == (first.kind, first.value):
            return at
    return last if not PAGE_NUMBER.match(lines[last].text) else last + 1
