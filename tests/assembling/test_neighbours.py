"""What a table takes from its neighbours, and what it is to the first of its kind."""

from __future__ import annotations

import docparse
from tests.build import text

HEAD = """
    支出决算表
    {marks}
    科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
"""
ROW = "    {code} 灯塔运行 {amount} {amount} 0.00 0.00 0.00 0.00\n"


def table(marks: str, *, code: str = "2149901", amount: str = "31.00") -> str:
    total = f"    合计 {amount} {amount} 0.00 0.00 0.00 0.00\n"
    return HEAD.format(marks=marks) + total + ROW.format(code=code, amount=amount)


def relations(*tables: str) -> list[str | None]:
    return [each.relation for each in docparse.parse(text("".join(tables))).tables]


def test_missing_unit_is_taken_from_the_table_before_as_a_guess() -> None:
    first, second = docparse.parse(text(table("单位：元") + table("公开04表"))).tables
    assert second.unit is not None
    assert first.unit is not None
    assert (second.unit.value, second.unit.status, second.unit.spans) == ("元", "inferred", first.unit.spans)
    assert second.unit_factor == "1"


def test_missing_unit_of_the_first_table_is_taken_from_the_next() -> None:
    first, _ = docparse.parse(text(table("公开03表") + table("单位：万元"))).tables
    assert first.unit is not None
    assert (first.unit.value, first.unit.status) == ("万元", "inferred")


def test_inherited_unit_is_reported() -> None:
    report = docparse.parse(text(table("单位：元") + table("公开04表")))
    assert "matching.unit-inherited" in [diagnostic.code for diagnostic in report.diagnostics]


def test_unit_that_nobody_prints_stays_unknown_and_is_reported() -> None:
    report = docparse.parse(text(table("公开03表")))
    assert (report.tables[0].unit, report.tables[0].unit_factor) == (None, None)
    assert "matching.unit-missing" in [diagnostic.code for diagnostic in report.diagnostics]


def test_first_table_of_a_kind_has_no_relation() -> None:
    assert relations(table("单位：万元")) == [None]


def test_same_table_again_is_a_repeat() -> None:
    assert relations(table("单位：万元"), table("单位：万元")) == [None, "repeat"]


def test_same_form_of_another_department_is_told_apart() -> None:
    tables = [table(f"部门：{name} 单位：万元") for name in ("云岭县灯塔管理处", "青禾县种子站")]
    assert relations(*tables) == [None, "other_department"]


def test_same_form_of_another_year_is_told_apart() -> None:
    tables = [table(f"{year}年度 单位：万元", amount=amount) for year, amount in (("2031", "31.00"), ("2030", "29.00"))]
    assert relations(*tables) == [None, "other_year"]


def test_other_figures_under_the_same_codes_are_of_unknown_relation() -> None:
    assert relations(table("单位：万元"), table("单位：万元", amount="29.00")) == [None, "unknown"]


def test_second_table_of_a_kind_has_an_id_of_its_own() -> None:
    report = docparse.parse(text(table("单位：万元") * 2))
    assert [each.id for each in report.tables] == ["expenditure", "expenditure#2"]


def test_right_half_of_a_wide_table_continues_the_left_one() -> None:
    halves = """
    收入决算表
    单位：万元
    科目编码\t科目名称\t本年收入合计\t财政拨款收入\t上级补助收入
    \t合计\t31.00\t21.00\t
    2149901\t灯塔运行\t31.00\t21.00\t

    收入决算表（续）
    单位：万元
    科目编码\t科目名称\t事业收入\t经营收入\t其他收入
    \t合计\t\t\t10.00
    2149901\t灯塔运行\t\t\t10.00
"""
    first, second = docparse.parse(text(halves)).tables
    assert (first.relation, second.relation) == (None, "continuation")
    assert [column.key for column in second.columns] == ["business", "operating", "other"]
    other = second.cell("2149901", "other")
    assert other is not None
    assert other.value == "10.00"
    assert first.cell("2149901", "superior_subsidy") is None
