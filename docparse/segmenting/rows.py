"""What a line of a table's body is: the start or the values of a row, the rest of a name, or a page's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.segmenting.lines import (
    AMOUNT,
    CODE_FIRST,
    CODE_PART_LABELS,
    FIRST_ROW,
    GLUED_CELLS,
    HAN,
    LONGEST_LINE,
    NOTE,
    NUMBER_PIECE,
    RULE,
    SENTENCE,
    names_line_numbers,
    text_before_values,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from docparse.lexicons.load import Lexicon
    from docparse.segmenting.lines import Line

# Classes are numbered from here on; a report has fewer pages.
FIRST_CODE = 201
# Where an item of a line may begin: behind a border, and behind a blank that stands beside no digit.
_ITEM_BORDER = pattern(r"[\t|]|\s{2,}|(?<=\D)\s(?=\D)")
# Income, expenditure, and the latter once more.
_SIDES = 3
# What stands behind the number of an item: 二、.
_AFTER_NUMBERING = "、"
_LONGEST_NUMBERING = 3
_PIECE = pattern(r"[^\s|]+")
# 4.公务用车保有量（辆）15——3, 年初结余1335,000.00: a line number, and marks for no value or an amount behind it.
_GLUED_VALUES = pattern(r"[\u4e00-\u9fff\uff09)](?:\d{1,3}[—–]{1,6}(?:\d+|[\d,]+\.\d\d)?\s*$|\d{4,6}(?:,\d{3})+\.\d\d)")
# So many labels in a row are those of a header; one may be a remark.
_FEWEST_LABELS = 2
_ENDS_IN_COLON = pattern(r"[:：]\s*$")


EMPTY_CELL = pattern(r"[—–\-]{1,4}|[/／]")
EMPTY_CELL_MATCHES = ("-", "——", "／")
EMPTY_CELL_MISSES = ("-5", "----------", "0")
# So many borders show that a line is cut into cells.
FEWEST_BORDERS = 3
# A line number has fewer digits than this.
LONGEST_NUMBER = 5


class RowLines:
    """Tells rows by what the lexicon knows of their names, and by the shape of lines."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def is_row(self, line: Line) -> bool:
        """Whether a line carries the start or the values of a row."""
        text = line.text
        if len(text) > LONGEST_LINE or RULE.fullmatch(text):
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
        # The last column may be printed before the stub.
        if len(pieces) > 1 and NUMBER_PIECE.fullmatch(pieces[0]):
            rest = text[text.index(pieces[0]) + len(pieces[0]) :]
            if CODE_FIRST.match(rest) or self._is_item(rest):
                return True
        if _GLUED_VALUES.search(text):
            return True
        return any(self._is_item(piece) for piece in _ITEM_BORDER.split(text) if piece.strip()) or (
            len(pieces) == 1 and self._is_glued(pieces[0])
        )

    def _is_glued(self, text: str) -> bool:
        """Whether a line without white space is made of numbers and one item, or one of each side."""
        names = [found["name"] for found in GLUED_CELLS.finditer(text) if found["name"]]
        if len(names) == 1:
            numbering, mark, _ = names[0].partition(_AFTER_NUMBERING)
            again = names[0].find(numbering + mark, 1) if mark and len(numbering) <= _LONGEST_NUMBERING else -1
            names = [names[0][:again], names[0][again:]] if again > 0 else names
        return 0 < len(names) <= _SIDES and names != [text] and all(map(self._is_item, names))

    def _is_item(self, piece: str) -> bool:
        piece = piece.strip()
        if not 1 < len(piece) <= 40:
            return False
        return self.lexicon.knows(piece)

    def is_total(self, line: Line) -> bool:
        """Whether the line is the name of a total row alone: a header may print the same word as a label."""
        return self.lexicon.item_key(line.text.replace("|", " "), side=None) == "total"

    def is_total_row(self, line: Line) -> bool:
        """Whether the line is the name of a total and numbers behind it, which no column numbers are: 合计 46."""
        pieces = line.text.replace("|", " ").split()
        numbers = [piece for piece in pieces if NUMBER_PIECE.fullmatch(piece)]
        if not numbers or pieces[-len(numbers) :] != numbers:
            return False
        counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
        return not counted and self.lexicon.item_key(text_before_values(line.text), side=None) == "total"

    def is_three_public_total(self, line: Line) -> bool:
        """Whether a line is the name alone of the first row of a “三公” form; headers print it as a label too."""
        return self.lexicon.item_key(line.text.replace("|", " "), side=None) == "three_public.total"

    def labels_before_total(self, line: Line) -> int:
        """How many characters of a line are the labels of code columns that stand before the row of the total."""
        found = CODE_PART_LABELS.match(line.text) if len(line.text) <= LONGEST_LINE else None
        if found is None:
            return 0
        name = text_before_values(line.text[found.end() :])
        return found.end() if self.lexicon.item_key(name, side=None) == "total" else 0

    def labels_over_total(self, line: Line, labels: AbstractSet[str]) -> tuple[int, int] | None:
        """Where labels of the header stand in the row of the total; None where there are none.

        A header cell that reaches down to the total prints its labels in that row: 合计 105.00 合计 基本支出 项目支出.
        """
        if len(line.text) > LONGEST_LINE or not FIRST_ROW.search(line.text):
            return None
        name, *pieces = _PIECE.finditer(line.text)
        if self.lexicon.item_key(name[0], side=None) != "total":
            return None
        over = [piece for piece in pieces if HAN.search(piece[0])]
        start, end = (over[0].start(), over[-1].end()) if len(over) >= _FEWEST_LABELS else (0, 0)
        apart = any(start <= piece.start() < end for piece in pieces if piece not in over)
        known = all(fold(piece[0]) in labels for piece in over)
        amounts = any(AMOUNT.search(piece[0]) for piece in pieces)
        return (start, end) if end and known and not apart and amounts else None


class LineNumbers:
    """Follows the line numbers (行次) of a table, so that one alone on its line passes for no page number."""

    def __init__(self, header: Sequence[Line]) -> None:
        """Expects the first number where the header has their label."""
        labelled = names_line_numbers(line.text for line in header)
        self.expected: int | None = 1 if labelled else None
        self.last: set[str] = set()

    def take(self, line: Line) -> None:
        """Reads a row."""
        pieces = set(line.text.split())
        if self.expected is not None and str(self.expected) in pieces:
            self.expected += 1
        self.last = pieces if len(pieces) > 1 else self.last | pieces

    def goes_on(self, line: Line, *, wrapped: bool) -> bool:
        """Whether a bare number is the next line number, or a cell behind a name that was wrapped.

        Behind such a name stands a zero, or the next line number of the other side.
        """
        text = line.text.strip()
        if (
            wrapped
            and len(text) < LONGEST_NUMBER
            and (text == "0" or (self.expected is not None and str(int(text) - 1) in self.last))
        ):
            return True
        return self.expected is not None and text == str(self.expected)


def goes_on_bordered(line: Line, above: Line) -> bool:
    """Whether a line right below a row has as many cells between its borders: a row, whatever its cells hold."""
    if line.number != above.number + 1 or NOTE.match(line.text.lstrip("| \t")) or SENTENCE.search(line.text):
        return False
    counts = [(text.count("|"), text.count("\t")) for text in (line.text, above.text)]
    return counts[0] == counts[1] and max(counts[0]) >= FEWEST_BORDERS and bool(HAN.search(line.text))


def may_be_wrap(line: Line) -> bool:
    """Whether a line without numbers may be part of a name that was wrapped."""
    return len(fold(line.text)) <= 40 and not SENTENCE.search(line.text) and not _ENDS_IN_COLON.search(line.text)


def is_bare_number(line: Line) -> bool:
    """Whether a line is a number as pages carry it: nothing beside it, and lower than any code."""
    text = line.text.strip()
    return text.isdecimal() and len(text) <= 3 and int(text) < FIRST_CODE


def is_nameless(line: Line) -> bool:
    """Whether a row has a code and values and no name: the name stands around it."""
    return bool(CODE_FIRST.match(line.text)) and not HAN.search(line.text)


def is_empty_cell(line: Line) -> bool:
    """Whether a line is the mark of a cell without a value (—) and nothing else."""
    return EMPTY_CELL.fullmatch(line.text.strip()) is not None


def one_cell_a_line(lines: Sequence[Line]) -> bool:
    """Whether nearly each line holds a single cell, so that a bare number is a value and no page number."""
    cells = [len(line.text.split()) for line in lines]
    return len(cells) >= 4 and sum(count == 1 for count in cells) >= 0.5 * len(cells)
