from __future__ import annotations

import pytest

from docparse.evaluating.columns import DEFAULT, Header, read_header
from tests.evaluating.reading import fragments

LEVELS = ("level1", "level2", "level3")


def columns(header: str) -> tuple[str, ...]:
    return read_header(fragments(header)).keys


def test_columns_stand_in_the_order_of_their_labels() -> None:
    header = "一级指标 二级指标 三级指标 预期指标值 指标值设定依据 分值权重 实际完成指标值 得分"
    assert columns(header) == (*LEVELS, "target", "basis", "weight", "actual", "score")


def test_labels_of_a_lower_tier_stand_where_their_upper_label_stands() -> None:
    header = "绩效指标 年度指标值 实际完成值 分值 得分\n一级指标 二级指标 三级指标 指标性质 指标值 度量单位"
    assert columns(header) == (*LEVELS, "operator", "target", "unit", "actual", "weight", "score")


def test_label_that_is_wrapped_is_read_across_its_lines() -> None:
    header = "一级指\n标\n二级指标 三级指标 年度指标值 实际完成值 分值 得分\n偏差原\n因分析\n及改进\n措施"
    assert columns(header) == DEFAULT


def test_labels_whose_pieces_stand_between_each_other_are_put_in_the_usual_order() -> None:
    header = "一级指 年度指标 偏差原因分析及改\n二级指标 三级指标 实际完成值 分值 得分\n标 值 进措施"
    assert columns(header) == DEFAULT


@pytest.mark.parametrize(
    ("header", "middle"),
    [
        (
            "一级指 年度指标 评分标\n二级指标 三级指标 实际完成值 完成率 分值 得分\n标 值 准",
            ("target", "basis", "actual", "coefficient", "weight", "score"),
        ),
        (
            "一级指 年度指标 完成\n二级指标 三级指标 实际完成值 分值 得分\n标 值 率",
            ("target", "actual", "coefficient", "weight", "score"),
        ),
        (
            "一级指 年度指标\n二级指标 三级指标 上年完成值 实际完成值 分值 得分\n标 值",
            ("target", "former", "actual", "weight", "score"),
        ),
    ],
)
def test_column_that_the_national_form_lacks_has_its_place_in_a_torn_header(
    header: str, middle: tuple[str, ...]
) -> None:
    assert columns(header) == (*LEVELS, *middle)


def test_points_of_a_level_are_no_column_beside_those_of_the_indicators() -> None:
    header = "一级指标 权重 二级指标 三级指标 目标值 完成值 分值 得分"
    assert columns(header) == (*LEVELS, "target", "actual", "weight", "score")
    assert columns("一级指标 二级指标 分值 三级指标 目标值 完成值 得分")[3:] == ("weight", "target", "actual", "score")


def test_labels_without_anything_between_them_are_told_apart() -> None:
    assert columns("一级指标二级指标三级指标年度指标值实际完成值分值得分") == DEFAULT[:-1]


@pytest.mark.parametrize("header", ["", "三级指标", "备注 说明"])
def test_header_that_says_too_little_is_that_of_the_national_form(header: str) -> None:
    assert read_header(fragments(header) if header else ()) == Header(DEFAULT)


def test_label_that_no_form_knows_is_a_column_of_its_own() -> None:
    header = read_header(fragments("一级指标 二级指标 三级指标 年度指标值 实际完成值 佐证材料清单"))
    assert header.keys[-1] == "extra"
    assert header.unknown == (("extra", "佐证材料清单"),)


def test_several_labels_that_no_form_knows_are_columns_in_their_places() -> None:
    header = "一级指标 二级指标 三级指标 年度指标值 上年水平 实际完成值 得分 佐证材料清单"
    assert columns(header) == (*LEVELS, "target", "extra", "actual", "score", "extra2")


def test_label_that_is_a_part_of_a_known_one_is_that() -> None:
    assert columns("一级指标 二级指标 三级指标 年度指标值 实际完成值 得分 改进措施")[-1] == "deviation"


def test_label_with_characters_of_one_column_only_is_of_that_column() -> None:
    assert columns("一级指标 二级指标 三级指标 年度指标值 实际完成值 得分 扣分主要原因")[-1] == "deviation"


def test_long_text_on_the_line_of_a_header_is_no_label() -> None:
    header = "一级指标 二级指标 三级指标 年度指标值 实际完成值 水库除险加固工程因汛期延长未能按期完工"
    assert columns(header)[-1] == "actual"


def test_measures_behind_the_reasons_are_a_column_of_their_own() -> None:
    header = read_header(fragments("一级指标 二级指标 三级指标 年度指标值 实际完成值 得分 偏差原因分析 改进措施"))
    assert header.keys[-2:] == ("deviation", "extra")
    assert header.unknown == (("extra", "改进措施"),)


def test_end_of_a_torn_label_is_no_column() -> None:
    header = "未完成原因\n一级指标 二级指标 三级指标 年度指标值 实际完成值 得分 及拟采取的\n改进措施"
    assert columns(header) == (*LEVELS, "target", "actual", "score", "deviation")


def test_remarks_are_a_column() -> None:
    header = read_header(fragments("一级指标 二级指标 三级指标 年度指标值 实际完成值 完成率 得分 备注"))
    assert header.keys == (*LEVELS, "target", "actual", "coefficient", "score", "extra")
    assert header.unknown == (("extra", "备注"),)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("年度指标值 实际完成值 分值 扣分 得分", ("target", "actual", "weight", "points", "score")),
        ("年度指标值 实际完成值 分值 自评得分 复核得分", ("target", "actual", "weight", "score", "points")),
        ("年度指标值 实际完成值 完成率（%） 满分 自评分数", ("target", "actual", "coefficient", "weight", "score")),
        ("标准分 评分标准 年度指标值 实际完成值 得分", ("weight", "basis", "target", "actual", "score")),
        ("上年完成值 年度指标值 实际完成值 分值 得分", ("former", "target", "actual", "weight", "score")),
        ("年度指标值 实际完成值 分值 得分率 得分", ("target", "actual", "weight", "coefficient", "score")),
    ],
)
def test_numbers_beside_the_value_and_the_score_have_columns_of_their_own(
    header: str, expected: tuple[str, ...]
) -> None:
    assert columns("一级指标 二级指标 三级指标 " + header) == (*LEVELS, *expected)


@pytest.mark.parametrize("weights", ["权重（%） 分值", "权重 分值"])
def test_second_column_of_weights_holds_other_points(weights: str) -> None:
    header = read_header(fragments(f"一级指标 二级指标 三级指标 年度指标值 实际完成值 {weights} 得分"))
    assert header.keys == (*LEVELS, "target", "actual", "points", "weight", "score")
    assert header.unknown == (("points", "权重"),)


def test_weights_behind_each_level_are_no_second_column() -> None:
    header = read_header(fragments("一级指标 分值 二级指标 分值 三级指标 分值 年度指标值 实际完成值 得分"))
    assert header.weighed
    assert "points" not in header.keys


def test_pieces_of_the_reasons_for_lost_points_are_no_column_of_points() -> None:
    header = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 扣分 得分\n原因"
    assert "points" not in columns(header)
