"""What the report as a whole says of itself: title, organisation, division, year and kind of document."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from docparse.assembling.divisions import division_of
from docparse.folding import fold
from docparse.lexicons.scope_words import scope_of
from docparse.segmenting.lines import YEAR, Line
from docparse.splitting.titles import DocumentTitle, find_document_titles, is_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree

# Lines at the head of a document among which its title and its organisation stand.
HEAD_LINES = 30
# Lines of prose among which a body is looked for that neither head nor tables name, so many characters of each, and how
# often it must be named.
_PROSE_LINES = 400
_PROSE_LENGTH = 400
_OFTEN = 2
_TITLE = re.compile(r".{0,60}(?:决算|预算|绩效).{0,20}(?:说明|公开|报告|情况|信息)(?:[（(].{0,12}[）)])?")
_TITLE_MATCHES = ("2023年度部门决算公开说明", "某某局2022年部门决算情况说明", "部门整体支出绩效评价报告（提纲）")
_TITLE_MISSES = ("收入支出决算总表", "一、部门职责")
ORGANIZATION = re.compile(
    r"(?:年度?)?(?P<body>[一-鿿（）()]{2,40}?(?:厅|局|委员会|委|院|校|学|所|中心|站|处|办公室|办|部|会|馆|队|社|署|政府|团|园|台|监狱|公司|集团|基地|水库|[农林牧渔茶种盐马]场|[残文妇侨]联|工商联|科协))"
    r"(?=$|\s|\d{4}\s*年|本级|部门|单位|决算|[，。、（(])"
)
ORGANIZATION_MATCHES = ("某某市水务局", "某某县林场", "某某县人民政府办公室 2023年度部门决算")
ORGANIZATION_MISSES = ("2023年度", "合计 12.00")
# A line that goes on behind a comma is a sentence (按照市政府、区政府要求，…), and says whom it is about elsewhere.
_SENTENCE = re.compile(r"[，,；;。]")
_SENTENCE_MATCHES = ("按照市政府要求，现公开如下",)
_SENTENCE_MISSES = ("某某市水务局", "某某局2022年部门决算（公开） 发布：2023-08-01")
_FINAL = re.compile(r"决算")
_FINAL_MATCHES = ("收入支出决算总表",)
_FINAL_MISSES = ("部门收支总表",)
# What a budget calls its own title or its tables; 一般公共预算支出表 is a table of final accounts, too.
_PLANNED = re.compile(r"(?:部门|单位)预算|收支预算|预算总表")
_PLANNED_MATCHES = ("2031年部门预算公开", "收支预算总表")
_PLANNED_MISSES = ("一般公共预算支出表", "部门收支总表")
_KINDS = (
    ("performance_report", re.compile(r"绩效(?:评价|自评)?报告")),
    ("final_accounts", _FINAL),
    ("budget", re.compile(r"(?:部门|单位)预算")),
)


def describe(lines: Sequence[Line], tables: Sequence[Tree], *, cells: CellMaker) -> dict[str, Any]:
    """Cells for organisation, division, fiscal year and title, and the scope; None for what the text does not say."""
    head = lines[:HEAD_LINES]
    titles = find_document_titles(head)
    title = _title(head, titles, tables, cells)
    organization = _organization(head, tables, cells) or _most_named(lines[:_PROSE_LINES], cells)
    return {
        "scope": scope_of(*(cell["value"] for cell in (title, organization) if cell)),
        "organization": organization,
        "administrative_division": _division(organization),
        "fiscal_year": _year(lines, title, tables, cells),
        "title": title,
    }


def kind_of_document(title: Tree | None, tables: Sequence[Tree], lines: Sequence[Line]) -> str:
    """``final_accounts`` or ``budget`` where statutory tables were read; else what title or headings name.

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
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "other"


def _title(
    head: Sequence[Line], titles: Sequence[DocumentTitle], tables: Sequence[Tree], cells: CellMaker
) -> Tree | None:
    """The first title of a document before the tables; else the first line that is worded like one and is no heading.

    A title that begins on the line of the organisation is given from there.
    """
    first_table = min((table["spans"][0][0] for table in tables), default=None)
    worded = (
        DocumentTitle(at, at, "", None, None)
        for at, line in enumerate(head)
        if len(line.text) <= 80 and _TITLE.fullmatch(fold(line.text)) and not is_entry(line.text)
    )
    for title in (*titles[:1], *worded):
        ranges = [_trimmed(line) for line in head[title.first : title.last + 1]]
        if first_table is None or cells.normal.spans(*ranges[0])[0][0] < first_table:
            return cells.text(ranges)
    return None


def _trimmed(line: Line) -> tuple[int, int]:
    """The range of a line without the blanks at its ends."""
    return line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text.rstrip())


def _organization(head: Sequence[Line], tables: Sequence[Tree], cells: CellMaker) -> Tree | None:
    """The department most tables name, else the first line of the head that is a body's name."""
    named = [table["department"] for table in tables if table["department"]]
    if named:
        common, _ = Counter(cell["value"] for cell in named).most_common(1)[0]
        return dict(next(cell for cell in named if cell["value"] == common))
    for line in head:
        if len(line.text) <= 60 and not _SENTENCE.search(line.text):
            found = ORGANIZATION.search(line.text)
            if found and not line.text[: found.start()].strip(" \t　*#0123456789年度"):
                return cells.text([(line.start + found.start("body"), line.start + found.end("body"))])
    return None


def _most_named(lines: Sequence[Line], cells: CellMaker) -> Tree | None:
    """The body that the prose names most often with its place, which is a guess; the first of those named as often."""
    named: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        for found in ORGANIZATION.finditer(line.text[:_PROSE_LENGTH]):
            place = _placed_name(found["body"])
            if place is not None:
                start = line.start + found.start("body") + place
                named.setdefault(found["body"][place:], []).append((start, line.start + found.end("body")))
    if not named:
        return None
    places = max(named.values(), key=len)
    return cells.text([places[0]], status="inferred") if len(places) >= _OFTEN else None


def _placed_name(body: str) -> int | None:
    """Where in a run of words the name of a body with its place begins; None where it has no place."""
    found = division_of(body)
    return None if found is None else found[0]


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


def _year(lines: Sequence[Line], title: Tree | None, tables: Sequence[Tree], cells: CellMaker) -> Tree | None:
    """The year that title and tables state; where they disagree the first is kept as conflicting.

    Without either, the year most often called 年度 in the text, which is a guess.
    """
    stated: list[Tree] = []
    if title is not None:
        span = title["spans"][0]
        found = YEAR.search(cells.source[span[0] : span[1]])
        if found:
            digits = found["year"].replace(",", "")
            at = (span[0] + found.start("year"), span[0] + found.end("year"))
            stated.append({"value": digits, "raw": found["year"], "spans": (at,), "status": "read"})
    stated += [table["fiscal_year"] for table in tables if table["fiscal_year"]]
    if stated:
        agreed = len({cell["value"] for cell in stated}) == 1
        return stated[0] if agreed else stated[0] | {"status": "conflicting"}
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for line in lines:
        if "年" not in line.text and "决算" not in line.text:
            continue
        for found in YEAR.finditer(line.text):
            year = found["year"].replace(",", "")
            counts[year] += 1 + found[0].endswith("度")
            first.setdefault(year, (line.start + found.start("year"), line.start + found.end("year")))
    if not counts:
        return None
    best = min(counts, key=lambda year: (-counts[year], year))
    return cells.text([first[best]], value=best, status="inferred")
