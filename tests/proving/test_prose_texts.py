"""Prose against the running texts of evaluation forms, and against last year's figures. Made-up departments."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.proving.prose_rates import changes_of_parts
from docparse.proving.prose_texts import checks_of_texts

Tree = dict[str, Any]


def fact(number: int, name: str, value: str, unit: str, **more: Any) -> Tree:
    usual: Tree = {
        "id": f"fact-{number}",
        "subject": None,
        "name": name,
        "measure": "count",
        "value": {"value": value, "raw": value, "spans": [[0, 1]], "status": "read"},
        "unit": unit,
        "qualifier": None,
        "direction": None,
        "baseline": None,
        "period": None,
        "part_of": None,
        "about": None,
        "unit_factor": {"万元": "10000", "元": "1", "亿元": "100000000"}.get(unit),
    }
    return usual | more


def form(text: str, *, kind: str = "department", key: str = "actual", **more: Any) -> Tree:
    cell = {"value": text, "raw": text, "spans": [[0, len(text)]], "status": "read"}
    goal = {"year": None, "expected": None, "actual": None} | {key: cell}
    usual: Tree = {
        "id": "department-1",
        "kind": kind,
        "overall_goal": None,
        "goals": [goal],
        "funds": [],
        "unit_factor": "10000",
    }
    return usual | more


def told() -> list[Tree]:
    return [
        fact(1, "流动展览进社区", "36", "场"),
        fact(2, "馆藏文物修复", "1.28", "万件"),
        fact(3, "研学课程参与", "8600", "人次"),
        fact(4, "数字化采集文物", "5210", "件"),
        fact(5, "流动展览进社区", "120", "%", measure="completion_rate", baseline="annual_target"),
    ]


_SAME = "全年举办流动展览进社区36场，完成年度目标任务的120%；馆藏文物修复12800件；研学课程参与8600人次；"


def _failing(facts: list[Tree], *forms: Tree) -> list[str]:
    return [check["statement"] for check in checks_of_texts(facts, forms) if check["cause"] == "source"]


def test_text_that_tells_the_same_and_one_thing_otherwise_contradicts_the_prose() -> None:
    facts = told()
    (check,) = checks_of_texts(facts, [form(_SAME + "数字化采集文物5120件。")])
    assert (check["outcome"], check["cause"], check["difference"]) == ("fails", "source", "90")
    assert check["cells"] == ["/facts/3/value", "/evaluations/0/goals/0/actual"]
    assert facts[3]["value"]["status"] == "conflicting"


def test_text_that_tells_the_same_in_other_units_contradicts_nothing() -> None:
    assert not _failing(told(), form(_SAME + "数字化采集文物0.52万件。"))


def test_aims_that_differ_from_what_was_done_contradict_nothing() -> None:
    text = "举办流动展览进社区30场；馆藏文物修复1万件；研学课程参与8000人次；数字化采集文物5210件。"
    assert not _failing(told(), form(text, key="expected"))


def test_figure_of_another_year_contradicts_nothing() -> None:
    facts = told()
    facts[3]["period"] = "2031"
    assert not _failing(facts, form(_SAME + "2030年数字化采集文物4120件。"))


def test_name_that_the_text_says_of_two_amounts_contradicts_nothing() -> None:
    assert not _failing(told(), form(_SAME + "上半年数字化采集文物2100件，下半年数字化采集文物2900件。"))


_TRAINED = [
    fact(6, "古籍修复人员培训", "320", "人"),
    fact(7, "古籍修复人员培训", "160", "%", measure="completion_rate", baseline="annual_target", about="fact-6"),
]


def test_persons_and_attendances_contradict_each_other_where_their_completion_does() -> None:
    text = _SAME + "古籍修复人员培训280人次，完成年度目标任务的140%。"
    persons, rate = sorted(_failing([*told(), *_TRAINED], form(text)))
    assert "160%" in persons
    assert "320人" in rate


def test_persons_and_attendances_alone_contradict_nothing() -> None:
    assert not _failing([*told(), *_TRAINED], form(_SAME + "古籍修复人员培训480人次，完成年度目标任务的160%。"))


def test_money_of_the_same_name_may_be_of_another_item() -> None:
    facts = [*told(), fact(6, "项目支出", "88.00", "万元", measure="amount")]
    assert not _failing(facts, form(_SAME + "项目支出12.00万元。", kind="project"))


def test_rough_figure_contradicts_nothing() -> None:
    assert not _failing(told(), form(_SAME + "数字化采集文物超过5000件。"))


def _funds(total: str, spent: str) -> list[Tree]:
    cells = {"full_year_budget": {"value": total}, "executed": {"value": spent}, "initial_budget": None}
    return [{"level": 0, **cells}]


def _whole(text: str, total: str = "640.00") -> list[str]:
    facts = [
        fact(1, "全年预算总额", "640.00", "万元", measure="budget_amount", baseline="full_year_budget"),
        fact(2, "实际执行总额", "611.20", "万元", measure="amount"),
    ]
    return _failing(facts, form(text, funds=_funds(total, "611.20")))


def test_budget_in_the_text_of_a_form_that_its_rows_and_the_prose_state_otherwise_is_told() -> None:
    assert _whole("2031年全年预算数为625.40万元，全年执行数为611.20万元。") == ["全年预算总额: 640.00万元 ≠ 625.40万元"]


@pytest.mark.parametrize(
    "text",
    [
        "2031年全年预算数为640.00万元，全年执行数为611.20万元。",
        "展陈项目全年预算数为90.00万元，全年执行数为611.20万元。",
        "2031年全年预算数为625.40万元。",
    ],
)
def test_budget_that_agrees_or_is_of_something_else_is_not_told(text: str) -> None:
    assert not _whole(text)


def test_budget_that_the_rows_of_the_form_do_not_state_is_not_held_against_its_text() -> None:
    assert not _whole("2031年全年预算数为625.40万元，全年执行数为611.20万元。", total="700.00")


def _assets(whole_change: str, part_change: str, *, part_of: str | None = "fact-3") -> list[Tree]:
    change: Tree = {"measure": "change_amount", "baseline": "previous_year"}
    return [
        fact(1, "资产总额", "500.00", "万元", measure="amount"),
        fact(2, "固定资产", "300.00", "万元", measure="amount", part_of="fact-1"),
        fact(3, "资产总额", whole_change, "万元", about="fact-1", direction="increase", **change),
        fact(4, "固定资产", part_change, "万元", about="fact-2", direction="decrease", part_of=part_of, **change),
    ]


def test_part_that_was_more_than_its_whole_the_year_before_is_told() -> None:
    (check,) = changes_of_parts(_assets("220.00", "50.00"))
    assert (check["kind"], check["cause"]) == ("of_which", "source")
    assert (check["left"], check["right"]) == ("280", "350")
    assert check["cells"] == [f"/facts/{number}/value" for number in (0, 2, 1, 3)]


@pytest.mark.parametrize("facts", [_assets("20.00", "50.00"), _assets("220.00", "50.00", part_of=None)])
def test_part_that_may_have_been_within_its_whole_is_not_told(facts: list[Tree]) -> None:
    assert not changes_of_parts(facts)
