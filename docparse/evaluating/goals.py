"""The goals of a form: what was expected beside what was reached, which an extractor prints one after the other.

Where tabs or wide gaps hold the two columns apart they decide. Else the border is looked for: where one text is
complete, the print changes, and the lines above and below fill their own column.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.amounts import is_mark
from docparse.evaluating.goal_cells import rate_behind, texts_beside
from docparse.evaluating.goal_columns import part_by_height
from docparse.evaluating.labels import alike, labels_of
from docparse.evaluating.laced_goals import part_by_points
from docparse.evaluating.sentences import border_costs
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment, Gap


class Goal(NamedTuple):
    """A goal of one year.

    Attributes:
        year: The printed year, empty where the form names none.
        rival: Another way to part the two texts that is about as good: its expected text; None where there is none.
        label: The label of a third column, folded; empty where there is none.
        extra: What stands in it.
        sure: No piece of a text may belong to another one.
    """

    year: tuple[Fragment, ...]
    expected: tuple[Fragment, ...]
    actual: tuple[Fragment, ...]
    rival: tuple[Fragment, ...] | None = None
    label: str = ""
    extra: tuple[Fragment, ...] = ()
    sure: bool = True


_YEAR = pattern(r"(?:19|20)\d{2}\D{0,2}")
_LONGEST_YEAR = 6
_YEAR_MATCHES = ("2023", "2024 y")
_YEAR_MISSES = ("2023 done", "12023")
# A text is complete: its last character.
_COMPLETE = tuple("。；;！!？?”」】")
_CLOSED = (*_COMPLETE, "：", ":")
# How a report on what was reached may begin, beside the words that the forms name.
_OPENING = pattern(r"20\d{2}|1[.．、]")
_OPENING_MATCHES = ("2023", "1.paid")
_OPENING_MISSES = ("paid", "2.paid")
# So much shorter than its column a line is not full: something ended there. So much below, that is certain.
_SLACK = 2.5
_SHORT = 4.0
_NOT_FULL = 3.0
_SEVERAL = 4
# A text whose last line is full and no sentence ends there goes on.
_FULL_TO_THE_END = 1.5
# Both texts begin with the same characters, so many of them.
_PARALLEL = 2.5
_SAME_WORDS = 4
_UNFINISHED = 2.0
_BEGINS = 1.0
_GAPS: dict[Gap, float] = {"first": 0, "space": 0, "wide": 3, "tab": 6, "line": 0, "blank": 0, "page": 0}
# A gap that is rarer than the usual one between the lines of a form, and a blank between two Chinese characters.
_RARE_GAP = 2.0
_BLANK_IN_LINE = 3.0
_SECOND_CANDIDATES = 24
# Borders about as good as the best: which of them is right is a guess.
_CLOSE = 1.0
# From here on characters are Chinese or as wide.
_FIRST_WIDE = chr(0x2E80)


def read_goals(header: Sequence[Fragment], body: Sequence[Fragment]) -> tuple[Goal, ...]:
    """The goals of a form, one a year where it lists years."""
    if (beside := texts_beside(header, body)) is not None:
        return (Goal((), beside.expected, beside.actual, sure=beside.sure),)
    hits = labels_of(alike(header))
    if hits and all(hit.key("goals") == "block" for hit in hits):
        return (Goal((), tuple(body), ()),)
    rated = rate_behind(header, body)
    body = rated.body
    groups = _by_year(body) if any(hit.has("goals", "year") for hit in hits) else [((), tuple(body))]
    expected = sum(hit.has("goals", "expected") for hit in hits)
    aside = bool(body) and any(body[0].start < label.start < body[-1].start for label in header)
    goals = [_part(year, texts, expected, aside=aside) for year, texts in groups if year or texts]
    if rated.label and goals:
        goals[-1] = goals[-1]._replace(label=rated.label, extra=rated.cell, sure=rated.sure)
    return tuple(goals)


def _by_year(body: Sequence[Fragment]) -> list[tuple[tuple[Fragment, ...], tuple[Fragment, ...]]]:
    """The texts of each year; a year stands alone in its cell, before its texts."""
    found: list[tuple[tuple[Fragment, ...], list[Fragment]]] = [((), [])]
    for index, fragment in enumerate(body):
        alone = fragment.gap not in ("space", "wide") and (
            index + 1 == len(body) or body[index + 1].gap not in ("space", "wide")
        )
        if alone and len(fragment.text) <= _LONGEST_YEAR and _YEAR.fullmatch(fragment.text):
            found.append(((fragment,), []))
        else:
            found[-1][1].append(fragment)
    return [(year, tuple(texts)) for year, texts in found if year or texts]


def _part(year: tuple[Fragment, ...], texts: tuple[Fragment, ...], expected: int, *, aside: bool) -> Goal:
    """Parts the texts of one goal; so many columns say what was expected: before and after it was adjusted."""
    columns = _by_tabs(texts, expected) if expected > 1 else None
    columns = columns or _by_columns(texts)
    if columns is not None:
        return Goal(year, *columns)
    if texts and is_mark(texts[-1].text) and texts[-1].gap != "first":
        return Goal(year, texts[:-1], texts[-1:])
    best, rival = _border(texts)
    if (parted := part_by_height(texts, best, aside=aside)) is not None:
        return Goal(year, *parted)
    if (laced := part_by_points(texts)) is not None:
        return Goal(year, *laced, texts[:best])
    return Goal(year, texts[:best], texts[best:], None if rival is None else texts[:rival])


def _by_tabs(texts: Sequence[Fragment], expected: int) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]] | None:
    """The two texts where tabs hold several columns of what was expected and the one of what was reached apart."""
    sides: tuple[list[Fragment], list[Fragment]] = ([], [])
    column = 0
    for fragment in texts:
        column = column + fragment.tabs if fragment.gap == "tab" else column if fragment.gap == "space" else 0
        sides[column >= expected].append(fragment)
    return (tuple(sides[0]), tuple(sides[1])) if sides[1] else None


def _by_columns(texts: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]] | None:
    """The two texts where tabs or wide gaps hold them apart; None where nothing does."""
    for gap in ("tab", "wide"):
        marked = [index for index, fragment in enumerate(texts) if fragment.gap == gap]
        lines = len({fragment.line for fragment in texts})
        if not marked or (gap == "wide" and len(marked) * 2 < lines):
            continue
        if len(marked) == 1 and gap == "tab":
            return tuple(texts[: marked[0]]), tuple(texts[marked[0] :])
        return _by_line(texts, gap)
    if len(texts) == 1 and texts[0].tabs > 1 and texts[0].gap != "first":
        return (), tuple(texts)
    return None


def _by_line(texts: Sequence[Fragment], gap: str) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]]:
    """The two texts of lines that hold a piece of each."""
    right = min(fragment.column for fragment in texts if fragment.gap == gap)
    sides: tuple[list[Fragment], list[Fragment]] = ([], [])
    side = 0
    for fragment in texts:
        if fragment.gap == gap:
            side = 1
        elif fragment.gap != "space":
            side = int(gap == "wide" and fragment.column + len(fragment.text) > right and fragment.column >= right // 2)
        sides[side].append(fragment)
    return tuple(sides[0]), tuple(sides[1])


class _Line(NamedTuple):
    """A printed line or a part of one: its width, and whether a text is complete at its end."""

    width: float
    closed: bool


def _border(texts: Sequence[Fragment]) -> tuple[int, int | None]:
    """The index of the fragment with which the second text begins, and that of a rival."""
    if len(texts) <= 2:
        return len(texts) - (len(texts) == 2), None
    usual = Counter([fragment.gap for fragment in texts[1:] if fragment.gap in ("line", "blank")])
    common = usual.most_common(1)[0][0] if usual else None
    airy = sum(_is_thin(texts, index) for index in range(1, len(texts))) > 1
    printed = _printed(texts)
    sentences = border_costs(texts)
    first = sorted(
        (
            (_near_cost(texts, index, common, airy=airy) + sentences.get(index, 0.0), index)
            for index in range(1, len(texts))
        ),
        key=lambda each: each[0],
    )
    weighed = sorted(
        (cost + _fill_cost(printed, index) - _PARALLEL * _are_parallel(texts, index), index)
        for cost, index in first[:_SECOND_CANDIDATES]
    )
    best = weighed[0]
    rival = next((index for cost, index in weighed[1:] if cost - best[0] < _CLOSE), None)
    return best[1], rival


def _is_thin(texts: Sequence[Fragment], index: int) -> bool:
    """Whether a blank stands beside a digit or a Latin letter: it may be only typographic."""
    before, behind = texts[index - 1], texts[index]
    return behind.gap == "space" and not (before.text[-1] >= _FIRST_WIDE and behind.text[0] >= _FIRST_WIDE)


def _near_cost(texts: Sequence[Fragment], index: int, common: str | None, *, airy: bool) -> float:
    """What speaks against a border before a fragment, seen from beside it; ``airy`` texts are full of thin blanks."""
    before, behind = texts[index - 1], texts[index]
    cost = 0.0 if before.text.endswith(_COMPLETE) else _UNFINISHED
    cost -= _GAPS[behind.gap]
    if behind.gap == "space":
        cost += _NOT_FULL if airy and _is_thin(texts, index) else -_BLANK_IN_LINE
    elif behind.gap != common:
        cost -= _RARE_GAP
    if _OPENING.match(behind.text) or behind.text.startswith(_opening_words()):
        cost -= _BEGINS
    return cost


@remembered()
def _opening_words() -> tuple[str, ...]:
    return tuple(load_evaluations().words("words", "opening"))


def _are_parallel(texts: Sequence[Fragment], border: int) -> bool:
    """Whether both texts begin with the same words, as a goal and the report on it often do."""
    return texts[0].text[:_SAME_WORDS] == texts[border].text[:_SAME_WORDS]


def _fill_cost(printed: _Printed, border: int) -> float:
    """Lines that end early without an end of a sentence, in either text."""
    cost = 0.0
    for lines in (printed.before(border), printed.behind(border)):
        if len(lines) == 1:
            continue
        # The widest of several lines may be one that is not measured well: then the second widest counts.
        widest = sorted([width for width, _ in lines])
        full = widest[-2] if len(lines) >= _SEVERAL else widest[-1]
        width, closed = lines[-1]
        least = full - _SLACK
        missing = [least - width for width, closed in lines[:-1] if not closed and width < least]
        cost += sum([_NOT_FULL * min(1.0, each / _SHORT) for each in missing])
        cost += _FULL_TO_THE_END * (not closed and width > full - 1)
    return cost


class _Printed(NamedTuple):
    """The printed lines of texts.

    Attributes:
        lines: All of them.
        orders: For each fragment which of them it stands on.
        begun: For each fragment its line as far as to its end.
        pieces: Each fragment as a line of its own.
    """

    lines: list[_Line]
    orders: list[int]
    begun: list[_Line]
    pieces: list[_Line]

    def before(self, border: int) -> list[_Line]:
        """The lines before a fragment."""
        return [*self.lines[: self.orders[border - 1]], self.begun[border - 1]]

    def behind(self, border: int) -> list[_Line]:
        """The lines that begin with a fragment."""
        order, line, at = self.orders[border], self.pieces[border], border + 1
        while at < len(self.orders) and self.orders[at] == order:
            line, at = _joined(line, self.pieces[at]), at + 1
        return [line, *self.lines[order + 1 :]]


def _printed(texts: Sequence[Fragment]) -> _Printed:
    """The printed lines of texts, of which each of the fragments is one or a part of one."""
    pieces = [_Line(_width(fragment.text), fragment.text.endswith(_CLOSED)) for fragment in texts]
    found = _Printed([], [], [], pieces)
    for fragment, piece in zip(texts, pieces, strict=True):
        if found.lines and fragment.gap in ("space", "wide"):
            found.lines[-1] = piece = _joined(found.lines[-1], piece)
        else:
            found.lines.append(piece)
        found.orders.append(len(found.lines) - 1)
        found.begun.append(piece)
    return found


def _joined(line: _Line, piece: _Line) -> _Line:
    return _Line(line.width + piece.width + 0.5, piece.closed)


def _width(text: str) -> float:
    """How wide a text is printed, a Chinese character being 1 and others half of it."""
    return len(text) - sum(map(_NARROW.__contains__, text)) / 2


_NARROW = frozenset(map(chr, range(0x20, 0x7F)))
