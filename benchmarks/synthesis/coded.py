"""How a form by functional code is printed: header, 合计, and a row for each 类, 款 and 项."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.synthesis import vocabulary
from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, numeric, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.synthesis.accounts import Accounts, Entry
    from benchmarks.synthesis.variants import Manner

    Measure = Callable[[Entry], int]
    Spec = tuple[str, tuple[str, ...], Measure]
    Line = tuple[Row, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a form by code shows: of which entries, in which columns.

    Attributes:
        columns: key, printed path and measure of each value column.
        budgets: whose entries it counts; none named: all.
        relevant: which of these entries it lists.
        absent: what there is none of where the form is empty.
        total_last: whether 合计 is the last row.
    """

    kind: str
    title: str
    columns: Sequence[Spec]
    budgets: tuple[str, ...] = ()
    relevant: Callable[[Entry], bool]
    note: str
    absent: str = ""
    total_last: bool = False


def by_code(accounts: Accounts, manner: Manner, plan: Plan) -> Form:
    """A form whose rows are 合计 and the functional codes."""
    numbers = [str(n) if manner.column_numbers else "" for n in range(1, len(plan.columns) + 1)]
    columns = tuple(Column(key, path, number) for (key, path, _), number in zip(plan.columns, numbers, strict=True))

    def relevant(entry: Entry) -> bool:
        return (not plan.budgets or entry.budget in plan.budgets) and plan.relevant(entry)

    codes = accounts.codes(relevant)
    lines = [_line(accounts, manner, plan, code) for code in codes]
    total = _total(accounts, manner, plan)
    if codes or manner.place != "split":
        lines = [*lines, total] if plan.total_last else [total, *lines]
    head = _head(manner, [path for _, path, _ in plan.columns], numbers)
    if lines and manner.code_columns == 0 and not manner.column_numbers and plan.total_last:
        head += ((*map(Cell, "类款项"), *[Cell("")] * (len(columns) + 1)),)
    widths = (*((13,) if manner.code_columns == 1 else (5, 4, 4)), 26, *([14] * len(columns)))
    return Form(
        plan.kind,
        plan.title,
        columns,
        tuple(row for row, _ in lines),
        head,
        tuple(cells for _, cells in lines),
        widths,
        _notes(accounts, manner, plan, empty=not codes),
        not codes,
    )


def _values(accounts: Accounts, manner: Manner, plan: Plan, prefix: str) -> tuple[str, ...]:
    return manner.printer.amounts(
        accounts.total(measure, prefix=prefix, budgets=plan.budgets) for _, _, measure in plan.columns
    )


def _line(accounts: Accounts, manner: Manner, plan: Plan, code: str) -> Line:
    name = vocabulary.functions(accounts.year)[code]
    printed = _values(accounts, manner, plan, code)
    if manner.code_columns == 3:
        lead: tuple[Cell, ...] = (Cell(code[:3]), Cell(code[3:5]), Cell(code[5:7]))
    else:
        lead = (Cell(code, across=3 if manner.code_columns == 0 else 1),)
    indent = manner.indent * ((len(code) - 3) // 2)
    row = Row("", "", code, name, tuple(map(truth, printed)))
    return row, (*lead, Cell(indent + name), *numeric(printed))


def _total(accounts: Accounts, manner: Manner, plan: Plan) -> Line:
    """The row 合计: over code and name, or beside blank codes, or beside the letters 类 款 项."""
    printed = _values(accounts, manner, plan, "")
    lead: tuple[Cell, ...] = (Cell("合计", across=2 if manner.code_columns == 1 else 4),)
    if _merged_total(manner, plan):
        lead = (*map(Cell, "类款项"), Cell("合计"))
    elif manner.code_columns == 0:
        lead = (Cell(""), Cell(""), Cell(""), Cell("合计"))
    return Row("", "", "", "合计", tuple(map(truth, printed))), (*lead, *numeric(printed))


def _merged_total(manner: Manner, plan: Plan) -> bool:
    """Whether 类, 款 and 项 share their line with 合计, as where no row of column numbers stands between."""
    return manner.code_columns == 0 and not manner.column_numbers and not plan.total_last


def _notes(accounts: Accounts, manner: Manner, plan: Plan, *, empty: bool) -> tuple[str, ...]:
    if not (empty and plan.absent):
        return (plan.note,)
    first = plan.note.replace("：", "：1.", 1) if manner.absence.startswith("2.") else plan.note
    said = manner.absence.format(department=accounts.department, year=accounts.year, absent=plan.absent)
    return first, said


def _head(manner: Manner, paths: Sequence[tuple[str, ...]], numbers: list[str]) -> tuple[tuple[Cell, ...], ...]:
    """The header: 项目 over code and name; 类 款 项 beside 栏次, under the code, or not at all."""
    code: list[tuple[str, ...]] = [("项目", manner.code_label)] * (3 if manner.code_columns == 0 else 1)
    if manner.code_columns == 3:
        code = [("项目", manner.code_label, letter) for letter in "类款项"]
    head = head_rows([*code, ("项目", "科目名称"), *paths])
    if not manner.column_numbers:
        return head
    values = tuple(Cell(number) for number in numbers)
    if manner.code_columns == 0:
        return (*head, (Cell("类"), Cell("款"), Cell("项"), Cell("栏次"), *values))
    return (*head, (Cell("栏次", across=2 if manner.code_columns == 1 else 4), *values))
