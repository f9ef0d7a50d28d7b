from __future__ import annotations

import pytest

from tests.evaluating.reading import FUNDS, GOALS, HEAD, INDICATORS, Tree, form, read


def tail(printed: str) -> Tree:
    return form(HEAD + FUNDS + GOALS + INDICATORS + printed)


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("总分 100.00 98.50 优", "优"),
        ("总分 100.00 98.50 （自评等级）优", "优"),
        ("总分 100.00 98.50 （自评等级）\n\n良", "良"),
        ("总分 100.00 98.50 分", None),
        ("总分 100.00 98.50分", None),
    ],
)
def test_totals_and_grade_are_read(printed: str, grade: str | None) -> None:
    tree = tail(f"{printed}\n")
    assert (tree["weight_total"], tree["score_total"], tree["grade"]) == ("100.00", "98.50", grade)


def test_single_total_is_the_score() -> None:
    tree = tail("总分 98\n")
    assert (tree["weight_total"], tree["score_total"]) == (None, "98")


def test_text_behind_the_total_is_no_grade_where_it_is_long() -> None:
    assert tail("总分 100 98 详见年度总结报告第三章\n")["grade"] is None


def test_conclusion_is_put_together() -> None:
    assert tail("总分⇥⇥100⇥98\n自 评\n结 论\n项目按期\n完成。\n")["conclusion"] == "项目按期完成。"


def test_empty_field_is_null() -> None:
    assert tail("其他需要说明事项\n总分 100 98\n")["other_notes"] is None


def test_notes_stand_under_their_printed_label() -> None:
    assert tail("总分 100 98\n备注：\n1.甲不公开。\n2.乙不公开。\n")["extra"] == {"备注": "1.甲不公开。2.乙不公开。"}


def test_field_that_the_contract_does_not_know_stands_under_its_label() -> None:
    tree = tail("总分 100 98\n填报人：王五 联系电话：0870-55\n")
    assert (tree["contact"], tree["extra"]) == ("王五", {"联系电话": "0870-55"})


def test_remark_in_one_line_keeps_its_label() -> None:
    assert tail("总分 100 98\n注：甲不公开。\n")["extra"] == {"注": "注：甲不公开。"}


def test_remark_that_explains_the_form_is_no_other_matter() -> None:
    tree = tail("总分 100 98\n说明：九十分以上为优。\n")
    assert (tree["other_notes"], tree["extra"]) == (None, {"说明": "说明：九十分以上为优。"})


@pytest.mark.parametrize("printed", ["说明：无", "说明⇥无", "其他需要说明的问题：新增两处泵站。"])
def test_other_matters_are_no_remark(printed: str) -> None:
    tree = tail(f"总分 100 98\n{printed}\n")
    assert (tree["other_notes"] is None, tree["extra"]) == (False, {})


def test_two_fields_of_one_label_are_kept_both() -> None:
    assert tail("总分 100 98\n存在问题 甲\n存在问题 乙\n")["extra"] == {"存在问题": "甲", "存在问题#2": "乙"}


def test_paragraph_below_a_cell_that_says_nothing_belongs_to_no_field() -> None:
    found = read(f"{HEAD}{FUNDS}{GOALS}{INDICATORS}总分 100 98\n其他需要说明事项 无\n本表由云溪县水务局填写。\n")
    (tree,) = found.trees
    assert tree["other_notes"]["value"] == "无"
    assert "evaluating.unclaimed-text" in [each.code for each in found.diagnostics]


def test_grade_with_a_label_that_no_form_knows_is_read() -> None:
    assert tail("总分 100.00 98.50 （考评档次）优\n")["grade"] == "优"


def test_single_total_is_of_the_weights_where_no_row_has_a_score() -> None:
    unscored = INDICATORS.replace("≥3座 3座 50 50", "≥3座 3座 90")
    tree = form(HEAD + FUNDS.replace("10 90.00% 9.00", "10 90.00%") + GOALS + unscored + "合计 100\n")
    assert (tree["weight_total"], tree["score_total"]) == ("100", None)


def test_only_total_that_weights_and_scores_both_add_up_to_may_be_of_either() -> None:
    full = (HEAD + FUNDS + GOALS + INDICATORS).replace(" 50 50\n", " 90 90\n").replace("90.00% 9.00", "90.00% 10")
    (tree,) = read(full + "合计 100\n").trees
    total = tree["score_total"]
    assert (total["value"], total["status"]) == ("100", "inferred")
    assert total["alternatives"] == [{"column": "weight_total", "value": "100"}]


def test_totals_of_weights_at_each_level_stand_before_that_of_the_scores() -> None:
    tree = tail("合计 100 100 100 99\n")
    assert (tree["weight_total"], tree["score_total"]) == ("100", "99")


def test_text_of_a_label_beside_its_middle_begins_below_the_totals() -> None:
    above = "三座水库均已加固，年度绩效目标基本实现，资金管理使用"
    found = tail(f"总分 100 99\n{above}\n自评结论\n规范，群众满意。\n其他需要说明的事项 无\n")
    assert found["conclusion"] == f"{above}规范，群众满意。"


def test_paragraph_below_the_totals_is_no_text_of_a_label_further_below() -> None:
    found = tail("总分 100 99\n三座水库均已加固，年度绩效目标基本实现。\n自评结论\n良好。\n")
    assert found["conclusion"] is None
