"""What the projects of a made-up department set out to do, what they cost, and what came of it.

Points are whole hundredths and money is whole 分, so that every sum is exact before it is printed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.synthesis.vocabulary import records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FULL = 10_000  # hundredths of a point in a whole form
_STEP = 10_000  # 分 in the last digit of an amount in 万元
_ORDER = "effect management society quantity quality time cost social_cost economic social ecological lasting"
ORDER = (*_ORDER.split(), "satisfaction")
_LEAST_TO_BE_REMARKED = 1.25
# Bounds that leave so little room are met with a decimal.
_NARROW = 4
# Units of which there are parts.
_DIVISIBLE = ("%", "‰", "万", "公里", "公顷", "平方", "亩", "吨", "小时")


@dataclass(frozen=True, slots=True)
class Money:
    """Budget at the beginning of the year, budget in the end, and what was spent; in 分."""

    initial: int = 0
    full: int = 0
    executed: int = 0

    def __add__(self, other: Money) -> Money:
        """The sum, one by one."""
        return Money(self.initial + other.initial, self.full + other.full, self.executed + other.executed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An indicator: what was wanted and what was reached.

    Attributes:
        sort: one of ``ORDER``.
        operator: ≥, ≤ or =; "" where words are wanted.
        value: the number that is wanted, or the words.
        unit: of both numbers; "" for words.
        reached: the number, or the words.
        weight: hundredths of a point that can be had.
        score: those that were given.
        reason: why more or less was reached; "" where nothing is to be said.
    """

    sort: str
    name: str
    operator: str
    value: str
    unit: str
    reached: str
    share_of_target: float
    weight: int = 0
    score: int = 0
    reason: str = ""

    @property
    def in_words(self) -> bool:
        """Whether no number is wanted."""
        return not self.operator


@dataclass(frozen=True, slots=True)
class Work:
    """A project, or what a department does as a whole."""

    name: str
    aims: tuple[str, ...]
    results: tuple[str, ...]
    money: Mapping[str, Money]
    measured: tuple[Measured, ...]

    @property
    def total(self) -> Money:
        """All its money."""
        return sum(self.money.values(), Money())


def fields_of(department: str) -> tuple[str, ...]:
    """The fields of policy that a department has projects in, from the end of its name; always the common one."""
    found = (field for field, names in records("evaluation_fields.tsv") if department.endswith(tuple(names.split())))
    return (*found, "common")


def draw_project(rng: random.Random, field: str, row: Sequence[str], year: int, *, fine: bool) -> Work:
    """A project of a field.

    Args:
        rng: where the draws come from.
        field: of policy.
        row: name, aim and result of one line of the data.
        year: of the accounts.
        fine: whether amounts may have digits below 0.01 万元.
    """
    name, aim, result = row
    numbers = {"quantity": rng.randint(1, 4), "quality": rng.randint(1, 2), "time": rng.randint(0, 2)}
    numbers |= {"cost": rng.randint(0, 2), "social": 1, "satisfaction": rng.choice((1, 1, 1, 2))}
    numbers |= {sort: 1 for sort in ("economic", "ecological", "lasting", "social_cost") if rng.random() < 0.35}
    measured = draw_indicators(rng, tuple(dict.fromkeys((field, "common"))), numbers, year)
    counted = [one for one in measured if one.sort == "quantity"][:2]
    aims = (aim, *(f"计划{one.name}{one.value}{one.unit}" for one in counted), *_more(rng, "aim"))
    results = (result, *(f"实际{one.name}{one.reached}{one.unit}" for one in counted), *_more(rng, "result"))
    named = _named(rng, name, year)
    return Work(named, aims, results, draw_money(rng, ("current", "carried", "other"), fine=fine), measured)


def draw_department(rng: random.Random, projects: Sequence[Work], fields: Sequence[str], year: int) -> Work:
    """A department as a whole: its projects and what it needs to exist."""
    numbers = {"effect": rng.randint(2, 4), "management": rng.randint(2, 5), "society": rng.randint(1, 2)}
    numbers |= {"lasting": 1, "satisfaction": rng.choice((1, 2))}
    own = draw_indicators(rng, ("department",), numbers, year)
    more = {"quantity": rng.randint(2, 5), "quality": rng.randint(1, 3)}
    more |= dict.fromkeys(("time", "cost", "economic", "social"), 1)
    lent = draw_indicators(rng, tuple(dict.fromkeys((*fields[:1], "common"))), more, year)
    money = {"project": sum((work.total for work in projects), Money()), **draw_money(rng, ("basic",), fine=False)}
    aims = tuple(work.aims[0] for work in projects[:4])
    results = tuple(work.results[0] for work in projects[:4])
    return Work("", aims, results, money, tuple(sorted((*own, *lent), key=lambda one: ORDER.index(one.sort))))


def draw_money(rng: random.Random, sources: Sequence[str], *, fine: bool) -> dict[str, Money]:
    """Money by source; the first source always has some, of the others a third."""
    money = {}
    for number, source in enumerate(sources):
        if number and rng.random() < 0.65:
            money[source] = Money()
            continue
        initial = round(rng.lognormvariate(4.2, 1.3) * 100) * _STEP
        full = initial if rng.random() < 0.55 else max(_STEP, int(initial * rng.uniform(0.5, 1.6)) // _STEP * _STEP)
        executed = full if rng.random() < 0.5 else int(full * rng.uniform(0.45, 1))
        initial = 0 if rng.random() < 0.1 else initial
        money[source] = Money(initial, full, executed if fine else executed // _STEP * _STEP)
    return money


def _named(rng: random.Random, name: str, year: int) -> str:
    """The name of a project as it is entered: bare, with a year, a batch, a document number or a code."""
    code = f"{rng.randint(11, 65)}0000{year % 100}T0000{rng.randint(10**8, 10**9 - 1)}"
    pattern = _sentence(rng, "name")
    return pattern.format(name=name, year=year, batch=rng.choice("一二三"), number=rng.randint(12, 480), code=code)


def draw_indicators(
    rng: random.Random, fields: Sequence[str], numbers: Mapping[str, int], year: int
) -> tuple[Measured, ...]:
    """Indicators of some fields, so many of each sort as far as there are, in the order of the forms."""
    drawn: list[Measured] = []
    for sort in (sort for sort in ORDER if numbers.get(sort)):
        lines = records("evaluation_indicators.tsv")
        found = [line[2:] for field in fields for line in lines if line[:2] == (field, sort)]
        # Indicators of the field itself come first as often as not.
        rows = found[: numbers[sort]] if rng.random() < 0.3 else rng.sample(found, min(numbers[sort], len(found)))
        drawn += (_measured(rng, sort, row, year) for row in rows)
    return tuple(drawn)


def _measured(rng: random.Random, sort: str, row: Sequence[str], year: int) -> Measured:
    name, set_by, unit, *bounds = (*row, "", "")[:5]
    if set_by in ("words", "date"):
        return _worded(rng, sort, name, bounds if set_by == "words" else _dates(rng, year))
    if set_by == "all":
        reached = 100.0 if rng.random() < 0.88 else rng.randint(82, 99)
        return _counted(sort, name, ("=", unit), 100, reached)
    low, high = map(float, bounds)
    wanted = rng.uniform(low, high)
    divisible = unit.startswith(_DIVISIBLE)
    wanted = round(wanted, rng.choice((0, 1))) if divisible and high - low <= _NARROW else round(wanted)
    missed = rng.random() < 0.14
    if set_by == "equal":
        return _counted(sort, name, ("=", unit), wanted, max(0.0, wanted - 1) if missed else wanted)
    if set_by == "most":
        return _counted(sort, name, ("≤", unit), wanted, round(wanted * rng.choice((1, 1, 0.95, 0.9, 0.8)), 1))
    reached = wanted * (rng.uniform(0.6, 0.98) if missed else rng.choice((1, 1, 1.02, 1.1, rng.uniform(1, 1.6))))
    if set_by == "share":
        reached = min(reached, max(100.0, high))
    digits = rng.choice((0, 1, 2)) if divisible else 0
    return _counted(sort, name, ("≥", unit), wanted, round(reached, digits))


def _counted(sort: str, name: str, manner: tuple[str, str], wanted: float, reached: float) -> Measured:
    operator, unit = manner
    ratio = reached / wanted if wanted else 1.0
    ratio = 1.0 if operator == "≤" and reached <= wanted else ratio
    return Measured(
        sort=sort,
        name=name,
        operator=operator,
        value=f"{wanted:.12g}",
        unit=unit,
        reached=f"{reached:.12g}",
        share_of_target=ratio,
    )


def _worded(rng: random.Random, sort: str, name: str, words: Sequence[str]) -> Measured:
    wanted, reached = (rng.choice(text.split("|")) for text in words)
    return Measured(sort=sort, name=name, operator="", value=wanted, unit="", reached=reached, share_of_target=1.0)


def _dates(rng: random.Random, year: int) -> tuple[str, str]:
    month = rng.choice((6, 9, 10, 11, 12, 12))
    wanted = rng.choice((f"{year}年{month}月底前", f"{year}年{month}月30日前", f"{year}年底前完成"))
    return wanted, rng.choice(("按时完成", "已完成", f"{year}年{month - 1}月完成", wanted))


def weigh(rng: random.Random, measured: Sequence[Measured], groups: Sequence[tuple[int, int]]) -> tuple[Measured, ...]:
    """Gives indicators their weights and scores.

    Args:
        rng: where the draws come from.
        measured: indicators in the order of the form.
        groups: for each group of neighbours how many they are and how many hundredths of a point they share.
    """
    even, whole = rng.random() < 0.2, rng.random() < 0.5
    rest = list(measured)
    weighed = []
    for number, points in groups:
        weights = _split(rng, points, number, even=even)
        weighed += [_scored(rng, one, weight, whole=whole) for one, weight in zip(rest, weights, strict=False)]
        rest = rest[number:]
    return tuple(weighed)


def _split(rng: random.Random, points: int, number: int, *, even: bool) -> list[int]:
    """Points in so many parts: alike to the hundredth, or in whole points."""
    if even:
        parts = [points // number] * number
        parts[-1] += points - sum(parts)
        return parts
    unit = 500 if points % 500 == 0 and points // 500 >= number and rng.random() < 0.7 else 100
    parts = [points // number // unit * unit] * number
    for at in rng.sample(range(number), number) * 9:
        if sum(parts) < points:
            parts[at] += min(unit, points - sum(parts))
    return parts


def _scored(rng: random.Random, one: Measured, weight: int, *, whole: bool) -> Measured:
    ratio = one.share_of_target
    score = weight
    reason = ""
    if ratio < 1:
        score = round(weight * ratio)
        score = score // 100 * 100 if whole else score
        reason = f"{_sentence(rng, 'missed')}；{_sentence(rng, 'remedy')}。"
    elif ratio > _LEAST_TO_BE_REMARKED:
        reason = f"{_sentence(rng, 'exceeded')}，{_sentence(rng, 'remedy')}。"
    elif one.in_words and rng.random() < 0.12:
        score = weight * 9 // 10 // 50 * 50
        reason = f"{_sentence(rng, 'remedy')}。" if rng.random() < 0.5 else ""
    return replace(one, weight=weight, score=score, reason=reason)


def _sentence(rng: random.Random, sort: str) -> str:
    return rng.choice(sentences(sort))


def _more(rng: random.Random, sort: str) -> list[str]:
    return rng.sample(sentences(sort), rng.choice((0, 0, 1, 3)))


def sentences(sort: str) -> tuple[str, ...]:
    """The sentences of a sort, and patterns of names."""
    return tuple(text for name, text in records("evaluation_texts.tsv") if name == sort)
