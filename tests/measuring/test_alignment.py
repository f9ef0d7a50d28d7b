"""Which read row and table answers which labelled one."""

from __future__ import annotations

from benchmarks.alignment import pair_rows, pair_tables
from tests.measuring.tables import label, read, read_row


def paired(labels: list[str], rows: list[str]) -> tuple[list[str | None], list[str]]:
    pairs, extra = pair_rows(label(*labels).rows, [read_row(row) for row in rows])
    return [None if row is None else f"{row.code} {row.name}" for _, row in pairs], [row.name for row in extra]


def test_rows_pair_by_code_and_name_whatever_their_order() -> None:
    labels = ["214 交通运输支出 1 1 _", "213 农林水支出 2 2 _"]
    assert paired(labels, ["213 农林水支出", "214 交通运输支出"]) == (["214 交通运输支出", "213 农林水支出"], [])


def test_row_whose_name_lost_a_part_pairs_by_its_code() -> None:
    assert paired(["214 交通运输支出 1 1 _"], ["214 交通"]) == (["214 交通"], [])


def test_row_whose_code_was_not_read_pairs_by_its_name() -> None:
    assert paired(["214 交通运输支出 1 1 _"], ["_ 交通运输支出"]) == ([" 交通运输支出"], [])


def test_rows_of_one_name_and_two_codes_do_not_pair() -> None:
    assert paired(["2140101 行政运行 1 1 _"], ["2130101 行政运行"]) == ([None], ["行政运行"])


def test_equal_rows_pair_in_their_order_and_once() -> None:
    pairs, extra = pair_rows(label("_ 小计 1 1 _", "_ 小计 2 2 _").rows, [read_row("_ 小计 1 1 _")])
    assert [row is not None for _, row in pairs] == [True, False]
    assert extra == []


def test_of_two_tables_of_a_kind_the_one_that_shares_rows_answers() -> None:
    other, same = read("_ 合计 9 9 _"), read("214 交通运输支出 1 1 _")
    pairs, extra = pair_tables([label("214 交通运输支出 1 1 _")], [other, same])
    assert pairs[0][1] is same
    assert extra == [other]


def test_table_of_another_kind_answers_nothing() -> None:
    pairs, extra = pair_tables([label("214 交通运输支出 1 1 _")], [read("214 交通运输支出 1 1 _", kind="income")])
    assert pairs[0][1] is None
    assert len(extra) == 1


def test_name_that_stands_twice_pairs_in_its_place_though_the_other_was_not_read() -> None:
    labels = ["_ 一般公共预算 7 7 _", "_ 收入合计 7 7 _", "_ 年初结转 2 2 _", "_ 一般公共预算 2 2 _"]
    pairs, extra = pair_rows(label(*labels).rows, [read_row(row) for row in labels[1:]])
    assert [row is not None for _, row in pairs] == [False, True, True, True]
    assert extra == []
