"""Lines of a body become whole rows: names torn apart are put together, values stay with their row."""

from __future__ import annotations

import pytest

from docparse.decoding.rows import Row
from tests.build import decoded

HEAD = """
    支出决算表
    科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
"""
SUMMARY = """
    收入支出决算总表
    收入 支出
    项目 行次 金额 项目 行次 金额
    栏次 1 栏次 2
"""
ZEROS = "0.00 0.00 0.00"


def plain(row: Row) -> tuple[str | None, str, list[str]]:
    return row.code and row.code.text, "".join(atom.text for atom in row.name), [atom.text for atom in row.values]


def rows(printed: str) -> list[tuple[str | None, str, list[str]]]:
    return [plain(row) for row in decoded(printed).rows]


def test_row_has_code_name_and_values() -> None:
    assert rows(HEAD + "    205 教育支出 12.00 12.00\n") == [("205", "教育支出", ["12.00", "12.00"])]


def test_total_row_has_no_code() -> None:
    assert rows(HEAD + "    合计 12.00 12.00\n") == [(None, "合计", ["12.00", "12.00"])]


def test_total_spelt_with_a_space_is_one_row() -> None:
    assert rows(HEAD + "    合 计 12.00 12.00\n") == [(None, "合计", ["12.00", "12.00"])]


def test_code_glued_to_its_name_is_read() -> None:
    assert rows(HEAD + "    205教育支出 12.00 12.00\n") == [("205", "教育支出", ["12.00", "12.00"])]


@pytest.mark.parametrize(
    "wrapped",
    [
        "机关事业单位基本养老保\n    2080505 10.00 10.00\n    险缴费支出",
        "2080505 机关事业单位基本养老保\n    险缴费支出 10.00 10.00",
        "2080505 机关事业单位基本养老保 10.00 10.00\n    险缴费支出",
        "2080505\n    机关事业单位基本养老保险缴费支出\n    10.00\n    10.00",
        "2080505 机关事业单位基本养老保险缴费支出\n    10.00 10.00",
    ],
)
def test_name_torn_apart_is_put_together(wrapped: str) -> None:
    body = f"    合计 22.00 22.00\n    {wrapped}\n    2149901 灯塔运行 12.00 12.00\n"
    assert rows(HEAD + body) == [
        (None, "合计", ["22.00", "22.00"]),
        ("2080505", "机关事业单位基本养老保险缴费支出", ["10.00", "10.00"]),
        ("2149901", "灯塔运行", ["12.00", "12.00"]),
    ]


def test_text_between_two_wrapped_rows_is_shared_between_them() -> None:
    body = """
    机关事业单位基本养老保
    2080505 10.00 10.00
    险缴费支出
    机关事业单位职业年金缴
    2080506 5.00 5.00
    费支出
    2149901 灯塔运行 12.00 12.00
"""
    assert [name for _, name, _ in rows(HEAD + body)] == [
        "机关事业单位基本养老保险缴费支出", "机关事业单位职业年金缴费支出", "灯塔运行",
    ]  # fmt: skip


def test_line_of_a_name_with_room_behind_it_is_its_last_one() -> None:
    body = """
    2149803 航标养护 12.00 12.00
    其他灯塔航标
    21498 与船闸运行支 6.00 6.00
    出
    其他灯塔航标
    2149899 与船闸运行支 6.00 6.00
    出
    2149901 灯塔运行 2.00 2.00
"""
    assert [name for _, name, _ in rows(HEAD + body)] == [
        "航标养护", "其他灯塔航标与船闸运行支出", "其他灯塔航标与船闸运行支出", "灯塔运行",
    ]  # fmt: skip


def test_row_of_two_sides_that_breaks_in_the_midst_of_a_name_is_whole() -> None:
    broken = "21 二十一、灾害防治及应急管理支\n    出 50 3.00"
    body = f"    一、财政拨款收入 1 9.00 一、一般公共服务支出 31 6.00\n    {broken}\n    总计 22 9.00 总计 51 9.00\n"
    assert rows(SUMMARY + body) == rows(SUMMARY + body.replace("\n    出", "出"))
    assert (None, "二十一、灾害防治及应急管理支出", ["3.00"]) in rows(SUMMARY + body)


@pytest.mark.parametrize("printed", ["出其他社会保障和就业支", "出 其他社会保障和就业支"])
def test_name_whose_end_is_printed_before_its_beginning_is_turned(printed: str) -> None:
    (found,) = decoded(HEAD + f"    2089999 {printed} 12.00 12.00\n").rows
    assert "".join(atom.text for atom in found.name) == "其他社会保障和就业支出"


BASIC = """
    一般公共预算财政拨款基本支出决算表
    人员经费 公用经费
    科目编码 科目名称 金额 科目编码 科目名称 金额
"""


def test_groups_beside_each_other_that_break_in_the_midst_of_a_name_are_whole() -> None:
    body = """
    301 工资福利支出 9.00 302 商品和服务支出 4.00
    30108 机关事业单位基本养老保险
    缴费 6.00 30205 水费 4.00
    30109 职业年金缴费 3.00 39908 对民间非营利组织和群众性
    自治组织补贴 0.00
    """
    found = rows(BASIC + body)
    assert ("30108", "机关事业单位基本养老保险缴费", ["6.00"]) in found
    assert ("30205", "水费", ["4.00"]) in found
    assert ("39908", "对民间非营利组织和群众性自治组织补贴", ["0.00"]) in found


def test_code_that_no_lexicon_knows_makes_a_row() -> None:
    assert rows(HEAD + "    2999999 灯芯专项 1.50 1.50\n") == [("2999999", "灯芯专项", ["1.50", "1.50"])]


def test_one_cell_a_line_gives_whole_rows() -> None:
    cells = ["205", "教育支出", "12.00", "12.00", "214", "交通运输支出", "8.00", "8.00"]
    body = "".join(f"    {cell}\n" for cell in cells)
    assert rows(HEAD + body) == [("205", "教育支出", ["12.00", "12.00"]), ("214", "交通运输支出", ["8.00", "8.00"])]


def test_printed_line_of_two_sides_is_two_rows() -> None:
    found = decoded(SUMMARY + "    一、财政拨款收入 1 60.00 一、教育支出 2 60.00\n").rows
    assert [(row.side, plain(row)[1], row.line_number and row.line_number.text) for row in found] == [
        ("income", "一、财政拨款收入", "1"),
        ("expenditure", "一、教育支出", "2"),
    ]


def test_line_number_is_no_amount() -> None:
    body = """
    一、财政拨款收入 1 60.00 一、教育支出 4
    二、事业收入 2 二、交通运输支出 5 60.00
    总计 3 60.00 总计 6 60.00
"""
    assert [(plain(row)[2], row.line_number and row.line_number.text) for row in decoded(SUMMARY + body).rows] == [
        (["60.00"], "1"), ([], "4"), ([], "2"), (["60.00"], "5"), (["60.00"], "3"), (["60.00"], "6"),
    ]  # fmt: skip


COUNTED = """
    一、财政拨款收入 1 60.00 一、教育支出 21 60.00
    二、事业收入 2 0.00 二、交通运输支出 22 0.00
    三、经营收入 3 0.00 三、农林水支出 23 0.00
"""


def line_numbers(body: str) -> list[str | None]:
    return [row.line_number and row.line_number.text for row in decoded(SUMMARY + body).rows]


def test_letters_that_stand_for_the_next_line_number_are_it() -> None:
    body = COUNTED + "".join(f"    {number} {number + 20} 0.00\n" for number in range(4, 10))
    assert line_numbers(body + "    lO 四、商业支出 3O 0.00\n    II 五、金融支出 3l 0.00\n")[-4:] == [
        "10",
        "30",
        "11",
        "31",
    ]


def test_line_numbers_go_on_behind_a_row_that_was_lost() -> None:
    body = COUNTED + "    4 四、商业支出 24 0.00\n    6 六、金融支出 26 0.00\n    7 七、住房支出 27 0.00\n"
    assert line_numbers(body)[-4:] == ["6", "26", "7", "27"]


def test_whole_amount_that_looks_like_a_line_number_stays_an_amount() -> None:
    body = """
    一、财政拨款收入 1 3 一、教育支出 4 3
    二、事业收入 2 7 二、交通运输支出 5 7
    总计 3 10 总计 6 10
"""
    assert [plain(row)[2] for row in decoded(SUMMARY + body).rows] == [["3"], ["3"], ["7"], ["7"], ["10"], ["10"]]


def test_side_without_a_name_is_a_row_by_its_line_number() -> None:
    found = decoded(SUMMARY + "    一、财政拨款收入⇥1⇥60.00⇥⇥2⇥\n").rows
    assert [(row.side, bool(row.name), row.line_number is not None) for row in found] == [
        ("income", True, True),
        ("expenditure", False, True),
    ]


def test_blank_cells_that_the_print_keeps_settle_the_row() -> None:
    (row,) = decoded(HEAD + "    205⇥教育支出⇥12.00⇥⇥12.00⇥⇥⇥\n").rows
    assert row.settled
    assert [atom.kind for atom in row.values] == ["V", "B", "V", "B", "B", "B"]


def test_short_row_is_open() -> None:
    (row,) = decoded(HEAD + "    205 教育支出 12.00 12.00\n").rows
    assert not row.settled


def test_full_row_is_settled() -> None:
    (row,) = decoded(HEAD + f"    205 教育支出 12.00 12.00 0.00 {ZEROS}\n").rows
    assert row.settled


def test_number_beyond_the_last_column_is_left_over() -> None:
    found = decoded(HEAD + f"    205 教育支出 12.00 12.00 0.00 {ZEROS} 99.00\n")
    assert [atom.text for atom in found.left_over] == ["99.00"]


def test_rendering_is_that_of_most_lines() -> None:
    body = "    205⇥教育支出⇥12.00⇥12.00⇥⇥⇥⇥\n    214⇥交通运输支出⇥8.00⇥8.00⇥⇥⇥⇥\n    合计 20.00 20.00\n"
    assert decoded(HEAD + body).rendering == "tabbed"


ECONOMIC = """
    一般公共预算财政拨款基本支出决算表
    部门：云岭县灯塔管理处 金额单位：万元
    科目编码 科目名称 金额 科目编码 科目名称 金额
    301 工资福利支出 24.00 302 商品和服务支出 12.50
    30101 基本工资 4.00 30201 办公费 12.50
"""
CODED = [("301", "工资福利支出", ["24.00"]), ("302", "商品和服务支出", ["12.50"])]
CODED += [("30101", "基本工资", ["4.00"]), ("30201", "办公费", ["12.50"])]


@pytest.mark.parametrize(
    "name", ["对民间非营利组织和群众性自\n    治组织补贴", "对灯塔守望组织和航标养护\n    组织的补贴"]
)
def test_name_below_a_code_that_ends_its_line_belongs_to_that_code(name: str) -> None:
    body = f"    30199 其他工资福利支出 20.00 39908\n    {name}\n    30302 退休费 1.00 30205 水费 1.50\n"
    assert rows(ECONOMIC + body) == [
        *CODED,
        ("30199", "其他工资福利支出", ["20.00"]),
        ("39908", name.replace("\n    ", ""), []),
        ("30302", "退休费", ["1.00"]),
        ("30205", "水费", ["1.50"]),
    ]


def test_name_that_no_lexicon_knows_stays_with_the_code_that_it_is_wrapped_around() -> None:
    body = """
    对灯塔守望组织和航标养护
    30199 其他工资福利支出 20.00 39977 1.50
    组织的补贴
    30302 退休费 1.00 30205 水费 1.50
"""
    found = rows(ECONOMIC + body)
    assert [(code, values) for code, _, values in found[4:]] == [
        ("30199", ["20.00"]), ("39977", ["1.50"]), ("30302", ["1.00"]), ("30205", ["1.50"]),
    ]  # fmt: skip
    assert found[5][1].startswith("对灯塔守望组织和航标养护")


def test_rest_of_a_name_belongs_to_the_code_that_is_called_so() -> None:
    """It stands beside the first piece of a name of the row below."""
    body = """
    30111 公务员医疗补助缴 0.50 30211 差旅费 1.75
    费 因公出国（境）费
    30112 其他社会保障缴费 7.25 30212 0.25
    用
    30113 住房公积金 2.00 30213 维修（护）费 3.00
"""
    assert [(code, name) for code, name, _ in rows(ECONOMIC + body)[4:8]] == [
        ("30111", "公务员医疗补助缴费"), ("30211", "差旅费"),
        ("30112", "其他社会保障缴费"), ("30212", "因公出国（境）费用"),
    ]  # fmt: skip


def test_rest_of_a_name_goes_past_the_row_that_a_slipped_value_made() -> None:
    body = """
    一、一般公共预算财政拨款收入 60.00 一、教育支出 60.00
    二、国有资本经营预算财政拨 5.00
    0.00 三、国防支出 0.00
    款收入
    三、上级补助收入 0.00 四、公共安全支出 0.00
"""
    names = [plain(row)[1] for row in decoded(SUMMARY + body).rows]
    assert "二、国有资本经营预算财政拨款收入" in names
    assert "三、国防支出" in names


THREE_PUBLIC = """
    财政拨款“三公”经费支出决算表
    预算数 决算数
    合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
    小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费
    1 2 3 4 5 6 7 8 9 10 11 12
"""
TWELVE = "35.00 0.00 20.00 12.00 8.00 15.00 30.00 0.00 18.00 11.00 7.00 12.00"


def test_two_of_a_row_of_cells_one_a_line_that_share_a_line_leave_the_row_in_doubt() -> None:
    (row,) = decoded(THREE_PUBLIC + "\n".join(TWELVE.split())).rows
    assert not row.disturbed
    (row,) = decoded(THREE_PUBLIC + "\n".join(TWELVE.split()).replace("12.00\n8.00", "8.00 12.00")).rows
    assert row.disturbed
