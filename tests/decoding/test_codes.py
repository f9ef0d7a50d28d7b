"""Codes that stand in columns (类, 款, 项) are one code each; what only looks like one stays apart."""

from __future__ import annotations

from tests.build import decoded

EXPENDITURE = """
    支出决算表
    项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    功能分类科目编码 科目名称
    类 款 项
"""
BASIC = """
    一般公共预算财政拨款基本支出决算表
    经济分类科目编码 科目名称 决算数 经济分类科目编码 科目名称 决算数
    类 款 类 款
"""
BASIC_UNLABELLED = BASIC.replace("    类 款 类 款\n", "")
FIRST_ROWS = """
    301 工资福利支出 24.00 302 商品和服务支出 8.00
    301 01 基本工资 14.00 302 01 办公费 5.00
    301 02 津贴补贴 10.00 302 99 其他商品和服务支出 3.00
"""


def codes(printed: str) -> list[tuple[str | None, list[str]]]:
    return [(row.code and row.code.text, [atom.text for atom in row.values]) for row in decoded(printed).rows]


def test_class_with_its_parts_is_one_code() -> None:
    body = """
    合计 12.00 12.00
    205 教育支出 12.00 12.00
    205 02 普通教育 12.00 12.00
    205 02 01 学前教育 12.00 12.00
"""
    values = ["12.00", "12.00"]
    assert codes(EXPENDITURE + body) == [(code, values) for code in (None, "205", "20502", "2050201")]


def test_parts_on_lines_of_their_own_go_to_the_class_that_ends_the_line_above() -> None:
    body = "\n".join(
        f"    {cell}"
        for cell in ("301", "工资福利支出", "24.00 302", "商品和服务支出", "8.00", "301", "01", "基本工资", "24.00 302",
                     "99", "其他商品和服务支出", "8.00")
    )  # fmt: skip
    assert codes(BASIC + body) == [("301", ["24.00"]), ("302", ["8.00"]), ("30101", ["24.00"]), ("30299", ["8.00"])]


def test_codes_of_all_groups_of_a_line_are_joined() -> None:
    assert [code for code, _ in codes(BASIC + FIRST_ROWS)] == ["301", "302", "30101", "30201", "30102", "30299"]


def test_code_whose_name_is_wrapped_around_its_line_is_joined_before_an_amount() -> None:
    wrapped = "    公务用车运行维护\n    301 03 奖金 0.00 302 31 16.00\n    费\n"
    body = FIRST_ROWS + wrapped + "    301 07 绩效工资 0.00 302 39 其他交通费用 0.00\n"
    found = decoded(BASIC + body).rows[-3]
    assert (found.code and found.code.text, [atom.text for atom in found.values]) == ("30231", ["16.00"])
    assert "".join(atom.text for atom in found.name) == "公务用车运行维护费"


def test_class_whose_part_is_blank_keeps_its_own_code_and_the_cells_behind_it() -> None:
    body = """
    | 301 |  | 工资福利支出 | 24.00 | 302 |  | 商品和服务支出 |  |
    | 301 | 01 | 基本工资 | 24.00 | 302 | 01 | 办公费 |  |
    | 301 | 02 | 津贴补贴 |  | 302 | 99 | 其他商品和服务支出 | 3.00 |
    |  |  |  |  | 310 |  | 资本性支出 | 2.00 |
"""
    read = codes(BASIC + body)
    assert [code for code, _ in read] == ["301", "302", "30101", "30201", "30102", "30299", "310"]
    assert [value for _, values in read for value in values] == ["24.00", "", "24.00", "", "", "3.00", "2.00"]


def test_integers_behind_an_amount_are_no_code_where_no_label_says_that_codes_are_split() -> None:
    assert "30201" not in [code for code, _ in codes(BASIC_UNLABELLED + FIRST_ROWS)]


def test_spans_of_a_joined_code_are_those_of_its_parts() -> None:
    (first, *_) = [row for row in decoded(BASIC + FIRST_ROWS).rows if row.code and row.code.text == "30299"]
    assert first.code is not None
    assert [end - start for start, end in first.code.ranges] == [3, 2]


def test_parts_that_lost_a_blank_are_read_where_other_rows_show_them() -> None:
    body = """
    合计 12.00 12.00
    205 教育支出 12.00 12.00
    205 02普通教育 12.00 12.00
    205 02 01 学前教育 7.00 7.00
    20502 02 小学教育 3.00 3.00
    205 02 03初中教育 2.00 2.00
"""
    rows = decoded(EXPENDITURE + body).rows
    assert [(row.code and row.code.text, "".join(atom.text for atom in row.name)) for row in rows[2:]] == [
        ("20502", "普通教育"),
        ("2050201", "学前教育"),
        ("2050202", "小学教育"),
        ("2050203", "初中教育"),
    ]


def test_name_that_begins_with_digits_keeps_them_where_codes_are_whole() -> None:
    body = """
    合计 12.00 12.00
    205 02年补助 12.00 12.00
"""
    assert codes(EXPENDITURE + body)[1][0] == "205"
    assert decoded(EXPENDITURE + body).rows[1].name[0].text == "02年补助"
