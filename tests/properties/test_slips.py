"""Every slip at every value of small reports that are made up anew each time: none leaves a wrong value verified."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.mutations.figures import text_of, unnoticed, wrong
from benchmarks.mutations.kinds import KINDS
from benchmarks.mutations.running import exhaust
from tests.measuring.small_report import ITEMS, STYLES, Figures, small_report

if TYPE_CHECKING:
    from collections.abc import Collection

_SOME = st.one_of(st.integers(10**4, 10**9), st.integers(1, 900).map(lambda thousands: thousands * 10**5))
_ANY = st.one_of(st.just(0), _SOME)
_TRAVEL = ("abroad", "purchase", "operation", "reception")


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Two or three items, their economic items, and a “三公” that agrees with these."""
    items = sorted(draw(st.lists(st.sampled_from(ITEMS), min_size=2, unique=True)))
    general = {code: (draw(_SOME if code == items[0] else _ANY), draw(_ANY) + 10**4) for code in items}
    left = sum(basic for basic, _ in general.values())
    economic = {"30101": 0, "30201": 0}
    for code in ("30212", "30217", "30231", "30101"):
        economic[code] = draw(st.one_of(st.just(0), st.integers(left // 20, left // 3)))
        left -= economic[code]
    economic["30201"] = left
    spent = (economic["30212"], draw(_ANY), economic["30231"] + draw(_ANY), economic["30217"])
    travel = {name: (final + draw(_ANY), final) for name, final in zip(_TRAVEL, spent, strict=True)}
    return Figures(general, {code: draw(_ANY) for code in items}, economic, travel)


def check(made: Figures, style: str, kinds: Collection[str]) -> None:
    with TemporaryDirectory() as folder:
        document = small_report(Path(folder) / style, made, style)
        found = exhaust([document], seed=1, kinds=kinds, progress=lambda _: None)
    assert found.outcomes or kinds == {"next column"}
    assert wrong(found) == [], text_of(found)
    assert unnoticed(found) == [], text_of(found)


@pytest.mark.parametrize("style", STYLES)
@given(made=figures(), kind=st.sampled_from(sorted(KINDS)))
@settings(max_examples=2)
def test_no_slip_at_any_value_leaves_a_wrong_one_verified_or_goes_unnoticed_where_arithmetic_covers_it(
    style: str, made: Figures, kind: str
) -> None:
    check(made, style, {kind})


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
@given(made=figures())
@settings(max_examples=5)
def test_the_same_holds_for_every_kind_of_slip_at_every_value(style: str, made: Figures) -> None:
    check(made, style, set(KINDS))
