"""Whole forms of self-evaluation, as printed and as true."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.synthesis import evaluation_blocks as blocks
from benchmarks.synthesis.evaluation_content import (
    FULL,
    draw_department,
    draw_project,
    fields_of,
    sentences,
    weigh,
)
from benchmarks.synthesis.evaluation_manners import make_form_manner
from benchmarks.synthesis.vocabulary import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.evaluation_content import Measured, Work
    from benchmarks.synthesis.evaluation_manners import FormManner, Layout
    from benchmarks.synthesis.forms import Cell

_NATIONAL = {
    "quantity": ("产出指标", "数量指标"),
    "quality": ("产出指标", "质量指标"),
    "time": ("产出指标", "时效指标"),
    "cost": ("产出指标", "成本指标"),
    "economic": ("效益指标", "经济效益指标"),
    "social": ("效益指标", "社会效益指标"),
    "ecological": ("效益指标", "生态效益指标"),
    "lasting": ("效益指标", "可持续影响指标"),
    "satisfaction": ("满意度指标", ""),
}
_COST_FIRST = {"cost": ("成本指标", "经济成本指标"), "social_cost": ("成本指标", "社会成本指标")}
_WHOLE = {
    "effect": ("履职效能", "重点工作履行情况"),
    "quantity": ("履职效能", "部门目标实现"),
    "quality": ("履职效能", "部门目标实现"),
    "management": ("管理效率", "预算管理"),
    "society": ("社会效应", "社会效益"),
    "lasting": ("可持续发展能力", "长效机制建设"),
    "satisfaction": ("满意度", "服务对象满意度"),
}
# Hundredths of a point by first level; what is missing to the whole goes to the first of them.
_POINTS = {"成本指标": 2000, "效益指标": 2000, "满意度指标": 1000, "管理效率": 3000, "社会效应": 1000}
_POINTS |= {"可持续发展能力": 1000, "满意度": 1000}
_FUNDS_POINTS = 1000
# Projects that every department may have stand last in the data; a document has at most two of them.
_COMMON = 5


@dataclass(frozen=True, slots=True)
class Table:
    """A printed grid."""

    widths: tuple[int, ...]
    lines: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationForm:
    """One form with what is printed above and below it.

    Attributes:
        variant: its layout.
        number, title, year_line: as printed; "" where they are not.
        unit_line: likewise.
        facts: truth by the words of the labels; extras: by printed label; rows: by block.
        spans: where spanned cells stand: "middle", "top" or "" where there are none.
        own_page: whether it begins on a page.
    """

    variant: str
    number: str
    title: str
    year_line: str
    unit_line: str
    facts: Mapping[str, str]
    extras: Mapping[str, str]
    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    spans: str
    own_page: bool


@dataclass(frozen=True, slots=True)
class Evaluations:
    """All forms of a document under their heading, and what stands after them."""

    heading: str
    forms: tuple[EvaluationForm, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one form is made from; number 0 is that of the department, the others are of projects."""

    rng: random.Random
    manner: FormManner
    layout: Layout
    accounts: Accounts
    work: Work
    number: int
    projects: Sequence[Work]


def make_evaluations(seed: int, accounts: Accounts) -> Evaluations:
    """The forms that belong to a seed: of the department, then of three to eight projects."""
    manner = make_form_manner(seed, sentences("note"))
    rng = random.Random(f"evaluations {seed}")  # noqa: S311  seeded on purpose
    fields = fields_of(accounts.department)
    common = rng.sample(range(_COMMON), 2)
    found = [(field, row) for field, *row in records("evaluation_projects.tsv") if field in fields]
    found = [one for at, one in enumerate(found) if one[0] != "common" or len(found) - 1 - at in common]
    fine = manner.unit == "元" or rng.random() < 0.25
    drawn = rng.sample(found, min(len(found), rng.randint(3, 8)))
    works = [draw_project(rng, field, row, accounts.year, fine=fine) for field, row in drawn]
    whole = draw_department(rng, works, fields, accounts.year)
    forms = [_form(_Sheet(rng, manner, manner.department, accounts, whole, 0, works))]
    for number, work in enumerate(works, start=1):
        layout = manner.projects[number * 7 // 4 % len(manner.projects)]
        forms.append(_form(_Sheet(rng, manner, layout, accounts, work, number, ())))
    closing = f"以上绩效自评表由{accounts.department}各项目实施单位填报，评价结果将作为下一年度预算安排的参考。"
    return Evaluations(f"附件：{accounts.year}年度绩效自评表", tuple(forms), closing if manner.closed else "")


def _form(sheet: _Sheet) -> EvaluationForm:
    manner = sheet.manner
    printed, facts = _names(sheet)
    parts = _blocks(sheet, printed)
    for block in parts:
        facts |= block.facts
    facts |= _head(sheet)
    tables = _tables(sheet.layout, parts)
    unit_line = manner.unit_line.format(unit=manner.unit)
    cells = (cell.text for table in tables for line in table.lines for cell in line)
    named = unit_line or any(f"（{manner.unit}）" in text for text in cells)
    year_line = manner.year_line.format(year=sheet.accounts.year)
    return EvaluationForm(
        variant=sheet.layout.name,
        number=facts["label"],
        title=facts["title"],
        year_line=year_line if _has_year_line(sheet, facts["title"]) else "",
        unit_line=unit_line,
        facts=facts | {"kind": "project" if sheet.number else "department", "unit": manner.unit if named else ""},
        extras={key: text for block in parts for key, text in block.extras.items()},
        rows={key: rows for block in parts for key, rows in block.rows.items()},
        tables=tables,
        notes=manner.notes,
        spans=manner.spans,
        own_page=manner.own_pages,
    )


def _tables(layout: Layout, parts: Sequence[blocks.Block]) -> tuple[Table, ...]:
    """The lines of the blocks; tasks have a grid of their own."""
    tables = []
    for own, group in groupby(parts, key=lambda block: "task" in block.rows):
        lines = tuple(line for block in group for line in block.lines)
        tables.append(Table(blocks.TASK_WIDTHS if own else layout.widths, lines))
    return tuple(tables)


def _names(sheet: _Sheet) -> tuple[dict[str, str], dict[str, str]]:
    """Names as printed, and as true."""
    name = sheet.accounts.department
    code = f"{random.Random(name).randint(101, 699)}001"  # noqa: S311  the same on every form
    facts = {"department": name}
    printed = {"department": sheet.manner.code.format(code=code, name=name)}
    if "{code}" in sheet.manner.code:
        facts["department_code"] = code
    if sheet.number:
        units = (name, f"{name}本级", *(name + unit for unit in sheet.accounts.units))
        facts["project_name"] = printed["project_name"] = sheet.work.name
        facts["implementing_unit"] = printed["implementing_unit"] = sheet.rng.choice(units)
    return printed, facts


def _head(sheet: _Sheet) -> dict[str, str]:
    """What stands above the form, and the year that it names."""
    manner, year = sheet.manner, sheet.accounts.year
    title = sheet.layout.label("", "titles").format(year=year) if manner.titled or sheet.number < 2 else ""
    says_year = str(year) in title or _has_year_line(sheet, title)
    label = manner.number.format(n=manner.first_number + sheet.number)
    return {"title": title, "label": label, "fiscal_year": str(year) if says_year else ""}


def _has_year_line(sheet: _Sheet, title: str) -> bool:
    return bool(sheet.manner.year_line) and bool(title) and str(sheet.accounts.year) not in title


def _blocks(sheet: _Sheet, printed: Mapping[str, str]) -> list[blocks.Block]:
    """The blocks of a form in printed order."""
    rng, manner, layout, work = sheet.rng, sheet.manner, sheet.layout, sheet.work
    weight = _funds_points(sheet)
    money = work.total
    score = weight * money.executed // money.full if money.full else 0
    score = weight if rng.random() < 0.06 else score
    found = [blocks.names_block(layout, printed)]
    if layout.has("duties"):
        found.append(blocks.duties_block(layout, sheet.accounts.department, work))
    if layout.has("tasks"):
        found.append(blocks.tasks_block(manner, sheet.projects))
    if layout.has("funds"):
        points = (manner.points(weight), manner.points(score)) if weight else (manner.mark, manner.mark)
        found.append(blocks.funds_block(layout, manner, work, points))
    if layout.label("goals", "prefix"):
        found.append(blocks.goals_block(layout, manner, work))
    measured, groups = _weighed(rng, _levels(manner, layout), work.measured, FULL - weight)
    found.append(blocks.indicators_block(layout, manner, list(_rows(sheet, measured, groups))))
    if layout.has("total"):
        reached = score + sum(one.score for one in measured)
        reached += (-100 if reached > FULL - 100 else 100) if rng.random() < 0.05 else 0
        totals = {"weight": manner.points(FULL), "score": manner.points(reached)}
        found += [blocks.total_block(layout, totals), _closing(sheet, reached)]
    return found


def _funds_points(sheet: _Sheet) -> int:
    """Hundredths of a point that the funds have: 20 points where indicators print no weights, else ten or none."""
    if not sheet.layout.has("funds"):
        return 0
    if "weight" not in sheet.layout.columns:
        return 2 * _FUNDS_POINTS
    return _FUNDS_POINTS if sheet.manner.funds_weighed else 0


def _weighed(
    rng: random.Random, levels: Mapping[str, tuple[str, str]], measured: Iterable[Measured], points: int
) -> tuple[tuple[Measured, ...], dict[str, int]]:
    """The indicators that the levels have a place for, weighed; points by first level."""
    kept = sorted((one for one in measured if one.sort in levels), key=lambda one: list(levels).index(one.sort))
    numbers = Counter(levels[one.sort][0] for one in kept)
    shares = {name: _POINTS.get(name, 0) for name in numbers}
    shares[max(shares, key=lambda name: (name not in _POINTS, shares[name]))] += points - sum(shares.values())
    groups = [(number, shares[name]) for name, number in numbers.items()]
    return weigh(rng, kept, groups), shares


def _levels(manner: FormManner, layout: Layout) -> dict[str, tuple[str, str]]:
    if layout.tree.get("levels") == "department":
        return _WHOLE
    levels = _NATIONAL | {"satisfaction": ("满意度指标", manner.satisfaction)}
    if not manner.cost_first:
        return levels
    return _COST_FIRST | {key: level for key, level in levels.items() if key not in _COST_FIRST}


def _rows(sheet: _Sheet, measured: Sequence[Measured], groups: Mapping[str, int]) -> Iterator[dict[str, str]]:
    """Of each indicator what is printed and what is true (``blocks.indicators_block``)."""
    manner, layout = sheet.manner, sheet.layout
    levels = _levels(manner, layout)
    seen: Counter[str] = Counter()
    for one in measured:
        level1, level2 = levels[one.sort]
        seen[level2] += 1
        weight, score = manner.points(one.weight), manner.points(one.score)
        name = manner.numbered.format(n=seen[level2], name=one.name)
        row = {"level1": level1, "level2": level2, "level3": name, "weight": weight, "score": score}
        row |= {"deviation": one.reason or manner.nothing, "basis": _standard(one, weight)}
        row |= _target(sheet, one) | _actual(manner, layout, one)
        row |= {f"print.{column}": row[column] for column in layout.columns if column in row}
        if layout.has("level1_points"):
            points = manner.points(groups[level1])
            row |= {"level1_weight": points, "print.level1": f"{level1}（{points}分）"}
        left_out = {"weight", "score", "deviation", "basis"} - {*layout.columns}
        yield {key: text for key, text in row.items() if key not in left_out}


def _standard(one: Measured, weight: str) -> str:
    if one.in_words:
        return f"达到目标得{weight}分，基本达到得一半分值，未达到不得分。"
    return f"达到指标值得{weight}分，未达到的按完成比例计分。"


def _target(sheet: _Sheet, one: Measured) -> dict[str, str]:
    """Target in one column or in three, and its parts; some shares are wanted within a range."""
    split = "nature" in sheet.layout.columns
    if one.in_words:
        nature = "定性" if split else ""
        printed = {"print.nature": nature, "print.value": one.value, "print.measure": ""}
        return {"target": nature + one.value, **(printed if split else {})}
    if not split and one.operator == "≥" and one.unit == "%" and float(one.value) < 95 and sheet.rng.random() < 0.06:
        return {"target": f"{one.value}%-{float(one.value) + 5:.12g}%"}
    operator = sheet.manner.operators[one.operator] or (one.operator if split else "")
    printed = {"print.nature": operator, "print.value": one.value, "print.measure": one.unit}
    return {
        "target": operator + one.value + one.unit,
        "target_operator": one.operator if operator else "",
        "target_value": one.value,
        "target_unit": one.unit,
        **(printed if split else {}),
    }


def _actual(manner: FormManner, layout: Layout, one: Measured) -> dict[str, str]:
    if one.in_words:
        return {"actual": one.reached}
    unit = one.unit if "nature" not in layout.columns or manner.reached_with_unit else ""
    operator = "=" if manner.reached_with_operator else ""
    return {
        "actual": operator + one.reached + unit,
        "actual_operator": operator,
        "actual_value": one.reached,
        "actual_unit": unit,
    }


def _closing(sheet: _Sheet, reached: int) -> blocks.Block:
    """Grade, conclusion and whatever else the form ends with."""
    rng, layout = sheet.rng, sheet.layout
    said: dict[str, tuple[str, str]] = {}
    if layout.has("grade"):
        grade = "优" if reached >= 9000 else "良" if reached >= 8000 else "中" if reached >= 6000 else "差"
        said["grade"] = (layout.label("", "grade"), grade)
    money = sheet.work.total
    rate = f"{money.executed * 100 / money.full:.2f}%" if money.full else "0.00%"
    for key in layout.tree.get("closing", ()):
        if key == "other_notes":
            said[key] = ("其他需要说明的事项", "无")
        elif key == "conclusion":
            text = "。".join(rng.sample(sentences("conclusion"), 2))
            said[key] = (layout.label("", key), text.format(score=sheet.manner.points(reached), rate=rate) + "。")
        else:
            sort = "improvement" if "改进" in key else "problem"
            said[key] = (key, rng.choice(sentences(sort)))
    return blocks.closing_block(layout, said)
