"""Whole reports: what a caller of the library gets for a small made-up text."""

from __future__ import annotations

import copy
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import docparse
from docparse.errors import LimitError
from docparse.options import Options
from tests.build import cells_of, text

if TYPE_CHECKING:
    from docparse.schema import Report

HEAD = """
    云岭县灯塔管理处2031年度部门决算公开说明
    第一部分 部门概况
    本处负责全县灯塔、浮标和航道标志的运行和维护，下设三个航标站。
    第二部分 2031年度部门决算表
"""
EXPENDITURE = """
    支出决算表
    公开03表
    部门：云岭县灯塔管理处 2031年度 金额单位：万元
    科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 66.40 40.10 26.30
    208 社会保障和就业支出 10.10 10.10
    20805 行政事业单位养老支出 10.10 10.10
    2080505 机关事业单位基本养老保险缴费支出 10.10 10.10
    214 交通运输支出 56.30 30.00 26.30
    21499 其他交通运输支出 56.30 30.00 26.30
    2149998 灯塔运行维护 30.00 30.00
    2149999 其他交通运输支出 26.30 26.30
"""
SUMMARY = """
    收入支出决算总表
    公开01表
    部门：云岭县灯塔管理处 金额单位：万元
    收入 支出
    项目 行次 金额 项目 行次 金额
    栏次 1 栏次 2
    一、一般公共预算财政拨款收入 1 60.00 一、社会保障和就业支出 5 10.10
    二、其他收入 2 6.40 二、交通运输支出 6 56.30
    本年收入合计 3 66.40 本年支出合计 7 66.40
    总计 4 66.40 总计 8 66.40
"""
THREE_PUBLIC = """
    财政拨款“三公”经费支出决算表
    公开09表
    部门：云岭县灯塔管理处 金额单位：万元
    预算数 决算数
    合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
    小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费
    1 2 3 4 5 6 7 8 9 10 11 12
    9.50 0.00 8.00 0.00 8.00 1.50 7.80 0.00 7.10 0.00 7.10 0.70
"""
PROSE = """
    第三部分 2031年度部门决算情况说明
    2031年度支出总计66.40万元，其中基本支出40.10万元，占60.4%。
"""
REPORT = text(HEAD + SUMMARY + EXPENDITURE + THREE_PUBLIC + PROSE)


@pytest.fixture(scope="module")
def report() -> Report:
    return docparse.parse(REPORT, name="lighthouse.txt")


def amount_spans(report: Report) -> list[tuple[int, int]]:
    """The spans of all amounts and marks of all tables, rows and columns."""
    return [
        span
        for table in report.tables
        for row in table.rows
        for cell in row.cells.values()
        if cell is not None
        for span in cell.spans
    ]


def test_tables_stand_in_source_order(report: Report) -> None:
    assert [table.id for table in report.tables] == ["income_expenditure_summary", "expenditure", "three_public"]


def test_value_is_found_by_code_and_column(report: Report) -> None:
    cell = report.table("expenditure").cell("2149998", "basic")
    assert cell is not None
    assert cell.value == "30.00"


def test_value_of_a_side_is_found_by_its_item(report: Report) -> None:
    cell = report.table("income_expenditure_summary").cell("income.other", "amount")
    assert cell is not None
    assert cell.value == "6.40"


def test_head_of_the_report_is_read(report: Report) -> None:
    values = [cell and cell.value for cell in (report.organization, report.administrative_division, report.fiscal_year)]
    assert values == ["云岭县灯塔管理处", "云岭县", "2031"]
    assert report.document_kind == "final_accounts"


def test_value_that_an_identity_covers_is_verified(report: Report) -> None:
    (row,) = report.table("three_public").rows
    assert {cell and cell.status for cell in row.cells.values()} == {"verified"}


def test_verified_value_has_a_check_that_holds(report: Report) -> None:
    held = {pointer for check in report.checks if check.outcome == "holds" for pointer in check.cells}
    tables = report.to_dict()["tables"]
    verified = {
        f"/tables/{number}/rows/{place}/cells/{key}"
        for number, table in enumerate(tables)
        for place, row in enumerate(table["rows"])
        for key, cell in row["cells"].items()
        if cell and cell["status"] == "verified"
    }
    assert verified
    assert verified <= held


def test_value_of_a_short_row_is_inferred_with_alternatives(report: Report) -> None:
    cell = report.table("expenditure").cell("2149999", "project")
    assert cell is not None
    assert cell.status == "inferred"
    assert cell.alternatives


def test_every_inferred_amount_lists_its_alternatives(report: Report) -> None:
    rows = [row for table in report.tables for row in table.rows]
    inferred = [cell for row in rows for cell in row.cells.values() if cell and cell.status == "inferred"]
    assert inferred
    assert all(cell.alternatives for cell in inferred)


def test_blank_of_a_short_row_is_unsettled(report: Report) -> None:
    row = report.table("expenditure").row("2149999")
    assert "operating" in row.unsettled
    assert all(row.cells[key] is None for key in row.unsettled)


def test_alternative_names_a_column_of_the_table_that_is_not_the_chosen_one(report: Report) -> None:
    table = report.table("expenditure")
    keys = {column.key for column in table.columns}
    for row in table.rows:
        for key, cell in row.cells.items():
            named = [other.column for other in (cell.alternatives or ())] if cell else []
            assert set(named) <= keys - {key}


def test_raw_is_what_stands_at_the_spans(report: Report) -> None:
    found = list(cells_of(report.to_dict()))
    assert len(found) > 50
    assert [cell for cell in found if cell["raw"] != "".join(REPORT[a:b] for a, b in cell["spans"])] == []


def test_two_amounts_never_share_characters(report: Report) -> None:
    spans = sorted(amount_spans(report))
    assert [(one, other) for one, other in pairwise(spans) if other[0] < one[1]] == []


def test_every_amount_of_the_tables_stands_in_one_cell(report: Report) -> None:
    tables = text(SUMMARY + EXPENDITURE + THREE_PUBLIC)
    printed = Counter(piece for piece in tables.split() if "." in piece)
    raws = Counter(
        cell.raw for table in report.tables for row in table.rows for cell in row.cells.values() if cell is not None
    )
    assert raws == printed


def test_span_leads_back_to_its_line(report: Report) -> None:
    cell = report.table("expenditure").cell("2149999", "total")
    assert cell is not None
    where = report.locate(cell.spans[0])
    assert REPORT.splitlines()[where.line - 1].startswith("2149999")


def test_figures_of_the_prose_are_facts_with_their_sections() -> None:
    found = docparse.parse("一、收入情况\n2031年度本年收入合计12.50万元。\n")
    (fact,) = found.facts
    assert (fact.subject, fact.value.value, fact.unit, fact.section) == ("income.total", "12.50", "万元", 0)
    assert found.sections[0].title == "收入情况"


def test_prose_without_figures_states_nothing() -> None:
    assert docparse.parse("一、主要职能\n负责灯塔的管理和养护。\n").facts == ()


def test_text_without_tables_is_a_report_all_the_same() -> None:
    found = docparse.parse("灯塔今年没有熄灭。")
    assert (found.tables, found.complete, found.document_kind) == ((), True, "other")


def test_neighbour_genre_is_said_to_be_one() -> None:
    assert docparse.parse("云岭县灯塔管理处2031年部门预算公开说明\n一、部门概况\n").document_kind == "budget"


def test_kind_of_document_can_be_forced() -> None:
    assert docparse.parse(REPORT, options=Options(document_kind="other")).document_kind == "other"


def test_tables_are_read_whatever_kind_is_forced() -> None:
    assert len(docparse.parse(REPORT, options=Options(document_kind="budget")).tables) == 3


# ---- what is passed along


def test_metadata_comes_back_untouched() -> None:
    metadata = {"address": "https://example.org/a", "year": 2031, "tags": ["灯塔", None], "nested": {"a": [1.5]}}
    assert docparse.parse(REPORT, metadata=metadata).to_dict()["metadata"] == metadata


def test_metadata_of_the_caller_is_not_changed() -> None:
    metadata = {"year": 2030, "nested": {"a": [1]}}
    before = copy.deepcopy(metadata)
    docparse.parse(REPORT, metadata=metadata)
    assert metadata == before


def test_metadata_never_fills_a_value() -> None:
    found = docparse.parse("灯塔今年没有熄灭。", metadata={"organization": "云岭县灯塔管理处", "year": 2031})
    assert (found.organization, found.fiscal_year) == (None, None)


def test_metadata_that_disagrees_is_reported_and_the_text_believed() -> None:
    found = docparse.parse(REPORT, metadata={"year": 2030})
    assert found.fiscal_year is not None
    assert found.fiscal_year.value == "2031"
    (told,) = (record for record in found.diagnostics if record.code == "pipeline.metadata-disagrees")
    assert (told.fields["given"], told.fields["read"]) == ("2030", "2031")


def test_metadata_that_agrees_is_not_reported() -> None:
    found = docparse.parse(REPORT, metadata={"year": 2031, "organization": "云岭县灯塔管理处"})
    assert "pipeline.metadata-disagrees" not in [record.code for record in found.diagnostics]


# ---- bytes


def test_gb18030_file_gives_the_tables_of_its_text(report: Report) -> None:
    found = docparse.parse_bytes(REPORT.encode("gb18030"))
    assert found.source.encoding == "gb18030"
    assert found.tables == report.tables


def test_byte_order_mark_moves_no_span(report: Report) -> None:
    assert docparse.parse_bytes(b"\xef\xbb\xbf" + REPORT.encode()).tables == report.tables


def test_windows_line_ends_are_counted_and_change_no_value(report: Report) -> None:
    windows = REPORT.replace("\n", "\r\n")
    found = docparse.parse_bytes(windows.encode())
    assert found.source.characters == len(windows)
    assert [table["rows"] for table in found.plain()["tables"]] == [table["rows"] for table in report.plain()["tables"]]
    assert all(cell["raw"] == "".join(windows[a:b] for a, b in cell["spans"]) for cell in cells_of(found.to_dict()))


def test_file_is_read_under_its_name(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "灯塔.txt"
    path.write_bytes(REPORT.encode())
    found = docparse.parse_file(path)
    assert found.source.name == "灯塔.txt"
    assert found.tables == report.tables


# ---- the same everywhere


def test_same_text_gives_the_same_bytes() -> None:
    assert docparse.parse(REPORT).to_json().encode() == docparse.parse(REPORT).to_json().encode()


def reports() -> list[str]:
    """Eight unlike reports: other tables, other units, other layouts."""
    tabbed = Path(__file__).parent.joinpath("cases").glob("*/tabbed-*.txt")
    return [
        REPORT,
        text(EXPENDITURE),
        text(SUMMARY).replace("万元", "元"),
        text(THREE_PUBLIC + EXPENDITURE),
        text(EXPENDITURE + EXPENDITURE),
        *(path.read_text(encoding="utf-8") for path in sorted(tabbed)[:3]),
    ]


def test_eight_threads_give_what_one_after_the_other_gives() -> None:
    texts = reports() * 2
    assert len(set(texts)) == 8
    serial = [docparse.parse(each).to_json(indent=None) for each in texts]
    with ThreadPoolExecutor(max_workers=8) as pool:
        parallel = list(pool.map(lambda each: docparse.parse(each).to_json(indent=None), texts))
    assert parallel == serial


def test_report_before_leaves_no_trace_in_the_next() -> None:
    fresh = docparse.parse(text(EXPENDITURE)).to_json()
    docparse.parse(REPORT)
    assert docparse.parse(text(EXPENDITURE)).to_json() == fresh


def test_report_read_back_from_json_is_the_same(report: Report) -> None:
    assert type(report).model_validate_json(report.to_json()) == report


# ---- limits


def test_step_limit_ends_the_work_early_and_says_so() -> None:
    found = docparse.parse(REPORT, options=Options(max_steps=1))
    assert found.complete is False
    assert len(found.tables) < 3
    (told,) = (record for record in found.diagnostics if record.code == "pipeline.step-limit")
    assert told.severity == "error"


def test_step_limit_ends_the_work_at_the_same_place_each_time() -> None:
    options = Options(max_steps=50)
    assert docparse.parse(REPORT, options=options).to_json() == docparse.parse(REPORT, options=options).to_json()


def test_part_that_was_read_before_the_limit_is_what_the_whole_report_says(report: Report) -> None:
    for steps in range(1, 80, 6):
        found = docparse.parse(REPORT, options=Options(max_steps=steps))
        assert found.complete == (len(found.tables) == 3)
        assert found.tables == report.tables[: len(found.tables)]


def test_report_below_the_step_limit_is_complete() -> None:
    found = docparse.parse(REPORT, options=Options(max_steps=1_000_000))
    assert found.complete
    assert len(found.tables) == 3


def test_report_over_the_step_limit_is_never_called_complete() -> None:
    prose = "灯塔今年没有熄灭。\n" * 200
    found = docparse.parse(prose, options=Options(max_steps=10))
    assert not found.complete
    assert "pipeline.step-limit" in [record.code for record in found.diagnostics]


def test_wall_clock_that_runs_out_raises() -> None:
    with pytest.raises(LimitError) as refused:
        docparse.parse(REPORT, options=Options(max_seconds=1e-9))
    assert refused.value.limit == 1e-9


def test_wall_clock_runs_out_in_a_text_without_tables_too() -> None:
    with pytest.raises(LimitError):
        docparse.parse("灯塔今年没有熄灭。\n" * 2000, options=Options(max_seconds=1e-9))


def test_wall_clock_that_suffices_changes_nothing(report: Report) -> None:
    options = replace(Options(), max_seconds=600.0)
    assert docparse.parse(REPORT, name="lighthouse.txt", options=options).to_json() == report.to_json()


# ---- damaged texts


PIECES = REPORT.split("\n")


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The report with lines lost, doubled and exchanged, and a piece of a line torn out."""
    lines = [line for line in PIECES if draw(st.integers(0, 9))]
    if lines and draw(st.booleans()):
        at = draw(st.integers(0, len(lines) - 1))
        lines.insert(draw(st.integers(0, len(lines))), lines[at])
    whole = "\n".join(lines)
    cut = draw(st.integers(0, len(whole)))
    return whole[:cut] + whole[cut + draw(st.integers(0, 12)) :] or "。"


@given(damaged())
@settings(max_examples=60)
def test_damaged_report_still_says_only_what_is_printed(broken: str) -> None:
    if not broken.strip():
        return
    found = docparse.parse(broken)
    assert all(cell["raw"] == "".join(broken[a:b] for a, b in cell["spans"]) for cell in cells_of(found.to_dict()))
    spans = sorted(amount_spans(found))
    assert [(one, other) for one, other in pairwise(spans) if other[0] < one[1]] == []


@given(damaged())
@settings(max_examples=30)
def test_json_of_a_damaged_report_can_be_read_back(broken: str) -> None:
    if broken.strip():
        assert json.loads(docparse.parse(broken).to_json())["schema_version"] == "1.0"


def test_text_of_a_file_is_what_parse_takes_and_spans_count(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("﻿支出决算表\r\n单位：万元\r\n".encode())
    text = docparse.read_text(path)
    assert text == "支出决算表\r\n单位：万元\r\n"
    assert docparse.parse(text).source.characters == len(text)


def test_rows_of_a_table_that_no_form_has_state_no_facts() -> None:
    printed = """
    购买灯具支出情况表
    公开12表
    单位：万元
    品名⇥数量⇥总计
    灯具⇥3⇥5.00
    303⇥对灯塔的补助⇥2.00⇥2.00⇥0.00
    """
    assert not docparse.parse(text(printed)).facts


def test_wrapped_sentence_with_amounts_is_no_row_of_a_table() -> None:
    printed = """
    一、收入决算情况说明
    本年收入合计52.00万元，其他收入
    12.00 万元，比上年增加 3.00
    万元。培训渔民
    14.53 万人次，比上年增加 0.99
    万人次。
    """
    facts = docparse.parse(text(printed)).facts
    assert [fact.value.value for fact in facts] == ["52.00", "12.00", "3.00", "14.53", "0.99"]
