"""What the report as a whole says of itself: title, organisation, division, year and kind of document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docparse.assembling.divisions import division_of
from docparse.assembling.organizations import find_organization
from docparse.folding import fold
from docparse.lexicons.scope_words import scope_of
from docparse.patterns import pattern
from docparse.segmenting.lines import YEAR, Line
from docparse.splitting.titles import DocumentTitle, find_document_titles, is_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree

# Lines at the head of a document among which its title and its organisation stand.
HEAD_LINES = 30
_TITLE = pattern(r".{0,60}(?:决算|预算|绩效).{0,20}(?:说明|公开|报告|情况|信息)(?:[（(].{0,12}[）)])?")
_TITLE_MATCHES = ("2023年度部门决算公开说明", "某某局2022年部门决算情况说明", "部门整体支出绩效评价报告（提纲）")
_TITLE_MISSES = ("收入支出决算总表", "一、部门职责")
# Between the pages that a site names above the one that it shows.
_TRAIL = ">"
# The first line of a title that goes on (绩效自评报告): a year, and at its end whose or what for.
_WRAPPED = pattern(r"\d{4}年度?.{0,20}(?:支出|拨款|部门|单位|项目|局|会|办|院|校|中心)$|\d{4}年度?$")
_WRAPPED_MATCHES = ("某某市2018年度部门整体支出", "某某局2023年度")
_WRAPPED_MISSES = ("某某局", "发布日期:2019年06月18日", "2023年本部门整体支出100万元")
_FINAL = pattern(r"决算")
_FINAL_MATCHES = ("收入支出决算总表",)
_FINAL_MISSES = ("部门收支总表",)
# What a budget calls its own title or its tables; 一般公共预算支出表 is a table of final accounts, too.
_PLANNED = pattern(r"(?:部门|单位)预算|收支预算|预算总表")
_PLANNED_MATCHES = ("2031年部门预算公开", "收支预算总表")
_PLANNED_MISSES = ("一般公共预算支出表", "部门收支总表")
_KINDS = (
    ("performance_report", pattern(r"绩效(?:单位|部门|评价|自评价?){0,3}(?:报告|(?<=评)表|(?<=价)表)")),
    ("final_accounts", _FINAL),
    ("budget", pattern(r"(?:部门|单位)预算")),
)


def describe(
    lines: Sequence[Line], tables: Sequence[Tree], evaluations: Sequence[Tree], *, cells: CellMaker
) -> dict[str, Any]:
    """Cells for organisation, division, fiscal year and title, and the scope; None for what the text does not say."""
    head = lines[:HEAD_LINES]
    titles = find_document_titles(head)
    title = _title(head, titles, [*tables, *evaluations], cells)
    organization = find_organization(lines, head, titles, tables, cells)
    return {
        "scope": scope_of(*(cell["value"] for cell in (title, organization) if cell)),
        "organization": organization,
        "administrative_division": _division(organization),
        "fiscal_year": _year(lines, title, tables or evaluations, cells),
        "title": title,
    }


def kind_of_document(
    title: Tree | None, tables: Sequence[Tree], evaluations: Sequence[Tree], lines: Sequence[Line]
) -> str:
    """``final_accounts`` or ``budget`` where statutory tables were read; else what title, headings or forms name.

    The tables of a budget look like those of final accounts; it is one only if it says so and no table says 决算.
    """
    texts = [title["value"]] if title else []
    if tables:
        titles = [table["title"]["value"] for table in tables if table["title"]]
        if any(_FINAL.search(text) for text in titles):
            return "final_accounts"
        documents = find_document_titles(lines[:HEAD_LINES])
        planned = documents[0].accounts == "budget" if documents else any(map(_PLANNED.search, [*texts, *titles]))
        return "budget" if planned else "final_accounts"
    texts += [fold(line.text) for line in lines[:200] if len(line.text) <= 60]
    for text in texts:
        for kind, sign in _KINDS:
            if sign.search(text):
                return kind
    return "performance_report" if evaluations else "other"


def _title(
    head: Sequence[Line], titles: Sequence[DocumentTitle], forms: Sequence[Tree], cells: CellMaker
) -> Tree | None:
    """The first title of a document before its forms; else the first line that is worded like one and is no heading.

    A title that begins on the line of the organisation is given from there.
    """
    first_form = min((form["spans"][0][0] for form in forms), default=None)
    worded = (
        DocumentTitle(at - _begins_above(head, at), at, "", None, None)
        for at, line in enumerate(head)
        if len(line.text) <= 80 and _TITLE.fullmatch(fold(line.text)) and not is_entry(line.text)
        if _TRAIL not in line.text
    )
    for title in (*titles[:1], *worded):
        ranges = [_trimmed(line) for line in head[title.first : title.last + 1]]
        if first_form is None or cells.normal.spans(*ranges[0])[0][0] < first_form:
            return cells.text(ranges)
    return None


def _begins_above(head: Sequence[Line], at: int) -> bool:
    """Whether the title that ends on a line without a year begins on a line right above it, with the year."""
    if at == 0 or YEAR.search(head[at].text):
        return False
    above = head[at - 1]
    near = head[at].number - above.number <= 2 and len(above.text) <= 40
    return near and bool(_WRAPPED.search(fold(above.text))) and not is_entry(above.text)


def _trimmed(line: Line) -> tuple[int, int]:
    """The range of a line without the blanks at its ends."""
    return line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text.rstrip())


def _division(organization: Tree | None) -> Tree | None:
    """The place that an organisation's name begins with, if it stands on one line."""
    if organization is None or len(organization["spans"]) != 1:
        return None
    found = division_of(organization["raw"])
    if found is None:
        return None
    start, name = organization["spans"][0][0], organization["raw"][slice(*found)]
    return {
        "value": name,
        "raw": name,
        "spans": ((start + found[0], start + found[1]),),
        "status": organization["status"],
    }


# The rest of a date that is not the last day of a year.
_DAY = pattern(r"(?!\s?12\s?月\s?31)\s?\d{1,2}\s?月")
_DAY_MATCHES = ("2月3日", " 8 月", "12月1日")
_DAY_MISSES = ("12月31日", "度", "部门决算")


def _year(lines: Sequence[Line], title: Tree | None, forms: Sequence[Tree], cells: CellMaker) -> Tree | None:
    """The year that title and forms state; where they disagree the first is kept as conflicting.

    Without either, the year most often called 年度 in the text, which is a guess; the day on which a form was filled in
    or a paper was signed says nothing of it, the last day of a year does.
    """
    stated: list[Tree] = []
    if title is not None:
        span = title["spans"][0]
        found = YEAR.search(cells.source[span[0] : span[1]])
        if found:
            digits = found["year"].replace(",", "")
            at = (span[0] + found.start("year"), span[0] + found.end("year"))
            stated.append({"value": digits, "raw": found["year"], "spans": (at,), "status": "read"})
    stated += [form["fiscal_year"] for form in forms if form["fiscal_year"]]
    if stated:
        agreed = len({cell["value"] for cell in stated}) == 1
        return stated[0] if agreed else stated[0] | {"status": "conflicting"}
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for line in lines:
        if "年" not in line.text and "决算" not in line.text:
            continue
        for found in YEAR.finditer(line.text):
            if _DAY.match(line.text, found.end()):
                continue
            year = found["year"].replace(",", "")
            counts[year] += 1 + found[0].endswith("度")
            first.setdefault(year, (line.start + found.start("year"), line.start + found.end("year")))
    if not counts:
        return None
    best = min(counts, key=lambda year: (-counts[year], year))
    return cells.text([first[best]], value=best, status="inferred")
