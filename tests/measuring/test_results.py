"""A result is read the same from a report and from its JSON; views that leave out what is scored are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import docparse
from benchmarks.results import printed, read_report, read_results, wrong_spans
from tests.measuring.tables import claim

TEXT = """\
支出决算表
单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出
栏次 1 2 3
合计 7.00 5.00 2.00
214 交通运输支出 7.00 5.00 2.00
"""


def test_table_of_a_report_is_read_with_what_is_printed() -> None:
    (table,) = read_report(docparse.parse(TEXT))
    assert (table.kind, table.facts["unit"], table.facts["form_number"]) == ("expenditure", "万元", "")
    row = table.rows[1]
    assert (row.code, row.name) == ("214", "交通运输支出")
    assert {key: printed(cell) for key, cell in row.cells.items()} == {
        "total": "7.00",
        "basic": "5.00",
        "project": "2.00",
    }


def test_json_file_reads_as_its_report_does(tmp_path: Path) -> None:
    report = docparse.parse(TEXT)
    (tmp_path / "made.json").write_text(report.to_json(), encoding="utf-8")
    (result,) = read_results(tmp_path).values()
    assert (result.name, result.tables) == ("made.json", read_report(report))


def test_lines_of_a_jsonl_file_are_results_by_the_digest_of_their_source(tmp_path: Path) -> None:
    reports = [docparse.parse(TEXT), docparse.parse(TEXT.replace("7.00", "8.00"))]
    path = tmp_path / "made.jsonl"
    path.write_text("\n".join(report.to_json(indent=None) for report in reports), encoding="utf-8")
    assert list(read_results(path)) == [report.source.sha256 for report in reports]


def test_two_results_of_one_source_are_refused(tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        (tmp_path / name).write_text(docparse.parse(TEXT).to_json(), encoding="utf-8")
    with pytest.raises(ValueError, match=r"two\.json: a second report"):
        read_results(tmp_path)


@pytest.mark.parametrize("view", ["plain", "no_spans"])
def test_view_without_statuses_or_spans_is_refused(tmp_path: Path, view: str) -> None:
    path = tmp_path / "view.json"
    path.write_text(docparse.parse(TEXT).to_json(view=view), encoding="utf-8")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not the full JSON of a report"):
        read_results(path)


def test_mark_for_no_value_is_what_is_printed() -> None:
    assert [printed(claim(text)) for text in ("5.00", "—", "_")] == ["5.00", "—", ""]


def test_spans_that_hold_other_characters_are_found_in_any_cell() -> None:
    tree = json.loads(docparse.parse(TEXT).to_json())
    cells, wrong = wrong_spans(tree, TEXT)
    assert cells > 6
    assert wrong == []
    tree["tables"][0]["rows"][0]["name"]["spans"] = [[0, 2]]
    tree["tables"][0]["rows"][0]["cells"]["total"]["spans"] = [[1, 2]]
    assert len(wrong_spans(tree, TEXT)[1]) == 2
