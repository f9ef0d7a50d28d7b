"""Recognises the title of a form on a line, however it is numbered, prefixed or misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold, shared_characters
from docparse.patterns import pattern
from docparse.segmenting.lines import AMOUNT, ANCHOR, LEADER, SENTENCE, Line, is_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.grammars.vocabulary import Vocabulary

# A title is short; a longer line that ends like one is a sentence about the form.
LONGEST_TITLE = 64
# Similarity (0..100) from which a misspelt line passes for a title: 项目支出绩效自评表 reaches 62 against the
# nearest title, one wrong character in the shortest title (5 characters) leaves 80.
FUZZY_CUTOFF = 86.0
# Share of a line's characters that some title must hold before the two are compared in full.
LEAST_SHARED = 0.75
# What may stand before a title on its line: numbering, the year, the publishing body, 附件.
_PREFIX = pattern(
    r"(?:附件?\d{0,2}[:.,]?|表(?:\d{1,2}|[一二三四五六七八九十]{1,3})[-.,:]?|[一二三四五六七八九十]{1,3}[,.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.,]"
    r"|\d{4}年度?(?:部门决算)?|部门决算|部门|单位|本级)*"
)
_BODY_YEAR = pattern(r".{2,40}?(?:\d{4}年度?|厅|局|委员会|委|院|校|所|中心|处|办公室|办|部|会)(?:部门|单位|本级)?")
_SUFFIX = pattern(r"\(?(?:续表?\d*|公开\d+表|空表|草案|万元|单位:万元)\)?$")

# What the rows of the form are, said in brackets behind its title: 收入决算表(分单位), 支出决算表(功能科目).
_ROWS_OF = pattern(
    r"[-\u2014]?\(?(?:[按分]?(?:支出)?(?:(?:功能|经济)(?:分类|科目)?(?:分类)?(?:科目)?|科目)|[按分](?:预算)?(?:单位|部门))(?:汇总|分列)?\)?$"
)

# A table made public or approved by a finance bureau is called so: 支出决算公开表, 支出决算批复表.
_MADE_PUBLIC = pattern(r"(?<=决算)(?:公开|批复|公示)(?=表$)")

# A title that no form has: what it is called, in brackets behind it which part of it (功能科目, 二).
_STRANGE = pattern(
    r"[^\d.:;,][^.:;]{3,38}(?:决算|预算|情况|明细|统计|信息|支出|收支|收入|汇总|总|公开|批复)表(?:\([^()]{1,12}\))?"
)
_STRANGE_MATCHES = ("政府采购支出表", "财政拨款支出决算表(功能科目)", "部门机构人员情况表")
_STRANGE_MISSES = ("详见附件:公开情况表", "决算表", "12.00情况表", "本表为空表")
# How many lines below such a title its form number, its unit or its labels stand.
MARKS_BELOW = 3
_FORMS_OF_THEIR_OWN = ("绩效", "自评")


class Title(NamedTuple):
    """A line that reads as a form's title: the kind, how well it fits (0..1), and its range in the line.

    ``kind`` is empty where no form has this title; ``name`` is then the title itself, folded.
    """

    kind: str
    score: float
    start: int
    end: int
    continued: bool = False
    name: str = ""


def title_on(line: Line, *, vocabulary: Vocabulary) -> Title | None:
    """The form that a line is the title of, or None. Lines with dot leaders belong to a table of contents."""
    if "表" not in line.text or len(line.text) > 4 * LONGEST_TITLE or LEADER.search(line.text):
        return None
    folded = fold(line.text).strip("*#|-")
    bare = _MADE_PUBLIC.sub("", _ROWS_OF.sub("", _SUFFIX.sub("", folded)))
    if not 4 <= len(bare) <= LONGEST_TITLE or not bare.endswith(("表", "息表")):
        return None
    found = _exact(bare, vocabulary) or _fuzzy(bare, vocabulary)
    if found is None:
        return None
    kind, score = found
    left = len(line.text) - len(line.text.lstrip(" \t*#|"))
    right = len(line.text.rstrip(" \t*#|"))
    return Title(kind, score, line.start + left, line.start + right, continued="续" in folded[len(bare) :])


def _exact(bare: str, vocabulary: Vocabulary) -> tuple[str, float] | None:
    """The longest title that the line ends with, where only a numbering, a year or a body stands before it."""
    for cut in range(len(bare) - 3):
        kind = vocabulary.titles.get(bare[cut:])
        if kind is None:
            continue
        before = bare[:cut]
        if _PREFIX.fullmatch(before):
            return kind, 1.0
        body = _BODY_YEAR.match(before)
        if body and _PREFIX.fullmatch(before[body.end() :]):
            return kind, 0.95
        return None
    return None


def _fuzzy(bare: str, vocabulary: Vocabulary) -> tuple[str, float] | None:
    """The title that differs from the line by what a scan misreads, if it is clearly the nearest."""
    if "绩效" in bare or "自评" in bare or len(bare) < 5:
        return None
    prefix = _PREFIX.match(bare)
    name = bare[prefix.end() :] if prefix else bare
    characters = set(name)
    near = (title for title in vocabulary.titles if len(characters & set(title)) >= LEAST_SHARED * len(characters))
    # The characters that two strings share bound their similarity: what cannot reach the cutoff is not compared.
    if not any(shared_characters(name, title) * 100 >= FUZZY_CUTOFF for title in near):
        return None
    from rapidfuzz import fuzz, process

    found = process.extract(name, vocabulary.titles.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=2)
    if not found:
        return None
    best, second = found[0], found[1] if len(found) > 1 else None
    if abs(len(name) - len(best[0])) > 1:
        # A scan misreads characters, it adds and drops no words: 项目收入支出决算表, 财政拨款支出决算明细表 are others.
        return None
    if second is not None and second[1] == best[1] and vocabulary.titles[second[0]] != vocabulary.titles[best[0]]:
        return None
    return vocabulary.titles[best[0]], best[1] / 100 * 0.9


def find_titles(lines: Sequence[Line], *, vocabulary: Vocabulary) -> dict[int, Title]:
    """The titles among the lines, by index; one that is wrapped over two lines stands at its first.

    Titles that no form has are among them, so that the table beneath one is not read as the end of the one above.
    """
    titles = _known_titles(lines, vocabulary)
    for at, line in enumerate(lines):
        if at not in titles and "表" in line.text and at - 1 not in titles:
            strange = _strange_title(lines, at, titles)
            if strange is not None:
                titles[at] = strange
    return titles


def _strange_title(lines: Sequence[Line], at: int, titles: Mapping[int, Title]) -> Title | None:
    """A title that no form has: a line that is called a table, with marks of a head or a header right below it."""
    line = lines[at]
    if len(line.text) > 4 * LONGEST_TITLE or LEADER.search(line.text) or AMOUNT.search(line.text):
        return None
    folded = fold(line.text).strip("*#|-")
    prefix = _PREFIX.match(folded)
    name = folded[prefix.end() :] if prefix else folded
    if not _STRANGE.fullmatch(name) or any(word in name for word in _FORMS_OF_THEIR_OWN) or is_mark(line):
        return None
    for below in range(at + 1, min(at + 1 + MARKS_BELOW, len(lines))):
        if below in titles or SENTENCE.search(lines[below].text):
            return None
        if is_mark(lines[below]) or ANCHOR.search(lines[below].text):
            left = len(line.text) - len(line.text.lstrip(" \t*#|"))
            right = len(line.text.rstrip(" \t*#|"))
            return Title("", 0.0, line.start + left, line.start + right, name=name)
    return None


def _known_titles(lines: Sequence[Line], vocabulary: Vocabulary) -> dict[int, Title]:
    titles: dict[int, Title] = {}
    for at, line in enumerate(lines):
        if "表" not in line.text:
            continue
        joined = _joined_title(lines, at, vocabulary) if at and at - 1 not in titles else None
        if joined is not None:
            titles[at - 1] = joined
            continue
        title = title_on(line, vocabulary=vocabulary)
        if title is not None:
            titles[at] = title
    return titles


def _joined_title(lines: Sequence[Line], at: int, vocabulary: Vocabulary) -> Title | None:
    first, second = lines[at - 1], lines[at]
    if second.number - first.number > 2 or len(first.text) > 60 or len(second.text) > 60:
        return None
    kind = vocabulary.titles.get(fold(first.text) + fold(second.text))
    if kind is None:
        return None
    return Title(kind, 1.0, first.start, second.end)
