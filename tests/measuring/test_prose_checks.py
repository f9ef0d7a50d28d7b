"""Ties of the prose to tables and forms, and its contradictions, held against the labels."""

from __future__ import annotations

import pytest

from benchmarks.prose_references import Labelled, refer
from tests.measuring.prose_report import CONTRADICTIONS, FACTS, Report

TOTAL, BASIC, PROJECT = (f"/tables/0/rows/0/cells/{key}" for key in ("total", "basic", "project"))
SPENT = "/evaluations/0/funds/0/executed"


def labelled() -> Labelled:
    return Report().labelled


@pytest.mark.parametrize(
    ("reference", "value", "unit"),
    [
        ("03-expenditure.tsv:合计:basic", "10000.00", "万元"),
        ("e001:fund1:executed", "24.00", "万元"),
        ("e001:indicator1:actual", "400", "次"),
        ("e001:conclusion", None, ""),
        ("e001:goal1:actual", None, ""),
        ("e001:goal1:巡护次数", None, ""),
    ],
)
def test_reference_names_a_cell(reference: str, value: str | None, unit: str) -> None:
    found = refer(labelled(), reference)
    assert found is not None
    assert (None if found.value is None else str(found.value), found.unit) == (value, unit)


@pytest.mark.parametrize(
    "reference",
    [
        *("03-expenditure.tsv:合计:nothing", "03-expenditure.tsv:其他:basic", "04-income.tsv:合计:basic"),
        *("e009:fund1:executed", "e001:fund9:executed", "e001:fund1", "e001:overall_goal", "e001:nothing1:executed"),
    ],
)
def test_reference_to_what_is_not_labelled_names_nothing(reference: str) -> None:
    assert refer(labelled(), reference) is None


def test_labelled_counterparts_are_all_found() -> None:
    linked = Report().score().linked
    assert linked.wanted == linked.found == ("f1", "f2", "f4", "f12", "f14")
    assert len(linked.labelled) == 5
    assert (linked.beyond, linked.wrong) == ((), ())


def test_figure_without_a_check_is_not_linked() -> None:
    report = Report()
    report.tree["checks"] = [check for check in report.tree["checks"] if TOTAL not in check["cells"]]
    linked = report.score().linked
    assert set(linked.wanted) - set(linked.found) == {"f1"}


def test_check_that_fails_ties_as_well_and_one_that_was_not_tested_does_not() -> None:
    report = Report()
    report.tree["checks"][0].update(outcome="fails", cause="unresolved")
    assert "f1" in report.score().linked.found
    report.tree["checks"][0].update(outcome="not_tested", cause=None)
    assert "f1" not in report.score().linked.found


def test_tie_to_another_cell_is_wrong() -> None:
    report = Report()
    report.check("/facts/1/value", PROJECT)
    (wrong,) = report.score().linked.wrong
    assert (wrong.fact_id, wrong.pointer) == ("r-f2", PROJECT)


def test_tie_of_a_figure_without_counterpart_is_wrong() -> None:
    report = Report()
    report.check("/facts/7/value", SPENT)
    assert len(report.score().linked.wrong) == 1


def test_tie_to_a_copy_of_the_counterpart_is_only_counted() -> None:
    report = Report()
    report.tree["tables"][0]["rows"][0]["cells"]["project"]["value"] = "10000.00"
    report.check("/facts/1/value", PROJECT)
    linked = report.score().linked
    assert (len(linked.beyond), len(linked.wrong)) == (1, 0)


def test_zero_in_another_cell_is_no_copy() -> None:
    report = Report()
    for key in ("basic", "project"):
        report.tree["tables"][0]["rows"][0]["cells"][key]["value"] = "0.00"
    report.check("/facts/1/value", PROJECT)
    assert len(report.score().linked.wrong) == 1


@pytest.mark.parametrize("kind", ["list_sum", "rate", "of_which"])
def test_sums_and_shares_tie_nothing(kind: str) -> None:
    report = Report()
    report.check("/facts/1/value", PROJECT, kind=kind)
    assert report.score().linked.wrong == ()


def test_check_over_several_figures_ties_nothing() -> None:
    report = Report()
    report.check("/facts/1/value", "/facts/3/value", TOTAL)
    assert report.score().linked.wrong == ()


def test_doubtful_counterpart_may_be_found_and_is_not_wanted() -> None:
    report = Report(facts=FACTS.replace("03-expenditure.tsv:合计:basic", "03-expenditure.tsv:合计:basic?"))
    linked = report.score().linked
    assert "f2" not in linked.wanted
    assert len(linked.labelled) == 5


def test_counterpart_that_is_text_is_counted_apart() -> None:
    report = Report(facts=FACTS.replace("e001:indicator1:actual", "e001:goal1:actual"))
    linked = report.score().linked
    assert linked.texts == ("f14",)
    assert "f14" not in linked.wanted


def test_accusing_check_over_both_sides_finds_the_contradiction() -> None:
    report = Report()
    report.check("/facts/0/value", TOTAL, cause="source")
    accused = report.score().accused
    assert (accused.known, accused.missed, accused.false) == ((("tables", True, True),), (), ())


def test_check_that_cannot_tell_notices_only() -> None:
    report = Report()
    report.check("/facts/0/value", TOTAL, cause="unresolved")
    accused = report.score().accused
    assert accused.known == (("tables", False, True),)
    assert accused.missed == ("narrative in lines 3: the totals differ",)


def test_accusation_that_the_labels_do_not_know_is_false() -> None:
    report = Report()
    report.check("/facts/1/value", BASIC, cause="source")
    report.check("/facts/0/value", "/facts/1/value", "/facts/3/value", kind="list_sum", cause="source")
    assert report.score().accused.false == ("narrative of 2", "list_sum of 3")


def test_accusations_among_tables_are_not_judged_here() -> None:
    report = Report()
    report.check(TOTAL, BASIC, kind="row_sum", cause="source")
    assert report.score().accused.false == ()


def test_contradiction_within_the_prose_needs_a_figure_of_either_side() -> None:
    known = CONTRADICTIONS.replace("03-expenditure.tsv:合计:total", "f2 f4")
    report = Report(contradictions=known)
    report.check("/facts/0/value", "/facts/1/value", kind="list_sum", cause="source")
    assert report.score().accused.known == (("prose", True, True),)
