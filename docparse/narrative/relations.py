"""Reads a passage from left to right: what each figure measures, of what, against what, as a part of what.

A sentence of these reports names something and then says several figures of it; later figures leave the name out.
What was named last is the **topic**. 其中 opens a **scope** whose parts are told; brackets open one for as long as they
last. 与上年相比 sets what changes are measured against until the sentence ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.narrative.pieces import FIGURES, MARK, WORD
from docparse.narrative.reading import read_at
from docparse.narrative.said import see_flat, see_nothing, see_zero
from docparse.narrative.scopes import close_scope, open_scope, pass_semicolon
from docparse.narrative.topics import see_label, see_level
from docparse.narrative.years import YEARS, baseline_of, fill_years, find_previous, see_year

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docparse.narrative.course import Course

_BY_WORD: Mapping[str, Callable[[Course, int], None]] = {
    "of_which": open_scope,
    "flat": see_flat,
    "none": see_nothing,
    "zero": see_zero,
}


def read_passage(course: Course) -> None:
    """Reads a passage from its beginning; what it tells goes into the story."""
    sentence = course.sentence
    for at, piece in enumerate(sentence.pieces):
        if at in sentence.compared:
            course.baseline = course.said_baseline = baseline_of(course, at)
        if at in sentence.quoted:
            continue
        if piece.kind in FIGURES:
            if at > course.done:
                read_at(course, at)
        elif piece.kind == MARK:
            _pass_mark(course, at)
        elif piece.kind == WORD:
            _pass_word(course, at)
        else:
            _pass_shape(course, at)
    if course.topic is not None:
        course.topic.settle()
    fill_years(course)
    find_previous(course)


def _pass_word(course: Course, at: int) -> None:
    word = course.sentence.word(at)
    if word == "reason" and not course.in_reason:
        course.in_reason, course.before_reason = True, course.topic
    elif word in _BY_WORD:
        _BY_WORD[word](course, at)


def _pass_shape(course: Course, at: int) -> None:
    """Years, documents, functional classes, and the points of a list (一是 …)."""
    sentence = course.sentence
    piece = sentence.pieces[at]
    if piece.kind in YEARS:
        see_year(course, at)
    elif piece.kind == "DOCUMENT":
        course.document = sentence.text[piece.start : piece.end]
    elif piece.kind == "LEVEL":
        see_level(course, at)
    elif piece.kind == "POINT" and not (course.in_reason and at and sentence.mark(at - 1) != "。"):
        _end_sentence(course)
        course.stretch += 1
        course.year = None


def _pass_mark(course: Course, at: int) -> None:
    mark = course.sentence.mark(at)
    if mark == "(":
        course.brackets.append((course.topic, course.scope, course.year))
    elif mark == ")" and course.brackets:
        course.topic, course.scope, course.year = course.brackets.pop()
    elif mark in ("。", ";", ":", ","):
        course.local_year = None
        if mark == "。":
            _end_sentence(course)
            first = course.sentence.region(at)
            if first and course.sentence.pieces[first - 1].kind == "ENUMERATOR":
                see_label(course, at)
            return
        if mark == ";":
            course.document = None
            pass_semicolon(course)
        see_label(course, at)


def _end_sentence(course: Course) -> None:
    """At a full stop nothing is compared any more; a reason and the parts of a whole are over."""
    if course.topic is not None:
        course.topic.settle()
    course.baseline, course.document, course.said_flat = None, None, False
    course.brackets.clear()
    course.left = None
    if course.in_reason:
        course.in_reason, course.topic = False, course.before_reason
    if not course.listed:
        close_scope(course)
