"""Where a header ends and the first row begins, and which lines are rows where cells have a line each."""

from __future__ import annotations

from tests.build import decoded, region, regions, table

THREE_PUBLIC = "财政拨款“三公”经费支出决算表\n"


def values(printed: str) -> list[tuple[str, list[str]]]:
    return [
        ("".join(atom.text for atom in row.name), [atom.text for atom in row.values]) for row in decoded(printed).rows
    ]


def stream(cells: str) -> str:
    return "\n".join(cells.split()) + "\n"


def test_pieces_of_labels_in_narrow_columns_are_lines_of_the_header() -> None:
    printed = THREE_PUBLIC + (
        "                  预算数                              决算数\n"
        "               公务用车购置及运行维护费                   公务用车购置及运行维护费\n"
        " 合计   因公出国          公务用车 公务接待  合计   因公出国          公务用车 公务接待\n"
        "      （境）费  小计 公务用车购置费 运行维护   费       （境）费  小计 公务用车购置费 运行维护   费\n"
        "                          费                                 费\n"
        "4.00   0.00   2.50   0.00   2.50   1.50   2.80   0.00   1.80   0.00   1.80   1.00\n"
    )
    assert len(region(printed).body) == 1
    (row,) = table(printed)["rows"]
    assert {key: cell["value"] for key, cell in row["cells"].items()} == {
        "budget.total": "4.00",
        "budget.abroad": "0.00",
        "budget.vehicles": "2.50",
        "budget.vehicles.purchase": "0.00",
        "budget.vehicles.operation": "2.50",
        "budget.reception": "1.50",
        "final.total": "2.80",
        "final.abroad": "0.00",
        "final.vehicles": "1.80",
        "final.vehicles.purchase": "0.00",
        "final.vehicles.operation": "1.80",
        "final.reception": "1.00",
    }


def test_label_that_goes_on_in_the_next_line_begins_no_row() -> None:
    printed = THREE_PUBLIC + stream(
        "合计 因公出国 （境）费 公务用车购置及运行维护费 公务接待费 小计 公务用车购置 费 公务用车运行 维护费 "
        "2.80 0.00 1.80 0.00 1.80 1.00"
    )
    assert region(printed).body[0].text == "2.80"


def test_name_of_the_sum_of_the_three_is_the_first_row_though_headers_print_it_too() -> None:
    printed = THREE_PUBLIC + stream(
        "项目 年初预算数 决算数 “三公”经费合计 4.00 2.80 一、因公出国（境）费 0.00 0.00 "
        "二、公务用车购置及运行维护费 2.50 1.80 三、公务接待费 1.50 1.00"
    )
    assert values(printed)[0] == ("“三公”经费合计", ["4.00", "2.80"])
    assert len(values(printed)) == 4


def test_label_before_values_names_their_row_where_another_label_stands_behind_them() -> None:
    printed = THREE_PUBLIC + stream(
        "项目 合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 小计 公务用车购置费 公务用车运行维护费 "
        "年初预算数 4.00 0.00 2.50 0.00 2.50 1.50 决算数 2.80 0.00 1.80 0.00 1.80 1.00"
    )
    assert [name for name, _ in values(printed)] == ["年初预算数", "决算数"]


def test_wrapped_name_of_the_first_item_is_no_label() -> None:
    printed = """
    财政拨款收入支出决算总表
    收入 支出
    项目 金额 项目 合计 一般公共预算财政
    拨款
    一、一般公共预算财政拨
    款 30.00 一、教育支出 30.00 30.00
    本年收入合计 30.00 本年支出合计 30.00 30.00
    """
    assert values(printed)[0] == ("一、一般公共预算财政拨款", ["30.00"])


def test_wrapped_name_of_an_item_that_is_also_a_wrapped_label_repeats_no_header() -> None:
    printed = """
    财政拨款收入支出决算总表
    收入 支出
    项目 行次 金额 项目 行次 合计
    一般公共预算
    财政拨款
    一、一般公共预算财政拨款 1 30.00 一、教育支出 4 31.00 31.00
    本年收入合计 2 30.00 本年支出合计 5 31.00 31.00
    年初结转和结余 3 1.00 年末结转和结余 6
    一般公共预算
    财政拨款
    4 1.00 7
    """
    assert values(printed)[-2] == ("一般公共预算财政拨款", ["1.00"])


def test_marks_for_nothing_with_a_line_each_are_cells() -> None:
    rows = " ".join(f"{code} 名称{code} 9.00 9.00 - - - - -" for code in ("204", "20406", "2040601", "208", "20805"))
    printed = "收入决算表\n" + stream(
        "科目编码 科目名称 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入 " + rows
    )
    assert [len(found) for _, found in values(printed)] == [7] * 5


def test_names_without_codes_are_rows_where_no_row_has_a_code() -> None:
    pages = (
        "\f"
        + "一般公共预算财政拨款支出决算表\n"
        + stream(
            "项目 合计 基本支出 项目支出 合计 9.00 8.00 1.00 公共安全支出 9.00 8.00 1.00 司法 9.00 8.00 1.00 "
            "行政运行 8.00 8.00 基层司法业务 1.00 1.00"
        )
    )
    (found,) = regions(pages)
    assert not found.torn
    assert values(pages)[1:] == [
        ("公共安全支出", ["9.00", "8.00", "1.00"]),
        ("司法", ["9.00", "8.00", "1.00"]),
        ("行政运行", ["8.00", "8.00"]),
        ("基层司法业务", ["1.00", "1.00"]),
    ]


def test_amounts_below_amounts_are_no_torn_columns_where_each_code_has_as_many() -> None:
    pages = (
        "\f"
        + "一般公共预算财政拨款基本支出决算表\n"
        + stream(
            "经济分类科目编码 科目名称 合计 人员经费 公用经费 合计 29.00 24.00 5.00 301 工资福利支出 24.00 24.00 "
            "30101 基本工资 14.00 14.00 30102 津贴补贴 10.00 10.00 30103 奖金 302 商品和服务支出 5.00 5.00 "
            "30201 办公费 5.00 5.00"
        )
    )
    (found,) = regions(pages)
    assert not found.torn
    assert [name for name, _ in values(pages)] == [
        "合计", "工资福利支出", "基本工资", "津贴补贴", "奖金", "商品和服务支出", "办公费",
    ]  # fmt: skip


def test_heading_among_the_rows_is_no_end_of_the_name_above_and_counts_have_no_budget() -> None:
    printed = """
    “三公”经费、机关运行经费情况表
    项目 预算数 决算数
    “三公”经费合计 4.00 2.80
    1.因公出国（境）费 0.00 0.00
    2.公务用车购置及运行维护费 2.50 1.80
    3.公务接待费 1.50 1.00
    二、相关统计数
    4.公务用车保有量（辆） 29
    5.国内公务接待批次（个） 159
    """
    rows = table(printed)["rows"]
    assert [row["name"]["value"] for row in rows][3:5] == ["3.公务接待费", "二、相关统计数"]
    counts = [{key: cell and cell["value"] for key, cell in row["cells"].items()} for row in rows[5:]]
    assert counts == [{"initial_budget": None, "final": "29"}, {"initial_budget": None, "final": "159"}]
    assert {row["cells"]["final"]["status"] for row in rows[5:]} == {"inferred"}


def test_a_total_of_zeros_is_a_row_though_labels_hold_a_zero() -> None:
    printed = (
        "国有资本经营预算财政拨款支出决算表\n金额单位：万元\n项目\n本年支出合计 基本支出 项目支出\n科目编码\n科目名称\n"
        "类 款 项\n合计 0 0 0\n注：本部门没有国有资本经营预算财政拨款安排的支出，故本表为空。\n"
    )
    assert values(printed) == [("合计", ["0", "0", "0"])]
