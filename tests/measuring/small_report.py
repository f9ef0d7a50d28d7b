"""Four small forms of one made-up department, with their labels: expenditure, its economic items, and “三公”."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import Document
from benchmarks.labels import parse_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.labels import LabelTable

NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "214": "交通运输支出",
    "21401": "公路水路运输",
    "2140131": "海事管理",
}
ITEMS = tuple(code for code in NAMES if len(code) == 7)
ECONOMIC = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30212": "因公出国（境）费用",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
}
# How nothing is printed: as a zero, as an empty cell, as a mark, or not at all, so that the row is short.
STYLES = ("full", "tabbed", "marked", "short")
_NOTHING = {"full": "0.00", "tabbed": "", "marked": "—", "short": ""}
_THREE = ("本年支出合计", "基本支出", "项目支出")
_SIX = (*_THREE, "上缴上级支出", "经营支出", "对附属单位补助支出")
_STAGES = ("budget", "final")
_TRAVEL = ("total", "abroad", "vehicles", "vehicles.purchase", "vehicles.operation", "reception")
_HEAD = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费")
_SUBHEAD = ("", "", "小计", "公务用车购置费", "公务用车运行维护费", "")


@dataclass(frozen=True, slots=True)
class Figures:
    """What the forms are printed from, in hundredths of 元.

    Attributes:
        general: basic and project expenditure of the general budget by functional item.
        own: project expenditure out of other money.
        economic: basic expenditure of the general budget by economic item; its sum is that of ``general``.
        travel: budget and final figure of the four “三公” items.
    """

    general: Mapping[str, tuple[int, int]]
    own: Mapping[str, int]
    economic: Mapping[str, int]
    travel: Mapping[str, tuple[int, int]]


class _Row(NamedTuple):
    code: str
    name: str
    values: tuple[str, ...]


def small_report(folder: Path, figures: Figures, style: str) -> Document:
    """Writes the text of the forms in one style, and gives it with its labels."""
    forms = [
        *_coded(figures, style),
        _basic(figures.economic, style),
        _travel(figures.travel, style),
    ]
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text("\n".join(text for text, _ in forms), encoding="utf-8")
    return Document(folder.name, folder, tuple(label for _, label in forms))


def _coded(figures: Figures, style: str) -> list[tuple[str, LabelTable]]:
    spent = {code: (basic, project + figures.own.get(code, 0)) for code, (basic, project) in figures.general.items()}
    keys = ("total", "basic", "project")
    others = ("remitted_to_superior", "operating", "subsidies_to_subordinates")
    forms = []
    for kind, title, names, columns, amounts in (
        ("expenditure", "支出决算表", _SIX, (*keys, *others), spent),
        (
            "general_budget_expenditure",
            "一般公共预算财政拨款支出决算表",
            _THREE,
            tuple(f"expenditure.{key}" for key in keys),
            figures.general,
        ),
    ):
        rows = []
        for code, (basic, project) in _summed(amounts).items():
            values = (basic + project, basic, project, 0, 0, 0)[: len(names)]
            rows.append(_Row(code, NAMES[code] if code else "合计", _printed(values, style)))
        lines = [[row.code, row.name, *row.values] for row in rows]
        head = [["科目编码", "科目名称", *names], ["", "栏次", *map(str, range(1, len(names) + 1))]]
        forms.append(_form(kind, title, [*head, *lines], style, (columns, rows)))
    return forms


def _summed(amounts: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for code, (basic, project) in amounts.items():
        for prefix in ("", code[:3], code[:5], code):
            before = sums.get(prefix, (0, 0))
            sums[prefix] = (before[0] + basic, before[1] + project)
    return dict(sorted(sums.items()))


def _basic(economic: Mapping[str, int], style: str) -> tuple[str, LabelTable]:
    sums = {
        code: sum(value for item, value in economic.items() if item.startswith(code))
        for code in ECONOMIC
        if len(code) == 3 or code in economic
    }
    lines = [["人员经费", "", "", "公用经费", "", ""], ["科目编码", "科目名称", "金额"] * 2]
    rows = []
    halves = [[code for code in sums if code.startswith(top)] for top in ("301", "302")]
    for codes in zip_longest(*halves):
        line: list[str] = []
        for code in codes:
            if code is None:
                line += ["", "", ""]
                continue
            rows.append(_Row(code, ECONOMIC[code], _printed([sums[code]], style)))
            line += [code, ECONOMIC[code], *rows[-1].values]
        lines.append(line)
    ends = [
        _Row("", f"{name}经费合计", _printed([sums[top]], style)) for name, top in (("人员", "301"), ("公用", "302"))
    ]
    lines.append([part for end in ends for part in (end.name, "", *end.values)])
    title = "一般公共预算财政拨款基本支出决算表"
    return _form("general_budget_basic_expenditure", title, lines, style, (("amount",), rows + ends))


def _travel(travel: Mapping[str, tuple[int, int]], style: str) -> tuple[str, LabelTable]:
    values = []
    for stage in (0, 1):
        abroad, purchase, operation, reception = (travel[name][stage] for name in travel)
        vehicles = purchase + operation
        values += [abroad + vehicles + reception, abroad, vehicles, purchase, operation, reception]
    row = _Row("", "", _printed(values, style))
    columns = tuple(f"{stage}.{key}" for stage in _STAGES for key in _TRAVEL)
    stages = ["预算数", *[""] * 5, "决算数", *[""] * 5]
    head = [stages, [*_HEAD, *_HEAD], [*_SUBHEAD, *_SUBHEAD], [str(number) for number in range(1, 13)]]
    title = "财政拨款“三公”经费支出决算表"
    return _form("three_public", title, [*head, list(row.values)], style, (columns, [row]))


def _printed(values: Sequence[int], style: str) -> tuple[str, ...]:
    return tuple(f"{value / 100:,.2f}" if value else _NOTHING[style] for value in values)


def _form(
    kind: str, title: str, lines: Sequence[Sequence[str]], style: str, truth: tuple[Sequence[str], Sequence[_Row]]
) -> tuple[str, LabelTable]:
    bordered = style in ("tabbed", "marked")
    body = ["\t".join(line) if bordered else " ".join(cell for cell in line if cell) for line in lines]
    text = [title, "部门：望川县浮标管理所 2031年度 金额单位：元", *body, "注：本表反映部门本年度收支情况。", ""]
    columns, rows = truth
    label = [f"# kind: {kind}", f"# title: {title}", "# unit: 元", *(f"@column\t{key}\t{key}\t\t" for key in columns)]
    label += ["\t".join(("@row", "", "", row.code, row.name, *row.values)).replace(",", "") for row in rows]
    return "\n".join(text), parse_table("\n".join(label), file=f"{kind}.tsv")
