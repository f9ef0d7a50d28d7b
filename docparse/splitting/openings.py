"""Title pages: the titles of a document and the heading of its contents, with the lines about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.segmenting.lines import PAGE_NUMBER
from docparse.splitting.signs import contents_headings
from docparse.splitting.titles import body_on, find_document_titles, year_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line
    from docparse.splitting.substance import Substance
    from docparse.splitting.titles import DocumentTitle

# How far apart the marks of one title page stand; a table of contents may be long.
APART, CONTENTS = 15, 150
# How many lines above and below the marks the name of the body stands.
ABOUT = 3
# Titles of so many documents, one right below the other, are a list of links and begin none.
LINKS, NEAR = 3, 3
# A line with nothing but a year, or a page number, is short.
_SHORT = 12


class Opening(NamedTuple):
    """A title page or a table of contents.

    Attributes:
        first: Index of its first line; the body and the year above the title belong to it.
        last: Index of the line of its last title or heading of contents.
        title: The first and last line of the printed title, None where there are only contents.
        contents: Whether a table of contents begins here.
        organization: The body that the title or a line beside it names.
        year: Of the accounts.
        accounts: ``final_accounts`` or ``budget``; None where there are only contents.
    """

    first: int
    last: int
    title: tuple[int, int] | None
    contents: bool
    organization: str | None
    year: str | None
    accounts: str | None


def find_openings(lines: Sequence[Line], substance: Substance) -> list[Opening]:
    """The title pages and contents of a text, in order; the same title on the head of each page is one each time."""
    titles = {title.first: title for title in find_document_titles(lines)}
    marks = sorted({*titles, *contents_headings(lines)})
    openings: list[Opening] = []
    for at in marks:
        opening = _opening(lines, at, titles.get(at))
        last = openings[-1] if openings else None
        if last is not None and _goes_on(last, opening) and not substance.between(last.last + 1, opening.first):
            openings[-1] = _joined(last, opening)
        else:
            openings.append(opening)
    return _without_links(openings)


def _opening(lines: Sequence[Line], at: int, title: DocumentTitle | None) -> Opening:
    if title is None:
        first = _top(lines, at)
        return Opening(first, at, None, True, _body_about(lines, first, at), None, None)
    first = _top(lines, title.first)
    organization = title.organization or _body_about(lines, first, title.last)
    year = title.year or next((year for line in lines[first : title.first] if (year := year_in(fold(line.text)))), None)
    return Opening(first, title.last, (first, title.last), False, organization, year, title.accounts)


def _top(lines: Sequence[Line], at: int) -> int:
    """The first line of a title page whose title or contents begin at ``at``."""
    body = year = False
    while at:
        text = lines[at - 1].text
        if not body and body_on(text):
            body = True
        elif not year and len(text.strip()) <= _SHORT and year_in(fold(text)) and fold(text).endswith(("年", "年度")):
            year = True
        else:
            break
        at -= 1
    return at


def above_first_page(lines: Sequence[Line], at: int) -> int:
    """The line of the number 1 that is printed above the first page of a document, else the line itself."""
    above = lines[at - 1].text if at else ""
    if len(above) <= 4 * _SHORT and PAGE_NUMBER.fullmatch(above):
        digits = "".join(character if character.isdecimal() else " " for character in above).split()
        return at - 1 if digits and int(digits[0]) == 1 else at
    return at


def _body_about(lines: Sequence[Line], first: int, last: int) -> str | None:
    """The one body that the lines of a title page name on a line of their own."""
    about = [*lines[first:last], *lines[last + 1 : last + 1 + ABOUT]]
    return next((body for line in about if (body := body_on(line.text))), None)


def _goes_on(above: Opening, below: Opening) -> bool:
    """Whether the lower is a further mark of the same title page."""
    reach = CONTENTS if above.contents else APART
    return below.first - above.last <= reach and not _differ(above, below) and not (above.contents and below.contents)


def _differ(one: Opening, other: Opening) -> bool:
    pairs = (
        (one.organization, other.organization),
        (one.year, other.year),
        (one.accounts, other.accounts),
    )
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def _joined(above: Opening, below: Opening) -> Opening:
    return Opening(
        above.first,
        below.last,
        above.title or below.title,
        above.contents or below.contents,
        above.organization or below.organization,
        above.year or below.year,
        above.accounts or below.accounts,
    )


def _without_links(openings: Sequence[Opening]) -> list[Opening]:
    """The openings but for lists of other documents: titles that differ, right below each other."""
    kept: list[Opening] = []
    row: list[Opening] = []
    for opening in openings:
        if row and opening.first - row[-1].last <= NEAR and _differ(row[-1], opening):
            row.append(opening)
            continue
        kept += row if len(row) < LINKS else []
        row = [opening]
    return kept + (row if len(row) < LINKS else [])
