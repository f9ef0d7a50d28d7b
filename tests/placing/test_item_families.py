"""Sums between rows that a form declares by their keys: 本年收入合计 is the sum of the items above it."""

from __future__ import annotations

from docparse.grammars.model import IdentityForm
from docparse.placing.hierarchy import Family, KeyedRow, item_families

ITEMS_OF_THE_YEAR = IdentityForm(id="year", total="income.total", parts=("items",))
NAMED_PARTS = IdentityForm(id="named", total="total", parts=("a", "b"))
FUNDS_BELOW = IdentityForm(id="opening", total="balance.opening", parts=("below",))


def rows(*keys: str | None) -> list[KeyedRow]:
    """Rows by their keys; one that ends in "total" is a total, one that begins with "of." a part of the row before."""
    return [KeyedRow(key, _role(key or ""), "amount") for key in keys]


def _role(key: str) -> str:
    return "total" if key.endswith("total") else "of_which" if key.startswith("of.") else "item"


def family(items: list[KeyedRow], declared: IdentityForm) -> Family | None:
    """The family that one declaration gives, None where it gives none."""
    found = item_families(items, [declared])
    return found[0][1] if found else None


# ---- all items above a total


def test_items_above_a_total_are_its_parts() -> None:
    assert family(rows("a", "b", "income.total"), ITEMS_OF_THE_YEAR) == (2, (0, 1))


def test_item_without_a_known_key_is_a_part_too() -> None:
    assert family(rows("a", None, "income.total"), ITEMS_OF_THE_YEAR) == (2, (0, 1))


def test_part_named_with_of_which_is_not_added_again() -> None:
    assert family(rows("a", "of.a", "b", "income.total"), ITEMS_OF_THE_YEAR) == (3, (0, 2))


def test_items_reach_back_to_the_total_before() -> None:
    assert family(rows("a", "first.total", "b", "income.total"), ITEMS_OF_THE_YEAR) == (3, (2,))


def test_rows_below_a_total_are_not_its_items() -> None:
    assert family(rows("a", "income.total", "b"), ITEMS_OF_THE_YEAR) == (1, (0,))


def test_count_among_the_items_is_not_added() -> None:
    items = [*rows("a"), KeyedRow("count.vehicles", "item", "count"), *rows("income.total")]
    assert family(items, ITEMS_OF_THE_YEAR) == (2, (0,))


def test_total_without_items_has_no_family() -> None:
    assert family(rows("income.total", "a"), ITEMS_OF_THE_YEAR) is None


# ---- the items below a balance


def test_items_below_a_balance_are_its_parts_up_to_the_next_total() -> None:
    assert family(rows("balance.opening", "a", "b", "grand_total", "c"), FUNDS_BELOW) == (0, (1, 2))


def test_row_that_is_not_known_ends_what_is_below_a_balance() -> None:
    assert family(rows("balance.opening", "a", None, "b"), FUNDS_BELOW) == (0, (1,))


def test_balance_with_nothing_below_has_no_family() -> None:
    assert family(rows("a", "balance.opening", "grand_total"), FUNDS_BELOW) is None


# ---- parts by name


def test_parts_are_found_by_their_keys_wherever_they_stand() -> None:
    assert family(rows("b", "total", "c", "a"), NAMED_PARTS) == (1, (3, 0))


def test_part_that_is_not_printed_adds_nothing() -> None:
    assert family(rows("b", "total"), NAMED_PARTS) == (1, (0,))


def test_total_of_which_no_part_is_printed_has_no_family() -> None:
    assert family(rows("c", "total"), NAMED_PARTS) is None


def test_total_that_is_not_printed_has_no_family() -> None:
    assert family(rows("a", "b"), NAMED_PARTS) is None


def test_part_that_is_printed_twice_gives_no_family() -> None:
    assert family(rows("a", "b", "a", "total"), NAMED_PARTS) is None


def test_total_that_is_printed_twice_gives_no_family() -> None:
    assert family(rows("a", "b", "total", "total"), NAMED_PARTS) is None


# ---- several declarations


def test_family_carries_the_id_of_its_declaration_in_the_order_of_the_form() -> None:
    found = item_families(rows("a", "b", "income.total", "total"), [NAMED_PARTS, ITEMS_OF_THE_YEAR])
    assert found == (("named", (3, (0, 1))), ("year", (2, (0, 1))))


def test_form_that_declares_nothing_has_no_families() -> None:
    assert item_families(rows("a", "b", "total"), []) == ()
