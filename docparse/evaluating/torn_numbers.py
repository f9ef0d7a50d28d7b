"""Values of the funds and tasks, and numbers that a narrow column tore over two lines (``1,272,632.`` / ``21``).

A piece that is no number by itself is put together with what follows. Where both pieces could be numbers of their own,
the row has several readings: which one it is say the columns, the rates and the sums.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.fragments import Fragment, Gap


class Value(NamedTuple):
    """A printed value, or another text between the values.

    Attributes:
        text: Its characters, pieces of a torn number joined.
        pieces: The fragments that they stand in.
    """

    text: str
    pieces: tuple[Fragment, ...]

    @property
    def gap(self) -> Gap:
        """What stands before it."""
        return self.pieces[0].gap

    @property
    def tabs(self) -> int:
        """How many tabs stand before it on its line."""
        return self.pieces[0].tabs


class Print(NamedTuple):
    """How a report prints its amounts.

    Attributes:
        decimals: How many decimals nearly all of them have; None where they differ.
        torn: Whether numbers are torn for certain somewhere.
    """

    decimals: int | None
    torn: bool


class Reading(NamedTuple):
    """One way to take the pieces of a row for values, and what speaks against it."""

    cost: float
    values: tuple[Value, ...]


_LINE_GAPS = frozenset(("line", "blank", "page"))
_NUMERIC = pattern(r"-?[\d,.]+%?|%")
_NUMERIC_MATCHES = ("1,272,632.", "21", "96.4", "1%", ".21", "%")
_NUMERIC_MISSES = ("", "A", "—", "5 p")
_CLEAN = pattern(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.(?P<decimals>\d{1,6}))?%?")
_CLEAN_MATCHES = ("1,272,632.21", "96.41%", "-5", "0.00")
_CLEAN_MISSES = ("1,272,6", "21.", ".21", "1,2,3", "00.00", "018,424.21")
# The end of a number that begins with a zero of it: no number by itself, wherever it stands.
_LED = pattern(r"0\d+(?:\.\d+)?")
_LED_MATCHES = ("00.00", "021", "00")
_LED_MISSES = ("0.00", "0", "100.00")
# A number has at most so many decimals, and a narrow column tears it into so many pieces.
_MOST_DECIMALS, _MOST_PIECES = 6, 4
_LONGEST_NUMBER = 24
# So many of the amounts have the usual number of decimals.
_USUAL = 0.8
# A column is never so narrow that it tears a shorter number without decimals.
_SHORTEST_TORN = 4
# What speaks against a tear; against one where others are certain; against a number with less decimals than usual.
_TORN, _TORN_AGAIN, _FEWER_DECIMALS = 3.0, 0.5, 2.0
# So many places where a number may be torn are looked at in a row.
_MOST_TEARS = 4


def is_numeric(text: str) -> bool:
    """Whether a text may be a number or a piece of one."""
    return _NUMERIC.fullmatch(text) is not None


def is_clean(text: str) -> bool:
    """Whether a text is a number with all of its digits, as far as it shows."""
    return _CLEAN.fullmatch(text) is not None


def values_of(fragments: Sequence[Fragment]) -> list[Value]:
    """The fragments as values, pieces that are no number by themselves put together."""
    found: list[Value] = []
    done = 0
    for index, fragment in enumerate(fragments):
        if index < done:
            continue
        text, done = fragment.text, index + 1
        if text[0].isdecimal() and done < len(fragments) and _may_go_on(fragments[done]):
            done = index + _certain_pieces(fragments[index : index + _MOST_PIECES])
            if done > index + 1:
                pieces = tuple(fragments[index:done])
                found.append(Value("".join([piece.text for piece in pieces]), pieces))
                continue
        found.append(Value(text, (fragment,)))
    return found


def _certain_pieces(fragments: Sequence[Fragment]) -> int:
    """How many fragments are pieces of one number because one of them can be no number; 1 where none are."""
    joined = fragments[0].text
    if not _NUMERIC.fullmatch(joined) or joined.endswith("%"):
        return 1
    alone = _CLEAN.fullmatch(joined) is not None
    for count, fragment in enumerate(fragments[1:], start=2):
        joined += fragment.text
        if not _may_go_on(fragment) or len(joined) > _LONGEST_NUMBER or not _NUMERIC.fullmatch(fragment.text):
            return 1
        alone = alone and _CLEAN.fullmatch(fragment.text) is not None
        if alone:
            return 1
        if _CLEAN.fullmatch(joined):
            return count
    return 1


def _may_go_on(fragment: Fragment) -> bool:
    """Whether a fragment may be the next piece of a torn number: it stands on a line below, or can be nothing else."""
    return fragment.gap in _LINE_GAPS or (fragment.gap == "space" and _LED.fullmatch(fragment.text) is not None)


def print_of(values: Iterable[Value]) -> Print:
    """How amounts are printed, from the values of all forms of a report."""
    counts: Counter[int] = Counter()
    torn = False
    for value in values:
        torn = torn or len(value.pieces) > 1
        clean = _CLEAN.fullmatch(value.text)
        if clean and clean["decimals"] and not value.text.endswith("%"):
            counts[len(clean["decimals"])] += 1
    usual, count = counts.most_common(1)[0] if counts else (0, 0)
    return Print(usual if count and count >= _USUAL * counts.total() else None, torn)


def readings(values: Sequence[Value], printed: Print) -> list[Reading]:
    """The ways to take the pieces of a row for values, the one as they are first."""
    places = [at for at in range(len(values) - 1) if _may_be_torn(values[at], values[at + 1], printed)][:_MOST_TEARS]
    found = []
    for count in range(len(places) + 1):
        for chosen in combinations(places, count):
            if all(after - before > 1 for before, after in pairwise(chosen)):
                taken = _joined(values, chosen)
                left = sum(_fewer_decimals(value, printed) for value in taken) if places else 0.0
                found.append(Reading(left + count * (_TORN_AGAIN if printed.torn else _TORN), taken))
    return found


def _may_be_torn(left: Value, right: Value, printed: Print) -> bool:
    """Whether two values that can be numbers each may be one number as well."""
    if not _is_behind(right, left, printed) or left.text.endswith("%") or is_mark(left.text) or is_mark(right.text):
        return False
    one, both = _CLEAN.fullmatch(left.text), _CLEAN.fullmatch(left.text + right.text)
    if one is None or both is None or not right.text[0].isdecimal():
        return False
    decimals = len(both["decimals"] or "")
    if printed.decimals is not None and decimals != printed.decimals:
        return False
    return one["decimals"] is not None or len(left.text) >= _SHORTEST_TORN


def _is_behind(right: Value, left: Value, printed: Print) -> bool:
    """Whether a value stands where the rest of a torn one would: on a line below.

    An extractor that joins the lines of a cell with blanks puts it behind; then the other one has too few decimals.
    """
    if right.gap in _LINE_GAPS:
        return True
    return right.gap == "space" and "." in left.text and _fewer_decimals(left, printed) > 0


def _fewer_decimals(value: Value, printed: Print) -> float:
    """What speaks against an amount with fewer decimals than the report prints."""
    clean = _CLEAN.fullmatch(value.text)
    if clean is None or printed.decimals is None or clean["decimals"] is None or value.text.endswith("%"):
        return 0.0
    return _FEWER_DECIMALS if len(clean["decimals"]) < printed.decimals else 0.0


def _joined(values: Sequence[Value], places: Sequence[int]) -> tuple[Value, ...]:
    found: list[Value] = []
    for at, value in enumerate(values):
        if at and at - 1 in places:
            found[-1] = Value(found[-1].text + value.text, found[-1].pieces + value.pieces)
        else:
            found.append(value)
    return tuple(found)
