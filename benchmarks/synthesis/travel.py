"""“三公”: what was budgeted and spent by item, and the same money by economic code."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

WAN = 1_000_000  # 分 in a 万元
# The economic code of each item; a car may be bought as infrastructure too (30913), which few forms print.
CODES = {"abroad": "30212", "purchase": "31013", "operation": "30231", "reception": "30217"}
_CHANCES = {"abroad": 0.2, "purchase": 0.25, "operation": 0.9, "reception": 0.9}
# All of a car is hardly ever bought out of basic expenditure, and hardly ever is all of the petrol a project.
_BASIC_ONLY = {"abroad": 0.4, "purchase": 0.2, "operation": 0.6, "reception": 0.7}
_PROJECT_ONLY = {"abroad": 0.4, "purchase": 0.7, "operation": 0.1, "reception": 0.1}
# An item takes no more than this share of the money for goods and services.
_LARGEST_SHARE = 0.15
_CLASSES = ("302", "310")

# 分 by economic code.
Economics = dict[str, int]


class Travel(NamedTuple):
    """“三公” of a department.

    Attributes:
        items: initial budget, full-year budget and final figure by item, in 分.
        basic: basic expenditure of the general budget by economic code, the items among it.
        project: the same of project expenditure.
    """

    items: Mapping[str, tuple[int, int, int]]
    basic: Economics
    project: Economics


def make_travel(seed: int, basic: Mapping[str, int], project: Mapping[str, int]) -> Travel:
    """Draws the items so that each final figure is what its economic code has in both expenditures together.

    Args:
        seed: of the department.
        basic: basic expenditure by economic code, whose total stays as it is.
        project: the same of project expenditure.
    """
    rng = random.Random(f"travel {seed}")  # noqa: S311  seeded on purpose
    items, of_basic, of_project = {}, {}, {}
    room = [int(_LARGEST_SHARE * _spendable(economics)) for economics in (basic, project)]
    for name, code in CODES.items():
        share = _basic_share(rng, name)
        initial, full, wanted = _stages(rng, _CHANCES[name])
        of_basic[code] = min(int(wanted * share), room[0])
        of_project[code] = min(wanted - int(wanted * share), room[1])
        final = of_basic[code] + of_project[code]
        if full == wanted:
            initial, full = (final if initial == full else initial), final
        items[name] = (initial, full, final)
    return Travel(items, _with_items(basic, of_basic), _with_items(project, of_project))


def _stages(rng: random.Random, chance: float) -> tuple[int, int, int]:
    """Initial budget, full-year budget and final figure; a third of the budgets are round."""
    if rng.random() >= chance:
        return 0, 0, 0
    wan = 12 * rng.lognormvariate(0, 0.6)
    initial = max(1, round(wan)) * WAN if rng.random() < 0.33 else max(100, round(wan * WAN))
    full = initial if rng.random() < 0.5 else int(initial * rng.uniform(0.6, 1))
    return initial, full, full if rng.random() < 0.4 else int(full * rng.uniform(0.3, 1))


def _basic_share(rng: random.Random, name: str) -> float:
    die = rng.random()
    if die < _BASIC_ONLY[name]:
        return 1.0
    return 0.0 if die < _BASIC_ONLY[name] + _PROJECT_ONLY[name] else rng.uniform(0.2, 0.9)


def _spendable(economics: Mapping[str, int]) -> int:
    return sum(amount for code, amount in economics.items() if code.startswith(_CLASSES))


def _with_items(economics: Mapping[str, int], items: Mapping[str, int]) -> Economics:
    """The economic codes with the items among them; the others for goods, services and equipment make up for it."""
    others = {code: each for code, each in economics.items() if code.startswith(_CLASSES) and code not in items}
    if not others:
        return dict(economics)
    left = _spendable(economics) - sum(items.values())
    scaled = {code: left * each // sum(others.values()) for code, each in others.items()}
    scaled[max(others, key=lambda code: others[code])] += left - sum(scaled.values())
    adjusted = {code: scaled.get(code, each) for code, each in economics.items() if code not in items}
    return adjusted | {code: each for code, each in items.items() if each}
