"""Generated documents: which are held out, and what is stored of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import evaluation_readme
from benchmarks.documents import Rendered, department_of, extractor_of, find_documents, read_name
from benchmarks.evaluation_scoring import FormTally
from benchmarks.scoring import Tally
from benchmarks.unseen import measure
from tests.measuring.documents import LABEL, programs_that_read_nothing, write_document
from tests.measuring.evaluation_forms import PROJECT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("0012-national-wide-layout", Rendered(12, "layout")),
        ("0009-twelve-text-piped", Rendered(9, "piped")),
        ("000", None),
        (".typeset", None),
    ],
)
def test_folder_of_a_generated_document_says_seed_and_extractor(name: str, expected: Rendered | None) -> None:
    assert read_name(name) == expected


def test_extractor_of_a_document_that_is_not_generated_is_its_name() -> None:
    assert extractor_of("0012-national-wide-layout") == "layout"
    assert extractor_of("004") == "004"


def test_renderings_of_a_seed_are_of_one_department() -> None:
    assert department_of("0012-national-wide-layout") == department_of("0012-national-text-piped") == "12"
    assert department_of("004") == "004"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setitem(sys.modules, "benchmarks.baselines", programs_that_read_nothing())
    wrong = LABEL.replace("5.00\t2.00\n", "4.00\t3.00\n")
    for seed in (300, 301, 302):
        for extractor in ("wide-raw", "text-piped"):
            folder = write_document(tmp_path / f"{seed:04}-national-{extractor}", label=wrong)
            if extractor == "wide-raw":
                (folder / "evaluations").mkdir()
                (folder / "evaluations" / "001.tsv").write_text(PROJECT, encoding="utf-8")
    write_document(tmp_path / "letters")
    return measure(find_documents(tmp_path), date="2032-09-14", progress=lambda _name: None)


def test_held_out_seeds_are_apart_from_those_that_may_be_looked_into(tree: dict[str, Any]) -> None:
    assert {name: (part["documents"], part["seeds"]) for name, part in tree["sets"].items()} == {
        "generated": (4, [300, 302]),
        "unseen": (2, [301]),
    }


def test_figures_are_kept_by_extractor_and_add_up(tree: dict[str, Any]) -> None:
    part = tree["sets"]["generated"]
    tallies = [Tally.from_json(figures).counts["cells"] for figures in part["extractors"].values()]
    assert list(part["extractors"]) == ["piped", "raw"]
    assert sum(tallies) == Tally.from_json(part["all"]).counts["cells"] == 24


def test_other_programs_are_scored_on_the_same_documents(tree: dict[str, Any]) -> None:
    for counts in tree["sets"]["unseen"]["programs"].values():
        assert Tally.from_json(counts).mistakes == {"table missed": 12}


def test_failures_are_shown_of_the_set_that_may_be_looked_into_only(tree: dict[str, Any]) -> None:
    assert "misread" in tree["sets"]["generated"]["failures"][0]["sentence"]
    assert tree["sets"]["unseen"]["failures"] == []


def test_what_is_stored_names_day_and_engine_and_is_json(tree: dict[str, Any]) -> None:
    assert json.loads(json.dumps(tree))["date"] == "2032-09-14"
    assert set(tree["engine"]) == {"sources", "knowledge"}


def test_forms_are_counted_by_extractor_where_they_are_labelled(tree: dict[str, Any]) -> None:
    forms = {name: list(part["evaluations"]) for name, part in tree["sets"].items()}
    assert forms == {"generated": ["all", "raw"], "unseen": ["all", "raw"]}
    tally = FormTally.from_json(tree["sets"]["generated"]["evaluations"]["raw"])
    assert (tally.counts["forms"], tally.counts["forms found"]) == (2, 0)
    assert tally.mistakes["form missed"] > 0


def test_forms_of_few_departments_have_no_interval(tree: dict[str, Any]) -> None:
    assert tree["sets"]["unseen"]["evaluations"]["all"]["intervals"] == {}


def test_readme_tells_forms_of_generated_reports_by_extractor(tree: dict[str, Any]) -> None:
    tree["sets"]["unseen"]["evaluations"]["raw"]["intervals"] = {"indicator cells": [0.25, 0.5]}
    (line,) = (line for line in evaluation_readme.generated(tree).split("\n") if line.startswith("| unseen: `pdf"))
    assert line.startswith("| unseen: `pdftotext -raw` | 0 of 1 |")
    assert "(0.2500 to 0.5000)" in line
    assert evaluation_readme.generated(None) == ""
