"""Of which year a figure is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docparse.narrative.pieces import TEXT
from docparse.narrative.statements import PRIMARY
from docparse.patterns import pattern

if TYPE_CHECKING:
    from docparse.narrative.course import Course
    from docparse.narrative.sentences import Sentence
    from docparse.narrative.statements import Statement

# Kinds of pieces that say a year.
YEARS = frozenset({"YEAR", "YEAR_END", "DATE"})
_YEAR = pattern(r"\d{4}", re.ASCII)
_YEAR_MATCHES = ("2031",)
_YEAR_MISSES = ("31", "203")
# A verb before a year that makes it a part of what was done (完成2031年度考核).
_ACTIONS = frozenset({"complete"})
_NOUNS = frozenset({"plain"})
_DOING = frozenset({"light_verb", "verb", "giving"})


def see_year(course: Course, at: int) -> None:
    """Takes note of a year; not of one that is compared with, nor of one that is part of a name."""
    sentence = course.sentence
    found = _YEAR.search(sentence.mark(at))
    if found is None or any(low <= at < high for low, (high, _) in sentence.compared.items()):
        return
    if (at and sentence.pieces[at - 1].kind == "DOCUMENT") or sentence.word(at + 1) == "before":
        return
    if sentence.says(_ACTIONS, sentence.region(at), at) or _is_of_object(sentence, at):
        course.local_year = found[0]
        return
    course.years.setdefault(course.stretch, []).append((found[0], course.in_reason))
    if course.in_reason:
        course.local_year = found[0]
    else:
        course.year = found[0]


def _is_of_object(sentence: Sentence, at: int) -> bool:
    """Whether a year says which object a verb has (审批职工2030年补助), not when something was done."""
    before = sentence.pieces[at - 1] if at else None
    noun = before is not None and (before.kind == TEXT or before.word in _NOUNS)
    return noun and sentence.says(_DOING, sentence.region(at), at)


def baseline_of(course: Course, at: int) -> str | None:
    """What the comparison at ``at`` is with; None for a year that is not the one before (2031年 …，比2027年减少)."""
    end, baseline = course.sentence.compared[at]
    if baseline == "previous_year" and course.year:
        said = [_YEAR.search(piece.text) for piece in course.sentence.pieces[at:end] if piece.kind == "YEAR"]
        if any(found and int(found[0]) != int(course.year) - 1 for found in said):
            return None
    return baseline


def fill_years(course: Course) -> None:
    """A year said later in a stretch is said of what stands before it too; last year's figures are a year older."""
    for statement in course.told:
        years = course.years.get(statement.stretch)
        if statement.period is None and years:
            plain = [year for year, reason in years if not reason]
            statement.period = plain[0] if plain else max(year for year, _ in years)
        if statement.measure == "previous_amount" and statement.period:
            _date_back(course.sentence, statement)


def _date_back(sentence: Sentence, statement: Statement) -> None:
    """Last year's figure in a sentence about a year is of the year before, unless it says its year itself."""
    said = statement.period or ""
    if said not in sentence.text[slice(*statement.clause)]:
        statement.period = str(int(said) - 1)


def find_previous(course: Course) -> None:
    """Of two quantities of one name for two years that follow each other the earlier one is the previous one."""
    latest: dict[tuple[str, str, str], Statement] = {}
    for statement in course.told:
        if statement.measure in PRIMARY and statement.period:
            latest.setdefault((statement.measure, statement.name, statement.period), statement)
    for earlier in course.told:
        after = latest.get((earlier.measure, earlier.name, str(int(earlier.period or 0) + 1)))
        if after is not None:
            earlier.measure, earlier.about = "previous_amount", after
