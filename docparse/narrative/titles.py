"""What words can be a title, and where the title ends on a line that goes on with the text of its section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.lexicons.heading_words import load_heading_words
from docparse.patterns import pattern
from docparse.segmenting.numbering import numbering_of

if TYPE_CHECKING:
    from docparse.narrative.passages import Passage

# A title that stands alone may be longer than one that the text of its section follows on the line.
LONGEST_TITLE = 60
LONGEST_LEADING_TITLE = 26
LONGEST_TITLE_PART = 18
LONGEST_ACCOUNT = 110
LONGEST_PROMPT = 180
# No mark so far behind the beginning of a title ends it; and so much of what follows tells whether that is text.
FARTHEST_STOP = 400
REST = 60

_STOP = pattern(r"[。；;！？!?]|(?<!\d)[:：]|[:：](?!\d)")
_COMMA = pattern(r"[，,](?!\d{3})")
_FIGURE = pattern(r"\d[\d,.]{0,24}\s{0,2}(?:[百千万亿]*元|%|[人辆台件次户家批个项])|\d\.\d|\d,\d{3}")
_FIGURE_MATCHES = ("支出12.50万元", "占3%", "团组0个", "1,200")
_FIGURE_MISSES = ("2023年度部门决算", "第16条")
_LEADER = pattern(r"(?:\.{3}|…|·{3}|-{4}|_{4})[\s.…·]*\d{0,4}\s*$")
_LEADER_MATCHES = ("部门概况.......3", "收入决算表……12", "名词解释…………")
_LEADER_MISSES = ("部门概况", "2023年……支出")
_YEAR_FIRST = pattern(r"(?:19|20)\d{2}年")
_ACCOUNT = pattern(r"[（(][类款项][）)]$")
_ACCOUNT_MATCHES = ("教育支出（类）普通教育（款）小学教育（项）", "教育支出(类)")
_ACCOUNT_MISSES = ("教育支出（类）12.5万元",)
_OPEN_BRACKETS = str.maketrans("", "", "）)”》〕】")
_VALUE_FIRST = pattern(r"[\d￥¥-]")

Manner = Literal["alone", "closed", "leading"]


class Title(NamedTuple):
    """The words of a title.

    Attributes:
        start: The index of its first character in the passage.
        end: The index behind its last one, without a full stop or colon.
        manner: ``alone`` on its line, ``closed`` if a full stop or colon ends the line, ``leading`` if text follows.
        mark: What parts it from what follows: a full stop, a colon, a blank, or nothing.
    """

    start: int
    end: int
    manner: Manner
    mark: str = ""


def title_at(passage: Passage, start: int) -> Title | None:
    """The title that begins at an index of a passage, behind its number; None where a sentence begins.

    The title may be empty where the number stands alone.
    """
    text = passage.text
    while start < len(text) and text[start] in " :：、，":
        start += 1
    stop = _STOP.search(text, start, start + FARTHEST_STOP)
    if stop is None and len(text) > start + FARTHEST_STOP:
        return None
    end = stop.start() if stop else len(text)
    if _LEADER.search(text, max(0, len(text) - 80)):
        return None
    if stop is None or stop.end() == len(text):
        empty = _before_blank(passage, start, end)
        if empty is not None:
            return empty
        title = Title(start, end, "closed" if stop else "alone", stop[0] if stop else "")
        return title if _may_stand_alone(text[start:end], title) else None
    words = text[start:end]
    if stop[0] not in "；;！？!?" and _may_lead(words, text[stop.end() : stop.end() + REST], stop[0]):
        return Title(start, end, "leading", stop[0])
    return _before_blank(passage, start, end)


def _may_stand_alone(words: str, title: Title) -> bool:
    lexicon = load_heading_words()
    if not words:
        return title.manner == "alone"
    if _FIGURE.search(words) or not _is_balanced(words):
        return False
    if is_prompt(words):
        return True
    commas = len(_COMMA.findall(words))
    if len(words) > LONGEST_TITLE or commas > 1 or words.endswith(lexicon.leading) or title.mark in ("；", ";", "！"):
        return False
    if title.manner == "closed":
        # A list item ends with a full stop too: what may be either has to end as titles do.
        return commas == 0 and ends_as_title(words)
    return commas == 0 or len(words) <= 2 * LONGEST_TITLE_PART


def _may_lead(words: str, rest: str, mark: str) -> bool:
    """Whether words before a full stop or colon are a title, and what follows the text of its section."""
    lexicon = load_heading_words()
    rest = rest.lstrip()
    if not words or words.startswith(lexicon.opening) or not _is_balanced(words):
        return False
    if mark in ":：" and _goes_on_with_value(rest):
        return False
    if _ACCOUNT.search(words):
        return len(words) <= LONGEST_ACCOUNT and not _FIGURE.search(words)
    parts = _COMMA.split(words)
    if len(parts) > 2 or max(map(len, parts)) > (LONGEST_TITLE_PART if len(parts) > 1 else LONGEST_LEADING_TITLE):
        return False
    if _FIGURE.search(words) or words.endswith(lexicon.leading) or (mark in ":：" and len(parts) > 1):
        return False
    return not _YEAR_FIRST.match(words) or ends_as_title(words)


def _goes_on_with_value(rest: str) -> bool:
    """Whether what stands behind a colon says something of the words before it, rather than being a text of its own."""
    if numbering_of(rest) is not None or _YEAR_FIRST.match(rest):
        return False
    return rest.startswith(load_heading_words().predicate) or bool(_VALUE_FIRST.match(rest))


def _before_blank(passage: Passage, start: int, end: int) -> Title | None:
    """The title before a blank of the printed line, where what stands behind the blank can only be text."""
    lexicon = load_heading_words()
    text, offsets = passage.text, passage.offsets
    for at in range(start + 2, min(end, start + LONGEST_TITLE)):
        if offsets[at] == offsets[at - 1] + 1 or at in passage.seams:
            continue
        words, rest = text[start:at], text[at : at + REST]
        text_follows = rest.startswith(lexicon.opening) or _YEAR_FIRST.match(rest)
        if not (rest in lexicon.nothing or (text_follows and ends_as_title(words))):
            continue
        if not _COMMA.search(words) and not _FIGURE.search(words):
            return Title(start, at, "leading", " ")
    return None


def ends_as_title(words: str) -> bool:
    """Whether words end as titles do."""
    lexicon = load_heading_words()
    bare = words.translate(_OPEN_BRACKETS)
    return words.endswith(lexicon.closing + lexicon.ending) or bare.endswith(lexicon.closing)


def is_rest_of_title(words: str) -> bool:
    """Whether words are nothing but the end of a title that a line end parted: 情况说明."""
    closing = load_heading_words().closing
    while words.endswith(closing):
        words = next(words.removesuffix(word) for word in closing if words.endswith(word))
    return not words


def is_prompt(words: str) -> bool:
    """Whether words are a title with what authorities ask to be said under it: 绩效目标，主要包括…等."""
    lexicon = load_heading_words()
    first = _COMMA.search(words)
    if first is None or len(words) > LONGEST_PROMPT or not ends_as_title(words[: first.start()]):
        return False
    return any(words.startswith(lexicon.prompt, comma.end()) for comma in _COMMA.finditer(words))


def is_table_title(words: str) -> bool:
    """Whether words name a table: lists of them stand in reports, and are no outline."""
    return words.rstrip("）)").endswith(load_heading_words().table) or words.startswith("《")


def _is_balanced(words: str) -> bool:
    return words.count("（") + words.count("(") == words.count("）") + words.count(")")
