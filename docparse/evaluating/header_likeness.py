"""Labels of indicator columns that no form prints so: told by what they share with the labels that are known."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.folding import shared_characters
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# A label shares so large a part of its characters with one that it is like, or is a part of so many characters of it.
LIKE = 0.75
_SHORTEST_PART = 3
# What is like the label of a block is no column; what is like that of other years is rather that of this one.
_UNLIKE = frozenset(("block", "former", "points"))


def like_key(text: str, taken: Collection[str]) -> str | None:
    """The key of the column that a label most probably names; None where it is like those of none, or of several.

    A label that is like one of a column that the header names anyhow names none: 得分说明 beside 得分.

    Args:
        text: The label, folded.
        taken: Keys of the columns whose labels are known.
    """
    words = load_evaluations().words("indicators")
    keys = {key for word, key in words.items() if _is_like(text, word)}
    if not keys:
        votes = [_pairs().get(pair) for pair in map("".join, pairwise(text))]
        said = {key for key in votes if key}
        keys = said if votes and (votes[-1] or len(votes) - votes.count(None) > 1) else set()
    keys -= _UNLIKE
    # A known label that is a part of another one may stand for it.
    keys = keys - {words.get(text)} or keys
    return next(iter(keys)) if len(keys) == 1 and not keys & set(taken) else None


def _is_like(text: str, word: str) -> bool:
    part = len(text) >= _SHORTEST_PART and text in word
    return part or shared_characters(text, word) >= LIKE


@remembered()
def _pairs() -> Mapping[str, str]:
    """Pairs of characters that only labels of one column hold, and that column."""
    keys: dict[str, set[str]] = defaultdict(set)
    for word, key in load_evaluations().words("indicators").items():
        for pair in map("".join, pairwise(word if key not in _UNLIKE - {"block"} else "")):
            keys[pair].add(key)
    return {pair: next(iter(found)) for pair, found in keys.items() if len(found) == 1}
