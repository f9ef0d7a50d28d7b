"""Which codes of a page stand below each other where a table prints groups of code, name and amount side by side.

    301 工资福利支出 80.00 | 302 商品和服务支出 20.00 | 310 资本性支出 3.00

Each group fills the page from the top, in the order of the codes. An extractor that prints columns leaves an amount on
one line with the code to its right: it belongs to the line of that code, one group further left. Which codes make a
group is not printed; that pairing, and sums of classes that hold with it, tell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.halved_codes import CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

# Groups that stand side by side at most where classes are not dealt out by the sums of a form.
MOST_GROUPS = 3
# A page with more classes than these prints no groups that a look at each beginning would find.
MOST_CLASSES = 12
# What speaks for a layout: an amount beside a code that has a line to its left, one that has none, groups of one
# height, a class that adds up and one that does not.
_BESIDE, _ASTRAY, _LEVEL, _ADDS_UP, _BROKEN = 1.0, -3.0, 0.5, 2.0, -1.5
# What speaks against one: a further group with no amount beside any of its codes, and an amount without a row.
_ALONE, _SPARE = -2.0, -0.5
# Pages whose layouts are chosen together.
MOST_PAGES = 12
# Rounds in which the layout of each page is chosen again with those of the others.
_ROUNDS = 2


class Code(NamedTuple):
    """A code of a page with the amount on its line to its left, in half units of its last decimal."""

    text: str
    beside: int | None


# The codes of a page by their indexes, group for group from the top.
Layout = tuple[tuple[int, ...], ...]


def layouts_of(pages: Sequence[Sequence[Code]], apart: Sequence[int], blocks: Sequence[Set[str]]) -> list[Layout]:
    """The likeliest layout of each page.

    Args:
        pages: the codes of each page, in any order.
        apart: how many amounts of each page stand beside no code.
        blocks: the classes that a form adds up under one total; those of the first stand left of all others.
    """
    rank = {text: place for place, text in enumerate(sorted({code.text for page in pages for code in page}))}
    choices = [list(dict.fromkeys(_candidates(page, blocks, rank))) for page in pages]
    scores = [
        [_page_score(page, layout, loose) for layout in found]
        for page, loose, found in zip(pages, apart, choices, strict=True)
    ]
    chosen = [max(range(len(each)), key=lambda at, each=each: (each[at], -at)) for each in scores]  # type: ignore[misc]
    for _ in range(_ROUNDS if len(pages) <= MOST_PAGES else 0):
        for number, found in enumerate(choices):
            if len(found) < 2:
                continue

            def score(at: int, number: int = number) -> tuple[float, int]:
                tried = [choices[page][at if page == number else own] for page, own in enumerate(chosen)]
                return scores[number][at] + _sums_score(pages, tried), -at

            chosen[number] = max(range(len(found)), key=score)
    return [found[at] for found, at in zip(choices, chosen, strict=True)]


def values_beside(page: Sequence[Code], layout: Layout) -> tuple[dict[int, int], list[int]]:
    """For each code its amount's owner: by the index of the row's code that of the code which stands beside.

    Second, the codes whose place tells nothing of their amount: nothing stands to their right.
    """
    owners: dict[int, int] = {}
    loose: list[int] = []
    for group, following in zip(layout, (*layout[1:], ()), strict=True):
        for line, index in enumerate(group):
            if line >= len(following):
                loose.append(index)
            elif page[following[line]].beside is not None:
                owners[index] = following[line]
    return owners, loose


def _candidates(page: Sequence[Code], blocks: Sequence[Set[str]], rank: Mapping[str, int]) -> Iterator[Layout]:
    first = blocks[0] if blocks else frozenset()
    order = sorted(range(len(page)), key=lambda index: page[index].text)
    left = [index for index in order if page[index].text[:CLASS] in first]
    right = [index for index in order if page[index].text[:CLASS] not in first]
    if not left or not right:
        whole = left or right
        yield (tuple(whole),)
        yield from ((tuple(whole[:at]), tuple(whole[at:])) for at in _beginnings(page, whole, rank))
        return
    yield (tuple(left), tuple(right))
    for at in dict.fromkeys((len(left), *_beginnings(page, right, rank))):
        if at < len(right):
            yield (tuple(left), tuple(right[:at]), tuple(right[at:]))
    starts = _beginnings(page, order, rank)
    for number, one in enumerate(starts):
        yield (tuple(order[:one]), tuple(order[one:]))
        for two in starts[number + 1 :]:
            yield (tuple(order[:one]), tuple(order[one:two]), tuple(order[two:]))


def _beginnings(page: Sequence[Code], order: Sequence[int], rank: Mapping[str, int]) -> list[int]:
    """Where groups may begin among codes in order: with a class, behind codes that stand on other pages, in the middle.

    ``rank`` counts the codes of all pages.
    """
    found = {-(-len(order) // 2)}
    for at, (one, two) in enumerate(pairwise(order), 1):
        above, below = page[one].text, page[two].text
        if above[:CLASS] != below[:CLASS] or rank[below] > rank[above] + 1:
            found.add(at)
    return sorted(at for at in found if at < len(order)) if len(found) <= MOST_CLASSES else []


def _page_score(page: Sequence[Code], layout: Layout, apart: int) -> float:
    score = 0.0
    before: Sequence[int] = ()
    for group in layout:
        for line, index in enumerate(group):
            if page[index].beside is not None:
                score += _BESIDE if line < len(before) else _ASTRAY
        before = group
    score += _ALONE * sum(all(page[index].beside is None for index in group) for group in layout[1:])
    score += _SPARE * max(apart - len(values_beside(page, layout)[1]), 0)
    heights = [len(group) for group in layout]
    return score + _LEVEL * sum(one == two for one, two in pairwise(heights))


def _sums_score(pages: Sequence[Sequence[Code]], layouts: Sequence[Layout]) -> float:
    """What the classes say of all layouts whose amounts all stand beside codes."""
    amounts: dict[str, int] = {}
    parts: dict[str, int] = {}
    counts: dict[str, int] = {}
    unknown: set[str] = set()
    for page, layout in zip(pages, layouts, strict=True):
        owners, loose = values_beside(page, layout)
        unknown.update(page[index].text[:CLASS] for index in loose)
        for index, neighbour in owners.items():
            text, amount = page[index].text, page[neighbour].beside or 0
            if len(text) == CLASS:
                amounts[text] = amount
            else:
                parts[text[:CLASS]] = parts.get(text[:CLASS], 0) + amount
                counts[text[:CLASS]] = counts.get(text[:CLASS], 0) + 1
    score = 0.0
    for each in parts.keys() | amounts.keys():
        if each in unknown or not (amounts.get(each) or parts.get(each)):
            continue
        holds = abs(amounts.get(each, 0) - parts.get(each, 0)) <= counts.get(each, 0) + 1
        score += _ADDS_UP if holds else _BROKEN
    return score
