from __future__ import annotations

import pytest

from docparse.evaluating.labels import cut_fragment, find_labels
from tests.evaluating.reading import FUNDS, GOALS, HEAD, INDICATORS, form, fragments, words


def labels(printed: str) -> list[str]:
    return [hit.label for hit in find_labels(fragments(printed))[1]]


def test_label_is_found_where_a_fragment_begins() -> None:
    assert labels("项目名称 水库加固") == ["项目名称"]


def test_label_inside_a_fragment_is_none() -> None:
    assert labels("重大项目名称 水库加固") == []


def test_label_that_goes_on_without_a_border_is_none() -> None:
    assert labels("总分配方案") == []


def test_label_torn_over_lines_is_found() -> None:
    assert labels("年度\n\n总体\n\n目标\n\n预期目标") == ["年度总体目标", "预期目标"]


def test_longest_label_is_found() -> None:
    assert labels("部门（单位）名称 云溪县水务局") == ["部门(单位)名称"]


@pytest.mark.parametrize("printed", ["项目资金（万元） 10.00", "项目资金\n（万元）\n10.00", "项目资金 (元) 10.00"])
def test_unit_in_brackets_belongs_to_the_label(printed: str) -> None:
    cut, hits = find_labels(fragments(printed))
    assert words(cut[hits[0].end :]) == ["10.00"]


def test_value_glued_behind_a_colon_is_cut_off() -> None:
    cut, hits = find_labels(fragments("项目名称：水库加固"))
    assert (words(cut), hits[0].end, hits[0].called) == (["项目名称：", "水库加固"], 1, True)


def test_name_label_with_an_unknown_tail_is_a_label() -> None:
    assert labels("主管部门及编码 云溪县水务局") == ["主管部门"]


def test_cut_fragment_keeps_the_places() -> None:
    (fragment,) = fragments("总分：98分")
    head, rest = cut_fragment(fragment, 3)
    assert (head.text, head.end, rest.text, rest.start) == ("总分：", 3, "98分", 3)


@pytest.mark.parametrize("printed", ["执行率 得分", "执行率\n得分"])
def test_two_cells_that_are_labels_each_are_no_longer_label(printed: str) -> None:
    assert labels(printed) == ["执行率", "得分"]


def test_label_that_falls_into_two_is_one_where_no_cell_may_end_inside() -> None:
    assert labels("执行率得分") == ["执行率得分"]


def test_label_of_the_totals_may_be_longer_before_numbers() -> None:
    assert labels("总分数 100 98") == ["总分"]


def test_longer_word_without_numbers_is_no_total() -> None:
    assert labels("总分表 说明书") == []


def test_label_that_its_value_is_glued_to_names_nothing_below_it() -> None:
    glued = "中央主管部门水利部\n地方主管部门云溪县水务局资金使用单位云溪县水利站"
    printed = HEAD.replace("主管部门 云溪县水务局 实施单位 云溪县水利站", glued)
    assert form(printed + FUNDS + GOALS + INDICATORS)["department"] is None
