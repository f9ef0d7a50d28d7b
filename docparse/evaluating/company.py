"""Which outer level keeps company with which inner one: what is sure in some forms of a report settles the others."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from docparse.evaluating.block_rows import name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docparse.evaluating.block_rows import Block, Company

# What it costs that an outer level stands for a row of an inner one: never seen, named after another outer one.
_STRANGER, _NAMESAKE = 1.5, 1.0
# What a pair counts that is sure, and one that is only likely.
_SURE, _LIKELY = 5, 1


def keep_company(blocks: Iterable[Block]) -> Company:
    """What it costs that an outer cell stands for a row of an inner one, by the texts of both.

    It is sure that a cell stands for the row beside which it is printed.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        if len(block.levels) > 1:
            seen.update(_pairs(block))
    outers = list(dict.fromkeys(outer for outer, _ in seen))
    totals: Counter[str] = Counter()
    for (_, inner), count in seen.items():
        totals[inner] += count
    stems = _stems(outers)
    return {
        (outer, inner): _STRANGER * (1 - seen[outer, inner] / total) * min(total / _SURE, 1)
        + _NAMESAKE * (stems[outer] not in inner and any(stem in inner for stem in stems.values()))
        for outer in outers
        for inner, total in totals.items()
    }


def _stems(outers: Iterable[str]) -> dict[str, str]:
    """The outer levels without what most of them end with."""
    backwards = sorted(text[::-1] for text in outers)
    ends = Counter(end for one, other in pairwise(backwards) if len(end := _beginning(one, other)) > 1)
    usual = ends.most_common(1)[0][0][::-1] if ends else ""
    return {text[::-1]: text[::-1].removesuffix(usual) or text[::-1] for text in backwards}


def _beginning(one: str, other: str) -> str:
    """What two texts begin with alike."""
    return "".join(mine for mine, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pairs(block: Block) -> Counter[tuple[str, str]]:
    """How often each outer level stands for an inner one."""
    found: Counter[tuple[str, str]] = Counter()
    inner_column, outer_column = list(block.levels)[:2]
    numbers = {each.piece: each.number for each in block.body.placed}
    for outer in block.levels[outer_column].spans:
        lines = [numbers[piece] for piece in outer.pieces]
        middle = (min(lines) + max(lines)) / 2
        for inner in block.levels[inner_column].spans:
            rows = block.rows[inner.first : inner.end]
            if inner.first < outer.end and outer.first < inner.end and rows:
                is_sure = rows[0].first <= middle <= rows[-1].last
                found[name_of(outer.pieces), text_of(inner.pieces)] += _SURE if is_sure else _LIKELY
    return found
