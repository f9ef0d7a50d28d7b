"""The two simple programs that stand beside docparse in the benchmark: as good as such programs are, and no better."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from benchmarks.baselines import first_balancing, whitespace_split
from benchmarks.labels import LabelColumn, LabelTable, read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.results import ReadRow, ReadTable

    Program = Callable[[str, Sequence[LabelTable]], tuple[ReadTable, ...]]

CORPUS = Path(__file__).parents[2] / "corpus"
BOTH = pytest.mark.parametrize("program", [whitespace_split, first_balancing])
EXPENDITURE = ("total", "basic", "project", "operating")
FUND = (
    "opening.total",
    "income.total",
    "expenditure.total",
    "expenditure.basic",
    "expenditure.project",
    "closing.total",
)


def text(printed: str) -> str:
    """A snippet without its indentation; tabs are written as ⇥."""
    return dedent(printed).strip("\n").replace("⇥", "\t") + "\n"


def label(kind: str, columns: Sequence[str], lines: str = "1-99", title: str = "") -> LabelTable:
    made = []
    for number, column in enumerate(columns, start=1):
        key, _, side = column.partition("@")
        made.append(LabelColumn(key, key, str(number), side))
    facts = {"kind": kind, "source_lines": lines, "title": title}
    return LabelTable(f"01-{kind}.tsv", facts, tuple(made), (), ())


def read(program: Program, printed: str, asked: LabelTable) -> list[ReadRow]:
    (table,) = program(text(printed), [asked])
    return list(table.rows)


def values(row: ReadRow) -> list[str | None]:
    return [None if cell is None else cell.value or cell.raw for cell in row.cells.values()]


@BOTH
def test_full_row_is_read_as_it_stands(program: Program) -> None:
    (row,) = read(program, "2140101 行政运行 1,007.00 1,005.00 2.00 0.00", label("expenditure", EXPENDITURE))
    assert (row.code, row.name) == ("2140101", "行政运行")
    assert values(row) == ["1007.00", "1005.00", "2.00", "0.00"]


def test_split_takes_position_for_column_where_a_blank_has_vanished() -> None:
    (row,) = read(whitespace_split, "214 交通运输支出 1.00 7.00 6.00 6.00 2.00", label("government_fund", FUND))
    assert values(row) == ["1.00", "7.00", "6.00", "6.00", "2.00", None]


def test_first_balancing_moves_values_to_the_right_until_the_sums_hold() -> None:
    (row,) = read(first_balancing, "214 交通运输支出 1.00 7.00 6.00 6.00 2.00", label("government_fund", FUND))
    assert values(row) == ["1.00", "7.00", "6.00", "6.00", None, "2.00"]


def test_first_balancing_takes_the_first_of_several_layouts() -> None:
    (row,) = read(first_balancing, "2140104 公路建设 7.00 7.00", label("expenditure", EXPENDITURE))
    assert values(row) == ["7.00", "7.00", None, None]


def test_values_that_never_balance_are_packed_to_the_left() -> None:
    (row,) = read(first_balancing, "2140104 公路建设 7.00 5.00 1.00", label("expenditure", EXPENDITURE))
    assert values(row) == ["7.00", "5.00", "1.00", None]


@BOTH
@pytest.mark.parametrize("printed", ["214⇥交通运输支出⇥7.00⇥⇥7.00⇥", "| 214 | 交通运输支出 | 7.00 | | 7.00 | |"])
def test_tabs_and_pipes_keep_blanks_in_their_places(program: Program, printed: str) -> None:
    (row,) = read(program, printed, label("expenditure", EXPENDITURE))
    assert values(row) == ["7.00", None, "7.00", None]


@BOTH
def test_halves_of_a_summary_are_rows_of_their_sides(program: Program) -> None:
    printed = """
        项目 行次 金额 项目 行次 金额
        一、上级补助收入 1 8.00 一、外交支出 3
        2 二、教育支出 4 5.00
        """
    rows = read(program, printed, label("income_expenditure_summary", ("amount@income", "amount@expenditure")))
    assert [(row.side, row.line_number, row.name, values(row)) for row in rows] == [
        ("income", "1", "一、上级补助收入", ["8.00"]),
        ("expenditure", "3", "一、外交支出", [None]),
        ("income", "2", "", [None]),
        ("expenditure", "4", "二、教育支出", ["5.00"]),
    ]


@BOTH
def test_groups_of_a_line_are_rows_of_their_own(program: Program) -> None:
    printed = "30101 基本工资 7.00 30201 办公费 30701 国内债务付息 2.00"
    rows = read(program, printed, label("general_budget_basic_expenditure", ["amount"]))
    assert [(row.code, values(row)) for row in rows] == [("30101", ["7.00"]), ("30201", [None]), ("30701", ["2.00"])]


@BOTH
def test_code_in_three_cells_is_joined(program: Program) -> None:
    (row,) = read(program, "214 01 04 公路建设 7.00 7.00 0.00 0.00", label("expenditure", EXPENDITURE))
    assert row.code == "2140104"


@BOTH
def test_heads_column_numbers_and_notes_are_no_rows(program: Program) -> None:
    printed = """
        支出决算表
        科目编码 科目名称 合计 基本支出 项目支出 经营支出
        栏次 1 2 3 4
        1 2 3 4
        合计 7.00 7.00 0.00 0.00
        注：本表反映 2031 年度支出 7.00 万元
        """
    assert [row.name for row in read(program, printed, label("expenditure", EXPENDITURE))] == ["合计"]


@BOTH
def test_mark_for_no_value_is_kept_as_a_mark(program: Program) -> None:
    (row,) = read(program, "行次\n国内接待费 8 — 10.00", label("three_public_general", ("initial_budget", "final")))[
        -1:
    ]
    cell = row.cells["initial_budget"]
    assert cell is not None
    assert (cell.value, cell.raw, cell.status) == (None, "—", "not_applicable")


@BOTH
def test_row_of_figures_without_a_name_is_read(program: Program) -> None:
    columns = [f"budget.{key}" for key in ("total", "abroad", "vehicles")]
    (row,) = read(program, "1 2 3\n5.00 0.00 5.00", label("three_public", columns))
    assert values(row) == ["5.00", "0.00", "5.00"]


@BOTH
def test_wrapped_name_is_not_put_together(program: Program) -> None:
    (row,) = read(
        program, "机关事业单位基本养老\n2080505 7.00 7.00 0 0\n保险缴费支出", label("expenditure", EXPENDITURE)
    )
    assert (row.code, row.name) == ("2080505", "")


@BOTH
def test_only_the_lines_of_the_label_are_read(program: Program) -> None:
    printed = "214 交通运输支出 7.00 7.00 0 0\n221 住房保障支出 2.00 2.00 0 0"
    assert [row.code for row in read(program, printed, label("expenditure", EXPENDITURE, lines="2-2"))] == ["221"]


@BOTH
def test_without_lines_a_table_reaches_from_its_title_to_the_next_one(program: Program) -> None:
    printed = text("""
        支出决算表
        214 交通运输支出 7.00 7.00 0 0
        收入决算表
        214 交通运输支出 9.00 9.00 0 0
        """)
    labels = [
        label("expenditure", EXPENDITURE, lines="", title="支出决算表"),
        label("income", ("total", "fiscal_appropriation", "business", "other"), lines="", title="收入决算表"),
    ]
    assert [values(row)[0] for table in program(printed, labels) for row in table.rows] == ["7.00", "9.00"]


@BOTH
def test_title_that_is_not_there_gives_a_table_without_rows(program: Program) -> None:
    assert read(program, "214 交通运输支出 7.00", label("expenditure", EXPENDITURE, lines="", title="支出决算表")) == []


@BOTH
def test_facts_are_read_from_the_head(program: Program) -> None:
    head = "支出决算表\n公开03表\n部门：云溪县档案馆 2031年度 金额单位：万元\n"
    (table,) = program(head, [label("expenditure", EXPENDITURE)])
    assert table.facts == {
        "title": "支出决算表",
        "form_number": "公开03表",
        "unit": "万元",
        "department": "云溪县档案馆",
        "fiscal_year": "2031",
    }


@BOTH
@pytest.mark.parametrize("seed", range(5))
def test_torn_text_never_stops_a_program(program: Program, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  seeded on purpose
    pieces = ["\t", " ", "\n", "|", "7.00", "—", "214", "合计", "一、", "栏次", "1", "30101", "注", "办公费"]
    torn = "".join(rng.choice(pieces) for _ in range(400))
    labels = [label("expenditure", EXPENDITURE), label("general_budget_basic_expenditure", ["amount"])]
    labels += [label("income_expenditure_summary", ("amount@income", "amount@expenditure"))]
    assert len(program(torn, labels)) == len(labels)


@BOTH
def test_tabbed_report_is_read_nearly_whole(program: Program) -> None:
    labels = read_tables(CORPUS / "004")
    tables = program((CORPUS / "004" / "source.txt").read_text(encoding="utf-8"), labels)
    rows = sum(len(table.rows) for table in labels)
    assert sum(len(table.rows) for table in tables) == pytest.approx(rows, rel=0.02)
