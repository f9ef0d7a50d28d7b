"""How the forms of one report print their indicators: what their gaps are, which cells are blank, what cells hold.

Costs are negative logarithms of how often something is so. They begin with what is usual and are learnt from the forms
of the report themselves: forty forms of one layout show what a blank or a line end means in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from docparse.evaluating.costs import LEVEL1_ALONE
from docparse.evaluating.traits import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.evaluating.search import Segment

# What a gap is: the border of two rows, the border of two cells of a row, or nothing inside a cell.
Role = Literal["row", "cell", "join"]
# What stands in a gap; "thin" is one blank beside a digit or a Latin letter, which may be only typographic, "glue"
# nothing at all; "+" says that the line below holds several pieces.
GapKind = Literal["first", "thin", "space", "wide", "tab", "line", "blank", "page", "line+", "blank+", "page+", "glue"]

ROLES = get_args(Role)
_KINDS = get_args(Kind)
_GAP_KINDS = get_args(GapKind)


def _ends(line: float, blank: float, page: float, several: float) -> dict[GapKind, float]:
    """Shares of line ends, where a part of the lines below holds several pieces."""
    one = 1 - several
    return {
        "line": line * one,
        "blank": blank * one,
        "page": page * one,
        "line+": line * several,
        "blank+": blank * several,
        "page+": page * several,
    }


_USUAL_GAPS: Mapping[bool, Mapping[Role, Mapping[GapKind, float]]] = {
    False: {
        "row": {"glue": 0.002, "thin": 0.03, "space": 0.04, "wide": 0.04, **_ends(0.37, 0.47, 0.05, 0.6)},
        "cell": {"glue": 0.004, "thin": 0.26, "space": 0.26, "wide": 0.08, "tab": 0.06, **_ends(0.2, 0.13, 0.01, 0.6)},
        "join": {"glue": 0.2, "thin": 0.12, "space": 0.015, "wide": 0.005, **_ends(0.3, 0.3, 0.03, 0.2)},
    },
    True: {
        "row": {
            "glue": 0.001,
            "thin": 0.003,
            "space": 0.002,
            "wide": 0.005,
            "tab": 0.002,
            **_ends(0.72, 0.22, 0.05, 0.9),
        },
        "cell": {
            "glue": 0.002,
            "thin": 0.004,
            "space": 0.004,
            "wide": 0.01,
            "tab": 0.96,
            **_ends(0.01, 0.006, 0.006, 0.5),
        },
        "join": {"glue": 0.4, "thin": 0.55, "space": 0.35, "wide": 0.05, "tab": 0.001, **_ends(0.03, 0.02, 0.01, 0.5)},
    },
}
# How often a column is blank in a row; levels are printed once for several rows.
_USUAL_BLANKS: Mapping[str, float] = {
    "level1": 0.6,
    "level2": 0.5,
    "level3": 0.0003,
    "operator": 0.15,
    "target": 0.02,
    "unit": 0.15,
    "actual": 0.03,
    "weight": 0.02,
    "score": 0.02,
    "deviation": 0.6,
    "basis": 0.2,
    "adjusted": 0.9,
    "coefficient": 0.05,
    "former": 0.1,
    "points": 0.1,
    "extra": 0.5,
}
# How often a cell holds what; what is not named is rarer than all.
_USUAL_CONTENT: Mapping[str, Mapping[Kind, float]] = {
    "level3": {"text": 0.985, "nature": 0.001, "unit": 0.004, "measure": 0.002, "number": 0.0005},
    "operator": {"operator": 0.7, "nature": 0.25, "text": 0.02, "quantity": 0.01},
    "target": {"quantity": 0.55, "measure": 0.15, "number": 0.1, "text": 0.15, "mark": 0.005, "unit": 0.01},
    "unit": {"unit": 0.9, "text": 0.02, "measure": 0.005, "mark": 0.01},
    "actual": {"quantity": 0.3, "measure": 0.2, "number": 0.2, "text": 0.25, "mark": 0.01, "unit": 0.003},
    "weight": {"number": 0.9, "measure": 0.02, "mark": 0.03},
    "score": {"number": 0.9, "measure": 0.02, "mark": 0.03},
    "deviation": {"text": 0.86, "mark": 0.12, "number": 0.002, "measure": 0.005, "quantity": 0.001, "unit": 0.002},
    "basis": {"text": 0.95, "mark": 0.02, "measure": 0.01, "number": 0.002, "quantity": 0.005, "unit": 0.002},
    "adjusted": {"quantity": 0.55, "measure": 0.15, "number": 0.1, "text": 0.15, "mark": 0.005, "unit": 0.01},
    "coefficient": {"measure": 0.8, "number": 0.19, "quantity": 0.002},
    "former": {"quantity": 0.3, "measure": 0.2, "number": 0.2, "text": 0.2, "mark": 0.05, "unit": 0.003},
    "points": {"number": 0.85, "measure": 0.07, "mark": 0.05},
    "extra": {"text": 0.8, "mark": 0.06, "measure": 0.06, "number": 0.06, "quantity": 0.005, "unit": 0.005},
}
_USUAL_CONTENT_ELSE = 0.0002
# In a form with a column for operators the target has none of its own.
_TARGET_BESIDE_OPERATOR: Mapping[Kind, float] = {
    "number": 0.5,
    "measure": 0.25,
    "text": 0.2,
    "quantity": 0.03,
    "mark": 0.005,
    "unit": 0.005,
}
# So many words of level 1 the usual weighs against those that are counted; without a level 2 they cost so much at most.
_USUAL_LEVELS = 4
_ALONE_MOST = 3.5
# So many rows and gaps the usual weighs against what is counted.
_USUAL_ROWS = 12
_USUAL_GAPS_SEEN = 30
_RAREST = 1e-6


@dataclass(frozen=True, slots=True)
class Habits:
    """Costs of what the forms of a report do.

    Attributes:
        gaps: Role of a gap → what stands in it → cost.
        blank: Column → cost of a row without it.
        printed: Column → cost of a row with it.
        content: Column → what its cell holds → cost.
        texts: Text that cells begin with again and again → column → cost of its beginning one there.
        inside: Text that is a remark by itself again and again → cost of its going on in a cell.
        other: Cost of a remark that is none of those.
        alone: Cost of a level 1 without a level 2 of its own.
    """

    gaps: Mapping[str, Mapping[str, float]]
    blank: Mapping[str, float]
    printed: Mapping[str, float]
    content: Mapping[str, Mapping[str, float]]
    texts: Mapping[str, Mapping[str, float]]
    inside: Mapping[str, float]
    other: float
    alone: float


class Observed(NamedTuple):
    """What one form was seen to do: its columns, its cells, what stands in its gaps and what its fragments are."""

    columns: tuple[str, ...]
    segments: Sequence[Segment]
    gaps: Sequence[str]
    kinds: Sequence[str]
    texts: Sequence[str]


def usual_habits(columns: Iterable[str], *, bordered: bool) -> Habits:
    """What is usual, where nothing was learnt yet.

    Args:
        columns: Keys of the columns of a form.
        bordered: Tabs hold the cells apart.
    """
    return _habits(tuple(columns), bordered, _Counts(*(Counter() for _ in range(7))))


def learn_habits(columns: Iterable[str], forms: Sequence[Observed], *, bordered: bool) -> Habits:
    """What the forms of a report do, from how they were first read.

    Gaps are those of the extractor, whatever columns a form has; cells count where targets are printed alike.
    """
    gaps: list[tuple[str, str]] = []
    content: list[tuple[str, str]] = []
    texts: list[tuple[str, str]] = []
    inside: list[str] = []
    remarks: list[str] = []
    alone: list[bool] = []
    blanks: Counter[tuple[str, bool]] = Counter()
    wanted = tuple(columns)
    for form in forms:
        starts = [segment.start for segment in form.segments]
        fields = [segment.field for segment in form.segments]
        begins = [segment.begins for segment in form.segments]
        kinds = [form.kinds[start] for start in starts]
        gaps += [("row" if row else "cell", form.gaps[start]) for row, start in zip(begins, starts, strict=True)]
        gaps += [("join", gap) for own in form.segments for gap in form.gaps[own.start + 1 : own.end]]
        inside += [text for own in form.segments for text in form.texts[own.start + 1 : own.end]]
        remarks += [
            form.texts[own.start] if own.end == own.start + 1 else "" for own in form.segments if own.field == _REMARK
        ]
        alone += [below.field != "level2" for own, below in pairwise(form.segments) if own.field == "level1"]
        texts += [
            (form.texts[start], field)
            for start, field, kind in zip(starts, fields, kinds, strict=True)
            if kind == "text"
        ]
        if ("operator" in form.columns) == ("operator" in wanted):
            content += zip(fields, kinds, strict=True)
            rows = sum(begins)
            for column in form.columns:
                printed = fields.count(column)
                blanks[column, False] += min(printed, rows)
                blanks[column, True] += max(rows - printed, 0)
    counted = Counter(content), Counter(texts), Counter(inside), Counter(remarks), Counter(alone)
    return _habits(wanted, bordered, _Counts(Counter(gaps), blanks, *counted))


class _Counts(NamedTuple):
    """What was counted in the forms of a report."""

    gaps: Counter[tuple[str, str]]
    blanks: Counter[tuple[str, bool]]
    content: Counter[tuple[str, str]]
    texts: Counter[tuple[str, str]]
    inside: Counter[str]
    remarks: Counter[str]
    level1: Counter[bool]


def _habits(columns: tuple[str, ...], bordered: bool, counts: _Counts) -> Habits:
    gaps, blanks, content = counts.gaps, counts.blanks, counts.content
    gap_costs = {}
    for role in ROLES:
        usual_gaps, seen = _USUAL_GAPS[bordered][role], _total(gaps, role)
        gap_costs[role] = {
            kind: _cost(gaps[role, kind], usual_gaps.get(kind, _RAREST), seen, _USUAL_GAPS_SEEN) for kind in _GAP_KINDS
        }
    gap_costs["row"]["first"] = 0.0
    blank, printed, contents = {}, {}, {}
    for column in columns:
        usual = _USUAL_BLANKS.get(column, _USUAL_BLANKS["extra"])
        rows = blanks[column, True] + blanks[column, False]
        blank[column] = _cost(blanks[column, True], usual, rows, _USUAL_ROWS)
        printed[column] = _cost(blanks[column, False], 1 - usual, rows, _USUAL_ROWS)
        shares = _USUAL_CONTENT.get(column, _USUAL_CONTENT["extra"])
        if column == "target" and "operator" in columns:
            shares = _TARGET_BESIDE_OPERATOR
        seen = _total(content, column)
        contents[column] = {
            kind: _cost(content[column, kind], shares.get(kind, _USUAL_CONTENT_ELSE), seen, _USUAL_ROWS)
            for kind in _KINDS
        }
    texts = text_costs(columns, counts.texts)
    return Habits(
        gaps=gap_costs,
        blank=blank,
        printed=printed,
        content=contents,
        texts=texts,
        inside=_inside_costs(counts),
        other=_other_remark(counts),
        alone=_alone(counts.level1),
    )


# A text that begins so many cells tells which; it costs no more than that elsewhere.
_FEWEST_TEXTS = 2
# Remarks of so many rows, and the column in which they stand.
_FEWEST_REMARKS = 4
_REMARK = "deviation"
_OTHER_MOST = 2.5
_ELSEWHERE = 0.3
_TEXT_MOST = 2.5


def text_costs(columns: tuple[str, ...], texts: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """What it costs that a text which begins cells again and again begins one in a column, by how often it does."""
    totals: Counter[str] = Counter()
    for (text, _), count in texts.items():
        totals[text] += count
    return {
        text: {
            column: min(-log((texts[text, column] + _ELSEWHERE) / (total + _ELSEWHERE * len(columns))), _TEXT_MOST)
            for column in columns
        }
        for text, total in totals.items()
        if total >= _FEWEST_TEXTS
    }


def _inside_costs(counts: _Counts) -> dict[str, float]:
    """What it costs that a text goes on in a cell which again and again is a remark by itself: 无偏差."""
    return {
        text: min(-log((counts.inside[text] + _ELSEWHERE) / (counts.inside[text] + count)), _TEXT_MOST)
        for text, count in counts.remarks.items()
        if text and count >= _FEWEST_REMARKS and counts.inside[text] < count
    }


def _other_remark(counts: _Counts) -> float:
    """What another remark costs where rows have one of a few again and again."""
    again = sum(count for text, count in counts.remarks.items() if text and count >= _FEWEST_REMARKS)
    total = counts.remarks.total()
    return min(-log((total - again + 1) / (total + 1)), _OTHER_MOST)


def _alone(level1: Counter[bool]) -> float:
    """What a level 1 without a level 2 costs, by how many are and are not."""
    return min(_cost(level1[True], exp(-LEVEL1_ALONE), level1.total(), _USUAL_LEVELS), _ALONE_MOST)


def _cost(count: int, usual: float, total: int, weight: float) -> float:
    """The cost of what was counted so often of a total, the usual share weighing as so many more."""
    return -log(max((count + weight * usual) / (total + weight), _RAREST))


def _total(counts: Counter[tuple[str, str]], first: str) -> int:
    return sum(count for (key, _), count in counts.items() if key == first)
