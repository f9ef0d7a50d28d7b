"""Check records: complete, in numbers that can be recomputed, and tied to cells that exist."""

from __future__ import annotations

from decimal import Decimal

import pytest

import docparse
from docparse.schema import Report
from tests.build import Tree, text
from tests.proving.reports import Proof, proved, table

KINDS = {"row_sum", "hierarchy", "column_total", "list_sum", "balance", "cross_table", "of_which"}


@pytest.fixture(scope="module")
def found() -> Proof:
    """A report in which identities hold, fail for both causes, and are left open."""
    summary = """
        一、其他收入 1 66.00 一、交通运输支出 4 56.00
        本年收入合计 2 66.00 本年支出合计 5 56.00
        总计 3 66.00 总计 6 56.00
    """
    income = """
        合计 66.00 0.00 0.00 0.00 0.00 0.00 66.00
        214 交通运输支出 66.00 0.00 0.00 0.00 0.00 0.00 66.00
    """
    expenditure = """
        合计 56.00 40.00 16.00 0.00 0.00 0.00
        214 交通运输支出 56.00 40.00 16.00 0.00 0.00 0.00
    """
    general_budget = """
        合计 600,000.00 410,000.00 190,000.00
        214 交通运输支出 600,000.00 410,000.00 170,000.00
    """
    return proved(
        table("income_expenditure_summary", summary, unit="万元"),
        table("income", income, unit="万元"),
        table("expenditure", expenditure, unit="万元"),
        table("general_budget_expenditure", general_budget, unit="元"),
        table("state_capital", "合计 7.00 7.00\n223 国有资本经营预算支出 7.00 7.00", unit="万元"),
    )


def with_numbers(found: Proof) -> list[Tree]:
    return [check for check in found.checks() if check["outcome"] != "not_tested"]


def test_report_has_checks_of_every_outcome_and_cause(found: Proof) -> None:
    outcomes = {(check["outcome"], check["cause"]) for check in found.checks()}
    assert outcomes == {("holds", None), ("fails", "source"), ("fails", "unresolved"), ("not_tested", None)}


def test_ids_are_unique(found: Proof) -> None:
    ids = [check["id"] for check in found.checks()]
    assert len(set(ids)) == len(ids) > 10


def test_kinds_are_those_of_the_contract(found: Proof) -> None:
    assert {check["kind"] for check in found.checks()} <= KINDS


def test_every_pointer_leads_to_a_cell_with_a_value(found: Proof) -> None:
    for check in found.checks():
        assert check["cells"]
        assert all(found.at(pointer)["value"] is not None for pointer in check["cells"])


def test_check_names_no_cell_twice(found: Proof) -> None:
    assert all(len(set(check["cells"])) == len(check["cells"]) for check in found.checks())


def test_numbers_are_decimal_strings(found: Proof) -> None:
    for check in with_numbers(found):
        for key in ("left", "right", "difference", "tolerance"):
            assert isinstance(check[key], str)
            assert Decimal(check[key]).is_finite()
            assert "E" not in check[key]


def test_difference_is_left_less_right(found: Proof) -> None:
    assert all(
        Decimal(check["difference"]) == Decimal(check["left"]) - Decimal(check["right"])
        for check in with_numbers(found)
    )


def test_check_holds_just_where_the_difference_is_within_the_tolerance(found: Proof) -> None:
    for check in with_numbers(found):
        assert (abs(Decimal(check["difference"])) <= Decimal(check["tolerance"])) == (check["outcome"] == "holds")


def test_sides_are_the_sums_of_their_printed_values(found: Proof) -> None:
    sums = found.checks("row_sum", "holds")
    for check in sums:
        whole, *parts = (Decimal(found.at(pointer)["value"]) for pointer in check["cells"])
        assert (Decimal(check["left"]), Decimal(check["right"])) == (whole, sum(parts))


def test_statement_says_every_number_of_the_check(found: Proof) -> None:
    for check in found.checks():
        assert all(found.at(pointer)["value"] in check["statement"] for pointer in check["cells"])


@pytest.mark.parametrize(("outcome", "sign"), [("holds", " = "), ("fails", " ≠ "), ("not_tested", " =? ")])
def test_statement_says_how_it_came_out(found: Proof, outcome: str, sign: str) -> None:
    checks = [check for check in found.checks(outcome=outcome) if check["kind"] != "of_which"]
    assert checks
    assert all(sign in check["statement"] for check in checks)


def test_reason_is_given_just_where_a_check_was_not_tested(found: Proof) -> None:
    assert all(bool(check["reason"]) == (check["outcome"] == "not_tested") for check in found.checks())


def test_cause_is_given_just_where_a_check_fails(found: Proof) -> None:
    assert all((check["cause"] is not None) == (check["outcome"] == "fails") for check in found.checks())


def test_dispute_names_a_failed_check_that_names_the_cell(found: Proof) -> None:
    by_id = {check["id"]: check for check in found.checks()}
    disputed = [
        (f"/tables/{number}/rows/{row}/cells/{key}", each)
        for number, tree in enumerate(found.report["tables"])
        for row, content in enumerate(tree["rows"])
        for key, cell in content["cells"].items()
        for each in (cell or {}).get("disputed_by") or ()
    ]
    assert disputed
    for pointer, name in disputed:
        assert by_id[name]["outcome"] == "fails"
        assert pointer in by_id[name]["cells"]


def test_verified_value_names_every_failed_check_that_covers_it(found: Proof) -> None:
    for check in found.checks(outcome="fails"):
        cells = [found.at(pointer) for pointer in check["cells"]]
        assert all(check["id"] in cell["disputed_by"] for cell in cells if cell["status"] == "verified")


def test_every_value_of_a_contradiction_is_disputed_by_it(found: Proof) -> None:
    contradictions = [check for check in found.checks(outcome="fails") if check["cause"] == "source"]
    assert contradictions
    for check in contradictions:
        assert all(check["id"] in found.at(pointer)["disputed_by"] for pointer in check["cells"])


def test_every_verified_value_has_a_check_that_holds(found: Proof) -> None:
    held = {pointer for check in found.checks(outcome="holds") for pointer in check["cells"]}
    cells = [found.at(pointer) for pointer in held]
    assert len(found.places("verified")) == sum(cell["status"] == "verified" for cell in cells)


def test_report_without_tables_has_no_checks() -> None:
    assert proved("浮标今年没有漂走。").checks() == []


def test_report_with_checks_is_what_the_schema_promises(found: Proof) -> None:
    assert Report.model_validate(found.report).to_dict() == found.report


def test_column_of_rates_that_only_the_print_knows_is_not_summed() -> None:
    report = docparse.parse(
        text("""
    2031年度“三公”经费支出决算表
    单位：万元
    项目 2031年预算数 2031年决算数 2030年决算数 与上年增减%
    合计 6.00 5.60 6.20 -9.68
    因公出国（境）费 0.00 0.00 0.00 0
    公务接待费 2.80 2.40 2.50 -4.00
    公务用车购置及运行维护费 3.20 3.20 3.70 -13.51
    """)
    )
    assert {check.outcome for check in report.checks} == {"holds"}
    (table,) = report.tables
    assert [cell.value for cell in table.rows[0].cells.values() if cell] == ["6.00", "5.60", "6.20", "-9.68"]
