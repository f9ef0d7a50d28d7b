"""Amounts in yuan are exact, whatever they are printed in, and always written alike."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.exporting.amounts import in_yuan, unit_factors

DECIMALS = st.from_regex(r"-?[0-9]{1,40}(\.[0-9]{1,12})?", fullmatch=True)
FACTORS = st.sampled_from(["1", "1000", "10000", "100000000"])


@given(DECIMALS, FACTORS)
def test_amount_is_exact(value: str, factor: str) -> None:
    assert Fraction(in_yuan(value, factor) or "") == Fraction(value) * int(factor)


@given(DECIMALS, FACTORS)
def test_amount_has_two_decimals_or_as_many_as_it_needs(value: str, factor: str) -> None:
    decimals = (in_yuan(value, factor) or "").partition(".")[2]
    assert len(decimals) == 2 or (len(decimals) > 2 and not decimals.endswith("0"))


@pytest.mark.parametrize(
    ("value", "factor"), [("125000", "1"), ("125000.0", "1"), ("125.000", "1000"), ("12.5", "10000")]
)
def test_same_amount_is_written_alike_in_every_unit(value: str, factor: str) -> None:
    assert in_yuan(value, factor) == "125000.00"


@pytest.mark.parametrize("value", ["0", "-0.00", "000.0"])
def test_zero_has_no_sign(value: str) -> None:
    assert in_yuan(value, "10000") == "0.00"


def test_number_of_a_hundred_thousand_digits_loses_none() -> None:
    digits = "7" * 100_000
    assert in_yuan(digits, "10000") == f"{digits}0000.00"


def test_units_come_from_the_lexicon() -> None:
    assert unit_factors()["亿元"] == "100000000"
