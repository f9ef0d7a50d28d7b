"""What a figure says of its subject: which measure, which way, against what, how sure, a share of what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import even, load_narrative
from docparse.lexicons.subjects import GENERAL_BUDGET, load_subjects
from docparse.narrative.figures import read_figure
from docparse.narrative.pieces import BARE, DIVIDERS, FIGURES, MONEY, PERCENT
from docparse.narrative.years import baseline_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.narrative import Cue
    from docparse.narrative.course import Course
    from docparse.narrative.pieces import Piece
    from docparse.narrative.statements import Statement, Topic

_BUDGETS = frozenset({"initial_budget", "full_year_budget", "budget"})
_STATED = {
    "share": "share",
    "completion": "completion_rate",
    "previous": "previous_amount",
    "target": "target",
    "budget": "budget_amount",
}
# What a figure beside a baseline is if it is no difference from it.
_ITSELF = {"previous_year": "previous_amount", "annual_target": "target"}
_LINKING = frozenset({"of", "le", "copula", "approximately"})
_CHANGES = frozenset({"up", "down", "either"})
_COMPARING = frozenset({"than", "up", "down", "either"})
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
        if plain != "rate" and _is_compared_with(course, at):
            return Meaning("previous_amount")
        return _bracketed(course, at) if plain == "amount" else Meaning(plain)
    if cue.means == "difference":
        return Meaning(plain, None, course.against)
    if cue.means == "beyond":
        return _beyond(course, at, cue)
    if cue.means == "change":
        return Meaning("change_rate" if kind == PERCENT else "change_amount", cue.direction, course.against)
    return Meaning(_STATED.get(cue.means, plain), None, cue.baseline)


def _is_compared_with(course: Course, at: int) -> bool:
    """Whether a figure is last year's: from it something rose or fell (从29人降为16人).

    Or it is named between 比 and what changed: 较2030年“三公”经费12.50万元增加3.20万元.
    """
    sentence = course.sentence
    if sentence.word(at - 1) == "from" and sentence.word(at + 1) == "reached":
        return True
    if sentence.word(at + 1) not in _CHANGES:
        return False
    return any(
        high <= at and not _parts(sentence.pieces[high:at]) and baseline_of(course, low) == "previous_year"
        for low, (high, _) in sentence.compared.items()
    )


def _parts(pieces: Sequence[Piece]) -> bool:
    """Whether pieces hold a mark, a figure, or a word of comparison that ends what is compared with (与上年相比)."""
    return any(piece.kind in DIVIDERS or piece.kind in FIGURES or piece.word in _COMPARING for piece in pieces)


def _beyond(course: Course, at: int, cue: Cue) -> Meaning:
    """低于年初预算4.60万元: how far off, and which way; what is only rough (接近) or as large is the budget itself."""
    endings, word = load_narrative().endings, course.sentence.mark(course.sentence.cues[at][0])
    direction = "increase" if word in endings["above"] else "decrease" if word in endings["below"] else None
    if direction is None or _is_as_large(course, at):
        baseline = cue.baseline or ""
        return Meaning(_ITSELF.get(baseline, "budget_amount"), None, baseline if baseline in _BUDGETS else None)
    rate = course.sentence.pieces[at].kind == PERCENT
    return Meaning("change_rate" if rate else "change_amount", direction, cue.baseline)


def _is_as_large(course: Course, at: int) -> bool:
    """Whether a figure is as large as the amount in hand, and so no difference (支出90万元, 低于预算的100万元)."""
    figure = read_figure(course.sentence.pieces[at])
    amounts = course.topic.amounts if course.topic is not None else []
    held = next((one.figure for one in amounts if one is not None), None)
    same = held is not None and held.sort == figure.sort and even(held.unit) == figure.unit
    return held is not None and same and 2 * Decimal(figure.value) > abs(Decimal(held.value))


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
