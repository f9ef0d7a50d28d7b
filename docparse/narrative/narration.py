"""Reads the passages of a document one behind the other: what one hands on to the next.

A list is led in by a passage that ends with a colon: its items are of the year of the lead, and parts of its total if
it ends with 其中. A passage that names only a functional class, or an item, hands it on as the topic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.grammars.narrative import even
from docparse.lexicons.heading_words import load_heading_words
from docparse.lexicons.subjects import UNKEYED, load_subjects
from docparse.narrative.course import Course
from docparse.narrative.language import pieces_of
from docparse.narrative.relations import read_passage
from docparse.narrative.sentences import sentence_of
from docparse.narrative.statements import Scope, Statement, Topic
from docparse.narrative.stating import may_state_something
from docparse.narrative.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.narrative.outline import Heading
    from docparse.narrative.passages import Passage
    from docparse.narrative.pieces import Piece
    from docparse.narrative.sentences import Sentence

_LEADING = (":", "：")
_GOING_ON = (*_LEADING, ";", "；")
_UNKNOWN = "?"


@dataclass(slots=True)
class _List:
    """The list that passages may belong to.

    Attributes:
        scope: The total that its items are parts of.
        year: The year of its lead.
        level: Level of the section in which it was led in; a heading of that level ends it.
        lead: How its lead is numbered; an item numbered so is none of it.
        items: How its items are numbered; unknown before the first.
    """

    scope: Scope | None = None
    year: str | None = None
    level: int = 0
    lead: str = ""
    items: str = _UNKNOWN


@dataclass(slots=True)
class _Past:
    """What the passages before left behind.

    Attributes:
        text: The passage before.
        level: Level of the section in hand.
        year: The year that the last passage said last.
        topic: A functional class that the passage before named, without a figure.
        part: The last part that was told of a whole.
        parts: Keys of the parts told in its passage.
    """

    text: str = ""
    level: int = 0
    year: str | None = None
    topic: Topic | None = None
    part: Statement | None = None
    parts: frozenset[str | None] = frozenset()


def tell_story(passages: Sequence[Passage], headings: Sequence[Heading]) -> Story:
    """All that the passages state; glossaries and headings state nothing."""
    story, lists, past = Story(), _List(), _Past()
    levels = {heading.at: heading.level for heading in headings}
    silent = _glossaries(headings, len(passages))
    for index, passage in enumerate(passages):
        level = levels.get(index)
        if level is not None:
            if level <= lists.level:
                lists = _List(level=level)
            past.level, past.year, past.part = level, None, None
        if index in silent:
            continue
        if may_state_something(passage.text):
            _read(_understood(index, passage.text), story, lists, past)
        elif passage.text.endswith(_LEADING) and level is None:
            lists.year, lists.level = past.year, past.level
        past.text = passage.text
    return story


def _understood(index: int, text: str) -> Sentence:
    return sentence_of(index, text, pieces_of(even(text)))


def _read(sentence: Sentence, story: Story, lists: _List, past: _Past) -> None:
    """Reads a passage with what those before hand on to it, and notes what it hands on itself."""
    _enter(sentence, lists, past)
    scope, year = lists.scope, lists.year
    if scope is None and past.part is not None and _goes_on(sentence, past):
        scope, year = Scope({past.part.figure.sort: past.part.part_of or past.part}), year or past.part.period
    course = Course(sentence, story, topic=past.topic, scope=scope, year=year, listed=scope is not None)
    read_passage(course)
    past.year = course.year
    past.topic = course.topic if not course.told and course.topic is not None and course.topic.path else None
    past.part = next((one for one in reversed(course.told) if _is_part(one)), None)
    past.parts = frozenset(one.key for one in course.told)
    if sentence.text.endswith(_LEADING):
        lists.year, lists.level = course.year or lists.year, past.level
        if course.scope is not None:
            lists.scope, lists.lead, lists.items = course.scope, _style(sentence.pieces), _UNKNOWN


def _enter(sentence: Sentence, lists: _List, past: _Past) -> None:
    """Ends the list where the passage is no item of it."""
    if 0 in sentence.compared:
        lists.year = None
    style = _style(sentence.pieces)
    if lists.scope is not None and lists.items == _UNKNOWN:
        lists.items = style
    numbered = bool(style) or (bool(sentence.pieces) and sentence.pieces[0].kind == "DOCUMENT")
    stranger = bool(style) and (style == lists.lead or not lists.items)
    if stranger or not (numbered or past.text.endswith(_GOING_ON)):
        lists.scope = None


def _style(pieces: Sequence[Piece]) -> str:
    """How a passage is numbered: its enumerator with all numbers alike; empty where it is not."""
    if not pieces or pieces[0].kind != "ENUMERATOR":
        return ""
    return "".join("0" if character.isalnum() else character for character in pieces[0].text).replace("00", "0")


def _is_part(statement: Statement) -> bool:
    whole, key = statement.part_of, statement.subject
    return whole is not None and key is not None and statement.measure == "amount" and not statement.inner


def _goes_on(sentence: Sentence, past: _Past) -> bool:
    """Whether a passage begins with a further part of what the passage before divided (人员经费 …, 公用经费 …)."""
    if past.part is None or not sentence.subjects or sentence.subjects[0][0] > 1:
        return False
    name = "".join(piece.text for piece in sentence.pieces[slice(*sentence.subjects[0])])
    key = next(iter(load_subjects().keys(name, "")), "")
    parent = key.rpartition(".")[0]
    same = bool(parent) and parent == (past.part.subject or "").rpartition(".")[0]
    return same and not key.startswith(UNKEYED) and key not in past.parts


def _glossaries(headings: Sequence[Heading], passages: int) -> frozenset[int]:
    """Passages under the heading of a glossary: terms, which are no headings, are explained there, nothing is told."""
    words = load_heading_words().glossary
    silent: set[int] = set()
    for number, heading in enumerate(headings):
        if any(word in heading.title_text for word in words):
            end = headings[number + 1].at if number + 1 < len(headings) else passages
            silent.update(range(heading.at, end))
    return frozenset(silent)
