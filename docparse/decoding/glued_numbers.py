"""Line numbers that ran into the values behind them: rows of a form whose cells no white space parts.

    一、一般公共预算财政拨款收入1440.55一、一般公共服务支出32380.20
    二、政府性基金预算财政拨款收入20.00二、外交支出330.00

What digits behind a name are, the rows above and below tell: 1 and 440.55, 2 and 0.00, because the numbers of each side
count up. Where those of a few rows do not, the digits stay as they are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern
from docparse.renderings import Atom
from docparse.renderings.atoms import kind_of
from docparse.segmenting.lines import names_line_numbers

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from docparse.decoding.fields import Group
    from docparse.matching.forms import FormMatch
    from docparse.segmenting.lines import Line

Cut = tuple["Line", list[Atom]]

# So many rows must count up, and so large a part of the lines must be rows that do.
FEWEST_ROWS = 4
MOSTLY = 0.9
# No form has more lines than the longest number says; longer lines are no rows.
LONGEST_NUMBER = 3
LONGEST_LINE = 400
# How far numbers may jump where rows were left out on the only side.
MOST_LEFT_OUT = 3
# Digits and marks right behind a name, or behind the border of the line before the name of the other side.
_RUN = pattern(
    r"(?<=[\u4e00-\u9fff\uff09)\u201d])\d(?:[\d,]|\.(?=\d\d)|[\u2014\u2013])*|(?<!.)\d{1,3}(?=[\u4e00-\u9fff])"
)
# A value with its cents, a mark for none, a zero of its own, or at the end a whole number.
_VALUE = pattern(r"-?[1-9]\d{0,2}(?:,\d{3})+\.\d\d|-?(?:[1-9]\d*|0)\.\d\d|[\u2014\u2013]|0|[1-9]\d*$")


class _Found(NamedTuple):
    """Digits behind a name: their range on the line, and the line number that they begin with."""

    start: int
    end: int
    number: str


def part_line_numbers(lines: list[Cut], match: FormMatch, groups: Sequence[Group]) -> list[Cut]:
    """The lines, their atoms those of rows whose line numbers ran into the values, where most are such rows.

    Args:
        lines: Those of the body, cut.
        match: The form that they are rows of.
        groups: The sides of a printed line, or the only one.
    """
    rows = [place for place, (line, _) in enumerate(lines) if _may_be_glued(line.text.strip())]
    if len(rows) < FEWEST_ROWS or not names_line_numbers([match.labels]):
        return lines
    runs = {place: list(_RUN.finditer(lines[place][0].text)) for place in rows}
    expected = _first_numbers([runs[place] for place in rows], len(groups))
    parted: dict[int, list[Atom]] = {}
    for place in rows if expected else ():
        found = _numbered(runs[place], expected, groups)
        if found:
            expected = [int(each.number) + 1 for each in found]
            parted[place] = list(_atoms(lines[place][0], found))
    if len(parted) < max(FEWEST_ROWS, MOSTLY * len(lines)):
        return lines
    return [(line, parted.get(place, atoms)) for place, (line, atoms) in enumerate(lines)]


def _may_be_glued(text: str) -> bool:
    return len(text) <= LONGEST_LINE and "|" not in text and len(text.split()) == 1


def _first_numbers(runs: Sequence[Sequence[re.Match[str]]], sides: int) -> list[int]:
    """The line numbers of the first row, one a side; none where the digits below do not go on from them."""
    found: list[int] = []
    whole = [(place, row) for place, row in enumerate(runs[: 2 * FEWEST_ROWS]) if len(row) == sides]
    if len(whole) < FEWEST_ROWS:
        return []
    whole = whole[:FEWEST_ROWS]
    first, row = whole[0]
    for side in range(sides):
        prefixes = {row[side][0][:length] for length in range(1, LONGEST_NUMBER + 1)}
        begins = (int(prefix) - first for prefix in prefixes if prefix.isdecimal())
        after = found[-1] if found else 0
        counted = [
            begin
            for begin in begins
            if begin > after and all(other[side][0].startswith(str(begin + place)) for place, other in whole)
        ]
        if len(counted) != 1:
            return []
        found += counted
    return found


def _numbered(runs: Sequence[re.Match[str]], expected: Sequence[int], groups: Sequence[Group]) -> list[_Found]:
    """The digits of a row that begin with a line number for each side: the next ones, or later ones by one jump."""
    for run in runs:
        for length in range(1, LONGEST_NUMBER + 1):
            jump = int(run[0][:length]) - expected[0] if run[0][:length].isdecimal() else -1
            if 0 <= jump <= (MOST_LEFT_OUT if len(groups) == 1 else 10**LONGEST_NUMBER):
                found = _at_jump(runs, [number + jump for number in expected], groups)
                if found:
                    return found
    return []


def _at_jump(runs: Sequence[re.Match[str]], numbers: Sequence[int], groups: Sequence[Group]) -> list[_Found]:
    """The digits that begin with just these numbers and go on with no more values than their side has; else none.

    The number of a side without a name stands right behind the values of the side before it.
    """
    found: list[_Found] = []
    for run in runs:
        if len(found) == len(numbers) or not run[0].startswith(str(numbers[len(found)])):
            continue
        for end in (len(run[0]), *_ends_before(run[0], numbers[len(found) + 1 :])):
            number = str(numbers[len(found)])
            values = _values(run[0][len(number) : end])
            if values is not None and len(values) <= groups[len(found)].values:
                found.append(_Found(run.start(), run.start() + end, number))
                break
        at = found[-1].end if found else run.end()
        while at < run.end() and len(found) < len(numbers):
            number = str(numbers[len(found)])
            found.append(_Found(at, at + len(number), number))
            at += len(number)
    return found if len(found) == len(numbers) else []


def _ends_before(text: str, numbers: Sequence[int]) -> Iterator[int]:
    """Where a text ends before the next number, or the next two, that it ends with."""
    for count in range(1, len(numbers) + 1):
        tail = "".join(map(str, numbers[:count]))
        if text.endswith(tail):
            yield len(text) - len(tail)


def _values(text: str) -> list[tuple[int, int]] | None:
    """The ranges of the values that a text is made of; None where it holds anything else."""
    ranges = [value.span() for value in _VALUE.finditer(text)]
    edges = [0, *(edge for each in ranges for edge in each), len(text)]
    return ranges if all(left == right for left, right in list(pairwise(edges))[::2]) else None


def _atoms(line: Line, found: Sequence[_Found]) -> Iterator[Atom]:
    """The names, line numbers and values of a row."""
    at = 0
    for each in found:
        name = line.text[at : each.start].strip()
        if name:
            start = line.text.index(name, at)
            yield Atom("T", name, line.start + start, line.start + start + len(name))
        begin = each.start + len(each.number)
        yield Atom("I", each.number, line.start + each.start, line.start + begin)
        for left, right in _values(line.text[begin : each.end]) or ():
            text = line.text[begin + left : begin + right]
            yield Atom(kind_of(text), text, line.start + begin + left, line.start + begin + right)
        at = each.end
