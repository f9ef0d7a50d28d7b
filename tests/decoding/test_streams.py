"""In reading order a row is told by what it begins with, not by the end of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.decoding.streams import Cut, join_wrapped_cells, rows_by_item, rows_by_text
from docparse.lexicons.load import load_lexicon
from docparse.renderings import atoms_on
from tests.build import lines

if TYPE_CHECKING:
    from collections.abc import Iterable


def cut(printed: str) -> list[Cut]:
    return [(line, atoms_on(line)[1]) for line in lines(printed)]


def words(rows: Iterable[Cut]) -> list[list[str]]:
    return [[atom.text for atom in atoms] for _, atoms in rows]


def joined(printed: str) -> list[list[str]]:
    return words(join_wrapped_cells(cut(printed), lexicon=load_lexicon()))


def items(printed: str) -> list[list[str]]:
    return words(rows_by_item(cut(printed), lexicon=load_lexicon()))


def texts(printed: str) -> list[list[str]]:
    return words(rows_by_text(cut(printed), lexicon=load_lexicon()))


def test_pieces_of_a_known_name_and_its_values_are_one_row() -> None:
    assert joined("十四、资源勘探工业信息等支\n出\n46 0.00 0.00\n") == [
        ["十四、资源勘探工业信息等支出", "46", "0.00", "0.00"]
    ]


def test_pieces_of_a_name_that_no_lexicon_knows_are_one_by_its_number() -> None:
    assert joined("四、灯芯保管安排\n的支出\n5.00\n") == [["四、灯芯保管安排的支出", "5.00"]]


def test_item_without_values_is_not_joined_to_the_next() -> None:
    printed = "四、灯芯支出\n五、浮标支出\n5.00 5.00\n"
    assert joined(printed) == [["四、灯芯支出"], ["五、浮标支出"], ["5.00", "5.00"]]


def test_two_known_items_stay_two() -> None:
    assert joined("年初结转和结余\n年末结转和结余\n5.00\n") == [["年初结转和结余"], ["年末结转和结余"], ["5.00"]]


def test_total_is_not_the_tail_of_a_row_without_an_amount() -> None:
    printed = "30704\n国外债务发行费用\n人员经费合计\n25.50 公用经费合计\n12.50\n"
    assert items(printed) == [
        ["30704", "国外债务发行费用"], ["人员经费合计", "25.50"], ["公用经费合计", "12.50"],
    ]  # fmt: skip


def test_text_behind_a_whole_name_begins_another_row() -> None:
    printed = "30206\n电费\n灯塔守望补贴\n12.50\n"
    assert items(printed) == [["30206", "电费"], ["灯塔守望补贴", "12.50"]]


def test_wrapped_name_of_a_code_goes_on() -> None:
    printed = "30108\n机关事业单位基本养老保险缴\n费\n20.00 30201\n办公费\n12.50\n"
    assert items(printed) == [
        ["30108", "机关事业单位基本养老保险缴", "费", "20.00"], ["30201", "办公费", "12.50"],
    ]  # fmt: skip


def test_digits_among_amounts_with_decimals_are_a_code() -> None:
    printed = "39970\n灯芯费\n39971\n39972\n浮标费\n5.00\n"
    assert items(printed) == [["39970", "灯芯费"], ["39971"], ["39972", "浮标费", "5.00"]]


def test_digits_among_whole_amounts_may_be_one() -> None:
    assert items("39970\n灯芯费\n399\n39972\n浮标费\n12\n") == [["39970", "灯芯费", "399"], ["39972", "浮标费", "12"]]


def test_what_stands_on_one_line_is_one_row() -> None:
    assert texts("总计\n66.40 总计\n66.40\n") == [["总计", "66.40", "总计", "66.40"]]


def test_unknown_name_goes_on_until_the_next_item_begins() -> None:
    printed = "四、灯芯保管安排\n的支出\n五、浮标支出\n5.00\n"
    assert texts(printed) == [["四、灯芯保管安排", "的支出"], ["五、浮标支出", "5.00"]]


def test_text_before_any_row_begins_one() -> None:
    assert items("灯芯费 12.00") == [["灯芯费", "12.00"]]
