"""A made-up department and its accounts of one year, in whole 分, so that every total is exact before it is printed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.synthesis import vocabulary
from benchmarks.synthesis.travel import make_travel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

WAN = 1_000_000  # 分 in a 万元
_PLACES = "云溪 青岭 石桥 临川湾 白杨 松河 雁回 平沙 丹霞关 望江台 梧桐 金沙坪 南浦 清源湖 凤栖 龙潭口"
_UNITS = ("信息中心", "综合服务中心", "执法大队", "后勤保障中心", "培训中心", "事务受理中心")
# Economic items that hardly a department does without.
_USUAL = "30101 30102 30103 30107 30108 30109 30110 30113 30201 30211 30226 30228 30239 30299"
_COMMON = ("2080505", "2080506", "2101101", "2101103", "2210201")
_SOMETIMES = ("2080501", "2080502", "2080599", "2080801", "2101102", "2101199", "2210202", "2210203", "2089999")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Money of one function and one budget (general, fund, capital, or the department's own), in 分."""

    code: str
    budget: str
    opening_basic: int = 0
    opening_project: int = 0
    income_basic: int = 0
    income_project: int = 0
    own_income: Mapping[str, int] = field(default_factory=dict)
    personnel: int = 0
    operating: int = 0
    project: int = 0
    remitted: int = 0
    trading: int = 0
    subsidies: int = 0
    surplus_share: bool = False

    @property
    def income(self) -> int:
        """Income of the year from every source."""
        return self.income_basic + self.income_project + sum(self.own_income.values())

    @property
    def basic(self) -> int:
        """Basic expenditure."""
        return self.personnel + self.operating

    @property
    def expenditure(self) -> int:
        """Expenditure of the year."""
        return self.basic + self.project + self.remitted + self.trading + self.subsidies

    @property
    def opening(self) -> int:
        """Balance at the beginning of the year."""
        return self.opening_basic + self.opening_project

    @property
    def closing_basic(self) -> int:
        """Basic balance at the end of the year."""
        return self.opening_basic + self.income_basic - self.basic

    @property
    def closing_project(self) -> int:
        """Project balance at the end of the year."""
        return self.opening_project + self.income_project - self.project

    @property
    def surplus(self) -> int:
        """The part of the closing project balance whose purpose is done."""
        return self.closing_project if self.surplus_share else 0

    @property
    def closing(self) -> int:
        """Balance at the end of the year; of own money before distributions."""
        return self.opening + self.income - self.expenditure


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything the forms and the prose are printed from; amounts in 分."""

    department: str
    year: int
    entries: tuple[Entry, ...]
    used_balance: int
    distributed: int
    basic_economics: Mapping[str, int]
    project_economics: Mapping[str, int]
    travel: Mapping[str, tuple[int, int, int]]
    counts: Mapping[str, int]
    agency_share: int
    assets: Mapping[str, tuple[int, int]]
    procured: Mapping[str, tuple[int, int]]
    units: tuple[str, ...]

    def total(self, measure: Callable[[Entry], int], *, prefix: str = "", budgets: Sequence[str] = ()) -> int:
        """The sum of a measure over the entries of a code and of some budgets (none named: all)."""
        return sum(
            measure(e) for e in self.entries if e.code.startswith(prefix) and (not budgets or e.budget in budgets)
        )

    def codes(self, relevant: Callable[[Entry], bool]) -> list[str]:
        """Codes of 类, 款 and 项 that have a relevant entry, in printed order."""
        leaves = {entry.code for entry in self.entries if relevant(entry)}
        return sorted({code[:length] for code in leaves for length in (3, 5, 7)})


def make_accounts(seed: int, year: int) -> Accounts:
    """The accounts that belong to a seed."""
    rng = random.Random(f"accounts {seed}")  # noqa: S311  seeded on purpose
    kind = rng.choice(vocabulary.archetypes())
    entries = _general(rng, kind) + _fiscal(rng, kind.fund, "fund", 0.7)
    entries += _fiscal(rng, kind.capital, "capital", 0.6) if year >= 2020 else []
    used, distributed, own = _own(rng, kind)
    entries = sorted(entries + own, key=lambda entry: entry.code)
    personnel = sum(e.personnel for e in entries if e.budget == "general")
    operating = sum(e.operating for e in entries if e.budget == "general")
    project = sum(e.project for e in entries if e.budget == "general")
    leaves = [code for code in vocabulary.economics(year) if len(code) == 5]
    basic = _spread(rng, personnel, [code for code in leaves if code[:3] in ("301", "303")], 0.4)
    basic |= _spread(rng, operating, [c for c in leaves if c[:3] == "302" or c in ("31002", "31003", "31007")], 0.5)
    purposes = [code for code in leaves if code[:3] in ("302", "303", "310", "312", "399")]
    department = rng.choice(_PLACES.split()) + rng.choice("市县区") + kind.name
    travel = make_travel(seed, basic, _spread(rng, project, purposes, 0.25))
    return Accounts(
        department=department,
        year=year,
        entries=tuple(entries),
        used_balance=used,
        distributed=distributed,
        basic_economics=travel.basic,
        project_economics=travel.project,
        travel=travel.items,
        counts=_counts(rng, travel.items),
        agency_share=operating if rng.random() < 0.6 else int(operating * rng.uniform(0.4, 0.9)),
        assets=_assets(rng),
        procured=_procured(rng, project),
        units=tuple(rng.sample(_UNITS, rng.randint(0, 4))),
    )


def _amount(rng: random.Random, middle: float, *, spread: float = 1.0) -> int:
    """A plausible amount around so many 万元; a third of them round, as grants are."""
    wan = middle * rng.lognormvariate(0, spread)
    return max(1, round(wan)) * WAN if rng.random() < 0.33 else max(100, round(wan * WAN))


def _general(rng: random.Random, kind: vocabulary.Archetype) -> list[Entry]:
    entries = []
    for code in kind.basic:
        personnel, operating = _amount(rng, 900), _amount(rng, 120)
        opening = _amount(rng, 3) if rng.random() < 0.3 else 0
        project = _amount(rng, 60) if rng.random() < 0.4 else 0
        closing = opening // 2 if rng.random() < 0.5 else opening
        entries.append(
            Entry(
                code=code,
                budget="general",
                opening_basic=opening,
                income_basic=personnel + operating - opening + closing,
                income_project=project,
                personnel=personnel,
                operating=operating,
                project=project,
            )
        )
    projects = [code for code in kind.project if code not in kind.basic]
    entries += _fiscal(rng, rng.sample(projects, rng.randint(2, len(projects))), "general", 1.0)
    for code in (*_COMMON, *(code for code in _SOMETIMES if rng.random() < 0.4)):
        amount = _amount(rng, 60, spread=0.7)
        entries.append(Entry(code=code, budget="general", income_basic=amount, personnel=amount))
    return entries


def _fiscal(rng: random.Random, codes: Iterable[str], budget: str, chance: float) -> list[Entry]:
    """Project money of a budget, some of it carried over."""
    if rng.random() >= chance:
        return []
    entries = []
    for code in codes:
        opening = _amount(rng, 40) if rng.random() < 0.4 else 0
        income = _amount(rng, 180)
        closing = int((opening + income) * rng.uniform(0.01, 0.5)) if rng.random() < 0.4 else 0
        entries.append(
            Entry(
                code=code,
                budget=budget,
                opening_project=opening,
                income_project=income,
                project=opening + income - closing,
                surplus_share=rng.random() < 0.3,
            )
        )
    return entries


def _own(rng: random.Random, kind: vocabulary.Archetype) -> tuple[int, int, list[Entry]]:
    """Used balance, distribution, and what the department earns and spends beside its appropriations."""
    if rng.random() < 0.15:
        return 0, 0, []
    chances = {"superior_subsidy": 0.2, "business": 0.4, "operating": 0.2, "subordinate_remittance": 0.1, "other": 0.8}
    entries = []
    for code in rng.sample(kind.basic + kind.project, min(3, len(kind.basic + kind.project))):
        income = {name: _amount(rng, 50) for name, chance in chances.items() if rng.random() < chance}
        if "business" in income and code.startswith("205"):
            income["education_fees"] = income["business"] // 3
            income["business"] -= income["education_fees"]
        total = sum(income.values())
        opening = _amount(rng, 30) if rng.random() < 0.5 else 0
        trading = int(income.get("operating", 0) * 0.8)
        spendable = opening + total - trading
        operating = int(spendable * rng.uniform(0, 0.3)) if rng.random() < 0.5 else 0
        remitted = int(spendable * 0.05) if rng.random() < 0.15 else 0
        subsidies = int(spendable * 0.1) if rng.random() < 0.15 else 0
        project = int((spendable - operating - remitted - subsidies) * rng.choice((1, 1, 0.8)))
        entries.append(
            Entry(
                code=code,
                budget="own",
                opening_project=opening,
                own_income=income,
                operating=operating,
                project=project,
                remitted=remitted,
                trading=trading,
                subsidies=subsidies,
            )
        )
    used = _amount(rng, 20) if rng.random() < 0.3 else 0
    rest = sum(entry.closing for entry in entries) + used
    return used, (rest // 3 if rng.random() < 0.3 else 0), entries


def _spread(rng: random.Random, total: int, codes: Sequence[str], share: float) -> dict[str, int]:
    """The total split exactly over the usual codes and a share of the others, which get little."""
    if total == 0:
        return {}
    weights = {
        code: rng.lognormvariate(0, 0.8) * (1 if code in _USUAL else 0.1)
        for code in codes
        if code in _USUAL or rng.random() < share
    }
    parts = {code: int(total * weight / sum(weights.values())) for code, weight in weights.items()}
    parts[next(iter(parts))] += total - sum(parts.values())
    return parts


def _travel(rng: random.Random) -> dict[str, tuple[int, int, int]]:
    """三公: initial budget, full-year budget and final figure by leaf item."""
    chances = {"abroad": 0.2, "purchase": 0.25, "operation": 0.9, "reception": 0.9}
    items = {}
    for name, chance in chances.items():
        budget = _amount(rng, 12, spread=0.6) if rng.random() < chance else 0
        full = budget if rng.random() < 0.5 else int(budget * rng.uniform(0.6, 1))
        final = full if rng.random() < 0.4 else int(full * rng.uniform(0.3, 1))
        items[name] = (budget, full, final)
    return items


def _counts(rng: random.Random, travel: Mapping[str, tuple[int, int, int]]) -> dict[str, int]:
    """Numbers that go with the final figures of 三公."""
    groups = rng.randint(1, 3) if travel["abroad"][2] else 0
    batches = rng.randint(1, 160) if travel["reception"][2] else 0
    return {
        "groups": groups,
        "travellers": groups * rng.randint(1, 4),
        "purchased": 1 if travel["purchase"][2] else 0,
        "vehicles": rng.randint(1, 9) if travel["operation"][2] else 0,
        "batches": batches,
        "guests": batches * rng.randint(4, 12),
    }


def _procured(rng: random.Random, project: int) -> dict[str, tuple[int, int]]:
    """政府采购: planned and spent by sort, together well below the project money."""
    procured = {}
    for name, share in (("货物", 0.05), ("工程", 0.1), ("服务", 0.15)):
        planned = int(project * share * rng.random())
        procured[name] = (planned, int(planned * rng.uniform(0.8, 1)))
    return procured


def _assets(rng: random.Random) -> dict[str, tuple[int, int]]:
    """Original and net value by kind of asset; of current assets, investments and building sites they are the same."""
    chances = {"current": 1, "buildings": 0.7, "vehicles": 0.8, "large_equipment": 0.3, "other_fixed": 1}
    chances |= {"investments": 0.15, "construction": 0.3, "intangible": 0.7, "other": 0.2}
    assets = {}
    for name, chance in chances.items():
        original = _amount(rng, 400) if rng.random() < chance else 0
        worn = name not in ("current", "investments", "construction")
        assets[name] = (original, int(original * rng.uniform(0, 0.8)) if worn else original)
    return assets
