"""Torn tables of one row (三公经费, 国有资产占有): labels, column numbers and values mixed, each on its own line.

    预算数 ⏎ 合计 ⏎ 1 ⏎ 2 ⏎ 22.41 ⏎ 公务用车购置费 ⏎ 3 ⏎ 4 ⏎ 14.06 …

The numbers of the columns count up through all of it, and what is left of the figures are the values in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.segmenting.lines import NOTE, PAGE_NUMBER, SENTENCE, VALUE, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from docparse.segmenting.lines import Line

# So many column numbers in all make sure that they are such.
FEWEST_NUMBERS = 5
# So many different labels behind a value are more than the names of two rows (预算数, 决算数).
FEWEST_LABELS = 3
# The line number (行次) of the only row.
LINE_NUMBER = "1"


def column_numbers_among(lines: Sequence[Line]) -> list[int]:
    """The indexes of the lines that hold the next column numbers, from 1 on, and nothing else."""
    found: list[int] = []
    expected = 1
    for at, line in enumerate(lines):
        pieces = line.text.split()
        if pieces and pieces == [str(number) for number in range(expected, expected + len(pieces))]:
            found.append(at)
            expected += len(pieces)
    return found


def is_torn_header(lines: Sequence[Line]) -> bool:
    """Whether something stands between the column numbers of a table, which stand on lines of their own."""
    numbers = column_numbers_among(lines)
    count = sum(len(lines[at].text.split()) for at in numbers)
    return count >= FEWEST_NUMBERS and numbers[-1] - numbers[0] >= len(numbers)


def is_torn_single(lines: Sequence[Line], labels: Set[str]) -> bool:
    """Whether the header of a table with one row is torn, or its values stand between its labels (folded)."""
    if is_torn_header(lines):
        return True
    first = next((at for at, line in enumerate(lines) if _is_values(line)), len(lines))
    return len(labels & {fold(line.text) for line in lines[first:]}) >= FEWEST_LABELS


def sort_single(
    lines: Sequence[Line],
) -> tuple[list[Line], list[Line], list[Line], list[Line], list[Line]]:
    """The lines as marks, labels with column numbers, values, notes and furniture."""
    marks: list[Line] = []
    header: list[Line] = []
    body: list[Line] = []
    notes: list[Line] = []
    furniture: list[Line] = []
    numbers = set(column_numbers_among(lines))
    for at, line in enumerate(lines):
        if PAGE_NUMBER.match(line.text):
            furniture.append(line)
        elif NOTE.match(line.text) or (notes and SENTENCE.search(line.text)):
            notes.append(line)
        elif is_mark(line):
            marks.append(line)
        else:
            label = at in numbers or line.text.strip() == LINE_NUMBER or any(map(str.isalpha, line.text))
            (header if label else body).append(line)
    return marks, header, body, notes, furniture


def _is_values(line: Line) -> bool:
    pieces = line.text.split()
    return bool(pieces) and all(VALUE.fullmatch(piece) for piece in pieces)
