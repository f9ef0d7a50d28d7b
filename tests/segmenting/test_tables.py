"""Where tables begin and end, and what each of their lines is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.build import region, regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

HEAD = """
        支出决算表
        公开03表
        部门：云岭县灯塔管理处 金额单位：万元
        科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
        栏次 1 2 3 4 5 6
"""
ROWS = """
        合计 31.00 21.00 10.00 0.00 0.00 0.00
        214 交通运输支出 31.00 21.00 10.00 0.00 0.00 0.00
"""


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text.strip() for line in lines]


def test_table_is_cut_into_marks_header_and_body() -> None:
    found = region(HEAD + ROWS)
    assert texts(found.marks) == ["公开03表", "部门：云岭县灯塔管理处 金额单位：万元"]
    assert [text[:2] for text in texts(found.header)] == ["科目", "栏次"]
    assert [text[:2] for text in texts(found.body)] == ["合计", "21"]


def test_marks_above_the_title_belong_to_the_table() -> None:
    marks = """
        公开03表
        部门：云岭县灯塔管理处
"""
    assert texts(region(marks + HEAD + ROWS).marks)[:2] == ["公开03表", "部门：云岭县灯塔管理处"]


def test_prose_ends_a_table() -> None:
    prose = """
        本年支出31.00万元，比上年增加2.00万元，主要原因是修缮灯塔。
        三、其他说明
"""
    found = region(HEAD + ROWS + prose)
    assert len(found.body) == 2
    assert found.notes == ()


def test_line_with_as_many_cells_between_borders_is_a_row_whatever_they_hold() -> None:
    rows = ["合计 | 31.00", *(f"灯塔{letter} | 石砌" for letter in "甲乙丙丁戊己庚辛"), "注：灯塔甲另列 | "]
    bordered = "".join(f"        | {row} | 白色 | |\n" for row in rows)
    found = region(HEAD + bordered)
    assert [text[2:5] for text in texts(found.body)] == ["合计 ", *(f"灯塔{letter}" for letter in "甲乙丙丁戊己庚辛")]
    assert [len(note) for note in found.notes] == [1]


def test_heading_of_the_next_part_ends_a_table() -> None:
    assert len(region(HEAD + ROWS + "        第三部分 决算情况说明\n").body) == 2


def test_note_with_its_wrapped_line_belongs_to_the_table() -> None:
    note = """
        注：1.本表反映云岭县灯塔管理处及其下属各航标站本年度的各项支出情况，金额按原币种折算后
        填列。
        2.灯油计入基本支出。
        第三部分 决算情况说明
"""
    found = region(HEAD + ROWS + note)
    assert [len(note) for note in found.notes] == [2, 1]


def test_statement_that_there_is_nothing_to_report_is_a_note() -> None:
    said = "        本部门本年度无此类支出，本表为空。\n"
    found = region(HEAD + "        合计\n" + said)
    assert [texts(note) for note in found.notes] == [["本部门本年度无此类支出，本表为空。"]]


def test_page_number_between_rows_is_furniture() -> None:
    found = region(HEAD + ROWS + "        — 12 —\n        2149901 灯塔运行 31.00 21.00 10.00 0.00 0.00 0.00\n")
    assert texts(found.furniture) == ["— 12 —"]
    assert len(found.body) == 3


def test_header_that_a_page_break_repeats_is_furniture() -> None:
    again = HEAD.split("\n", 4)[4]
    found = region(HEAD + ROWS + again + "        2149901 灯塔运行 31.00 21.00 10.00 0.00 0.00 0.00\n")
    assert [text[:2] for text in texts(found.furniture)] == ["科目", "栏次"]
    assert len(found.body) == 3


def test_header_whose_labels_are_wrapped_otherwise_on_the_next_page_is_furniture() -> None:
    again = "        - 3 -\n        科目编 科目名 本年支出\n        码 称 合计\n"
    found = region(HEAD + ROWS + again + "        2149901 灯塔运行 31.00 21.00 10.00 0.00 0.00 0.00\n")
    assert len(found.body) == 3
    assert len(found.furniture) == 3


def test_continued_table_under_its_repeated_title_is_one_table() -> None:
    again = HEAD.replace("支出决算表\n", "支出决算表（续表）\n", 1)
    found = regions(HEAD + ROWS + again + "        2149901 灯塔运行 31.00 21.00 10.00 0.00 0.00 0.00\n")
    assert [len(each.body) for each in found] == [3]


def test_second_table_of_a_kind_that_begins_with_its_total_is_a_table_of_its_own() -> None:
    assert [len(each.body) for each in regions(HEAD + ROWS + HEAD + ROWS)] == [2, 2]


def test_table_of_contents_holds_no_table() -> None:
    contents = """
        目 录
        一、收入支出决算总表.......3
        二、收入决算表.......4
        三、支出决算表.......5
    """
    assert regions(contents) == ()


def test_contents_without_dot_leaders_hold_no_table() -> None:
    contents = """
        目录
        第二部分 2031年度部门决算表
        一、收入支出决算总表
        二、收入决算表
        三、支出决算表
        第三部分 决算情况说明
    """
    assert regions(contents) == ()


def test_prose_that_names_a_form_heads_no_table() -> None:
    prose = """
        支出决算表
        本部门的支出决算见上表，其中灯塔修缮12.00万元，灯油3.00万元。
        第四部分 名词解释
    """
    assert regions(prose) == ()


def test_table_without_a_title_is_found_by_its_header() -> None:
    untitled = "\n".join(HEAD.split("\n")[4:])
    found = region(untitled + ROWS)
    assert found.title is None
    assert len(found.body) == 2


def test_performance_evaluation_form_is_no_table() -> None:
    form = """
        项目支出绩效自评表
        项目名称 灯塔修缮
        主管部门 云岭县交通局 实施单位 云岭县灯塔管理处
        项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分
        年度资金总额 12.00 12.00 11.40 10 95% 9.5
        一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
        产出指标 数量指标 修缮灯塔座数 ≥3座 3座 20 20
    """
    assert regions(form) == ()


def test_name_that_is_wrapped_around_its_values_stays_in_the_body() -> None:
    wrapped = """
        机关事业单位基本养老保
        2080505 10.00 10.00 0.00 0.00 0.00 0.00
        险缴费支出
"""
    assert len(region(HEAD + ROWS + wrapped).body) == 5


def test_no_line_of_a_region_is_used_twice() -> None:
    found = region(HEAD + ROWS + "        — 12 —\n        注：灯油计入基本支出。\n")
    numbers = [line.number for line in found.lines()]
    assert sorted(set(numbers)) == numbers


def test_value_that_equals_a_column_number_is_no_repeated_header() -> None:
    cells = ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "栏次", "1", "2", "3"]
    rows = ["201", "一般公共服务支出", "3", "2", "1", "合计", "3", "2", "1"]
    found = region("    国有资本经营预算财政拨款支出决算表\n" + "".join(f"    {cell}\n" for cell in (*cells, *rows)))
    assert texts(found.body) == rows
    assert found.furniture == ()


def test_row_that_only_repeats_a_label_of_the_header_is_a_row_where_it_has_a_value() -> None:
    found = region(HEAD + ROWS + "        基本支出 31.00 21.00 10.00 0.00 0.00 0.00\n")
    assert len(found.body) == 3


def test_labels_of_code_columns_on_the_line_of_the_total_belong_to_the_header() -> None:
    split = HEAD.split("\n        栏次")[0] + "\n        类 款 项 合计 31.00 21.00 10.00 0.00 0.00 0.00\n"
    found = region(split + "        214 交通运输支出 31.00 21.00 10.00 0.00 0.00 0.00\n")
    assert texts(found.header)[-1] == "类 款 项"
    assert [text[:2] for text in texts(found.body)] == ["合计", "21"]


def test_row_behind_labels_of_code_columns_stands_where_it_is_printed() -> None:
    split = HEAD.split("\n        栏次")[0] + "\n        类 款 项 合计 31.00\n"
    (row,) = region(split).body
    assert (row.text.index("合"), len(row.text), row.end - row.start) == (6, 14, 14)


def test_labels_in_the_row_of_the_total_belong_to_the_header() -> None:
    over = HEAD.split("\n        栏次")[0] + "\n        合计 31.00 合计 基本支出 项目支出\n"
    found = region(over + ROWS)
    assert texts(found.header)[-1].strip() == "合计 基本支出 项目支出"
    assert texts(found.body)[0].split() == ["合计", "31.00"]
    assert found.overlaid == found.body[0].number


def test_name_behind_the_total_that_is_no_label_leaves_the_row_whole() -> None:
    named = HEAD.split("\n        栏次")[0] + "\n        合计 31.00 观星服务 项目支出\n"
    found = region(named + ROWS)
    assert found.overlaid is None


def test_page_number_within_the_header_ends_it_not() -> None:
    turned = HEAD.replace("        科目编码", "        — 3 —\n        科目编码", 1)
    assert texts(region(turned + ROWS).header) == texts(region(HEAD + ROWS).header)


def test_labels_of_code_columns_before_other_labels_stay_one_line() -> None:
    split = HEAD.replace("科目编码 科目名称", "类 款 项 科目名称")
    assert texts(region(split + ROWS).header)[0].startswith("类 款 项 科目名称")


ONE_CELL_A_LINE = ["项目", "合计", "基本支出", "项目支出", "功能分类科目编码", "科目名称", "类", "款", "项"]
CELLS = ["205", "教育支出", "9.00", "9.00", "0.00"]


def one_cell_a_line(*cells: str) -> str:
    return "    一般公共预算财政拨款支出决算表\n" + "".join(f"    {cell}\n" for cell in cells)


def test_repeated_header_is_furniture_also_where_one_label_is_spelt_like_a_row() -> None:
    found = region(one_cell_a_line(*ONE_CELL_A_LINE, *CELLS, *ONE_CELL_A_LINE, *CELLS))
    assert texts(found.furniture) == ONE_CELL_A_LINE
    assert texts(found.body) == [*CELLS, *CELLS]


def test_name_of_the_total_above_its_values_is_no_label() -> None:
    total = ["合计", "9.00", "9.00", "0.00"]
    found = region(one_cell_a_line(*ONE_CELL_A_LINE, *total, *CELLS))
    assert texts(found.header) == ONE_CELL_A_LINE
    assert texts(found.body) == [*total, *CELLS]


def test_name_of_the_total_above_a_zero_is_no_label() -> None:
    total = ["合计", "0", "0", "9.00"]
    assert texts(region(one_cell_a_line(*ONE_CELL_A_LINE, *total, *CELLS)).body)[:4] == total


def test_word_for_the_total_is_a_label_in_a_form_whose_rows_have_no_names() -> None:
    cells = ["预算数", "因公出国（境）费", "公务接待费", "合计", "1.00", "2.00", "3.00"]
    found = region("    财政拨款“三公”经费支出决算表\n" + "".join(f"    {cell}\n" for cell in cells))
    assert texts(found.header)[-1] == "合计"


EMPTY = HEAD.split("\n        栏次")[0] + "\n"


def test_form_without_rows_is_a_table_where_a_note_says_that_there_is_nothing() -> None:
    notes = "        注：本表反映各项支出情况。\n        说明：本部门没有此类支出，故本表为空。\n"
    found = region(EMPTY + notes)
    assert found.body == ()
    assert len(found.header) == 1
    assert len(found.notes) == 2


def test_form_without_rows_and_without_such_a_note_is_no_table() -> None:
    assert regions(EMPTY + "        注：本表反映各项支出情况。\n") == ()


def test_total_without_values_above_such_a_note_is_a_row() -> None:
    found = region(EMPTY + "        | 合计 |  |  |\n        注：本部门没有此类支出，故本表为空。\n")
    assert texts(found.body) == ["| 合计 | | |"]


def test_marks_far_apart_are_marks() -> None:
    wide = HEAD.replace("管理处 金额", "管理处" + " " * 200 + "金额")
    assert len(region(wide + ROWS).marks) == 2


SUMMARY = """
        收入支出决算总表
        收入 支出
        项目 行次 金额 项目 行次 金额
        一、财政拨款收入 1 31.00 一、国防支出 3 0.00
"""


def test_line_number_alone_on_its_line_is_no_page_number() -> None:
    found = region(SUMMARY + "        2\n        二、交通运输支出 4 31.00\n")
    assert texts(found.body)[1] == "2"


def test_number_that_is_no_line_number_is_a_page_number() -> None:
    found = region(SUMMARY + "        7\n        2 二、交通运输支出 4 31.00\n")
    assert texts(found.furniture) == ["7"]


def test_table_ends_where_the_title_of_one_begins_that_no_form_has() -> None:
    first, second = regions("""
        一般公共预算财政拨款支出决算表
        科目编码 科目名称 合计 基本支出 项目支出
        合计 31.00 21.00 10.00
        213 农林水支出 31.00 21.00 10.00
        灯塔基本支出决算表（经济科目）
        公开06表
        科目编码 科目名称 合计 人员经费 公用经费
        合计 21.00 20.00 1.00
        301 工资福利支出 20.00 20.00 0.00
        """)
    assert len(first.body) == 2
    assert second.title is not None
    assert not second.title.kind
    assert len(second.body) == 2


def test_repeated_title_that_no_form_has_does_not_end_its_table() -> None:
    (only,) = regions("""
        航标基金支出情况表
        单位：万元
        科目编码 科目名称 合计 基本支出 项目支出
        合计 31.00 21.00 10.00
        213 农林水支出 21.00 21.00 0.00
        航标基金支出情况表
        单位：万元
        科目编码 科目名称 合计 基本支出 项目支出
        214 交通运输支出 10.00 0.00 10.00
        """)
    assert len(only.body) == 3


def test_labels_with_blanks_between_their_characters_are_a_header() -> None:
    spread = """
        “三公”经费支出决算表
        项 目 预 算 数 决 算 数
        合 计 12.00 6.60
        公务接待费 2.00 0.40
"""
    found = region(spread)
    assert texts(found.header) == ["项 目 预 算 数 决 算 数"]
    assert [text[:3] for text in texts(found.body)] == ["合 计", "公务接"]


def test_total_above_its_amounts_is_a_row_where_the_header_names_the_stub() -> None:
    stacked = """
        “三公”经费支出决算表
        项目
        预算数
        决算数
        合计
        12.00
        6.60
"""
    found = region(stacked)
    assert texts(found.header) == ["项目", "预算数", "决算数"]
    assert texts(found.body) == ["合计", "12.00", "6.60"]


def test_column_numbers_one_a_line_with_labels_between_them_belong_to_the_header() -> None:
    lines = [
        "财政拨款收入支出决算总表",
        "公开04表",
        "单位：万元",
        "收入",
        "支出",
        "项目",
        "栏次",
        "决算数",
        "1",
        "项目",
        "栏次",
    ]
    lines += ["合计", "2", "一般公共预算", "财政拨款", "3", "政府性基金预", "算财政拨款", "4"]
    rows = ["一、一般公共预算财政拨款", "31.00", "一、一般公共服务支出", "31.00", "31.00"]
    found = region("\n".join([*lines, *rows]))
    assert texts(found.header)[-1] == "4"
    assert texts(found.body) == rows


def halves(between: str) -> str:
    """A table whose right half stands on a second page, under its own header."""
    left = """
        收入决算表
        部门：云岭县灯塔管理处 金额单位：万元
        科目编码 科目名称 本年收入合计 财政拨款收入 上级补助收入
        合计 31.00 21.00 0.00
        214 交通运输支出 31.00 21.00 0.00
"""
    right = """
        科目编码 科目名称 事业收入 经营收入 其他收入
        合计 0.00 0.00 10.00
        214 交通运输支出 0.00 0.00 10.00
"""
    return left + between + right


def test_right_half_of_a_wide_table_is_a_table_of_its_own_under_its_continued_title() -> None:
    found = regions(halves("        收入决算表（续）\n"))
    assert [[text[:4] for text in texts(each.body)] for each in found] == [["合计 3", "214 "], ["合计 0", "214 "]]
    assert [len(each.header) for each in found] == [1, 1]


def test_right_half_of_a_wide_table_is_a_table_of_its_own_without_a_title() -> None:
    found = regions(halves(""))
    assert [[text[:4] for text in texts(each.body)] for each in found] == [["合计 3", "214 "], ["合计 0", "214 "]]
    assert [len(each.header) for each in found] == [1, 1]
