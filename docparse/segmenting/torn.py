"""Tables whose cells an extractor tore out of their rows: they are found page by page, not line after line.

Extractors that group text by boxes print a column after the other, move cells of the header into the midst of the
rows, and even print labels and rows before the title of their page. What such a page still tells is that its cells
belong to the table whose title stands on it, or goes on from the page before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR
from docparse.patterns import pattern
from docparse.segmenting.lines import (
    ANCHOR,
    CODE_PARTS,
    HAN,
    NOTE,
    PAGE_NUMBER,
    PART,
    SENTENCE,
    VALUE,
)
from docparse.segmenting.torn_economic import is_torn_economic
from docparse.segmenting.torn_listed import is_listed, is_torn_listed
from docparse.segmenting.torn_single import is_torn_header, is_torn_single

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.lexicons.load import Lexicon
    from docparse.segmenting.lines import Line
    from docparse.segmenting.titles import Title

PAGE_END = "\f"
# The rows that are put together again, by what tells one from the other.
TORN_ROWS = ("function_code", "economic_code", "line_item", "single")
# Of rows that are told by their names, those of the forms with an income and an expenditure side.
SIDES = {"income", "expenditure"}
# What a cell of a table is at most long; longer lines are prose.
LONGEST_CELL = 45
# From this share of lines with several values on, the rows of a page are whole.
WHOLE_ROWS = 0.12
# A line of so many pieces with a number and a name is a row too.
WHOLE_PIECES = 3
# So many numbers that count up, each on a line of its own, are a column of line numbers.
FEWEST_COUNTED = 4
# So many names of so many characters behind values, where a code should stand, show that order is lost.
FEWEST_UNCODED = 2
SHORTEST_NAME = 4
# So many codes on lines of their own without an amount in between show that amounts stand elsewhere.
FEWEST_BARE = 6
# A page that goes on a table has no more lines of prose than this, and so many cells at least.
MOST_PROSE = 2
FEWEST_CELLS = 4
# A form has fewer columns than this; a number above is no column's.
MOST_COLUMNS = 30
# Numbers that count up from behind this one are no columns'.
LATE_NUMBER = 5
# A page has no more lines than this, and a torn table either.
LONGEST_PAGE = 800
MOST_LINES = 6_000
CODE = pattern(r"[235]\d{2}(?:\d{2}){0,2}")
CODE_MATCHES = ("205", "20501", "2050101", "30201")
CODE_MISSES = ("105", "2023", "205.00")


class TornPages:
    """The pages of a document, and what stands on them."""

    def __init__(
        self, lines: Sequence[Line], *, titles: Mapping[int, Title], vocabulary: Vocabulary, lexicon: Lexicon
    ) -> None:
        """Finds where pages begin."""
        self.lines = lines
        self.titles = titles
        self.forms = vocabulary.forms
        self.labels = vocabulary.labels
        self.stubs = frozenset(fold(label) for form in vocabulary.forms.values() for label in form.stub_labels)
        self.lexicon = lexicon
        self.starts = [at for at, line in enumerate(lines) if line.text.startswith(PAGE_END)]
        self.title_places = sorted(titles)
        self.boxed = False

    def is_total(self, name: str) -> bool:
        """Whether a row that adds up all others is called so."""
        return self.lexicon.item_key(name, side=None) == "total"

    def reads(self, kind: str) -> bool:
        """Whether torn rows of a form can be put together."""
        form = self.forms[kind]
        sides = {column.side for column in form.columns} == SIDES
        return form.rows in TORN_ROWS and (sides or form.rows != "line_item" or is_listed(form))

    def extent(self, at: int, claimed: int) -> tuple[int, int] | None:
        """Where the torn table begins and ends whose title stands at ``at``; None where its rows are whole.

        Args:
            at: the index of the title.
            claimed: the index of the first line that belongs to no earlier table.
        """
        if not self.starts or not self.reads(self.titles[at].kind):
            return None
        page = bisect_right(self.starts, at) - 1
        if page < 0:
            return None
        begin = self._begin(at, max(self.starts[page], claimed))
        end = self._end(at, page)
        stretches = self._pages_of(begin, end)
        if any(last - first > LONGEST_PAGE for first, last in stretches) or not any(
            self._is_torn(first, last, at) for first, last in stretches
        ):
            return None
        return begin, end

    def _begin(self, at: int, first: int) -> int:
        """The first of the cells that stand above a title on its page.

        Where all codes of the page stand above the title of a table of codes, so may its note.
        """
        begin = at
        noted = self.forms[self.titles[at].kind].rows == "function_code" and not self._has_codes(at)
        while begin > first and begin - 1 not in self.titles:
            text = self.lines[begin - 1].text
            if PART.match(text) or not (self._is_cell(text) or (noted and NOTE.match(text))):
                break
            begin -= 1
        return begin

    def _has_codes(self, at: int) -> bool:
        """Whether a row begins with a code between a title and the end of its page."""
        page = bisect_right(self.starts, at)
        end = self.starts[page] if page < len(self.starts) else len(self.lines)
        below = self.lines[at:end][:LONGEST_PAGE]
        return any(CODE.fullmatch(line.text.split()[0]) for line in below if line.text.strip())

    def _end(self, at: int, page: int) -> int:
        """The index after the last line of a table: before another title, before prose, or at the end of a page."""
        end = at + 1
        noted = False
        while end < len(self.lines) and end - at < MOST_LINES:
            here = bisect_right(self.starts, end) - 1
            if here > page:
                if noted or not self._goes_on(end, here):
                    return end
                page = here
            text = self.lines[end].text
            if end in self.titles:
                return end
            if NOTE.match(text):
                noted = True
            elif PART.match(text) or not (self._is_cell(text) or (noted and NOTE.match(self.lines[end - 1].text))):
                return end
            end += 1
        return end

    def _goes_on(self, start: int, page: int) -> bool:
        """Whether a page without a title goes on the table of the page before."""
        end = self.starts[page + 1] if page + 1 < len(self.starts) else min(len(self.lines), start + LONGEST_PAGE)
        title = bisect_right(self.title_places, start - 1)
        if title < len(self.title_places) and self.title_places[title] < end:
            return False
        prose = labels = cells = 0
        for line in self.lines[start:end]:
            if NOTE.match(line.text):
                # Boxes are printed from the left: a note may stand before the values of the last rows.
                continue
            prose += not self._is_cell(line.text)
            labels += fold(line.text) in self.labels
            named = ENUMERATOR.match(fold(line.text)) is not None or self._is_item(line.text)
            cells += named or all(VALUE.fullmatch(piece) or piece.isdecimal() for piece in line.text.split())
        return prose <= MOST_PROSE and cells >= FEWEST_CELLS and labels >= 2

    def _is_item(self, text: str) -> bool:
        return any(self.lexicon.item_key(text, side=side) for side in (None, *sorted(SIDES)))

    def _pages_of(self, begin: int, end: int) -> list[tuple[int, int]]:
        inner = self.starts[bisect_right(self.starts, begin) : bisect_left(self.starts, end)]
        return list(pairwise([begin, *inner, end]))

    def _is_cell(self, text: str) -> bool:
        if PAGE_NUMBER.match(text) or all(VALUE.fullmatch(piece) for piece in text.split()):
            return True
        return len(text) <= 4 * LONGEST_CELL and not SENTENCE.search(text) and len(fold(text)) <= 2 * LONGEST_CELL

    def _is_torn(self, first: int, last: int, title: int) -> bool:
        """Whether cells of a page stand where no row that was kept whole would put them."""
        rows = self.forms[self.titles[title].kind].rows
        if rows == "single":
            return is_torn_single(self.lines[first:last], self.labels)
        if is_listed(self.forms[self.titles[title].kind]):
            return is_torn_listed(self.lines[first:last])
        if rows == "economic_code":
            return is_torn_economic(self.lines[first:last])
        seen = _Seen()
        coded = rows == "function_code"
        widest = len(self.forms[self.titles[title].kind].columns)
        whole = torn = 0
        # A page has one number; what looks like one above it was put there by whatever prints pages.
        foot = max((at for at in range(first, last) if PAGE_NUMBER.match(self.lines[at].text)), default=last)
        for at in range(first, last):
            text = self.lines[at].text
            if PAGE_NUMBER.match(text):
                seen.ended = seen.ended or (seen.begun and at == foot)
                continue
            pieces = text.split()
            values = sum(bool(VALUE.fullmatch(piece)) for piece in pieces)
            code = CODE.fullmatch(pieces[0]) is not None
            numbered = len(pieces) >= WHOLE_PIECES and any(piece.isdecimal() for piece in pieces)
            # Two columns beside each other leave two amounts on a line, and no name.
            named = values < len(pieces) or not coded
            whole += (values > 1 and named) or (bool(values) and code) or (numbered and HAN.search(text) is not None)
            lone = code and len(pieces) == 1
            # Values of whole numbers stand one below the other in any row; column numbers count up.
            counted = seen.number >= 0 and seen.counted >= FEWEST_COUNTED
            torn += coded and values == len(pieces) == 1 and (counted or seen.label)
            number = int(text) if len(pieces) == 1 and text.strip().isdecimal() and len(text.strip()) <= 3 else None
            seen.counted = seen.counted + 1 if number is not None and number == seen.number + 1 else 1
            seen.number = -1 if number is None else number
            displaced = at < title and (bool(values) or lone)
            label = seen.begun and self._is_stub_label(text, coded=coded)
            # Each line has its number once; what comes again is a column's that has slipped between the rows.
            if number is not None and seen.begun:
                torn += number in seen.numbers and seen.valued and not coded and 0 < number <= MOST_COLUMNS
                seen.numbers.add(number)
            late = seen.valued or seen.number > MOST_COLUMNS or seen.number - seen.counted >= LATE_NUMBER
            numbers = seen.counted >= FEWEST_COUNTED and late
            seen.run = seen.run + values if values == len(pieces) else 0
            torn += seen.run > widest
            seen.bare = 0 if values else seen.bare + lone
            seen.longest = max(seen.longest, seen.bare)
            torn += (lone and seen.code) or displaced or (seen.ended and values == len(pieces)) or label or numbers
            seen.uncoded += seen.value and self._is_name(text)
            seen.coded = seen.coded or code
            seen.label = self._is_stub_label(text, coded=coded)
            seen.code = lone
            seen.value = bool(values)
            seen.valued = seen.valued or bool(values)
            seen.begun = seen.begun or bool(values) or lone or ENUMERATOR.match(fold(text)) is not None
            seen.ended = seen.ended or NOTE.match(text) is not None
        torn = torn or (coded and seen.valued and seen.longest >= FEWEST_BARE)
        # Where no row has a code, a name that follows values begins the next row.
        uncoded = seen.coded and seen.uncoded >= FEWEST_UNCODED
        torn = torn or (coded and (uncoded or is_torn_header(self.lines[first:last])))
        return (bool(torn) or (self.boxed and coded and seen.valued)) and whole <= WHOLE_ROWS * (last - first)

    def _is_stub_label(self, text: str, *, coded: bool) -> bool:
        """Whether a line is a label of the columns before the values; what may be the tail of a name is none."""
        folded = fold(text)
        if folded in CODE_PARTS["function_code"]:
            return coded and text == text.strip()
        return folded in self.stubs and ANCHOR.search(text) is not None

    def _is_name(self, text: str) -> bool:
        """Whether a line can be nothing but the name of a row."""
        folded = fold(text)
        return (
            len(folded) >= SHORTEST_NAME
            and not any(character.isdecimal() for character in folded)
            and folded not in self.labels
            and not (NOTE.match(text) or SENTENCE.search(text))
        )


@dataclass(slots=True)
class _Seen:
    """What stands above a line on its page: a code or value on the line above, the last of numbers that count up.

    ``run`` are the values that nothing else stands between: no row has more of them than its form has columns.
    """

    code: bool = False
    label: bool = False
    value: bool = False
    bare: int = 0
    run: int = 0
    longest: int = 0
    uncoded: int = 0
    coded: bool = False
    numbers: set[int] = field(default_factory=set)
    number: int = -1
    counted: int = 1
    valued: bool = False
    begun: bool = False
    ended: bool = False
