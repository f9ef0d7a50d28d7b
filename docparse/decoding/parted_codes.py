"""Functional codes whose three parts (类 款 项) stand in columns of their own, put together from blocks of parts.

    208 ⏎ 208 ⏎ 208 ⏎ 208 ⏎ … ⏎ 05 ⏎ 05 ⏎ 05 ⏎ … ⏎ 05 ⏎ 06 …

A class stands once for itself and once more for each row below it, a second part likewise. All parts are in order, but
whether the next one is a second or a third part is open: of all ways the one is taken that makes most known codes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docparse.renderings import Atom

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docparse.decoding.scattered import Found

# Digits of a class, and of each further part.
CLASS, PART = 3, 2
# Rows and parts of one page; no real one holds as many.
MOST_PARTS = 400
# Ways carried on from part to part, of those that have given as many rows their second part.
BEAM = 8
# What a code costs that nobody knows, one that stands again or out of order, and one that lacks a part.
STRANGE, DISORDER, LACKING = 1.0, 2.0, 3.0
# What it costs to go from second parts to third ones or back, and to print a third part before its second one.
CHANGE, EARLY = 1.0, 0.5


class _Way(NamedTuple):
    """Parts given so far: for each row below a class its parts, how many rows have one, and those that wait for more.

    ``codes`` are those of two parts, ``last`` the code that was finished last; ``third`` says that the last part was
    a third one. ``early`` are third parts that wait for their row.
    """

    cost: float
    given: tuple[tuple[int, ...], ...]
    waiting: tuple[int, ...]
    codes: frozenset[str]
    last: str
    third: bool = False
    early: tuple[int, ...] = ()


def parted_codes(atoms: Sequence[Found], known: Collection[str]) -> list[Found]:
    """The codes of all pages; ``known`` are codes of the classification. Empty where parts and classes do not fit."""
    found: list[Found] = []
    seen: set[str] = set()
    above: frozenset[str] = frozenset()
    for page in sorted({each.page for each in atoms}):
        ours = [each for each in atoms if each.page == page]
        classes = [each for each in ours if each.atom.kind == "C" and len(each.atom.text) == CLASS]
        parts = [each for each in ours if each.atom.kind == "I" and len(each.atom.text) == PART]
        rows: list[Found] = []
        for each in classes:
            (rows if each.atom.text in seen else found).append(each)
            seen.add(each.atom.text)
        whole = {row.at: behind for row in rows if (behind := _behind(row, atoms))}
        found += [_joined(row, whole[row.at]) for row in rows if row.at in whole]
        taken = {part.at for behind in whole.values() for part in behind}
        rows = [row for row in rows if row.at not in whole]
        parts = [part for part in parts if part.at not in taken]
        way = _best_way(rows, parts, known, above)
        if way is None:
            return []
        above = way.codes | {each.atom.text[: CLASS + PART] for each in found}
        found += [_joined(row, [parts[at] for at in given]) for row, given in zip(rows, way.given, strict=True)]
    return sorted(found, key=lambda each: each.first if each.first >= 0 else each.at)


def _behind(row: Found, atoms: Sequence[Found]) -> list[Found]:
    """The parts that stand on the line of a class right behind it: two at most."""
    found: list[Found] = []
    for each in atoms[row.at + 1 : row.at + 3]:
        if each.line is not row.line or each.atom.kind != "I" or len(each.atom.text) != PART:
            break
        found.append(each)
    return found


def _best_way(
    rows: Sequence[Found], parts: Sequence[Found], known: Collection[str], above: frozenset[str]
) -> _Way | None:
    if max(len(rows), len(parts)) > MOST_PARTS:
        return None
    # Each row has a second part; what the parts are more is third ones.
    most_thirds = len(parts) - len(rows)
    ways = [_Way(0.0, (), (), above, "")]
    for at in range(len(parts)):
        tried = [new for way in ways for new in _further(way, rows, parts, at, known)]
        kept: Counter[int] = Counter()
        ways = []
        for way in sorted(tried, key=lambda way: way.cost):
            seconds = len(way.given)
            if kept[seconds] < BEAM and at + 1 - seconds <= most_thirds:
                kept[seconds] += 1
                ways.append(way)
    ended = [way for way in ways if len(way.given) == len(rows) and not way.early]
    return min(ended, key=lambda way: way.cost + LACKING * len(way.waiting), default=None)


def _further(way: _Way, rows: Sequence[Found], parts: Sequence[Found], at: int, known: Collection[str]) -> list[_Way]:
    """The next part as the second one of the next row, and as the third one of the first row that waits, or will."""
    found: list[_Way] = []
    row = len(way.given)
    text = parts[at].atom.text
    if row < len(rows):
        code = rows[row].atom.text + text
        again = code in way.codes
        above = rows[row - 1].atom.text + parts[way.given[-1][0]].atom.text if row else ""
        cost = way.cost + CHANGE * way.third + STRANGE * (not again and code not in known) + DISORDER * (code < above)
        waiting = (*way.waiting, row) if again else way.waiting
        new = _Way(cost, (*way.given, (at,)), waiting, way.codes | {code}, way.last, early=way.early)
        found.append(_finished(new, new.early[0], rows, parts, known) if again and new.early else new)
    if way.waiting:
        turned = way._replace(cost=way.cost + CHANGE * (not way.third), third=True)
        found.append(_finished(turned, at, rows, parts, known))
    elif row < len(rows):
        cost = way.cost + CHANGE * (not way.third) + EARLY
        found.append(way._replace(cost=cost, third=True, early=(*way.early, at)))
    return found


def _finished(way: _Way, at: int, rows: Sequence[Found], parts: Sequence[Found], known: Collection[str]) -> _Way:
    """The first row that waits for a third part with that part, which may have waited for it."""
    first = way.waiting[0]
    code = rows[first].atom.text + parts[way.given[first][0]].atom.text + parts[at].atom.text
    cost = way.cost + STRANGE * (code not in known) + DISORDER * (code <= way.last)
    given = (*way.given[:first], (*way.given[first], at), *way.given[first + 1 :])
    early = way.early[1:] if way.early[:1] == (at,) else way.early
    return way._replace(cost=cost, given=given, waiting=way.waiting[1:], last=code, early=early)


def _joined(row: Found, parts: Sequence[Found]) -> Found:
    """A class with the parts that belong to it."""
    atom = row.atom
    ranges = (*atom.ranges, *(place for part in parts for place in part.atom.ranges))
    text = atom.text + "".join(part.atom.text for part in parts)
    return replace(row, atom=Atom("C", text, atom.start, atom.end, ranges), at=parts[-1].at, first=row.at)
