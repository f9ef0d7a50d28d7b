from __future__ import annotations

from docparse.evaluating.centred_labels import before_their_text
from docparse.evaluating.torn_sides import sides_together
from tests.evaluating.reading import fragments


def printed(text: str) -> list[str]:
    """The texts of the fragments, a bar before those that begin a line."""
    found = sides_together(fragments(text))
    return ["|" * (each.gap != "space") + each.text for each in found]


def test_points_of_a_block_follow_its_label_at_the_side() -> None:
    text = "绩效指 一级指标 二级指标\n标（90\n产出指标 数量指标\n分）\n2.修缮灯塔 = 3 座"
    assert printed(text) == [
        *("|绩效指", "标（90", "分）", "一级指标", "二级指标"),
        *("|产出指标", "数量指标", "|2.修缮灯塔", "=", "3", "座"),
    ]


def test_cell_behind_a_piece_of_the_label_begins_its_line() -> None:
    text = "预算 年度预算数\n执行\n情况 总额 3 3\n（10\n分） 其中：财政资金 2 2"
    assert printed(text)[:4] == ["|预算", "执行", "情况", "（10"]
    assert printed(text)[5:] == ["年度预算数", "|总额", "3", "3", "|其中：财政资金", "2", "2"]


def test_points_stay_with_their_level_where_levels_have_some() -> None:
    text = "产出指标\n数量指标 修缮灯塔\n年度绩 （60分）\n效指标 效益指标\n社会效益指标 航行安全\n（40分）"
    found = printed(text)
    assert found[1:3] == ["|年度绩", "效指标"]
    assert found[found.index("|（60分）") + 1] == "|效益指标"


def test_words_that_are_no_label_stay_where_they_are() -> None:
    text = "绩效 一级指标\n产出指标 修缮灯塔\n社会效益 航行安全"
    assert printed(text) == ["|绩效", "一级指标", "|产出指标", "修缮灯塔", "|社会效益", "航行安全"]


def test_end_of_a_label_of_a_name_stands_behind_its_beginning() -> None:
    assert printed("主管部门 近海灯塔局 实施单 灯塔修缮所\n位") == [
        "|主管部门",
        "近海灯塔局",
        "实施单",
        "位",
        "灯塔修缮所",
    ]


def test_label_of_a_name_around_its_line_stands_before_the_name_that_has_none() -> None:
    assert printed("实施单\n主管部门 近海灯塔局 灯塔修缮所\n位") == [
        *("|主管部门", "近海灯塔局", "实施单", "位", "灯塔修缮所"),
    ]
    assert printed("主管部\n近海灯塔局 实施单位 灯塔修缮所\n门") == [
        *("|主管部", "门", "|近海灯塔局", "实施单位", "灯塔修缮所"),
    ]


def test_amount_between_the_pieces_of_points_is_none_of_them() -> None:
    found = printed("预算\n执行\n情况 总额 3 3\n（1\n0\n95100.\n分） 其中：财政资金 2 2")
    assert found[:6] == ["|预算", "执行", "情况", "（1", "0", "分）"]


ROWS = "总分 100 97\n项目名称 灯塔\n主管部门 灯塔局\n"
ABOVE = "灯塔修缮总体情况良好，年度绩效目标基本实现，资金管理"


def in_order(text: str) -> list[str]:
    return [each.text for each in before_their_text(fragments(ROWS + text))][7:]


def test_label_beside_the_middle_of_its_text_stands_before_it() -> None:
    assert in_order(f"{ABOVE}\n自评结论\n使用规范。\n备注 无") == ["自评结论", ABOVE, "使用规范。", "备注", "无"]


def test_label_on_the_middle_line_of_its_text_stands_before_it() -> None:
    text = f"{ABOVE}\n自评结论 {ABOVE}\n使用规范。"
    assert in_order(text) == ["自评结论", ABOVE, ABOVE, "使用规范。"]


def test_text_that_ends_above_a_label_belongs_to_another() -> None:
    text = f"{ABOVE}使用规范。\n自评结论\n{ABOVE}"
    assert in_order(text) == [f"{ABOVE}使用规范。", "自评结论", ABOVE]


def test_name_above_a_label_is_no_line_of_its_text() -> None:
    assert in_order(f"灯塔局\n部门职责\n{ABOVE}") == ["灯塔局", "部门职责", ABOVE]


def test_text_that_begins_a_page_may_have_its_label_beside_its_middle() -> None:
    text = f"\f{ABOVE}\n自评结论\n使用规范。"
    assert in_order(text) == ["自评结论", ABOVE, "使用规范。"]
    assert in_order(f"{ABOVE}\n自评结论\n\f使用规范。") == [ABOVE, "自评结论", "使用规范。"]
