"""Titles without a number, where a line is plainly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.narrative.candidates import Candidate, Numbered
from docparse.narrative.lists import has_text_below
from docparse.narrative.paragraphs import WIDEST_GAP
from docparse.narrative.rows import ENDED
from docparse.narrative.titles import Title, ends_as_title, is_prompt, is_table_title, title_at
from docparse.patterns import pattern
from docparse.segmenting.numbering import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.narrative.passages import Passage

SHORTEST_PLAIN_TITLE = 4
LONGEST_PLAIN_TITLE = 20
LONGEST_LEAD_TITLE = 44

_SENTENCE = pattern(r"[。；]")
_OTHER_LINE = pattern(r"附|注|备注|[（(]|(?:19|20)\d{2}年")
_OTHER_LINE_MATCHES = ("附件", "（详见说明）", "2023年度部门决算情况说明", "注")
_OTHER_LINE_MISSES = ("有关建议",)
_INNERMOST_GREAT = KINDS.index("han_bracket")


def plain_titles(passages: Sequence[Passage], numbered: Numbered, *, taken: frozenset[int]) -> Iterator[Candidate]:
    """The passages that are a title without a number.

    Args:
        passages: All passages.
        numbered: What is numbered among them.
        taken: The indices of passages that belong to a numbered heading.
    """
    begun = False
    for at, number in enumerate(numbered.numbers):
        begun = begun or at in taken
        if number is None and begun and at not in taken:
            title = _plain_title(passages, numbered, at)
            if title is not None:
                yield Candidate(at, 0, None, title)


def _plain_title(passages: Sequence[Passage], numbered: Numbered, at: int) -> Title | None:
    passage = passages[at]
    if len(passage.text) > LONGEST_LEAD_TITLE and "，" not in passage.text:
        return None
    title = title_at(passage, 0)
    if title is None or title.manner == "leading":
        return None
    words = passage.text[title.start : title.end]
    if is_prompt(words) and has_text_below(passages, numbered.numbers, at):
        return title
    if not _stands_over_text(passages, numbered, at):
        return None
    if "，" in words or not ends_as_title(words) or is_table_title(words):
        return None
    if title.manner == "closed":
        lead = title.mark in ":：" and len(words) <= LONGEST_LEAD_TITLE and numbered.numbers[at + 1] is not None
        return title if lead and not words.startswith("附") else None
    plain = SHORTEST_PLAIN_TITLE <= len(words) <= LONGEST_PLAIN_TITLE and not _OTHER_LINE.match(words)
    return title if plain and _ends_text(passages, numbered, at - 1) else None


def _stands_over_text(passages: Sequence[Passage], numbered: Numbered, at: int) -> bool:
    """Whether sentences or a list of inner items follow: great numbers stand under no plain title."""
    if at + 1 == len(passages) or passages[at + 1].line - passages[at].last_line > WIDEST_GAP:
        return False
    number = numbered.numbers[at + 1]
    if number is not None:
        return KINDS.index(number.kind) > _INNERMOST_GREAT
    return bool(_SENTENCE.search(passages[at + 1].text))


def _ends_text(passages: Sequence[Passage], numbered: Numbered, at: int) -> bool:
    """Whether a passage ends with a sentence or is a heading, so that a title may follow."""
    return numbered.numbers[at] is not None or bool(ENDED.search(passages[at].text))
