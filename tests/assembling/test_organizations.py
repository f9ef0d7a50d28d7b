"""Whose report a text is: which of the bodies that its head names."""

from __future__ import annotations

import pytest

import docparse
from tests.build import text


def organization(printed: str) -> str | None:
    cell = docparse.parse(text(printed)).organization
    return cell and cell.value


def test_title_goes_before_the_name_that_a_site_prints_above_it() -> None:
    printed = """
        云岭县人民政府
        首页 >> 乡镇信息公开 >> 青石镇
        云岭县青石镇人民政府2031年度部门决算
        目录
    """
    assert organization(printed) == "云岭县青石镇人民政府"


def test_greeting_of_a_site_is_no_part_of_a_name() -> None:
    printed = """
        欢迎来到雾江市中医医院
        2031年度雾江市中医医院单位决算
    """
    assert organization(printed) == "雾江市中医医院"


@pytest.mark.parametrize("owner", ["云岭县青石镇", "云岭县灯塔乡", "云岭县临江街道"])
def test_township_may_be_named_by_its_place_alone(owner: str) -> None:
    assert organization(f"    {owner}2031年度部门决算公开\n    一、主要职能\n") == owner


def test_word_that_says_what_a_title_is_about_is_no_part_of_a_name() -> None:
    printed = "    关于雾江市青禾区水务局2031年度“三公”经费支出决算情况说明\n    一、总体情况\n"
    assert organization(printed) == "雾江市青禾区水务局"


def test_second_name_in_brackets_is_left_out_of_the_name_and_kept_in_the_title() -> None:
    title = "雾江市青禾区水务局（雾江市青禾区河道局） 2031年度部门决算"
    found = docparse.parse(text(f"    {title}\n    一、部门职责\n"))
    assert found.title is not None and found.organization is not None
    assert (found.title.value, found.organization.value) == (title.replace("） 2", "）2"), "雾江市青禾区水务局")


@pytest.mark.parametrize(
    "heading", ["第一部分 云岭县灯塔管理处概况", "第一部分\n    云岭县灯塔管理处概况", "一、云岭县灯塔管理处基本情况"]
)
def test_heading_of_the_first_part_names_the_body_where_there_is_no_title(heading: str) -> None:
    printed = f"""
        发布时间：2032-09-20 信息来源：雾江市财政局
        目录
        {heading}
        一、部门职责
        （一）负责全县灯塔的运行。
    """
    assert organization(printed) == "云岭县灯塔管理处"


def test_name_on_the_title_page_is_fuller_than_that_of_the_heading() -> None:
    printed = """
        海州省云岭县灯塔管理处
        2031年9月
        第一部分 云岭县灯塔管理处概况
    """
    assert organization(printed) == "海州省云岭县灯塔管理处"


def test_field_of_the_title_page_goes_before_the_office_that_made_it() -> None:
    printed = """
        部门（单位）名称：云岭县灯塔管理处
        报告日期：2032年5月10日
        云岭县财政局（制）
    """
    assert organization(printed) == "云岭县灯塔管理处"


def test_row_of_a_table_names_no_body() -> None:
    printed = """
        20103\t政府办公厅（室）及相关机构事务\t31.00
        2010301\t行政运行\t31.00
    """
    assert organization(printed) is None


def test_table_that_no_form_declares_names_the_department_too() -> None:
    printed = """
        灯塔情况统计表
        部门：云岭县灯塔管理处\t单位：万元
        项目\t原值\t净值
        灯塔\t31.00\t21.00
        浮标\t12.00\t10.00
        合计\t43.00\t31.00
    """
    assert organization(printed) == "云岭县灯塔管理处"
