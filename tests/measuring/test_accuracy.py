"""What the sample reports must show, and that the scorer notices every kind of error."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest

import docparse
from benchmarks.__main__ import inferred_share, score_folder
from benchmarks.accuracy import Score, score_report
from benchmarks.labels import LabelTable, read_table

CORPUS = Path(__file__).parents[2] / "corpus"

LABEL = """\
# kind: expenditure
# form_number:
# title: 支出决算表
# unit: 万元
# department:
# fiscal_year:
# empty: false
@column\ttotal\t本年支出合计\t1\t
@column\tbasic\t基本支出\t2\t
@column\tproject\t项目支出\t3\t
@row\t\t\t\t合计\t7.00\t5.00\t2.00
@row\t\t\t214\t交通运输支出\t7.00\t5.00\t2.00
"""
TEXT = """\
支出决算表
单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出
栏次 1 2 3
合计 7.00 5.00 2.00
214 交通运输支出 7.00 5.00 2.00
"""


@pytest.fixture(scope="module")
def samples() -> list[Score]:
    return score_folder(CORPUS)


def total(scores: list[Score]) -> Counter[str]:
    return sum((score.counts for score in scores), Counter())


def test_all_statutory_tables_of_the_samples_are_found_and_no_other(samples: list[Score]) -> None:
    counts = total(samples)
    assert (counts["tables found"], counts["tables labelled"], counts["spurious tables"]) == (31, 31, 0)


def test_all_columns_of_the_samples_are_right(samples: list[Score]) -> None:
    counts = total(samples)
    assert counts["columns right"] == counts["columns"] > 0
    assert counts["columns too many"] == 0


def test_rows_and_cells_of_the_samples_are_right(samples: list[Score]) -> None:
    counts = total(samples)
    assert counts["rows right"] >= 0.98 * counts["rows"]
    assert counts["cells right"] >= 0.98 * counts["cells"]
    assert counts["rows too many"] == 0


def test_what_the_layout_settles_is_hardly_ever_inferred() -> None:
    assert inferred_share(CORPUS) <= 0.02


@pytest.fixture
def label(tmp_path: Path) -> LabelTable:
    path = tmp_path / "03-expenditure.tsv"
    path.write_text(LABEL, encoding="utf-8")
    return read_table(path)


def scored(label: LabelTable, text: str) -> Score:
    return score_report("made-up", docparse.parse(text), [label])


def test_table_read_as_labelled_has_no_errors(label: LabelTable) -> None:
    score = scored(label, TEXT)
    assert score.errors == []
    assert score.counts["cells right"] == score.counts["cells"] == 6


@pytest.mark.parametrize(
    ("printed", "misread", "what"),
    [
        ("214 交通运输支出 7.00 5.00 2.00", "214 交通运输支出 7.00 4.50 2.50", "is '5.00', read '4.50'"),
        ("214 交通运输支出 7.00 5.00 2.00", "214 交通运输 7.00 5.00 2.00", "name '交通运输支出', read '交通运输'"),
        ("214 交通运输支出 7.00 5.00 2.00", "", "row 214 交通运输支出 omitted"),
        ("合计 7.00 5.00 2.00\n", "合计 7.00 5.00 2.00\n213 农林水支出 1.00 1.00 0.00\n", "invented row 213"),
        ("基本支出 项目支出", "基本支出 经营支出", "column"),
        ("单位：万元", "单位：元", "unit is '万元', read '元'"),
    ],
)
def test_each_kind_of_error_is_named(label: LabelTable, printed: str, misread: str, what: str) -> None:
    assert any(what in error for error in scored(label, TEXT.replace(printed, misread)).errors)


def test_column_nobody_can_settle_is_right_only_if_it_is_doubted(label: LabelTable) -> None:
    row = dataclasses.replace(label.rows[0], open_columns=frozenset({"basic"}))
    doubtful = dataclasses.replace(label, rows=(row, *label.rows[1:]))
    assert any("undeterminable" in error for error in scored(doubtful, TEXT).errors)


def test_row_with_a_missing_value_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "torn.tsv"
    path.write_text(LABEL.replace("\t5.00\t2.00\n@row", "\t5.00\n@row"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"torn\.tsv:11: 2 values for 3 columns"):
        read_table(path)
