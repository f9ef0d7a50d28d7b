"""Which lines are titles of forms, however numbered, prefixed or misspelt; and which only look so."""

from __future__ import annotations

import pytest

from docparse.grammars.vocabulary import load_vocabulary
from docparse.segmenting.titles import find_titles
from tests.build import lines, title


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("支出决算表", "expenditure"),
        ("收入支出决算总表", "income_expenditure_summary"),
        ("  支 出 决 算 表  ", "expenditure"),
        ("三、支出决算表", "expenditure"),
        ("（三）支出决算表", "expenditure"),
        ("3.支出决算表", "expenditure"),
        ("表三：支出决算表", "expenditure"),
        ("表三 支出决算表", "expenditure"),
        ("附件3：支出决算表", "expenditure"),
        ("2031年度支出决算表", "expenditure"),
        ("云岭县灯塔管理处2031年度支出决算表", "expenditure"),
        ("## 支出决算表", "expenditure"),
        ("**支出决算表**", "expenditure"),
        ("| 支出决算表 |", "expenditure"),
        ("支出决算表（续表）", "expenditure"),
        ("财政拨款“三公”经费支出决算表", "three_public"),
        ("财政拨款三公经费支出决算表", "three_public"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund"),
        ("一般公共预算财政拨款收入支出决算表", "general_budget_income_expenditure"),
        ("收入决算表（分单位）", "income"),
        ("支出决算表（分科目）", "expenditure"),
        ("收入决算表(按功能分类科目)", "income"),
        ("一般公共预算支出决算表（功能科目）", "general_budget_expenditure"),
        ("一般公共预算基本支出决算表（经济科目）", "general_budget_basic_expenditure"),
        ("支出决算公开表", "expenditure"),
        ("三、政府性基金预算财政拨款收入支出决算批复表", "government_fund"),
    ],
)
def test_title_is_recognised(printed: str, kind: str) -> None:
    found = title(printed)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "printed",
    [
        "支出决算表........................12",
        "支出决算表……………12",
        "支出决算表反映本部门各项支出的情况。",
        "三、关于支出决算表的说明",
        "项目支出绩效自评表",
        "部门整体支出绩效自评表",
        "支出预算表",
        "灯塔修缮情况表",
        "支出决算表（灯塔）",
        "项目收入支出决算表",
        "财政拨款项目支出决算表",
        "支出公开表",
        "表",
        "",
    ],
)
def test_line_is_no_title(printed: str) -> None:
    assert title(printed) is None


@pytest.mark.parametrize("printed", ["政府牲基金预算财政拨款收入支出决算表", "国有资本经营预算财政拔款支出决算表"])
def test_title_with_a_misread_character_is_recognised_with_a_lower_score(printed: str) -> None:
    found = title(printed)
    assert found is not None
    assert found.kind in {"government_fund", "state_capital"}
    assert 0.5 < found.score < 1


def test_title_range_leaves_out_what_stands_around_it() -> None:
    found = title("  ## 支出决算表 ")
    assert found is not None
    assert "  ## 支出决算表 "[found.start : found.end] == "支出决算表"


def test_continued_title_is_said_to_be_so() -> None:
    found = title("支出决算表（续表）")
    assert found is not None
    assert found.continued


def test_title_over_two_lines_stands_at_its_first() -> None:
    wrapped = lines("""
        公开05表
        一般公共预算财政拨款
        支出决算表
        单位：万元
        """)
    titles = find_titles(wrapped, vocabulary=load_vocabulary())
    assert {at: title.kind for at, title in titles.items()} == {1: "general_budget_expenditure"}


def test_heading_above_a_title_does_not_change_what_the_title_is() -> None:
    heading = lines("""
        第二部分 部门决算表
        支出决算表
        """)
    titles = find_titles(heading, vocabulary=load_vocabulary())
    assert {at: title.kind for at, title in titles.items()} == {1: "expenditure"}


def test_title_that_no_form_has_is_one_where_a_head_stands_below_it() -> None:
    printed = lines("""
        购买灯具支出情况表
        公开12表
        单位：万元
        品名 数量 总计
        """)
    titles = find_titles(printed, vocabulary=load_vocabulary())
    assert {at: (title.kind, title.name) for at, title in titles.items()} == {0: ("", "购买灯具支出情况表")}


@pytest.mark.parametrize(
    "printed",
    [
        "购买灯具支出情况表\n航标站三个\n灯塔三座\n浮标九个",
        "灯塔支出绩效自评表\n单位：万元",
        "本处编报了灯塔支出情况表\n下设三个站。",
        "灯塔支出情况表 12.00\n单位：万元",
    ],
)
def test_line_that_is_called_a_table_heads_none_without_a_head_below_it(printed: str) -> None:
    assert not find_titles(lines(printed), vocabulary=load_vocabulary())
