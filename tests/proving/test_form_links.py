"""Counts of the prose that indicators of forms state as well. Made-up projects."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.proving.form_links import form_equations
from docparse.proving.linking import Told
from docparse.proving.slots import Slot, Slots

Tree = dict[str, Any]


def _ties(name: str, value: str, indicator: str, actual: str, *, unit: str | None = "公里") -> list[str]:
    slots = Slots(2)
    cell = {"value": value, "status": "read"}
    fact = {"id": "fact-1", "name": name, "measure": "count", "value": cell, "unit": "公里", "unit_factor": None}
    fact |= {"subject": None, "baseline": None}
    slot = slots.add(
        Slot(round(float(value) * 200), 100, cell, (0, 0, "count"), ("fact-1", name, ""), "/facts/0/value")
    )
    form: Tree = {"id": "project-1", "kind": "project", "funds": [], "unit_factor": "10000", "project_name": None}
    row = {"level3": {"value": indicator}, "actual": {"value": actual, "status": "read"}, "actual_value": actual}
    form["indicators"] = [row | {"actual_unit": unit, "target_unit": None}]
    told = [Told(0, fact, slot, ())]
    return [slots.pointers[equation.right[0]] for equation in form_equations(told, [form], slots)]


def test_count_of_an_indicator_that_holds_the_name_is_the_same() -> None:
    assert _ties("农村公路养护", "48.6", "农村公路日常养护里程", "48.6") == ["/evaluations/0/indicators/0/actual"]


@pytest.mark.parametrize(
    ("indicator", "value", "unit"),
    [
        ("农村公路日常养护里程", "48.7", "公里"),
        ("农村公路新建里程", "48.6", "公里"),
        ("农村公路日常养护里程", "48.6", "米"),
    ],
)
def test_another_amount_name_or_unit_is_not_the_same(indicator: str, value: str, unit: str) -> None:
    assert not _ties("农村公路养护", "48.6", indicator, value, unit=unit)


def test_number_of_two_digits_is_the_same_by_chance() -> None:
    assert not _ties("农村公路养护", "48", "农村公路日常养护里程", "48")
