"""Numbers that count and say nothing else: the numbers of columns and of lines, by which tables are recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.masking.words import is_han
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.spans import Span

# A line that may hold the numbers of columns, and how many stand there at least without the word for them.
_LINE_OF_NUMBERS = pattern(r"^[^.,%A-Za-z\n]{1,2000}$", re.MULTILINE)
_LINE_OF_NUMBERS_MATCHES = ("1 2 3",)
_LINE_OF_NUMBERS_MISSES = ("1.00 2.00",)
_NUMBER = pattern("[0-9]+")
_NUMBER_MATCHES = ("12",)
_NUMBER_MISSES = ("x",)
_FEWEST_COLUMNS = 4
# A number of a line stands by itself; so many in a row, each at most so many lines below the one before, are a count.
_ALONE = pattern(r"\n|(?<![^\s|])[0-9]{1,3}(?![^\s|])")
_ALONE_MATCHES = ("12", "\n")
_ALONE_MISSES = ("1.5", "12a")
_FEWEST_LINES = 8
_FARTHEST = 4


@dataclass(slots=True)
class _Count:
    """Numbers that go up by one, and the line of the last."""

    line: int
    spans: list[Span] = field(default_factory=list)


def column_numbers(text: str, ruler: str) -> Iterator[Span]:
    """The numbers 1, 2, 3 and so on of a line that holds nothing else, but for the word for them."""
    for line in _LINE_OF_NUMBERS.finditer(text):
        numbers = list(_NUMBER.finditer(text, *line.span()))
        rest = "".join(filter(is_han, line[0]))
        least = 1 if rest.startswith(ruler) else _FEWEST_COLUMNS
        if len(numbers) < least or rest.replace(ruler, ""):
            continue
        if [number[0] for number in numbers] == [str(count) for count in range(1, len(numbers) + 1)]:
            yield from (number.span() for number in numbers)


def line_numbers(text: str) -> Iterator[Span]:
    """Numbers that go up by one from line to line, many lines long."""
    line = 0
    counts: list[_Count] = []
    waiting: dict[int, _Count] = {}
    for found in _ALONE.finditer(text):
        if found[0] == "\n":
            line += 1
            continue
        number = int(found[0])
        count = waiting.pop(number, None)
        if count is None or not 0 < line - count.line <= _FARTHEST:
            count = _Count(line)
            counts.append(count)
        count.line = line
        count.spans.append(found.span())
        waiting[number + 1] = count
    for count in counts:
        if len(count.spans) >= _FEWEST_LINES:
            yield from count.spans
