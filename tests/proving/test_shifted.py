"""A table whose columns stand one for another: its own sums hold, other tables say where its amounts belong."""

from __future__ import annotations

from tests.proving.reports import Proof, proved, table

SUMMARY = table(
    "fiscal_appropriation_summary",
    """
    一、一般公共预算财政拨款⇥1⇥0.00⇥一、一般公共服务支出⇥5⇥0.00⇥0.00⇥0.00⇥0.00
    二、政府性基金预算财政拨款⇥2⇥17800.00⇥二、其他支出⇥6⇥17800.00⇥0.00⇥17800.00⇥0.00
    本年收入合计⇥3⇥17800.00⇥本年支出合计⇥7⇥17800.00⇥0.00⇥17800.00⇥0.00
    年初财政拨款结转和结余⇥4⇥0.00⇥年末财政拨款结转和结余⇥8⇥0.00⇥0.00⇥0.00⇥0.00
    二、政府性基金预算财政拨款⇥⇥0.00⇥⇥⇥⇥⇥⇥
    总计⇥⇥17800.00⇥总计⇥⇥17800.00⇥0.00⇥17800.00⇥0.00
    """,
)
NAMES = ("合计⇥", "229⇥其他支出", "22960⇥彩票公益金安排的支出", "2296002⇥用于社会福利的彩票公益金支出")


def fund(values: str) -> Proof:
    """The table of the fund in which every row prints the same, beside the summary of fiscal appropriation."""
    rows = "\n".join(f"{name if name.startswith('2') else '⇥合计'}⇥{values}" for name in NAMES)
    return proved(SUMMARY, table("government_fund", rows))


def test_fund_that_stands_in_its_columns_is_verified() -> None:
    found = fund("⇥17800.00⇥17800.00⇥⇥17800.00⇥")
    assert found.checks(outcome="fails") == []
    assert found.status("government_fund 229 income.total") == "verified"
    assert found.status("government_fund 229 expenditure.project") == "verified"


def test_nothing_is_proved_of_a_shifted_table_but_what_other_tables_confirm() -> None:
    # Both sums of each row hold: 年初结转和结余 = 小计, 小计 = 基本支出.
    found = fund("17800.00⇥⇥17800.00⇥17800.00⇥⇥")
    verified = [place for place in found.places("verified") if place.startswith("government_fund")]
    assert verified == ["government_fund total expenditure.total", "government_fund 229 expenditure.total"]


def test_amount_that_other_tables_have_in_its_neighbour_is_conflicting() -> None:
    found = fund("17800.00⇥⇥17800.00⇥17800.00⇥⇥")
    assert found.status("government_fund total opening.total") == "conflicting"
    (row, *_) = next(each["rows"] for each in found.report["tables"] if each["id"] == "government_fund")
    assert row["unsettled"] == ["income.total"]


def test_amount_that_other_tables_only_differ_from_leaves_the_table_its_proofs() -> None:
    found = fund("⇥17900.00⇥17900.00⇥⇥17900.00⇥")
    assert found.checks(outcome="fails")
    assert found.status("government_fund 2296002 expenditure.project") == "verified"


INCOME = """
⇥合计⇥150.00⇥20.00⇥⇥⇥⇥⇥130.00
211⇥节能环保支出⇥150.00⇥20.00⇥⇥⇥⇥⇥130.00
21101⇥环境保护管理事务⇥104.00⇥10.00⇥⇥⇥⇥⇥94.00
2110101⇥行政运行⇥104.00⇥10.00⇥⇥⇥⇥⇥94.00
21103⇥污染防治⇥46.00⇥10.00⇥⇥⇥⇥36.00⇥
2110301⇥大气⇥46.00⇥10.00⇥⇥⇥⇥36.00⇥
"""


def test_amount_that_sums_down_two_columns_want_in_the_other_one_is_in_doubt() -> None:
    found = proved(table("income", INCOME))
    for code in ("21103", "2110301"):
        assert found.status(f"income {code} subordinate_remittance") == "conflicting"
        assert found.status(f"income {code} fiscal_appropriation") == "verified"


def test_amount_whose_other_column_is_filled_stands_where_it_is_printed() -> None:
    found = proved(table("income", INCOME.replace("36.00⇥", "36.00⇥0.00")))
    assert found.status("income 21103 subordinate_remittance") == "verified"
