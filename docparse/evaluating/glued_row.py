"""A row of indicators whose white space is lost: where its cells may end, by what each column can hold.

``数据合格率=100%100%2222否`` holds a name, a target, what was reached, a weight, a score and a remark. What stands in a
column is told by its characters; digits that follow each other can be parted in several ways, and each way that is not
strange is a reading of its own. Sums choose among them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark
from docparse.evaluating.columns import LEVELS
from docparse.evaluating.glued_words import (
    SHARED_WORDS,
    bare_level,
    cost_of_bare,
    cost_of_basis,
    cost_of_name,
    cost_of_reason,
    cost_of_suffix,
    cost_of_value,
    shares_words,
    word_ends,
)
from docparse.evaluating.levels import level_of, level_prefix
from docparse.evaluating.quantities import is_unit, read_operator, split_quantity
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import (
    BARE_RATE,
    GLUED_AMOUNT,
    GLUED_DATE,
    GLUED_POINTS,
    NAME_NUMBER,
    NUMBER_IN_WORDS,
    RANGE,
    RATE,
    SUFFIX,
    UNIT_BEHIND,
    ZEROS_FIRST,
)
from docparse.lexicons.indicator_words import load_indicator_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Range = tuple[int, int]

# No row is longer, and none has more places where a cell may end.
LONGEST = 200
_MOST_ENDS = 48
# Columns of which a cell may end among digits.
_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_NUMBERS = frozenset(("target", "actual", "weight", "score", "execution_rate", *_AMOUNTS))
# So many ways to reach a place in a column are followed, and none that costs more than the best by so much.
_BEAM = 6
_FAR = 4.0
# So strange a reading is none.
_STRANGE = 4.0
# What is said twice saves no more than the difference.
_HOPELESS = 5.5
_NEVER = 1e6
_SIGNS = "≥≤><="
_CLOSES = "%.。；"
_NUMERALS = "0123456789.," + _SIGNS
_LONGEST_REST = 3
_LONGEST_TWICE = 24
_LONGEST_POINTS = 7

# Costs of what a cell holds; a blank cell by its column.
_BLANK = {"level1": 0.1, "level2": 0.1, "level3": _NEVER, "target": 3.0, "actual": 3.0, "weight": 3.0, "score": 1.5}
_OTHER_BLANK = 0.2
_WORDS = 1.0
_A_NUMBER = 1.0
_UNKNOWN_UNIT = 1.0
_NO_SIGN = 0.3
_UNIT_LEFT = 0.5
_BLANK_INSIDE = 1.5
_LEVEL_INSIDE = 3.0
_SAME_WORDS = -0.8
_DECIMALS = 0.3
_FEWER_POINTS = 0.5
_NO_POINTS = 0.5
_SAME_DECIMALS = -0.4
_LONE_SIGN = 3.0
_WRONG_RATE = 1.5
_NO_SHARE = 0.5
_NO_PERCENT = 0.2
_DIGIT_BEHIND = 0.1
_A_MARK = 0.4
_SHORT_MARKS = 0.2
# Rates are rounded, some to whole percentages.
_ROUGHLY = 0.6


class RowReading(NamedTuple):
    """A way to read a row.

    Attributes:
        cost: How strange it is.
        cells: For each column where its cell begins and ends; both are the same where it is blank.
        weight, score: As numbers, None for a blank cell or a mark.
    """

    cost: float
    cells: tuple[Range, ...]
    weight: Decimal | None = None
    score: Decimal | None = None


@remembered(1024)
def read_row(text: str, columns: tuple[str, ...], *, bare_levels: bool = False) -> tuple[RowReading, ...]:
    """The ways to read a row, the least strange first; none where nothing fits.

    Args:
        text: The row, which may hold some white space.
        columns: Keys of the columns in printed order.
        bare_levels: Words of levels without 指标 (履职效能) are levels too.
    """
    if not 0 < len(text) <= LONGEST:
        return ()
    ends = _ends(text, bare_levels)
    if len(ends) > _MOST_ENDS:
        return ()
    amounts = not set(columns).isdisjoint(_AMOUNTS)  # in rows of funds any cell may be blank
    ways: dict[int, list[RowReading]] = {0: [RowReading(0.0, ())]}
    for column in columns:
        reached: dict[int, list[RowReading]] = {}
        for at, found in ways.items():
            for end in (at, *(end for end in ends if end > at)):
                cost = _OTHER_BLANK if amounts and not text[at:end].strip() else _cost(column, text[at:end])
                if bare_levels and column in LEVELS:
                    cost = cost_of_bare(text[at:end].strip(), LEVELS.index(column), cost)
                # Most cells are too strange for any row: nothing more is asked of them.
                if cost <= _HOPELESS and not (_parts_number(text, end) and column not in _NUMBERS):
                    likely = [way for way in found if way.cost + cost <= _HOPELESS]
                    reached.setdefault(end, []).extend(_with_cell(text, column, (at, end), cost, likely, columns))
        ways = _best(reached)
    return tuple(way for way in ways.get(len(text), ()) if way.cost <= _STRANGE)


def _parts_number(text: str, at: int) -> bool:
    """Whether digits stand on both sides of a place."""
    return 0 < at < len(text) and text[at].isdecimal() and text[at - 1].isdecimal()


def _with_cell(
    text: str, column: str, cell: Range, cost: float, ways: Sequence[RowReading], columns: Sequence[str]
) -> Iterator[RowReading]:
    """The ways that go on with a cell."""
    own = text[slice(*cell)].strip()
    for way in ways:
        more = cost
        if column == "execution_rate" and own[:1].isdecimal():
            more += _off_rate(own, text, way, columns) + _DIGIT_BEHIND * _parts_number(text, cell[1])
        weight, score = way.weight, way.score
        if column == LEVELS[2]:
            more += cost_of_suffix(own, text[: cell[0]])
        if column in ("target", "actual") and "unit" not in columns:
            more += _cost_of_unit_left(own, text[cell[1] :])
        if column == "actual" and own and "target" in columns[: len(way.cells)]:
            target = text[slice(*way.cells[columns.index("target")])].strip()
            more += _alike(target, own)
        if column == "weight":
            weight = _points(own)
        elif column == "score":
            score = _points(own)
        if column in ("weight", "score") and weight is not None and score is not None:
            more += _NEVER if score > weight else _cost_of_loss(weight, score)
        if more < _NEVER:
            yield RowReading(way.cost + more, (*way.cells, cell), weight, score)


def _cost_of_unit_left(own: str, behind: str) -> float:
    """What it costs that a quantity leaves its unit, or the rest of it, to the next cell: 76 | 人次, 76人 | 次."""
    unit = own.lstrip(_NUMERALS)
    if unit == own or not (not unit or is_unit(unit)) or behind[:1].isdecimal():
        return 0.0
    longer = any(is_unit(unit + behind[:more]) for more in range(1, min(len(behind), _LONGEST_REST) + 1))
    return _UNIT_LEFT if longer else 0.0


def _cost_of_loss(weight: Decimal, score: Decimal) -> float:
    """What it costs that a score is below its weight: the more it lost the stranger, most of all if it is nothing."""
    if weight == score and weight % 1:
        return _SAME_DECIMALS
    lost = float((weight - score) / weight) if weight else 0.0
    return _FEWER_POINTS * (score < weight) + lost + _NO_POINTS * (score == 0)


def _alike(target: str, actual: str) -> float:
    """What it saves that target and result are said with the same words."""
    if actual[0].isdecimal() or not target:
        return SHARED_WORDS * (bool(target) and actual == target.strip(_SIGNS))
    return _SAME_WORDS if actual == target else SHARED_WORDS * shares_words(target, actual)


def _off_rate(rate: str, text: str, way: RowReading, columns: Sequence[str]) -> float:
    """What it costs that a rate is not that of what was spent to what was planned."""
    printed = {
        column: text[slice(*cell)] for column, cell in zip(columns, way.cells, strict=False) if column in _AMOUNTS
    }
    budget, spent = (
        next((printed[name] for name in names if GLUED_AMOUNT.fullmatch(printed.get(name, ""))), "")
        for names in (("full_year_budget", "initial_budget"), ("executed",))
    )
    if not budget or not spent:
        return _WRONG_RATE if float(rate.rstrip("%")) else _NO_SHARE
    if not float(budget.replace(",", "")):
        return _NO_SHARE
    share = 100 * float(spent.replace(",", "")) / float(budget.replace(",", ""))
    return _WRONG_RATE if abs(share - float(rate.rstrip("%"))) > _ROUGHLY else 0.0


def _best(ways: dict[int, list[RowReading]]) -> dict[int, list[RowReading]]:
    """The ways worth following."""
    least = min((way.cost for found in ways.values() for way in found), default=0.0)
    kept = {at: sorted(way for way in found if way.cost <= least + _FAR)[:_BEAM] for at, found in ways.items()}
    return {at: found for at, found in kept.items() if found}


def _ends(text: str, bare_levels: bool) -> tuple[int, ...]:
    """The places where a cell may end: between kinds of characters, among digits, behind levels and what is doubled."""
    found = {len(text)}
    for at in range(1, len(text)):
        before, behind = text[at - 1], text[at]
        signs = behind in _SIGNS and before not in _SIGNS
        digits = behind.isdecimal() and before not in _SIGNS + ".,"
        closed = before.isdecimal() and not behind.isdecimal() and behind not in ".,%"
        if signs or digits or closed or before in _CLOSES or before.isspace() or is_mark(before) or is_mark(behind):
            found.add(at)
    found.update(_behind_levels(text, bare_levels), _behind_words(text))
    between_words = {end for end in word_ends(text) if 0 < end < len(text)}
    if len(found | between_words) <= _MOST_ENDS:
        found |= between_words
    # A blank between two cells goes with the first.
    return tuple(sorted(end for end in found if end == len(text) or not text[end].isspace()))


def _behind_levels(text: str, bare_levels: bool) -> Iterator[int]:
    at = 0
    while length := level_prefix(rest := text[at:].lstrip()) or (bare_levels and bare_level(rest)):
        at = len(text) - len(rest) + length
        yield at


def _behind_words(text: str) -> Iterator[int]:
    """Where words stand twice, where units end behind a number, and where words of a kind of target begin and end."""
    for length in range(2, min(len(text) // 2, _LONGEST_TWICE) + 1):
        for at in range(length, len(text) - length + 1):
            own = text[at - length : at]
            if own == text[at : at + length] and own[0].isalpha() and not any(letter.isspace() for letter in own):
                yield from (at - length, at, at + length)
    for unit in UNIT_BEHIND.finditer(text):
        yield from (end for end in range(unit.start() + 1, unit.end() + 1) if is_unit(text[unit.start() : end]))
    for nature in load_indicator_words().natures:
        at = text.find(nature)
        while at > 0:
            yield from (at, at + len(nature))
            at = text.find(nature, at + 1)


@remembered(4096)
def _cost(column: str, printed: str) -> float:
    """What it costs that a cell of a column holds some text, or is blank."""
    text = printed.strip()
    if not text:
        return _BLANK.get(column, _OTHER_BLANK)
    own = _COSTS.get(column)
    return own(text) if own else _cost_of_words(text, name=False)


def _cost_of_level(text: str, level: int) -> float:
    costs = level_of(text)
    return _NEVER if costs is None else costs[level]


def _cost_of_rate(text: str) -> float:
    if RATE.fullmatch(text):
        return 0.0
    if BARE_RATE.fullmatch(text):
        return _NO_PERCENT
    return _WORDS if text == "0" else _cost_of_mark(text) if is_mark(text) else _NEVER


def _cost_of_operator(text: str) -> float:
    return 0.0 if read_operator(text) or text in load_indicator_words().natures else _NEVER


def _cost_of_points(text: str) -> float:
    if is_mark(text):
        return _cost_of_mark(text)
    if not GLUED_POINTS.fullmatch(text):
        return _NEVER
    _, _, decimals = text.partition(".")
    return _DECIMALS * (decimals == "0" or (len(decimals) > 1 and decimals != "00"))


def _cost_of_mark(text: str) -> float:
    """A mark for no value is mostly one character, or a dash of two."""
    return _A_MARK * len(text) + _SHORT_MARKS * (len(text) > 1 and text.isascii())


def _cost_of_amount(text: str) -> float:
    """Amounts are mostly printed with cents."""
    if not GLUED_AMOUNT.fullmatch(text):
        return _cost_of_mark(text) if is_mark(text) else _NEVER
    return 0.0 if "." in text else _UNKNOWN_UNIT


def _cost_of_value(text: str) -> float:
    if GLUED_DATE.fullmatch(text) or RANGE.fullmatch(text):
        return _NO_SIGN
    said = split_quantity(text)
    if ZEROS_FIRST.match(text.lstrip(_SIGNS)) or text.startswith(SUFFIX):
        return _NEVER
    if said.value is not None and (said.operator or said.unit):
        return 0.0 if not said.unit or is_unit(said.unit) else _UNKNOWN_UNIT
    if said.value is not None:
        return _UNKNOWN_UNIT if len(text) <= _LONGEST_POINTS else _NEVER
    if text[-1] in _SIGNS:
        return _LONE_SIGN
    strange = _A_NUMBER * len(NUMBER_IN_WORDS.findall(text))
    return _WORDS + cost_of_value(text) + strange + _LEVEL_INSIDE * _holds_level(text) + _blanks(text)


def _cost_of_words(text: str, *, name: bool) -> float:
    if name and (len(text) < len(LEVELS[:2]) or not any(letter.isalpha() for letter in text)):
        return _NEVER
    if text[0] in _SIGNS or (not name and text[0].isdecimal()):
        return _NEVER
    if name and text.startswith(SUFFIX) and not NAME_NUMBER.match(text):
        return _NEVER if text == SUFFIX else _LEVEL_INSIDE  # the end of a level
    signs = sum(letter in _SIGNS for letter in text)
    numbered = NAME_NUMBER.match(text) if name else None
    number = _A_NUMBER * len(NUMBER_IN_WORDS.findall(text, numbered.end() if numbered else 0))
    named = cost_of_name(text) if name else 0.0
    return signs * _LONE_SIGN + named + number + _LEVEL_INSIDE * _holds_level(text) + _blanks(text)


_COSTS: Mapping[str, Callable[[str], float]] = {
    LEVELS[0]: lambda text: _cost_of_level(text, 0),
    LEVELS[1]: lambda text: _cost_of_level(text, 1),
    LEVELS[2]: lambda text: _cost_of_words(text, name=True),
    "operator": _cost_of_operator,
    "target": lambda text: _cost_of_value(text) + _NO_SIGN * (text[0] not in _SIGNS),
    "unit": lambda text: _UNKNOWN_UNIT * (not is_unit(text)),
    "actual": _cost_of_value,
    "weight": _cost_of_points,
    "score": _cost_of_points,
    "basis": cost_of_basis,
    "deviation": lambda text: cost_of_reason(text) + _cost_of_words(text, name=False),
    "execution_rate": _cost_of_rate,
    **dict.fromkeys(_AMOUNTS, _cost_of_amount),
}


def _holds_level(text: str) -> bool:
    """Whether a level word stands anywhere in a text."""
    return SUFFIX in text and any(level_prefix(text[at:]) for at in range(text.rindex(SUFFIX)))


def _blanks(text: str) -> float:
    """Blanks mostly part cells."""
    return _BLANK_INSIDE * (len(text.split()) - 1)


def _points(text: str) -> Decimal | None:
    return Decimal(text) if GLUED_POINTS.fullmatch(text) else None
