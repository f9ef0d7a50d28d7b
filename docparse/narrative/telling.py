"""Tells a figure of its topic: the statement, what it is about and what it is a part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import FUND
from docparse.narrative.figures import Figure, read_figure
from docparse.narrative.meanings import Meaning, meaning_of, qualifier_of, whole_of
from docparse.narrative.pieces import BARE, COUNT, MONEY
from docparse.narrative.scopes import join_scope
from docparse.narrative.statements import CHANGES, PRIMARY, Statement, Topic

if TYPE_CHECKING:
    from docparse.grammars.narrative import Cue
    from docparse.narrative.course import Course

# Measures that speak of a quantity that may have been told long before.
_OF_KNOWN = frozenset({*CHANGES, "share", "completion_rate"})


class Place(NamedTuple):
    """Where a figure and its words stand.

    Attributes:
        at: Piece of the figure.
        first: First piece of its words.
        cue: The cue about it.
    """

    at: int
    first: int
    cue: Cue | None


def tell(course: Course, place: Place, topic: Topic, *, named: bool) -> None:
    """Adds what the figure says of each subject of its topic, which becomes the topic in hand.

    Args:
        course: where the reading is.
        place: the figure.
        topic: what it is about.
        named: whether the figure has a name of its own; else it continues the topic in hand.
    """
    meaning = meaning_of(course, place.at, place.cue)
    if meaning.measure in CHANGES and meaning.baseline is not None:
        course.baseline = course.said_baseline = meaning.baseline
    if meaning.measure == "rate" and course.sentence.pieces[place.at].kind == BARE and _is_money(topic):
        meaning = Meaning("amount")
    if meaning.measure == "amount" and named and _is_budget_of_fund(course, topic):
        meaning = Meaning("budget_amount", None, "budget")
    figure = _figure(course, place, meaning)
    if named and meaning.measure in CHANGES:
        topic = _told_before(course, topic)
    if not any(topic.amounts) and meaning.measure in _OF_KNOWN:
        topic.amounts = course.amounts_of(topic)
    if named and meaning.measure in PRIMARY and topic is course.topic and any(topic.amounts):
        topic = Topic(topic.name, topic.keys, topic.path)
    for side in range(len(topic.keys)):
        statement = _statement(course, place, figure, meaning, (topic, side))
        if meaning.measure == "share":
            _set_whole(course, place.at, statement, (topic, side))
        topic.tell(side, statement)
        known = topic.printed or topic.joined
        join_scope(course, statement, place.at, named=named, known=known)
        topic.joined |= statement.part_of is not None and meaning.measure != "share"
        _lend_whole(statement)
        course.add(statement)
    course.turn_to(topic)


def _told_before(course: Course, topic: Topic) -> Topic:
    """The topic of a change: the expenditure in hand where the name lacks only 支出 (财政拨款支出…, 财政拨款增加…)."""
    held = course.topic
    if held is None or held is topic or not any(held.amounts) or held.name == topic.name:
        return topic
    rest = held.name.removeprefix(topic.name)
    same = rest in load_narrative().endings["expenditure"]
    return Topic(topic.name, held.keys, held.path, held.amounts) if same else topic


def _is_budget_of_fund(course: Course, topic: Topic) -> bool:
    """Whether a figure of a fund is its budget (政府性基金预算8.00万元), not what an amount holds of it."""
    divided = course.scope is not None and not course.scope.budgeted and MONEY in course.scope.wholes
    fund = (topic.keys[0] or "").startswith(FUND) and load_narrative().words.get(topic.name[-2:]) == "budget"
    return fund and not divided


def _is_money(topic: Topic) -> bool:
    """Whether a figure of the topic without a unit can only be an amount."""
    return topic.path is not None or topic.name.endswith(load_narrative().endings["money_noun"])


def _figure(course: Course, place: Place, meaning: Meaning) -> Figure:
    """The figure with its unit as printed and the words beside it that make it rough."""
    piece = course.sentence.pieces[place.at]
    figure = read_figure(piece)
    unit = course.sentence.text[figure.end : piece.end] or _lent_unit(course, place.at)
    if figure.qualifier:
        return figure._replace(unit=unit.replace(figure.qualifier, "", 1))
    # 低于年初预算4.60万元 says which way it is off, not that it is rough.
    off = place.cue is not None and place.cue.means == "beyond" and meaning.direction is not None
    first = course.sentence.cues[place.at][0] + 1 if off else place.first
    return figure._replace(unit=unit, qualifier=qualifier_of(course, first, place.at))


def _lent_unit(course: Course, at: int) -> str:
    """The unit of an amount that prints none: that of the amount which it stands in a row with."""
    pieces = course.sentence.pieces
    while at + 2 < len(pieces) and pieces[at].kind == pieces[at + 2].kind == MONEY:
        at += 2
        figure = read_figure(pieces[at])
        if figure.unit:
            return course.sentence.text[figure.end : pieces[at].end]
    return ""


def _statement(course: Course, place: Place, figure: Figure, meaning: Meaning, subject: tuple[Topic, int]) -> Statement:
    pieces = course.sentence.pieces
    topic, side = subject
    return Statement(
        figure=figure,
        passage=course.sentence.index,
        clause=(pieces[min(place.first, place.at)].start, pieces[place.at].end),
        name=topic.name,
        key=topic.keys[side],
        measure=meaning.measure,
        direction=meaning.direction,
        baseline=meaning.baseline,
        period=course.local_year or course.year,
        path=topic.path,
        document=course.document,
        stretch=course.stretch,
        inner=bool(course.brackets),
    )


def _set_whole(course: Course, at: int, statement: Statement, subject: tuple[Topic, int]) -> None:
    topic, side = subject
    if course.scope is not None:
        course.scope.shares = True
    statement.part_of = whole_of(course, at, topic, topic.amounts[side])


def _lend_whole(share: Statement) -> None:
    """What has a share of a whole is a part of it."""
    part = share.about
    if share.measure == "share" and part is not None and part.part_of is None and share.part_of is not part:
        part.part_of = share.part_of


def say(course: Course, at: int, topic: Topic, meaning: Meaning) -> None:
    """Adds a quantity or change of nothing that the word at ``at`` says of each subject of a topic."""
    piece = course.sentence.pieces[at]
    sort = COUNT if meaning.measure == "count" else MONEY
    figure = Figure("0", piece.start, piece.end, "", None, sort)
    place = Place(at, course.sentence.region(at), None)
    for side in range(len(topic.keys)):
        statement = _statement(course, place, figure, meaning, (topic, side))
        statement.said = True
        if meaning.measure not in PRIMARY or topic.amounts[side] is None:
            topic.tell(side, statement)
        course.add(statement)
