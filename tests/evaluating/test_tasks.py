from __future__ import annotations

from docparse.evaluating.tasks import Tasks, read_tasks
from docparse.evaluating.topped_tasks import tasks_by_top
from tests.evaluating.reading import fragments

HEADER = "任务名称 项目级次 主要内容 总额 财政拨款 其他资金 实际支出金额 预算执行率 预算执行偏低原因及改进措施"


def tasks(body: str) -> Tasks:
    return read_tasks(fragments(HEADER), fragments(body))


def text(found: Tasks, row: int, key: str) -> str:
    return "".join(each.text for each in found.rows[row].texts[key])


def amounts(found: Tasks, row: int) -> dict[str, str]:
    return {key: value.text for key, (value, _) in found.rows[row].amounts.items()}


BODY = """\
水库安全、
河道管理

本级

加固小型水库，清理
河道等 90.00 60.00 30.00 45.00 50.00%

偏低原因：项目
尚未开工。

宣传培训 本级

印制材料等

12.00 12.00 6.00 50.00%
"""


def test_rows_are_found_by_level_and_amounts() -> None:
    found = tasks(BODY)
    assert [text(found, row, "name") for row in range(2)] == ["水库安全、河道管理", "宣传培训"]


def test_reason_is_parted_from_the_next_name() -> None:
    found = tasks(BODY)
    assert (text(found, 0, "reason"), text(found, 1, "reason")) == ("偏低原因：项目尚未开工。", "")


def test_content_stands_between_level_and_amounts() -> None:
    assert text(tasks(BODY), 0, "content") == "加固小型水库，清理河道等"


def test_blank_amount_is_known_by_the_sum() -> None:
    assert amounts(tasks(BODY), 1) == {
        "total": "12.00",
        "fiscal": "12.00",
        "executed": "6.00",
        "execution_rate": "50.00%",
    }


def test_other_funds_without_fiscal_ones_are_doubted_or_told() -> None:
    found = tasks("宣传培训 本级 印制材料 12.00 12.00 6.00 50.00%")
    assert found.rows[0].amounts["fiscal"][1] == ("other",)


def test_rows_between_tabs_are_read() -> None:
    found = tasks("宣传⇥本级⇥材料⇥12.00⇥12.00⇥⇥6.00⇥50%⇥原因甲\n培训⇥本级⇥讲课⇥8.00⇥8.00⇥⇥8.00⇥100%⇥\n")
    assert [(text(found, row, "name"), text(found, row, "reason")) for row in range(2)] == [
        ("宣传", "原因甲"),
        ("培训", ""),
    ]


def test_amounts_without_a_level_are_not_read() -> None:
    found = tasks("宣传培训 印制材料 12.00 12.00 6.00 50.00%")
    assert (found.rows, len(found.unread)) == ((), 6)


STACKED = """\
水库安全
本级
加固小型水库。
90.00
60.00
30.00
45.00
50.00
项目尚未开工。
宣传培训
本级
印制材料。
12.00
12.00
6.00
50.00
"""


def test_cells_with_a_line_each_are_rows() -> None:
    found = tasks(STACKED)
    assert [text(found, row, "name") for row in range(2)] == ["水库安全", "宣传培训"]
    assert text(found, 0, "reason") == "项目尚未开工。"


def test_rates_without_percent_sign_stand_in_their_column() -> None:
    assert amounts(tasks(STACKED), 1) == {
        "total": "12.00",
        "fiscal": "12.00",
        "executed": "6.00",
        "execution_rate": "50.00",
    }


TORN = """\
渡口渡船检查
本级
检查渡船。
5885600.0
0
5885600.0
0
0.00
5538887.0
4
94.11
"""


def test_amounts_torn_over_two_lines_are_one_number_though_the_pieces_add_up_too() -> None:
    assert amounts(tasks(TORN), 0) == {
        "total": "5885600.00",
        "fiscal": "5885600.00",
        "other": "0.00",
        "executed": "5538887.04",
        "execution_rate": "94.11",
    }


PLAIN = "任务名称⇥主要内容⇥预算数⇥执行数⇥执行率"


def test_rows_without_a_column_for_the_level_are_lines_of_name_content_and_amounts() -> None:
    found = read_tasks(fragments(PLAIN), fragments("造林⇥种树一片⇥86.00⇥43.00⇥50%\n防火⇥修路一条⇥20.00⇥20.00⇥100%"))
    assert [(text(found, row, "name"), text(found, row, "content")) for row in range(2)] == [
        ("造林", "种树一片"),
        ("防火", "修路一条"),
    ]
    assert amounts(found, 0) == {"total": "86.00", "executed": "43.00", "execution_rate": "50%"}


def test_row_without_a_level_whose_texts_are_not_two_is_not_read() -> None:
    assert read_tasks(fragments(PLAIN), fragments("造林 种树 一片 86.00 43.00 50%")).rows == ()


TOPPED = """\
信息系统运行 本级 保障业务系统安全稳定运行，处置 40.00 30.00 10.00 20.00 50.00
维护 各类故障。
宣传 本级 印制材料。 12.00 12.00 12.00 100.00
设备购置第一 本级 更新老旧设备， 5.00 5.00 5.00 100.00 采购期限已到，
批 提高效率。 下年完成。
经费
"""


def test_cells_that_begin_on_one_line_go_on_below() -> None:
    found = tasks(TOPPED)
    assert [text(found, row, "name") for row in range(3)] == ["信息系统运行维护", "宣传", "设备购置第一批经费"]
    assert text(found, 0, "content") == "保障业务系统安全稳定运行，处置各类故障。"
    assert text(found, 2, "content") == "更新老旧设备，提高效率。"
    assert text(found, 2, "reason") == "采购期限已到，下年完成。"
    assert amounts(found, 0)["fiscal"] == "30.00"
    assert found.unread == ()


def test_labels_torn_above_the_first_row_name_columns() -> None:
    header = fragments("任务名称 项目级次 主要内容 批复金额 实际支出金 预算执行")
    found = read_tasks(header, fragments(f"额（万元） 率\n总额 财政拨款 其他资金\n{TOPPED}"))
    assert text(found, 0, "name") == "信息系统运行维护"
    assert amounts(found, 0)["executed"] == "20.00"


def test_line_of_a_content_above_its_row_is_no_part_of_the_name_before() -> None:
    body = TOPPED.replace("宣传 本级", "宣传材料和培训手册以及各类\n宣传 本级")
    assert tasks_by_top(fragments(body)) is None


# A wrapped name or content stands above and below the line of its level and amounts.
BY_MIDDLE = """\
水库加固及安全 加固小型水库，完善安全监测
本级 90.00 60.00 30.00 45.00 50.00
监测 设施。
宣传培训 本级 印制防洪材料。 12.00 12.00 — 6.00 50.00
农村道路
在急弯陡坡路段增设护栏和标
养护及安 本级 20.00 20.00 — 20.00 100.00
志标线。
全防护"""


def test_cells_in_the_middle_of_their_rows_are_put_together() -> None:
    found = tasks(BY_MIDDLE)
    assert [text(found, row, "name") for row in range(3)] == [
        "水库加固及安全监测",
        "宣传培训",
        "农村道路养护及安全防护",
    ]
    assert text(found, 0, "content") == "加固小型水库，完善安全监测设施。"
    assert text(found, 2, "content") == "在急弯陡坡路段增设护栏和标志标线。"
    assert [text(found, row, "reason") for row in range(3)] == ["", "", ""]


def test_reason_in_the_middle_of_its_row_stands_behind_the_content() -> None:
    body = "偏低原因：项目\n宣传培训 本级 印制防洪材料。 12.00 12.00 6.00 50.00\n尚未开工。"
    found = tasks(body)
    assert (text(found, 0, "content"), text(found, 0, "reason")) == ("印制防洪材料。", "偏低原因：项目尚未开工。")


def test_labels_above_the_first_row_are_no_part_of_it() -> None:
    found = tasks("额（万元） 率\n总额 财政拨款 其他资金\n" + BY_MIDDLE)
    assert text(found, 0, "name") == "水库加固及安全监测"


def test_texts_beside_each_other_are_doubted_where_rows_do_not_come_out_even() -> None:
    found = tasks(BY_MIDDLE + "\n更新设备 按计划更新设备并完成验收")
    assert [row.doubted for row in found.rows] == [True] * len(found.rows)
    assert not any(row.doubted for row in (*tasks(BODY).rows, *tasks(BY_MIDDLE).rows))


def test_year_that_a_name_begins_with_is_no_amount_of_the_row_above() -> None:
    body = """\
水库安全 本级
加固小型水库。
26.03 26.03 26.03 100.00%
2031 年河道
疏浚
本级
疏浚河道。
557.64 539.64 18.00 361.06 64.75%
"""
    found = tasks(body)
    assert [text(found, row, "name") for row in range(2)] == ["水库安全", "2031年河道疏浚"]
    assert amounts(found, 0)["executed"] == "26.03"
