"""What tells a heading from a list item: text stands under a heading, and an item is followed by the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.lexicons.heading_words import load_heading_words
from docparse.narrative.candidates import GREAT_KINDS, Candidate, Numbered
from docparse.narrative.paragraphs import WIDEST_GAP
from docparse.narrative.titles import ends_as_title, is_table_title
from docparse.patterns import pattern
from docparse.segmenting.numbering import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.narrative.passages import Passage
    from docparse.segmenting.numbering import Numbering

# A list of duties is no longer than this.
LONGEST_LIST = 100
# The lead of a list of duties names them in its last characters.
LEAD = 40
_LEAD_END = pattern(r"[:：]$")


def without_lists(passages: Sequence[Passage], numbered: Numbered) -> list[Candidate]:
    """The candidates that no list explains."""
    kept: list[Candidate] = []
    for row in _rows(passages, numbered):
        if len(row) > 1 and not _is_row_of_titles(passages, row):
            continue
        for candidate in row:
            if not _is_item(passages, numbered, candidate):
                kept.append(candidate)
    return kept


def has_text_below(passages: Sequence[Passage], numbers: Sequence[Numbering | None], at: int) -> bool:
    """Whether a text or a deeper list follows a passage, rather than the next item or heading, or nothing."""
    below = at + 1
    if below == len(passages) or passages[below].line - passages[at].last_line > WIDEST_GAP:
        return False
    own, next_number = numbers[at], numbers[below]
    if next_number is None or own is None:
        return True
    return KINDS.index(next_number.kind) > KINDS.index(own.kind)


def words_of(passages: Sequence[Passage], candidate: Candidate) -> str:
    """The words of a candidate's title, with those that stand on the passage below."""
    words = passages[candidate.at].text[candidate.title.start : candidate.title.end]
    return words + passages[candidate.below].text if candidate.below is not None else words


def _rows(passages: Sequence[Passage], numbered: Numbered) -> Iterator[list[Candidate]]:
    """The candidates; those that follow each other without a text between them together."""
    row: list[Candidate] = []
    for candidate in numbered.candidates:
        if row and not _follows(passages, row[-1], candidate):
            yield row
            row = []
        row.append(candidate)
    if row:
        yield row


def _follows(passages: Sequence[Passage], before: Candidate, candidate: Candidate) -> bool:
    if before.number is None or candidate.number is None or before.number.kind != candidate.number.kind:
        return False
    end = before.at if before.below is None else before.below
    if before.title.manner != "alone" or candidate.at != end + 1 or candidate.number.kind in GREAT_KINDS:
        return False
    return passages[candidate.at].line - passages[end].last_line <= WIDEST_GAP


def _is_row_of_titles(passages: Sequence[Passage], row: Sequence[Candidate]) -> bool:
    """Whether candidates without texts are headings all the same: most of them end as titles do, none as a table's."""
    words = [words_of(passages, candidate) for candidate in row]
    titles = sum(1 for printed in words if ends_as_title(printed) and not is_table_title(printed))
    return 2 * titles > len(row)


def _is_item(passages: Sequence[Passage], numbered: Numbered, candidate: Candidate) -> bool:
    """Whether a candidate is an item of a list: nothing stands under it, or it is one of the duties."""
    words = words_of(passages, candidate)
    if candidate.number is None or candidate.number.kind in GREAT_KINDS:
        return False
    end = candidate.at if candidate.below is None else candidate.below
    if candidate.title.manner == "closed" and not has_text_below(passages, numbered.numbers, end):
        return True
    if is_table_title(words) and not has_text_below(passages, numbered.numbers, end):
        return True
    return candidate.title.manner != "alone" and _is_duty(passages, numbered, candidate, words)


def _is_duty(passages: Sequence[Passage], numbered: Numbered, candidate: Candidate, words: str) -> bool:
    """Whether a sentence of a list of duties begins like a title: （三）负责促进就业工作。拟订…."""
    lexicon = load_heading_words()
    if candidate.number is None or not words.startswith(lexicon.duty):
        return False
    first = candidate.at
    farthest = max(0, candidate.at - LONGEST_LIST)
    while first > farthest and not _opens_list(numbered.numbers[first], candidate.number):
        first -= 1
    lead = passages[first - 1] if first else None
    if lead is None:
        return False
    headed = numbered.numbers[first - 1] is not None or first - 1 in numbered.titles
    is_lead = headed or bool(_LEAD_END.search(lead.text))
    return is_lead and any(word in lead.text[-LEAD:] for word in lexicon.duties)


def _opens_list(number: Numbering | None, other: Numbering) -> bool:
    return number is not None and number.kind == other.kind and number.value <= 1
