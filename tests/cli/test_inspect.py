"""``docparse inspect``, ``forms`` and ``schema``: what a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docparse.cli.inspect import describe
from docparse.cli.messages import Messages
from docparse.grammars.load import load_forms
from docparse.schema import Report
from docparse.schema.json_schema import render_schema
from tests.schema.build import TEXT, report_tree, spans

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docparse.cli.terminal import Listing
    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]


@pytest.fixture
def listings() -> dict[str, Listing]:
    """What is shown of a made-up report, by title."""
    unclaimed = {"severity": "warning", "code": "segmenting.unclaimed-text", "message": "", "fields": {}}
    tree = report_tree()
    tree["diagnostics"] += [unclaimed | {"spans": spans("项目 修灯\n维护灯塔")}]
    report = Report.model_validate(tree)
    report.attach_source(TEXT)
    return {listing.title: listing for listing in describe(report, TEXT, messages=Messages("en"))}


def test_head_tells_what_the_document_is(listings: dict[str, Listing]) -> None:
    facts = dict(listings[""].rows)  # type: ignore[arg-type]
    assert (facts["document kind"], facts["organisation"], facts["fiscal year"]) == (
        "final_accounts",
        "灯塔管理处",
        "2031",
    )
    assert (facts["encoding"], facts["complete"], facts["title"]) == ("utf-8", "yes", "—")


def test_outline_has_lines_and_headings(listings: dict[str, Listing]) -> None:
    assert listings["Outline"].rows == (("2", "一、灯塔概况"),)


def test_tables_have_lines_title_unit_rows_and_statuses(listings: dict[str, Listing]) -> None:
    statuses = "read 2, inferred 1, not_applicable 1, unsettled 1"
    assert listings["Tables"].rows == (("4", "expenditure", "支出决算表", "万元", "2", statuses),)


def test_recognition_has_score_runner_up_margin_and_rendering(listings: dict[str, Listing]) -> None:
    (row,) = listings["How the tables were recognised"].rows
    assert row == ("expenditure", "expenditure", "0.90", "—", "0.25", "spaced")


def test_unclaimed_text_has_lines_and_an_excerpt(listings: dict[str, Listing]) -> None:
    assert listings["Unclaimed text"].rows == (("10-11", "项目 修灯 维护灯塔"),)


def test_diagnostics_have_lines(listings: dict[str, Listing]) -> None:
    assert listings["Diagnostics"].rows == (("3", "warning", "decoding.unplaced-number", "2.50 stands in no column"),)


def test_inspected_file_shows_its_table(run: Run, report_file: Path) -> None:
    outcome = run("inspect", report_file)
    assert (outcome.code, outcome.err) == (0, "")
    assert "  3-10   expenditure  支出决算表  万元     3  verified 18" in outcome.out.splitlines()


def test_inspecting_speaks_chinese_where_asked(run: Run, report_file: Path) -> None:
    assert "  单位      青石县茶园管理所\n" in run("inspect", report_file, "--lang", "zh").out


def test_inspecting_a_missing_file_fails_in_one_line(run: Run) -> None:
    outcome = run("inspect", "nowhere.txt")
    assert (outcome.code, outcome.err) == (1, "docparse: nowhere.txt: no such file or folder\n")


def test_forms_lists_every_kind_and_title(run: Run) -> None:
    words = set(run("forms").out.split())
    assert {name for form in load_forms() for name in (form.kind, *form.titles)} <= words


def test_schema_is_json_schema_of_a_report(run: Run) -> None:
    schema = run("schema").report
    assert set(schema["required"]) == set(Report.model_fields)


def test_schema_is_printed_as_it_is_packaged(run: Run) -> None:
    assert run("schema").out == render_schema()
