"""Cuts the fragments of a form into blocks by its labels: head, funds, goals, tasks, indicators, result."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.centred_labels import before_their_text
from docparse.evaluating.goal_cells import text_behind_label
from docparse.evaluating.labels import Hit, find_labels, with_words_called
from docparse.evaluating.torn_sides import group_at_side, sides_together
from docparse.evaluating.unfilled import unfilled
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_cues import load_indicator_cues
from docparse.patterns import pattern
from docparse.segmenting.form_labels import LONGEST_TITLE, is_title
from docparse.segmenting.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment


class Field(NamedTuple):
    """A labelled field: its key in the head or tail, the label as printed, and what stands behind it."""

    key: str
    label: tuple[Fragment, ...]
    value: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class FormBlocks:
    """The fragments of one form by what they are for; each fragment stands in exactly one of the parts.

    Attributes:
        above: What stands before the first label of the head: label of the annex, title, year, department.
        head: The fields of the head, in printed order.
        funds_header: Labels of the funds, side labels included.
        goals_header: Labels of the goals.
        indicator_header: Labels of the indicators as printed, perhaps torn and interleaved, side labels included.
        tail: The fields below the indicators, in printed order.
        furniture: Side labels and headers that are repeated inside the blocks, after a page break.
        labels: All labels that were found, folded.
    """

    above: tuple[Fragment, ...] = ()
    head: tuple[Field, ...] = ()
    funds_header: tuple[Fragment, ...] = ()
    funds_body: tuple[Fragment, ...] = ()
    goals_header: tuple[Fragment, ...] = ()
    goals_body: tuple[Fragment, ...] = ()
    tasks_header: tuple[Fragment, ...] = ()
    tasks_body: tuple[Fragment, ...] = ()
    indicator_header: tuple[Fragment, ...] = ()
    indicator_body: tuple[Fragment, ...] = ()
    tail: tuple[Field, ...] = ()
    furniture: tuple[Fragment, ...] = ()
    labels: frozenset[str] = frozenset()


class Section(NamedTuple):
    """A block between its header and the next block: indices of fragments."""

    name: str
    start: int
    body: int


# What a header must hold to be one: so many different labels of the section, one of these among them.
_NEEDED = {
    "funds": (2, ("initial_budget", "full_year_budget", "executed")),
    "goals": (2, ("actual",)),
    "tasks": (3, ("name", "content")),
    "indicators": (3, ("level1", "level3")),
}
# Labels of one header stand so close together: a label that no form knows may stand between two.
_APART, _MOST_LABELS = 6, 40
# A repeated header holds at least so many labels.
_REPEATED = 3
_LINE_GAPS = frozenset(("first", "line", "blank", "page"))
# Fields of long texts, in which a line may end with a colon; fields that may stand above and below.
_TEXTS = frozenset(("responsibilities", "overall_goal", "conclusion", "other_notes", "notes"))
_ANYWHERE, _POINTS = frozenset(("contact", "extra")), frozenset(("weight", "score", "points", "coefficient"))
_NAMES = frozenset(("project_name", "department", "implementing_unit"))
# What a label that no form knows may look like.
_LONGEST_LABEL = 14
_LABEL = pattern(r"(?:[^\W\d_]|[ （）()、]){2,}[:：]?")
_LABEL_MATCHES = ("Contact", "Head（signed）：", "Phone (office)")
_LABEL_MISSES = ("2023", "Done。", "：", "A")
_SHORT_LABEL = 2  # is only one with a colon, or a total with its numbers


def cut_blocks(fragments: Sequence[Fragment], opening: int) -> FormBlocks:
    """The blocks of a form.

    Args:
        fragments: The form's fragments in reading order.
        opening: The number of the line with the first label of the head.
    """
    above = next((index for index, fragment in enumerate(fragments) if fragment.line >= opening), len(fragments))
    cut, hits = find_labels(before_their_text(sides_together(fragments[above:])))
    sections = _with_head_between(cut, hits, sections_of(cut, hits))
    tail = _tail_start(cut, hits, sections)
    starts = [*(section.start for section in sections), tail]
    first = starts[0]
    head = list(_fields(cut, hits, 0, first, "head"))
    parts: dict[str, tuple[Fragment, ...]] = {}
    furniture: list[Fragment] = []
    for section, end in zip(sections, starts[1:], strict=True):
        if section.name == "head":
            head += _fields(cut, hits, section.start, end, "head")
            continue
        name = _FIELDS[section.name]
        body, repeated = _without_repetitions(cut, hits, section, end)
        side = [cut[at] for at in group_at_side(cut, hits, section.body, end)] if name == "goals" else []
        parts[f"{name}_header"] = (*cut[section.start : section.body], *side)
        body = tuple(each for each in body if each not in side)
        parts[f"{name}_body"] = tuple(with_words_called(body)) if name == "indicator" else body
        furniture += repeated
    contact = tuple(field for field in head if field.key == "contact")
    return FormBlocks(
        above=tuple(fragments[:above]),
        head=tuple(field for field in head if field.key != "contact"),
        tail=(*contact, *_fields(cut, hits, tail, len(cut), "tail")),
        furniture=tuple(furniture),
        labels=frozenset(hit.label for hit in hits),
        **parts,
    )


_FIELDS = {"funds": "funds", "goals": "goals", "tasks": "tasks", "indicators": "indicator"}


def sections_of(fragments: Sequence[Fragment], hits: Sequence[Hit]) -> list[Section]:
    """The blocks that have a header, in printed order, each kind once."""
    found: list[Section] = []
    waiting = list(_NEEDED)
    index = 0
    while index < len(hits):
        keys = hits[index].keys
        name = next((name for name in waiting if name in keys), None)
        beside = text_behind_label(fragments, hits, index) if name == "goals" else None
        if beside is not None:
            found.append(Section("goals", hits[index].first, hits[beside].end))
            waiting.remove("goals")
            index = beside + 2
            continue
        run = _header_run(hits, index, name) if name else ()
        if not name or not run:
            index += 1
            continue
        start = _header_start(fragments, hits, index, name, found[-1].body if found else 0)
        found.append(Section(name, start, _header_end(fragments, run[-1].end, name)))
        waiting.remove(name)
        index += len(run)
    return found


def _with_head_between(
    fragments: Sequence[Fragment], hits: Sequence[Hit], sections: Sequence[Section]
) -> list[Section]:
    """The blocks, and the fields of the head that stand behind one of them."""
    found: list[Section] = []
    for order, section in enumerate(sections):
        found.append(section)
        stop = sections[order + 1].start if order + 1 < len(sections) else 0
        own = [hit for hit in hits if section.body <= hit.first < stop and "head" in hit.keys]
        for hit in own if section.name != "goals" or not group_at_side(fragments, hits, section.body, stop) else ():
            first = hit.first
            if len(hit.label) > _SHORT_LABEL and fragments[first].gap in _LINE_GAPS:
                found.append(Section("head", first, first))
                break
    return found


def _header_run(hits: Sequence[Hit], index: int, name: str) -> tuple[Hit, ...]:
    """The labels of a header that begins with a label; empty where they are too few to be one.

    A label that repeats one of the header's belongs to what follows; but points may have columns of several labels.
    """
    run = [hits[index]]
    keys = {hits[index].key(name)}
    for hit in islice(hits, index + 1, index + _MOST_LABELS):
        key = hit.key(name)
        apart = hit.first - run[-1].end
        begun = apart and hit.called and name == "indicators"  # 改进措施： in the first row
        if key is None or begun or apart > _APART or (key in keys and not _is_several(hit, run, name)):
            break
        run.append(hit)
        keys.add(key)
    # What stands before a label at the side of the first rows is no part of the header.
    while name == "indicators" and len(run) > 1 and run[-1].key(name) == "block" and run[-1].first > run[-2].end:
        run.pop()
    fewest, needed = _NEEDED[name]
    return tuple(run) if len(keys - {"block"}) >= fewest and keys & set(needed) else ()


def _is_several(hit: Hit, run: Sequence[Hit], name: str) -> bool:
    """Whether a header may have several labels of a key: blocks, and points by another word (权重 beside 分值)."""
    points = name == "indicators" and hit.key(name) in _POINTS and all(hit.label != other.label for other in run)
    return points or hit.key(name) == "block"


def _header_start(fragments: Sequence[Fragment], hits: Sequence[Hit], index: int, name: str, floor: int) -> int:
    """Where a header begins: with torn pieces and side labels directly before its first label."""
    start = hits[index].first
    pieces = _pieces(name)
    while start > floor and fold(fragments[start - 1].text) in pieces:
        start -= 1
    return start


def _header_end(fragments: Sequence[Fragment], end: int, name: str) -> int:
    """Where a header ends: after torn pieces directly behind its last label, and between tabs with its line.

    A goal may begin with a word that is such a piece.
    """
    pieces = _pieces(name) if name != "goals" else ()
    while end < len(fragments):
        in_line = fragments[end].gap == "tab" and fragments[end].line == fragments[end - 1].line
        if not in_line and fold(fragments[end].text) not in pieces:
            break
        end += 1
    return end


@remembered()
def _pieces(name: str) -> frozenset[str]:
    """Every stretch of characters of a section's labels: what a torn label leaves."""
    words = load_evaluations().words(name)
    levels = load_evaluations().words("levels")
    found = {word[i:j] for word in words for i in range(len(word)) for j in range(i + 1, len(word) + 1)}
    return frozenset(part for part in found - set(levels) if any(map(str.isalpha, part)))


def _tail_start(fragments: Sequence[Fragment], hits: Sequence[Hit], sections: Sequence[Section]) -> int:
    """Where the fields below the last block begin."""
    body = sections[-1].body if sections else len(fragments)
    levels = load_evaluations().words("levels")
    # No indicator stands below the fields of the tail.
    for index in range(len(fragments) - 1, body - 1, -1):
        if fragments[index].gap in _LINE_GAPS and fold(fragments[index].text) in levels:
            body = index + 1
            break
    return next((hit.first for hit in hits if hit.first >= body and _is_tail(fragments, hit)), len(fragments))


def _is_tail(fragments: Sequence[Fragment], hit: Hit) -> bool:
    """Whether a label may be the first of those below the indicators."""
    if hit.key("tail") in (None, "extra") or fragments[hit.first].gap not in _LINE_GAPS:
        return False
    if len(hit.label) > _SHORT_LABEL or hit.called:
        return True
    behind = fragments[hit.end].text if hit.end < len(fragments) else ""
    if hit.end + 1 == len(fragments) and fold(behind) in load_indicator_cues().nothing:
        return True  # 说明 无, and the form ends
    return hit.key("tail") == "total" and behind[:1].isdecimal()


def _without_repetitions(
    fragments: Sequence[Fragment], hits: Sequence[Hit], section: Section, end: int
) -> tuple[tuple[Fragment, ...], list[Fragment]]:
    """The body of a block, and what in it is a title, header or side label printed again."""
    again: set[int] = set()
    inside = [hit for hit in hits if section.body <= hit.first and hit.end <= end and hit.has(section.name)]
    for order, hit in enumerate(inside):
        run = _header_run(inside, order, section.name)
        if len(run) >= _REPEATED:
            again.update(range(run[0].first, run[-1].end))
        elif hit.key(section.name) == "block":
            again.update(range(hit.first, hit.end))
    begins = [index for index in range(section.body, end) if fragments[index].gap in _LINE_GAPS]
    again.update(index for index in begins if _is_side_piece(fragments, index, section.name))
    if section.name == "indicators":
        again.update(unfilled(fragments, begins, section.body, end))
    if titles := _title_lines(fragments[section.body : end]):
        again.update(index for index in range(section.body, end) if fragments[index].line in titles)
    if not again:
        return tuple(fragments[section.body : end]), []
    return _without(fragments, range(section.body, end), again), [fragments[index] for index in sorted(again)]


def _without(fragments: Sequence[Fragment], places: range, left_out: set[int]) -> tuple[Fragment, ...]:
    """Fragments without some of them; what stands behind one that began a line begins the line instead."""
    kept: list[Fragment] = []
    begun: Fragment | None = None
    for index in places:
        fragment = fragments[index]
        if begun is not None and begun.line == fragment.line and fragment.gap not in _LINE_GAPS:
            fragment = fragment._replace(gap=begun.gap, tabs=begun.tabs + fragment.tabs)
        begun = None
        if index not in left_out:
            kept.append(fragment)
        elif fragment.gap in _LINE_GAPS:
            begun = fragment
    return tuple(kept)


def _is_side_piece(fragments: Sequence[Fragment], index: int, name: str) -> bool:
    """Whether a fragment is a piece of the side label in the first cell of a line, repeated after a page break."""
    fragment = fragments[index]
    behind = fragments[index + 1] if index + 1 < len(fragments) else None
    if fragment.tabs or behind is None or behind.gap not in ("tab", "wide"):
        return False
    return fold(fragment.text) in _side_pieces(name)


@remembered()
def _side_pieces(name: str) -> frozenset[str]:
    """Every stretch of characters of a side label."""
    labels = load_evaluations().words(name, "block")
    return frozenset(word[i:j] for word in labels for i in range(len(word)) for j in range(i, len(word) + 1))


def _title_lines(fragments: Sequence[Fragment]) -> set[int]:
    """Numbers of the lines that are the title of a form once more."""
    ends = _title_ends()
    ending = [fragment for fragment in fragments if fragment.text[-1] in ends]
    if not any(len(fragment.text) <= LONGEST_TITLE for fragment in ending):
        return set()
    likely = {fragment.line for fragment in ending}
    by_line: dict[int, list[Fragment]] = {}
    for fragment in fragments:
        if fragment.line in likely and (fragment.gap not in ("space", "wide", "tab") or fragment.line in by_line):
            by_line.setdefault(fragment.line, []).append(fragment)
    found = set()
    for number, pieces in by_line.items():
        text = "".join(piece.text for piece in pieces)
        if text[-1] in ends and is_title(Line(number, pieces[0].start, pieces[-1].end, text)):
            found.add(number)
    return found


@remembered()
def _title_ends() -> frozenset[str]:
    """What a title ends with: the last character of those known, or a remark in brackets."""
    return frozenset((")", "）", *(title[-1] for form in load_evaluations().forms for title in form.titles)))


def _fields(
    fragments: Sequence[Fragment], hits: Sequence[Hit], start: int, end: int, section: str
) -> tuple[Field, ...]:
    """The labelled fields between two places; what stands before the first label has an empty key."""
    own = [hit for hit in hits if start <= hit.first < end and _field_key(hit, section)]
    fields: list[Field] = []
    first = own[0].first if own else end
    if first > start:
        fields.append(Field("", (), tuple(fragments[start:first])))
    for order, hit in enumerate(own):
        stop = own[order + 1].first if order + 1 < len(own) else end
        value = fragments[hit.end : stop]
        key = _field_key(hit, section)
        cuts = [index for index in range(len(value)) if _is_unknown_label(value, index, in_text=key in _TEXTS)]
        if key in _NAMES:
            cuts = sorted({*cuts, *_labels_beside(value)})
        label = tuple(fragments[hit.first : hit.end])
        fields.append(Field(key, label, tuple(value[: cuts[0]] if cuts else value)))
        for at, until in pairwise((*cuts, len(value))):
            fields.append(Field("extra", (value[at],), tuple(value[at + 1 : until])))
    return tuple(fields)


def _field_key(hit: Hit, section: str) -> str:
    """The key of a label in the head or tail; who filled a form in may stand in the head too; empty for no field."""
    key = hit.key(section) or ""
    below = hit.key("tail") or ""
    return key or (below if section == "head" and below in _ANYWHERE else "")


def _labels_beside(value: Sequence[Fragment]) -> list[int]:
    """Where cells behind a name on its line are the label of another field, which no form knows, and what it says.

    A name is one cell: what stands behind it, each in a cell of its own, are pairs of a label and a text.
    """
    line = [index for index, fragment in enumerate(value) if fragment.line == value[0].line]
    if len(line) % 2 == 0 or any(value[index].gap not in ("tab", "wide") for index in line[1:]):
        return []
    labels = line[1::2]
    texts = [value[index].text for index in labels]
    return labels if all(len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text) for text in texts) else []


def _is_unknown_label(value: Sequence[Fragment], index: int, *, in_text: bool) -> bool:
    """Whether a fragment behind a field is the label of another one, which no form knows.

    It begins a line, is short, and is parted from what follows by a tab or a wide gap; outside long texts a colon at
    its end is enough.
    """
    fragment = value[index]
    text = fragment.text
    if fragment.gap not in _LINE_GAPS or fragment.tabs or len(text) > _LONGEST_LABEL or not _LABEL.fullmatch(text):
        return False
    if text[-1] in ":：" and not in_text:
        return True
    return index + 1 < len(value) and value[index + 1].gap in ("tab", "wide")
