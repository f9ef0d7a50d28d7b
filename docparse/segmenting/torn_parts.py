"""The lines of a torn table by what they are for: labels wherever they stand, notes, and cells of rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR
from docparse.segmenting.lines import (
    AMOUNT,
    CODE_PARTS,
    COLUMN_NUMBERS_LABEL,
    HAN,
    NOTE,
    PAGE_NUMBER,
    SENTENCE,
    VALUE,
    is_mark,
)
from docparse.segmenting.torn import CODE, PAGE_END
from docparse.segmenting.torn_listed import is_listed, sort_listed
from docparse.segmenting.torn_single import FEWEST_NUMBERS, column_numbers_among, sort_single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.model import Form
    from docparse.lexicons.load import Lexicon
    from docparse.segmenting.lines import Line
    from docparse.segmenting.torn import TornPages

# A label of a narrow column is wrapped into so many lines at most.
LONGEST_WRAP = 4
# A name of at least so many characters may be wrapped, and its tail has no more than these.
WRAPPED_NAME, LONGEST_TAIL = 8, 3
# Of a label that is wrapped, so many characters stand on the first line at least.
WRAPPED_LABEL = 4
# Digits of a column's number.
_LONGEST_NUMBER = 2
_ITEM_SIDES = (None, "income", "expenditure")


class TornParts(NamedTuple):
    """The lines of a torn table by what they are for."""

    marks: tuple[Line, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    notes: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]


def parts_of(lines: Sequence[Line], pages: TornPages, form: Form) -> TornParts:
    """Sorts the lines of a torn table, the title left out.

    Before the first row of the first page all text is a label; behind it, what a form prints as a label. A label that
    stands again on a later page is furniture. Where rows are items, text that is none is a label, and a number is a
    column's behind a label only.
    """
    if form.rows == "single" or is_listed(form):
        listed = is_listed(form)
        marks, header, body, notes, furniture = sort_listed(lines, form) if listed else sort_single(lines)
        return TornParts(tuple(marks), tuple(header), tuple(body), tuple((each,) for each in notes), tuple(furniture))
    cells = [cell for line in lines for cell in _cut_total(line, pages)] if form.rows == "function_code" else lines
    sorter = _Sorter(cells, pages, form)
    sorter.sort()
    return sorter.parts()


@dataclass(slots=True)
class _Sorter:
    """The lines of a table while they are being sorted.

    ``begun`` says that a row stands above; ``label`` is the line above if it was a label.
    """

    lines: Sequence[Line]
    pages: TornPages
    form: Form
    marks: list[Line] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    own: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    labels: set[str] = field(default_factory=set)
    numbers: frozenset[int] = frozenset()
    begun: bool = False
    first_page: bool = True
    label: Line | None = None

    @property
    def of_items(self) -> bool:
        """Whether rows are told by their names, and numbered."""
        return self.form.rows == "line_item"

    def sort(self) -> None:
        """Takes one line after the other."""
        self.own = frozenset(fold(label) for column in self.form.columns for path in column.paths for label in path)
        self.names = _names_of(self.lines, self.pages.lexicon)
        total = None if self.of_items else _total_at(self.lines, self.pages)
        self.numbers = frozenset() if self.of_items else _column_numbers(self.lines, self.form)
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            self.first_page = self.first_page and (at == 0 or not line.text.startswith(PAGE_END))
            if PAGE_NUMBER.match(line.text):
                self.furniture.append(line)
            elif NOTE.match(line.text) or (self.notes and SENTENCE.search(line.text)):
                self.notes.append(line)
            elif is_mark(line):
                (self.marks if self.first_page else self.furniture).append(line)
            else:
                at = self._take(at, 0 if at == total else self._label_size(at)) - 1
            at += 1

    def parts(self) -> TornParts:
        """What has been sorted; numbers that may be those of columns or of rows are neither."""
        numbers = [line for line in self.header if line.text.strip().isdecimal()]
        if self.of_items and len(numbers) not in {len(variant.columns) for variant in self.form.variants}:
            self.furniture += numbers
            self.header = [line for line in self.header if line not in numbers]
        notes = tuple((note,) for note in self.notes)
        return TornParts(tuple(self.marks), tuple(self.header), tuple(self.body), notes, tuple(self.furniture))

    def _take(self, at: int, size: int) -> int:
        """Takes a label of so many lines, or where there is none one line of the body; the index behind it."""
        taken = self.lines[at : at + max(size, 1)]
        self.begun = self.begun or (not size and (_begins(taken[0].text) or fold(taken[0].text) in self.names))
        self.label = taken[-1] if size else None
        if not size:
            self.body += taken
        elif self.first_page:
            self.header += taken
            self.labels.update(fold(each.text) for each in taken)
        else:
            self.furniture += taken
        return at + len(taken)

    def _label_size(self, at: int) -> int:
        """How many lines from ``at`` on are one label; 0 where a row has its cells there."""
        if at in self.numbers:
            return 1
        line = self.lines[at]
        size = self._known_label(at)
        if self.of_items:
            if size and self._is_item_row(at):
                size = 0
            if not size and self.first_page and not self._is_item_text(line):
                size = 1
        if not size and not self.first_page and fold(line.text) in self.labels and HAN.search(line.text):
            size = 0 if self.of_items and self._is_item_row(at) else 1
        return 0 if size and self.body and _ends_name(self.body[-1], line, self.names) else size

    def _known_label(self, at: int) -> int:
        """How many lines from ``at`` on are a label that a form prints, or stand where only labels do."""
        text = self.lines[at].text
        pieces = [fold(piece) for piece in text.split()]
        if any(CODE.fullmatch(piece) or VALUE.fullmatch(piece) for piece in pieces):
            return 0
        labels = self.pages.labels
        for size in range(LONGEST_WRAP, 1, -1):
            if fold("".join(line.text for line in self.lines[at : at + size])) in labels:
                return size
        begun = self.begun or not self.first_page
        parts = CODE_PARTS["function_code"]
        if all(piece in labels or piece in parts or _is_column(piece, begun=begun) for piece in pieces):
            return 0 if fold(text) in self.names else 1
        if len(pieces) > 1 and all(piece in labels or self._begins_label(piece) for piece in pieces):
            return 1
        return 0 if begun or _begins(text) or fold(text) in self.names else 1

    def _begins_label(self, piece: str) -> bool:
        """Whether folded text is the first line of a label of the form that is wrapped."""
        return len(piece) >= WRAPPED_LABEL and any(label.startswith(piece) for label in self.own)

    def _is_item_text(self, line: Line) -> bool:
        """Whether a line holds a cell of a row of items, or goes on the one above it."""
        text = line.text
        if _begins(text) or any(character.isdecimal() for character in text) or VALUE.fullmatch(text.strip()):
            return True
        above = self.body[-1] if self.body else None
        if above is not None and line.number == above.number + 1 and not above.text.strip().isdecimal():
            return True
        return self._is_item(text)

    def _is_item_row(self, at: int) -> bool:
        """Whether what reads as a label or a column's number is the name or the number of a row.

        A column's number stands behind a label, or counts on from the one before it. The name of an item that is a
        label too stands before the number of its row, or behind another item.
        """
        text = self.lines[at].text.strip()
        if text.isdecimal():
            before = self.label.text.strip() if self.label is not None else ""
            return not before or (before.isdecimal() and int(before) + 1 != int(text))
        if not self._is_item(text) or not self.begun or (self.pages.is_total(text) and fold(text) in self.own):
            return False
        if at and self.label is None and self._is_item(self.lines[at - 1].text):
            return True
        following = self.lines[at + 1].text.split()[0] if at + 1 < len(self.lines) else ""
        return fold(text) not in self.own or following.isdecimal() or VALUE.fullmatch(following) is not None

    def _is_item(self, text: str) -> bool:
        return any(self.pages.lexicon.item_key(text, side=side) for side in _ITEM_SIDES)


def _cut_total(line: Line, pages: TornPages) -> tuple[Line, ...]:
    """A line on which the name of the total stands right of the labels of the parts of codes, cut between them."""
    begin = line.text.rfind(" ") + 1
    parts = line.text[:begin].split()
    if not parts or not all(part in CODE_PARTS["function_code"] for part in parts):
        return (line,)
    if not pages.is_total(fold(line.text[begin:])):
        return (line,)
    at = line.start + begin
    return line._replace(end=at - 1, text=line.text[: begin - 1]), line._replace(start=at, text=line.text[begin:])


def _total_at(lines: Sequence[Line], pages: TornPages) -> int | None:
    """The index of the line that names the row of the total: a column of totals may be called the same.

    Labels come again on each page: one that has the name once more than the others has the row. There the row's name
    stands before values or a code, or behind the label of the column numbers; else it is the last one of the page.
    """
    named = [at for at, line in enumerate(lines) if pages.is_total(fold(line.text))]
    starts = [at for at, line in enumerate(lines) if at and line.text.startswith(PAGE_END)]
    counts = Counter(bisect_right(starts, at) for at in named)
    fewest = min((counts[page] for page in range(len(starts) + 1)), default=0)
    more = [page for page, count in counts.items() if count == fewest + 1]
    if starts and len(more) == 1 and sum(counts.values()) == fewest * (len(starts) + 1) + 1:
        named = [at for at in named if bisect_right(starts, at) == more[0]]
        if more[0]:
            return named[0]
    before = [at for at in named if at + 1 < len(lines) and _is_cell_of_row(lines[at + 1].text)]
    behind = [at for at in named if at and fold(lines[at - 1].text) == COLUMN_NUMBERS_LABEL]
    if before or behind:
        return (before or behind)[0]
    end = next((at for at, line in enumerate(lines) if at and line.text.startswith(PAGE_END)), len(lines))
    return max((at for at in named if at < end), default=None)


def _column_numbers(lines: Sequence[Line], form: Form) -> frozenset[int]:
    """The indexes of the lines that number as many columns as a known variant of the form has, in any order."""
    widths = sorted({len(variant.columns) for variant in form.variants if len(variant.columns) >= FEWEST_NUMBERS})
    counting = column_numbers_among(lines)
    counted = sum(len(lines[at].text.split()) for at in counting) in widths
    # A later page prints them again: numbers that count on there may have been printed out of order before.
    if counted and not any(line.text.startswith(PAGE_END) for line in lines[1 : counting[-1] + 1]):
        return frozenset(counting)
    found = {at: numbers for at, line in enumerate(lines) if (numbers := _numbers_on(line))}
    printed = {number for numbers in found.values() for number in numbers}
    count = next((width for width in reversed(widths) if printed.issuperset(range(1, width + 1))), 0)
    if counted and not count:
        return frozenset(counting)
    return frozenset(at for at, numbers in found.items() if max(numbers) <= count)


def _numbers_on(line: Line) -> list[int]:
    """The numbers on a line of numbers of columns; none where they begin with a zero, as the parts of codes do."""
    pieces = line.text.split()
    short = all(piece.isdecimal() and len(piece) <= _LONGEST_NUMBER and piece[0] != "0" for piece in pieces)
    return [int(piece) for piece in pieces] if short else []


def _is_cell_of_row(text: str) -> bool:
    piece = text.split()[0]
    return bool(CODE.fullmatch(piece) or VALUE.fullmatch(piece))


def _ends_name(above: Line, line: Line, names: frozenset[str]) -> bool:
    """Whether a line that might be a label goes on the name on the line above it."""
    if line.number != above.number + 1 or fold(above.text) in names:
        return False
    wrapped = len(fold(above.text)) >= WRAPPED_NAME and len(fold(line.text)) <= LONGEST_TAIL
    return fold(above.text + line.text) in names or (wrapped and HAN.search(above.text) is not None)


def _begins(text: str) -> bool:
    pieces = text.split()
    beside = len(pieces) > 1 and VALUE.fullmatch(pieces[0])
    return bool(CODE.fullmatch(pieces[0]) or beside or AMOUNT.search(text) or ENUMERATOR.match(fold(text)))


def _names_of(lines: Sequence[Line], lexicon: Lexicon) -> frozenset[str]:
    """The names that are known for the codes among the lines."""
    codes = {piece for line in lines for piece in line.text.split() if CODE.fullmatch(piece)}
    return frozenset(fold(name) for code in codes for name in lexicon.names_of(code))


def _is_column(piece: str, *, begun: bool) -> bool:
    """Whether a number may be a column's: the second and third part of a code has two digits, often a zero first."""
    return piece.isdecimal() and not piece.startswith("0") and (not begun or len(piece) == 1)
