"""Figures said in words: nothing changed (持平), there was nothing (无, 未发生), it is zero (为零)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.grammars.narrative import even, load_narrative
from docparse.lexicons.subjects import load_subjects
from docparse.narrative.meanings import Meaning
from docparse.narrative.naming import HARD_MARKS
from docparse.narrative.pieces import FIGURES
from docparse.narrative.telling import say
from docparse.narrative.topics import topic_of

if TYPE_CHECKING:
    from docparse.narrative.course import Course
    from docparse.narrative.phrases import Name

_COUNTS = "count."
# A shorter word (无, 没有) says nothing of what is named before it.
_SHORTEST_DENIAL = 3
_EARLIER = frozenset({"before", "previous_year"})
_IDLE = frozenset({"generic", "adverb", "le", "light_verb"})
_NOWHERE = -1
# More pieces than this are no list of what there was not.
_LONGEST_LIST = 100


def see_flat(course: Course, at: int) -> None:
    """与上年持平: a change of nothing; only where it is said against what, and once a sentence."""
    sentence = course.sentence
    first = sentence.region(at)
    inside = [low for low in sentence.compared if first <= low < at]
    alike = sentence.mark(at) in load_narrative().endings["alike"]
    if course.against is None or (alike and not inside) or sentence.word(at + 1) == "of":
        return
    name = sentence.words(first, min(inside, default=at)).name
    if course.said_flat and not (inside and ((name is not None and name.known) or _is_against_another(course))):
        return
    topic = topic_of(course, name) if name is not None else course.topic
    if topic is None:
        return
    course.said_flat = True
    if topic is not course.topic:
        topic.amounts = course.amounts_of(topic)
        if name is not None and name.known:
            course.turn_to(topic)
        elif not any(topic.amounts) and course.topic is not None:
            topic.amounts = [next((one for one in course.topic.amounts if one), None)] * len(topic.keys)
    say(course, at, topic, Meaning("change_amount", "flat", course.against))


def _is_against_another(course: Course) -> bool:
    """Whether what was told last is flat against something else: 比预算无变化，比上年无变化."""
    last = course.told[-1] if course.told else None
    return last is not None and last.direction == "flat" and last.baseline != course.against


def see_nothing(course: Course, at: int) -> None:
    """无, 没有, 未发生: a quantity of nothing, where a kind of money or count is named."""
    sentence = course.sentence
    end = at + 1
    last = min(len(sentence.pieces), at + _LONGEST_LIST)
    while end < last and sentence.mark(end) not in HARD_MARKS and sentence.mark(end) != ")":
        if sentence.pieces[end].kind in FIGURES:
            return
        end += 1
    found = [(name, _measure_of(course, name)) for name in sentence.listed_names(at + 1, end)]
    told = False
    for name, measure in found:
        if measure is not None:
            told = True
            topic = topic_of(course, name)
            if measure == "count" and topic.keys == (None,):
                topic.keys = load_subjects().counted(even(topic.name))[:1] or (None,)
            say(course, at, topic, Meaning(measure))
    if not told and all(piece.word in _IDLE for piece in sentence.pieces[at + 1 : end]):
        _deny(course, at)


def _deny(course: Course, at: int) -> None:
    """因公出国费本年未发生: what is named before the word, else the topic."""
    sentence = course.sentence
    first = sentence.region(at)
    earlier = sentence.says(_EARLIER, first, at)
    if len(sentence.mark(at)) < _SHORTEST_DENIAL and not earlier:
        return
    name = sentence.words(first, at).name
    topic = topic_of(course, name) if name is not None else course.topic
    if topic is None or (name is not None and _measure_of(course, name) is None):
        return
    told = len(course.told)
    say(course, at, topic, Meaning("previous_amount" if earlier else "amount"))
    for statement in course.told[told:] if earlier else ():
        statement.period, statement.stretch = None, _NOWHERE


def see_zero(course: Course, at: int) -> None:
    """支出为零."""
    sentence = course.sentence
    name = sentence.words(sentence.region(at), at).name
    topic = topic_of(course, name) if name is not None else course.topic
    if topic is not None:
        say(course, at, topic, Meaning("amount"))


def _measure_of(course: Course, name: Name) -> str | None:
    """The measure of what is said to be nothing; None where the words are no quantity."""
    text = even(course.sentence.printed(name))
    endings = load_narrative().endings
    keys = load_subjects().keys(text, "") if name.known else ()
    if keys:
        return "count" if keys[0].startswith(_COUNTS) else "amount"
    if text.endswith((*endings["money_noun"], *endings["fund"])):
        return "amount"
    return "count" if text.endswith((*endings["count_noun"], *endings["event_noun"])) else None
