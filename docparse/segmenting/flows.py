"""Tables run together on one line: sites and converters that drop line ends leave a whole page, or a report, on one.

    收入支出决算总表 公开01表 金额单位：元 收入 支出 项目 行次 金额 … 一、财政拨款收入 1 80.00 一、一般公共服务支出 31 …

The blanks between cells are all that is left of the layout. Such a line is read as one cell a line, as extractors print
that follow the order in which a page was painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.segmenting.lines import FORM_NUMBER, PAGE_NUMBER, UNIT, VALUE, Line, split_lines
from docparse.segmenting.titles import title_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.grammars.vocabulary import Vocabulary

# A row of a table has fewer characters than this, and fewer cells.
LONGEST_ROW = 300
MOST_CELLS = 40
# Of the cells of a table so many at least are numbers.
LEAST_NUMBERS = 0.2
# A short table begins with its title: with number and place it is among so many cells, the unit within so many
# characters, and the labels of its columns make it this long at least.
TITLE_CELLS = 3
UNIT_WITHIN = 150
LEAST_CELLS = 12
# A label and what follows its colon are one cell (金额单位： 元), and so is the number of a page (- 8 -).
_CELL = pattern(r"(?<!\S)[-—–]\s\d{1,3}\s[-—–](?!\S)|(?:[^\s:：]{1,20}[:：]\s+)?\S+")
_CELL_MATCHES = ("unit: x", "12,345.00", "- 8 -")
_CELL_MISSES = ("", " ")


def lines_of(text: str, *, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines of a text that hold more than white space, tables on one line cut into their cells."""
    return unfold(split_lines(text), vocabulary=vocabulary)


def unfold(lines: Sequence[Line], *, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines, those that hold a whole table cut into its cells; the numbers of the lines behind move on."""
    found: list[Line] = []
    moved = 0
    goes_on = False
    for line in lines:
        short = _may_be_short_table(line)
        if not (goes_on or short) and len(line.text) < LONGEST_ROW:
            found.append(line._replace(number=line.number + moved) if moved else line)
            continue
        cells = list(_cells(line)) if short or len(line.text) >= LONGEST_ROW else []
        if not PAGE_NUMBER.match(line.text):
            goes_on = _are_figures(cells) and (goes_on or _has_title(cells, vocabulary))
        if cells and (goes_on or (short and _is_short_table(cells, vocabulary))):
            found += [cell._replace(number=cell.number + moved) for cell in cells]
            moved += len(cells) - 1
        else:
            found.append(line._replace(number=line.number + moved) if moved else line)
    return tuple(found)


def _cells(line: Line) -> Iterator[Line]:
    """What stands between blanks, each as a line of its own; nothing where borders tell cells apart."""
    if "\t" in line.text or "|" in line.text:
        return
    for number, cell in enumerate(_CELL.finditer(line.text)):
        yield Line(line.number + number, line.start + cell.start(), line.start + cell.end(), cell.group())


def _may_be_short_table(line: Line) -> bool:
    return line.text.count(" ") >= LEAST_CELLS and UNIT.search(line.text, 0, UNIT_WITHIN) is not None


def _is_short_table(cells: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether cells begin with the title of a form and hold more than its title and facts: a table of few rows."""
    return len(cells) >= LEAST_CELLS and _has_title(cells[:TITLE_CELLS], vocabulary)


def _are_figures(cells: Sequence[Line]) -> bool:
    """Whether cells can be those of a table: enough of them are numbers."""
    if len(cells) < MOST_CELLS:
        return False
    numbers = sum(bool(VALUE.fullmatch(cell.text)) or cell.text.isdecimal() for cell in cells)
    return numbers >= LEAST_NUMBERS * len(cells)


def _has_title(cells: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether the title or the number of a form stands among cells; a page behind goes on its table."""
    titles = (title_on(cell, vocabulary=vocabulary) for cell in cells)
    return any(title is not None and title.kind for title in titles) or any(
        FORM_NUMBER.fullmatch(cell.text) for cell in cells
    )
