"""What the sample reports must show."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import score_docparse
from benchmarks.documents import CORPUS, find_documents
from benchmarks.publishing import MEASURES
from benchmarks.scoring import Tally, total


@pytest.fixture(scope="module")
def samples() -> Tally:
    return total(score.total for score in score_docparse(find_documents(CORPUS)))


def test_all_statutory_tables_of_the_samples_are_found_and_no_other(samples: Tally) -> None:
    counts = samples.counts
    assert (counts["tables found"], counts["tables labelled"], counts["tables too many"]) == (31, 31, 0)


def test_no_statutory_table_is_read_where_a_sample_has_none() -> None:
    others = [document for document in find_documents(CORPUS, labelled=False) if not document.labels]
    assert others
    assert [score.counts["tables too many"] for score in score_docparse(others)] == [0] * len(others)


def test_all_columns_of_the_samples_are_right(samples: Tally) -> None:
    assert MEASURES["columns F1"].of(samples) == 1


@pytest.mark.parametrize("measure", ["rows F1", "cells F1"])
def test_rows_and_cells_of_the_samples_are_right(samples: Tally, measure: str) -> None:
    value = MEASURES[measure].of(samples)
    assert value is not None
    assert value >= 0.995


def test_no_wrong_cell_of_the_samples_is_silent(samples: Tally) -> None:
    assert samples.counts["silent"] == 0


def test_spans_of_all_cells_of_the_samples_hold_their_text(samples: Tally) -> None:
    assert samples.counts["spans"] > samples.counts["values"]
    assert samples.counts["spans wrong"] == 0


def test_what_the_layout_settles_is_hardly_ever_inferred(samples: Tally) -> None:
    assert samples.counts["settled inferred"] <= 0.02 * samples.counts["settled"]
