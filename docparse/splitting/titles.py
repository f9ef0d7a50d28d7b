"""Titles of whole documents (某某局2023年度部门决算公开说明): whose accounts, of which year, final or planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.segmenting.lines import LEADER, PART
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

LONGEST = 60
# A title may stand on so many lines, which are no farther apart.
MOST_LINES = 3
FARTHEST = 6

_ACCOUNTS = pattern(
    r"(?P<before>[^,;。:!?]{0,56}?)(?P<kind>决算|预算)"
    r"(?P<tail>(?:信息)?(?:情况)?(?:公开|说明|报告|文本|材料|文字|的){0,3})(?:\([^()]{0,12}\))?"
)
_ACCOUNTS_MATCHES = ("望川县水务局2031年度部门决算", "2031年部门决算公开说明", "部门决算公开(草案)")
_ACCOUNTS_MISSES = ("2031年度部门决算表", "部门决算情况说明如下:", "收入支出决算总表", "2031年部门绩效报告")
# The last character of either kind of accounts, which no title lacks.
_OF_KIND = "算"
# How such a title ends as it is printed, blanks between its characters included.
_ENDING = pattern(r"[算开明告本料字的情况)）]\s{0,4}[#*|-]{0,4}\s*$")
_ENDING_MATCHES = ("2031年度部门决 算", "部门决算公开 ")
_ENDING_MISSES = ("望川县水务局", "2031年度部门决算表")
_YEAR = pattern(r"(?<!\d)((?:19|20)\d\d)(?:年度?|度)?")
_HAN_YEAR = pattern(r"[二一][〇○零Ｏ0九][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LEVEL = pattern(r"(?:部门|单位|本级|预|收支|综合|度)+$")
_LEVEL_MATCHES = ("水务局部门", "单位")
_LEVEL_MISSES = ("水务局", "财政拨款")
_ABOUT = pattern(r"^(?:附件?\d{0,2}|关于|公开)+|(?:的|关于|公开)+$")
# Not the accounts of a body but its goals, or what the state appropriates.
_OF_SOMETHING_ELSE = pattern(r"绩效|财政拨款|一般公共|政府性基金|国有资本|项目|经费")
_OF_SOMETHING_ELSE_MATCHES = ("一般公共预算", "预算绩效")
_OF_SOMETHING_ELSE_MISSES = ("水务局部门决算",)
_BODY = pattern(
    r"[一-鿿()]{2,40}(?:厅|局|委员会|委|院|校|学|所|中心|站|处|办公室|办|部|会|馆|队|社|署|政府|团|园|台|场|库|联|协|公司|集团|基地"
    r"|镇|乡|苏木|街道)(?:\([^()]{1,24}\)|机关|本级)?"
)
_BODY_MATCHES = ("望川县水务局", "望川县水务局(望川县河道管理局)", "望川县青石镇")
_BODY_MISSES = ("名词解释", "2031年度", "部门决算表")
_NO_BODY = pattern(r"^(?:本|我|该|各|第|是|为|和|与|其|由)|\(?[一二三四五六七八九十]{1,3}\)")
_NO_BODY_MATCHES = ("本单位机关党委", "第一中心")
_NO_BODY_MISSES = ("望川县水务局",)
_RANK = pattern(r"\([^()]{1,8}\)$|(?:机关|本级|汇总)$")


class DocumentTitle(NamedTuple):
    """A title of a document, on the lines ``first`` to ``last`` (inclusive indices).

    Attributes:
        accounts: ``final_accounts`` or ``budget``.
        organization: The body that it names, None where it names none.
        year: As four digits, None where it says none.
    """

    first: int
    last: int
    accounts: str
    organization: str | None
    year: str | None


def find_document_titles(lines: Sequence[Line]) -> list[DocumentTitle]:
    """The titles of documents among the lines, in order; a running head counts as one on each page."""
    found: list[DocumentTitle] = []
    named = -MOST_LINES
    for at, line in enumerate(lines):
        if _OF_KIND in line.text:
            named = at
        if at - named >= MOST_LINES or len(line.text) > 4 * LONGEST or not _ENDING.search(line.text[-LONGEST:]):
            continue
        free = found[-1].last + 1 if found else 0
        # A title takes in the line that names the accounts.
        for first in range(named, max(at - MOST_LINES, free - 1), -1):
            title = _title_on(lines, first, at)
            if title is not None:
                found.append(title)
                break
    return found


def body_on(text: str) -> str | None:
    """The body that a line names and nothing else, with its rank (本级) left out.

    >>> body_on(" 望川县 水务局（本级）")
    '望川县水务局'
    """
    if len(text) > 4 * LONGEST:
        return None
    folded = fold(text).strip("#*|-")
    if len(folded) > LONGEST or not _BODY.fullmatch(folded) or _NO_BODY.search(folded):
        return None
    return without_rank(folded)


def without_rank(name: str) -> str:
    """A folded name of a body without what says that it stands for itself alone or for all below it."""
    return _RANK.sub("", name)


def year_in(text: str) -> str | None:
    """The one year that a short text names, in digits or numerals; None where it names none or two."""
    digits = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN_DIGITS), text)
    years = {found[1] for found in _YEAR.finditer(digits)}
    return years.pop() if len(years) == 1 else None


def _title_on(lines: Sequence[Line], first: int, last: int) -> DocumentTitle | None:
    """The title that these lines are together."""
    rows = lines[first : last + 1]
    if rows[-1].number - rows[0].number > FARTHEST or any(len(line.text) > 4 * LONGEST for line in rows):
        return None
    if any(is_entry(line.text) for line in rows):
        return None
    folded = "".join(fold(line.text) for line in rows).strip("#*|-")
    folded = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN_DIGITS), folded)
    found = _ACCOUNTS.fullmatch(folded) if len(folded) <= LONGEST else None
    if found is None or _OF_SOMETHING_ELSE.search(folded):
        return None
    year = year_in(found["before"])
    owner = _ABOUT.sub("", _YEAR.sub("", found["before"]))
    level = _LEVEL.search(owner)
    owner = _ABOUT.sub("", owner[: level.start()] if level else owner)
    organization = body_on(owner)
    if (owner and organization is None) or (level is None and organization is None):
        return None
    if year is None and not (found["tail"] and level):
        return None
    accounts = "budget" if found["kind"] == "预算" else "final_accounts"
    return DocumentTitle(first, last, accounts, organization, year)


def is_entry(text: str) -> bool:
    """Whether a line is numbered or led to a page number: a heading or an entry of a table of contents."""
    return bool(PART.match(text) or LEADER.search(text)) or numbering_of(text.strip(" \t　#*|")) is not None
