"""Which columns a header names, however its labels are wrapped and interleaved."""

from __future__ import annotations

import pytest

from docparse.matching.columns import ColumnSet, known_columns, search_columns
from docparse.matching.header import locate_labels, read_header, with_years
from tests.build import form, lines, normal

NATIONAL = ["total", "basic", "project", "remitted_to_superior", "operating", "subsidies_to_subordinates"]
HEADER = """
    科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
"""


def found(kind: str, text: str) -> ColumnSet:
    header = read_header(lines(text))
    return search_columns(form(kind), header, known_columns(form(kind), header))


def chosen(kind: str, header: str) -> list[str]:
    return [column.key for column, _ in found(kind, header).columns]


def paths(kind: str, header: str) -> list[tuple[str, ...]]:
    return [path for _, path in found(kind, header).columns]


def score(kind: str, header: str) -> float:
    return found(kind, header).score


def test_columns_stand_in_one_line() -> None:
    assert chosen("expenditure", HEADER) == NATIONAL


def test_labels_that_are_wrapped_and_interleaved_name_the_same_columns() -> None:
    header = """
        项目 本年支出合 上缴上级支 对附属单位补
        基本支出 项目支出 经营支出
        科目编码 科目名称 计 出 助支出
        栏次 1 2 3 4 5 6
        """
    assert chosen("expenditure", header) == NATIONAL


def test_labels_one_character_a_line_name_the_same_columns() -> None:
    words = "科目编码科目名称本年支出合计基本支出项目支出上缴上级支出经营支出对附属单位补助支出"
    assert chosen("expenditure", "\n".join(words) + "\n栏次 1 2 3 4 5 6") == NATIONAL


def test_column_that_a_province_leaves_out_is_not_invented() -> None:
    header = "科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 对附属单位补助支出\n栏次 1 2 3 4 5"
    assert chosen("expenditure", header) == [key for key in NATIONAL if key != "operating"]


def test_column_left_out_is_not_invented_where_no_row_counts_the_columns() -> None:
    header = "科目编码 科目名称 本年支出合计 基本支出 项目支出 经营支出"
    assert chosen("expenditure", header) == ["total", "basic", "project", "operating"]


def test_row_of_column_numbers_decides_between_variants() -> None:
    wide = """
        科目编码 科目名称 合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入
        小计 其中：教育收费
        栏次 1 2 3 4 5 6 7 8
        """
    assert "business.education_fees" in chosen("income", wide)


def test_combination_that_no_variant_lists_is_found() -> None:
    header = """
        科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余
        合计 基本支出 项目支出
        小计 人员经费 公用经费
        栏次 1 2 3 4 5 6 7 8
        """
    assert chosen("government_fund", header) == [
        "opening.total", "income.total", "expenditure.total", "expenditure.basic", "expenditure.basic.personnel",
        "expenditure.basic.operating", "expenditure.project", "closing.total",
    ]  # fmt: skip


def test_group_is_split_below_which_the_labels_of_its_parts_stand() -> None:
    header = """
        科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余
        合计 基本支出 项目支出 合计 基本支出结转 项目支出结转和结余
        栏次 1 2 3 4 5 6 7 8
        """
    assert chosen("government_fund", header) == [
        "opening.total", "income.total", "expenditure.total", "expenditure.basic", "expenditure.project",
        "closing.total", "closing.basic", "closing.project",
    ]  # fmt: skip


def test_label_is_the_one_that_is_printed() -> None:
    header = "科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助\n栏次 1 2 3 4 5 6"
    labels = [path[-1] for path in paths("expenditure", header)]
    assert (labels[0], labels[-1]) == ("合计", "对附属单位补助")


def test_longer_label_that_is_printed_wins_over_the_shorter_one_inside_it() -> None:
    assert paths("three_public_general", "项目 行次 年初预算数 决算数\n栏次 1 2") == [("年初预算数",), ("决算数",)]


def test_header_of_another_form_scores_low() -> None:
    assert score("expenditure", "产品名称 产地 保质期 净含量") < 0.3


def test_exact_header_scores_full() -> None:
    assert score("expenditure", HEADER) == pytest.approx(1.0)


def test_rule_under_a_markdown_header_counts_neither_for_nor_against_it() -> None:
    header = "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |"
    rule = "\n| :--- | :--- | ---: | ---: | ---: |"
    assert score("state_capital", header + rule) == score("state_capital", header)


def test_row_of_column_numbers_is_counted_and_is_no_label() -> None:
    header = read_header(lines("合计 基本支出\n栏次 1 2"))
    assert (header.folded, header.count) == ("合计基本支出", 2)


def test_column_numbers_over_two_lines_are_counted_together() -> None:
    assert read_header(lines("栏次 1 2 3\n4 5 6")).count == 6


def test_header_without_column_numbers_has_no_count() -> None:
    assert read_header(lines("合计 基本支出")).count is None


def test_every_kept_character_of_a_header_stands_at_its_place() -> None:
    printed = normal("项目（按功能分类） 合 计\n栏次 1 2").text
    header = read_header(lines("项目（按功能分类） 合 计\n栏次 1 2"))
    assert "".join(printed[offset] for offset in header.offsets) == "项目（按功能分类）合计"


def test_label_is_located_where_it_is_printed() -> None:
    text = normal("合计 基本支出 项目支出").text
    places = locate_labels(read_header(lines("合计 基本支出 项目支出")), ["项目支出", "合计"])
    assert [[text[start:end] for start, end in ranges] for ranges in places] == [["项目支出"], ["合计"]]


def test_label_that_was_torn_apart_is_located_in_its_pieces() -> None:
    text = normal("上缴上级 项目支出\n支出").text
    places = locate_labels(read_header(lines("上缴上级 项目支出\n支出")), ["项目支出", "上缴上级支出"])
    assert [[text[start:end] for start, end in ranges] for ranges in places] == [["项目支出"], ["上缴上级", "支出"]]


def test_no_character_belongs_to_two_labels() -> None:
    header = read_header(lines("合计 基本支出 合计"))
    first, second = locate_labels(header, ["合计", "合计"])
    assert first != second


def test_label_that_is_not_printed_has_no_place() -> None:
    assert locate_labels(read_header(lines("合计")), ["基本支出"]) == [()]


def test_longer_label_is_read_where_its_wrapped_end_stands_below_other_labels() -> None:
    header = """
        项目
        对附属单位补助
        本年支出合计 基本支出 项目支出 上缴上级支出 经营支出
        功能分类科目 支出
        科目名称
        编码
    """
    assert paths("expenditure", header)[-1] == ("对附属单位补助支出",)


def test_shorter_label_is_read_where_the_header_holds_no_more() -> None:
    header = "科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助"
    assert paths("expenditure", header)[-1] == ("对附属单位补助",)


def test_label_is_not_put_together_from_two_columns() -> None:
    header = "项目 事业收入\n合计 财政拨款收入 上级补助收入 经营收入 附属单位上缴收入 其他收入\n科目编码 科目名称"
    assert paths("income", header)[0] == ("合计",)


def test_top_labels_at_the_bottom_name_columns_in_pairs() -> None:
    header = """
        合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
        小计 公务用车购置费 公务用车运行维护费
        预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数
    """
    assert chosen("three_public", header)[:4] == ["budget.total", "final.total", "budget.abroad", "final.abroad"]
    assert paths("three_public", header)[5] == ("公务用车购置及运行维护费", "小计", "决算数")


def test_year_before_a_label_is_no_label_and_is_kept_in_its_path() -> None:
    header = read_header(lines("2031年度预算数 2031年度决算数\n合计 公务接待费 合计 公务接待费"))
    assert header.folded == "预算数决算数合计公务接待费合计公务接待费"
    assert with_years(header, ("预算数", "合计")) == ("2031年度预算数", "合计")


def test_label_with_two_years_keeps_none() -> None:
    header = read_header(lines("2030年决算数 2031年决算数"))
    assert with_years(header, ("决算数",)) == ("决算数",)


def test_characters_behind_a_year_stand_at_their_places() -> None:
    printed = normal("2031年度预算数").text
    header = read_header(lines("2031年度预算数"))
    assert "".join(printed[offset] for offset in header.offsets) == "预算数"


def test_labels_that_a_known_variant_explains_wholly_outweigh_numbers_that_count_otherwise() -> None:
    for numbers in ("栏次 1 2", "1 2 3 4", "栏次 1 2 3 4 5 6 7 8 9"):
        assert chosen("expenditure", HEADER.replace("栏次 1 2 3 4 5 6", numbers)) == NATIONAL
