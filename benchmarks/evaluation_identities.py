"""An arithmetic check over labels of evaluation forms: what the forms promise, and which values it covers.

It reads labels, nothing of docparse, so that it can judge docparse. An identity that fails is a slip of the reader or a
contradiction of the source; which of the two, the source tells.

``weight_sum``  the weights of the indicators add up to the printed total (to 100 where none is printed), in some
                layouts together with that of the funds; those of one level 1 to the points printed with it
``score_sum``   the scores likewise, to the printed total
``list_sum``    the parts of the funds add up to their whole; the sources of a task to its total
``rate``        executed ÷ full-year budget (of a task: ÷ total) is the printed rate
``score_bound`` a score does not exceed its weight: a contradiction where it does, no evidence where it does not

Whether a total takes in the funds is a habit of the layout: of the two, that which holds in more forms of a variant.

Points are exact: a sum of points may only be off by half a unit of the total's last digit, and only where an addend is
printed with more decimals. An amount stands within half a unit of its last printed digit, and a rate follows from two.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.evaluation_labels import is_number
from benchmarks.identities.checked import Checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.evaluation_labels import Entry, LabelForm

    Row = Mapping[str, Entry]

# Block ("" for the facts), index of the row, field.
FieldKey = tuple[str, int, str]
BOUND = "score_bound"
_AMOUNTS = ("initial_budget", "full_year_budget", "executed")
_HUNDRED = Decimal(100)


class _Number(NamedTuple):
    """A printed number, or one that the form promises without printing it (key None)."""

    key: FieldKey | None
    value: Decimal
    half_unit: Decimal


_ALL_POINTS = _Number(None, _HUNDRED, Decimal(0))


def check_forms(forms: Sequence[LabelForm]) -> tuple[Checked, ...]:
    """Every identity over the labelled forms of one document, form by form.

    The cells of an identity are (file and block, index of the row, field).
    """
    return tuple(_named(form, one) for form, found in _of_all(forms) for one in found)


def covered_fields(forms: Sequence[LabelForm]) -> dict[str, frozenset[FieldKey]]:
    """Fields that arithmetic proves, by the file of their form: numbers in an identity that holds, open ones left out.

    A zero is at home in many cells, so it is left out, as for tables.
    """
    proved = {
        form.file: {key for one in found if one.holds and one.kind != BOUND for key in one.cells}
        for form, found in _of_all(forms)
    }
    return {form.file: frozenset(key for key in proved[form.file] if _telling(_entry(form, key))) for form in forms}


def _of_all(forms: Sequence[LabelForm]) -> list[tuple[LabelForm, list[Checked]]]:
    habits = {variant: _takes_in_funds(forms, variant) for variant in {form.variant for form in forms}}
    return [(form, list(_identities(form, with_funds=habits[form.variant]))) for form in forms]


def _takes_in_funds(forms: Sequence[LabelForm], variant: str) -> bool:
    """Whether the totals of points take in the funds in more forms of a variant than they leave them out."""
    alike = [form for form in forms if form.variant == variant]
    with_funds, without = (
        sum(one.holds for form in alike for one in _totals(form, with_funds=choice)) for choice in (True, False)
    )
    return with_funds > without


def _telling(entry: Entry) -> bool:
    return not entry.open and Decimal(entry.value) != 0


def _entry(form: LabelForm, key: FieldKey) -> Entry:
    block, row, field = key
    return form.facts[field] if not block else form.rows[block][row][field]


def _named(form: LabelForm, one: Checked) -> Checked:
    return Checked(
        one.kind,
        f"{form.file}: {one.statement}",
        one.difference,
        one.tolerance,
        one.holds,
        tuple((f"{form.file} {block}".strip(), row, field) for block, row, field in one.cells),
    )


def _identities(form: LabelForm, *, with_funds: bool) -> Iterator[Checked]:
    yield from _totals(form, with_funds=with_funds)
    yield from _first_levels(form)
    yield from _bounds(form)
    yield from _funds(form)
    for index, row in enumerate(form.rows["fund"]):
        yield from _rate(("fund", index), row, "full_year_budget")
    for index, row in enumerate(form.rows["task"]):
        parts = [_number(("task", index), row, field) for field in ("fiscal", "other")]
        yield from _sum("list_sum", _number(("task", index), row, "total"), [part for part in parts if part])
        yield from _rate(("task", index), row, "total")


def _number(place: tuple[str, int], row: Row, field: str) -> _Number | None:
    """The number of a field; None for a blank, a mark or a word."""
    entry = row.get(field)
    if entry is None or not is_number(entry.value):
        return None
    decimals = len(entry.value.partition(".")[2])
    return _Number((*place, field), Decimal(entry.value), Decimal(5).scaleb(-decimals - 1))


def _fact(form: LabelForm, field: str) -> _Number | None:
    return _number(("", 0), form.facts, field)


def _column(form: LabelForm, block: str, field: str) -> list[_Number]:
    numbers = (_number((block, index), row, field) for index, row in enumerate(form.rows[block]))
    return [number for number in numbers if number is not None]


def _totals(form: LabelForm, *, with_funds: bool) -> Iterator[Checked]:
    """The totals of weights and of scores."""
    for field, total in (
        ("weight", _fact(form, "weight_total") or _ALL_POINTS),
        ("score", _fact(form, "score_total")),
    ):
        indicators = _column(form, "indicator", field)
        if indicators and total is not None:
            of_funds = _points_of_funds(form, field) if with_funds else []
            yield _sum_of_points(field, total, [*indicators, *of_funds])


def _points_of_funds(form: LabelForm, field: str) -> list[_Number]:
    """Those of the total row; where it has none, those of the only row that has any."""
    funds = _column(form, "fund", field)
    whole = [number for number in funds if number.key is not None and _is_total(form, number.key[1])]
    return whole or (funds if len(funds) == 1 else [])


def _is_total(form: LabelForm, row: int) -> bool:
    return form.rows["fund"][row]["role"].value == "total"


def _sum_of_points(field: str, total: _Number, parts: Sequence[_Number]) -> Checked:
    finest = min(part.half_unit for part in parts)
    tolerance = total.half_unit if finest < total.half_unit else Decimal(0)
    return _checked(f"{field}_sum", total, parts, tolerance)


def _first_levels(form: LabelForm) -> Iterator[Checked]:
    """The points printed with each level 1, and the weights of the rows it spans."""
    numbered = list(enumerate(form.rows["indicator"]))
    for _, rows in groupby(numbered, key=lambda item: (item[1].get("level1"), item[1].get("level1_weight"))):
        spanned = list(rows)
        first, row = spanned[0]
        total = _number(("indicator", first), row, "level1_weight")
        weights = [_number(("indicator", index), row, "weight") for index, row in spanned]
        parts = [weight for weight in weights if weight is not None]
        if total is not None and parts:
            yield _sum_of_points("weight", total, parts)


def _bounds(form: LabelForm) -> Iterator[Checked]:
    for index, row in enumerate(form.rows["indicator"]):
        weight, score = (_number(("indicator", index), row, field) for field in ("weight", "score"))
        if weight is not None and score is not None:
            excess = max(score.value - weight.value, Decimal(0))
            statement = f"{score.value} [{_place(score)}] <= {weight.value} [{_place(weight)}]"
            yield Checked(BOUND, statement, excess, Decimal(0), not excess, _keys((score, weight)))


def _funds(form: LabelForm) -> Iterator[Checked]:
    """Each row of the funds, and the rows of the next level that stand under it (or, for a last total, above it)."""
    rows = form.rows["fund"]
    levels = [int(row["level"].value) for row in rows]
    for index, level in enumerate(levels):
        until = next((at for at in range(index + 1, len(rows)) if levels[at] <= level), len(rows))
        parts = [at for at in range(index + 1, until) if levels[at] == level + 1]
        if not parts and level == 0:
            parts = [at for at in range(index) if levels[at] == 1]
        for field in _AMOUNTS:
            found = (_number(("fund", at), rows[at], field) for at in parts)
            yield from _sum("list_sum", _number(("fund", index), rows[index], field), [part for part in found if part])


def _sum(kind: str, total: _Number | None, parts: Sequence[_Number]) -> Iterator[Checked]:
    """A sum of amounts; nothing where the total or every part is blank."""
    if total is not None and parts:
        yield _checked(kind, total, parts, sum((part.half_unit for part in parts), total.half_unit))


def _checked(kind: str, total: _Number, parts: Sequence[_Number], tolerance: Decimal) -> Checked:
    difference = sum((part.value for part in parts), -total.value)
    said = " + ".join(f"{part.value} [{_place(part)}]" for part in parts)
    statement = f"{said} = {total.value} [{_place(total)}]"
    return Checked(kind, statement, difference, tolerance, abs(difference) <= tolerance, _keys((*parts, total)))


def _rate(place: tuple[str, int], row: Row, budget_field: str) -> Iterator[Checked]:
    """The rate in percent; a budget of nothing has none, and of nothing executed the budget is not covered."""
    budget, executed, rate = (_number(place, row, field) for field in (budget_field, "executed", "execution_rate"))
    if budget is None or executed is None or rate is None or not budget.value:
        return
    expected = _HUNDRED * executed.value / budget.value
    slack = _HUNDRED * executed.half_unit + abs(expected) * budget.half_unit
    tolerance = rate.half_unit + slack / abs(budget.value)
    difference = rate.value - expected
    statement = (
        f"{executed.value} [{_place(executed)}] / {budget.value} [{_place(budget)}] = {rate.value} % [{_place(rate)}]"
    )
    numbers = (executed, budget, rate) if executed.value else (executed, rate)
    holds = abs(difference) <= tolerance
    yield Checked("rate", statement, round(difference, 4), round(tolerance, 4), holds, _keys(numbers))


def _keys(numbers: Sequence[_Number]) -> tuple[FieldKey, ...]:
    return tuple(number.key for number in numbers if number.key is not None)


def _place(number: _Number) -> str:
    if number.key is None:
        return "not printed"
    block, row, field = number.key
    return f"@{block} {row + 1} {field}" if block else field
