"""What is said of a text that is not one whole document, and that nothing is said of one that is."""

from __future__ import annotations

import pytest

import docparse
from tests.build import text

FORM = """
    支出决算表
    公开03表
    部门：{body} {year}年度 单位：万元
    科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 31.00 31.00 0.00 0.00 0.00 0.00
    214 交通运输支出 31.00 31.00 0.00 0.00 0.00 0.00
    21401 公路水路运输 31.00 31.00 0.00 0.00 0.00 0.00
    2140199 其他公路水路运输支出 31.00 31.00 0.00 0.00 0.00 0.00
"""
INCOME = """
    收入决算表
    {number}
    部门：{body} {year}年度 单位：万元
    科目编码 科目名称 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入
    栏次 1 2 3 4 5 6 7
    合计 31.00 31.00 0.00 0.00 0.00 0.00 0.00
    214 交通运输支出 31.00 31.00 0.00 0.00 0.00 0.00 0.00
    21401 公路水路运输 31.00 31.00 0.00 0.00 0.00 0.00 0.00
    2140199 其他公路水路运输支出 31.00 31.00 0.00 0.00 0.00 0.00 0.00
"""
LIGHTS, PORT = "云岭县灯塔管理处", "青禾市渔港局"
LIST = """
    目录
    一、收入支出决算总表
    二、收入决算表
    三、支出决算表
"""


def expenditure(body: str = LIGHTS, year: int = 2031) -> str:
    return text(FORM.format(body=body, year=year))


def income(body: str = LIGHTS, year: int = 2031, number: str = "公开02表") -> str:
    return text(INCOME.format(body=body, year=year, number=number))


def said(printed: str) -> dict[str, dict[str, object]]:
    """The diagnostics about the document as a whole: code to fields."""
    found = docparse.parse(printed).diagnostics
    return {each.code: dict(each.fields) for each in found if each.code.startswith("document.")}


@pytest.mark.parametrize(
    "printed",
    [
        expenditure(),
        expenditure() + income(),
        expenditure() + expenditure(),
        expenditure() + income(f"{LIGHTS}（本级）"),
        text(LIST.replace("一、收入支出决算总表", "一、“三公”说明")) + income() + expenditure(),
        f"{LIGHTS}2031年度部门决算公开说明\n" + expenditure(),
    ],
)
def test_nothing_is_said_of_one_document(printed: str) -> None:
    assert said(printed) == {}


def test_tables_of_two_years_are_said() -> None:
    assert said(income(year=2030) + expenditure()) == {"document.mixed-years": {"count": 2, "years": ["2030", "2031"]}}


def test_title_of_another_year_than_the_tables_is_said() -> None:
    fields = said(f"{LIGHTS}2030年度部门决算公开说明\n" + expenditure())["document.mixed-years"]
    assert fields["years"] == ["2030", "2031"]


def test_tables_of_two_departments_are_said_and_none_is_merged() -> None:
    report = docparse.parse(expenditure() + expenditure(PORT))
    assert [(table.id, table.relation) for table in report.tables] == [
        ("expenditure", None),
        ("expenditure#2", "other_department"),
    ]
    assert said(expenditure() + expenditure(PORT)) == {
        "document.departments-differ": {"count": 2, "departments": [LIGHTS, PORT]}
    }


def test_places_of_different_years_are_the_printed_ones() -> None:
    printed = income(year=2030) + expenditure()
    (diagnostic,) = docparse.parse(printed).diagnostics
    assert [printed[start:end] for start, end in diagnostic.spans] == ["2030", "2031"]


def test_forms_of_the_contents_that_are_not_there_are_said() -> None:
    assert said(text(LIST) + income() + expenditure()) == {
        "document.forms-missing": {"count": 1, "forms": ["一、收入支出决算总表"]}
    }


def test_form_numbers_that_are_left_out_are_said() -> None:
    printed = income(number="公开01表") + expenditure() + income(number="公开05表")
    assert said(printed) == {"document.forms-missing": {"count": 2, "forms": ["公开02表", "公开04表"]}}


def test_form_numbers_that_evaluations_print_leave_nothing_out() -> None:
    assert "document.forms-missing" not in said(expenditure() + "".join(f"公开{n}表\n本表为空。\n" for n in (11, 13)))


TORN = income().replace("2140199 其他公路水路运输支出 31.00 31.00", "2140104 公路建设 11.00 11.00")
SUMMARY = f"""收入支出决算总表
部门：{LIGHTS} 2031年度 单位：万元
收入 支出
项目 行次 金额 项目 行次 金额
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 31.00 一、一般公共服务支出 31 0.00
二、政府性基金预算财政拨款收入 2 0.00 二、外交支出 32 0.00
三、国有资本经营预算财政拨款收入 3 0.00 三、国防支出 33 0.00
"""


def test_text_that_ends_before_the_parts_of_a_sum_breaks_off() -> None:
    assert said(TORN) == {"document.breaks-off": {"table": "income"}}


def test_text_that_ends_before_the_totals_of_a_form_breaks_off() -> None:
    assert said(SUMMARY) == {"document.breaks-off": {"table": "income_expenditure_summary"}}


def test_number_of_the_last_page_is_not_what_the_text_ends_with() -> None:
    assert said(TORN + "- 7 -\n") == {"document.breaks-off": {"table": "income"}}


def test_table_with_text_behind_it_does_not_break_off() -> None:
    assert said(TORN + "第三部分 名词解释\n基本支出：指保障运转的支出。\n") == {}


def test_two_documents_are_said_with_the_places_where_they_begin() -> None:
    outline = "第一部分 部门概况\n{body}负责有关管理工作。\n第二部分 决算表\n"
    printed = "".join(
        f"{body}2031年度部门决算\n" + outline.format(body=body) + expenditure(body) for body in (LIGHTS, PORT)
    )
    diagnostics = {each.code: each for each in docparse.parse(printed).diagnostics}
    found = diagnostics["document.several-documents"]
    assert dict(found.fields) == {"count": 2}
    assert [printed[start:end] for start, end in found.spans] == [f"{body}2031年度部门决算" for body in (LIGHTS, PORT)]
