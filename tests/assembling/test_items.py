"""What a row is: key, level, role, quantity and own unit."""

from __future__ import annotations

import pytest

from docparse.assembling.items import item_of
from docparse.lexicons.load import load_lexicon


def item(name: str | None, *, code: str | None = None, side: str | None = None) -> tuple[object, ...]:
    found = item_of(code, name, side=side, lexicon=load_lexicon())
    return found.key, found.level, found.role, found.quantity


@pytest.mark.parametrize(("code", "level"), [("205", 1), ("20501", 2), ("2050101", 3)])
def test_code_is_the_key_and_gives_the_level(code: str, level: int) -> None:
    assert item("灯塔运行", code=code) == (code, level, "item", "amount")


def test_total_row_stands_at_level_zero() -> None:
    assert item("合计") == ("total", 0, "total", "amount")


def test_total_of_one_nature_is_a_total() -> None:
    assert item("人员经费合计")[1:3] == (0, "total")


def test_class_named_without_its_code_has_its_code_as_key() -> None:
    assert item("五、教育支出", side="expenditure")[:3] == ("205", 1, "item")


@pytest.mark.parametrize("side", ["income", "expenditure"])
def test_grand_total_is_told_by_its_side(side: str) -> None:
    assert item("总计", side=side) == (f"grand_total.{side}", 0, "total", "amount")


@pytest.mark.parametrize("name", ["其中：教育收费", "其中:灯油"])
def test_part_that_is_only_pointed_out_is_of_which(name: str) -> None:
    assert item(name)[2] == "of_which"


@pytest.mark.parametrize(
    ("name", "level"), [("一、灯塔收入", 1), ("（一）灯塔收入", 2), ("1.灯塔收入", 3), ("（1）灯塔收入", 4)]
)
def test_enumerator_gives_the_level_of_an_unknown_item(name: str, level: int) -> None:
    assert item(name) == (None, level, "item", "amount")


@pytest.mark.parametrize("name", ["公务用车保有量（辆）", "国内公务接待人次（人次）", "灯塔座数（个）"])
def test_counting_unit_makes_a_row_a_count(name: str) -> None:
    assert item(name)[3] == "count"


def test_known_count_without_a_unit_is_a_count_all_the_same() -> None:
    assert item("公务用车保有量")[3] == "count"


@pytest.mark.parametrize("name", ["因公出国（境）费", "维修（护）费", "灯塔修缮（万元）"])
def test_other_brackets_and_money_leave_a_row_an_amount(name: str) -> None:
    assert item(name)[3] == "amount"


def test_percentage_is_a_rate() -> None:
    assert item("灯塔完好率（%）")[3] == "rate"


def test_unit_is_a_range_of_the_name() -> None:
    name = "公务用车保有量（辆）"
    unit = item_of(None, name, side=None, lexicon=load_lexicon()).unit
    assert unit is not None
    assert name[slice(*unit)] == "辆"


def test_row_without_a_name_is_an_unknown_item() -> None:
    assert item(None) == (None, None, "item", "amount")
