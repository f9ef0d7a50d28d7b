"""Forms with two sides whose white space is lost: names, line numbers and amounts of both sides are cut apart."""

from __future__ import annotations

import docparse
from tests.build import decoded

NUMBERED = """
    收入支出决算总表
    金额单位：元
    收入支出
    项目行次金额项目行次金额
    栏次1栏次2
    一、一般公共预算财政拨款收入127,802,587.71一、一般公共服务支出310
    二、政府性基金预算财政拨款收入2310,000.00二、外交支出320
    三、国有资本经营预算财政拨款收入30三、国防支出330
    四、上级补助收入4959,043.98四、公共安全支出3429,071,631.69
    5五、教育支出350
    6六、科学技术支出360
    7七、文化旅游体育与传媒支出370
    8八、社会保障和就业支出380
    本年收入合计929,071,631.69本年支出合计3929,071,631.69
    使用非财政拨款结余100结余分配400
    总计1129,071,631.69总计4129,071,631.69
"""
PLAIN = """
    收入支出决算总表
    金额单位：万元
    收入支出
    项目决算数项目决算数
    一、一般公共预算财政拨款收入185.90一、一般公共服务支出
    二、政府性基金预算财政拨款收入二、外交支出
    三、国有资本经营预算财政拨款收入三、国防支出
    四、上级补助收入四、公共安全支出
    五、事业收入五、教育支出180.90
    六、经营收入六、科学技术支出5.00
    七、附属单位上缴收入七、文化旅游体育与传媒支出
    本年收入合计185.90本年支出合计185.90
    使用非财政拨款结余结余分配
    总计185.90总计185.90
"""


def rows(printed: str) -> list[tuple[str | None, str, str, list[str]]]:
    return [
        (
            row.side,
            "".join(atom.text for atom in row.name),
            row.line_number.text if row.line_number else "",
            [atom.text for atom in row.values],
        )
        for row in decoded(printed).rows
    ]


def test_line_numbers_count_on_and_are_no_digits_of_the_amounts() -> None:
    found = rows(NUMBERED)
    assert found[:4] == [
        ("income", "一、一般公共预算财政拨款收入", "1", ["27,802,587.71"]),
        ("expenditure", "一、一般公共服务支出", "31", ["0"]),
        ("income", "二、政府性基金预算财政拨款收入", "2", ["310,000.00"]),
        ("expenditure", "二、外交支出", "32", ["0"]),
    ]


def test_rows_without_a_name_on_the_left_do_not_end_the_table() -> None:
    found = rows(NUMBERED)
    assert ("expenditure", "五、教育支出", "35", ["0"]) in found
    assert found[-2:] == [
        ("income", "总计", "11", ["29,071,631.69"]),
        ("expenditure", "总计", "41", ["29,071,631.69"]),
    ]


def test_names_of_both_sides_without_amounts_are_two() -> None:
    found = rows(PLAIN)
    assert ("income", "二、政府性基金预算财政拨款收入", "", []) in found
    assert ("expenditure", "二、外交支出", "", []) in found
    assert ("income", "使用非财政拨款结余", "", []) in found
    assert ("expenditure", "结余分配", "", []) in found
    assert ("expenditure", "五、教育支出", "", ["180.90"]) in found


def test_number_of_a_row_without_a_name_stands_behind_the_amount_of_the_other_side() -> None:
    for printed_value in ("0.00", "—"):
        printed = NUMBERED.replace("    总计11", f"    年初结转和结余11{printed_value}41\n    总计12")
        found = rows(printed.replace("总计41", "总计42"))
        assert ("income", "年初结转和结余", "11", [printed_value]) in found
    assert found[-1] == ("expenditure", "总计", "42", ["29,071,631.69"])


def test_numbers_go_on_behind_a_line_that_was_lost() -> None:
    printed = "\n".join(line for line in NUMBERED.splitlines() if "六、科学技术支出" not in line)
    assert rows(printed)[-1] == ("expenditure", "总计", "41", ["29,071,631.69"])


def test_values_that_sums_prove_are_verified() -> None:
    (table,) = docparse.parse(NUMBERED).tables
    found = {
        (row.name.value if row.name else None, row.side): [
            (cell.value, cell.status) for cell in row.cells.values() if cell is not None
        ]
        for row in table.rows
    }
    assert found["一、一般公共预算财政拨款收入", "income"] == [("27802587.71", "verified")]
    assert found["四、公共安全支出", "expenditure"] == [("29071631.69", "verified")]
