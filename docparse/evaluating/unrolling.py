"""Forms that an extractor printed on one line, or on lines that end anywhere: parted where their blocks and rows begin.

Nothing is moved: each line that is made is a stretch of a printed one. It begins with a title, a label of the head, the
header of a block, a source of the funds, a level word or a label below the indicators; what stands on it is read as it
would be anywhere else.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.blocks import Section, sections_of
from docparse.evaluating.fragments import Fragment
from docparse.evaluating.funds import bare_source
from docparse.evaluating.labels import find_labels
from docparse.evaluating.levels import find_level_words
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern
from docparse.segmenting.form_labels import LONGEST_TITLE, is_title
from docparse.segmenting.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.evaluating.fragments import Gap
    from docparse.evaluating.labels import Hit

# A shorter line holds no form; a longer one is text.
_SHORTEST, _LONGEST = 200, 60_000
# So many lines above it may hold the beginning of the form on a line.
_ABOVE = 40
_PIECE = pattern(r"[^\s|]+")
_LINE_GAPS = ("first", "line", "blank", "page")
# A label of so few characters is one only with a colon, or a total with its number.
_SHORT_LABEL = 2
# The header of indicators names these columns, and so many in all.
_LEVELS, _FEWEST_LABELS = ("level1", "level2", "level3"), 5
# A label that no form knows may stand between them, in so many pieces.
_MOST_BETWEEN = 1
_NAMES = ("project_name", "department", "implementing_unit")


class Unrolled(NamedTuple):
    """Lines of a document, those that hold whole forms parted.

    Attributes:
        origins: The number of the line of the document that each was made from, by its own number; none where all
            lines stayed as they are.
    """

    lines: Sequence[Line]
    origins: dict[int, int]

    def printed(self, numbers: frozenset[int]) -> frozenset[int]:
        """The numbers of the document's lines that lines with these numbers were made from."""
        return frozenset(self.origins[number] for number in numbers if number in self.origins) or numbers


def unroll(lines: Sequence[Line]) -> Unrolled:
    """The lines of a document with those parted that hold forms or large parts of them."""
    found: dict[int, list[int]] = {}
    done = 0
    for index, line in enumerate(lines):
        if _SHORTEST <= len(line.text) <= _LONGEST and _holds_form(line.text):
            start = max(done, index - _ABOVE)
            for at, place in _breaks(lines[start : index + 1]):
                found.setdefault(start + at, []).append(place)
            done = index + 1
    if not found:
        return Unrolled(lines, {})
    parted: list[Line] = []
    origins: dict[int, int] = {}
    more = 0
    for index, line in enumerate(lines):
        for order, (start, end) in enumerate(pairwise((0, *sorted(found.get(index, ())), len(line.text)))):
            more += order > 0
            number = line.number + more
            origins[number] = line.number
            parted.append(Line(number, line.start + start, line.start + end, line.text[start:end]))
    return Unrolled(parted, origins)


def _holds_form(text: str) -> bool:
    """Whether a line holds the header of indicators, and a word of their first two columns behind it."""
    bare = "".join(text.split()).replace("|", "")
    ends = [bare.find(label) + len(label) for label in _header_labels() if label in bare]
    return len(ends) > 1 and any(bare.find(word, max(ends)) >= 0 for word in _level_words())


@remembered()
def _header_labels() -> tuple[str, ...]:
    return tuple(load_evaluations().words("indicators", "level1", "level2", "level3"))


@remembered()
def _level_words() -> tuple[str, ...]:
    return tuple(load_evaluations().words("levels"))


def _breaks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where lines are to be parted: the index of each, and the place in it."""
    order = {line.number: index for index, line in enumerate(lines)}
    printed = tuple(fragment for line in lines for fragment in _pieces(line))
    fragments, hits = find_labels(printed)
    starts = [*_starts(fragments, hits), len(fragments)]
    for start, end in pairwise(starts):
        own = [hit for hit in hits if start <= hit.first and hit.end <= end]
        sections = sections_of(fragments, own)
        if not _is_in_order(own, sections):
            continue
        places = {start, *_in_head(own, sections), *_at_headers(sections, end)}
        places.update(_in_bodies(fragments, sections, end), _below(fragments, own, sections))
        if fragments[start].text.endswith(_title_ends()):
            places.add(start + 1)
        for place in sorted(places):
            fragment = fragments[place] if place < end else None
            if fragment is not None and fragment.column and fragment.gap not in _LINE_GAPS:
                yield order[fragment.line], fragment.column


def _pieces(line: Line) -> Iterator[Fragment]:
    before = 0
    for number, match in enumerate(_PIECE.finditer(line.text)):
        start, end = match.span()
        tabs = line.text.count("|", before, start)
        gap: Gap = "space" if number else "line"
        yield Fragment(match.group(), line.start + start, line.start + end, gap, line.number, tabs, start)
        before = end


def _is_in_order(hits: Sequence[Hit], sections: Sequence[Section]) -> bool:
    """Whether a form prints the header of its indicators in one piece: else its cells do not stand in their order."""
    header = next((section for section in sections if section.name == "indicators"), None)
    if header is None:
        return False
    own = [hit for hit in hits if hit.has("indicators") and header.start <= hit.first < header.body]
    keys = {hit.key("indicators") for hit in own} - {"block"}
    between = sum(behind.first - before.end for before, behind in pairwise(own))
    return keys.issuperset(_LEVELS) and len(keys) >= _FEWEST_LABELS and between <= _MOST_BETWEEN


@remembered()
def _title_ends() -> tuple[str, ...]:
    return tuple({title[-1] for form in load_evaluations().forms for title in form.titles})


def _starts(fragments: Sequence[Fragment], hits: Sequence[Hit]) -> list[int]:
    """The fragments with which forms may begin: titles, and names of projects below none."""
    titles = [
        index
        for index, each in enumerate(fragments)
        if each.text.endswith(_title_ends())
        and len(each.text) <= LONGEST_TITLE
        and is_title(Line(each.line, each.start, each.end, each.text))
    ]
    names = [hit.first for hit in hits if hit.has("head", "project_name")]
    untitled = [name for order, name in enumerate(names) if not _titled(name, titles, names[order - 1] if order else 0)]
    return sorted({*titles, *untitled})


def _titled(name: int, titles: Sequence[int], before: int) -> bool:
    return any(before <= title < name for title in titles)


def _in_head(hits: Sequence[Hit], sections: Sequence[Section]) -> Iterable[int]:
    """Labels of the head; between the blocks those of names only."""
    first = sections[0].start
    for hit in hits:
        key = hit.key("head")
        inside = any(section.start <= hit.first < section.body for section in sections)
        if key and not inside and (key in _NAMES or (hit.first < first and len(hit.label) > _SHORT_LABEL)):
            yield hit.first


def _at_headers(sections: Sequence[Section], end: int) -> Iterator[int]:
    for section in sections:
        yield section.start
        if section.body < end:
            yield section.body


def _in_bodies(fragments: Sequence[Fragment], sections: Sequence[Section], end: int) -> Iterator[int]:
    """Sources of the funds and level words of the indicators."""
    stops = [*(section.start for section in sections[1:]), end]
    sources = load_evaluations().words("sources")
    for section, stop in zip(sections, stops, strict=True):
        if section.name == "funds":
            for index in range(section.body, stop):
                if bare_source(fragments[index].text) in sources:
                    yield index
        elif section.name == "indicators":
            yield from _levels(fragments[section.body : stop], section.body)


def _levels(body: Sequence[Fragment], offset: int) -> Iterator[int]:
    """Where level words begin, of several one after the other the first."""
    inside = 0
    for index, words in enumerate(find_level_words(body, [False] * len(body), ())):
        ends = [word.end for word in words if word.known]
        if ends and index >= inside:
            if index > inside or not index:
                yield offset + index
            inside = max(ends)


def _below(fragments: Sequence[Fragment], hits: Sequence[Hit], sections: Sequence[Section]) -> Iterator[int]:
    """Labels below the indicators."""
    body = next(section.body for section in sections if section.name == "indicators")
    for hit in hits:
        key = hit.key("tail")
        if hit.first < body or key is None:
            continue
        behind = fold(fragments[hit.end].text) if hit.end < len(fragments) else ""
        counted = key == "total" and behind[:1].isdecimal()
        if counted or hit.called or len(hit.label) > _SHORT_LABEL:
            yield hit.first
