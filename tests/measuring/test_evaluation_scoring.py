"""Each kind of error in a read evaluation form is counted once, and as what it is."""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.evaluation_calibration import calibrate, proofs, verified_wrong
from benchmarks.evaluation_families import FAMILIES, TEXTS
from benchmarks.evaluation_results import read_evaluations
from benchmarks.evaluation_scoring import EvaluationScore, Evidence, FormTally, grouped, score_evaluations
from docparse.schema import Evaluation
from tests.measuring.evaluation_forms import DEPARTMENT, PROJECT, replaced, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.results import Tree


def scored(change: Callable[[Tree], object], *texts: str) -> EvaluationScore:
    """The score of a report in which one thing was changed after all was read right."""
    source, tree, labels = written(*(texts or (PROJECT,)))
    change(tree)
    return score_evaluations("d1", source, tree, labels)


def nothing(_tree: Tree) -> None:
    """Changes nothing."""


def first(tree: Tree) -> dict[str, Any]:
    form: dict[str, Any] = tree["evaluations"][0]
    return form


def wrong_families(score: EvaluationScore) -> dict[str, int]:
    counts = score.total.counts
    wrong = {family: counts[family] - counts[f"{family} right"] for family in FAMILIES}
    return {family: count for family, count in wrong.items() if count}


def test_made_up_tree_is_one_of_the_contract() -> None:
    _, tree, _ = written(PROJECT, DEPARTMENT)
    kinds = [Evaluation.model_validate_json(json.dumps(form)).kind for form in tree["evaluations"]]
    assert kinds == ["project", "department"]


def test_tally_survives_json() -> None:
    tally = scored(nothing, PROJECT, DEPARTMENT).total
    assert tally.evidence
    assert FormTally.from_json(json.loads(json.dumps(tally.as_json()))) == tally


def test_form_that_is_read_right_has_no_mistake() -> None:
    score = scored(nothing, PROJECT, DEPARTMENT)
    total = score.total
    assert wrong_families(score) == {}
    assert total.mistakes == Counter()
    assert total.counts["silent"] == 0
    assert [total.counts[name] for name in ("forms", "forms found", "forms spurious", "forms whole")] == [2, 2, 0, 2]
    assert [total.counts[name] for name in ("rows", "rows read", "rows right")] == [4, 4, 4]
    assert [total.counts[name] for name in ("reports", "reports whole", "spans wrong")] == [1, 1, 0]
    assert {family: total.likeness(family) for family in TEXTS} == dict.fromkeys(TEXTS, 1)
    assert all(total.right(family) == 1 for family in FAMILIES)


def test_fields_that_neither_has_do_not_count() -> None:
    counts = scored(nothing).total.counts
    assert counts["project names"] == 1
    assert counts["header"] == 8
    assert counts["totals"] == 3
    assert counts["texts"] == 4
    assert counts["tasks"] == counts["goal years"] == 0


@pytest.mark.parametrize(
    ("block", "row", "field", "family"),
    [
        ("", 0, "project_name", "project names"),
        ("", 0, "implementing_unit", "header"),
        ("", 0, "score_total", "totals"),
        ("", 0, "conclusion", "texts"),
        ("", 0, "other_notes", "other texts"),
        ("funds", 1, "executed", "funds"),
        ("funds", 1, "source", "funds"),
        ("goals", 0, "actual", "texts"),
        ("indicators", 0, "level1", "indicator cells"),
        ("indicators", 0, "level2", "indicator cells"),
        ("indicators", 0, "target", "indicator cells"),
        ("indicators", 0, "actual", "indicator cells"),
        ("indicators", 0, "weight", "indicator cells"),
        ("indicators", 0, "score", "indicator cells"),
        ("indicators", 0, "basis", "other texts"),
        ("indicators", 1, "deviation", "texts"),
    ],
)
def test_wrong_value_is_a_silent_misreading_of_its_family(block: str, row: int, field: str, family: str) -> None:
    def misread(tree: Tree) -> None:
        (first(tree)[block][row] if block else first(tree))[field]["value"] = "错"

    score = scored(misread)
    assert wrong_families(score) == {family: 1}
    assert score.total.mistakes == Counter({"misread": 1})
    assert [score.total.counts[name] for name in ("silent", "forms found", "forms whole")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("row", "field", "value", "family"),
    [
        (0, "target_operator", ">", "indicator parts"),
        (0, "target_value", "38", "indicator parts"),
        (0, "actual_unit", "回", "indicator parts"),
        (0, "level1_weight", "60", "indicator parts"),
    ],
)
def test_plain_value_has_the_status_of_its_cell(row: int, field: str, value: str, family: str) -> None:
    def misread(tree: Tree) -> None:
        first(tree)["indicators"][row][field] = value

    def misread_in_doubt(tree: Tree) -> None:
        misread(tree)
        first(tree)["indicators"][row][field.partition("_")[0]]["status"] = "inferred"

    assert wrong_families(scored(misread)) == {family: 1}
    assert (scored(misread).total.counts["silent"], scored(misread_in_doubt).total.counts["silent"]) == (1, 0)


def test_level_and_role_of_a_fund_are_fields() -> None:
    def misread(tree: Tree) -> None:
        first(tree)["funds"][2] |= {"level": 2, "role": "of_which"}

    assert wrong_families(scored(misread)) == {"funds": 2}


def test_year_of_a_goal_is_a_field() -> None:
    def misread(tree: Tree) -> None:
        first(tree)["goals"][1]["year"] = "2033"

    assert wrong_families(scored(misread, DEPARTMENT)) == {"goal years": 1}


def test_kind_is_a_field_of_the_header() -> None:
    assert wrong_families(scored(lambda tree: first(tree).update(kind="department"))) == {"header": 1}


@pytest.mark.parametrize("status", ["inferred", "conflicting"])
def test_doubted_value_is_wrong_and_not_silent(status: str) -> None:
    score = scored(lambda tree: first(tree)["indicators"][0]["score"].update(value="3", status=status))
    assert wrong_families(score) == {"indicator cells": 1}
    assert score.total.counts["silent"] == 0


def test_blank_for_a_value_is_omitted_and_not_silent() -> None:
    score = scored(lambda tree: first(tree)["indicators"][0].update(score=None))
    assert score.total.mistakes == Counter({"omitted": 1})
    assert score.total.counts["silent"] == 0


def test_value_for_a_blank_is_invented_and_silent() -> None:
    def invent(tree: Tree) -> None:
        first(tree)["indicators"][0]["deviation"] = copy.deepcopy(first(tree)["indicators"][0]["target"])

    score = scored(invent)
    assert score.total.mistakes == Counter({"invented": 1})
    assert score.total.counts["silent"] == 1
    assert score.total.counts["texts"] == 5


def test_values_that_changed_places_are_in_the_wrong_fields() -> None:
    def swap(tree: Tree) -> None:
        row = first(tree)["indicators"][1]
        row["weight"], row["score"] = row["score"], row["weight"]

    assert scored(swap).total.mistakes == Counter({"wrong field": 2})


def test_printed_mark_is_compared_as_printed() -> None:
    assert wrong_families(scored(lambda tree: first(tree)["funds"][1]["weight"].update(raw="-"))) == {"funds": 1}


def test_white_space_and_width_are_no_difference() -> None:
    def spread(tree: Tree) -> None:
        first(tree)["project_name"]["value"] = "河湖长制 巡护经费"
        first(tree)["indicators"][1]["target"]["value"] = "＝１００ ％"
        first(tree)["conclusion"]["value"] = "巡护任务如期完成,资金使用规范。"

    assert wrong_families(scored(spread)) == {}


def test_operator_is_compared_as_printed_in_the_whole_target() -> None:
    assert wrong_families(scored(lambda tree: first(tree)["indicators"][0]["target"].update(value=">=380次"))) == {
        "indicator cells": 1
    }


def test_row_that_was_not_read_misses_all_its_fields() -> None:
    score = scored(lambda tree: first(tree)["indicators"].pop(1))
    assert score.total.mistakes == Counter({"row missed": 14})
    assert [score.total.counts[name] for name in ("rows", "rows read", "rows right")] == [3, 2, 2]


def test_row_that_nobody_labelled_is_invented() -> None:
    row = dict.fromkeys(("level1", "level2", "target", "actual", "weight", "score", "deviation", "basis"))

    def invent(tree: Tree) -> None:
        plain = {f"{name}_{part}": None for name in ("target", "actual") for part in ("operator", "value", "unit")}
        level3 = {"value": "群众满意度", "raw": "表", "spans": [[7, 8]], "status": "read"}
        first(tree)["indicators"].insert(1, {**row, **plain, "level1_weight": None, "level3": level3, "extra": {}})

    score = scored(invent)
    assert score.total.mistakes == Counter({"row invented": 1})
    assert [score.total.counts[name] for name in ("rows", "rows read", "rows right")] == [3, 4, 3]


def test_row_with_a_torn_name_is_not_found_and_its_fields_are_still_compared() -> None:
    score = scored(lambda tree: first(tree)["indicators"][1]["level3"].update(value="整改及时"))
    assert [score.total.counts[name] for name in ("rows", "rows read", "rows right")] == [3, 3, 2]
    assert wrong_families(score) == {"indicator names": 1}


def test_rows_that_changed_places_are_found_only_where_the_order_holds() -> None:
    def swap(tree: Tree) -> None:
        rows = first(tree)["indicators"]
        rows[0], rows[1] = rows[1], rows[0]

    assert scored(swap).total.counts["rows right"] == 2


def test_form_that_was_missed_misses_all_its_fields() -> None:
    score = scored(lambda tree: tree["evaluations"].pop(0), PROJECT, DEPARTMENT)
    total = score.total
    assert set(total.mistakes) == {"form missed"}
    assert [total.counts[name] for name in ("forms", "forms found", "forms spurious", "silent")] == [2, 1, 0, 0]
    assert total.counts["fields"] == scored(nothing, PROJECT, DEPARTMENT).total.counts["fields"]
    assert score.forms[0].misses == ("form missed",)


def test_form_that_nobody_labelled_is_spurious_and_all_of_it_wrong() -> None:
    source, tree, labels = written(PROJECT, DEPARTMENT)
    total = score_evaluations("d1", source, tree, labels[:1]).total
    assert [total.counts[name] for name in ("forms", "forms found", "forms spurious", "reports whole")] == [1, 1, 1, 0]
    assert set(total.mistakes) == {"form invented"}
    assert total.counts["silent"] == total.mistakes["form invented"]
    assert [total.counts[name] for name in ("rows", "rows read", "rows right")] == [3, 4, 3]


def test_form_read_from_elsewhere_is_missed_and_spurious() -> None:
    counts = scored(lambda tree: first(tree).update(spans=[[0, 6]])).total.counts
    assert [counts[name] for name in ("forms found", "forms spurious")] == [0, 1]


def test_texts_are_measured_by_their_similarity_too() -> None:
    score = scored(lambda tree: first(tree)["conclusion"].update(value="巡护任务如期完成，资金使用。"))
    assert score.total.right("texts") == 3 / 4
    assert score.total.likeness("texts") == pytest.approx((3 + 14 / 16) / 4)
    missing = scored(lambda tree: first(tree).update(conclusion=None))
    assert missing.total.likeness("texts") == pytest.approx(3 / 4)


def test_fact_taken_from_outside_the_form_is_not_printed_on_it() -> None:
    text = replaced("# unit: 万元", "# unit:")

    def inherit(tree: Tree) -> None:
        first(tree)["unit"] = {"value": "万元", "raw": "此处", "spans": [[0, 2]], "status": "inferred"}

    assert wrong_families(scored(inherit, text)) == {}
    assert wrong_families(scored(inherit)) == {"header": 1}


def test_notes_and_fields_without_a_key_are_looked_for_in_extra() -> None:
    counts = scored(nothing, PROJECT, DEPARTMENT).total.counts
    assert (counts["remarks"], counts["remarks right"]) == (2, 2)
    lost = scored(lambda tree: first(tree).update(extra={}))
    assert lost.total.counts["remarks right"] == 0
    assert lost.forms[0].misses == ("note or field without a key not in extra: 备注：本表由水利站填报。",)
    assert lost.total.counts["forms whole"] == 1


TIED = replaced("\t10.00\t10.00\t8.00\t—\t80.00\t—", "\t10.00?\t?\t8.00?\t—\t80.00\t—")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("10.00", None, "8.00"), 0),
        ((None, "10.00", "8.00"), 0),
        (("10.00", "8.00", None), 0),
        (("10.00", "9.00", "8.00"), 1),
        (("9.00", None, None), 1),
        (("80.00", None, None), 1),
    ],
)
def test_marked_fields_of_a_fund_share_their_values(values: tuple[str | None, ...], wrong: int) -> None:
    def place(tree: Tree) -> None:
        for field, value in zip(("initial_budget", "full_year_budget", "executed"), values, strict=True):
            cell = {"value": value, "raw": "表", "spans": [[7, 8]], "status": "inferred"}
            first(tree)["funds"][2][field] = cell if value else None

    score = scored(place, TIED)
    assert sum(wrong_families(score).values()) == wrong
    assert score.total.counts["tied"] - score.total.counts["tied right"] == wrong


def test_marked_blank_that_is_left_blank_is_no_field() -> None:
    assert scored(nothing, TIED).total.counts["funds"] == scored(nothing).total.counts["funds"] - 1


def test_marked_field_of_an_indicator_is_right_as_labelled_only() -> None:
    text = replaced("\t400次\t\t400\t次\t30", "\t400次?\t\t400\t次?\t30")
    assert wrong_families(scored(nothing, text)) == {}
    assert wrong_families(scored(lambda tree: first(tree)["indicators"][0].update(actual_unit="400次"), text)) == {
        "indicator parts": 1
    }


def verify(tree: Tree, *fields: tuple[str, int, str]) -> None:
    for block, row, field in fields:
        (first(tree)[block][row] if block else first(tree))[field]["status"] = "verified"


def test_proof_is_measured_over_the_numbers_that_an_identity_covers() -> None:
    score = scored(
        lambda tree: verify(tree, ("indicators", 0, "weight"), ("funds", 0, "score"), ("", 0, "score_total"))
    )
    found = {proof.quantity: (proof.covered, proof.verified) for proof in proofs(score.total)}
    assert found == {"weights": (5, 1), "scores": (5, 2), "funds": (12, 0)}
    assert verified_wrong(score.total) == 0


def test_uncovered_number_is_none_of_the_proved() -> None:
    text = replaced("# score_total: 96.50", "# score_total:")
    score = scored(lambda tree: verify(tree, ("indicators", 0, "score")), text)
    assert "scores" not in {proof.quantity for proof in proofs(score.total)}


def test_wrong_value_that_is_verified_is_counted_as_such() -> None:
    def misread(tree: Tree) -> None:
        verify(tree, ("indicators", 0, "weight"))
        first(tree)["indicators"][0]["weight"]["value"] = "3"

    score = scored(misread)
    assert verified_wrong(score.total) == 1
    (line,) = [line for line in calibrate(score.total) if line.status == "verified"]
    assert (line.quantity, line.covered.n, line.covered.wrong, line.others.n) == ("weights", 1, 1, 0)


def test_number_that_is_missing_is_still_one_that_an_identity_covers() -> None:
    score = scored(lambda tree: first(tree)["indicators"][0].update(weight=None))
    assert score.total.evidence[Evidence("weights", "missing", covered=True, right=False)] == 1
    assert {proof.quantity: proof.covered for proof in proofs(score.total)}["weights"] == 5


def test_characters_of_a_form_are_accounted_for_or_unclaimed() -> None:
    source, tree, labels = written(PROJECT)
    (start, end), *_ = first(tree)["conclusion"]["spans"]
    tree["diagnostics"].append({"code": "evaluating.unclaimed-text", "spans": [[start, end]]})
    tree["diagnostics"].append({"code": "matching.no-form", "spans": first(tree)["spans"]})
    counts = score_evaluations("d1", source, tree, labels).total.counts
    assert counts["characters"] - counts["characters accounted"] == counts["characters unclaimed"] == end - start
    assert counts["characters"] - counts["characters in cells"] == len("表完")


def test_characters_outside_the_spans_of_a_form_are_not_accounted_for() -> None:
    def shorten(tree: Tree) -> None:
        ((start, end),) = first(tree)["spans"]
        first(tree)["spans"] = [[start, end - 2]]

    counts = scored(shorten).total.counts
    assert counts["characters"] - counts["characters accounted"] == len("完")


def test_cell_whose_span_holds_something_else_is_counted() -> None:
    counts = scored(lambda tree: first(tree)["grade"].update(raw="良")).total.counts
    assert (counts["spans wrong"], counts["spans"] > 50) == (1, True)


def test_forms_add_up_by_their_variant() -> None:
    score = scored(lambda tree: first(tree)["indicators"].pop(), PROJECT, DEPARTMENT)
    by_variant = grouped(score.forms, lambda form: form.variant)
    assert {name: tally.counts["rows right"] for name, tally in by_variant.items()} == {"云溪": 2, "云溪部门": 1}


def test_view_without_statuses_is_refused() -> None:
    source, tree, labels = written(PROJECT)
    first(tree)["conclusion"] = "巡护任务如期完成，资金使用规范。"
    del first(tree)["funds"][0]["source"]["status"]
    with pytest.raises(ValueError, match="not the full JSON of a report"):
        score_evaluations("d1", source, tree, labels)


def test_report_without_forms_reads_none() -> None:
    assert read_evaluations({"evaluations": []}) == ()
