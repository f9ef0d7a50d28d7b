"""Reads one figure: which words name it, whether it continues what was named before, whether it stands in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import BOTH_TOTALS
from docparse.narrative.figures import read_figure
from docparse.narrative.following import name_after
from docparse.narrative.naming import Words
from docparse.narrative.phrases import Name
from docparse.narrative.pieces import BARE, COUNT, FIGURES, MONEY, PERCENT, SPELLED, TEXT, TIME, WORD
from docparse.narrative.statements import Topic
from docparse.narrative.telling import Place, tell
from docparse.narrative.topics import for_unit, topic_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.narrative import Cue
    from docparse.narrative.course import Course
    from docparse.narrative.statements import Statement

_LONGEST_LABEL = 24
_COUNTED = frozenset({COUNT, SPELLED})
# Words that say that a time was measured, and no name holds it.
_MEASURED = frozenset({"sum", "approximately", "copula"})
_NO_LABEL = frozenset({"of_which", "reason"})
_EACH, _RESPECTIVELY = frozenset({"each"}), frozenset({"respectively"})
_DEEDS = frozenset({"light_verb", "verb"})
_BEFORE_DEEDS = frozenset({"sum", "own", "time", "and", "of_which", "each"})
_COMPLETION = frozenset({"budget_rate"})
_COMMON = frozenset({"final", "initial_budget", "full_year_budget", "budget"})
_JOINING = frozenset({"and", "than"})
_ROW_MARKS = ("、", ",")
_SIDES = ("income", "expenditure")
_IN_ROWS = frozenset({MONEY, PERCENT})


def read_at(course: Course, at: int) -> None:
    """Tells the figure at ``at``, and those that follow it in one row with it."""
    sentence = course.sentence
    course.said_flat = False
    first = max(sentence.region(at), min(course.consumed, at))
    low, _, cue = sentence.cues.get(at, (at, at, None))
    cue = _without_noun(course, at, cue)
    place, end = Place(at, first, cue), max(first, min(low, at)) if cue is not None else at
    if _says_no_quantity(course, place):
        return
    if sentence.says(_RESPECTIVELY, first, at) or _is_row_of_each(course, place):
        _read_row(course, place)
        return
    words = sentence.words(first, end)
    if words.name is None and _goes_on_as_row(course, place):
        _read_pair(course, place)
        return
    name = _own_name(course, place, end, words)
    if name is not None and course.label is not None and sentence.printed(name) in load_narrative().endings["thing"]:
        tell(course, place, course.label, named=False)
        return
    listed = sentence.listed_names(first, end) if name and not name.known and sentence.says(_EACH, first, end) else []
    if len(listed) > 1:
        _tell_all(course, place, listed)
    elif name is not None:
        topic = topic_of(course, name, read_figure(sentence.pieces[at]).unit, first=first)
        tell(course, place, topic, named=True)
    else:
        _tell_nameless(course, place, words)


def _tell_all(course: Course, place: Place, names: Sequence[Name]) -> None:
    """Tells one figure of several subjects; what follows without a name is about all of them."""
    unit = read_figure(course.sentence.pieces[place.at]).unit
    topics = [topic_of(course, name, unit) for name in names]
    for topic in topics:
        tell(course, place, topic, named=True)
    course.turn_to(_joint(topics))


def _joint(topics: Sequence[Topic]) -> Topic:
    """The subjects of several topics as one, under the name of the first."""
    keys = tuple(key for topic in topics for key in topic.keys)
    return Topic(topics[0].name, keys, None, [one for topic in topics for one in topic.amounts])


def _says_no_quantity(course: Course, place: Place) -> bool:
    """Whether a figure says when or how long something is, or how many times as much of it, of no change (2倍工资).

    Or why there is no rate (基数为0).
    """
    piece = course.sentence.pieces[place.at]
    if piece.kind == TIME:
        return not _is_measured(course, place)
    if piece.kind == BARE:
        before = "".join(one.text for one in course.sentence.pieces[place.first : place.at])
        return any(word in before for word in load_narrative().endings["base"])
    multiple = piece.kind == PERCENT and load_narrative().per_cent.get(read_figure(piece).unit, 0) > 1
    return multiple and (place.cue is None or place.cue.means != "change")


def _is_row_of_each(course: Course, place: Place) -> bool:
    """Whether a figure begins a row of two, one for each subject of a name: 收、支总计各为60.00万元、60.00万元."""
    return course.sentence.says(_EACH, place.first, place.at) and _begins_row(course, place.at)


def _begins_row(course: Course, at: int) -> bool:
    """Whether another figure of its kind stands right behind a figure: 60.00万元、60.00万元."""
    sentence = course.sentence
    if at + 2 >= len(sentence.pieces):
        return False
    joined = sentence.mark(at + 1) in _ROW_MARKS or sentence.word(at + 1) in _JOINING
    return joined and sentence.pieces[at].kind == sentence.pieces[at + 2].kind and sentence.pieces[at].kind in _IN_ROWS


def _goes_on_as_row(course: Course, place: Place) -> bool:
    """Whether a change is told of two subjects that were told in a row: 各增加1.00万元、2.00万元，增长3%、4%."""
    topic = course.topic
    if topic is None or place.cue is None or place.cue.means != "change" or not _begins_row(course, place.at):
        return False
    return len(set(topic.keys)) == len(_SIDES) == len(topic.amounts)


def _read_pair(course: Course, place: Place) -> None:
    """Tells two figures of the two subjects in hand, and leaves both in hand."""
    joint = course.topic
    assert joint is not None  # noqa: S101  only such a pair is read
    for order, (key, amount) in enumerate(zip(joint.keys, joint.amounts, strict=True)):
        at = place.at + 2 * order
        tell(course, place._replace(at=at), Topic(joint.name, (key,), None, [amount]), named=False)
        course.done = at
    course.turn_to(joint)


def _without_noun(course: Course, at: int, cue: Cue | None) -> Cue | None:
    """No cue for 增加8个项目, which tells of projects, unless it is said against what."""
    sentence = course.sentence
    changes = cue is not None and cue.means == "change" and sentence.pieces[at].kind == COUNT
    if changes and course.baseline is None and at + 1 < len(sentence.pieces):
        after = sentence.pieces[at + 1]
        if after.kind == TEXT or (after.kind == WORD and after.word == "plain"):
            return None
    return cue


def _is_measured(course: Course, place: Place) -> bool:
    """Whether a time is what is told (服务时长298小时), not when or how long something is."""
    endings = load_narrative().endings["duration"]
    words = course.sentence.pieces[place.first : place.at]
    return any(piece.word in _MEASURED or piece.text.endswith(endings) for piece in words)


def _own_name(course: Course, place: Place, end: int, words: Words) -> Name | None:
    """The name that stands at a figure: before it, before a colon, behind it; or what was done."""
    sentence, at = course.sentence, place.at
    name = words.name or _before_colon(course, place.first)
    counted = place.cue is None and sentence.pieces[at].kind in _COUNTED
    follows = course.followed and all(piece.text == "、" for piece in sentence.pieces[place.first : at])
    spelled = sentence.pieces[at].kind == SPELLED
    behind = words.acts or follows or spelled or sentence.word(at + 1) == "of"
    behind |= name is None and (words.verb or _counts_what_follows(course, at))
    course.followed = False
    if counted and behind:
        found = name_after(sentence.pieces, at, sentence.subjects)
        if found is not None:
            course.followed = True
            ends = (index for index in range(at, len(sentence.pieces)) if sentence.pieces[index].end >= found.end)
            course.consumed = next(ends) + 1
            return found
    if name is None and counted and words.verb and course.topic is not None:
        return _deed(course, place)
    if name is not None and place.cue is not None and place.cue.means == "rate":
        rate = sentence.pieces[end]
        return name._replace(end=rate.end, known=False) if rate.start == name.end else name
    return name


def _counts_what_follows(course: Course, at: int) -> bool:
    """Whether a reason begins with a figure and goes on with those whom it counts: 主要原因是3名干部退休."""
    after = course.sentence.pieces[at + 1] if at + 1 < len(course.sentence.pieces) else None
    return course.in_reason and after is not None and after.kind == TEXT


def _before_colon(course: Course, first: int) -> Name | None:
    """A label before a colon (实有人数：119人)."""
    sentence = course.sentence
    if not first or sentence.mark(first - 1) != ":":
        return None
    low = sentence.region(first - 1)
    if sentence.says(_NO_LABEL, low, first) or any(piece.kind in FIGURES for piece in sentence.pieces[low:first]):
        return None
    words = sentence.words(low, first - 1)
    flow = words.common is not None and sentence.printed(words.common) in load_narrative().endings["flow"]
    name = words.common if flow else words.name
    return name if name is not None and name.end - name.start <= _LONGEST_LABEL else None


def _deed(course: Course, place: Place) -> Name | None:
    """What was done, where a count says nothing else (已认定16件, 不予受理2件)."""
    pieces, first = course.sentence.pieces, place.first
    while first < place.at and (pieces[first].kind != WORD or pieces[first].word in _BEFORE_DEEDS):
        first += 1
    if not course.sentence.says(_DEEDS, first, place.at):
        return None
    return Name(pieces[first].start, pieces[place.at - 1].end, first, False)


def _tell_nameless(course: Course, place: Place, words: Words) -> None:
    """Tells a figure without a name of its own: of the topic in hand, else of the common words beside it."""
    sentence, at = course.sentence, place.at
    unit = read_figure(sentence.pieces[at]).unit
    both = _both_totals(course, place)
    if both is not None:
        tell(course, place, both, named=False)
        return
    topic = for_unit(course.topic, sentence.pieces[at], unit)
    common = _common_name(course, place) if topic is None or topic.common or _is_count(topic) else None
    if common is not None:
        waiting = topic.waiting if topic is not None and topic.common else []
        topic = topic_of(course, words.common or common, unit)
        topic.common, topic.waiting = True, waiting
        tell(course, place, topic, named=True)
        return
    begins = place.first == 0 or sentence.mark(place.first - 1) == "。"
    if topic is not None and begins and words.common is not None and _is_of_other_side(course, words.common, topic):
        tell(course, place, topic_of(course, words.common, unit), named=True)
        return
    flow = words.common is not None and sentence.printed(words.common) in load_narrative().endings["flow"]
    fresh = place.cue is None and words.common is not None and (begins or flow)
    if topic is None or (fresh and any(topic.amounts) and not topic.path):
        name = words.common or name_after(sentence.pieces, at, sentence.subjects)
        topic = topic_of(course, name, unit) if name is not None else Topic("", (None,))
        tell(course, place, topic, named=True)
        return
    tell(course, place, topic, named=False)


def _is_of_other_side(course: Course, common: Name, topic: Topic) -> bool:
    """Whether a sentence begins to speak of expenditure (财政拨款支出较…) behind a balance or an income."""
    told = (topic.keys[0] or "").startswith(("balance.", "income."))
    return told and course.sentence.printed(common).endswith(load_narrative().endings["expenditure"])


def _both_totals(course: Course, place: Place) -> Topic | None:
    """Both totals of an account that were told one behind the other: 收入总计…，支出总计…，比上年各增加…."""
    if len(course.told) < len(_SIDES) or not course.sentence.says(_EACH, place.first, place.at):
        return None
    told = course.told[-len(_SIDES) :]
    pair = BOTH_TOTALS.get(told[0].key or "", {})
    if {one.key for one in told} != set(pair.values()) or any(one.measure != "amount" for one in told):
        return None
    if "。" in course.sentence.text[told[0].clause[1] : course.sentence.pieces[place.at].start]:
        return None
    return _joint([Topic(one.name, (one.key,), None, [one]) for one in told])


def _is_count(topic: Topic) -> bool:
    """Whether a topic has been told as a count, so that a budget beside it is no budget of it."""
    return any(one is not None and one.figure.sort == COUNT for one in topic.amounts)


def _common_name(course: Course, place: Place) -> Name | None:
    """The words of a budget, a final figure or a rate as its name (项目12个，全年预算数300万元)."""
    sentence, cue = course.sentence, place.cue
    completes = cue is not None and cue.means == "completion"
    if not completes and (sentence.pieces[place.at].kind != MONEY or (cue is not None and cue.means != "budget")):
        return None
    wanted = _COMPLETION if completes else _COMMON
    named = [index for index in range(place.first, place.at) if sentence.word(index) in wanted]
    if not named:
        return None
    return Name(sentence.pieces[named[0]].start, sentence.pieces[named[-1]].end, named[0], False)


def _read_row(course: Course, place: Place) -> None:
    """A、B分别为X、Y; 分别完成年度任务的X%、Y% of the quantities before."""
    sentence = course.sentence
    row = [place.at]
    for index in range(place.at + 1, len(sentence.pieces)):
        if sentence.pieces[index].kind in FIGURES:
            row.append(index)
        elif sentence.mark(index) not in _ROW_MARKS and sentence.word(index) not in _JOINING:
            break
    named, topics = _topics_of_row(course, place, len(row))
    for index, topic in zip(row, topics, strict=True):
        tell(course, place._replace(at=index), topic, named=named)
    course.done = row[-1]
    if len({id(topic) for topic in topics}) > 1 and len({topic.name for topic in topics}) == 1:
        course.turn_to(_joint(topics))


def _topics_of_row(course: Course, place: Place, count: int) -> tuple[bool, list[Topic]]:
    """Whether a row of figures is named, and the topic of each of its figures."""
    sentence, held = course.sentence, course.topic
    unit = read_figure(sentence.pieces[place.at]).unit
    parting = _RESPECTIVELY | _EACH
    mark = next(index for index in range(place.at - 1, place.first - 1, -1) if sentence.word(index) in parting)
    if course.in_reason and held is not None and not any(held.amounts):
        return False, [Topic(held.name, held.keys) for _ in range(count)]
    names = sentence.listed_names(place.first, mark)
    if len(names) >= count:
        return True, [topic_of(course, name, unit) for name in names[-count:]]
    if names:
        topic = topic_of(course, names[0], unit)
        if len(topic.keys) == count:
            return True, [Topic(topic.name, (key,)) for key in topic.keys]
        return True, [topic] * count
    last: list[Statement] = [one for one in course.story.primary(sentence.index) if not one.inner][:count]
    if len(last) == count:
        return False, [Topic(one.name, (one.key,), one.path, [one]) for one in reversed(last)]
    return False, [held or Topic("", (None,))] * count
