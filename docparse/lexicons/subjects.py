"""What the prose speaks of: the names of items and of functional classes, and their canonical keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.errors import GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Keys that begin so tell subjects apart that have no canonical key; of totals told together, what they are about; of
# funds, which part of an income they are.
UNKEYED = "x."
OVERALL = "x.overall."
FUND = "x.fund."
_INCOME, _EXPENDITURE = "income", "expenditure"
# Totals that are told together: each with those of both sides of its account.
_PAIRS = (
    {_INCOME: "grand_total.income", _EXPENDITURE: "grand_total.expenditure"},
    {_INCOME: "x.fiscal_income", _EXPENDITURE: "x.fiscal_expenditure"},
)
BOTH_TOTALS = {key: pair for pair in _PAIRS for key in pair.values()}
# Items of a side whose keys do not begin with its name.
_BALANCES = {
    "balance.opening": _INCOME,
    "balance.nonfiscal_used": _INCOME,
    "balance.distributed": _EXPENDITURE,
    "balance.closing": _EXPENDITURE,
}
# What the shares of functional classes are shares of.
GENERAL_BUDGET = "x.general_budget_expenditure"
_CLASS_SUFFIX = "支出"
_LEVEL = "类"
_LENGTH_OF_CLASS = 3
_LEVELS = 3
_LONG = 14
# The name of a class of so many characters means it also without the word for expenditure: 一般公共服务, not 教育.
_LONG_CLASS = 6
# A code without years is in use as far as is known.
_IN_USE = "9999"
_FOLDED = str.maketrans("（），；：“”", '(),;:""')


class Reading(NamedTuple):
    """What a name stands for: the keys of its subjects, and with which units only (empty: with any)."""

    keys: tuple[str, ...]
    units: frozenset[str]


class Subjects(NamedTuple):
    """The subjects of the prose.

    Attributes:
        names: Folded name → its readings, those that need a unit first.
        classes: Folded name of a functional class → its code.
        items: Path of class, section and item → code, as far as the lexicon knows it.
    """

    names: Mapping[str, tuple[Reading, ...]]
    classes: Mapping[str, str]
    items: Mapping[tuple[str, ...], str]

    def keys(self, name: str, unit: str) -> tuple[str, ...]:
        """The keys of a folded name beside a figure in ``unit``; empty where the lexicon has none."""
        for reading in self.names.get(name, ()):
            if not reading.units or unit in reading.units:
                return reading.keys
        code = self.classes.get(name)
        return (code,) if code else ()

    def counted(self, name: str) -> tuple[str, ...]:
        """The keys of a folded name that is counted, where no unit is said."""
        return next((reading.keys for reading in self.names.get(name, ()) if reading.units), ())


def side_of_key(key: str) -> str | None:
    """The side of the account on which an item stands: ``income`` or ``expenditure``; None of what stands on neither.

    >>> side_of_key("balance.opening")
    'income'
    """
    side = _BALANCES.get(key) or (_EXPENDITURE if key.isdecimal() else key.partition(".")[0])
    return side if side in (_INCOME, _EXPENDITURE) else None


def folded(name: str) -> str:
    """A name as it is looked up: marks in one width.

    >>> folded("因公出国（境）费")
    '因公出国(境)费'
    """
    return name.translate(_FOLDED)


@cache
def load_subjects() -> Subjects:
    """The subjects that come with docparse.

    Raises:
        GrammarError: a line has too few fields.
    """
    readings: dict[str, list[Reading]] = {}
    for key, names, *units in _records("subjects.tsv"):
        wanted = frozenset(units[0].split(",")) if units else frozenset[str]()
        for name in names.split("|"):
            for variant in sorted({folded(name), folded(name).replace('"', "")}):
                readings.setdefault(variant, []).append(Reading(tuple(key.split("+")), wanted))
    names_read = {name: tuple(sorted(each, key=lambda one: not one.units)) for name, each in readings.items()}
    classes, items = _classification()
    return Subjects(names_read, classes, items)


def _classification() -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    """Names of classes in all prints, and the code of each path; of several codes the one in use last."""
    named: dict[str, list[str]] = {}
    used: dict[str, str] = {}
    for file in ("function_codes.tsv", "functional_classes.tsv"):
        for code, name, *years in _records(file):
            named.setdefault(code, []).append(bare_class(folded(name)))
            used[code] = max(used.get(code, ""), years[0][-4:] if years else _IN_USE)
    classes: dict[str, str] = {}
    items: dict[tuple[str, ...], tuple[str, str]] = {}
    for code, names in named.items():
        for name in names if len(code) == _LENGTH_OF_CLASS else ():
            full = f"{name}{_CLASS_SUFFIX}"
            classes |= {full: code, f"{full}({_LEVEL})": code, f"{name}({_LEVEL}){_CLASS_SUFFIX}": code}
            classes[f"{name}({_LEVEL})"] = code
            if len(name) >= _LONG_CLASS:
                classes[name] = code
        for path in _paths(code, named):
            items[path] = max(items.get(path, ("", "")), (used[code], code))
    known = {path: code for path, (_, code) in items.items()}
    return _unmistakable(known) | classes, known


def _unmistakable(items: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    """Names of items that are so long that they mean the class even without its path; some print 支出 behind them."""
    codes: dict[str, set[str]] = {}
    for path, code in items.items():
        if len(path) == _LEVELS and len(path[-1]) >= _LONG:
            codes.setdefault(path[-1], set()).add(code)
    known = {name: next(iter(each)) for name, each in codes.items() if len(each) == 1}
    return known | {f"{name}{_CLASS_SUFFIX}": code for name, code in known.items()}


def _paths(code: str, named: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    if len(code) == _LENGTH_OF_CLASS:
        return [(name,) for name in named[code]]
    above = _paths(code[:-2], named) if code[:-2] in named else []
    return [(*path, name) for path in above for name in named[code]]


def bare_class(name: str) -> str:
    """The name of a class without the word for expenditure, which some print and some do not.

    >>> bare_class("教育支出")
    '教育'
    """
    return name.removesuffix(_CLASS_SUFFIX) or name


def _records(file: str) -> Iterator[list[str]]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) < 2 or not all(fields[:2]):
                raise GrammarError(file=file, line=number, message="a line needs a key and a name, separated by a tab")
            yield fields
