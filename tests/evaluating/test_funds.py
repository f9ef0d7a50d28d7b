from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import docparse
from docparse.evaluating.fund_habits import habits_of
from docparse.evaluating.fund_places import place_funds
from docparse.evaluating.funds import read_funds
from tests.evaluating.reading import FORM, FUNDS, GOALS, HEAD, INDICATORS, form, fragments, read

if TYPE_CHECKING:
    from docparse.evaluating.fund_places import PlacedFundRow

HEADER = "年初预算数 全年预算数 全年执行数 分值 执行率 得分"
FULL = "其中：当年财政拨款 30.00 30.00 15.00 — 50.00% —"


def rows(body: str, header: str = HEADER, other: str = "") -> tuple[PlacedFundRow, ...]:
    """The rows of the funds of a form, ``other`` being those of another form of the report."""
    forms = [read_funds(fragments(header), fragments(text)) for text in (body, other) if text]
    return place_funds(forms, habits_of(forms))[0]


def values(row: PlacedFundRow) -> dict[str, str]:
    return {column: placed.value.text for column, placed in row.cells.items()}


def names(body: str) -> list[tuple[str, int, str]]:
    return [(row.row.name, row.row.level, row.row.role) for row in rows(body)]


@pytest.mark.parametrize(
    "header",
    [
        "预算安排数 实际支出金额 资金使用率",
        "全年预算数 上半年执行数 上半年执行率",
    ],
)
def test_funds_are_told_by_what_some_forms_call_them(header: str) -> None:
    tree = form(
        "项目支出绩效自评表\n项目名称\t渡槽检修\n主管部门\t云溪县水务局\t实施单位\t云溪县水利站\n"
        + "\t".join(["项目资金（万元）", "", *header.split()])
        + "\n\t年度资金总额\t120.00\t90.00\t75.00%\n\t市县资金\t20.00\t10.00\t50.00%\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n产出指标\t数量指标\t检修渡槽\t≥3座\t3座\n"
    )
    assert tree["implementing_unit"] == "云溪县水利站"
    assert [
        [fund[column] for column in ("source", "full_year_budget", "executed", "execution_rate")]
        for fund in tree["funds"]
    ] == [["年度资金总额", "120.00", "90.00", "75.00"], ["市县资金", "20.00", "10.00", "50.00"]]


def test_levels_and_roles_follow_from_the_names() -> None:
    assert names(f"年度资金总额 40.00 40.00 20.00 10 50.00% 5.00\n{FULL}\n其他资金 10.00 10.00 5.00 — 50.00% —") == [
        ("年度资金总额", 0, "total"),
        ("当年财政拨款", 1, "of_which"),
        ("其他资金", 1, "item"),
    ]


def test_dashes_make_a_part_of_a_part() -> None:
    parts = "-----省级安排: 4 4 4 - - -\n-----其中:上级补助: 5 5 5 - - -"
    body = f"年度资金总额: 9 9 9 10 100% 10\n财政拨款: 9 9 9 - - -\n{parts}"
    assert names(body)[2:] == [("省级安排", 2, "item"), ("上级补助", 2, "of_which")]


def test_name_wrapped_around_its_values_is_put_together() -> None:
    body = f"年度资金总额 30.00 30.00 15.00 10 50.00% 5.00\n{FULL}\n上年结转 — —\n资金\n其他资金 — —"
    assert [row.row.name for row in rows(body)][2:] == ["上年结转资金", "其他资金"]


def test_total_below_its_parts_is_known_by_its_name() -> None:
    assert names("中央安排 1.00 1.00 1.00 - - -\n其他资金 2.00 2.00 2.00 - - -\n合计 3.00 3.00 3.00 - - -")[-1][1] == 0


def test_total_with_an_unknown_name_is_known_by_its_sum() -> None:
    assert names("甲类 1.00 1.00 1.00 - - -\n乙类 2.00 2.00 2.00 - - -\n全部 3.00 3.00 3.00 - - -")[-1][2] == "total"


def test_two_marks_of_an_empty_row_stand_for_weight_and_score() -> None:
    assert values(rows("其他资金 — —", other=FULL)[0]) == {"weight": "—", "score": "—"}


def test_one_mark_of_an_empty_row_stands_for_the_score() -> None:
    assert values(rows("其他资金 —", other=FULL)[0]) == {"score": "—"}


def test_five_marks_leave_the_rate_blank_where_rates_are_printed() -> None:
    assert "execution_rate" not in values(rows("其他资金 — — — — —", other=FULL)[0])


def test_rate_without_amounts_is_known_by_its_sign() -> None:
    assert values(rows("其他资金 — 100.00% —")[0]) == {"weight": "—", "execution_rate": "100.00%", "score": "—"}


def test_rate_tells_which_amount_is_blank() -> None:
    placed = rows("年度资金总额 200.00 50.00 10 25.00% 2.50")[0]
    assert values(placed)["full_year_budget"] == "200.00"


def test_row_with_a_rate_has_an_executed_amount_and_its_parts_follow_it() -> None:
    placed = rows("年度资金总额 30.00 30.00 10 100% 10\n其中：当年财政拨款 30.00 30.00 — —")
    amounts = {"full_year_budget": "30.00", "executed": "30.00"}
    assert values(placed[0]) == {**amounts, "weight": "10", "execution_rate": "100%", "score": "10"}
    assert values(placed[1]) == {**amounts, "weight": "—", "score": "—"}


def test_sum_tells_which_amount_is_blank() -> None:
    body = f"年度资金总额 30.00 53.00 38.00 10 71.70% 7.17\n{FULL}\n上年结转资金 23.00 23.00 — —"
    assert values(rows(body, other=FULL)[2])["full_year_budget"] == "23.00"


def test_usual_weight_is_not_taken_for_an_amount() -> None:
    other = "年度资金总额 40.00 40.00 20.00 10 50.00% 5.00"
    assert values(rows("年度资金总额 50.00 10 0.00% 0.00", other=other)[0])["weight"] == "10"


def test_tabs_tell_which_columns_are_blank() -> None:
    assert values(rows("其他⇥5⇥4⇥⇥⇥-\n其他资金⇥5⇥4⇥⇥⇥-")[0]) == {
        "full_year_budget": "5",
        "executed": "4",
        "score": "-",
    }


def test_spanning_value_printed_twice_leaves_one_over() -> None:
    placed = rows("年度资金总额⇥5⇥5⇥5⇥4⇥10⇥80%⇥8\n其他⇥5⇥5⇥5⇥4⇥-⇥-⇥-")[0]
    assert (values(placed)["executed"], len(placed.dropped)) == ("4", 1)


def test_full_row_has_no_alternatives() -> None:
    assert all(not placed.alternatives for placed in rows(FULL)[0].cells.values())


def test_doubtful_place_lists_its_alternatives() -> None:
    placed = rows("其他资金 5.00 4.00 — —", other=FULL)[0]
    assert "executed" in placed.cells["full_year_budget"].alternatives


def test_column_that_no_form_knows_keeps_the_others_in_place() -> None:
    header = "年初预算数 全年执行数 拨付进度 分值 得分"
    placed = rows("年度资金总额 9.00 8.00 3 10 8.90", header=header)[0]
    assert values(placed) == {
        "initial_budget": "9.00",
        "executed": "8.00",
        "拨付进度": "3",
        "weight": "10",
        "score": "8.90",
    }


def test_longer_label_is_the_column_that_it_names() -> None:
    header = HEADER.replace("分值", "分值权重系数")
    assert values(rows(FULL, header=header)[0])["weight"] == "—"


def test_label_behind_the_header_is_no_name() -> None:
    assert names("评分说明 年度资金总额 40.00 40.00 20.00 10 50.00% 5.00")[0][0] == "年度资金总额"


def test_remark_between_the_rows_is_no_name() -> None:
    remark = "预算执行率为全年执行数与全年预算数之比，低于百分之九十的需要在备注中说明原因"
    assert names(f"年度资金总额 40.00 40.00 20.00 10 50.00% 5.00\n{remark}\n{FULL}")[1][0] == "当年财政拨款"


def test_inferred_cell_says_where_else_it_may_stand() -> None:
    funds = FUNDS.replace("其他资金 20.00 10.00 9.00 — 90.00% —", "其他资金 20.00 10.00 — —")
    (tree,) = read(HEAD + funds + GOALS + INDICATORS).trees
    cell = tree["funds"][2]["full_year_budget"]
    assert cell["status"] == "inferred"
    assert cell["alternatives"][0]["value"] == cell["value"]


@pytest.mark.parametrize(("column", "value"), [("execution_rate", "90.00"), ("weight", "10"), ("score", "9.00")])
def test_total_row_is_read(column: str, value: str) -> None:
    assert form(FORM)["funds"][0][column] == value


def test_row_of_many_values_does_not_take_long() -> None:
    assert rows("年度资金总额 " + "1.00 " * 400)[0].row.name == "年度资金总额"


GRID = "| 项目资金 |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |"


def test_pipes_tell_the_columns_of_blank_cells() -> None:
    body = "|  | 总额 | 7.20 | 3.51 | 3.51 |  | 100.00 |  |\n|  | 其他资金 | 7.20 |  |  |  |  |  |"
    placed = rows(body, header=GRID)
    assert (values(placed[0])["execution_rate"], values(placed[1])) == ("100.00", {"initial_budget": "7.20"})


def test_cells_that_all_stand_one_further_than_their_labels_keep_their_columns() -> None:
    header = "| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |"
    placed = rows("| 总额 | 3,714.60 | 3,940.30 | 2,585.36 |  | 65.61% |  |", header=header)
    assert values(placed[0]) == {
        "initial_budget": "3,714.60",
        "full_year_budget": "3,940.30",
        "executed": "2,585.36",
        "execution_rate": "65.61%",
    }


REPEATED = "| 年初预算数 | 全年预算数 | 全年执行数 | 全年执行数 | 分值 | 执行率 | 得分 |"


@pytest.mark.parametrize("initial", ["", "15.31"])
def test_a_value_printed_again_in_the_other_cell_of_its_label_is_no_value_of_its_own(initial: str) -> None:
    placed = rows(f"总额 | {initial} | 168.29 | 136.16 | 136.16 | 10 | 80.91% | 8.09 |", header=REPEATED)
    assert values(placed[0]) == ({"initial_budget": initial} if initial else {}) | {
        "full_year_budget": "168.29",
        "executed": "136.16",
        "weight": "10",
        "execution_rate": "80.91%",
        "score": "8.09",
    }


def test_equal_values_below_two_labels_are_both_kept() -> None:
    placed = rows("总额 |  | 168.29 | 168.29 | 168.29 | 10 | 100.00% | 10 |", header=REPEATED)
    assert values(placed[0])["full_year_budget"] == values(placed[0])["executed"] == "168.29"


def test_rate_without_percent_sign_is_known_by_the_amounts() -> None:
    assert values(rows("年度资金总额 37.20 43.51 21.40 49.18")[0]) == {
        "initial_budget": "37.20",
        "full_year_budget": "43.51",
        "executed": "21.40",
        "execution_rate": "49.18",
    }


def test_sources_without_amounts_on_lines_below_each_other_are_rows_of_their_own() -> None:
    body = f"年度资金总额 30.00 30.00 15.00 10 50.00% 5.00\n{FULL}\n上年结转资金\n其他资金"
    assert [row.row.name for row in rows(body)][2:] == ["上年结转资金", "其他资金"]


EXPLAINED = "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 得分计算方法\n"


def test_remark_behind_the_values_stands_under_the_label_of_its_column() -> None:
    total = "年度资金总额 120.00 110.00 99.00 10 90.00% 9.00 执行率乘以分值，不超过上限。\n"
    funds = form(HEAD + EXPLAINED + total + "其中：财政拨款 120.00 110.00 99.00 - - -\n" + GOALS + INDICATORS)["funds"]
    assert [row["source"] for row in funds] == ["年度资金总额", "财政拨款"]
    assert [row["extra"] for row in funds] == [{"得分计算方法": "执行率乘以分值，不超过上限。"}, {}]


PAIRS = """\
预算执行情况（万元） 预算数： 18.00 执行数： 12.60
其中：财政拨款： 14.00 其中：财政拨款： 11.60
其他资金： 4.00 其他资金： 1.00
"""


def test_pairs_of_label_and_value_are_rows_of_two_columns() -> None:
    funds = form(HEAD + PAIRS + GOALS + INDICATORS)["funds"]
    assert [(row["source"], row["role"], row["full_year_budget"], row["executed"]) for row in funds] == [
        (None, "total", "18.00", "12.60"),
        ("财政拨款", "of_which", "14.00", "11.60"),
        ("其他资金", "item", "4.00", "1.00"),
    ]


def test_pair_without_a_value_leaves_its_cell_blank() -> None:
    funds = form(HEAD + PAIRS.replace("执行数： 12.60", "执行数：") + GOALS + INDICATORS)["funds"]
    assert (funds[0]["full_year_budget"], funds[0]["executed"], funds[1]["executed"]) == ("18.00", None, "11.60")


def test_marks_of_an_empty_row_are_amounts_where_other_parts_print_nothing_behind_their_rate() -> None:
    body = "年度资金总额 — 65.00 52.00 10.00 80.00% 8.00\n其中：当年财政拨款 — 65.00 52.00 80.00%\n上年结转资金 — — —"
    assert values(rows(body)[2]) == {"initial_budget": "—", "full_year_budget": "—", "executed": "—"}
    unsigned = body.replace("%", "")
    assert values(rows(unsigned)[2]) == {"initial_budget": "—", "full_year_budget": "—", "executed": "—"}
    with_marks = body.replace("52.00 80.00%", "52.00 — 80.00% —")
    assert set(values(rows(with_marks)[2])) == {"weight", "execution_rate", "score"}


def test_cells_that_moved_up_to_fill_blank_ones_do_not_stand_below_their_labels() -> None:
    header = "\t" + HEADER.replace(" ", "\t")
    body = (
        "年度资金总额\t7.30\t5.10\t10.00\t69.86%\t6.99\n其中：当年财政拨款\t7.30\t5.10\t69.86%\n上年结转资金\n其他资金"
    )
    total, part, *_ = rows(body, header)
    assert values(part) == {"full_year_budget": "7.30", "executed": "5.10", "execution_rate": "69.86%"}
    assert values(total) == values(part) | {"weight": "10.00", "score": "6.99"}


def test_blank_cells_between_tabs_keep_the_columns() -> None:
    header = "\t" + HEADER.replace(" ", "\t")
    body = "年度资金总额\t7.30\t5.00\t2.50\t10.00\t50.00%\t5.00\n其中：当年财政拨款\t\t5.00\t2.50\t\t50.00%\t"
    assert values(rows(body, header)[1]) == {"full_year_budget": "5.00", "executed": "2.50", "execution_rate": "50.00%"}


def test_the_first_name_may_begin_on_the_line_of_the_labels() -> None:
    (found,) = rows("金总额 40.00 40.00 20.00 10 50.00% 5.00", header=f"{HEADER}\n年度资")
    assert (found.row.name, found.row.level) == ("年度资金总额", 0)
    assert values(found)["initial_budget"] == "40.00"


def test_amount_is_no_weight() -> None:
    placed = rows("年度资金总额 500.00 500.00 500.00 100.00%")[0]
    assert values(placed) == {
        "initial_budget": "500.00", "full_year_budget": "500.00", "executed": "500.00", "execution_rate": "100.00%",
    }  # fmt: skip


def test_another_part_of_the_form_behind_the_last_source_is_no_part_of_its_name() -> None:
    part = "资金分配说明 按照因素法分配并在规定的时限内全部下达到位\n经办科室意见 同意列支并按进度拨付到施工单位\n"
    tree = form(HEAD + FUNDS.replace("其他资金 20.00 10.00 9.00 — 90.00% —", "其他资金") + part + GOALS + INDICATORS)
    assert [row["source"] for row in tree["funds"]] == ["年度资金总额", "当年财政拨款", "其他资金"]


def test_label_of_what_follows_the_funds_is_no_source() -> None:
    body = "年度资金总额 7.30 5.10 69.86%\n其中：当年财政拨款 7.30 5.10 69.86%\n其他资金 — — —"
    assert [row.row.name for row in rows(body + " 项目基本情况")] == ["年度资金总额", "当年财政拨款", "其他资金"]


def test_tasks_with_a_budget_of_their_own_are_no_funds() -> None:
    head = "部门整体绩效自评表\n（2022年度）\n部门名称 云溪县水务局\n"
    tasks = (
        "年度主要任务⇥任务名称⇥主要内容⇥预算数（万元）⇥执行数（万元）⇥执行率\n⇥渠道清淤⇥清淤十条⇥86.00⇥81.00⇥94.19%\n"
    )
    (row, *_) = form((head + tasks + FUNDS + GOALS + INDICATORS).replace(" ", "⇥"))["funds"]
    assert (row["source"], row["initial_budget"], row["executed"]) == ("年度资金总额", "120.00", "99.00")


@pytest.mark.parametrize("colon", ["", "："])
def test_pairs_of_label_and_number_are_funds(colon: str) -> None:
    pairs = f"预算执行情况⇥预算数{colon}⇥680.00⇥到位数{colon}⇥650.00⇥执行数{colon}⇥655.84\n"
    pairs += "⇥其中：财政资金⇥680.00⇥其中：财政资金⇥650.00⇥其中：财政资金⇥655.84\n⇥其他资金⇥0.00⇥其他资金⇥0.00\n"
    columns = ("source", "full_year_budget", "executed")
    found = [tuple(row[column] for column in columns) for row in form(HEAD + pairs + GOALS + INDICATORS)["funds"]]
    assert found[:2] == [(None, "680.00", "655.84"), ("财政资金", "680.00", "655.84")]
    assert [name for name, *_ in found] == [None, "财政资金", "其他资金"]


def test_labels_that_begin_with_months_make_no_piece_of_a_digit() -> None:
    text = """\
项目支出绩效运行监控表
项目名称 渡槽检修补助
主管部门 云溪县水务局 实施单位 云溪县水利站
年初预算数 全年预算数 1-6月执行数 1-6月执行率
年度资金总额 120.00 110.00 55.00 50.00%
其中：财政拨款 100.00 100.00 45.00 45.00%
其他资金 20.00 10.00 10.00 100.00%
一级指标 二级指标 三级指标 年度指标值 1-6月完成值 分值 得分
产出指标 数量指标 检修渡槽 6座 1座 50 10
产出指标 质量指标 合格率 ≥95% 96% 50 50
总分 100 60
"""
    (form,) = docparse.parse(text).evaluations
    assert form.implementing_unit and form.implementing_unit.value == "云溪县水利站"
    assert [fund.executed and fund.executed.value for fund in form.funds] == ["55.00", "45.00", "10.00"]
    assert [row.actual and row.actual.raw for row in form.indicators] == ["1座", "96%"]
