"""The total of the three public expenses is known under the names that forms print for it."""

from __future__ import annotations

import pytest

from docparse.lexicons.load import load_lexicon


@pytest.mark.parametrize("name", ["“三公”经费支出合计", "三公经费合计", "“三公”经费总计"])
def test_total_of_the_three_public_expenses_has_its_key(name: str) -> None:
    assert load_lexicon().item_key(name, side=None) == "three_public.total"
