"""Lines of a form with two sides whose white space is lost: cut where one side ends, and line numbers off amounts.

``七、其他收入7398,147.54七、文化教育支出370`` holds two names, the line numbers 7 and 37, and the amounts 398,147.54
and 0. Line numbers count on from line to line, which tells them from the digits of the amounts behind them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.names import is_item
from docparse.patterns import pattern
from docparse.renderings.atoms import Atom, amounts_in, kind_of
from docparse.segmenting.lines import GLUED_CELLS
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.decoding.fields import Group
    from docparse.lexicons.load import Lexicon
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

_SIDES = 2
# So many lines, and so large a part of them, hold no white space.
_FEWEST = 4
_MOSTLY = 0.6
# In so many of them digits stand right behind a name: they print more than a cell a line.
_NAME_AND_NUMBER = pattern(r"[^\W\d_）)”][）)”]?-?\d")
_NAME_AND_NUMBER_MATCHES = ("name12", "name(name)5", "name-0.50")
_NAME_AND_NUMBER_MISSES = ("12.50", "name", "12name", "(1)")
_LONGEST = 200
_SHORTEST_NAME = 3
_MOST_DIGITS = 3
# Lines that are wrapped or lost put the numbers out of step with the lines.
_DRIFTS = (0, -1, 1, 2)
# An amount, or zeros, and two digits more.
_ENDS_IN_NUMBER = pattern(r"[\d,]+(?:\.\d{2}|[—–]{1,2})?[1-9]\d")
_ENDS_IN_NUMBER_MATCHES = ("2948.0861", "29061", "2961", "29—61")
_ENDS_IN_NUMBER_MISSES = ("2948.08", "29")


class _Half(NamedTuple):
    """A name and the characters behind it, as ranges of a line."""

    name: tuple[int, int]
    run: tuple[int, int]


class _Numbers(NamedTuple):
    """Line numbers in the text: how many digits of one begin at a place, and end at one."""

    begin: dict[int, int]
    end: dict[int, int]


def part_sides(lines: Sequence[Cut], groups: Sequence[Group], lexicon: Lexicon) -> list[Cut]:
    """The lines, those without white space cut into the names, the line numbers and the amounts of both sides."""
    bare = [line for line, _ in lines if _is_bare(line)]
    numbered = any("line_number" in group.stub for group in groups)
    sided = len(groups) == _SIDES and bool(groups[0].side)
    if not (sided or (numbered and len(groups) == 1)) or len(bare) < max(_FEWEST, _MOSTLY * len(lines)):
        return list(lines)
    if sum(_NAME_AND_NUMBER.search(line.text) is not None for line in bare) < _FEWEST:
        return list(lines)  # one cell a line
    halves = {line.number: tuple(_halves(line.text, lexicon)) for line in bare}
    numbers = _line_numbers(bare, halves) if numbered else _Numbers({}, {})
    return [
        (line, [atom for half in halves[line.number] for atom in _atoms(line, half, numbers, groups[-1].values)])
        if line.number in halves
        else (line, atoms)
        for line, atoms in lines
    ]


def _is_bare(line: Line) -> bool:
    return len(line.text) <= _LONGEST and len(line.text.split()) == 1


def _halves(text: str, lexicon: Lexicon) -> Iterator[_Half]:
    """The names of a line, each with what is printed behind it."""
    for found in GLUED_CELLS.finditer(text):
        if not found[0]:
            continue
        start, end = found.span("name")
        while cut := _end_of_first(text[start:end], lexicon):
            yield _Half((start, start + cut), (start + cut, start + cut))
            start += cut
        yield _Half((start, end), found.span("run") if found["run"] else (end, end))


def _end_of_first(name: str, lexicon: Lexicon) -> int:
    """The length of the first of two names that nothing parts; 0 where it is one."""
    ends = range(_SHORTEST_NAME, len(name) - _SHORTEST_NAME + 1)
    for end in ends:
        numbered = numbering_of(name[end:])
        if numbered is not None and numbered.kind == "han" and is_item(name[end:], lexicon):
            return end
    if is_item(name, lexicon):
        return 0
    return next((end for end in ends if is_item(name[:end], lexicon) and is_item(name[end:], lexicon)), 0)


def _line_numbers(lines: Sequence[Line], halves: Mapping[int, Sequence[_Half]]) -> _Numbers:
    """Where the line numbers of both sides stand; those of a side without a name stand behind the other's amounts."""
    numbers = _Numbers({}, {})
    for side in (0, -1):
        runs = {
            order: (line.start + half.run[0], line.text[slice(*half.run)])
            for order, line in enumerate(lines)
            for half in (halves[line.number][side],)
            if half.run[0] < half.run[1] and line.start + half.run[0] not in numbers.begin
        }
        offset = _offset({order: run for order, (_, run) in runs.items()})
        if offset is None:
            continue
        for order, (start, run) in runs.items():
            number = next((n for drift in _DRIFTS if run.startswith(n := str(offset + order + drift))), "")
            if number:
                numbers.begin[start] = len(number)
                offset = int(number) - order
        for order, line in enumerate(lines):
            half, number = halves[line.number][0], str(offset + order)
            text = line.text[slice(*half.run)]
            alone = side and len(halves[line.number]) == 1 and line.start + half.run[0] in numbers.begin
            if alone and _ENDS_IN_NUMBER.fullmatch(text) and text.endswith(number):
                numbers.end[line.start + half.run[1]] = len(number)
    return numbers


def _offset(runs: Mapping[int, str]) -> int | None:
    """What the numbers that most runs begin with exceed the order of their lines by; None where they do not count."""
    offsets = Counter(
        int(run[:digits]) - order
        for order, run in runs.items()
        for digits in range(1, _MOST_DIGITS + 1)
        if run[:digits].isdecimal() and run[0] != "0" and len(run) >= digits
    )
    offset = max(offsets, key=lambda each: (offsets[each], -each), default=0)
    times = sum(offsets[offset + drift] for drift in _DRIFTS)
    return offset if times >= max(_FEWEST, _MOSTLY * len(runs)) else None


def _atoms(line: Line, half: _Half, numbers: _Numbers, values: int) -> Iterator[Atom]:
    """The atoms of a name with its line number and its amounts; of a side with so many values marks are one each."""
    start, end = half.name
    if start < end:
        yield _atom(line, start, end)
    start, end = half.run
    if digits := numbers.begin.get(line.start + start, 0):
        yield _atom(line, start, start + digits)
        start += digits
    last = end - numbers.end.get(line.start + end, 0)
    marks = 1 < values == last - start and kind_of(line.text[start:last]) == "D"
    places = [(at, at + 1) for at in range(values)] if marks else amounts_in(line.text[start:last])
    for first, stop in places:
        yield _atom(line, start + first, start + stop)
    if last < end:
        yield _atom(line, last, end)


def _atom(line: Line, start: int, end: int) -> Atom:
    text = line.text[start:end]
    return Atom(kind_of(text), text, line.start + start, line.start + end)
