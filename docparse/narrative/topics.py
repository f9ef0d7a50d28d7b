"""What a figure is about: names become topics with their keys; functional classes are topics by their path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.grammars.narrative import even, load_narrative
from docparse.lexicons.subjects import BOTH_TOTALS, FUND, bare_class, load_subjects, side_of_key
from docparse.narrative.phrases import Name
from docparse.narrative.pieces import COUNT, FIGURES, MARK, MONEY
from docparse.narrative.statements import Scope, Topic
from docparse.narrative.years import YEARS

if TYPE_CHECKING:
    from docparse.narrative.course import Course
    from docparse.narrative.pieces import Piece

_DIGITS_OF_CLASS = 3
_VERBS = frozenset({"light_verb", "verb"})
_BRINGING = frozenset({"light_verb", "verb", "up"})
_NO_LABEL = frozenset({"of_which", "reason"})
# Batches and persons of one reception are told one behind the other.
_BATCHES, _PERSONS = "_batches", "_persons"
# Words before the name of a functional class that are no part of it.
_ORDER = frozenset({"time", "own", "of_which", "reason", "sum", "copula", "and", "preposition"})
_LONGEST_MARK = 2


def topic_of(course: Course, name: Name, unit: str = "", *, first: int | None = None) -> Topic:
    """The topic that a name stands for; the one in hand where it is the same.

    Args:
        course: where the reading is.
        name: the name.
        unit: folded unit of the figure beside it; some names mean one thing or another by the unit.
        first: where the words of the figure begin, whose verbs may tell the subject.
    """
    name = _longest(course, name)
    printed = course.sentence.printed(name)
    keys = _keys(course, name, unit, first)
    held = course.topic
    if len(keys) > 1 and held is not None and len(held.keys) == len(keys) and held.name.endswith(printed):
        keys = held.keys
    if held is not None and len(keys) > 1 and held.keys == keys:
        return Topic(printed, keys, None, held.amounts)
    if held is not None and held.name == printed and held.keys == (keys or (None,)):
        return held
    return Topic(printed, keys or (None,), (printed,) if keys and _is_class(keys[0]) else None)


def _is_class(key: str | None) -> bool:
    return key is not None and key.isdecimal() and len(key) == _DIGITS_OF_CLASS


def _longest(course: Course, name: Name) -> Name:
    """A name of the lexicon together with 支出 behind it, where that is a name of the lexicon too."""
    longer = name._replace(end=name.end + len(load_narrative().endings["expenditure"][0]))
    known = name.known and even(course.sentence.printed(longer)) in load_subjects().names
    return longer if known else name


def _keys(course: Course, name: Name, unit: str, first: int | None) -> tuple[str | None, ...]:
    lexicon = load_subjects()
    folded = even(course.sentence.printed(name))
    pieces = course.sentence.pieces[name.first if first is None else first : name.first]
    verbs = [piece.text for piece in pieces if piece.word in _VERBS]
    spoken = [folded, *(verb + folded for verb in reversed(verbs))]
    keys = next((found for text in spoken if (found := lexicon.keys(text, unit))), ())
    before = next((one for one in reversed(course.told) if one.inner == bool(course.brackets)), None)
    last = before.key or "" if before is not None else ""
    if before is not None and last.endswith(_BATCHES):
        # 国内公务接待42批次, 接待316人次: the verb of the name goes on with it.
        again = not keys and even(before.name).endswith(folded) and lexicon.keys(even(before.name), unit)
        if (keys or again or ("",))[0].endswith(_PERSONS):
            return (last.removesuffix(_BATCHES) + _PERSONS,)
    keys = keys or (lexicon.keys(folded, "") if name.known else ())
    if keys and keys[0].startswith(FUND):
        return _of_income(course, keys)
    return _of_same_account(course, name, keys)


def _of_same_account(course: Course, name: Name, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The other total of the account that the sentence began with: 财政拨款收入总计20.00万元，支出总计20.00万元."""
    last = course.told[-1] if course.told else None
    pair = BOTH_TOTALS.get(last.key or "") if last is not None else None
    if last is None or pair is None or len(keys) != 1 or keys[0] in pair.values():
        return keys
    side = next((side for side, key in BOTH_TOTALS.get(keys[0], {}).items() if key == keys[0]), "")
    same = "。" not in course.sentence.text[last.clause[1] : name.start]
    return (pair[side],) if same and side and pair[side] != last.key else keys


def _of_income(course: Course, keys: tuple[str, ...]) -> tuple[str, ...]:
    """A fund where an income is divided is the income from that fund (财政拨款收入…，其中：一般公共预算…)."""
    whole = course.scope.wholes.get(MONEY) if course.scope is not None else None
    if whole is None or side_of_key(whole.key or "") != "income":
        return keys
    return tuple(key.removeprefix(FUND) for key in keys)


def is_fund(course: Course, low: int, high: int) -> bool:
    """Whether the pieces are the name of a fund, which tells nothing of itself."""
    pieces = course.sentence.pieces
    name = even(course.sentence.text[pieces[low].start : pieces[high - 1].end])
    return any(key.startswith(FUND) for key in load_subjects().keys(name, ""))


def for_unit(topic: Topic | None, piece: Piece, unit: str) -> Topic | None:
    """The topic for a figure that names none: 国内公务接待8批次、96人次 has two subjects, money is no 人数."""
    tails = load_narrative().endings["count_tail"]
    if topic is not None and piece.kind == MONEY and topic.name.endswith(tails):
        name = next(topic.name.removesuffix(tail) for tail in tails if topic.name.endswith(tail))
        return Topic(name, load_subjects().keys(even(name), unit) or (None,))
    if topic is None or piece.kind != COUNT or topic.path:
        return topic
    keys = load_subjects().keys(even(topic.name), unit)
    return topic if keys in ((), topic.keys) else Topic(topic.name, keys)


def see_level(course: Course, at: int) -> None:
    """（类）, （款）, （项）: the name before it is the next part of a path."""
    sentence = course.sentence
    first = sentence.region(at)
    earlier = course.topic.path if course.topic is not None and course.path_end == first else None
    if not earlier:
        first = _start_of_class(course, first, at)
    if first >= at:
        return
    start, end = sentence.pieces[first].start, sentence.pieces[at - 1].end
    level = next((rank for rank, mark in enumerate(load_narrative().levels) if mark in sentence.mark(at)), 0)
    path = (*(earlier or course.path[:level]), sentence.text[start:end])
    course.path = path
    printed = path[-1]
    if len(path) == 1 and sentence.mark(at + 1) == load_narrative().endings["expenditure"][0]:
        printed = sentence.text[start : sentence.pieces[at + 1].end]
    course.path_end = at + 1
    code = load_subjects().items.get(tuple(bare_class(even(part)) for part in path))
    course.turn_to(Topic(printed, (code,), path, printed=True))


def _start_of_class(course: Course, first: int, at: int) -> int:
    """Where the name of a class begins: a name of the lexicon, else behind years and words of order."""
    pieces = course.sentence.pieces
    for low, high in course.sentence.subjects:
        if first <= low < at <= high <= at + _LONGEST_MARK:
            first = low
    while first < at and (pieces[first].kind in YEARS or pieces[first].kind == MARK or pieces[first].word in _ORDER):
        first += 1
    return first


def see_label(course: Course, end: int) -> None:
    """A clause without a figure that is the name of an item: what follows is about it."""
    sentence = course.sentence
    first = sentence.region(end)
    if course.in_reason:
        _see_quoted(course, first, end)
        return
    if first >= end or sentence.pieces[end - 1].kind in FIGURES or sentence.word(end - 1) in _NO_LABEL:
        return
    if not any(first <= low and high <= end for low, high in sentence.subjects):
        if sentence.mark(end) == ":":
            _see_project(course, first, end)
        return
    words = sentence.words(first, end)
    if words.name is None or not words.name.known or is_fund(course, words.name.first, end):
        return
    course.topic = topic_of(course, words.name)
    whole = course.amounts_of(course.topic)[0]
    if sentence.word(end - 1) == "in" and whole is not None:
        course.scope, course.listed = Scope({whole.figure.sort: whole}), False


def _see_project(course: Course, first: int, end: int) -> None:
    """“…”项目自评综述: the passage is about the project in quotation marks."""
    pieces = course.sentence.pieces
    marks = [index for index in range(first, end) if pieces[index].text == '"']
    words = load_narrative().endings["thing"]
    if len(marks) == 2 and marks[1] + 1 < end and pieces[marks[1] + 1].text.startswith(words):
        name = Name(pieces[marks[0]].end, pieces[marks[1]].start, marks[0] + 1, False)
        course.label = course.topic = Topic(course.sentence.printed(name), (None,))


def _see_quoted(course: Course, first: int, end: int) -> None:
    """A project that a reason names in quotation marks (新增“…”项目): figures without a name are about it."""
    pieces = course.sentence.pieces
    marks = [index for index in range(first, end) if pieces[index].text == '"']
    if len(marks) == 2 and course.sentence.word(marks[0] - 1) in _BRINGING:
        low, high = marks
        course.topic = topic_of(course, Name(pieces[low].end, pieces[high].start, low + 1, False))
