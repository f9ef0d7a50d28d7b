"""What is counted of a report, for the summary and for --fail-on."""

from __future__ import annotations

import pytest

from docparse.tally import count
from tests.schema.build import changed, report_tree


def test_tables_rows_values_and_diagnostics_are_counted() -> None:
    tally = count(report_tree())
    assert (tally.tables, tally.rows, tally.values, tally.diagnostics) == (1, 2, 3, 1)


def test_guessed_blank_counts_as_inferred() -> None:
    settled = changed(report_tree(), "/tables/0/rows/0/unsettled", [])
    assert (count(report_tree()).found("inferred"), count(settled).found("inferred")) == (2, 1)


@pytest.mark.parametrize(
    "place",
    ["/organization", "/tables/0/title", "/tables/0/rows/0/cells/total", "/facts/0/value", "/evaluations/0/title"],
)
def test_conflicting_cell_is_found_wherever_it_stands(place: str) -> None:
    tree = changed(report_tree(), f"{place}/status", "conflicting")
    assert (count(report_tree()).found("conflicting"), count(tree).found("conflicting")) == (0, 1)


def test_metadata_that_looks_like_a_cell_is_not_counted() -> None:
    tree = changed(report_tree(), "/metadata/lookalike/status", "conflicting")
    assert count(tree).found("conflicting") == 0


@pytest.mark.parametrize(
    ("severity", "code", "unread"),
    [
        ("error", "reading.something", 1),
        ("warning", "decoding.unread-line", 1),
        ("warning", "decoding.unplaced-number", 1),
        ("warning", "segmenting.unclaimed-text", 1),
        ("warning", "decoding.something", 0),
    ],
)
def test_unread_text_is_told_by_severity_or_code(severity: str, code: str, unread: int) -> None:
    tree = changed(report_tree(), "/diagnostics/0/severity", severity)
    assert count(changed(tree, "/diagnostics/0/code", code)).found("unread") == unread
