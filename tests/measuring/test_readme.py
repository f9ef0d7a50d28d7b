"""The README shows the figures that the benchmark gives, no others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import markdown
from benchmarks.accuracy import score_docparse
from benchmarks.documents import CORPUS, find_documents
from benchmarks.readme import BEGIN, END, between_markers, block
from benchmarks.results import ReadTable
from benchmarks.scoring import DocumentScore, score_tables
from benchmarks.unseen import measure
from tests.measuring.documents import programs_that_read_nothing, write_document
from tests.measuring.tables import label, read

README = Path(__file__).parents[2] / "README.md"
ROW = "214 交通运输支出"


def test_readme_shows_what_the_benchmark_measures() -> None:
    documents = find_documents(CORPUS)
    shown = between_markers(README.read_text(encoding="utf-8"))
    assert shown == markdown(CORPUS, documents, score_docparse(documents))


def scores(*tables: ReadTable) -> list[DocumentScore]:
    return [score_tables("d1", tables, [label(f"{ROW} 7.00 0.00 _")])]


def lines(text: str) -> dict[str, list[str]]:
    """The cells of all tables by the first cell of their line."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return {row[0]: row[1:] for row in rows}


def test_markers_enclose_what_is_compared() -> None:
    assert between_markers(f"before\n{BEGIN}\n\nfigures\n\n{END}\nafter") == "figures"


def test_readme_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        between_markers("figures")


def test_each_sample_report_has_its_line() -> None:
    found = lines(block(scores(read(f"{ROW} 7.00 0.00 0.00")), {}, None, agreement={"d1": "3/3"}))
    assert found["d1 (spaced)"] == ["1 of 1", "3 / 3", "1 / 1", "0.8000", "2 / 3", "0 of 1", "0 of 0", "1", "3 / 3"]


def test_statuses_have_rate_bound_coverage_and_number_with_zeros_apart() -> None:
    found = lines(block(scores(read(f"{ROW} 7.00!verified 0.00 0.00")), {}, None, agreement={}))
    assert found["`verified`"] == ["0.0 (≤ 10000.0), 33.3%, n 1"]
    assert found["`read`, zeros"][0].startswith("5000.0 (≤ ")
    assert found["`read`"] == ["–"]


def test_other_programs_stand_in_the_same_table() -> None:
    found = lines(
        block(scores(read(f"{ROW} 7.00 0.00 _")), {"a guess": scores(read(f"{ROW} 7.00 7.00 _"))}, None, agreement={})
    )
    assert found["*a guess*: all"][0].startswith("3333.3 (≤ ")
    assert found["*a guess*: all"][0].endswith("cells F1 0.5000; silent 1")


@pytest.fixture
def unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setitem(sys.modules, "benchmarks.baselines", programs_that_read_nothing())
    for seed in (300, 301):
        write_document(tmp_path / f"{seed:04}-national-wide-raw")
    return measure(find_documents(tmp_path), date="2032-09-14", progress=lambda _name: None)


def test_sample_generated_and_unseen_reports_stand_apart(unseen: dict[str, Any]) -> None:
    found = lines(block(scores(read(f"{ROW} 7.00 0.00 _")), {}, unseen, agreement={}))
    assert found["wrong per 10,000 claims"] == [
        "sample: 1 reports",
        "generated: 1 departments in 1 texts",
        "unseen: 1 departments in 1 texts",
    ]
    assert found["`pdftotext -raw`"] == ["1.0000", "1.0000", "0.0", "1.0000", "1.0000", "0.0"]
