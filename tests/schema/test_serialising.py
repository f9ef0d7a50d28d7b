"""The written form: the same report gives the same bytes, and reading them gives the same report."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.schema import Cell, Report
from tests.schema.build import TEXT, cell, report_tree

CELL = {"value": "12.50", "raw": "12.50", "spans": [[102, 107]], "status": "verified"}


@pytest.fixture
def report() -> Report:
    return Report.model_validate(report_tree())


@pytest.mark.parametrize("indent", [2, None])
def test_json_read_back_is_written_as_the_same_bytes(report: Report, indent: int | None) -> None:
    written = report.to_json(indent=indent)
    assert Report.model_validate_json(written).to_json(indent=indent).encode() == written.encode()


def test_json_read_back_is_the_same_report(report: Report) -> None:
    assert Report.model_validate_json(report.to_json()) == report


def test_json_says_what_the_tree_said(report: Report) -> None:
    tree = report_tree()
    for rows in ("funds", "goals", "tasks"):
        tree["evaluations"][0][rows][0]["extra"] = {}
    assert json.loads(report.to_json()) == tree


def test_dict_says_what_the_json_says(report: Report) -> None:
    assert report.to_dict() == json.loads(report.to_json())


def test_dict_has_the_key_order_of_the_json(report: Report) -> None:
    assert json.dumps(report.to_dict()) == json.dumps(json.loads(report.to_json()))


def test_keys_stand_in_the_order_of_the_schema_whatever_the_order_of_the_input(report: Report) -> None:
    backwards = dict(reversed(report_tree().items()))
    assert Report.model_validate(backwards).to_json() == report.to_json()


def test_cells_of_a_row_keep_the_order_of_its_columns(report: Report) -> None:
    assert list(report.to_dict()["tables"][0]["rows"][0]["cells"]) == ["total", "basic", "project"]


def test_compact_json_is_one_line_without_spaces() -> None:
    compact = '{"value":"12.50","raw":"12.50","spans":[[102,107]],"status":"verified"}'
    assert Cell.model_validate(CELL).model_dump_json() == compact


def test_optional_keys_of_a_cell_are_written_where_they_say_something(report: Report) -> None:
    written = report.to_dict()["tables"][0]["rows"][0]["cells"]["basic"]
    assert list(written) == ["value", "raw", "spans", "status", "alternatives", "repaired"]


@pytest.mark.parametrize("empty", [{"alternatives": None}, {"disputed_by": []}, {"repaired": False}], ids=str)
def test_optional_keys_of_a_cell_are_left_out_where_they_say_nothing(empty: dict[str, object]) -> None:
    assert Cell.model_validate(CELL | empty).model_dump(mode="json") == CELL


def test_json_keeps_non_ascii_characters_as_they_are(report: Report) -> None:
    assert '"value": "灯塔维护"' in report.to_json()


@pytest.mark.parametrize("view", ["full", "plain", "no_spans"])
def test_json_ends_without_a_newline(report: Report, view: str) -> None:
    assert report.to_json(view=view).endswith("\n}")  # type: ignore[arg-type]


def test_source_text_is_not_written(report: Report) -> None:
    before = report.to_json()
    report.attach_source(TEXT)
    assert report.to_json() == before


def test_report_passes_between_processes_with_its_text(report: Report) -> None:
    report.attach_source(TEXT)
    received = pickle.loads(pickle.dumps(report))  # noqa: S301
    assert (received, received.locate((0, 1))) == (report, report.locate((0, 1)))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_writing_and_reading(text: str) -> None:
    tree = report_tree()
    tree["organization"] = cell("灯塔管理处", value=text)
    tree["metadata"] = {text: text}
    report = Report.model_validate(tree)
    read = Report.model_validate_json(report.to_json())
    assert (read.organization, read.metadata) == (report.organization, {text: text})
