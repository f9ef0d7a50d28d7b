"""其中: which whole the parts that follow are parts of, and when they end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from docparse.grammars.narrative import even
from docparse.lexicons.subjects import BOTH_TOTALS, load_subjects, side_of_key
from docparse.narrative.pieces import COUNT, MONEY
from docparse.narrative.statements import CHANGES, PRIMARY, Scope, Topic
from docparse.narrative.topics import topic_of

if TYPE_CHECKING:
    from docparse.narrative.course import Course
    from docparse.narrative.statements import Statement

# How the key of a quantity ends that has items of its own: three_public.total and three_public.reception.
_TOTAL = ".total"
_ITEMS = frozenset({*PRIMARY, "budget_amount"})


def open_scope(course: Course, at: int) -> None:
    """Opens a scope at 其中, 包括 or 含, where a quantity was told that can have parts."""
    course.left = None
    sentence = course.sentence
    name = sentence.words(sentence.region(at), at).name
    if name is not None and name.known:
        topic = topic_of(course, name)
        whole = course.story.last(key=topic.keys[0], name=topic.name)
        if whole is not None:
            course.scope, course.listed = Scope({whole.figure.sort: whole}), False
            return
    wholes, change = _wholes(course, fresh=at == 0 or sentence.mark(at - 1) == "。"), _last_change(course)
    wholes = {sort: _total_of_side(course, whole, at) for sort, whole in wholes.items()}
    budget = _budget_of(course, next(iter(wholes.values()), None))
    if not wholes and change is None and budget is None:
        return
    outer = course.scope if not course.brackets and course.scope is not None and course.scope.items else None
    colon = sentence.mark(at + 1) in (":", ";")
    course.scope = Scope(wholes, budget, change, colon=colon, outer=outer, budgeted=budget is not None and not wholes)
    course.listed = False


def _wholes(course: Course, *, fresh: bool) -> dict[str, Statement]:
    """The last quantity of each sort that was told here, else the last total of the passages before."""
    here = list(course.story.primary(course.sentence.index))
    if here:
        total = fresh and any(one.part_of is None for one in here)
        wholes: dict[str, Statement] = {}
        for one in here:
            if not (total and one.part_of is not None):
                wholes.setdefault(one.figure.sort, one)
        return wholes
    last = course.told[-1] if course.told else None
    if last is not None and (last.measure in CHANGES or last.measure == "budget_amount"):
        return {}
    before = next((one for one in course.story.primary() if one.part_of is None), None)
    if before is None:
        return {}
    course.year = course.year or before.period
    return {before.figure.sort: before}


def _total_of_side(course: Course, whole: Statement, at: int) -> Statement:
    """Of two totals said at once (收、支总计各为…, 其中：本年收入…) the one that the first part behind is a part of."""
    sentence = course.sentence
    low, high = next(((low, high) for low, high in sentence.subjects if low > at), (0, 0))
    if whole.passage != sentence.index or whole.key is None or whole.key not in BOTH_TOTALS or not high:
        return whole
    name = even(sentence.text[sentence.pieces[low].start : sentence.pieces[high - 1].end])
    side = side_of_key(next(iter(load_subjects().keys(name, "")), ""))
    key = BOTH_TOTALS[whole.key].get(side or "")
    same = (one for one in reversed(course.told) if one.key == key and one.measure == whole.measure)
    return next((one for one in same if one.name == whole.name), whole)


def _last_change(course: Course) -> Statement | None:
    """The change by an amount that was told last, if nothing but its rate was told since."""
    last = course.told[-1] if course.told else None
    if last is None or last.measure not in CHANGES:
        return None
    same = (one for one in reversed(course.told) if one.measure == "change_amount" and one.name == last.name)
    return next(same, None)


def _budget_of(course: Course, whole: Statement | None) -> Statement | None:
    budgets = (one for one in reversed(course.told) if one.measure == "budget_amount" and one.about is whole)
    return next(budgets, None)


def join_scope(course: Course, statement: Statement, at: int, *, named: bool, known: bool) -> None:
    """Makes a statement a part of the whole in hand.

    Args:
        course: where the reading is.
        statement: what was told.
        at: its figure.
        named: whether its name stands there.
        known: whether it continues a name that was told as a part before.
    """
    if course.scope is None and named and course.left is not None and _goes_on(course, statement, course.left):
        course.scope = course.left
    if course.scope is not None and named and _is_of_outer(course.scope, statement):
        course.scope = course.scope.outer
    scope = course.scope
    if scope is None or statement.part_of is not None:
        return
    whole = scope.wholes.get(statement.figure.sort)
    strange = whole is not None and whole.figure.sort == COUNT and whole.figure.unit != statement.figure.unit
    if named and strange and statement.measure in PRIMARY and not scope.colon and not course.brackets:
        course.scope = None
        return
    if named and statement.measure in _ITEMS and (whole is not None or scope.budget is not None):
        _count_item(course, scope, at)
    if statement.measure in PRIMARY and (named or known) and not strange and not statement.said:
        statement.part_of = whole if whole is not statement and not _exceeds(course, statement, whole) else None
    elif statement.measure == "budget_amount" and (named or known):
        statement.part_of = scope.budget
    elif (
        statement.measure == "change_amount"
        and scope.change is not None
        and scope.change.baseline == statement.baseline
    ):
        statement.part_of = scope.change if named else None
    if statement.period is None and statement.part_of is not None:
        statement.period = statement.part_of.period


def _exceeds(course: Course, part: Statement, whole: Statement | None) -> bool:
    """Whether an amount is more than what a sentence before it tells: then it is a part of something else."""
    if whole is None or part.figure.sort != MONEY or part.figure.unit != whole.figure.unit:
        return False
    between = course.sentence.text[whole.clause[1] : part.clause[0]] if whole.passage == part.passage else _STOP
    return _STOP in between and Decimal(part.figure.value) > Decimal(whole.figure.value) >= 0


_STOP = "。"


def _is_of_outer(scope: Scope, statement: Statement) -> bool:
    """Whether a statement is a part of what the whole in hand is itself a part of.

    By their keys both are items of one total (三公经费 …，其中：公务用车费 …，其中：购置费 …；公务接待费 …).
    """
    whole, sort = scope.wholes.get(statement.figure.sort), statement.figure.sort
    around = scope.outer.wholes.get(sort) if scope.outer is not None else None
    if whole is None or around is None or not (whole.key and around.key and statement.key):
        return False
    items = f"{around.key.removesuffix(_TOTAL)}."
    inside = statement.key == whole.key or statement.key.startswith(f"{whole.key}.")
    return whole.key.startswith(items) and statement.key.startswith(items) and not inside


def _goes_on(course: Course, statement: Statement, left: Scope) -> bool:
    """Whether a statement behind a semicolon is a further part of the whole that was divided before it.

    By its key it is one of the items of that total (三公经费 …，其中公务接待费 …；公务用车运行维护费 …), and of no
    other item told in the sentence.
    """
    whole = left.wholes.get(statement.figure.sort)
    if whole is None or whole.key is None or statement.key is None or statement.measure not in PRIMARY:
        return False
    base = whole.key.removesuffix(_TOTAL)
    if base == whole.key or not statement.key.startswith(f"{base}.") or statement.key == whole.key:
        return False
    here = (one.key for one in course.told if one.key)
    return not any(statement.key.startswith(f"{key}.") for key in here)


def _count_item(course: Course, scope: Scope, at: int) -> None:
    first = course.sentence.region(at)
    scope.commas |= bool(scope.items) and course.sentence.mark(first - 1) in ("、", ",")
    scope.items += 1


def pass_semicolon(course: Course) -> None:
    """A semicolon ends parts that are parted by commas, and goes back to the scope around them."""
    scope = course.scope
    if scope is None or course.brackets:
        return
    ends = scope.commas or not (scope.colon or scope.shares or not scope.items)
    if scope.outer is not None and (ends or not scope.items):
        course.scope = scope.outer
    elif ends:
        close_scope(course)
        course.left = scope


def close_scope(course: Course) -> None:
    """The parts are told: what follows without a name is about the whole again."""
    whole = next(iter(course.scope.wholes.values()), None) if course.scope is not None else None
    if whole is not None and whole.passage == course.sentence.index:
        course.topic = Topic(whole.name, (whole.key,), whole.path, [whole])
    course.scope = None
