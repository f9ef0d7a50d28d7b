"""Which form a table is: by title and header together, never by its form number."""

from __future__ import annotations

import pytest

import docparse
from docparse.grammars.vocabulary import load_vocabulary
from docparse.matching.forms import match_form
from docparse.segmenting.tables import TableRegion
from tests.build import lines, match

EXPENDITURE = """
    科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 31.00 21.00 10.00 0.00 0.00 0.00
    """
FUND = """
    项目 年初结转和结余 本年收入 本年支出 年末结转和结余
    科目编码 科目名称 小计 基本支出 项目支出
    栏次 1 2 3 4 5 6
    合计 1.20 4.00 4.75 0.00 4.75 0.45
    """


def test_titled_table_is_its_form() -> None:
    found = match("    支出决算表\n" + EXPENDITURE)
    assert found is not None
    assert (found.form.kind, found.diagnostics) == ("expenditure", ())
    assert found.score > 0.9


def test_table_without_title_is_recognised_by_its_header() -> None:
    found = match(EXPENDITURE)
    assert found is not None
    assert found.form.kind == "expenditure"


def test_form_number_of_another_form_decides_nothing() -> None:
    found = match("    公开07表\n    支出决算表\n" + EXPENDITURE)
    assert found is not None
    assert found.form.kind == "expenditure"


def test_misspelt_title_leaves_the_form_what_it_is() -> None:
    found = match("    政府牲基金预算财政拨款收入支出决算表\n" + FUND)
    assert found is not None
    assert found.form.kind == "government_fund"


def test_title_decides_between_forms_with_the_same_header() -> None:
    header = """
    项目 行次 预算数 决算数
    栏次 1 2
    一、“三公”经费支出 1 9.50 7.80
    """
    kinds = []
    for title in ("“三公”经费情况表", "“三公”经费及机关运行经费情况表"):
        found = match(f"    {title}\n{header}")
        assert found is not None
        kinds.append(found.form.kind)
    assert kinds == ["three_public_general", "three_public_and_operating"]


def test_runner_up_and_margin_say_how_sure_the_match_is() -> None:
    found = match("    支出决算表\n" + EXPENDITURE)
    assert found is not None
    assert found.runner_up not in (None, "expenditure")
    assert 0 < found.margin <= found.score


def test_columns_carry_key_path_number_and_place() -> None:
    found = match("    支出决算表\n" + EXPENDITURE)
    assert found is not None
    first = found.columns[0]
    assert (first.key, first.path, first.number, first.side) == ("total", ("本年支出合计",), 1, None)
    assert len(first.ranges) == 1


def test_columns_of_two_sides_carry_their_side() -> None:
    found = match("""
    收入支出决算总表
    收入 支出
    项目 行次 金额 项目 行次 金额
    栏次 1 栏次 2
    一、一般公共预算财政拨款收入 1 60.00 一、教育支出 3 60.00
    """)
    assert found is not None
    assert [column.side for column in found.columns] == ["income", "expenditure"]


def test_table_of_another_genre_is_no_form() -> None:
    text = "灯塔名称 灯塔高度 建成年份 灯质 射程\n北礁灯塔 31.00 2001 闪白 18.50"
    header, body = lines(text)
    region = TableRegion(None, (), (header,), (body,), (), ())
    assert match_form(region, text=text, vocabulary=load_vocabulary()) is None


@pytest.mark.parametrize("printed", ["    支出决算表\n" + EXPENDITURE, FUND])
def test_same_region_gives_the_same_match(printed: str) -> None:
    assert match(printed) == match(printed)


def keys(printed: str) -> list[str]:
    found = match(printed)
    assert found is not None
    return [column.key for column in found.columns]


def test_header_that_lost_a_line_of_labels_names_the_columns_of_a_known_variant() -> None:
    torn = FUND.replace("    项目 年初结转和结余 本年收入 本年支出 年末结转和结余\n", "    本年支出 年末结转和结余\n")
    assert keys("    政府性基金预算财政拨款收入支出决算表\n" + torn) == keys(
        "    政府性基金预算财政拨款收入支出决算表\n" + FUND
    )


def test_column_number_that_was_lost_among_others_is_counted() -> None:
    stacked = FUND.replace("栏次 1 2 3 4 5 6", "\n    ".join(["栏次", "1", "2", "4", "5", "6"]))
    found = match("    政府性基金预算财政拨款收入支出决算表\n" + stacked)
    assert found is not None
    assert [column.number for column in found.columns] == [1, 2, 3, 4, 5, 6]


def test_title_of_a_form_across_the_page_may_head_one_down_it() -> None:
    found = match("""
    2031年度“三公”经费支出决算表
    项目 2031年预算数 2031年决算数 与上年相比 增减%
    合计 6.00 5.60 6.20 -9.68
    公务接待费 2.80 2.40 2.50 -4.00
    """)
    assert found is not None
    assert found.form.kind == "three_public_general"
    assert found.runner_up == "three_public"


def test_header_of_other_labels_is_not_the_form_that_the_title_names() -> None:
    assert (
        match("""
    国有资产占用情况表
    项目
    数量（辆/台/套）
    金额（万元）
    一、车辆
    3
    56.00
    二、单价50万元以上通用设备
    1
    62.00
    """)
        is None
    )


def test_title_that_no_form_has_needs_a_header_that_one_has() -> None:
    assert (
        match("""
    财政拨款支出决算明细统计表
    单位：万元
    项目⇥一般公共预算财政拨款⇥政府性基金预算财政拨款⇥国有资本经营预算财政拨款
    项目⇥合计⇥小计⇥灯塔⇥浮标⇥小计⇥灯塔⇥浮标⇥小计⇥灯塔⇥浮标
    栏次⇥1⇥2⇥3⇥4⇥5⇥6⇥7⇥8⇥9⇥10
    合计⇥9.00⇥9.00⇥5.00⇥4.00⇥0.00⇥0.00⇥0.00⇥0.00⇥0.00⇥0.00
    基本工资⇥9.00⇥9.00⇥5.00⇥4.00⇥0.00⇥0.00⇥0.00⇥0.00⇥0.00⇥0.00
    """)
        is None
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("政府性基金预算支出情况表", "government_fund"),
        ("一般公共预算支出情况表", "general_budget_expenditure"),
        ("国有资本经营预算支出情况表", "state_capital"),
    ],
)
def test_header_of_three_columns_is_told_apart_by_the_title(title: str, kind: str) -> None:
    found = match(f"""
    {title}
    科目编码 科目名称 合计 基本支出 项目支出
    合计 31.00 21.00 10.00
    213 农林水支出 31.00 21.00 10.00
    """)
    assert found is not None
    assert found.form.kind == kind


def test_end_of_a_wrapped_label_is_not_taken_for_that_of_the_label_before_it() -> None:
    """The end of 项目支出结转和结余 stands behind 基本支出结转, which another print calls 基本支出结转和结余."""
    found = match("""
    一般公共预算财政拨款收入支出决算表
    项目 年初结转和结余 本年收入 本年支出 年末结转和结余
    功能分类科目 项目支出结转 项目支出结转和结余
    编码 科目名称 合计 基本支出结转 和结余 合计 基本支出 项目支出 合计 基本支出 项目支出 合计 基本支出结转
    项目支出结转 项目支出结余
    栏次 1 2 3 4 5 6 7 8 9 10 11 12 13
    合计 9.00 0.00 9.00 20.00 15.00 5.00 19.00 15.00 4.00 10.00 0.00 10.00 0.00
    """)
    assert found is not None
    closing = ["closing.total", "closing.basic", "closing.project.carryover", "closing.project.surplus"]
    assert [column.key for column in found.columns[-4:]] == closing
    assert found.columns[1].path[-1] == "基本支出结转"


@pytest.mark.parametrize("blank", ["", " "])
def test_label_may_begin_with_a_year_that_a_blank_parts_from_it(blank: str) -> None:
    found = match(f"""
    “三公”经费支出决算表
    项目 2031{blank}年度预算数 2031{blank}年度决算数
    合计 6.20 5.60
    公务接待费 2.50 2.40
    """)
    assert found is not None
    assert [column.path for column in found.columns] == [("2031年度预算数",), ("2031年度决算数",)]


@pytest.mark.parametrize("earlier", ["2030年决算数", "2030 年决算数", "上年决算数"])
def test_label_of_an_earlier_year_is_no_declared_column(earlier: str) -> None:
    found = match(f"""
    “三公”经费支出决算表
    项目 {earlier} 2031年决算数
    合计 6.20 5.60
    公务接待费 2.50 2.40
    """)
    assert found is not None
    assert found.form.kind == "three_public_general"
    earlier = earlier.replace(" ", "")
    assert [(column.key, column.path) for column in found.columns] == [
        (f"x.{earlier}", (earlier,)),
        ("final", ("2031年决算数",)),
    ]


def test_labels_of_earlier_years_stand_on_both_sides() -> None:
    found = match("""
    收入支出决算总表
    项目⇥2030年决算数⇥2031年决算数⇥项目⇥2030年决算数⇥2031年决算数
    一、一般公共预算财政拨款收入⇥6.20⇥5.60⇥一、交通运输支出⇥6.20⇥5.60
    本年收入合计⇥6.20⇥5.60⇥本年支出合计⇥6.20⇥5.60
    """)
    assert found is not None
    assert [(column.side, column.key) for column in found.columns] == [
        ("income", "x.2030年决算数"),
        ("income", "amount"),
        ("expenditure", "x.2030年决算数"),
        ("expenditure", "amount"),
    ]


def test_years_on_a_line_of_their_own_show_no_form() -> None:
    assert (
        match("""
    “三公”经费支出决算表
    项目 2030年 2031年
    决算数 决算数
    合计 6.20 5.60
    公务接待费 2.50 2.40
    """)
        is None
    )


def test_borders_show_the_column_of_an_earlier_year_in_a_header_of_several_lines() -> None:
    found = match("""
    一般公共预算财政拨款支出决算表
    科目编码⇥科目名称⇥年初预算数⇥2030年决算数⇥2031年决算数⇥⇥
    ⇥⇥⇥⇥小计⇥基本支出⇥项目支出
    合计⇥⇥100.00⇥98.00⇥110.00⇥60.00⇥50.00
    214⇥交通运输支出⇥100.00⇥98.00⇥110.00⇥60.00⇥50.00
    21401⇥公路水路运输⇥100.00⇥98.00⇥110.00⇥60.00⇥50.00
    """)
    assert found is not None
    assert [column.key for column in found.columns] == [
        "initial_budget",
        "x.2030年决算数",
        "expenditure.total",
        "expenditure.basic",
        "expenditure.project",
    ]


def test_label_above_the_years_of_rows_is_no_column() -> None:
    found = match("""
    一般公共预算财政拨款“三公”经费支出决算表
    年度⇥合计⇥因公出国（境）费⇥公务用车购置及运行费⇥⇥⇥公务接待费
    ⇥⇥⇥小计⇥公务用车购置费⇥公务用车运行费⇥
    2031年预算数⇥4.00⇥0.00⇥2.50⇥0.00⇥2.50⇥1.50
    2031年决算数⇥2.80⇥0.00⇥1.80⇥0.00⇥1.80⇥1.00
    本年⇥2.80⇥0.00⇥1.80⇥0.00⇥1.80⇥1.00
    """)
    assert found is not None
    assert [column.key.split(".", 1)[1] for column in found.columns] == [
        "total",
        "abroad",
        "vehicles",
        "vehicles.purchase",
        "vehicles.operation",
        "reception",
    ]


@pytest.mark.parametrize("border", ["⇥", " "])
def test_column_of_an_earlier_year_beside_a_group_stands_on_the_line_of_the_group(border: str) -> None:
    blank = "⇥⇥⇥" if border == "⇥" else ""
    rows = "".join(
        f"    {border.join((code, name, '98.00', '110.00', '60.00', '50.00'))}\n"
        for code, name in (("214", "交通运输支出"), ("21401", "公路水路运输"), ("2140104", "公路建设"))
    )
    found = match(
        "\n    一般公共预算财政拨款支出决算表\n"
        f"    {border.join(('科目编码', '科目名称', '上年决算数', '本年决算数'))}{blank[1:]}\n"
        f"    {blank}{border.join(('小计', '基本支出', '项目支出'))}\n{rows}"
    )
    assert found is not None
    assert [column.key for column in found.columns] == [
        "x.上年决算数",
        "expenditure.total",
        "expenditure.basic",
        "expenditure.project",
    ]


def test_years_that_are_groups_of_columns_match_no_form() -> None:
    found = match("""
    一般公共预算财政拨款支出决算表
    科目编码⇥科目名称⇥上年决算数⇥⇥⇥本年决算数⇥⇥
    ⇥⇥小计⇥基本支出⇥项目支出⇥小计⇥基本支出⇥项目支出
    214⇥交通运输支出⇥98.00⇥58.00⇥40.00⇥110.00⇥60.00⇥50.00
    21401⇥公路水路运输⇥98.00⇥58.00⇥40.00⇥110.00⇥60.00⇥50.00
    """)
    assert found is None


def test_rows_that_fill_more_columns_tell_a_column_from_the_label_of_a_group() -> None:
    found = match("""
    一般公共预算财政拨款支出决算表
    科目编码⇥科目名称⇥决算数⇥基本支出⇥项目支出
    214⇥交通运输支出⇥110.00⇥60.00⇥50.00
    21401⇥公路水路运输⇥110.00⇥60.00⇥50.00
    """)
    assert found is not None
    assert [column.key for column in found.columns] == [
        "expenditure.total",
        "expenditure.basic",
        "expenditure.project",
    ]


def test_what_was_carried_over_is_what_was_there_at_the_beginning_and_at_the_end() -> None:
    found = match("""
    政府性基金预算财政拨款收入支出决算表
    科目编码⇥科目名称⇥上年结转⇥本年收入⇥本年支出合计⇥基本支出⇥项目支出⇥结转下年
    212⇥城乡社区支出⇥1.00⇥20.00⇥20.00⇥5.00⇥15.00⇥1.00
    """)
    assert found is not None
    assert [column.key for column in found.columns] == [
        "opening.total",
        "income.total",
        "expenditure.total",
        "expenditure.basic",
        "expenditure.project",
        "closing.total",
    ]


THREE = (
    "项目 本年支出\n科目编码 科目名称 合计 基本支出 项目支出\n栏次 1 2 3\n合计 5.00 2.00 3.00\n"
    "207 文化旅游体育与传媒支出 5.00 2.00 3.00\n20701 文化和旅游 5.00 2.00 3.00\n"
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("政府性基金预算财政拨款收入支出决算表", "general_budget_expenditure"),
        ("一般公共预算财政拨款支出决算表", "government_fund"),
    ],
)
def test_table_without_a_title_is_the_most_usual_form_that_no_other_title_names(title: str, kind: str) -> None:
    found = docparse.parse(f"{THREE}注：本表反映部门本年度支出情况。\n\n{title}\n{THREE}")
    untitled = next(table for table in found.tables if table.title is None)
    assert untitled.kind == kind
    assert "matching.header-tied" in {each.code for each in found.diagnostics}
