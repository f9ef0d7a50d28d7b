"""How places print the forms: the national template, and provinces that differ from it in more than a label.

The national template is that of the ministry's 部门决算公开 as departments of several places print it. ``twelve`` is
Yunnan's manner (balances in every budget form, 机关运行经费, 国有资产), ``procurement`` Beijing's (balances beside the
plain form, 政府采购), ``split`` Shanghai's (codes in 类, 款 and 项, no numbers of any kind, budget and final figure in
pairs). ``renamed`` is no place: it prints the national forms under names and labels that several places use.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.synthesis.accounts import WAN
from benchmarks.synthesis.fonts import font_of
from benchmarks.synthesis.forms import Printer

# An even seed and the odd one after it share a place; the national template comes twice as often as each province.
PLACES = ("national", "twelve", "national", "procurement", "split", "renamed")
YEARS = (2019, 2024)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The manner of a place. Where it holds several values, one is drawn for each document.

    Attributes:
        form_numbers: patterns for the number of a form ("" where none is printed); take ``number``.
        titles: patterns around a title; take ``year``, ``department`` and ``title``.
        department_labels: what stands before the department's name on a form; none: no such line.
        unit_labels: what stands before the unit.
        year_lines: whether the year stands on every form.
        line_numbers: whether the summaries print 行次.
        column_numbers: whether a row numbers the value columns.
        code_columns: 1; 3 (类, 款 and 项 apart); 0 (one cell under three header cells 类 款 项).
        code_labels: header of the functional codes.
        business_split: whether 事业收入 is split in 小计 and 其中：教育收费.
        tables_first: whether the tables stand before the prose.
        amount_labels: header of the amount column in the summaries and in the forms by economic class.
        subtotals: header of the total within 本年支出.
        totals_last: whether the 合计 of the general budget's form is its last row.
    """

    form_numbers: tuple[str, ...] = ("公开{number:02}表",)
    titles: tuple[str, ...] = ("{title}",)
    department_labels: tuple[str, ...] = ("部门：", "部门：", "部门（单位）：")
    unit_labels: tuple[str, ...] = ("金额单位：",)
    year_lines: tuple[bool, ...] = (True, True, False)
    line_numbers: bool = True
    column_numbers: tuple[bool, ...] = (True,)
    code_columns: tuple[int, ...] = (1,)
    code_labels: tuple[str, ...] = ("功能分类科目编码", "功能分类科目编码", "科目代码")
    business_split: tuple[bool, ...] = (False,)
    tables_first: tuple[bool, ...] = (True,)
    amount_labels: tuple[str, ...] = ("决算数", "金额")
    subtotals: tuple[str, ...] = ("小计", "合计")
    totals_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How one document prints: the choices of its place in its year, and those of its own.

    Attributes:
        place: name of the variant.
        font: family in which the document is typeset.
        printer: writes amounts.
        mixed: whether forms differ in how they print no amount, as pasted workbooks do.
        number_first: whether the form number stands above the title.
        head_on_one_line: whether department, year and unit share a line.
        indent: what stands before the name of a 款; twice before that of a 项.
        absence: pattern of the note under a form without data; takes ``department``, ``year`` and ``absent``.
        groups: groups side by side in the form of basic expenditure.
        dated: whether 预算数 and 决算数 of “三公” name the year, until 2021.
    """

    place: str
    font: str
    year: int
    unit: str
    printer: Printer
    mixed: bool
    form_number: str
    title: str
    department_label: str | None
    unit_label: str
    year_line: bool
    line_numbers: bool
    column_numbers: bool
    code_columns: int
    code_label: str
    business_split: bool
    tables_first: bool
    amount_label: str
    subtotal: str
    totals_last: bool
    number_first: bool
    head_on_one_line: bool
    indent: str
    absence: str
    groups: int
    dated: bool

    def for_form(self, number: int) -> Manner:
        """The manner of one of the forms: where forms differ, they alternate."""
        if not self.mixed:
            return self
        nothing = ("", "0.00", "0")[number % 3 if number > 4 else number % 2]
        return replace(self, printer=replace(self.printer, nothing=nothing, separators=number % 3 != 1))


_VARIANTS = {
    "national": Variant(code_columns=(1, 1, 1, 0), tables_first=(True, True, False)),
    "twelve": Variant(
        department_labels=("部门：",),
        year_lines=(False,),
        business_split=(True,),
        code_columns=(0,),
        code_labels=("支出功能分类科目编码",),
        amount_labels=("金额",),
        subtotals=("合计",),
    ),
    "procurement": Variant(
        department_labels=("部门：", "部门名称："),
        unit_labels=("金额单位：", "单位："),
        code_labels=("功能分类科目编码", "科目编码"),
        subtotals=("合计",),
    ),
    "split": Variant(
        form_numbers=("",),
        titles=("{title}", "{title}", "{year}年度{title}"),
        department_labels=(),
        unit_labels=("单位：",),
        year_lines=(False,),
        line_numbers=False,
        column_numbers=(False,),
        code_columns=(3, 3, 0),
        code_labels=("功能分类科目编码",),
        amount_labels=("决算数",),
        subtotals=("合计",),
        totals_last=True,
    ),
    "renamed": Variant(
        form_numbers=("财决公开{number:02}表", "表{number}", "部门公开表{number}"),
        titles=("{year}年度{title}", "{department}{title}", "{title}"),
        department_labels=("编制单位：", "公开部门：", "编制部门："),
        unit_labels=("单位：", "金额单位："),
        year_lines=(False,),
        line_numbers=False,
        column_numbers=(True, False),
        code_columns=(1, 3),
        code_labels=("支出功能分类科目编码", "科目编码"),
        business_split=(True, False),
        tables_first=(False, True),
    ),
}
_ABSENCES = (
    "说明：本部门{year}年度没有{absent}，故本表为空表。",
    "注：本部门{year}年度没有{absent}，故本表为空。",
    "2.本部门{year}年度没有{absent}，故本表无数据。",
    "说明：{department}本年度没有{absent}，故本表无数据。",
)


def make_manner(seed: int, *, place: str = "") -> Manner:
    """The manner that belongs to a seed; of a place that is no variant, the national manner under its name."""
    rng = random.Random(f"manner {seed}")  # noqa: S311  seeded on purpose
    place = place or PLACES[seed // 2 % len(PLACES)]
    variant = _VARIANTS.get(place, _VARIANTS["national"])
    year = rng.randint(*YEARS)
    unit = rng.choice(("万元", "万元", "元"))
    nothing = rng.choice(("", "", "", "0.00", "0.00", "0.00", "0", "—"))
    factor = WAN if unit == "万元" else 100
    return Manner(
        place=place,
        font=font_of(seed),
        year=year,
        unit=unit,
        printer=Printer(factor=factor, nothing=nothing, separators=rng.random() < 0.75),
        mixed=rng.random() < 0.12,
        form_number=rng.choice(variant.form_numbers),
        title=rng.choice(variant.titles),
        department_label=rng.choice(variant.department_labels) if variant.department_labels else None,
        unit_label=rng.choice(variant.unit_labels),
        year_line=rng.choice(variant.year_lines),
        line_numbers=variant.line_numbers,
        column_numbers=rng.choice(variant.column_numbers),
        code_columns=rng.choice(variant.code_columns),
        code_label=rng.choice(variant.code_labels),
        business_split=rng.choice(variant.business_split),
        tables_first=rng.choice(variant.tables_first),
        amount_label=rng.choice(variant.amount_labels),
        subtotal=rng.choice(variant.subtotals),
        totals_last=variant.totals_last,
        number_first=rng.random() < 0.3,
        head_on_one_line=rng.random() < 0.5,
        indent=rng.choice(("", "", "  ", "　")),
        absence=rng.choice(_ABSENCES),
        groups=rng.choice((2, 3)),
        dated=year < 2022 and place != "split" and rng.random() < 0.5,
    )
