"""Finds the regions of the text that are statutory tables, and the parts of each: marks, header, body, notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.segmenting.lines import (
    AMOUNT,
    CODE_FIRST,
    DEPARTMENT,
    FORM_NUMBER,
    LONGEST_LINE,
    NOTE,
    NUMBER_PIECE,
    PAGE_NUMBER,
    PART,
    SENTENCE,
    UNIT,
    YEAR,
    Line,
    column_numbers,
)
from docparse.segmenting.titles import Title, title_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.lexicons.load import Lexicon

# How many lines after a title its header may take, a line of a wrapped header holding one or two characters.
HEADER_REACH = 60
# After a line that looked like a header and headed nothing, so many lines are not tried again.
BARREN = HEADER_REACH // 2
# How many lines of bare text may stand between two rows: a name wrapped over more lines has not been seen.
LONGEST_WRAP = 4
# Classes are numbered from here on; a report has fewer pages.
FIRST_CODE = 201
_ANCHOR = re.compile(r"行\s*次|栏\s*次|科\s*目\s*(?:编|代\s*码|名\s*称)|类[\s|]+款[\s|]+项")
# The rule under the header of a pipe table.
_RULE = re.compile(r"[\s|:+-]+")
_NUMBERED = re.compile(r"\s*(?:[（(]?\d{1,2}[）)．.、]|[一二三四五]、)")
_HAN = re.compile(r"[一-鿿]")
_CLOSED = re.compile(r"[。；;]\s*$")
_NOTHING_TO_REPORT = re.compile(r"无数据|空表|为空|未发生|无此|没有.{0,40}(?:收入|支出|安排)")


class TableRegion(NamedTuple):
    """A stretch of lines that is one table, cut into what its lines are for."""

    title: Title | None
    marks: tuple[Line, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    notes: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]

    def lines(self) -> tuple[Line, ...]:
        """All lines of the region but the title, in source order."""
        parts = (
            *self.marks,
            *self.header,
            *self.body,
            *self.furniture,
            *(line for note in self.notes for line in note),
        )
        return tuple(sorted(parts, key=lambda line: line.number))


@dataclass(slots=True)
class _Draft:
    """A region while its lines are being read."""

    title: Title | None
    marks: list[Line] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)

    def freeze(self) -> TableRegion:
        notes = tuple(tuple(note) for note in self.notes)
        return TableRegion(
            self.title, tuple(self.marks), tuple(self.header), tuple(self.body), notes, tuple(self.furniture)
        )


class TableFinder:
    """One pass over the lines of a document; holds the lines and what has been found out about them."""

    def __init__(self, lines: Sequence[Line], *, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.lines = lines
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.titles = find_titles(lines, vocabulary=vocabulary)

    def find(self) -> tuple[TableRegion, ...]:
        """The tables in source order; a title without a header beneath it heads no table."""
        regions: list[TableRegion] = []
        at = claimed = barren = 0
        while at < len(self.lines):
            title = self.titles.get(at)
            if title is None and not self._heads_untitled(at):
                at += 1
                continue
            body = self._header_end(at + 1 if title else at) if title or at >= barren else None
            if body is None:
                barren = max(barren, at + BARREN) if title is None and at >= barren else barren
                at += 1
                continue
            draft = _Draft(title)
            start = at + 1 if title else self._untitled_start(at, claimed)
            self._take_marks_above(draft, at if title else start, claimed)
            after = self._read_body(draft, self._read_head(draft, start, body))
            if draft.body or (title is not None and draft.header):
                regions.append(draft.freeze())
                at = claimed = max(after, at + 1)
            else:
                at = at + 1 if title is not None else max(after, at + 1)
        return tuple(regions)

    def _take_marks_above(self, draft: _Draft, at: int, claimed: int) -> None:
        """Form number, department and unit printed above the title belong to it."""
        above = at - 1
        while above >= max(claimed, at - 3) and above not in self.titles and is_mark(self.lines[above]):
            draft.marks.insert(0, self.lines[above])
            above -= 1

    def _heads_untitled(self, at: int) -> bool:
        """Whether a header begins here although no title stands above it."""
        text = self.lines[at].text
        if len(text) > LONGEST_LINE or not _ANCHOR.search(text) or AMOUNT.search(text) or SENTENCE.search(text):
            return False
        pieces = [fold(piece) for piece in re.split(r"[\s|]+", text) if piece]
        known = sum(piece in self.vocabulary.labels for piece in pieces)
        return known >= 2 and known >= 0.6 * len(pieces)

    def _untitled_start(self, at: int, claimed: int) -> int:
        """The first line of the header that ``at`` belongs to: label lines may stand above the anchoring one."""
        start = at
        while start > max(claimed, at - LONGEST_WRAP) and start - 1 not in self.titles:
            line = self.lines[start - 1]
            if not (_RULE.fullmatch(line.text) or self._is_label_line(line)) or AMOUNT.search(line.text):
                break
            start -= 1
        return start

    def _header_end(self, at: int) -> int | None:
        """The index of the first line after the header that begins at ``at``, None where there is no header.

        A row of column numbers ends a header; without one it ends at the first row.
        """
        anchored = False
        first_row: int | None = None
        for here in range(at, min(at + HEADER_REACH, len(self.lines))):
            line = self.lines[here]
            if here in self.titles or (here > at and PART.match(line.text)) or SENTENCE.search(line.text):
                break
            numbered = numbers_at(self.lines, here)
            if numbered is not None:
                return numbered
            if is_mark(line) or _RULE.fullmatch(line.text):
                continue
            if AMOUNT.search(line.text) or CODE_FIRST.match(line.text):
                first_row = here if first_row is None else first_row
                break
            anchored = anchored or bool(_ANCHOR.search(line.text)) or fold(line.text) in self.vocabulary.labels
            if first_row is None and self.is_row(line) and not self._is_label_line(line):
                first_row = here
        if first_row is not None and first_row > at and (anchored or self._is_header(self.lines[at:first_row])):
            return first_row
        return None

    def _is_label_line(self, line: Line) -> bool:
        pieces = [fold(piece) for piece in re.split(r"[\s|]+", line.text) if piece]
        return sum(piece in self.vocabulary.labels for piece in pieces) >= 0.5 * len(pieces)

    def _is_header(self, lines: Sequence[Line]) -> bool:
        pieces = [fold(piece) for line in lines if not is_mark(line) for piece in re.split(r"[\s|]+", line.text)]
        return sum(piece in self.vocabulary.labels for piece in pieces) >= 2

    def _read_head(self, draft: _Draft, at: int, body: int) -> int:
        for line in self.lines[at:body]:
            (draft.marks if is_mark(line) else draft.header).append(line)
        return body

    def _read_body(self, draft: _Draft, at: int) -> int:
        """Reads rows and notes from ``at``; the index of the first line that belongs to neither."""
        header = {fold(line.text) for line in draft.header if _HAN.search(line.text)}
        single = _one_cell_a_line(self.lines[at : at + 40])
        while at < len(self.lines):
            line = self.lines[at]
            if NOTE.match(line.text):
                draft.body += draft.pending
                return self._read_notes(draft, at)
            repeated = self._repeated_head(draft, at, header)
            if repeated > at:
                draft.furniture += [*draft.pending, *self.lines[at:repeated]]
                draft.pending.clear()
                at = repeated
            elif at in self.titles or PART.match(line.text):
                return at - len(draft.pending)
            elif PAGE_NUMBER.match(line.text) or (not single and _is_bare_number(line)):
                draft.furniture.append(line)
                at += 1
            elif self.is_row(line):
                draft.body += [*draft.pending, line]
                draft.pending.clear()
                at += 1
            elif len(draft.pending) < LONGEST_WRAP and self._may_be_wrap(line):
                draft.pending.append(line)
                at += 1
            else:
                break
        if draft.pending and draft.body and _is_nameless(draft.body[-1]):
            draft.body.append(draft.pending.pop(0))
        if at < len(self.lines) and _NOTHING_TO_REPORT.search(self.lines[at].text) and not draft.pending:
            return self._read_notes(draft, at)
        return at - len(draft.pending)

    def _repeated_head(self, draft: _Draft, at: int, header: set[str]) -> int:
        """The end of a head that a page break repeated at ``at``; ``at`` itself where none is."""
        title = self.titles.get(at)
        if title is not None:
            if draft.title is None or title.kind != draft.title.kind or not (title.continued or self._goes_on(at)):
                return at
            return self._header_end(at + 1) or at
        line = self.lines[at]
        if fold(line.text) in header and not AMOUNT.search(line.text) and not self._is_total(line):
            return at + 1
        if is_mark(line) and not self.is_row(line):
            return at + 1
        numbered = numbers_at(self.lines, at)
        if numbered is not None and (numbered > at + 1 or len(line.text.split()) > 1):
            return numbered
        if _ANCHOR.search(line.text) and not AMOUNT.search(line.text):
            end = self._header_end(at)
            if end is not None and _alike(draft.header, [*draft.pending, *self.lines[at:end]]):
                return end
        return at

    def _is_total(self, line: Line) -> bool:
        """Whether the line is the name of a total row alone: a header may print the same word as a label."""
        return self.lexicon.item_key(line.text, side=None) == "total"

    def _goes_on(self, at: int) -> bool:
        """Whether the table under a repeated title starts in the middle: not with its total or first line."""
        body = self._header_end(at + 1)
        if body is None or body >= len(self.lines):
            return False
        first = self.lines[body].text
        return not re.search(r"合\s*计|一般公共预算财政拨款|一、", first) and bool(CODE_FIRST.match(first))

    def _read_notes(self, draft: _Draft, at: int) -> int:
        """Reads the notes under a table: numbered, wrapped, or a statement that there is nothing to report."""
        wrapped = False
        while at < len(self.lines):
            line = self.lines[at]
            if at in self.titles or PART.match(line.text) or is_mark(line):
                break
            opens = NOTE.match(line.text) or _NOTHING_TO_REPORT.search(line.text) or _NUMBERED.match(line.text)
            if wrapped and draft.notes and not (NOTE.match(line.text) or _NUMBERED.match(line.text)):
                draft.notes[-1].append(line)
            elif opens and (
                not draft.notes or not line.text.lstrip().startswith(("一、", "二、", "三、", "四、", "五、"))
            ):
                draft.notes.append([line])
            elif not line.text.strip(" 　\t。.;；"):
                draft.furniture.append(line)
            else:
                break
            wrapped = not _CLOSED.search(line.text) and len(line.text) >= 40
            at += 1
        return at

    def is_row(self, line: Line) -> bool:
        """Whether a line carries the start or the values of a row."""
        text = line.text
        if len(text) > LONGEST_LINE or _RULE.fullmatch(text):
            return False
        if AMOUNT.search(text):
            return not SENTENCE.search(text) or "\t" in text or "|" in text
        if SENTENCE.search(text):
            return False
        if CODE_FIRST.match(text):
            return True
        pieces = text.replace("|", " ").split()
        if pieces and len(text) <= 200 and NUMBER_PIECE.fullmatch(pieces[-1]):
            return True
        return any(self._is_item(piece) for piece in re.split(r"[\t|]|\s{2,}|(?<=\D)\s(?=\D)", text) if piece.strip())

    def _is_item(self, piece: str) -> bool:
        piece = piece.strip()
        if not 1 < len(piece) <= 40:
            return False
        return any(self.lexicon.item_key(piece, side=side) for side in (None, "income", "expenditure")) or bool(
            self.lexicon.class_code(piece)
        )

    def _may_be_wrap(self, line: Line) -> bool:
        """Whether a line without numbers may be part of a name that was wrapped."""
        return len(fold(line.text)) <= 40 and not SENTENCE.search(line.text) and not re.search(r"[:：]\s*$", line.text)


def _is_bare_number(line: Line) -> bool:
    """Whether a line is a number as pages carry it: nothing beside it, and lower than any code."""
    text = line.text.strip()
    return text.isdecimal() and len(text) <= 3 and int(text) < FIRST_CODE


def _is_nameless(line: Line) -> bool:
    """Whether a row has a code and values and no name: the name stands around it."""
    return bool(CODE_FIRST.match(line.text)) and not _HAN.search(line.text)


def find_titles(lines: Sequence[Line], *, vocabulary: Vocabulary) -> dict[int, Title]:
    """The titles among the lines, by index; one that is wrapped over two lines stands at its first."""
    titles: dict[int, Title] = {}
    for at, line in enumerate(lines):
        if "表" not in line.text:
            continue
        joined = _joined_title(lines, at, vocabulary) if at and at - 1 not in titles else None
        if joined is not None:
            titles[at - 1] = joined
            continue
        title = title_on(line, vocabulary=vocabulary)
        if title is not None:
            titles[at] = title
    return titles


def _joined_title(lines: Sequence[Line], at: int, vocabulary: Vocabulary) -> Title | None:
    first, second = lines[at - 1], lines[at]
    if second.number - first.number > 2 or len(first.text) > 60 or len(second.text) > 60:
        return None
    kind = vocabulary.titles.get(fold(first.text) + fold(second.text))
    if kind is None:
        return None
    return Title(kind, 1.0, first.start, second.end)


def is_mark(line: Line) -> bool:
    """Whether a line holds nothing but form number, department, unit and year of a form."""
    text = line.text
    if len(text) > 160 or SENTENCE.search(text):
        return False
    rest = text
    for pattern in (UNIT, DEPARTMENT, FORM_NUMBER, YEAR):
        rest = pattern.sub("", rest)
    return rest != text and not fold(rest).strip("-|*")


def numbers_at(lines: Sequence[Line], at: int) -> int | None:
    """The index after the row of column numbers (栏次) that starts at ``at``, on one line or one number a line."""
    text = lines[at].text
    numbers = list(column_numbers(text))
    labelled = "栏" in text
    if not numbers and not (labelled and fold(text) == "栏次"):
        return None
    end = at + 1
    if len(numbers) < 2:
        while end < len(lines) and (found := lines[end].text.strip()) in (str(len(numbers) + 1), "栏次"):
            numbers += [len(numbers) + 1] if found != "栏次" else []
            end += 1
    if numbers != list(range(1, len(numbers) + 1)) or len(numbers) < (1 if labelled else 2):
        return None
    return end


def _alike(header: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two headers are made of nearly the same characters."""
    ours, theirs = (Counter(fold("".join(line.text for line in lines))) for lines in (header, other))
    return (ours & theirs).total() >= 0.85 * max(ours.total(), 1)


def _one_cell_a_line(lines: Sequence[Line]) -> bool:
    """Whether nearly each line holds a single cell, so that a bare number is a value and no page number."""
    cells = [len(line.text.split()) for line in lines]
    return len(cells) >= 4 and sum(count == 1 for count in cells) >= 0.5 * len(cells)
