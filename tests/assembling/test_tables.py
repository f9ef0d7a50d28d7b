"""One table of the contract: marks, rows with ids, statuses, alternatives and what is unsettled."""

from __future__ import annotations

import pytest

from docparse.assembling.tables import assemble_table
from tests.build import Tree, draft, table

HEAD = """
    公开03表
    支出决算表
    部门：云岭县灯塔管理处 2031年度 金额单位：万元
    科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
"""
FULL = "    214 交通运输支出 31.00 21.00 10.00 0.00 0.00 0.00\n"
SHORT = "    214 交通运输支出 31.00 31.00\n"


def only_row(printed: str) -> Tree:
    (row,) = table(printed)["rows"]
    assert isinstance(row, dict)
    return row


def statuses(row: Tree) -> list[str | None]:
    return [cell and cell["status"] for cell in row["cells"].values()]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("form_number", "公开03表"),
        ("title", "支出决算表"),
        ("unit", "万元"),
        ("department", "云岭县灯塔管理处"),
        ("fiscal_year", "2031"),
    ],
)
def test_mark_of_the_head_is_a_cell(key: str, value: str) -> None:
    assert table(HEAD + FULL)[key]["value"] == value


def test_unit_has_its_factor() -> None:
    assert table(HEAD + FULL)["unit_factor"] == "10000"


def test_mark_that_is_not_printed_is_null() -> None:
    bare = HEAD.replace("    公开03表\n", "").replace("部门：云岭县灯塔管理处 2031年度 金额单位：万元", "")
    marks = table(bare + FULL)
    assert [marks[key] for key in ("form_number", "department", "unit", "fiscal_year", "unit_factor")] == [None] * 5


def test_year_that_only_the_title_names_is_read_from_it() -> None:
    titled = "    2031年度支出决算表\n" + "\n".join(HEAD.split("\n")[4:])
    assert table(titled + FULL)["fiscal_year"]["value"] == "2031"


def test_full_row_is_read() -> None:
    assert statuses(only_row(HEAD + FULL)) == ["read"] * 6


def test_short_row_is_inferred_with_every_other_place_of_its_values() -> None:
    row = only_row(HEAD + SHORT)
    inferred = [cell for cell in row["cells"].values() if cell]
    assert [cell["status"] for cell in inferred] == ["inferred", "inferred"]
    assert [other["column"] for other in inferred[1]["alternatives"]] == [
        "project", "remitted_to_superior", "operating", "subsidies_to_subordinates",
    ]  # fmt: skip


def test_blank_of_a_short_row_that_a_value_could_take_is_unsettled() -> None:
    assert only_row(HEAD + SHORT)["unsettled"] == [
        "project", "remitted_to_superior", "operating", "subsidies_to_subordinates",
    ]  # fmt: skip


def test_blank_that_the_print_keeps_is_settled() -> None:
    row = only_row(HEAD + "    214⇥交通运输支出⇥31.00⇥31.00⇥⇥⇥⇥\n")
    assert (row["unsettled"], statuses(row)) == ([], ["read", "read", None, None, None, None])


def test_dash_is_not_applicable_and_no_blank() -> None:
    row = only_row(HEAD + "    214 交通运输支出 31.00 31.00 — — — —\n")
    assert statuses(row) == ["read", "read", *["not_applicable"] * 4]


def test_row_is_known_by_its_code() -> None:
    assert only_row(HEAD + FULL)["id"] == "214"


def test_row_without_code_is_known_by_its_key() -> None:
    assert only_row(HEAD + FULL.replace("214 交通运输支出", "合计"))["id"] == "total"


def test_second_row_of_a_code_is_numbered() -> None:
    rows = table(HEAD + FULL + FULL)["rows"]
    assert [row["id"] for row in rows] == ["214", "214#2"]


def test_ids_of_rows_are_unique_however_they_repeat() -> None:
    rows = table(HEAD + (FULL + FULL.replace("214 交通运输支出", "合计")) * 3)["rows"]
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids) == 6


def test_row_has_a_cell_or_null_for_every_column() -> None:
    made = table(HEAD + SHORT)
    assert list(made["rows"][0]["cells"]) == [column["key"] for column in made["columns"]]


def test_columns_are_numbered_as_printed() -> None:
    assert [column["number"] for column in table(HEAD + FULL)["columns"]] == ["1", "2", "3", "4", "5", "6"]


def test_columns_of_a_header_without_numbers_have_none() -> None:
    head = HEAD.replace("    栏次 1 2 3 4 5 6\n", "")
    assert {column["number"] for column in table(head + FULL)["columns"]} == {None}


def test_settled_table_has_one_layout() -> None:
    assert table(HEAD + FULL)["admissible_layouts"] == 1


def test_single_open_row_counts_its_layouts() -> None:
    # The second amount is one of five parts of the first.
    assert table(HEAD + SHORT)["admissible_layouts"] == 5


def test_total_row_of_zeros_alone_is_an_empty_table() -> None:
    zeros = "    合计 0.00 0.00 0.00 0.00 0.00 0.00\n    注：本部门无此类支出，本表为空。\n"
    assert table(HEAD + zeros)["empty"] is True


def test_table_with_amounts_is_not_empty() -> None:
    assert table(HEAD + FULL)["empty"] is False


def test_single_code_row_of_zeros_is_not_an_empty_table() -> None:
    assert table(HEAD + "    214 交通运输支出 0.00 0.00 0.00 0.00 0.00 0.00\n")["empty"] is False


def test_note_is_one_cell_with_its_wraps_undone() -> None:
    note = """    注：本表反映云岭县灯塔管理处及其下属各航标站本年度的各项支出情况，金额按原币种折算后
    填列。
"""
    (cell,) = table(HEAD + FULL + note)["notes"]
    assert cell["value"].endswith("折算后填列。")


def test_number_that_no_cell_claims_is_reported() -> None:
    made = draft(HEAD + FULL.replace("31.00 21.00", "31.00 21.00 77.00 88.00"))
    assemble_table(made)
    assert "decoding.unplaced-number" in [diagnostic.code for diagnostic in made.diagnostics]


def test_open_rows_are_reported() -> None:
    made = draft(HEAD + SHORT)
    assemble_table(made)
    assert [diagnostic.code for diagnostic in made.diagnostics] == ["decoding.blank-uncertain"]


def test_row_that_names_its_own_unit_has_it_as_a_cell() -> None:
    made = table("""
    “三公”经费及机关运行经费情况表
    部门：云岭县灯塔管理处 金额单位：万元
    项目 行次 预算数 决算统计数
    栏次 1 2
    1.公务用车保有量（辆） 1 — 2
    """)
    (row,) = made["rows"]
    assert (row["unit"]["value"], row["quantity"], row["key"]) == ("辆", "count", "count.vehicles_kept")


@pytest.mark.parametrize("fund", ["政府性基金预算", "国有资本经营预算"])
def test_amount_that_may_be_the_opening_balance_or_the_income_of_a_fund_is_rather_its_income(fund: str) -> None:
    row = only_row(f"""
    {fund}财政拨款收入支出决算表
    金额单位：万元
    科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余
    合计 基本支出 项目支出
    22398 灯塔经营支出 31.00 31.00 31.00
""")
    cells = {key: cell and (cell["value"], cell["status"]) for key, cell in row["cells"].items()}
    assert cells["opening.total"] is None
    assert cells["income.total"] == ("31.00", "inferred")


FUND = """
    政府性基金预算财政拨款收入支出决算表
    单位：万元
    科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余
    合计 90.00 合计 基本支出 项目支出
    212 城乡社区支出 90.00 90.00 90.00
    21208 星光基金支出 70.00 70.00 70.00
    2120801 观星支出 70.00 70.00 70.00
    21209 灯塔基金支出 20.00 20.00 20.00
    2120901 灯塔支出 20.00 20.00 20.00
"""


def test_total_among_labels_of_the_header_stands_where_its_classes_add_up() -> None:
    total, *_ = table(FUND)["rows"]
    printed = {key: cell["value"] for key, cell in total["cells"].items() if cell}
    assert printed == {"income.total": "90.00"}
    assert statuses(total).count("inferred") == 1


def test_cells_of_a_total_that_labels_of_the_header_took_are_unsettled() -> None:
    total, *_ = table(FUND)["rows"]
    assert set(total["unsettled"]) == {key for key, cell in total["cells"].items() if cell is None}


def test_rows_below_such_a_total_have_all_columns_of_the_header() -> None:
    _, row, *_ = table(FUND)["rows"]
    printed = [key for key, cell in row["cells"].items() if cell]
    assert printed == ["income.total", "expenditure.total", "expenditure.project"]


def test_values_behind_the_labels_in_the_row_of_a_total_stand_behind_their_columns() -> None:
    printed = FUND.replace("合计 90.00 合计 基本支出 项目支出", "合计 0 90.00 合计 基本支出 项目支出 0")
    printed = printed.replace("70.00 70.00 70.00", "0 70.00 70.00 70.00 0").replace(
        "20.00 20.00 20.00", "0 20.00 20.00 20.00 0"
    )
    total, *_ = table(printed.replace("支出 90.00 90.00 90.00", "支出 0 90.00 90.00 90.00 0"))["rows"]
    values = {key: cell["value"] for key, cell in total["cells"].items() if cell}
    assert values == {"opening.total": "0", "income.total": "90.00", "closing.total": "0"}
