"""Any print of a number: the value it stands for, or None; never other digits unless it says so."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from docparse.amounts import is_mark, read_amount

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NUMBER_LIKE = st.text(st.sampled_from("0123456789,.，．。 -－()（）OolI|¥%△·、\t\n二"), max_size=14)
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


def digits(text):
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


@given(st.one_of(NUMBER_LIKE, st.text(max_size=10)))
def test_anything_gives_a_decimal_string_or_none(raw):
    amount = read_amount(raw)
    assert amount is None or DECIMAL.fullmatch(amount.value)


@given(st.one_of(NUMBER_LIKE, st.text(max_size=10)))
def test_digits_differ_from_the_print_only_where_repaired(raw):
    amount = read_amount(raw)
    assert amount is None or amount.repaired or digits(amount.value) == digits(raw)


@given(NUMBERS)
def test_number_comes_back_from_each_way_to_print_it(number):
    value = f"{number:.2f}"
    wide = f"{number:,.2f}".translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    for printed in (value, f"{number:,.2f}", wide, f" {number:,.2f}\n"):
        assert read_amount(printed).value == value


@given(NUMBERS.filter(lambda number: abs(number) >= 1000), st.integers(0, 20))
def test_space_beside_a_separator_changes_no_value_and_is_said(number, choice):
    printed = f"{number:,.2f}"
    places = [match.start() for match in re.finditer(r"[,.]", printed)]
    place = places[choice % len(places)] + choice % 2
    amount = read_amount(printed[:place] + " " + printed[place:])
    assert (amount.value, amount.repaired) == (f"{number:.2f}", True)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_numbers_are_never_one_amount(first, second):
    assert read_amount(f"{first} {second}") is None


@given(st.one_of(NUMBER_LIKE, st.text(max_size=10)))
def test_nothing_is_both_an_amount_and_a_mark(raw):
    assert not (is_mark(raw) and read_amount(raw))
