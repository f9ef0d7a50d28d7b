"""Finds the regions of the text that are statutory tables, and the parts of each: marks, header, body, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.segmenting.heads import HeadFinder, head_of
from docparse.segmenting.lines import (
    ANCHOR,
    NOTE,
    NOTE_END,
    NOTE_NUMBER,
    NOTHING_TO_REPORT,
    PAGE_NUMBER,
    PART,
    Line,
    is_mark,
    without_labels,
)
from docparse.segmenting.page_starts import with_page_starts
from docparse.segmenting.rows import (
    LineNumbers,
    RowLines,
    goes_on_bordered,
    is_bare_number,
    is_empty_cell,
    is_nameless,
    may_be_wrap,
    one_cell_a_line,
)
from docparse.segmenting.titles import Title, find_titles
from docparse.segmenting.torn import PAGE_END, TornPages
from docparse.segmenting.torn_parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.lexicons.load import Lexicon

# After a line that looked like a header and headed nothing, so many lines are not tried again.
BARREN = 30
# How many lines of bare text may stand between two rows: a name wrapped over more lines has not been seen.
LONGEST_WRAP = 4
# A line of a note that is as long as this and does not end a sentence goes on in the next line.
FULL_NOTE_LINE = 40
# So many lines of a body show how it is laid out.
LAYOUT_REACH = 40
# One in so many tables that are torn shows that the extractor printed boxes: a single one may only look torn.
BOXED = 3


class TableRegion(NamedTuple):
    """A stretch of lines that is one table, cut into what its lines are for.

    ``torn`` says that cells stand outside their rows, so that the order of the body says little; ``pages`` are then
    the numbers of the lines that begin a page. ``boxed`` says that some table of the document is torn: what stands on
    lines of its own may stand in any order then. ``overlaid`` is the number of the line whose row has labels of the
    header in some of its cells.
    """

    title: Title | None
    marks: tuple[Line, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    notes: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]
    torn: bool = False
    pages: tuple[int, ...] = ()
    boxed: bool = False
    overlaid: int | None = None

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
    # How many of the pending lines stand above a page number: they belong to the page that it ends.
    turned: int = 0
    overlaid: int | None = None

    def claim_pending(self, count: int) -> None:
        """Takes so many pending lines for rows and the others for furniture."""
        self.body += self.pending[:count]
        self.furniture += self.pending[count:]
        self.pending.clear()
        self.turned = 0

    def freeze(self) -> TableRegion:
        notes = tuple(tuple(note) for note in self.notes)
        parts = (tuple(self.marks), tuple(self.header), tuple(self.body), notes, tuple(self.furniture))
        return TableRegion(self.title, *parts, overlaid=self.overlaid)


def _torn_region(title: Title, lines: Sequence[Line], pages: TornPages) -> TableRegion:
    parts = parts_of(lines, pages, pages.forms[title.kind])
    starts = tuple(line.number for line in lines if line.text.startswith(PAGE_END))
    parts_of_region = (parts.marks, parts.header, parts.body, parts.notes, parts.furniture)
    return TableRegion(title, *parts_of_region, torn=True, pages=starts)


class TableFinder:
    """One pass over the lines of a document; holds the lines and what has been found out about them."""

    def __init__(self, lines: Sequence[Line], *, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.lines = lines
        self.titles = find_titles(lines, vocabulary=vocabulary)
        self.rows = RowLines(lexicon)
        known = {at: title for at, title in self.titles.items() if title.kind}
        self.lines = with_page_starts(lines, self.titles)
        self.torn = TornPages(self.lines, titles=known, vocabulary=vocabulary, lexicon=lexicon)
        self.heads = HeadFinder(lines, titles=self.titles, vocabulary=vocabulary, rows=self.rows)

    def find(self) -> tuple[TableRegion, ...]:
        """The tables in source order; a title without a header beneath it heads no table.

        Where many tables are torn, the extractor printed boxes: then the others are looked at once more.
        """
        regions = self._find()
        if not BOXED * sum(region.torn for region in regions) >= len(regions) > 0:
            return regions
        self.torn.boxed = True
        return tuple(region._replace(boxed=True) for region in self._find())

    def _find(self) -> tuple[TableRegion, ...]:
        regions: list[TableRegion] = []
        at = claimed = barren = 0
        while at < len(self.lines):
            title = self.titles.get(at)
            if title is None and not (ANCHOR.search(self.lines[at].text) and self.heads.heads_untitled(at)):
                at += 1
                continue
            extent = self.torn.extent(at, claimed) if title and title.kind else None
            if title is not None and extent is not None:
                begin, end = extent
                regions.append(_torn_region(title, [*self.lines[begin:at], *self.lines[at + 1 : end]], self.torn))
                at = claimed = end
                continue
            body = self.heads.header_end(at + 1 if title else at) if title or at >= barren else None
            if body is None:
                barren = max(barren, at + BARREN) if title is None and at >= barren else barren
                at += 1
                continue
            draft = _Draft(title)
            start = at + 1 if title else self.heads.untitled_start(at, claimed)
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

    def _read_head(self, draft: _Draft, at: int, body: int) -> int:
        for line in self.lines[at:body]:
            if PAGE_NUMBER.match(line.text):
                draft.furniture.append(line)
            else:
                (draft.marks if is_mark(line) else draft.header).append(line)
        if body < len(self.lines) and (labels := self.rows.labels_before_total(self.lines[body])):
            return self._take_apart(draft, body, 0, labels)
        if body < len(self.lines) and (over := self.rows.labels_over_total(self.lines[body], self.heads.labels)):
            draft.overlaid = self.lines[body].number
            return self._take_apart(draft, body, *over)
        return body

    def _take_apart(self, draft: _Draft, at: int, start: int, end: int) -> int:
        """Takes the labels in a stretch of a line for the header, and what is left of it for the first row."""
        label_line, row = without_labels(self.lines[at], start, end)
        draft.header.append(label_line)
        draft.body.append(row)
        return at + 1

    def _read_body(self, draft: _Draft, at: int) -> int:
        """Reads rows and notes from ``at``; the index of the first line that belongs to neither."""
        head = head_of(draft.title, draft.header)
        single = one_cell_a_line(self.lines[at : self._end_of_layout(at)])
        counted = LineNumbers(draft.header)
        while at < len(self.lines):
            line = self.lines[at]
            if NOTE.match(line.text):
                draft.body += draft.pending
                return self._read_notes(draft, at)
            beside = bool(draft.furniture) and draft.furniture[-1] is self.lines[at - 1]
            repeated = self.heads.repeated(head, at, pending=draft.pending, beside=beside)
            if repeated > at:
                # What a lone label above a repeated header names is the row below.
                named = len(draft.pending) == 1 and self.heads.names_block(head, draft.pending[0])
                draft.claim_pending(1 if named else draft.turned)
                draft.furniture += self.lines[at:repeated]
                at = repeated
            elif at in self.titles or PART.match(line.text) or (draft.body and self.heads.begins_other(head, at)):
                return at - len(draft.pending)
            elif PAGE_NUMBER.match(line.text) or (
                is_bare_number(line) and not (single or counted.goes_on(line, wrapped=bool(draft.pending)))
            ):
                draft.furniture.append(line)
                draft.turned = len(draft.pending)
                at += 1
            elif (
                self.rows.is_row(line)
                or (draft.body and goes_on_bordered(line, draft.body[-1]))
                or (single and draft.body and not draft.pending and is_empty_cell(line))
            ):
                draft.claim_pending(len(draft.pending))
                draft.body.append(line)
                counted.take(line)
                at += 1
            elif len(draft.pending) < LONGEST_WRAP and may_be_wrap(line):
                draft.pending.append(line)
                at += 1
            else:
                break
        if draft.pending and draft.body and is_nameless(draft.body[-1]):
            draft.body.append(draft.pending.pop(0))
        if at < len(self.lines) and NOTHING_TO_REPORT.search(self.lines[at].text) and not draft.pending:
            return self._read_notes(draft, at)
        return at - len(draft.pending)

    def _end_of_layout(self, at: int) -> int:
        """Where what is laid out like the line at ``at`` may end: at the next title, or soon enough."""
        reach = range(at + 1, min(at + LAYOUT_REACH, len(self.lines)))
        return next((below for below in reach if below in self.titles), reach.stop)

    def _read_notes(self, draft: _Draft, at: int) -> int:
        """Reads the notes under a table: numbered, wrapped, or a statement that there is nothing to report."""
        wrapped = False
        while at < len(self.lines):
            line = self.lines[at]
            if at in self.titles or PART.match(line.text) or is_mark(line):
                break
            opens = NOTE.match(line.text) or NOTHING_TO_REPORT.search(line.text) or NOTE_NUMBER.match(line.text)
            if wrapped and draft.notes and not (NOTE.match(line.text) or NOTE_NUMBER.match(line.text)):
                draft.notes[-1].append(line)
            elif opens and (
                not draft.notes or not line.text.lstrip().startswith(("一、", "二、", "三、", "四、", "五、"))
            ):
                draft.notes.append([line])
            elif not line.text.strip(" 　\t。.;；"):
                draft.furniture.append(line)
            else:
                break
            wrapped = not NOTE_END.search(line.text) and len(line.text) >= FULL_NOTE_LINE
            at += 1
        return at
