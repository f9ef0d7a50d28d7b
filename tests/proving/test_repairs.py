"""Numbers damaged by extraction: mended where the characters leave one reading, believed where a sum proves it."""

from __future__ import annotations

import pytest

from tests.proving.reports import Proof, proved, table

ROWS = """
    合计 12,936,788.29 12,900,000.00 36,788.29
    214 交通运输支出 12,936,788.29 12,900,000.00 36,788.29
    21401 公路水路运输 12,936,788.29 12,900,000.00 36,788.29
"""
PLACE = "214 expenditure.total"


def damaged(printed: str, rows: str = ROWS, *, amount: str = "12,936,788.29") -> Proof:
    """The table with the first amount of its class printed so."""
    return proved(
        table("general_budget_expenditure", rows.replace(f"214 交通运输支出 {amount}", f"214 交通运输支出 {printed}"))
    )


@pytest.mark.parametrize("printed", ["12, 936,788.29", "12,936 ,788.29", "l2,936,788.29", "12,936,788。29"])
def test_number_that_an_identity_proves_is_verified(printed: str) -> None:
    cell = damaged(printed).cell(PLACE)
    assert cell is not None
    assert (cell["value"], cell["status"]) == ("12936788.29", "verified")


def test_mended_number_says_so_and_keeps_what_was_printed() -> None:
    cell = damaged("12, 936,788.29").cell(PLACE)
    assert cell is not None
    assert (cell["raw"], cell["repaired"]) == ("12, 936,788.29", True)


def test_mended_number_that_no_identity_covers_is_inferred() -> None:
    found = proved(table("three_public_and_operating", "会议费⇥1⇥1O.40⇥10.30"))
    assert found.places("inferred") == ["operating.meetings initial_budget"]


SMALL = """
    合计 18.50 10.00 8.50
    214 交通运输支出 18.50 10.00 8.50
    21401 公路水路运输 18.50 10.00 8.50
"""


def test_mended_number_that_its_identities_deny_conflicts() -> None:
    assert damaged("1O.50", SMALL, amount="18.50").places("conflicting") == [PLACE]


def test_mended_digit_above_the_tolerance_is_proved_by_its_identity() -> None:
    # The mended digit counts whole units, the identity is good to one and a half hundredths.
    rows = SMALL.replace("18.50", "10.50").replace("8.50", "0.50")
    assert damaged("1O.50", rows, amount="10.50").status(PLACE) == "verified"


def test_mended_digit_below_the_tolerance_is_not_proved() -> None:
    found = damaged("18.5O", SMALL, amount="18.50")
    assert found.status(PLACE) == "inferred"


def test_mended_number_that_is_not_proved_says_that_it_may_be_another() -> None:
    cell = damaged("18.5O", SMALL, amount="18.50").cell(PLACE)
    assert cell is not None
    assert cell["alternatives"]


def test_mended_number_never_convicts_the_source_even_where_its_own_table_vouches_for_it() -> None:
    summary = """
        一、其他收入 1 66.00 一、交通运输支出 5 60.00
        本年收入合计 2 66.00 本年支出合计 6 60.00
        年初结转和结余 3 1.00 年末结转和结余 7 7.00
        总计 4 67.00 总计 8 67.00
    """
    rows = """
        合计 61.00 41.00 20.00 0.00 0.00 0.00
        208 社会保障和就业支出 1.00 1.00 0.00 0.00 0.00 0.00
        20805 行政事业单位养老支出 1.00 1.00 0.00 0.00 0.00 0.00
        214 交通运输支出 60.00 40.00 20.00 0.00 0.00 0.00
    """
    tables = [table("income_expenditure_summary", summary), table("expenditure", rows)]
    sound = proved(*tables).checks("cross_table", "fails")
    mended = proved(tables[0], tables[1].replace("合计 61.00", "合计 6l.00")).checks("cross_table", "fails")
    assert [check["cause"] for check in (*sound, *mended)] == ["source", "unresolved"]
