"""Rates of error by status, their bounds, and intervals over documents."""

from __future__ import annotations

import math

import pytest

from benchmarks.calibration import Rate, calibrate, claimed
from benchmarks.scoring import score_tables
from benchmarks.uncertainty import FEWEST_DOCUMENTS, interval, upper_bound
from tests.measuring.tables import label, read

ROWS = ("214 交通运输支出 7.00 0.00 _", "213 农林水支出 3.00 0.00 3.00")


def test_no_error_gives_the_rule_of_three() -> None:
    assert upper_bound(0, 600) == 3 / 600


def test_bound_on_nothing_is_unknown_and_on_very_little_is_one() -> None:
    assert upper_bound(0, 0) is None
    assert upper_bound(0, 2) == 1
    assert upper_bound(2, 2) == 1


@pytest.mark.parametrize(("wrong", "n"), [(1, 20), (5, 200), (40, 90)])
def test_bound_is_the_rate_at_which_so_few_errors_have_a_chance_of_one_in_twenty(wrong: int, n: int) -> None:
    rate = upper_bound(wrong, n)
    assert rate is not None
    chance = sum(math.comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(wrong + 1))
    assert chance == pytest.approx(0.05, abs=1e-6)


def test_more_claims_with_as_few_errors_lower_the_bound() -> None:
    bounds = [upper_bound(1, n) for n in (20, 200, 20_000)]
    assert bounds == sorted(bounds, key=lambda bound: -(bound or 0))


def test_fewer_than_ten_documents_give_no_interval() -> None:
    assert interval([(9, 10)] * (FEWEST_DOCUMENTS - 1)) is None
    assert interval([(9, 10)] * FEWEST_DOCUMENTS) == (0.9, 0.9)


def test_interval_is_wider_where_errors_sit_in_few_documents() -> None:
    def width(documents: list[tuple[float, float]]) -> float:
        found = interval(documents)
        assert found is not None
        return found[1] - found[0]

    spread = [(99.0, 100.0)] * 20
    crowded = [(80.0, 100.0)] + [(100.0, 100.0)] * 19
    assert width(spread) < 1e-9 < 0.01 < width(crowded)


def test_interval_is_the_same_at_every_run_and_holds_the_ratio() -> None:
    documents = [(float(90 + place % 7), 100.0) for place in range(15)]
    first = interval(documents)
    assert first == interval(documents)
    assert first is not None
    assert first[0] < sum(part for part, _ in documents) / 1500 < first[1]


def test_statuses_are_counted_apart_with_their_errors_and_their_coverage() -> None:
    table = read("214 交通运输支出 7.00!verified 0.00 _", "213 农林水支出 3.50!inferred 0.00 _")
    tally = score_tables("made-up", [table], [label(*ROWS)]).total
    found = {line.status: line for line in calibrate(tally)}
    assert list(found) == ["verified", "read", "inferred", "blank"]
    assert found["inferred"].every == Rate(1, 1)
    assert found["blank"].every == Rate(2, 1)
    assert found["read"].coverage == 2 / 6
    assert claimed(tally) == Rate(6, 2)


def test_zeros_are_counted_apart_from_other_values() -> None:
    table = read("214 交通运输支出 7.00 0.00 0.00", "213 农林水支出 3.00 0.00 3.10")
    (line,) = calibrate(score_tables("made-up", [table], [label(*ROWS)]).total)
    assert line.zeros == Rate(3, 1)
    assert line.others == Rate(3, 1)


def test_cells_that_are_not_in_the_result_claim_nothing() -> None:
    tally = score_tables("made-up", [], [label(*ROWS)]).total
    assert [(line.status, line.every.n) for line in calibrate(tally)] == [("missing", 6)]
    assert claimed(tally) == Rate(0, 0)
