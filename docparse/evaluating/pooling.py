"""What the forms of one report tell about each other: forty forms of one layout show where its cells end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from docparse.evaluating.costs import NEVER
from docparse.evaluating.evidence import Evidence, gather_evidence
from docparse.evaluating.habits import Habits, Observed, learn_habits, usual_habits
from docparse.evaluating.levels import without_level_points
from docparse.evaluating.rules import Rules, rules_of
from docparse.evaluating.search import Segment, Task, cut_rows
from docparse.evaluating.seen_columns import settled_headers, whole_headers
from docparse.evaluating.unlacing import Lacing, Unlaced, unlace, where_laced
from docparse.evaluating.widths import UNKNOWN, Widths, seen_room, shared_widths
from docparse.evaluating.wraps import Corpus, build_corpus
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from docparse.evaluating.columns import Header
    from docparse.evaluating.fragments import Fragment

_Read = tuple[Evidence, tuple[Segment, ...]]

# From so large a part of its gaps on, tabs hold the cells of a body apart.
_TABBED = 0.2
# Learning from so many fragments is enough.
_MOST_LEARNT = 500
_SHORTEST_SIDE = 2
# What stands behind so many fragments is not read: no form is so long.
MOST_FRAGMENTS = 10_000
_POINTS = ("weight", "score")
_UNLIKELY = 6.0


@dataclass(frozen=True, slots=True)
class Family:
    """What forms have in common that are read alike: their columns, and whether tabs hold their cells apart."""

    columns: tuple[str, ...]
    bordered: bool


@dataclass(frozen=True, slots=True)
class Body:
    """The indicators of one form before they are read.

    Attributes:
        printed: Their fragments as printed.
        header: What their header says.
        room: Column → how wide its lines at least can be, where that shows.
    """

    family: Family
    printed: Sequence[Fragment]
    evidence: Evidence
    header: Header
    room: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pool:
    """What was learnt from the forms of a report.

    Attributes:
        bodies: The bodies of the forms, by where they begin in the text.
        unlaced: Those of interlaced text, in the order of their cells.
        settled: Those whose rows have a cell for each column, cut there.
    """

    corpus: Corpus
    bodies: Mapping[int, Body]
    habits: Mapping[Family, Habits]
    rules: Mapping[Family, Rules]
    widths: Mapping[Family, Widths]
    unlaced: Mapping[int, Unlaced]
    settled: Mapping[int, Unlaced] = field(default_factory=dict)

    def task(self, body: Body) -> Task:
        """A body with what the pool tells about it."""
        return self._task(body, self.rules.get(body.family) or _usual_rules(body.family))

    def rival_tasks(self, body: Body) -> Iterator[Task]:
        """A body seen otherwise: with no blank weight or score, and as if nothing had been learnt."""
        habits = self.habits.get(body.family) or _usual(body.family)
        full = {column: cost + _UNLIKELY * (column in _POINTS) for column, cost in habits.blank.items()}
        yield self._task(body, rules_of(body.family.columns, replace(habits, blank=full)))
        yield self._task(body, _usual_rules(body.family))

    def _task(self, body: Body, rules: Rules) -> Task:
        widths = self.widths.get(body.family, UNKNOWN)
        room = _wider(widths.room, body.room)
        return Task(body.evidence, rules, side_pieces(), room, widths.widest)


def learn_pool(
    forms: Sequence[tuple[Sequence[Fragment], Sequence[Fragment]]], rows: Container[int] = frozenset()
) -> Pool:
    """What the indicators of a report's forms tell about each other.

    Args:
        forms: The header and the body of each.
        rows: Where bodies begin whose rows have a cell for each column.
    """
    forms = [form for form in forms if form[1]]
    corpus = build_corpus([body for _, body in forms], [not _is_tabbed(body) for _, body in forms])
    whole = whole_headers(forms)
    headers = settled_headers(whole)
    bodies = {
        body[0].start: prepare(header, body_below(*form), corpus)
        for (_, body), form, header in zip(forms, whole, headers, strict=True)
    }
    laced = {start: each for start, each in bodies.items() if not each.family.bordered}
    lacing = [Lacing(each.family.columns, each.printed, _usual(each.family)) for each in laced.values()]
    if where := where_laced(lacing):
        read = {start: found for start, found in zip(laced, unlace(lacing, where), strict=True) if found is not None}
        return Pool(corpus, bodies, {}, {}, {}, read)
    settled = {start: found for start, each in bodies.items() if start in rows and (found := _settle(each)) is not None}
    return replace(_learn(corpus, bodies), settled=settled)


def _settle(body: Body) -> Unlaced | None:
    """A body cut where the cells of its rows are; None where they are more than it has columns."""
    columns = body.family.columns
    segments: list[Segment] = []
    line = -1
    cell = 0
    for index, fragment in enumerate(body.printed):
        begins = fragment.line != line
        cell = fragment.tabs + (0 if begins else cell)
        if not 0 < cell <= len(columns):
            return None
        segments.append(Segment(columns[cell - 1], index, index + 1, begins, NEVER))
        line = fragment.line
    return Unlaced(tuple(body.printed), tuple(segments))


def _learn(corpus: Corpus, bodies: Mapping[int, Body]) -> Pool:
    """What bodies in the order of their cells tell."""
    families: dict[Family, list[Body]] = {}
    for each in bodies.values():
        families.setdefault(each.family, []).append(each)
    read = {family: [_read(body) for body in _sample(members)] for family, members in families.items()}
    habits: dict[Family, Habits] = {}
    for family in families:
        alike = [
            _observe(own, each) for own, forms in read.items() if own.bordered == family.bordered for each in forms
        ]
        habits[family] = learn_habits(family.columns, alike, bordered=family.bordered)
    rules = {family: rules_of(family.columns, each) for family, each in habits.items()}
    widths = {family: shared_widths(forms) for family, forms in read.items()}
    return Pool(corpus, bodies, habits, rules, widths, {})


def prepare(header: Header, body: Sequence[Fragment], corpus: Corpus) -> Body:
    """The indicators of a form, with the evidence of its fragments."""
    body = without_level_points(body) if header.weighed else body
    evidence = gather_evidence(body, corpus, natures="operator" in header.keys)
    return Body(Family(header.keys, _is_tabbed(body)), body, evidence, header, seen_room(evidence))


def _wider(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    """The wider of two widths of each column."""
    return {column: max(one.get(column, 0.0), other.get(column, 0.0)) for column in (*one, *other)}


def _is_tabbed(body: Sequence[Fragment]) -> bool:
    """Whether tabs hold the cells of a body apart."""
    return sum(fragment.gap == "tab" for fragment in body) >= _TABBED * len(body)


def body_below(header: Sequence[Fragment], body: Sequence[Fragment]) -> Sequence[Fragment]:
    """The body without what stands on the last line of its header: a label that no form knows, or a cell above all."""
    last = header[-1].line if header else None
    return [fragment for fragment in body[:MOST_FRAGMENTS] if fragment.line != last]


def _read(body: Body) -> _Read:
    """A body as it is usually read."""
    return body.evidence, cut_rows(Task(body.evidence, _usual_rules(body.family), side_pieces(), body.room, {}))


def _observe(family: Family, read: _Read) -> Observed:
    evidence, segments = read
    return Observed(family.columns, segments, evidence.gaps, [each.kind for each in evidence.traits], evidence.bare)


def _sample(members: Sequence[Body]) -> list[Body]:
    """Some members, spread evenly, with as many fragments together as are needed."""
    size = sum(len(body.evidence.fragments) for body in members)
    step = max(size // _MOST_LEARNT, 1)
    return list(members[::step])


@lru_cache(maxsize=64)
def _usual(family: Family) -> Habits:
    return usual_habits(family.columns, bordered=family.bordered)


@lru_cache(maxsize=64)
def _usual_rules(family: Family) -> Rules:
    return rules_of(family.columns, _usual(family))


@remembered()
def side_pieces() -> frozenset[str]:
    """Pieces of the label that stands at the side of the indicators."""
    labels = load_evaluations().words("indicators", "block")
    return frozenset(
        label[start:end]
        for label in labels
        for start in range(len(label))
        for end in range(start + _SHORTEST_SIDE, len(label) + 1)
    )
