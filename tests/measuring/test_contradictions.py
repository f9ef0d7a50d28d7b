"""Accusations of the source against the labelled contradictions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import docparse
from benchmarks.contradictions import Contradiction, judge_accusations, read_contradictions
from benchmarks.documents import CORPUS, find_documents
from benchmarks.labels import LabelTable

LABELS = (
    LabelTable("01-a.tsv", {"kind": "fiscal_appropriation_summary"}, (), (), ()),
    LabelTable("02-b.tsv", {"kind": "general_budget_expenditure"}, (), (), ()),
)
KNOWN = Contradiction(
    frozenset({("01-a.tsv", "expenditure/40", "total")}),
    frozenset({("02-b.tsv", "208", "expenditure.total")}),
    "the class differs",
)


def report(*pointers: str, cause: str | None = "source") -> dict[str, Any]:
    summary = {"code": None, "line_number": {"value": "40"}, "side": "expenditure"}
    coded = {"code": {"value": "208"}, "line_number": None, "side": None}
    return {
        "tables": [
            {"id": "x", "kind": "fiscal_appropriation_summary", "rows": [summary]},
            {"id": "y", "kind": "general_budget_expenditure", "rows": [coded]},
        ],
        "checks": [{"cause": cause, "statement": "5 ≠ 7", "cells": list(pointers)}],
    }


BOTH = ("/tables/0/rows/0/cells/total", "/tables/1/rows/0/cells/expenditure.total")


def test_check_over_both_sides_finds_the_contradiction() -> None:
    judged = judge_accusations("made-up", report(*BOTH), LABELS, [KNOWN])
    assert (judged.found, judged.missed, judged.false) == (("the class differs",), (), ())


def test_check_over_one_side_is_a_false_accusation() -> None:
    judged = judge_accusations("made-up", report(BOTH[0]), LABELS, [KNOWN])
    assert (judged.found, judged.missed, judged.false) == ((), ("the class differs",), ("5 ≠ 7",))


@pytest.mark.parametrize("cause", [None, "unresolved"])
def test_check_that_does_not_accuse_the_source_counts_for_nothing(cause: str | None) -> None:
    judged = judge_accusations("made-up", report(*BOTH, cause=cause), LABELS, [KNOWN])
    assert (judged.missed, judged.false) == (("the class differs",), ())


def test_check_over_a_figure_of_the_prose_is_not_judged_here() -> None:
    judged = judge_accusations("made-up", report(BOTH[0], "/facts/0/value"), LABELS, [KNOWN])
    assert (judged.missed, judged.false) == (("the class differs",), ())


def test_line_that_lacks_a_field_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "contradictions.tsv"
    file.write_text("cross_table\t3,4\ta:1:x\tb:2:y\t5\t7\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"contradictions\.tsv:1: 6 fields instead of 7"):
        read_contradictions(file)


@pytest.mark.parametrize("document", find_documents(CORPUS), ids=lambda document: document.name)
def test_all_contradictions_of_the_samples_are_found_and_nobody_else_is_accused(document: Any) -> None:
    known = read_contradictions(document.folder / "contradictions.tsv")
    tree = docparse.parse_file(document.source).to_dict()
    judged = judge_accusations(document.name, tree, document.labels, known)
    assert (judged.missed, judged.false) == ((), ())
    assert len(judged.found) == len(known)
