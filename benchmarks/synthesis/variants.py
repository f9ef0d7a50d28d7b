"""How places print the forms: the national template and three provinces that differ from it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.synthesis.accounts import WAN
from benchmarks.synthesis.forms import Printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The manner of one place.

    Attributes:
        form_number: pattern for the number of a form ("" where none is printed); takes ``number``.
        title: pattern around a title; takes ``year``, ``department`` and ``title``.
        department_label: what stands before the department's name on a form.
        unit_label: what stands before the unit.
        year_line: whether the year stands on every form.
        line_numbers: whether the summaries print 行次.
        column_numbers: whether a row numbers the value columns.
        code_columns: 1, 3 (类, 款 and 项 apart) or 0 (one cell under three header cells 类 款 项).
        business_split: whether 事业收入 is split in 小计 and 其中：教育收费.
        tables_first: whether the tables stand before the prose.
        amount_label: header of the amount column in the summaries.
    """

    name: str
    form_number: str = "公开{number:02}表"
    title: str = "{title}"
    department_label: str = "部门："
    unit_label: str = "金额单位："
    year_line: bool = True
    line_numbers: bool = True
    column_numbers: bool = True
    code_columns: int = 1
    business_split: bool = False
    tables_first: bool = False
    amount_label: str = "决算数"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """A variant in a year, with the choices that differ from one document of a place to the next."""

    variant: Variant
    year: int
    unit: str
    printer: Printer
    head_on_one_line: bool
    indent: str


VARIANTS = (
    Variant(name="national", department_label="部门："),
    Variant(
        name="twelve",
        year_line=False,
        business_split=True,
        code_columns=0,
        amount_label="金额",
        tables_first=True,
    ),
    Variant(
        name="prefixed",
        form_number="部门公开表{number}",
        title="{year}年度{title}",
        department_label="编制单位：",
        unit_label="单位：",
        year_line=False,
        line_numbers=False,
        business_split=True,
    ),
    Variant(
        name="renamed",
        form_number="财决公开{number:02}表",
        title="{department}{title}",
        department_label="公开部门：",
        unit_label="单位：",
        column_numbers=False,
        code_columns=3,
        tables_first=True,
    ),
)


def make_manner(seed: int) -> Manner:
    """The manner that belongs to a seed: neighbouring seeds share a variant, so that both halves see all of them."""
    rng = random.Random(f"manner {seed}")  # noqa: S311  seeded on purpose
    variant = VARIANTS[seed // 2 % len(VARIANTS)]
    unit = "元" if rng.random() < 0.3 else "万元"
    nothing = rng.choice(("", "", "0.00", "0.00", "0", "—"))
    if variant.name == "national" and rng.random() < 0.3:
        variant = replace(variant, code_columns=0)
    return Manner(
        variant=variant,
        year=rng.randint(2019, 2024),
        unit=unit,
        printer=Printer(factor=WAN if unit == "万元" else 100, nothing=nothing, separators=rng.random() < 0.75),
        head_on_one_line=rng.random() < 0.5,
        indent=rng.choice(("", "", "  ", "　")),
    )
