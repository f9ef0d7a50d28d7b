"""Where the header of a table begins and ends, and where a page break repeats it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR
from docparse.patterns import pattern
from docparse.segmenting.lines import (
    AMOUNT,
    ANCHOR,
    CODE_FIRST,
    COLUMN_NUMBERS_LABEL,
    FIRST_ROW,
    HAN,
    HAN_ONLY,
    LONGEST_LINE,
    NOTE,
    NOTHING_TO_REPORT,
    PAGE_NUMBER,
    PART,
    RULE,
    SENTENCE,
    STUB_LABEL,
    VALUE,
    YEAR_OF_LABEL,
    is_mark,
    numbers_at,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.segmenting.lines import Line
    from docparse.segmenting.rows import RowLines
    from docparse.segmenting.titles import Title

# How many lines after a title its header may take, a line of a wrapped header holding one or two characters.
HEADER_REACH = 60
# How many label lines may stand above the one by which a header without a title is found.
LINES_ABOVE = 4
# A line of labels has so many pieces at least.
_FEWEST_PIECES = 2
# So many lines as in the header, one after the other, are its repetition: also where one is spelt like a row.
FEWEST_REPEATED = 3
# So many labels that a head does not print make another header.
_FEWEST_OTHER = 2
# The note that there is nothing to report stands within so many lines of notes.
MOST_NOTE_LINES = 6
# The first name may stand in so many lines above its code, each of so many characters at least.
MOST_NAME_LINES = 2
SHORTEST_NAME_LINE = 3
# Above the values of an item in a narrow column may stand so many lines of its name, and of the one beside it.
_MOST_NUMBERED_LINES = 4
_BORDER = pattern(r"[\s|]+")
# So many labels and pieces of labels on a line, and nothing else, are those of a header.
_FEWEST_IN_PART = 3
# So many values a row has whose name is a label too.
_FEWEST_VALUES = 3
# Labels of more characters than this are not printed with blanks between them; none has more than the second.
_LONGEST_SPREAD = 8
_LONGEST_LABEL = 24
# Labels that white space does not part are so long together.
_FEWEST_GLUED = 5


class Head(NamedTuple):
    """The title and the label lines of a table, and these folded, to know them again."""

    title: Title | None
    lines: tuple[Line, ...]
    labels: frozenset[str]


def head_of(title: Title | None, lines: Sequence[Line]) -> Head:
    """The head of a table."""
    return Head(title, tuple(lines), frozenset(fold(line.text) for line in lines if HAN.search(line.text)))


class HeadFinder:
    """Finds headers by the labels that forms print, by column numbers, and by what follows them."""

    def __init__(
        self, lines: Sequence[Line], *, titles: Mapping[int, Title], vocabulary: Vocabulary, rows: RowLines
    ) -> None:
        self.lines = lines
        self.titles = titles
        self.rows = rows
        self.labels = vocabulary.labels

    def heads_untitled(self, at: int) -> bool:
        """Whether a header begins here although no title stands above it."""
        text = self.lines[at].text
        if len(text) > LONGEST_LINE or not ANCHOR.search(text) or AMOUNT.search(text) or SENTENCE.search(text):
            return False
        pieces = label_pieces(text, self.labels)
        known = sum(piece in self.labels for piece in pieces)
        return known >= 2 and known >= 0.6 * len(pieces)

    def untitled_start(self, at: int, claimed: int) -> int:
        """The first line of the header that ``at`` belongs to: label lines may stand above the anchoring one."""
        start = at
        while start > max(claimed, at - LINES_ABOVE) and start - 1 not in self.titles:
            line = self.lines[start - 1]
            if not (RULE.fullmatch(line.text) or self._is_label_line(line)) or AMOUNT.search(line.text):
                break
            start -= 1
        return start

    def header_end(self, at: int) -> int | None:
        """The index of the first line after the header that begins at ``at``, None where there is no header.

        A row of column numbers ends a header; without one it ends at the first row, or at the note that there is none.
        """
        anchored = False
        first_row: int | None = None
        counted = 0
        for here in range(at, min(at + HEADER_REACH, len(self.lines))):
            line = self.lines[here]
            if first_row is None and here > at and self._says_nothing(here):
                first_row = self._named_row(at, here)
                break
            if here in self.titles or (here > at and PART.match(line.text)) or SENTENCE.search(line.text):
                break
            numbered = numbers_at(self.lines, here)
            if numbered is not None:
                return numbered
            counted = counted or (self._counted(here) if first_row is None else 0)
            if here < counted or is_mark(line) or RULE.fullmatch(line.text) or PAGE_NUMBER.match(line.text):
                continue
            if AMOUNT.search(line.text) or CODE_FIRST.match(line.text):
                first_row = self._named_row(at, here) if first_row is None else first_row
                break
            anchored = anchored or bool(ANCHOR.search(line.text)) or fold(line.text) in self.labels
            if first_row is None and self.rows.is_row(line) and not self._is_label(here):
                first_row = self._named_row(at, here)
        if first_row is not None and first_row > at and (anchored or self._is_header(self.lines[at:first_row])):
            return first_row
        return None

    def _counted(self, here: int) -> int:
        """The index behind the column numbers that begin at ``here``, each on a line, with labels between; else 0.

        Streams print 1 ⏎ 项目 ⏎ 栏次 ⏎ 合计 ⏎ 2 ⏎ 3.
        """
        text = self.lines[here].text.strip()
        if text != "1":
            return here + 1 if self._is_second_half(text, here) else 0
        number, end = 1, 0
        for at in range(here + 1, min(here + HEADER_REACH, len(self.lines))):
            text = self.lines[at].text.strip()
            if text == str(number + 1):
                number, end = number + 1, at + 1
            elif not HAN.search(text) or at in self.titles or ENUMERATOR.match(fold(text)) or SENTENCE.search(text):
                break
        return end if number > 1 and end > here + number else 0

    def _is_second_half(self, text: str, here: int) -> bool:
        """Whether a number alone counts the one column of a half that has its own page: 栏次 ⏎ 金额 ⏎ 2."""
        if len(text) != 1 or not text.isdecimal() or here + 1 >= len(self.lines):
            return False
        labels = "".join(fold(line.text) for line in self.lines[max(here - LINES_ABOVE, 0) : here])
        return COLUMN_NUMBERS_LABEL in labels and HAN.search(self.lines[here + 1].text) is not None

    def _says_nothing(self, here: int) -> bool:
        """Whether notes begin here that say that there is nothing to report."""
        if not (NOTE.match(self.lines[here].text) or NOTHING_TO_REPORT.search(self.lines[here].text)):
            return False
        for at in range(here, min(here + MOST_NOTE_LINES, len(self.lines))):
            if at in self.titles or PART.match(self.lines[at].text) or self.rows.is_row(self.lines[at]):
                return False
            if NOTHING_TO_REPORT.search(self.lines[at].text):
                return True
        return False

    def _named_row(self, at: int, here: int) -> int:
        """Where the first row begins if what follows the header is at ``here``: the name of a total may stand above.

        Only rows with a stub have a name; in a form without one the word is the label of a column.
        """
        if CODE_FIRST.match(self.lines[here].text):
            return here if HAN.search(self.lines[here].text) else self._wrapped_name(at, here)
        above = self.lines[here - 1]
        numbered = self._numbered_name(at, here)
        if numbered < here:
            return numbered
        total = self.rows.is_total(above) or self.rows.is_three_public_total(above)
        if here - 1 <= at or not (total or self._names_row_of_values(here)):
            return here
        header = [line.text for line in self.lines[at : here - 1]]
        stub = any(ANCHOR.search(text) or STUB_LABEL.fullmatch(text) for text in header)
        return here - 1 if stub else here

    def _names_row_of_values(self, here: int) -> bool:
        """Whether the label above values that begin at ``here``, one a line, names their row: so does one below them.

        年初预算数 ⏎ 21.00 ⏎ 0.00 ⏎ 21.00 ⏎ 决算数 ⏎ 15.00 …
        """
        end = here
        while end < len(self.lines) and end - here < HEADER_REACH and VALUE.fullmatch(self.lines[end].text.strip()):
            end += 1
        if end - here < _FEWEST_VALUES or end + 1 >= len(self.lines):
            return False
        named = fold(self.lines[here - 1].text) in self.labels and fold(self.lines[end].text) in self.labels
        return named and VALUE.fullmatch(self.lines[end + 1].text.strip()) is not None

    def _numbered_name(self, at: int, here: int) -> int:
        """Where the name of the first item begins that was wrapped above its values: with the number of the item."""
        first = max(at + 1, here - _MOST_NUMBERED_LINES)
        numbered = (begin for begin in range(first, here) if ENUMERATOR.match(fold(self.lines[begin].text)))
        return here if self.rows.is_row(self.lines[here - 1]) else next(numbered, here)

    def _wrapped_name(self, at: int, here: int) -> int:
        """Where the name begins that was wrapped above the code at ``here``: above no label, nor a piece of one."""
        first = here
        while first - 1 > at and here - first < MOST_NAME_LINES and self._is_no_label(self.lines[first - 1].text):
            first -= 1
        return first

    def _is_no_label(self, text: str) -> bool:
        """Whether a line is one text of some length that no label is, holds or begins with."""
        name = fold(text)
        if len(text.split()) != 1 or len(name) < SHORTEST_NAME_LINE or not HAN_ONLY.fullmatch(name):
            return False
        return not any(name in label or label in name for label in self.labels)

    def _is_label(self, here: int) -> bool:
        """Whether a line holds labels, or the beginning of one that the line below ends."""
        whole = fold("".join(line.text for line in self.lines[here : here + 2]))
        return whole in self.labels or self._is_label_line(self.lines[here])

    def _is_label_line(self, line: Line) -> bool:
        pieces = label_pieces(line.text, self.labels)
        known = sum(piece in self.labels for piece in pieces)
        labelled = known >= 0.5 * len(pieces) or (bool(known) and self._holds_labels_in_part(pieces))
        return labelled and not self.rows.is_total_row(line)

    def _holds_labels_in_part(self, pieces: Sequence[str]) -> bool:
        """Whether several pieces are whole labels or what narrow columns leave of some on one line."""
        if len(pieces) < _FEWEST_IN_PART or not all(map(HAN.search, pieces)):
            return False  # 合计 0 0 0: some labels hold a zero
        return all(any(piece in label for label in self.labels) for piece in pieces)

    def _is_header(self, lines: Sequence[Line]) -> bool:
        texts = (YEAR_OF_LABEL.sub("", line.text) for line in lines if not is_mark(line))
        labels = self.labels
        return sum(piece in labels for text in texts for piece in label_pieces(text, labels)) >= 2

    def repeated(self, head: Head, at: int, *, pending: Sequence[Line], beside: bool) -> int:
        """The end of the lines from ``at`` on by which a page break repeats a head; ``at`` itself where there are none.

        Args:
            head: the head of the table.
            at: the index of a line of its body.
            pending: the lines above it that belong to no row yet.
            beside: whether the line above it is a head's already, or a page number.
        """
        title = self.titles.get(at)
        if title is not None:
            same = head.title is not None and (title.kind, title.name) == (head.title.kind, head.title.name)
            goes_on = same and (title.continued or self._goes_on(at)) and not self.other_columns(head, at + 1)
            return (self.header_end(at + 1) or at) if goes_on else at
        line = self.lines[at]
        if fold(line.text) in head.labels:
            again = _same_lines(head.lines, self.lines[at : at + len(head.lines)])
            if again >= FEWEST_REPEATED:
                return at + again
            alone = not beside and len(line.text.split()) == 1 and not self._goes_on_with(head, at + 1)
            alone = alone or (not beside and self._is_wrapped_item(at))
            if not AMOUNT.search(line.text) and not self.rows.is_total(line) and not alone:
                return at + 1
        if beside and _is_broken_otherwise(line, head):
            return at + 1
        if is_mark(line) and not self.rows.is_row(line):
            return at + 1
        numbered = numbers_at(self.lines, at)
        if numbered is not None and (numbered > at + 1 or len(line.text.split()) > 1):
            return numbered
        if ANCHOR.search(line.text) and not AMOUNT.search(line.text):
            end = self.header_end(at)
            if end is not None and _alike(head.lines, [*pending, *self.lines[at:end]]):
                return end
        return at

    def _is_wrapped_item(self, at: int) -> bool:
        """Whether lines from ``at`` on are the name of an item before its values, wrapped like a label of the head."""
        name = self.lines[at].text.strip()
        for end in range(at + 1, min(at + _MOST_NUMBERED_LINES, len(self.lines))):
            text = self.lines[end].text.strip()
            if text[:1].isdecimal():
                return end > at + 1 and self.rows.lexicon.knows(name)
            name += text
        return False

    def other_columns(self, head: Head, at: int) -> bool:
        """Whether a header begins at ``at`` that names other columns than a head: the right half of a wide table.

        Several labels that forms know cannot be spelt with the characters of the head, which a wrap only parts.
        """
        end = self.header_end(at)
        if end is None or not head.lines:
            return False
        lines = [line for line in self.lines[at:end] if not is_mark(line)]
        if not any(ANCHOR.search(line.text) for line in lines):
            return False
        own = Counter(fold("".join(line.text for line in head.lines)))
        pieces = {piece for line in lines for piece in label_pieces(YEAR_OF_LABEL.sub("", line.text), self.labels)}
        return sum(piece in self.labels and not Counter(piece) <= own for piece in pieces) >= _FEWEST_OTHER

    def begins_other(self, head: Head, at: int) -> bool:
        """Whether the line at ``at`` is the first of a header without a title that names other columns than a head."""
        return self.heads_untitled(at) and self.other_columns(head, at)

    def names_block(self, head: Head, line: Line) -> bool:
        """Whether a line is a label that a head does not print: 决算数 above the labels that stood below 预算数."""
        pieces = label_pieces(YEAR_OF_LABEL.sub("", line.text), self.labels)
        own = {piece for each in head.lines for piece in label_pieces(YEAR_OF_LABEL.sub("", each.text), self.labels)}
        return len(pieces) == 1 and pieces[0] in self.labels and pieces[0] not in own

    def _goes_on_with(self, head: Head, at: int) -> bool:
        """Whether a line is one of a head's: a single word that the head holds too may end a wrapped name."""
        return at < len(self.lines) and fold(self.lines[at].text) in head.labels

    def _goes_on(self, at: int) -> bool:
        """Whether the table under a repeated title starts in the middle: not with its total or first line."""
        body = self.header_end(at + 1)
        if body is None or body >= len(self.lines):
            return False
        first = self.lines[body].text
        return bool(CODE_FIRST.match(first)) and not FIRST_ROW.search(first)


def label_pieces(text: str, labels: AbstractSet[str]) -> list[str]:
    """The folded pieces of a line; characters with blanks between them are put together to the labels they spell.

    >>> label_pieces("项 目 | 预 算 数 决算数", {"项目", "预算数", "决算数"})
    ['项目', '预算数', '决算数']
    """
    pieces: list[str] = []
    spread = ""
    for piece in map(fold, _BORDER.split(text)):
        if len(piece) == 1:
            spread += piece
            continue
        pieces += _spelt(spread, labels)
        spread = ""
        pieces += _glued(piece, labels) if piece else []
    return pieces + _spelt(spread, labels)


def _glued(piece: str, labels: AbstractSet[str]) -> list[str]:
    """The labels that a piece without white space is made of; itself where it is one or holds anything else."""
    if piece in labels or len(piece) < _FEWEST_GLUED:
        return [piece]
    spelt = _spelt(piece, labels, longest=_LONGEST_LABEL)
    return spelt if labels >= set(spelt) else [piece]


def _spelt(characters: str, labels: AbstractSet[str], *, longest: int = _LONGEST_SPREAD) -> list[str]:
    """The labels that a run of characters spells, each the longest one; a character of none stands alone."""
    spelt: list[str] = []
    at = 0
    while at < len(characters):
        last = min(len(characters), at + longest)
        end = next((end for end in range(last, at + 1, -1) if characters[at:end] in labels), at + 1)
        spelt.append(characters[at:end])
        at = end
    return spelt


def _same_lines(header: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many lines are those of a header, from its first one on."""
    same = 0
    for ours, theirs in zip(header, lines, strict=False):
        if fold(ours.text) != fold(theirs.text):
            break
        same += 1
    return same


def _is_broken_otherwise(line: Line, head: Head) -> bool:
    """Whether a line behind a page number is one of the head whose labels are wrapped otherwise on this page.

    It holds several pieces, no figures, and only characters of the head; a single piece may end a wrapped name.
    """
    if len(line.text.split()) < _FEWEST_PIECES or any(character.isdecimal() for character in line.text):
        return False
    left = Counter(fold(line.text)) - Counter(fold("".join(each.text for each in head.lines)))
    return not left


def _alike(header: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two headers are made of nearly the same characters."""
    ours, theirs = (Counter(fold("".join(line.text for line in lines))) for lines in (header, other))
    return (ours & theirs).total() >= 0.85 * max(ours.total(), 1)
