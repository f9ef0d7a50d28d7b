"""Funds with a narrow column: its label and its numbers are torn. All content is made up."""

from __future__ import annotations

import pytest

from docparse.evaluating.laced_amounts import amounts_in_rows, labels_in_order
from docparse.evaluating.torn_numbers import values_of
from tests.evaluating.reading import fragments

HEADER = "年初预算数 全年预算数 全年执行数 执行率"
WITH_POINTS = "年初预算数 全年预算数 全年执行数 分值 执行率 得分"


def texts(body: str, header: str = HEADER) -> list[str]:
    return [value.text for value in values_of(amounts_in_rows(fragments(header), fragments(body)))]


def test_amount_torn_around_its_row_goes_where_the_rate_shows() -> None:
    found = texts("（元） 3,714,6\n年度资金总额 4,000,000.00 1,000,000.00 25.00%\n00.00\n其他资金 — —")
    assert found[:6] == ["（元）", "年度资金总额", "3,714,600.00", "4,000,000.00", "1,000,000.00", "25.00%"]


def test_rate_may_be_torn_around_its_row_too() -> None:
    found = texts("（元） 935,20 100.00\n年度资金总额 935,200.00 935,200.00\n0.00 %")
    assert found == ["（元）", "年度资金总额", "935,200.00", "935,200.00", "935,200.00", "100.00%"]


def test_amount_stays_where_it_is_printed_when_no_rate_tells_its_place() -> None:
    printed = "（元） 3,714,6\n年度资金总额 4,000,000.00 1,000,000.00 99.00%\n00.00"
    assert amounts_in_rows(fragments(HEADER), fragments(printed)) == tuple(fragments(printed))


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("年度资金总额 3,714,600. 5,000,000.00 10\n00", "3,714,600.00"),
        ("年度资金总额 3,714,6 00.00 5,000,000.00 10", "3,714,600.00"),
        ("年度资金总额 3,714 5,000 10", "3,714"),
    ],
)
def test_number_that_is_none_alone_goes_on_below_or_beside(printed: str, amount: str) -> None:
    assert texts(printed)[1] == amount


def test_pieces_of_a_torn_label_are_put_before_the_columns_behind_it() -> None:
    header = labels_in_order(fragments("年初预\n全年预算数 全年执行数 分值 执行率 得分\n项目资金 算数"))
    assert [each.text for each in header][:3] == ["年初预", "算数", "全年预算数"]


def test_header_without_torn_labels_stays_as_it_is() -> None:
    printed = fragments("项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分")
    assert labels_in_order(printed) == tuple(printed)


def test_amount_with_fewer_decimals_than_all_others_goes_on_below_its_row() -> None:
    body = fragments("总额 3594.51 4977.98 4977.9 100.0%\n8\n其中：财政拨款 209.85 209.85 209.85 100.0%")
    assert [each.text for each in amounts_in_rows(fragments(HEADER), body)][:6] == [
        "总额",
        "3594.51",
        "4977.98",
        "4977.9",
        "8",
        "100.0%",
    ]


def test_digits_below_a_row_of_whole_amounts_are_none_of_its() -> None:
    body = fragments("总额 35.1 49.9 49.9 100.0%\n10\n其中：财政拨款 20.5 20.5 20.5 100.0%")
    assert [each.text for each in amounts_in_rows(fragments(HEADER), body)][5] == "10"


def test_amounts_torn_around_each_row_go_where_the_rate_shows_though_marks_and_points_stand_behind_it() -> None:
    found = texts(
        "26812\n总额 1157400.00 2811700.00 95.36% 10.00 9.53\n85.39\n"
        "18417\n其中：财政拨款 0 1972200.00 93.39% — —\n85.39",
        "年初预算数 全年预算数 全年执行数 执行率 分值 得分",
    )
    assert found[:8] == ["总额", "1157400.00", "2811700.00", "26812", "85.39", "95.36%", "10.00", "9.53"]
    assert found[8:] == ["其中：财政拨款", "0", "1972200.00", "18417", "85.39", "93.39%", "—", "—"]


@pytest.mark.parametrize(
    "printed",
    [
        "总额 700000.00 720000.00 580000 10 80.56% 9\n.25",
        "580000\n总额 700000.00 720000.00 .25 10 80.56% 9",
    ],
)
def test_amount_goes_on_above_or_below_its_row(printed: str) -> None:
    assert texts(printed, WITH_POINTS)[3] == "580000.25"


def test_pieces_that_make_no_amount_of_the_rate_stay_where_they_are_printed() -> None:
    printed = "50000\n总额 700000.00 720000.00 10 80.56% 9\n.25"
    assert amounts_in_rows(fragments(WITH_POINTS), fragments(printed)) == tuple(fragments(printed))


def test_label_that_is_one_without_its_end_below_is_put_in_the_usual_order() -> None:
    header = labels_in_order(fragments("全年预算\n年初预算数 全年执行数 分值 执行率 得分\n数"))
    assert [each.text for each in header][:4] == ["年初预算数", "全年预算", "数", "全年执行数"]


def test_label_on_the_line_of_others_stays_where_it_is_printed() -> None:
    printed = fragments("全年预算 年初预算数 全年执行数 分值 执行率 得分\n数")
    assert labels_in_order(printed) == tuple(printed)
