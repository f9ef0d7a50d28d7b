"""Two prints of the same accounts have the same fingerprint, and sketches tell how much two accounts share."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.batch.fingerprints import Sketch, fingerprint_of
from tests.batch.summaries import AMOUNTS, row_of, table_of, tree_of

ACCOUNTS = {"expenditure": AMOUNTS, "income": AMOUNTS[:3]}


def digest(tree: dict[str, Any]) -> str | None:
    return fingerprint_of(tree).report


def test_tables_in_another_order_and_printed_twice_are_the_same() -> None:
    tree = tree_of(ACCOUNTS)
    assert digest({"tables": [*reversed(tree["tables"]), *tree["tables"]]}) == digest(tree)


def test_table_on_two_pages_is_the_same() -> None:
    whole = tree_of({"expenditure": AMOUNTS})
    rows = whole["tables"][0]["rows"]
    pages = [whole["tables"][0] | {"rows": rows[:5]}, whole["tables"][0] | {"id": "expenditure#2", "rows": rows[5:]}]
    assert fingerprint_of({"tables": pages}) == fingerprint_of(whole)


def test_column_in_which_an_amount_was_read_does_not_matter() -> None:
    assert digest(tree_of(ACCOUNTS, column="x.some-label")) == digest(tree_of(ACCOUNTS))


def test_zeros_and_trailing_zeros_do_not_matter() -> None:
    assert digest(tree_of({"income": ("12.50", "7", "0.00")})) == digest(tree_of({"income": ("12.5", "7.00")}))


def test_exact_amounts_in_another_unit_are_the_same() -> None:
    assert digest(tree_of({"income": ("12.50",)})) == digest(tree_of({"income": ("125000.00",)}, factor="1"))


@pytest.mark.parametrize(
    "other",
    [
        {"expenditure": (*AMOUNTS[:-1], "1.23"), "income": AMOUNTS[:3]},
        {"expenditure": AMOUNTS},
        {"expenditure": AMOUNTS, "expenditure_of_another": AMOUNTS[:3]},
        {"expenditure": AMOUNTS, "income": (AMOUNTS[1], AMOUNTS[0], AMOUNTS[2])},
    ],
    ids=["another amount", "a form less", "another form", "another row"],
)
def test_other_accounts_have_another_fingerprint(other: dict[str, tuple[str, ...]]) -> None:
    assert digest(tree_of(other)) != digest(tree_of(ACCOUNTS))


def test_unit_of_a_row_goes_before_the_unit_of_the_table() -> None:
    table = table_of("three_public", ("5.00",), factor="1", column="final")
    table["rows"][0]["unit"] = {"value": "万元"}
    assert digest({"tables": [table]}) == digest(tree_of({"three_public": ("50000",)}, factor="1"))


def test_amount_without_a_known_unit_is_not_taken_for_yuan() -> None:
    found = fingerprint_of(tree_of({"income": ("12.50",)}, factor=None))
    assert found.report != digest(tree_of({"income": ("12.50",)}, factor="1"))
    assert (found.amount_count, found.sketch) == (0, "")


def test_counts_are_no_amounts_but_have_a_part_in_the_fingerprint() -> None:
    table = table_of("three_public", ("5",), factor="1", column="final")
    counted = table | {"rows": [table["rows"][0] | {"quantity": "count"}]}
    found = fingerprint_of({"tables": [counted]})
    assert found.report is not None
    assert found.amount_count == 0


def test_tables_that_no_form_declares_have_no_part() -> None:
    assert fingerprint_of(tree_of({"generic": AMOUNTS})).report is None


def test_empty_forms_have_no_fingerprint() -> None:
    assert fingerprint_of(tree_of({"government_fund": ("0.00", "0")})).report is None


def test_value_that_is_no_number_is_left_out() -> None:
    table = table_of("income", ("12.50",), factor="1", column="total")
    table["rows"].append(row_of("无", column="total", code="20199"))
    assert digest({"tables": [table]}) == digest(tree_of({"income": ("12.50",)}, factor="1"))


def sketch(*amounts: str, factor: str = "10000") -> Sketch:
    return Sketch(fingerprint_of(tree_of({"expenditure": amounts}, factor=factor)).sketch)


def test_shared_amounts_are_a_part_of_the_smaller_report() -> None:
    assert sketch(*AMOUNTS).shared(sketch(*AMOUNTS[:4], "1.11", "2.22")) == pytest.approx(4 / 6)


def test_amounts_in_yuan_and_rounded_to_wan_are_shared() -> None:
    assert sketch("123.46", "78.90").shared(sketch("1234567.89", "789012.34", factor="1")) == 1.0


def test_reports_without_amounts_share_nothing() -> None:
    assert sketch().shared(sketch()) == 0.0


@pytest.mark.parametrize("common", [0, 150, 300])
def test_many_amounts_are_estimated(common: int) -> None:
    one = [f"{at}.17" for at in range(1000, 1300)]
    other = [*one[:common], *(f"{at}.29" for at in range(2000, 2300 - common))]
    assert sketch(*one).shared(sketch(*other)) == pytest.approx(common / 300, abs=0.15)
