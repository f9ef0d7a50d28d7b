"""The columns of a block on one page: where they are parted, from its header and from what stands below it.

On a page with the header, a border lies between the middles of two labels, where nothing is printed on any line. On the
pages that follow, the stretches that something covers are laid on the columns in their order.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.cell_kinds import is_rank
from docparse.evaluating.printed import cover, empty_runs, words_of
from docparse.lexicons.indicator_patterns import GOAL_POINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.header_bands import Band, Label
    from docparse.evaluating.printed import Piece


class PageColumns(NamedTuple):
    """The columns of a block on a page.

    Attributes:
        borders: Between which places the columns lie; one less than there are columns.
        places: Which of the block's columns each is.
        centres: The middle of what is printed in each, or of its label.
        sure: Nothing crosses a border, and the page has as many columns as the block.
    """

    borders: tuple[float, ...]
    places: tuple[int, ...]
    centres: tuple[float, ...]
    sure: bool = True

    def with_side(self) -> PageColumns:
        """These columns with one more before them, in which nothing stands that is told by its place."""
        borders, centres = (_OFF_PAGE, *self.borders), (_OFF_PAGE, *self.centres)
        return PageColumns(borders, tuple(range(len(centres))), centres, self.sure)

    def column(self, piece: Piece) -> int:
        """Which of the block's columns a piece stands in."""
        return self.places[bisect_right(self.borders, piece.centre)]


# Left of every page.
_OFF_PAGE = -100.0
# Blocks whose rows have no names left of the first label.
_SIDE_ONLY = ("goals", "indicators")
# A column on a page may lie so many characters further to the right or left of the one before it than on another page.
_DRIFT = 1.0
# So far over its border a line may go that is too full.
_OVERFULL = 3
# What speaks against a border inside of a word, for each character on its wrong side; a gap there speaks for it.
_CROSSED = 0.3
_JOINED = 6.0
# More stretches are no columns.
_MOST_STRETCHES = 40


def columns_below(band: Band, body: Sequence[Piece]) -> tuple[PageColumns, int]:
    """The columns of a block on the page of its header, and how many of them stand left of the first label."""
    words = words_of(body)
    heads = [piece for label in band.labels for piece in label.pieces]
    covered = cover([*words, *heads])
    found = [
        _border((*words, *heads), covered, left.centre, _reach(words, right, band.section))
        for left, right in pairwise(band.labels)
    ]
    first = band.labels[0]
    limit = found[0][0] if found else float("inf")
    # Names stand left of amounts of which the first may be blank in all rows.
    blank = band.section == "funds" and not any(first.left - 1 < word.right and word.centre < limit for word in words)
    outer = _outer_borders(covered, [*words, *first.pieces] if blank else words, first, limit)
    if band.section in _SIDE_ONLY:
        # Single blanks may stand below each other in all lines of a text: a border parts no piece where one need not.
        clear = [border for border in outer if not any(each.left < border < each.right for each in body)]
        outer = (clear or outer)[-1:]
    else:
        outer = [*outer[:-1][:1], *outer[-1:]]
    borders = (*outer, *(border for border, _ in found))
    centres = (*_centres(words, outer), *(label.centre for label in band.labels))
    sure = all(is_sure for _, is_sure in found)
    return PageColumns(borders, tuple(range(len(borders) + 1)), centres, sure), len(outer)


def _reach(words: Sequence[Piece], label: Label, section: str) -> float:
    """Up to where the border left of a label may lie: where what is below it ends before it, not so far."""
    if section != "goals" or not words:
        return label.centre
    return min(label.centre, max(word.right for word in words) - 1)


def _border(words: Sequence[Piece], covered: Sequence[int], left: float, right: float) -> tuple[float, bool]:
    """Where the border between two labels lies, and whether nothing crosses it.

    Where a line is too full for its column, what stands behind it begins further to the right than on other lines; then
    the border lies where least of any word is on its wrong side.
    """
    low, high = int(left) + 1, max(int(right), int(left) + 2)
    runs = empty_runs(covered, low, high)
    if runs:
        widest = max(runs, key=lambda run: run[1] - run[0])
        return (widest[0] + widest[1]) / 2, True
    votes = dict.fromkeys(range(low, high), 0.0)
    for word, behind in pairwise(words):
        for place in range(word.left, word.right):
            if low <= place < high:
                votes[place] -= _CROSSED * min(place + 1 - word.left, word.right - place)
        if behind.row == word.row:
            for place in range(word.right, behind.left):
                if low <= place < high:
                    votes[place] += 1
    place = max(votes, key=lambda at: (votes[at], -abs(at - (left + right) / 2)))
    crossing = [word for word in words if word.left <= place < word.right]
    return place + 0.5, all(_is_overfull(word, place) for word in crossing)


def _is_overfull(word: Piece, place: int) -> bool:
    """Whether a word goes so little over a border that it only fills its column too much."""
    over = min(place + 1 - word.left, word.right - place)
    return over <= _OVERFULL and over * _OVERFULL < word.right - word.left


def _outer_borders(covered: Sequence[int], words: Sequence[Piece], first: Label, limit: float) -> list[float]:
    """The borders left of the first label: what stands at the side, names of rows that have no label."""
    own = [word for word in words if word.centre < limit]
    if not own:
        return []
    start = min(word.left for word in own)
    found: list[float] = []
    for low, high in empty_runs(covered, start, int(first.centre) + 1):
        border = (low + high) / 2
        before = [word for word in own if word.centre < border and (not found or word.centre > found[-1])]
        behind = [word for word in own if word.centre > border]
        if before and behind:
            found.append(border)
    return found or _beside_each_other(sorted([*own, *first.pieces], key=lambda word: (word.row, word.left)))


def _beside_each_other(words: Sequence[Piece]) -> list[float]:
    """The border between words that stand beside each other left of the second label."""
    beside = [(above, below) for above, below in pairwise(words) if above.row == below.row]
    gaps = [(above.right, below.left) for above, below in beside if not _is_one_text(above, below)]
    if not gaps:
        return []
    border = median((low + high) / 2 for low, high in gaps)
    sides = {word.centre < border for word in words}
    return [border] if len(sides) > 1 else []


def _is_one_text(before: Piece, behind: Piece) -> bool:
    """Whether two words are of one text, as （20 分）, or name and level of a task: a side stands left of neither.

    Blanks are set around figures, and stand in brackets.
    """
    if is_rank(behind.text):
        return True
    if behind.left - before.right > 1 or GOAL_POINT.match(behind.text):
        return False
    opened = max(before.text.count(bracket) - before.text.count(other) for bracket, other in ("（）", "()"))
    return opened > 0 or before.text[-1].isdecimal() != behind.text[0].isdecimal()


def _centres(words: Sequence[Piece], borders: Sequence[float]) -> list[float]:
    """The middles of what stands in the columns left of the borders; of a column that holds only labels, its border."""
    found: list[float] = []
    low = float("-inf")
    for border in borders:
        own = [word for word in words if low < word.centre < border]
        left, right = (
            min((word.left for word in own), default=border),
            max((word.right for word in own), default=border),
        )
        found.append((left + right) / 2)
        low = border
    return found


def columns_beside(body: Sequence[Piece], known: PageColumns) -> PageColumns:
    """The columns of a block on a page without its header, as those of another page have them.

    Args:
        body: What stands on the page.
        known: The columns on the page with the header.
    """
    words = words_of(body)
    covered = cover(words)
    runs = empty_runs(covered, min(word.left for word in words), len(covered))
    count = len(known.places)
    wide = [run for run in runs if run[1] - run[0] > 1]
    runs = wide if len(wide) + 1 >= count else runs
    borders = tuple((low + high) / 2 for low, high in runs)
    centres = _stretch_centres(words, borders)
    if len(centres) == count:
        return PageColumns(borders, known.places, tuple(centres))
    if len(centres) > _MOST_STRETCHES:
        return known._replace(sure=False)
    places, distinct = _laid_on(centres, known.centres)
    kept = [order for order in range(1, len(places)) if places[order] != places[order - 1]]
    return PageColumns(
        tuple(borders[order - 1] for order in kept),
        tuple(known.places[at] for at in dict.fromkeys(places)),
        tuple(known.centres[at] for at in dict.fromkeys(places)),
        distinct and len(centres) < count,
    )


def _stretch_centres(words: Iterable[Piece], borders: Sequence[float]) -> list[float]:
    lefts: dict[int, int] = {}
    rights: dict[int, int] = {}
    for word in words:
        order = bisect_right(borders, word.centre)
        lefts[order] = min(lefts.get(order, word.left), word.left)
        rights[order] = max(rights.get(order, word.right), word.right)
    return [(lefts[order] + rights[order]) / 2 for order in sorted(lefts)]


def _laid_on(centres: Sequence[float], known: Sequence[float]) -> tuple[list[int], bool]:
    """Which column each stretch is, and whether their count says so.

    Stretches keep their order; several may make one column, and a column may be blank.
    """
    best: dict[tuple[int, float], tuple[float, tuple[int, ...]]] = {
        (at, centres[0] - known[at]): (_DRIFT * abs(centres[0] - known[at]), (at,)) for at in range(len(known))
    }
    for order in range(1, len(centres)):
        following: dict[tuple[int, float], tuple[float, tuple[int, ...]]] = {}
        for (at, shift), (cost, places) in best.items():
            for to in range(at, len(known)):
                moved = shift if to == at else centres[order] - known[to]
                step = _JOINED if to == at else _DRIFT * abs(moved - shift)
                each = (cost + step, (*places, to))
                if (to, moved) not in following or each < following[to, moved]:
                    following[to, moved] = each
        best = following
    cost, places = min(best.values())
    return list(places), len(set(places)) == len(centres)
