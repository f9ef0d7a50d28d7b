"""Tables that print their last column first, as some web pages are copied: 6 栏次 1 2 3 4 5."""

from __future__ import annotations

import docparse
from docparse.schema import Table


def read(text: str) -> Table:
    (table,) = docparse.parse(text).tables
    return table


def cells(table: Table) -> list[list[str | None]]:
    return [[cell.raw if cell else None for cell in row.cells.values()] for row in table.rows]


def test_the_value_before_the_stub_is_that_of_the_last_column() -> None:
    table = read(
        "支出决算表\n金额单位：万元\n对附属单位补助支出 项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出\n"
        "科目编码 科目名称\n6 栏次 1 2 3 4 5\n— 合计 38.00 20.00 17.00 — 1.00\n"
        "— 208 社会保障和就业支出 4.00 4.00 — — —\n— 20805 行政事业单位养老支出 4.00 4.00 — — —\n"
        "— 214 交通运输支出 34.00 16.00 17.00 — 1.00\n— 21401 公路水路运输 34.00 16.00 17.00 — 1.00\n"
    )
    assert [column.key for column in table.columns] == [
        *("total", "basic", "project", "remitted_to_superior", "operating", "subsidies_to_subordinates")
    ]
    assert cells(table)[0] == ["38.00", "20.00", "17.00", "—", "1.00", "—"]
    assert cells(table)[1] == ["4.00", "4.00", "—", "—", "—", "—"]


def test_rows_without_a_last_value_stay_as_they_are() -> None:
    table = read(
        "支出决算表\n金额单位：万元\n对附属单位补助支出 项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出\n"
        "科目编码 科目名称\n合计 38.00 20.00 17.00 1.00\n208 社会保障和就业支出 4.00 4.00\n"
        "20805 行政事业单位养老支出 4.00 4.00\n214 交通运输支出 34.00 16.00 17.00 1.00\n"
        "21401 公路水路运输 34.00 16.00 17.00 1.00\n"
    )
    assert table.columns[0].key == "total"
    assert cells(table)[0][:3] == ["38.00", "20.00", "17.00"]
    assert cells(table)[0][-1] is None


def test_items_of_two_sides_have_the_right_amount_before_them() -> None:
    table = read(
        "收入支出决算总表\n金额单位：万元\n收入 支出\n金额 项目 行次 金额 项目 行次\n2 栏次 1 栏次\n"
        "— 一、一般公共预算财政拨款收入 1 40.00 一、一般公共服务支出 4\n"
        "38.00 二、其他收入 2 — 二、外交支出 5\n38.00 本年收入合计 3 40.00 本年支出合计 6\n2.00 年末结转和结余 7\n"
    )
    found = {row.name.value: next(iter(row.cells.values())) for row in table.rows if row.name}
    assert {name: cell and cell.raw for name, cell in found.items()} == {
        "一、一般公共预算财政拨款收入": "40.00",
        "一、一般公共服务支出": "—",
        "二、其他收入": "—",
        "二、外交支出": "38.00",
        "本年收入合计": "40.00",
        "本年支出合计": "38.00",
        "年末结转和结余": "2.00",
    }


def test_items_with_nothing_but_the_last_value_are_rows() -> None:
    items = "\n".join(
        f"0 {name}" for name in ("五、教育支出", "六、科学技术支出", "八、社会保障和就业支出", "九、卫生健康支出")
    )
    table = read(
        "收入支出决算总表\n单位：万元\n收入 支出\n决算数 项目 决算数 项目\n"
        f"0 一、一般公共预算财政拨款收入 5.00 一、一般公共服务支出\n{items}\n5.00 本年收入合计 5.00 本年支出合计\n"
    )
    assert [row.name.value for row in table.rows if row.name][-1] == "本年支出合计"


def test_a_row_of_values_alone_begins_with_the_last() -> None:
    table = read(
        "一般公共预算财政拨款“三公”经费支出决算表\n金额单位：万元\n预算数 决算数\n"
        "公务接待费 合计 因公出国（境）费 公务用车购置及运行费 公务接待费 合计 因公出国（境）费 公务用车购置及运行费\n"
        "小计 公务用车购置费 公务用车运行费 小计 公务用车购置费 公务用车运行费\n12 1 2 3 4 5 6 7 8 9 10 11\n"
        "6.85 61.64 40.23 7.30 0.00 7.30 14.11 21.45 7.30 7.30 0.00 7.30\n"
    )
    assert cells(table)[0] == [
        *("61.64", "40.23", "7.30", "0.00", "7.30", "14.11", "21.45", "7.30", "7.30", "0.00", "7.30", "6.85")
    ]


def test_what_was_counted_stands_before_its_name_too() -> None:
    table = read(
        "“三公”经费、行政参公单位机关运行经费情况表\n金额单位：万元\n决算统计数 项目 行次 预算数\n"
        "5.24 一、“三公”经费支出 1 10.00\n21.23 3．公务接待费 2 49.41\n其中：外事接待费 3 —\n"
        "1 4.公务用车保有量（辆） 4 —\n150 5．国内公务接待批次（个） 5 —\n600 6.国内公务接待人次（人） 6 —\n"
    )
    found = {row.name.value: [cell and cell.raw for cell in row.cells.values()] for row in table.rows if row.name}
    assert found["4.公务用车保有量（辆）"] == ["—", "1"]
    assert found["6.国内公务接待人次（人）"] == ["—", "600"]
    assert found["其中：外事接待费"] == ["—", None]
