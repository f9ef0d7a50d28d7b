"""Where torn evaluation forms begin and end: each form has a title and a label of its name, in whatever order.

An extractor that prints a page by its blocks may print what stands above a title below it. So a form begins with the
first of the two, and with the marks, labels and pieces of labels right above; where a page has begun only just above,
with the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.torn_pages import give_back
from docparse.evaluating.torn_signs import is_torn
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.segmenting.evaluation_openings import is_of_department
from docparse.segmenting.evaluations import EvaluationRegion
from docparse.segmenting.form_labels import BEFORE_LABEL, FormLines, is_title, may_be_title, words_of_forms
from docparse.segmenting.lines import PAGE_NUMBER, PART, SENTENCE, UNIT, YEAR, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.evaluation_files import EvaluationKind
    from docparse.segmenting.lines import Line

# Title and label of the name of one form stand so close together.
_REACH = 90
# So many lines at most stand between the top of a page and a form that begins there.
_TOP = 24
# A title so far from all others and from all labels is of a form whose label is torn.
_ALONE = 60
_ABOVE = 24
_NAME_BELOW = 12
_SHORT = 12
_PIECE = 4
_FORM_FEED = "\f"


def torn_regions(lines: Sequence[Line], regions: Sequence[EvaluationRegion]) -> tuple[EvaluationRegion, ...]:
    """The forms of a document whose forms are torn; none where they are not.

    Args:
        lines: All lines of the document.
        regions: The forms as they are found where rows are kept together.
    """
    text = FormLines(lines)
    start = _first(text, regions)
    if start is None or not is_torn(lines[start:]):
        return ()
    openings = _openings(text, max(0, start - _ABOVE))
    found = []
    for order, (begin, opening) in enumerate(openings):
        limit = openings[order + 1][0] if order + 1 < len(openings) else _end(lines, opening)
        kind: EvaluationKind = "department" if is_of_department(text, begin, opening) else "project"
        if _has_indicators(text, begin, limit):
            found.append(EvaluationRegion(kind, tuple(lines[begin:limit]), opening - begin))
    return give_back(found)


def _first(text: FormLines, regions: Sequence[EvaluationRegion]) -> int | None:
    """The index of the line with which the first form may begin: a title with the label of a name below it."""
    lines = text.lines
    if not regions:
        return next((index for index, line in enumerate(lines) if may_be_title(line) and is_title(line)), None)
    first = regions[0].lines[0].number
    known = next(index for index, line in enumerate(lines) if line.number == first)
    titles = (at for at in range(known) if may_be_title(lines[at]) and is_title(lines[at]))
    return next((at for at in titles if _is_title_of_form(text, at)), known)


def _is_title_of_form(text: FormLines, title: int) -> bool:
    below = range(title + 1, min(title + _NAME_BELOW, len(text.lines)))
    return bool(load_evaluations().like_title(text.folded(title))) and any(_is_name(text, at) for at in below)


def _openings(text: FormLines, start: int) -> list[tuple[int, int]]:
    """Where forms begin, and the line with the label of the name."""
    titles, names = [], []
    for index in range(start, len(text.lines)):
        line = text.lines[index]
        if may_be_title(line) and is_title(line) and load_evaluations().like_title(text.folded(index)):
            titles.append(index)
        elif _is_name(text, index):
            names.append(index)
    found: list[tuple[int, int]] = []
    for title, name in _paired(text, titles, names):
        first = min(each for each in (title, name) if each is not None)
        opening = name if name is not None else first
        floor = found[-1][1] + 1 if found else 0
        found.append((_begin(text, first, floor), opening))
    return found


def _paired(text: FormLines, titles: Sequence[int], names: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """Titles and labels of names, one with one: those that stand closest first, none twice."""
    pairs = sorted(
        (_distance(text, title, name), title, name)
        for title in titles
        for name in names[_slice(names, title - _REACH) : _slice(names, title + _REACH)]
    )
    of_title: dict[int, int] = {}
    taken: set[int] = set()
    for _, title, name in pairs:
        if title not in of_title and name not in taken:
            of_title[title] = name
            taken.add(name)
    found: list[tuple[int | None, int | None]] = [(title, of_title[title]) for title in of_title]
    found += [(None, name) for name in names if name not in taken]
    # A title that no label answers is one printed again on the next page, or the label is torn.
    known = [*of_title, *names]
    found += [(title, None) for title in titles if all(abs(title - each) > _ALONE for each in known)]
    return sorted(found, key=lambda pair: min(each for each in pair if each is not None))


def _slice(numbers: Sequence[int], at: int) -> int:
    return sum(number < at for number in numbers)


def _distance(text: FormLines, title: int, name: int) -> int:
    """How far a title and a label stand apart; a page between them is far."""
    low, high = sorted((title, name))
    pages = sum(line.text[0] == _FORM_FEED for line in text.lines[low + 1 : high + 1])
    return high - low + _REACH * pages


def _is_name(text: FormLines, index: int) -> bool:
    """Whether a line begins with the label of the name of a project or of the department of a form."""
    folded = text.folded(index)
    if not folded.startswith(words_of_forms().openers):
        return False
    first = fold(text.lines[index].text.strip(BEFORE_LABEL).split()[0]).rstrip(":")
    return first in _names()


@remembered()
def _names() -> frozenset[str]:
    """Labels of names that only the head of a form has, each form one."""
    words = words_of_forms()
    return frozenset(words.openers)


def _begin(text: FormLines, first: int, floor: int) -> int:
    """The index of the line with which a form begins."""
    lines = text.lines
    page = next((at for at in range(first, max(floor, first - _TOP) - 1, -1) if lines[at].text[0] == _FORM_FEED), None)
    if page is not None and not any(_is_below(text, at) for at in range(page, first)):
        first = page
    begin = first
    for at in range(first - 1, max(floor, first - _ABOVE) - 1, -1):
        if not _is_above(text, at):
            break
        begin = at
    return begin


def _is_above(text: FormLines, index: int) -> bool:
    """Whether a line may stand above the title of a form: a mark, a label or a piece of one."""
    line = text.lines[index]
    if PAGE_NUMBER.match(line.text):
        return True
    folded = text.folded(index)
    if is_mark(line) or UNIT.search(line.text) or (len(line.text) <= _SHORT and YEAR.search(line.text)):
        return True
    return folded in _labels_above() or (len(folded) <= _PIECE and any(folded in label for label in _labels_above()))


@remembered()
def _labels_above() -> frozenset[str]:
    vocabulary = load_evaluations()
    blocks = (label for section in ("funds", "goals", "indicators") for label in vocabulary.words(section, "block"))
    return frozenset((*vocabulary.words("head"), *blocks))


def _is_below(text: FormLines, index: int) -> bool:
    """Whether a line is running text, holds rows of a form, or begins with a label from below them."""
    words = words_of_forms()
    if SENTENCE.search(text.lines[index].text):
        return True
    folded = text.folded(index)
    return folded.startswith(words.below) or folded.startswith(words.levels)


def _has_indicators(text: FormLines, start: int, end: int) -> bool:
    words = words_of_forms()
    return any(text.folded(at).startswith((*words.indicators, *words.levels)) for at in range(start, end))


def _end(lines: Sequence[Line], opening: int) -> int:
    """The index behind the last form: where another part of the report begins."""
    return next((at for at in range(opening, len(lines)) if PART.match(lines[at].text)), len(lines))
