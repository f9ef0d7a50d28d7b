"""Torn tables with a list of items down the page and no codes (“三公”经费 and operating costs): lines by their use.

    project ⏎ line ⏎ budget ⏎ 1 ⏎ final ⏎ 2 ⏎ one ⏎ two ⏎ three ⏎ 1 ⏎ 2 ⏎ 3 ⏎ 5.00 ⏎ 3.00 ⏎ 2.00 …

The numbers of the lines count up on lines of their own, where rows that are whole would have a name between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.segmenting.lines import NOTE, PAGE_NUMBER, SENTENCE, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.model import Form
    from docparse.segmenting.lines import Line

# So many numbers that count up, one below the other, are a column; a table of this kind has fewer columns of values.
FEWEST_LINE_NUMBERS = 6
_LONGEST_NUMBER = 2


class Listed(NamedTuple):
    """The lines of a table by what they are for."""

    marks: list[Line]
    header: list[Line]
    body: list[Line]
    notes: list[Line]
    furniture: list[Line]


def is_listed(form: Form) -> bool:
    """Whether the rows of a form are items on one side with numbers of their lines."""
    stubs = [part for group in form.groups for part in group.stub]
    return form.rows == "line_item" and "line_number" in stubs and all(column.side is None for column in form.columns)


def is_torn_listed(lines: Sequence[Line]) -> bool:
    """Whether the numbers of the lines stand one below the other."""
    longest = run = 0
    last = -1
    for line in lines:
        number = _number_on(line)
        run = run + 1 if number is not None and number == last + 1 else int(number is not None)
        last = -1 if number is None else number
        longest = max(longest, run)
    return longest >= FEWEST_LINE_NUMBERS


def sort_listed(lines: Sequence[Line], form: Form) -> Listed:
    """The lines as marks, labels with the numbers of columns, cells of rows, notes and furniture.

    A label that stands again, as on each further page, is furniture, and so are the numbers of columns behind it.
    """
    columns = {fold(label) for column in form.columns for path in column.paths for label in path}
    labels = columns | {fold(label) for label in form.stub_labels}
    found = Listed([], [], [], [], [])
    seen: set[str] = set()
    numbers: set[int] = set()
    for at, line in enumerate(lines):
        folded = fold(line.text)
        if PAGE_NUMBER.match(line.text):
            found.furniture.append(line)
        elif NOTE.match(line.text) or (found.notes and SENTENCE.search(line.text)):
            found.notes.append(line)
        elif is_mark(line):
            found.marks.append(line)
        elif folded in labels or at in numbers:
            (found.furniture if folded in seen else found.header).append(line)
            seen.add(folded)
            if folded in columns:
                numbers.update(_column_numbers(lines, at + 1, len(form.columns)))
        else:
            found.body.append(line)
    return found


def _column_numbers(lines: Sequence[Line], start: int, most: int) -> range:
    """The lines behind a label of a column that number columns; more of them number lines."""
    end = start
    while end < len(lines) and (number := _number_on(lines[end])) is not None:
        if end > start and number != (_number_on(lines[end - 1]) or 0) + 1:
            break
        end += 1
    return range(start, end) if end - start <= most else range(start, start)


def _number_on(line: Line) -> int | None:
    text = line.text.strip()
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER and text[0] != "0" else None
