"""What may begin a document: its title page, its table of contents, its outline, the first of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.segmenting.lines import AMOUNT, DEPARTMENT, LEADER, LONGEST_MARK, PART, SENTENCE
from docparse.segmenting.numbering import numbering_of
from docparse.segmenting.titles import find_titles
from docparse.splitting.titles import body_on, without_rank, year_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.segmenting.lines import Line
    from docparse.segmenting.titles import Title
    from docparse.splitting.substance import Substance

SignKind = Literal["outline", "forms"]

# The form that the others follow, and how a budget calls it.
FIRST_FORM = "income_expenditure_summary"
_FIRST_OF_BUDGET = pattern(r"(?:部门|单位)?(?:收支|收入支出)(?:预算)?总(?:体情况)?表")
_FIRST_OF_BUDGET_MATCHES = ("部门收支总表", "收支预算总表", "收支总体情况表")
_FIRST_OF_BUDGET_MISSES = ("财政拨款收支总表", "收支总表说明")
# So many other forms stand behind the first one before it can begin another row of forms.
FEWEST_FORMS = 2
# So many titles of forms, so few lines apart, are a list.
FEWEST_LISTED, CLOSE = 3, 3
# How far above and below the title of a form its department and its year stand.
ABOVE, BELOW = 2, 8
_ABOUT_BODY = pattern(r"(?:部门|单位)?(?:的?(?:基本)?(?:概况|情况|简介|概述|职责))+$")
# What the number of a part begins with.
_OF_PART = "第"
_HEADING = pattern(r"目\s*[录次]")
_HEADING_MATCHES = ("目录", "目　录", "目 次")
_HEADING_MISSES = ("目录管理",)
LONGEST_HEADING = 60
# White space and markup around a heading.
_AROUND = " \t\f\u3000#*|"


class Sign(NamedTuple):
    """The first line of an outline (第一部分 …), or the title of the first form of a row of forms."""

    at: int
    kind: SignKind
    organization: str | None = None
    year: str | None = None


def contents_headings(lines: Sequence[Line]) -> list[int]:
    """The lines that head a table of contents."""
    return [
        at
        for at, line in enumerate(lines)
        if "目" in line.text[:LONGEST_HEADING]
        and len(line.text) <= LONGEST_HEADING
        and _HEADING.fullmatch(line.text.strip(_AROUND))
    ]


def find_signs(lines: Sequence[Line], substance: Substance, *, vocabulary: Vocabulary) -> list[Sign]:
    """The outlines and rows of forms that begin, in order; what page heads and second prints repeat is none."""
    found = [*_outlines(lines, substance), *_rows_of_forms(lines, substance, vocabulary)]
    return sorted(found, key=lambda sign: sign.at)


def _outlines(lines: Sequence[Line], substance: Substance) -> list[Sign]:
    """Each 第一部分 that a text follows, and that a later part stands above: not the entries of a contents page."""
    parts = [(at, value) for at, line in enumerate(lines) if (value := _part(line.text)) is not None]
    stops = [*(at for at, _ in parts[1:]), len(lines)][: len(parts)]
    found: list[Sign] = []
    over = True
    for (at, value), stop in zip(parts, stops, strict=True):
        if not substance.between(at, stop):
            continue
        if value == 1 and over:
            found.append(Sign(at, "outline", _body_of_outline(lines, at)))
        over = value > 1
        if found and found[-1].year is None:
            found[-1] = found[-1]._replace(year=year_in(fold(lines[at].text)))
    return found


def _part(text: str) -> int | None:
    """The number of the part whose title a line is."""
    if _OF_PART not in text:
        return None
    bare = text.strip(_AROUND)
    if len(bare) > LONGEST_HEADING or not PART.match(bare) or SENTENCE.search(bare) or LEADER.search(bare):
        return None
    number = numbering_of(bare)
    return number.value if number else None


def _body_of_outline(lines: Sequence[Line], at: int) -> str | None:
    """The body that the title of the first part names: 第一部分 某某局概况, on one line or on two."""
    text = lines[at].text.strip(_AROUND)
    number = numbering_of(text)
    title = text[number.end :] if number else text
    if not title.strip() and at + 1 < len(lines):
        title = lines[at + 1].text
    folded = fold(title[: 2 * LONGEST_HEADING]).strip("#*:,")
    bare = _ABOUT_BODY.sub("", folded)
    return body_on(bare) if bare != folded else None


def _rows_of_forms(lines: Sequence[Line], substance: Substance, vocabulary: Vocabulary) -> list[Sign]:
    """Each title of the first form, unless too few others stand between it and the one before."""
    titles = _without_lists(sorted(find_titles(lines, vocabulary=vocabulary).items()))
    stops = [*(at for at, _ in titles[1:]), len(lines)][: len(titles)]
    found: list[Sign] = []
    others: set[str] = set()
    for (at, title), stop in zip(titles, stops, strict=True):
        if not substance.between(at + 1, stop):
            continue
        if title.kind != FIRST_FORM and not (not title.kind and _FIRST_OF_BUDGET.fullmatch(title.name)):
            others.add(title.kind or title.name)
        elif not found or len(others) >= FEWEST_FORMS:
            found.append(Sign(at, "forms"))
            others = set()
        if found and (found[-1].organization is None or found[-1].year is None):
            found[-1] = _with_marks(found[-1], lines, at)
    return found


def _without_lists(titles: Sequence[tuple[int, Title]]) -> list[tuple[int, Title]]:
    """The titles but for those of a list, which stand right below each other."""
    kept: list[tuple[int, Title]] = []
    row: list[tuple[int, Title]] = []
    for each in titles:
        if row and each[0] - row[-1][0] > CLOSE:
            kept += row if len(row) < FEWEST_LISTED else []
            row = []
        row.append(each)
    return kept + (row if len(row) < FEWEST_LISTED else [])


def _with_marks(sign: Sign, lines: Sequence[Line], at: int) -> Sign:
    """The sign of a row of forms, with what the head of one of them prints of department and year."""
    organization, year = sign.organization, sign.year
    for lines_about in (lines[at : at + 1 + BELOW], lines[max(at - ABOVE, 0) : at][::-1]):
        for line in lines_about:
            text = line.text[:LONGEST_MARK]
            if AMOUNT.search(text):
                break
            department = DEPARTMENT.search(text)
            if department and organization is None:
                organization = without_rank(fold(department["department"])) or None
            year = year or year_in(text)
    return sign._replace(organization=organization, year=year)
