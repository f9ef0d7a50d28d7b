"""An arithmetic check over labels of the prose: what a figure promises of others, and what tables print beside it.

It reads labels, nothing of docparse, so that it can judge docparse. An identity that fails is a slip of the reader or a
contradiction of the source; those that ``prose-contradictions.tsv`` lists are known.

``narrative``  the figure is that of the cell which it names as its counterpart; the figure of the year before and the
               change from it make the amount
``rate``       a share is its amount ÷ the whole; a completion rate the amount ÷ its budget; a change in percent the
               change ÷ the amount of the year before
``list_sum``   parts with a share of one whole, whose shares add up to 100 %, add up to it
``of_which``   a part does not exceed its whole: a contradiction where it does, no evidence where it does not

A printed number stands within half a unit of its last digit. A share of nothing promises nothing, nor does one whose
amount or whole the labels do not name.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.prose_references import refer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.prose_labels import LabelContradiction, LabelFact, Prose
    from benchmarks.prose_references import Labelled, Referred

_HUNDRED = Decimal(100)
_FACTORS = {"万": Decimal(10000), "亿": Decimal(100000000)}
_MONEY = {"元": Decimal(1), "千元": Decimal(1000), "百万元": Decimal(1000000)}
_PERCENT = frozenset("%％")
_AMOUNTS = frozenset({"amount", "count"})


class CheckedProse(NamedTuple):
    """An identity that was held against labels.

    Attributes:
        kind: as at the head of this module.
        statement: the identity with its numbers and the lines of the figures.
        difference: left side less right side, in the unit of the right one without 万 and 亿; rounded.
        tolerance: what rounding explains.
        known: whether it fails and the labels list it as a contradiction.
        names: ids of the figures and references to cells that take part.
    """

    kind: str
    statement: str
    difference: Decimal
    tolerance: Decimal
    known: bool
    names: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether rounding explains the difference."""
        return abs(self.difference) <= self.tolerance


class _Number(NamedTuple):
    """A printed number in its plain unit, and half a unit of its last digit."""

    value: Decimal
    half_unit: Decimal


def check_prose(prose: Prose, labelled: Labelled) -> tuple[CheckedProse, ...]:
    """Every identity over the labelled figures of one document."""
    facts = {fact.id: fact for fact in prose.facts}
    found = [*_counterparts(prose.facts, labelled), *_ratios(facts), *_changes(facts), *_parts(facts)]
    return tuple(one._replace(known=not one.holds and _listed(one, prose.contradictions)) for one in found)


def _listed(one: CheckedProse, known: Sequence[LabelContradiction]) -> bool:
    """Whether a contradiction has a figure or cell of the identity on either side, or a sum of it on one."""
    names = set(one.names)
    return any(names & set(each.left) and names & set(each.right) for each in known)


def factor_of(unit: str) -> Decimal:
    """What a unit is worth in the plain one: 10000 for 万元, 万人, 万人次.

    >>> factor_of("亿元"), factor_of("辆")
    (Decimal('100000000'), Decimal('1'))
    """
    return _MONEY.get(unit, _FACTORS.get(unit[:1], Decimal(1)))


def _number(fact: LabelFact) -> _Number:
    return _scaled(Decimal(fact.text("value")), factor_of(fact.text("unit")))


def _scaled(value: Decimal, factor: Decimal) -> _Number:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return _Number(value * factor, Decimal(5).scaleb(-decimals - 1) * factor)


def _counterparts(facts: Sequence[LabelFact], labelled: Labelled) -> Iterator[CheckedProse]:
    for fact in facts:
        for entry in fact.counterparts:
            referred = refer(labelled, entry.value)
            if referred is None or referred.value is None or entry.open:
                continue
            ours, theirs = _number(fact), _of_cell(fact, referred)
            yield _checked(
                "narrative",
                f"{_said(fact)} = {referred.value} {referred.unit} [{entry.value}]",
                ours.value - theirs.value,
                ours.half_unit + theirs.half_unit,
                (fact.id, entry.value),
            )


def _of_cell(fact: LabelFact, referred: Referred) -> _Number:
    """The number of a cell: without a unit of its own in that of the figure, and counts in a table of money plainly."""
    value = referred.value or Decimal(0)
    if not referred.unit:
        return _scaled(value, factor_of(fact.text("unit")))
    same = fact.text("unit").endswith("元") == referred.unit.endswith("元")
    return _scaled(value, factor_of(referred.unit) if same else Decimal(1))


def _ratios(facts: Mapping[str, LabelFact]) -> Iterator[CheckedProse]:
    budgets = _of_measure(facts, "budget_amount")
    previous = _of_measure(facts, "previous_amount")
    changes = _of_measure(facts, "change_amount")
    for fact in facts.values():
        own, whole = facts.get(fact.text("about")), facts.get(fact.text("part_of"))
        measure = fact.text("measure")
        if fact.text("unit") not in _PERCENT or fact.doubtful("measure") or own is None:
            continue
        if measure == "share" and whole is not None and not (fact.doubtful("part_of") or fact.doubtful("about")):
            yield from _ratio(fact, own, whole)
        elif measure == "completion_rate":
            for budget in _same(fact, budgets.get(own.id, ())):
                yield from _ratio(fact, own, budget)
        elif measure == "change_rate":
            for change in _same(fact, changes.get(own.id, ())):
                yield from _rate_of_change(fact, own, change, previous.get(own.id, ()))


def _of_measure(facts: Mapping[str, LabelFact], measure: str) -> dict[str, list[LabelFact]]:
    """The figures of a measure by the figure that they are about."""
    found: dict[str, list[LabelFact]] = defaultdict(list)
    for fact in facts.values():
        if fact.text("measure") == measure and fact.text("about") and not fact.doubtful("measure"):
            found[fact.text("about")].append(fact)
    return found


def _same(fact: LabelFact, others: Sequence[LabelFact]) -> list[LabelFact]:
    """Those with the same baseline and direction that stand nearest, on the same line at best."""
    alike = [
        each
        for each in others
        if each.text("baseline") == fact.text("baseline") and fact.text("direction") in ("", each.text("direction"))
    ]
    return sorted(alike, key=lambda each: abs(each.line - fact.line))[:1]


def _ratio(rate: LabelFact, part: LabelFact, whole: LabelFact) -> Iterator[CheckedProse]:
    above, below = _number(part), _number(whole)
    yield from _percent(rate, above, below, f"{_said(part)} / {_said(whole)}", (rate.id, part.id, whole.id))


def _rate_of_change(
    rate: LabelFact, amount: LabelFact, change: LabelFact, previous: Sequence[LabelFact]
) -> Iterator[CheckedProse]:
    """Of last year's figure where it is printed, else of the amount less the change."""
    now, step = _number(amount), _number(change)
    down = change.text("direction") == "decrease"
    before = _Number(now.value + (step.value if down else -step.value), now.half_unit + step.half_unit)
    printed = previous[0] if previous and rate.text("baseline") == "previous_year" else None
    below = before if printed is None else _number(printed)
    said = f"({_said(amount)} {'+' if down else '-'} change)" if printed is None else _said(printed)
    names = (rate.id, amount.id, change.id, *(each.id for each in previous[:1]))
    yield from _percent(rate, step, below, f"{_said(change)} / {said}", names)


def _changes(facts: Mapping[str, LabelFact]) -> Iterator[CheckedProse]:
    changes = _of_measure(facts, "change_amount")
    for name, found in _of_measure(facts, "previous_amount").items():
        own, before = facts[name], found[0]
        for change in changes.get(name, ()):
            if change.text("baseline") == "previous_year" and _number(change).value and len(found) == 1:
                signed = -_number(change).value if change.text("direction") == "decrease" else _number(change).value
                numbers = [_number(each) for each in (before, change, own)]
                yield _checked(
                    "narrative",
                    f"{_said(before)} and {change.text('direction')} {_said(change)} = {_said(own)}",
                    numbers[0].value + signed - numbers[2].value,
                    sum((each.half_unit for each in numbers), Decimal(0)),
                    (own.id, before.id, change.id),
                )


def _percent(
    rate: LabelFact, above: _Number, below: _Number, said: str, names: tuple[str, ...]
) -> Iterator[CheckedProse]:
    if not below.value:
        return
    printed = _number(rate)
    expected = _HUNDRED * above.value / below.value
    slack = (_HUNDRED * above.half_unit + abs(expected) * below.half_unit) / abs(below.value)
    difference = abs(printed.value) - abs(expected)
    yield _checked("rate", f"{said} = {_said(rate)}", difference, printed.half_unit + slack, names)


def _parts(facts: Mapping[str, LabelFact]) -> Iterator[CheckedProse]:
    wholes: dict[str, list[LabelFact]] = defaultdict(list)
    shares = {fact.text("about"): fact for fact in facts.values() if fact.text("measure") == "share"}
    for fact in facts.values():
        whole = facts.get(fact.text("part_of"))
        if whole is not None and _comparable(fact, whole):
            wholes[whole.id].append(fact)
            excess = max(_number(fact).value - _number(whole).value, Decimal(0))
            tolerance = _number(fact).half_unit + _number(whole).half_unit
            yield _checked("of_which", f"{_said(fact)} <= {_said(whole)}", excess, tolerance, (fact.id, whole.id))
    for name, parts in wholes.items():
        shared = [part for part in parts if part.id in shares and shares[part.id].text("part_of") == name]
        if len(shared) > 1 and _complete([shares[part.id] for part in shared]):
            yield _sum(facts[name], shared)


def _comparable(part: LabelFact, whole: LabelFact) -> bool:
    """Whether part and whole are printed sizes of one thing: amounts, or counts of one unit."""
    measures = part.text("measure"), whole.text("measure")
    if measures[0] != measures[1] or measures[0] not in _AMOUNTS or part.doubtful("part_of"):
        return False
    units = part.text("unit"), whole.text("unit")
    return units[0] == units[1] or all(unit.endswith("元") for unit in units)


def _complete(shares: Sequence[LabelFact]) -> bool:
    numbers = [_number(each) for each in shares]
    slack = sum((each.half_unit for each in numbers), Decimal(0))
    return abs(sum((each.value for each in numbers), -_HUNDRED)) <= slack


def _sum(whole: LabelFact, parts: Sequence[LabelFact]) -> CheckedProse:
    numbers, total = [_number(part) for part in parts], _number(whole)
    difference = sum((each.value for each in numbers), -total.value)
    tolerance = sum((each.half_unit for each in numbers), total.half_unit)
    statement = f"{' + '.join(map(_said, parts))} = {_said(whole)}"
    return _checked("list_sum", statement, difference, tolerance, (whole.id, *(part.id for part in parts)))


def _checked(
    kind: str, statement: str, difference: Decimal, tolerance: Decimal, names: tuple[str, ...]
) -> CheckedProse:
    places = Decimal("0.0001")
    return CheckedProse(
        kind, statement, difference.quantize(places), tolerance.quantize(places), known=False, names=names
    )


def _said(fact: LabelFact) -> str:
    return f"{fact.text('value')} {fact.text('unit')} [{fact.id} line {fact.line} {fact.text('name')}]"
