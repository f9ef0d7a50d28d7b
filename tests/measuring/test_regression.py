"""No figure of the samples gets worse than the stored one; what is stored names its engine and its labels."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import score_docparse
from benchmarks.documents import CORPUS, find_documents
from benchmarks.regression import baseline_of, engine_fingerprint, read_baseline, worse
from tests.measuring.documents import LABEL, TEXT, write_document


def test_no_figure_of_the_samples_is_worse_than_the_stored_one() -> None:
    documents = find_documents(CORPUS)
    assert worse(read_baseline(), baseline_of(documents, score_docparse(documents))) == []


def test_stored_baseline_names_its_engine() -> None:
    assert read_baseline()["engine"].keys() == engine_fingerprint().keys() == {"sources", "knowledge"}


def measured(folder: Path) -> dict[str, Any]:
    documents = find_documents(folder)
    return baseline_of(documents, score_docparse(documents))


@pytest.fixture
def stored(tmp_path: Path) -> dict[str, Any]:
    write_document(tmp_path / "d1")
    return measured(tmp_path)


def test_same_figures_are_not_worse(stored: dict[str, Any]) -> None:
    assert worse(stored, copy.deepcopy(stored)) == []


@pytest.mark.parametrize(("figure", "by"), [("cells right", -1), ("rows whole", -1), ("silent", 1), ("missing", 2)])
def test_figure_that_got_worse_is_named(stored: dict[str, Any], figure: str, by: int) -> None:
    now = copy.deepcopy(stored)
    now["documents"]["d1"]["figures"][figure] += by
    assert [sentence.split(" was")[0] for sentence in worse(stored, now)] == [f"d1: {figure}"]
    assert worse(now, stored) == []


def test_row_that_is_read_beyond_the_label_is_worse(stored: dict[str, Any], tmp_path: Path) -> None:
    text = TEXT + "215 资源勘探支出 1.00 1.00 0.00\n"
    (tmp_path / "d1" / "source.txt").write_text(text, encoding="utf-8")
    assert "d1: rows read not right was 0, is 1" in worse(stored, measured(tmp_path))


def test_changed_label_asks_for_a_new_baseline(stored: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "d1" / "tables" / "01-expenditure.tsv"
    path.write_text(LABEL.replace("2.00\n", "0.00\n"), encoding="utf-8")
    (sentence,) = worse(stored, measured(tmp_path))
    assert "its labels are not those of the baseline" in sentence


def test_document_that_is_gone_is_not_passed_over(stored: dict[str, Any]) -> None:
    assert len(worse(stored, {"documents": {}})) == 1
