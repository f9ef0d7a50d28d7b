from __future__ import annotations

import pytest

from docparse.evaluating.torn_numbers import Print, print_of, readings, values_of
from tests.evaluating.reading import FORM, form, fragments, read

TWO = Print(decimals=2, torn=False)


def texts(printed: str) -> list[str]:
    return [value.text for value in values_of(fragments(printed))]


def ways(printed: str, manner: Print = TWO) -> list[list[str]]:
    return [[value.text for value in each.values] for each in readings(values_of(fragments(printed)), manner)]


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        ("1,272,632.\n21", ["1,272,632.21"]),
        ("1272632\n.21 5", ["1272632.21", "5"]),
        ("1,272,6\n32.21", ["1,272,632.21"]),
        ("1,27\n2,632.\n21", ["1,272,632.21"]),
        ("100.00\n%", ["100.00%"]),
    ],
)
def test_pieces_that_are_no_numbers_are_put_together(printed: str, joined: list[str]) -> None:
    assert texts(printed) == joined


@pytest.mark.parametrize("printed", ["12.00\n5.00", "12.00 5.00", "12.\n云溪县", "5,\n—", "90.00%\n5"])
def test_whole_numbers_stay_apart(printed: str) -> None:
    assert len(texts(printed)) == 2


def test_number_with_too_few_decimals_may_go_on_below() -> None:
    assert ways("1766.3\n4 10.00") == [["1766.3", "4", "10.00"], ["1766.34", "10.00"]]


def test_number_with_too_few_decimals_may_go_on_behind_a_blank() -> None:
    assert ways("1766.3 4") == [["1766.3", "4"], ["1766.34"]]


@pytest.mark.parametrize("printed", ["1766 34", "1766.34 4", "1766.3 45"])
def test_other_numbers_on_one_line_are_not_joined(printed: str) -> None:
    assert len(ways(printed)) == 1


def test_end_of_a_number_that_begins_with_a_zero_goes_to_it() -> None:
    assert texts("153117 00.00 10.00") == ["15311700.00", "10.00"]
    assert texts("614,600.0\n0\n18,424,211.\n03")[-1] == "18,424,211.03"


def test_number_of_the_usual_decimals_does_not_go_on() -> None:
    assert ways("1766.34\n4") == [["1766.34", "4"]]


def test_usual_decimals_are_those_of_nearly_all_amounts() -> None:
    manner = print_of(values_of(fragments("1.00 2.00 3.00 4.00 5.00 6.0 98.5% —")))
    assert manner == Print(decimals=2, torn=False)


def test_amounts_of_any_decimals_have_no_usual_number_of_them() -> None:
    assert print_of(values_of(fragments("1.00 2.0 3.125"))).decimals is None


def test_torn_amount_is_read_where_the_rate_agrees() -> None:
    torn = FORM.replace("120.00 110.00 99.00 10 90.00% 9.00", "120.00 110.0\n0\n99.00 10 90.00% 9.00")
    (tree,) = read(torn).trees
    cell = tree["funds"][0]["full_year_budget"]
    assert (cell["value"], cell["raw"], len(cell["spans"])) == ("110.00", "110.00", 2)
    assert form(torn)["funds"][0]["executed"] == "99.00"


def test_torn_amount_that_nothing_settles_is_inferred() -> None:
    row = "其他资金 20.00 10.00 9.00 — 90.00% —"
    (tree,) = read(FORM.replace(row, "其他资金 20.0\n0\n10.00 —")).trees
    amounts = [tree["funds"][2][key] for key in ("initial_budget", "full_year_budget", "executed")]
    assert {cell["status"] for cell in amounts if cell is not None} == {"inferred"}
