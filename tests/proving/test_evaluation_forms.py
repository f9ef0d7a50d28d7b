"""The identities of evaluation forms: points, funds, tasks and rates."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.proving.evaluations import prove_evaluations

Tree = dict[str, Any]
_FUND = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
_TASK = ("total", "fiscal", "other", "executed", "execution_rate")


def _cell(value: str | None) -> Tree | None:
    if value == "—":
        return {"value": None, "raw": value, "spans": ((0, 1),), "status": "not_applicable"}
    return None if value in (None, "_") else {"value": value, "raw": value, "spans": ((0, 1),), "status": "read"}


def _fund(level: int, line: str) -> Tree:
    return {"level": level, **dict(zip(_FUND, map(_cell, line.split()), strict=True))}


def _task(line: str) -> Tree:
    return dict(zip(_TASK, map(_cell, line.split()), strict=True))


def _form(
    *,
    funds: tuple[Tree, ...] = (),
    points: str = "",
    total: tuple[str | None, str | None] = (None, None),
    tasks: tuple[Tree, ...] = (),
) -> Tree:
    pairs = [pair.split("/") for pair in points.split()]
    return {
        "id": "project-1",
        "funds": list(funds),
        "indicators": [{"weight": _cell(weight), "score": _cell(score)} for weight, score in pairs],
        "tasks": list(tasks),
        "weight_total": _cell(total[0]),
        "score_total": _cell(total[1]),
    }


def _outcomes(checks: list[Tree]) -> dict[str, str]:
    return {check["id"]: check["outcome"] for check in checks}


def _statuses(row: Tree) -> set[str]:
    return {cell["status"] for cell in row.values() if isinstance(cell, dict)}


def test_points_of_indicators_and_funds_make_the_total() -> None:
    form = _form(funds=(_fund(0, "_ 50 45 10 90 9"),), points="50/48 40/40", total=("100", "97"))
    found = _outcomes(prove_evaluations([form]))
    assert (found["project-1/weight_total"], found["project-1/score_total"]) == ("holds", "holds")
    assert {_statuses(row) == {"verified"} for row in form["indicators"]} == {True}


def test_points_that_do_not_make_the_total_are_in_doubt() -> None:
    form = _form(points="50/48 40/40", total=("100", "88"))
    (check,) = [each for each in prove_evaluations([form]) if each["id"] == "project-1/weight_total"]
    assert (check["outcome"], check["cause"], check["difference"]) == ("fails", "unresolved", "10")
    assert form["indicators"][0]["weight"]["status"] == "conflicting"
    assert form["indicators"][0]["score"]["status"] == "verified"


def test_sources_make_the_total_of_the_funds() -> None:
    form = _form(funds=(_fund(0, "60 50 45 _ 90 _"), _fund(1, "40 30 30 _ 100 _"), _fund(1, "20 20 15 _ 75 _")))
    found = _outcomes(prove_evaluations([form]))
    assert found["project-1/funds-1/full_year_budget"] == "holds"
    assert _statuses(form["funds"][1]) == {"verified"}


def test_rate_is_what_was_spent_of_the_budget() -> None:
    form = _form(funds=(_fund(0, "_ 30.00 20.00 _ 66.67 _"), _fund(1, "_ 30.00 20.00 _ 70.00 _")))
    checks = {check["id"]: check for check in prove_evaluations([form]) if check["kind"] == "rate"}
    assert checks["project-1/funds-1/rate"]["outcome"] == "holds"
    assert checks["project-1/funds-2/rate"]["cause"] == "unresolved"


def test_no_budget_has_no_rate() -> None:
    assert not prove_evaluations([_form(funds=(_fund(0, "_ 0 0 _ 0 _"),))])


def test_sources_of_a_task_make_its_total_and_its_rate_is_of_the_total() -> None:
    form = _form(tasks=(_task("80 50 30 60 75"), _task("80 50 20 60 70")))
    found = _outcomes(prove_evaluations([form]))
    assert (found["project-1/tasks-1/total"], found["project-1/tasks-1/rate"]) == ("holds", "holds")
    assert (found["project-1/tasks-2/total"], found["project-1/tasks-2/rate"]) == ("fails", "fails")
    assert _statuses(form["tasks"][0]) == {"verified"}
    assert "verified" not in _statuses(form["tasks"][1])


def test_total_of_marks_says_nothing_of_its_sources() -> None:
    form = _form(funds=(_fund(0, "— — — _ _ _"), _fund(1, "_ 30 _ _ _ _")))
    assert prove_evaluations([form]) == []


def test_mark_beside_amounts_of_the_total_is_held_against_its_sources() -> None:
    form = _form(funds=(_fund(0, "— 30 20 _ _ _"), _fund(1, "10 30 20 _ _ _")))
    assert _outcomes(prove_evaluations([form]))["project-1/funds-1/initial_budget"] == "fails"


def test_tasks_of_a_form_without_columns_of_sources_have_no_sum() -> None:
    form = _form(tasks=(_task("80 _ _ 60 75"),))
    assert set(_outcomes(prove_evaluations([form]))) == {"project-1/tasks-1/rate"}


def test_rate_proves_no_amount_that_may_have_lost_its_last_decimal() -> None:
    form = _form(funds=(_fund(0, "_ 50.00 45.1 10 90.20 9"), _fund(1, "_ 50.00 45.10 10 90.20 9")))
    form["funds"][1]["level"] = 0
    checks = prove_evaluations([form])
    assert {check["outcome"] for check in checks if check["kind"] == "rate"} == {"holds"}
    assert form["funds"][0]["executed"]["status"] == "read"
    assert form["funds"][1]["executed"]["status"] == "verified"


@pytest.mark.parametrize(("budget", "status"), [("50.00", "read"), ("50", "verified"), ("50.25", "verified")])
def test_rate_proves_a_number_without_decimals_where_amounts_print_no_zeros_behind_their_point(
    budget: str, status: str
) -> None:
    rate = {"50.00": "90.00", "50": "90", "50.25": "89.55"}[budget]
    form = _form(funds=(_fund(0, f"_ {budget} 45 10 {rate} 9"),))
    prove_evaluations([form])
    assert form["funds"][0]["executed"]["status"] == status


def _executed(*lines: str) -> list[str]:
    form = _form(funds=tuple(_fund(level, line) for level, line in zip((0, 1, 1), lines, strict=True)))
    prove_evaluations([form])
    return [fund["executed"]["status"] for fund in form["funds"]]


def test_a_sum_that_holds_but_for_rounding_proves_no_amount_that_may_have_lost_its_last_decimal() -> None:
    torn = _executed("_ _ 1141.0 _ _ _", "_ _ 595.26 _ _ _", "_ _ 545.75 _ _ _")
    assert torn == ["read", "verified", "verified"]
    whole = _executed("_ _ 1141.0 _ _ _", "_ _ 595.26 _ _ _", "_ _ 545.74 _ _ _")
    assert whole == ["verified"] * 3


def test_a_sum_that_fails_over_a_doubted_amount_puts_the_others_in_doubt() -> None:
    form = _form(tasks=(_task("100.00 60.00 90.00 _ _"),))
    form["tasks"][0]["fiscal"]["status"] = "inferred"
    prove_evaluations([form])
    assert [form["tasks"][0][key]["status"] for key in ("total", "fiscal", "other")] == ["inferred"] * 3
