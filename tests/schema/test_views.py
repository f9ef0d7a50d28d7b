"""Views are the same tree with less in each Cell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docparse.schema import Report
from tests.schema.build import cell, report_tree


@pytest.fixture
def report() -> Report:
    return Report.model_validate(report_tree())


def paths(tree: Any, place: str = "") -> set[str]:
    """The places of a tree; a full Cell counts as one place."""
    if isinstance(tree, dict) and not {"raw", "status"} <= tree.keys():
        return {path for key, inner in tree.items() for path in paths(inner, f"{place}/{key}")} | {place}
    if isinstance(tree, list):
        return {path for i, inner in enumerate(tree) for path in paths(inner, f"{place}/{i}")} | {place}
    return {place}


def test_plain_view_has_the_places_of_the_full_tree(report: Report) -> None:
    tree = report_tree() | {"metadata": {}}
    assert paths(Report.model_validate(tree).plain()) == paths(Report.model_validate(tree).to_dict())


def test_plain_view_has_the_value_of_a_cell(report: Report) -> None:
    assert report.plain()["organization"] == "灯塔管理处"


def test_plain_view_has_values_in_the_cells_of_rows(report: Report) -> None:
    assert report.plain()["tables"][0]["rows"][0]["cells"] == {"total": "12.50", "basic": "10.00", "project": None}


def test_plain_view_has_null_for_a_no_value_mark(report: Report) -> None:
    assert report.plain()["tables"][0]["rows"][1]["cells"]["basic"] is None


def test_plain_view_has_values_in_what_no_form_declares(report: Report) -> None:
    assert report.plain()["evaluations"][0]["indicators"][0]["extra"] == {"浮标": "不含浮标。", "备注": None}


def test_plain_view_has_values_of_facts_and_notes(report: Report) -> None:
    plain = report.plain()
    assert (plain["facts"][1]["value"], plain["tables"][0]["notes"]) == ("2.5", ["不含浮标。"])


def test_plain_view_keeps_what_is_not_a_cell(report: Report) -> None:
    table = report.plain()["tables"][0]
    assert (table["unit_factor"], table["rows"][0]["unsettled"]) == ("10000", ["project"])


@pytest.mark.parametrize("view", ["plain", "without_spans"])
def test_metadata_that_looks_like_a_cell_is_left_alone(report: Report, view: str) -> None:
    assert getattr(report, view)()["metadata"]["lookalike"] == cell("12.50")


def test_view_without_spans_keeps_everything_else_of_a_cell(report: Report) -> None:
    shown = report.without_spans()["tables"][0]["rows"][0]["cells"]["basic"]
    alternatives = [{"column": "project", "value": "10.00"}, {"column": None, "value": None}]
    assert shown == {"value": "10.00", "status": "inferred", "alternatives": alternatives, "repaired": True}


def test_view_without_spans_leaves_blanks_null(report: Report) -> None:
    assert report.without_spans()["tables"][0]["rows"][0]["cells"]["project"] is None


def test_view_without_spans_keeps_the_spans_of_tables(report: Report) -> None:
    assert report.without_spans()["tables"][0]["spans"] == report_tree()["tables"][0]["spans"]


@pytest.mark.parametrize(("view", "method"), [("plain", "plain"), ("no_spans", "without_spans")])
def test_json_of_a_view_is_the_view(report: Report, view: str, method: str) -> None:
    assert json.loads(report.to_json(view=view)) == getattr(report, method)()  # type: ignore[arg-type]
