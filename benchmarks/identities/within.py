"""Identities inside one table: along its rows, down its columns, and along the hierarchy of its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.identities.checked import AT_MOST, check
from benchmarks.identities.promises import load_promises
from benchmarks.identities.sheets import column_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from benchmarks.identities.checked import Checked
    from benchmarks.identities.promises import Formula, Rule
    from benchmarks.identities.sheets import Line, Sheet

_CODED = frozenset(
    {
        "income",
        "expenditure",
        "general_budget_expenditure",
        "general_budget_income_expenditure",
        "government_fund",
        "state_capital",
    }
)
ECONOMIC = frozenset({"general_budget_basic_expenditure", "general_budget_project_expenditure"})
# 工资福利支出 and 对个人和家庭的补助 make 人员经费; every other economic class is 公用经费.
_PERSONNEL = frozenset({"301", "303"})
_CLASS_DIGITS = 3


def along_rows(sheet: Sheet) -> Iterator[Checked]:
    """Row sums and balances: every formula of the kind whose columns the table prints."""
    for rule in load_promises().along_rows.get(sheet.kind, ()):
        for side in dict.fromkeys(line.side for line in sheet.lines):
            if sheet.has_unknown(side) or (rule.needs and rule.needs not in sheet.columns(side)):
                continue
            for formula in printed_formulas(rule, sheet.columns(side)):
                for line in sheet.lines:
                    if line.side == side:
                        yield from check(
                            _kind(formula), map(line.amounts.get, formula.left), map(line.amounts.get, formula.right)
                        )


def down_columns(sheet: Sheet) -> Iterator[Checked]:
    """Sums over rows that have no code but a known name."""
    lines = sheet.by_key
    for rule in load_promises().down_columns.get(sheet.kind, ()):
        for formula in printed_formulas(rule, lines):
            left, right = ([lines[key] for key in side] for side in (formula.left, formula.right))
            for column in sheet.amount_columns():
                yield from check("list_sum", column_of(left, column), column_of(right, column))
    yield from _of_which(sheet)


def printed_formulas(rule: Rule, printed: Collection[str]) -> Iterator[Formula]:
    """The formulas of a rule in keys that are printed.

    A key that is not printed gives way to its parts; where it has none that are, an open list goes on without it and
    another formula is dropped. A sum of fewer than two parts says nothing and is dropped too.
    """
    for formula in rule.formulas:
        others = [other for other in rule.formulas if other != formula]
        left, right = (_printed_side(side, rule.open_list, others, printed) for side in (formula.left, formula.right))
        if left and right and (formula.at_most or len(left) + len(right) > 2):
            yield type(formula)(left, right, formula.at_most)


def _printed_side(
    keys: Sequence[str], open_list: bool, others: Sequence[Formula], printed: Collection[str]
) -> tuple[str, ...]:
    """The keys of one side as printed; empty where the formula cannot be stated."""
    found: list[str] = []
    for key in keys:
        parts = (
            other.right
            for other in others
            if other.left == (key,) and not other.at_most and all(part in printed for part in other.right)
        )
        stated = (key,) if key in printed else next(parts, ())
        if not stated and not open_list:
            return ()
        found.extend(stated)
    return tuple(found)


def _kind(formula: Formula) -> str:
    if formula.at_most:
        return AT_MOST
    return "row_sum" if len(formula.left) == 1 else "balance"


def _of_which(sheet: Sheet) -> Iterator[Checked]:
    """A row without a code that says 其中 holds no more than the nearest row above it that does not."""
    whole: dict[str, Line] = {}
    for line in sheet.lines:
        if not line.of_which:
            whole[line.side] = line
        elif line.side in whole and whole[line.side].key and not line.code:
            for column in sheet.amount_columns(line.side):
                yield from check(AT_MOST, [line.amounts.get(column)], [whole[line.side].amounts.get(column)])


def hierarchy(sheet: Sheet) -> Iterator[Checked]:
    """Each code is the sum of those printed directly below it, and 合计 of those at the top, in every column."""
    if sheet.kind not in _CODED | ECONOMIC:
        return
    children = children_of(sheet)
    for line in sheet.lines:
        if line.index in children:
            for column in sheet.amount_columns():
                own = [line.amounts.get(column)]
                yield from check("hierarchy", own, column_of(children[line.index], column))
    for line, parts in _totals(sheet):
        for column in sheet.amount_columns():
            yield from check("column_total", [line.amounts.get(column)], column_of(parts, column))


def children_of(sheet: Sheet) -> dict[int, list[Line]]:
    """For the index of a line, the lines whose nearest printed ancestor it is.

    Levels that a table leaves out are passed over. Of several lines with one code, the last one above is the ancestor:
    a table may repeat its codes unit by unit.
    """
    children: dict[int, list[Line]] = {}
    everywhere = {line.code: line.index for line in reversed(sheet.lines) if line.code}
    above: dict[str, int] = {}
    for line in sheet.lines:
        parent = _parent(line.code, above, everywhere)
        if parent is not None:
            children.setdefault(parent, []).append(line)
        if line.code:
            above[line.code] = line.index
    return children


def _parent(code: str, above: Mapping[str, int], everywhere: Mapping[str, int]) -> int | None:
    for length in range(len(code) - 1, _CLASS_DIGITS - 1, -1):
        found = above.get(code[:length], everywhere.get(code[:length]))
        if found is not None:
            return found
    return None


def roots_of(sheet: Sheet) -> list[Line]:
    """Coded lines that stand below no other: of an economic form only the classes of three digits.

    An economic item without its class is a misprinted code: its amount is part of a class already.
    """
    below = {child.index for lines in children_of(sheet).values() for child in lines}
    roots = [line for line in sheet.lines if line.code and line.index not in below]
    return [line for line in roots if len(line.code) == _CLASS_DIGITS] if sheet.kind in ECONOMIC else roots


def _totals(sheet: Sheet) -> Iterator[tuple[Line, list[Line]]]:
    roots = roots_of(sheet)
    uncoded = [line for line in sheet.lines if not line.code and line.amounts]
    if sheet.kind in ECONOMIC:
        lines = sheet.by_key
        parts = {
            "total": roots,
            "expenditure.basic.personnel": [line for line in roots if line.code in _PERSONNEL],
            "expenditure.basic.operating": [line for line in roots if line.code not in _PERSONNEL],
        }
        yield from ((lines[key], parts[key]) for key in parts if key in lines)
    elif all(line.key == "total" for line in uncoded):
        # Rows of another sort (units, say) would be part of the total as well.
        yield from ((line, roots) for line in uncoded)
