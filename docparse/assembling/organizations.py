"""Whose report a text is: the body that its tables, its title, its first heading or its head name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docparse.assembling.divisions import division_of
from docparse.patterns import pattern
from docparse.segmenting.lines import CODE_FIRST, LEADER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.segmenting.lines import Line
    from docparse.splitting.titles import DocumentTitle

# Lines of prose among which a body is looked for that neither head nor tables name, so many characters of each, and how
# often it must be named.
_PROSE_LINES = 400
_PROSE_LENGTH = 400
_OFTEN = 2
# Longer lines name a body among other things.
_LONGEST = 60
ORGANIZATION = pattern(
    r"(?:年度?|关于)?(?P<body>(?!关于)[一-鿿（）()]{2,40}?(?:厅|局|委员会|委|院|校|学|所|中心|站|处|办公室|办|部|会|馆|队|社|署|政府|团|园|台|监狱|公司|集团|基地|水库|[农林牧渔茶种盐马]场|[残文妇侨]联|工商联|科协))"
    r"(?=$|\s|\d{4}(?!\d)|本级|部门|单位|决算|[，。、（(])"
)
ORGANIZATION_MATCHES = ("某某市水务局", "某某县林场", "某某县人民政府办公室 2023年度部门决算")
ORGANIZATION_MISSES = ("2023年度", "合计 12.00")
# A title also names a township by its place alone (某某县某某镇2023年度部门决算); in prose that would be any village's.
_OWNER = pattern(
    r"(?P<body>(?!关于)[一-鿿（）()]{2,40}?(?:镇|乡|苏木|街道))(?=\s{0,4}(?:\d{4}\s*年|本级|部门|单位|决算|[（(]))"
)
_OWNER_MATCHES = ("某某县某某镇2023年度部门决算", "某某区某某街道 2023年部门决算")
_OWNER_MISSES = ("某某镇人民政府2023年度部门决算", "2023年度部门决算", "乡村振兴")
# The field of a title page: 部门（单位）名称：某某市水务局.
_NAMED = pattern(r"\s*(?:填报|预算|部门|单位|（单位）|\(单位\)){1,3}名\s*称\s*[:：]\s*(?P<body>[一-鿿（）()]{4,40})\s*")
_NAMED_MATCHES = ("部门（单位）名称：某某市水务局", "单位名称: 某某县林场  ")
_NAMED_MISSES = ("项目名称：灯塔修缮", "单位名称：")
# The heading of the first part: 第一部分 某某局概况, on one line or on two.
_OVERVIEW = pattern(
    r"\s*(?:第[一二]部分[\s:：、]*|[一二]、\s*)?(?P<body>[一-鿿（）()]{3,40}?)(?:部门|单位)?(?:的?基本)?(?:概况|情况|简介)\s*"
)
_OVERVIEW_MATCHES = ("第一部分 某某市水务局概况", "某某县人民政府办公室基本情况", "第一部分：某某局部门概况")
_OVERVIEW_MISSES = ("概况", "第三部分 名词解释", "一、部门职责")
# A line that goes on behind a comma is a sentence (按照市政府、区政府要求，…), and says whom it is about elsewhere.
_SENTENCE = pattern(r"[，,；;。]")
_SENTENCE_MATCHES = ("按照市政府要求，现公开如下",)
_SENTENCE_MISSES = ("某某市水务局", "某某局2022年部门决算（公开） 发布：2023-08-01")


def find_organization(
    lines: Sequence[Line],
    head: Sequence[Line],
    titles: Sequence[DocumentTitle],
    tables: Sequence[Tree],
    cells: CellMaker,
) -> Tree | None:
    """The department most tables name, else the body of the title, of the first heading, or of the head of the text.

    A site heads each of its pages with the name of the government or the body that runs it, which is often another one
    than the title names. Where all are silent, the body that the prose names most often with its place is a guess.

    Args:
        lines: the lines of the text.
        head: those of them that may be its title page.
        titles: the titles of documents among the lines of the head.
        tables: the tables that were read.
        cells: what makes cells of ranges.
    """
    named = [table["department"] for table in tables if table["department"]]
    if named:
        common, _ = Counter(cell["value"] for cell in named).most_common(1)[0]
        return dict(next(cell for cell in named if cell["value"] == common))
    title = next(iter(titles), None)
    for line in head[title.first : title.last + 1] if title else ():
        place = _leading(line, ORGANIZATION) or _leading(line, _OWNER)
        if place is not None:
            return cells.text([place])
    for line in head:
        found = _NAMED.fullmatch(line.text[: 2 * _LONGEST])
        if found is not None:
            return cells.text([(line.start + found.start("body"), line.start + found.end("body"))])
    above = [(line, place) for line in head if (place := _leading(line, ORGANIZATION)) is not None]
    heading = next(_overviews(lines[:_PROSE_LINES]), None)
    if heading is not None:
        line, place = heading
        name = _text(line, place)
        fuller = (found for of, found in above if of is not line and _text(of, found).endswith(name))
        return cells.text([next(fuller, place)])
    return cells.text([above[0][1]]) if above else _most_named(lines[:_PROSE_LINES], cells)


def _leading(line: Line, heading: re.Pattern[str]) -> tuple[int, int] | None:
    """The range of the body that a short line begins with, years and marks before it left out; a row names none."""
    if len(line.text) > _LONGEST or _SENTENCE.search(line.text) or CODE_FIRST.match(line.text):
        return None
    found = heading.search(line.text)
    if found is None or line.text[: found.start("body")].strip(" \t　*#0123456789年度关于"):
        return None
    return line.start + found.start("body"), line.start + found.end("body")


def _text(line: Line, place: tuple[int, int]) -> str:
    return line.text[place[0] - line.start : place[1] - line.start]


def _overviews(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, int]]]:
    """The bodies that headings of first parts name, with their lines; entries of a table of contents come first."""
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        found = _OVERVIEW.fullmatch(LEADER.split(line.text, maxsplit=1)[0])
        if found is None:
            continue
        body = ORGANIZATION.search(found["body"])
        if body is not None and body["body"] == found["body"] and division_of(found["body"]) is not None:
            yield line, (line.start + found.start("body"), line.start + found.end("body"))


def _most_named(lines: Sequence[Line], cells: CellMaker) -> Tree | None:
    """The body that the prose names most often with its place; the first of those named as often."""
    named: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        for found in ORGANIZATION.finditer(line.text[:_PROSE_LENGTH]):
            place = division_of(found["body"])
            if place is not None:
                start = line.start + found.start("body") + place[0]
                named.setdefault(found["body"][place[0] :], []).append((start, line.start + found.end("body")))
    if not named:
        return None
    places = max(named.values(), key=len)
    return cells.text([places[0]], status="inferred") if len(places) >= _OFTEN else None
