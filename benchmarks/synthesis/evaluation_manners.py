"""How a place lays out its forms of self-evaluation, and how one document fills them in."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.synthesis.accounts import WAN
from benchmarks.synthesis.forms import Printer

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAYOUTS = Path(__file__).parent / "data" / "evaluation_layouts.toml"
_NUMBERS = ("", "", "", "附表{n}", "附件{n}", "公开{n:02}表", "附表14-{n}", "表{n}")
# What stands where a row of the funds has no points: the blank at times, and marks.
_MARKS = ("—", "—", "-", "", "/")
# What is printed instead of an operator; "" for those that leave it out.
_OPERATORS: tuple[dict[str, str], ...] = (
    *({}, {}, {}),
    {"≥": ">=", "≤": "<="},
    *({"=": ""}, {"=": ""}),
    {"≥": "＞=", "≤": "＜=", "=": "＝"},
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of a place, with the labels that one document chose.

    Attributes:
        name: as the data call it.
        tree: what the data say of it.
        labels: header by block and column, such as ("indicators", "weight").
        widths: relative width of each column of the grid.
    """

    name: str
    tree: Mapping[str, Any]
    labels: Mapping[tuple[str, str], str]
    widths: tuple[int, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the block of indicators, without that of its prefix."""
        return tuple(self.tree["indicators"])

    @property
    def prefix(self) -> str:
        """What stands along the block of indicators; "" where nothing does."""
        return self.label("indicators", "prefix")

    def label(self, block: str, column: str) -> str:
        """A header; "" where the layout has none."""
        return self.labels.get((block, column), "")

    def has(self, block: str) -> bool:
        """Whether the layout has such a block."""
        return bool(self.tree.get(block))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormManner:
    """How one document fills its forms in.

    Attributes:
        department: layout of the department's form.
        projects: layouts of the projects' forms; several where units hand in different ones.
        number: pattern of the number of a form, takes ``n``; first_number is that of the department's form.
        titled: whether every form has a title, or else the first only.
        year_line: pattern of the line of the year; "" for none.
        unit: of all amounts.
        unit_line: pattern of the line of the unit; "" where only a cell names it.
        printer: writes amounts.
        mark: stands for points that a row of funds does not have.
        rate: pattern of the rate of execution, takes a number of hundredths of percent as float.
        fixed_points: whether points have two decimals throughout.
        operators: what is printed for ≥, ≤ and =.
        reached_with_operator: whether = stands before what was reached.
        reached_with_unit: whether the unit stands after it even where it has a column.
        numbered: pattern of an indicator's name in its group, takes ``n`` and ``name``.
        nothing: stands where no deviation is to be explained.
        goals: pattern of a sentence of the goals, takes ``n`` and ``text``; ends is what separates them.
        spans: "middle" or "top" of spanned cells; "" where they are repeated on each row.
        cost_first: whether 成本指标 is of the first level.
        satisfaction: name of its second level.
        funds_weighed: whether the funds have ten of the hundred points.
        own_pages: whether each form begins on a page.
        closed: whether a paragraph stands after the last form.
        code: pattern of the department's name, takes ``code`` and ``name``.
        notes: under each form.
    """

    department: Layout
    projects: tuple[Layout, ...]
    number: str
    first_number: int
    titled: bool
    year_line: str
    unit: str
    unit_line: str
    printer: Printer
    mark: str
    rate: str
    fixed_points: bool
    operators: Mapping[str, str]
    reached_with_operator: bool
    reached_with_unit: bool
    numbered: str
    nothing: str
    goals: str
    ends: str
    spans: str
    cost_first: bool
    satisfaction: str
    funds_weighed: bool
    own_pages: bool
    closed: bool
    code: str
    notes: tuple[str, ...]

    def points(self, hundredths: int) -> str:
        """Printed points."""
        text = f"{hundredths // 100}.{hundredths % 100:02}"
        return text if self.fixed_points else text.rstrip("0").rstrip(".")


def make_form_manner(seed: int, notes: tuple[str, ...]) -> FormManner:
    """The manner that belongs to a seed.

    Args:
        seed: of the document.
        notes: remarks that forms may end with.
    """
    rng = random.Random(f"forms {seed}")  # noqa: S311  seeded on purpose
    unit, factor = rng.choice((("万元", WAN), ("万元", WAN), ("万元", WAN), ("元", 100)))
    projects = [_layout(rng, "project", unit) for _ in range(rng.choice((1, 1, 1, 1, 2)))]
    nothing = rng.choice(("0.00", "0.00", "0", "", "—"))
    operators = rng.choice(_OPERATORS)
    return FormManner(
        department=_layout(rng, "department", unit),
        projects=tuple(projects),
        number=rng.choice(_NUMBERS),
        first_number=rng.choice((1, 10, 13, 14)),
        titled=rng.random() < 0.9,
        year_line=rng.choice(("（{year}年度）", "（{year}年度）", "（{year}年）", "")),
        unit=unit,
        unit_line=rng.choice(("", "单位：{unit}", "金额单位：{unit}")),
        printer=Printer(factor=factor, nothing=nothing, separators=rng.random() < 0.3, decimals=2),
        mark=rng.choice(_MARKS),
        rate=rng.choice(("{:.2f}%", "{:.2f}%", "{:.1f}%", "{:.4g}%", "{:.2f}")),
        fixed_points=rng.random() < 0.35,
        operators={"≥": "≥", "≤": "≤", "=": "=", **operators},
        reached_with_operator=rng.random() < 0.12,
        reached_with_unit=rng.random() < 0.4,
        numbered=rng.choice(("{name}", "{name}", "{name}", "指标{n}：{name}", "{n}.{name}")),
        nothing=rng.choice(("", "", "无", "无偏差", "已完成", "—")),
        goals=rng.choice(("{text}", "{n}.{text}", "目标{n}：{text}", "{text}")),
        ends=rng.choice(("；", "。", "；\n", "。\n")),
        spans=rng.choice(("middle", "middle", "middle", "top", "")),
        cost_first=rng.random() < 0.45,
        satisfaction=rng.choice(("服务对象满意度指标", "服务对象满意度指标", "满意度指标")),
        funds_weighed=rng.random() < 0.85,
        own_pages=rng.random() < 0.7,
        closed=rng.random() < 0.5,
        code=rng.choice(("{name}", "{name}", "{name}", "{name}", "[{code}]{name}", "{code}-{name}")),
        notes=notes[: rng.choice((0, 0, 1, 2, len(notes)))],
    )


def _layout(rng: random.Random, kind: str, unit: str) -> Layout:
    found = [tree for tree in _data()["layout"] if tree["kind"] == kind]
    tree = rng.choices(found, [one["share"] for one in found])[0]
    labels = {("", key): rng.choice(tree[key]) for key in ("titles", "total", "grade") if key in tree}
    for block in ("funds", "goals", "indicators"):
        labels[block, "prefix"] = rng.choice(tree.get(f"{block}_prefix", [""]))
    for source in (_data()["labels"], tree.get("labels", {})):
        for block, of_block in source.items():
            if isinstance(of_block, list):
                labels["", block] = rng.choice(of_block)
            else:
                labels |= {(block, column): rng.choice(texts) for column, texts in of_block.items()}
    labels = {key: text.replace("{unit}", unit) for key, text in labels.items()}
    widths = _data()["widths"]
    first = (widths["prefix"],) if labels["indicators", "prefix"] else ()
    return Layout(tree["name"], tree, labels, (*first, *(widths[column] for column in tree["indicators"])))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_LAYOUTS.read_text(encoding="utf-8"))
