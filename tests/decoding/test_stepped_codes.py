"""Codes of which each row prints its own part alone, or that share a cell with their name, are whole."""

from __future__ import annotations

import pytest

from tests.build import decoded

HEAD = """
    支出决算表
    {labels}⇥科目名称⇥本年支出合计⇥基本支出⇥项目支出
"""
ROWS = """
    合计⇥⇥⇥⇥19.00⇥12.00⇥7.00
    204⇥⇥⇥公共安全支出⇥15.00⇥8.00⇥7.00
    ⇥06⇥⇥司法⇥15.00⇥8.00⇥7.00
    ⇥⇥01⇥行政运行⇥9.00⇥8.00⇥1.00
    ⇥⇥04⇥基层司法业务⇥6.00⇥⇥6.00
    208⇥⇥⇥社会保障和就业支出⇥4.00⇥4.00⇥
    ⇥05⇥⇥行政事业单位养老支出⇥4.00⇥4.00⇥
    ⇥⇥05⇥机关事业单位基本养老保险缴费支出⇥4.00⇥4.00⇥
"""
CODES = [None, "204", "20406", "2040601", "2040604", "208", "20805", "2080505"]


def read(printed: str) -> list[tuple[str | None, str]]:
    rows = decoded(printed).rows
    return [(row.code and row.code.text, "".join(atom.text for atom in row.name)) for row in rows]


@pytest.mark.parametrize("labels", ["类⇥款⇥项", "科目编码⇥⇥"])
def test_column_of_a_part_tells_its_level(labels: str) -> None:
    found = decoded(HEAD.format(labels=labels) + ROWS).rows
    assert [row.code and row.code.text for row in found] == CODES
    assert [atom.text for atom in found[0].values] == ["19.00", "12.00", "7.00"]


def test_parts_without_their_columns_are_told_by_names_and_amounts() -> None:
    spaced = HEAD.format(labels="类⇥款⇥项") + ROWS
    lines = [" ".join(line.split()) for line in spaced.replace("⇥", " ").splitlines()]
    assert [code for code, _ in read("\n".join(lines))] == CODES


def test_parts_with_a_line_each_begin_rows() -> None:
    cells = (HEAD.format(labels="类⇥款⇥项") + ROWS).replace("⇥", "\n").split()
    assert read("\n".join(cells)) == list(
        zip(
            CODES,
            ("合计", "公共安全支出", "司法", "行政运行", "基层司法业务", "社会保障和就业支出", "行政事业单位养老支出",
             "机关事业单位基本养老保险缴费支出"),
            strict=True,
        )
    )  # fmt: skip


def test_next_part_of_names_that_nobody_knows_begins_where_the_amounts_add_up() -> None:
    rows = """
    合计 30.00 30.00
    214 甲类 30.00 30.00
    01 乙款 12.00 12.00
    04 丙项 7.00 7.00
    06 丁项 5.00 5.00
    07 戊款 18.00 18.00
    08 己项 18.00 18.00
    """
    head = "支出决算表\n类 款 项 科目名称 本年支出合计 基本支出 项目支出\n"
    codes = [code for code, _ in read(head + "\n".join(line.strip() for line in rows.strip().splitlines()))]
    assert codes == [None, "214", "21401", "2140104", "2140106", "21407", "2140708"]


def test_parts_that_no_header_names_are_put_together_where_classes_stand_again() -> None:
    cells = (
        "支出决算表 科目编码 科目名称 本年支出合计 基本支出 项目支出 合计 9.00 9.00 204 公共安全支出 9.00 9.00 "
        "204 06 司法 9.00 9.00 204 06 01 行政运行 9.00 9.00"
    )
    assert [code for code, _ in read("\n".join(cells.split()))] == [None, "204", "20406", "2040601"]


def test_code_in_the_cell_of_its_name_is_cut_off() -> None:
    printed = """
    支出决算表
    功能分类科目⇥本年支出合计⇥基本支出⇥项目支出
    合计⇥9.00⇥8.00⇥1.00
    204公共安全支出⇥9.00⇥8.00⇥1.00
    20406司法⇥9.00⇥8.00⇥1.00
    """
    assert read(printed) == [(None, "合计"), ("204", "公共安全支出"), ("20406", "司法")]


def test_economic_codes_in_steps_are_whole() -> None:
    printed = """
    一般公共预算财政拨款基本支出决算表
    类⇥款⇥科目名称⇥合计⇥人员经费⇥公用经费
    合计⇥⇥⇥29.00⇥24.00⇥5.00
    301⇥⇥工资福利支出⇥24.00⇥24.00⇥
    ⇥01⇥基本工资⇥14.00⇥14.00⇥
    ⇥02⇥津贴补贴⇥10.00⇥10.00⇥
    302⇥⇥商品和服务支出⇥5.00⇥⇥5.00
    ⇥01⇥办公费⇥5.00⇥⇥5.00
    """
    assert [code for code, _ in read(printed)] == [None, "301", "30101", "30102", "302", "30201"]
