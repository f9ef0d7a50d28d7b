"""What a report says of itself: title, organisation, place, year and kind of document."""

from __future__ import annotations

import pytest

import docparse
from docparse.schema import Report
from tests.build import text

TABLE = """
    支出决算表
    部门：云岭县灯塔管理处 2031年度 单位：万元
    科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 31.00 31.00 0.00 0.00 0.00 0.00
"""


def report(printed: str) -> Report:
    return docparse.parse(text(printed))


def value(printed: str, key: str) -> str | None:
    cell = getattr(report(printed), key)
    return cell and cell.value


def test_title_of_the_document_is_read() -> None:
    title = "云岭县灯塔管理处2031年度部门决算公开说明"
    assert value(f"    {title}\n{TABLE}", "title") == title


def test_title_of_a_table_is_not_the_title_of_the_document() -> None:
    assert value(TABLE, "title") is None


def test_organisation_is_the_department_of_the_tables() -> None:
    assert value(TABLE, "organization") == "云岭县灯塔管理处"


def test_organisation_is_read_from_the_head_where_no_table_names_one() -> None:
    head = "    云岭县灯塔管理处\n    2031年度部门决算公开说明\n    负责全县灯塔的运行。\n"
    assert value(head, "organization") == "云岭县灯塔管理处"


@pytest.mark.parametrize(
    ("organization", "division"),
    [
        ("云岭县灯塔管理处", "云岭县"),
        ("雾江市青禾区种子站", "雾江市青禾区"),
        ("海州省雾江市观象台", "海州省雾江市"),
    ],
)
def test_division_is_the_place_that_the_name_begins_with(organization: str, division: str) -> None:
    assert value(TABLE.replace("云岭县灯塔管理处", organization), "administrative_division") == division


def test_organisation_without_a_place_has_no_division() -> None:
    assert value(TABLE.replace("云岭县灯塔管理处", "灯塔管理处"), "administrative_division") is None


def test_year_of_the_tables_is_the_fiscal_year() -> None:
    found = report(TABLE).fiscal_year
    assert found is not None
    assert (found.value, found.status) == ("2031", "read")


def test_years_that_disagree_are_conflicting() -> None:
    found = report("    云岭县灯塔管理处2030年度部门决算公开说明\n" + TABLE).fiscal_year
    assert found is not None
    assert found.status == "conflicting"


def test_year_of_the_prose_alone_is_inferred() -> None:
    found = report("    2031年度，本部门运行灯塔三座。2031年度修缮一座，2030年未修缮。\n").fiscal_year
    assert found is not None
    assert (found.value, found.status) == ("2031", "inferred")


@pytest.mark.parametrize(("day", "year"), [("2032年2月3日", None), ("2031年12月31日", "2031")])
def test_day_of_filing_says_nothing_of_the_fiscal_year_but_the_last_day_of_a_year_does(day: str, year: str) -> None:
    assert value(f"    某某县灯塔管理处\n    情况说明\n    截至{day}，共有灯塔3座。\n", "fiscal_year") == year


def test_year_with_a_separator_is_read_as_four_digits() -> None:
    found = report(TABLE.replace("2031年度", "2, 031年度")).fiscal_year
    assert found is not None
    assert found.value == "2031"


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        (TABLE, "final_accounts"),
        (TABLE.replace("支出决算表", "部门支出总表"), "final_accounts"),
        ("    云岭县灯塔管理处2031年部门预算\n" + TABLE.replace("支出决算表", "支出表"), "budget"),
        ("    云岭县灯塔管理处2031年部门预算\n" + TABLE, "final_accounts"),
        ("    云岭县灯塔管理处2031年部门预算公开说明\n    一、部门概况\n", "budget"),
        ("    云岭县灯塔管理处2031年部门整体支出绩效评价报告\n    一、基本情况\n", "performance_report"),
        ("    灯塔今年没有熄灭。\n", "other"),
    ],
)
def test_kind_of_document_is_recognised(printed: str, kind: str) -> None:
    assert report(printed).document_kind == kind


def test_year_before_the_name_of_the_organisation_is_no_part_of_it() -> None:
    head = "    2031年云岭县灯塔管理处决算\n    第一部分 单位概况\n"
    assert value(head, "organization") == "云岭县灯塔管理处"
    assert value(head, "fiscal_year") == "2031"


def test_year_without_its_word_is_read_before_the_name_of_the_accounts() -> None:
    found = report("    云岭县灯塔管理处2031部门决算\n    本部门运行灯塔三座。\n").fiscal_year
    assert found is not None
    assert found.value == "2031"


def test_sentence_that_begins_with_an_office_names_no_organisation() -> None:
    head = "    按照市政府、区政府关于公开的要求，现将2031年决算情况公布如下：\n"
    assert value(head, "organization") is None


def test_title_is_not_an_entry_of_the_contents() -> None:
    head = """
        云岭县灯塔管理处
        2031年度部门决算
        目录
        第一部分 单位概况
        第二部分 2031年度部门决算情况说明
    """
    assert value(head + TABLE, "title") == "2031年度部门决算"


def test_title_names_the_organisation_where_it_stands_on_its_line() -> None:
    title = "云岭县灯塔管理处2031年度单位决算"
    assert value(f"    {title}\n{TABLE}", "title") == title


def test_organisation_that_only_sentences_name_is_inferred() -> None:
    prose = """
        一、基本情况
        2031年云岭县灯塔管理处部门运行灯塔三座。
        办法印发后，云岭县灯塔管理处、雾江市航道局照办。
    """
    found = report(prose)
    assert found.organization is not None and found.administrative_division is not None
    assert (found.organization.value, found.organization.status) == ("云岭县灯塔管理处", "inferred")
    assert (found.administrative_division.value, found.administrative_division.status) == ("云岭县", "inferred")


def test_body_that_is_named_once_is_no_organisation() -> None:
    assert value("    一、基本情况\n    2031年雾江市航道局验收一次。\n", "organization") is None


@pytest.mark.parametrize(
    ("head", "scope"),
    [
        ("云岭县灯塔管理处（本级）2031年度部门决算公开", "unit"),
        ("云岭县灯塔管理处2031年度单位决算", "unit"),
        ("云岭县灯塔管理处2031年度部门汇总决算公开", "consolidated"),
        ("云岭县灯塔管理处2031年度部门决算", None),
    ],
)
def test_scope_is_what_the_title_says(head: str, scope: str | None) -> None:
    assert report(f"    {head}\n{TABLE}").scope == scope


def test_year_glued_to_the_department_is_no_part_of_it() -> None:
    assert value(TABLE.replace("处 2031年度", "处2031年度"), "organization") == "云岭县灯塔管理处"


def test_title_of_an_evaluation_report_may_begin_a_line_above() -> None:
    head = "    云岭县2031年度部门整体支出\n    绩效自评报告\n    本部门运行灯塔三座。\n"
    assert value(head, "title") == "云岭县2031年度部门整体支出绩效自评报告"


FORM = """
    部门预算项目支出绩效自评表
    （2031年度）
    项目名称 灯塔修缮 主管部门 云岭县灯塔管理处
    预算执行情况（10分） 年初预算 全年预算数 全年执行数 分值 执行率 得分
    年度资金总额 5.00 5.00 5.00 10 100% 10
    一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
    产出指标 数量指标 修缮灯塔 3座 3座 50 50
"""


def test_form_alone_is_a_performance_report_of_its_year_and_its_labels_are_no_title() -> None:
    found = report(FORM)
    assert (found.document_kind, found.title) == ("performance_report", None)
    assert found.fiscal_year is not None
    assert (found.fiscal_year.value, found.fiscal_year.status) == ("2031", "read")


def test_trail_of_pages_of_a_site_is_no_title() -> None:
    title = "灯塔管理处2031年整体支出绩效评价报告"
    head = f"    首页 > 通知公告 > 部门整体支出绩效评价报告\n    {title}\n    本部门运行灯塔三座。\n"
    assert value(head, "title") == title
