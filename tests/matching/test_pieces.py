"""In how many pieces a label stands in a header: wrapped labels, and pieces that only stand near each other."""

from __future__ import annotations

import pytest

from docparse.grammars.labels import labels_of
from docparse.matching.header import read_header
from docparse.matching.pieces import BROKEN_WEIGHT, MOST_PIECES, SCATTERED_WEIGHT
from tests.build import form, lines


def torn(kind: str, header: str, label: str) -> float:
    return read_header(lines(header)).torn(labels_of(form(kind)))[label]


@pytest.mark.parametrize(
    "header",
    [
        "合计 对附属单位补助支出",
        "合计 对附属单位补助支出科目编码",
        "合计 对附属单位\n补助支出",
        "合计 对附属单位补助\n支出支出功能分类",
        "对附属单位补助\n合计 基本支出\n支出",
        "| 对附属单位补助 |\n| 支出 |",
    ],
)
def test_label_in_one_piece_or_wrapped_into_whole_ones_is_not_torn(header: str) -> None:
    assert torn("expenditure", header, "对附属单位补助支出") == 0


def test_aligned_pieces_are_one_label_where_they_stand_below_each_other() -> None:
    header = """
        科目编码     合计     对附属单位
                     基本支出    补助支出
    """
    assert torn("expenditure", header, "对附属单位补助支出") == 0


def test_aligned_pieces_that_stand_apart_are_no_label() -> None:
    header = """
        对附属单位      合计      基本支出
        科目编码                                 补助支出
    """
    assert torn("expenditure", header, "对附属单位补助支出") == BROKEN_WEIGHT


def test_tail_of_one_piece_and_the_next_piece_are_no_label() -> None:
    assert torn("income", "项目 事业收入\n合计 财政拨款收入", "收入合计") == BROKEN_WEIGHT


def test_label_of_a_column_of_its_own_goes_on_no_other_label() -> None:
    header = "年初结转和结余 本年支出 年末结转和结余\n科目名称\n合计 结转 结余"
    assert torn("state_capital", header, "本年支出合计") == BROKEN_WEIGHT


def test_piece_goes_on_the_label_that_begins_nearest_to_it() -> None:
    header = "合计 基本支出结转 项目支出结转\n和结余"
    assert torn("government_fund", header, "项目支出结转和结余") == 0
    assert torn("government_fund", header, "基本支出结转和结余") > 0


def test_piece_goes_on_the_label_that_is_wrapped_around_the_whole_ones() -> None:
    header = "项目支出结转\n合计 基本支出结转 基本支出 项目支出\n和结余"
    assert torn("government_fund", header, "项目支出结转和结余") == 0
    assert torn("government_fund", header, "基本支出结转和结余") > 0


def test_pieces_for_both_labels_go_on_both() -> None:
    header = "基本支出结转 项目支出结转\n和结余 和结余"
    assert torn("government_fund", header, "项目支出结转和结余") == 0
    assert torn("government_fund", header, "基本支出结转和结余") == 0


def test_label_of_which_a_character_is_missing_is_scattered() -> None:
    assert torn("expenditure", "合计 基本 支", "基本支出") == SCATTERED_WEIGHT


def test_header_with_too_many_pieces_is_searched_for_whole_labels_only() -> None:
    header = "基本\n支出\n合计\n" + "灯 " * MOST_PIECES
    assert torn("expenditure", header, "合计") == 0
    assert torn("expenditure", header, "基本支出") == BROKEN_WEIGHT


def test_piece_goes_on_the_label_that_ends_right_before_it() -> None:
    header = "合计\n基本支出结\n转\n项目支出结转\n和结余\n合计"
    assert torn("government_fund", header, "项目支出结转和结余") == 0
    assert torn("government_fund", header, "基本支出结转和结余") > 0
