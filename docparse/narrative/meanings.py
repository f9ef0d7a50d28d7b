"""What a figure says of its subject: which measure, which way, against what, how sure, a share of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.subjects import GENERAL_BUDGET, load_subjects
from docparse.narrative.pieces import BARE, MONEY, PERCENT

if TYPE_CHECKING:
    from docparse.grammars.narrative import Cue
    from docparse.narrative.course import Course
    from docparse.narrative.statements import Statement, Topic

_BUDGETS = frozenset({"initial_budget", "full_year_budget", "budget"})
_STATED = {
    "share": "share",
    "completion": "completion_rate",
    "previous": "previous_amount",
    "target": "target",
    "budget": "budget_amount",
}
_LINKING = frozenset({"of", "le", "copula", "approximately"})
# How many pieces before a figure a word stands that makes it rough.
_NEAR = 3


class Meaning(NamedTuple):
    """What a figure says of its subject, in the words of the contract."""

    measure: str
    direction: str | None = None
    baseline: str | None = None


def meaning_of(course: Course, at: int, cue: Cue | None) -> Meaning:
    """What the figure at ``at`` says, with the cue about it."""
    kind = course.sentence.pieces[at].kind
    plain = "rate" if kind in (PERCENT, BARE) else "amount" if kind == MONEY else "count"
    if cue is None:
        return _bracketed(course, at) if plain == "amount" else Meaning(plain)
    if cue.means == "difference":
        return Meaning(plain, None, course.against)
    if cue.means == "change":
        return Meaning("change_rate" if kind == PERCENT else "change_amount", cue.direction, course.against)
    return Meaning(_STATED.get(cue.means, plain), None, cue.baseline)


def _bracketed(course: Course, at: int) -> Meaning:
    """Brackets behind an amount may say that it is a budget (960万元（全年预算数）), a scope that it is one's part."""
    word = course.sentence.word(at + 2) if course.sentence.mark(at + 1) == "(" else ""
    if word in _BUDGETS:
        return Meaning("budget_amount", None, word)
    if course.scope is not None and course.scope.budgeted and course.scope.budget is not None:
        return Meaning("budget_amount", None, course.scope.budget.baseline)
    return Meaning("amount")


def qualifier_of(course: Course, first: int, at: int) -> str | None:
    """The word beside a figure that makes it rough or a bound."""
    sentence = course.sentence
    for index in range(at - 1, max(first, at - _NEAR) - 1, -1):
        if sentence.word(index) == "approximately":
            piece = sentence.pieces[index]
            return sentence.text[piece.start : piece.end]
    aimed = sentence.word(at + 1) == "of" and sentence.word(at + 2) == "annual_target"
    behind = at + 3 if aimed else at + 1
    return sentence.mark(behind) if sentence.word(behind) == "bound" else None


def whole_of(course: Course, at: int, topic: Topic, part: Statement | None) -> Statement | None:
    """What a share is a share of: what it names, else the whole of the scope, of a class the general budget."""
    sentence, scope = course.sentence, course.scope
    low = sentence.cues[at][0]
    named = "".join(piece.text for piece in sentence.pieces[low + 1 : at] if piece.word not in _LINKING)
    whole = scope.wholes.get(MONEY) or next(iter(scope.wholes.values()), None) if scope is not None else None
    if named:
        known = [(first, end) for first, end in sentence.subjects if first >= low and end <= at]
        text = "".join(piece.text for piece in sentence.pieces[slice(*known[-1])]) if known else ""
        keys = load_subjects().keys(text, "")
        found = course.story.whole(named, keys, sentence.index)
        if found is not None and (whole is None or keys or found.passage == sentence.index):
            whole = found
    if whole is None and topic.path is not None:
        whole = course.story.last(key=GENERAL_BUDGET, name="")
    return whole if whole is not part else None
