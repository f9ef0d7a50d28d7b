"""The blocks of a form of self-evaluation: the cells that are printed, and the truth of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from benchmarks.synthesis.evaluation_content import sentences
from benchmarks.synthesis.forms import Cell, truth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.synthesis.evaluation_content import Money, Work
    from benchmarks.synthesis.evaluation_manners import FormManner, Layout

Line = tuple[Cell, ...]
_FUNDS = {
    "carried": (
        (0, "total", "年度资金总额", ("current", "carried", "other")),
        (1, "of_which", "当年财政拨款", ("current",)),
        (1, "item", "上年结转资金", ("carried",)),
        (1, "item", "其他资金", ("other",)),
    ),
    "accounts": (
        (0, "total", "总额", ("current", "carried", "other")),
        (1, "of_which", "财政资金", ("current",)),
        (1, "item", "财政专户管理资金", ("carried",)),
        (1, "item", "单位资金", ("other",)),
        (1, "item", "其他资金", ()),
    ),
    "only": ((0, "total", "年度资金总额", ("current", "carried", "other")),),
    "levels": (
        (0, "total", "年度资金总额", ("current", "carried", "other")),
        (1, "of_which", "财政拨款", ("current", "carried")),
        (2, "of_which", "上级补助", ("carried",)),
        (2, "item", "本级安排", ("current",)),
        (1, "item", "其他资金", ("other",)),
    ),
    "whole": (
        (0, "total", "年度资金总额", ("basic", "project")),
        (1, "of_which", "基本支出", ("basic",)),
        (1, "item", "项目支出", ("project",)),
    ),
}
_AMOUNTS = ("initial_budget", "full_year_budget", "executed")


@dataclass(frozen=True, slots=True)
class Block:
    """Printed lines of the grid, with the facts and rows that they say."""

    lines: tuple[Line, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)


def spread(parts: Sequence[tuple[str, int]], widths: Sequence[int]) -> list[Cell]:
    """Cells over the whole of a grid, each near its share of the width and at least one column.

    Args:
        parts: text and share of each cell.
        widths: of the columns, at least as many as parts.
    """
    if len(parts) > len(widths):
        message = f"{len(parts)} cells for {len(widths)} columns"
        raise ValueError(message)
    shares = list(accumulate(share for _, share in parts))
    edges = [0, *accumulate(widths)]
    cells = []
    start = 0
    for number, (text, _) in enumerate(parts):
        wanted = shares[number] * edges[-1] / shares[-1]
        last = len(widths) - (len(parts) - number - 1)
        end = min(range(start + 1, last + 1), key=lambda at: abs(edges[at] - wanted))
        end = len(widths) if number == len(parts) - 1 else end
        cells.append(Cell(text, across=end - start))
        start = end
    return cells


def beside(prefix: str, lines: Sequence[Sequence[tuple[str, int]]], widths: Sequence[int]) -> tuple[Line, ...]:
    """Lines with one cell along all of them in the first column."""
    rows = [tuple(spread(parts, widths[1:])) for parts in lines]
    return ((Cell(prefix, down=len(rows)), *rows[0]), *rows[1:])


def names_block(layout: Layout, known: Mapping[str, str]) -> Block:
    """The lines of names; ``known`` has a value for each, as printed."""
    lines = []
    for keys in layout.tree["names"]:
        value = 80 // len(keys) - 12
        parts = [part for key in keys for part in ((layout.label("names", key), 12), (known[key], value))]
        lines.append(tuple(spread(parts, layout.widths)))
    return Block(tuple(lines))


def funds_block(layout: Layout, manner: FormManner, work: Work, points: tuple[str, str]) -> Block:
    """The funds; ``points`` are weight and score of their first row, as printed."""
    columns = layout.tree["funds"]
    shares = [18 if column == "source" else 10 for column in columns]
    lines = [list(zip((layout.label("funds", column) for column in columns), shares, strict=True))]
    rows = []
    for at, (level, role, source, parts) in enumerate(_FUNDS[layout.tree["sources"]]):
        money = [work.money[part] for part in parts if part in work.money]
        row = _fund(manner, money, first=at == 0, points=points)
        row = {"level": str(level), "role": role, "source": source, **row}
        row = {key: value for key, value in row.items() if key in ("level", "role", *columns)}
        printed = row | {"source": f"其中：{source}" if role == "of_which" else source}
        lines.append([(printed.get(column, ""), share) for column, share in zip(columns, shares, strict=True)])
        rows.append({key: truth(value).removesuffix("%") for key, value in row.items()})
    return Block(beside(layout.label("funds", "prefix"), lines, layout.widths), rows={"fund": tuple(rows)})


def _fund(manner: FormManner, money: Sequence[Money], *, first: bool, points: tuple[str, str]) -> dict[str, str]:
    amounts = [sum(getattr(one, name) for one in money) for name in ("initial", "full", "executed")]
    printed = dict(zip(_AMOUNTS, manner.printer.amounts(amounts), strict=True))
    weight, score = points if first else (manner.mark, manner.mark)
    rate = manner.rate.format(amounts[2] * 100 / amounts[1]) if amounts[1] else manner.mark if first else ""
    return {**printed, "weight": weight, "execution_rate": rate, "score": score}


def goals_block(layout: Layout, manner: FormManner, work: Work) -> Block:
    """Aims beside results."""
    said = {"expected": _said(manner, work.aims), "actual": _said(manner, work.results)}
    head = [(layout.label("goals", column), 40) for column in said]
    lines = beside(layout.label("goals", "prefix"), [head, [(text, 40) for text in said.values()]], layout.widths)
    return Block(lines, rows={"goal": (said,)})


def _said(manner: FormManner, sentences: Sequence[str]) -> str:
    parts = [manner.goals.format(n=n, text=text) for n, text in enumerate(sentences, start=1)]
    return manner.ends.join(parts) + "。"


def duties_block(layout: Layout, department: str, work: Work) -> Block:
    """What a department is there for, and what it wants to reach."""
    duties = sentences("duties")[0].format(place=department[:3])
    goal = "。".join(work.aims) + "。"
    parts = (("部门职责", duties), ("总体绩效目标", goal))
    lines = tuple(tuple(spread([(label, 12), (text, 70)], layout.widths)) for label, text in parts)
    return Block(lines, facts={"responsibilities": duties, "overall_goal": goal})


TASK_WIDTHS = (12, 7, 22, 9, 9, 8, 9, 7, 15)


def tasks_block(manner: FormManner, projects: Sequence[Work]) -> Block:
    """部门年度重点工作任务, one a project; a table of its own."""
    left, right = _TASK_HEAD[:3], _TASK_HEAD[3:]
    spent = Cell(f"实际支出金额（{manner.unit}）", down=2)
    first = [*(Cell(text, down=2) for text in left), Cell(f"批复金额（{manner.unit}）", across=3), spent]
    head = [(*first, *(Cell(text, down=2) for text in right)), tuple(map(Cell, ("总额", "财政拨款", "其他资金")))]
    rows = []
    for work in projects:
        money = work.total
        fiscal = money.full - work.money["other"].full
        amounts = manner.printer.amounts([money.full, fiscal, money.full - fiscal, money.executed])
        rate = manner.rate.format(money.executed * 100 / money.full) if money.full else ""
        reason = work.measured[0].reason if money.executed < money.full * 0.8 else ""
        values = (work.name, "本级", f"{work.aims[0]}。", *amounts, rate, reason)
        rows.append(dict(zip(_TASK_FIELDS, values, strict=True)))
    lines = (*head, *(tuple(Cell(text) for text in row.values()) for row in rows))
    true = [{key: _number(text) if key in _TASK_NUMBERS else text for key, text in row.items()} for row in rows]
    return Block(lines, rows={"task": tuple(true)})


_TASK_FIELDS = ("name", "level", "content", "total", "fiscal", "other", "executed", "execution_rate", "reason")
_TASK_HEAD = ("任务名称", "项目级次", "主要内容", "预算执行率", "预算执行偏低原因及改进措施")
_TASK_NUMBERS = frozenset(_TASK_FIELDS[3:8])


def _number(text: str) -> str:
    return truth(text).removesuffix("%")


def indicators_block(layout: Layout, manner: FormManner, rows: Sequence[Mapping[str, str]]) -> Block:
    """The indicators.

    Args:
        layout: of the form.
        manner: of the document.
        rows: of each indicator what is printed in each column of the layout, and its truth by the words of the labels.
    """
    columns = layout.columns
    head: list[Cell] = [Cell(layout.label("indicators", column)) for column in columns]
    if layout.prefix:
        head.insert(0, Cell(layout.prefix, down=1 + len(rows)))
    lines = [tuple(head)]
    spans = {key: _spans(rows, key) for key in (("level1",), ("level1", "level2"))} if manner.spans else {}
    for at, row in enumerate(rows):
        cells = []
        for column in columns:
            key = ("level1",) if column == "level1" else ("level1", "level2")
            down = spans[key][at] if spans and column in ("level1", "level2") else 1
            if down:
                cells.append(Cell(row[f"print.{column}"], down=down))
        lines.append(tuple(cells))
    true = [{key: text for key, text in row.items() if not key.startswith("print.")} for row in rows]
    return Block(tuple(lines), rows={"indicator": tuple(true)})


def _spans(rows: Sequence[Mapping[str, str]], keys: Sequence[str]) -> list[int]:
    """For each row over how many rows its cell reaches; 0 where the one above reaches down to it."""
    found: list[int] = []
    for _, group in groupby(rows, key=lambda row: [row[key] for key in keys]):
        number = len(list(group))
        found += [number, *[0] * (number - 1)]
    return found


def total_block(layout: Layout, totals: Mapping[str, str]) -> Block:
    """The line of the totals, each under its column; ``totals`` by column."""
    columns = (*(("prefix",) if layout.prefix else ()), *layout.columns)
    first = min(columns.index(column) for column in totals if column in columns)
    cells = [Cell(layout.label("", "total"), across=first)]
    cells += [Cell(totals.get(column, "")) for column in columns[first:]]
    keys = {"weight": "weight_total", "score": "score_total"}
    return Block((tuple(cells),), facts={keys[column]: text for column, text in totals.items() if column in columns})


def closing_block(layout: Layout, said: Mapping[str, tuple[str, str]]) -> Block:
    """Lines of a label and a text; ``said`` has label and text by fact, extra fields by their label."""
    lines = [tuple(spread([(label, 14), (text, 68)], layout.widths)) for label, text in said.values()]
    facts = {key: text for key, (label, text) in said.items() if key != label}
    extras = {key: text for key, (label, text) in said.items() if key == label}
    return Block(tuple(lines), facts=facts, extras=extras)
