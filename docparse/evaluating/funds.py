"""The funds of a form: rows by source, and which column each of a row's values stands in.

Blank cells leave no trace in most texts, so a short row does not tell its columns. What tells them is what each
column prints otherwise in the report (a rate has a percent sign, a part has a dash for its weight), tabs where
there are any, and sums.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from docparse.amounts import is_mark, read_amount
from docparse.assembling.marks import unit_factors
from docparse.evaluating.labels import alike, find_labels, is_label_elsewhere
from docparse.evaluating.passages import passage_of
from docparse.evaluating.torn_numbers import values_of
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import Range
    from docparse.evaluating.torn_numbers import Value

Role = Literal["total", "item", "of_which"]
Kind = Literal["number", "percent", "mark"]

AMOUNTS = ("initial_budget", "full_year_budget", "executed")
COLUMNS = (*AMOUNTS, "weight", "execution_rate", "score")
# -----本级安排, 其中：: what enumerates a source and is no part of its name.
_DASHES = pattern(r"[-—–－]+")
_LONGEST_VALUE = 24
_SHORTEST_LABEL, _LONGEST_LABEL = 2, 12
# So many columns that no form knows are believed.
_MOST_UNKNOWN = 2
# So many lines of the first name may stand among the labels.
_MOST_ABOVE = 3
_LINE_GAPS = frozenset(("line", "blank", "page"))
# A longer text between the rows is a remark.
_LONGEST_NAME = 30
# Two numbers with their points that run into each other are no shorter.
_SHORTEST_RUN = 6


class FundRow(NamedTuple):
    """A row of the funds before its values have columns.

    Attributes:
        source: Where the name stands, without what enumerates it.
        around: Where the enumerating words, dashes and colons stand.
        level: 0 for the total.
        values: Numbers, rates and marks in printed order.
        cells: Where tabs hold the cells apart, the number of the cell on its line that each value stands in.
        remark: What stands behind the values in words, below the label of a column that no form knows.
    """

    name: str
    source: tuple[Range, ...]
    around: tuple[Range, ...]
    level: int
    role: Role
    values: tuple[Value, ...]
    cells: tuple[int, ...] = ()
    remark: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True)
class Funds:
    """The funds of one form.

    Attributes:
        columns: Keys of the columns that the header prints, in its order.
        labels: Labels of columns that no form knows and that stand behind those of the header.
        cells: Where tabs hold the cells apart, the number of the cell on its line that each label stands in.
    """

    columns: tuple[str, ...]
    rows: tuple[FundRow, ...]
    labels: tuple[Fragment, ...] = ()
    cells: tuple[int, ...] = ()

    def columns_of(self, row: FundRow, shift: int) -> list[str | None]:
        """The column below whose label each value of a row stands, ``shift`` cells behind; nothing where no cells are.

        Where a label spans cells, what a row prints in the first of them it may print again in the others.
        """
        if not self.cells or len(self.cells) != len(self.columns) or len(row.cells) != len(row.values):
            return []
        found: list[str | None] = []
        for at, cell in enumerate(row.cells):
            column = bisect_right(self.cells, cell - shift) - 1
            again = at > 0 and cell == row.cells[at - 1] + 1 and row.values[at].text == row.values[at - 1].text
            fits = (
                cell > 0 and column >= 0 and (cell - shift == self.cells[column] or (again and found[-1] is not None))
            )
            found.append(self.columns[column] if fits else None)
        return found


def kind_of(text: str) -> Kind | None:
    """What a value is; None for a text.

    >>> kind_of("1,200.50"), kind_of("99.8%"), kind_of("—"), kind_of("上年结转")
    ('number', 'percent', 'mark', None)
    """
    return _kind_of(text) if len(text) <= _LONGEST_VALUE else None


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> Kind | None:
    if is_mark(text):
        return "mark"
    if text.endswith("%"):
        return "percent" if read_amount(text[:-1]) else None
    return "number" if read_amount(text) else None


def is_bracketed_unit(text: str) -> bool:
    """Whether a fragment is the unit of the side label, which an extractor may put between the rows.

    >>> is_bracketed_unit("（万元）"), is_bracketed_unit("（市级）")
    (True, False)
    """
    return text[:1] in "（(" and text[1:-1] in unit_factors()


def read_funds(header: Sequence[Fragment], body: Sequence[Fragment]) -> Funds:
    """The rows of the funds."""
    above = _begun_above(header, body)
    header, body = header[: len(header) - above], (*header[len(header) - above :], *body)
    more = _labels_behind(body)
    numbers = _cell_numbers(body)
    rows: list[FundRow] = []
    columns = _columns(alike(header))
    explained = more > 0 or any(column not in COLUMNS for column in columns)
    for name, values, remark in _stretches(values_of(body[more:]), explained=explained):
        cells = tuple([numbers[value.pieces[0].start] for value in values])
        pieces = tuple([piece for each in remark for piece in each.pieces])
        rows.append(row_of([piece for each in name for piece in each.pieces], values, rows, cells, pieces))
    labels = tuple(fold(fragment.text) for fragment in body[:more])
    return Funds((*columns, *labels), _with_total(rows), tuple(body[:more]), () if labels else tuple(columns.values()))


def _begun_above(header: Sequence[Fragment], body: Sequence[Fragment]) -> int:
    """How many fragments at the end of the header begin the name of the first source, which is known only with them."""
    known = load_evaluations().words("sources")
    values = next((index for index, fragment in enumerate(body) if kind_of(fragment.text)), 0)
    name = "".join(fragment.text for fragment in body[:values])
    if not name or bare_source(name) in known:
        return 0
    for count in range(1, min(_MOST_ABOVE, len(header) - 1) + 1):
        name = header[-count].text + name
        if bare_source(name) in known:
            return count
    return 0


def _cell_numbers(fragments: Sequence[Fragment]) -> dict[int, int]:
    """The number of the cell on its line that each fragment stands in, by where it begins; 0 where no tab is before."""
    if not any(fragment.tabs for fragment in fragments):
        return dict.fromkeys([fragment.start for fragment in fragments], 0)
    found: dict[int, int] = {}
    line, number = -1, 0
    for fragment in fragments:
        number = fragment.tabs + (number if fragment.line == line else 0)
        line = fragment.line
        found[fragment.start] = number
    return found


def _labels_behind(body: Sequence[Fragment]) -> int:
    """How many fragments before the first row are labels of columns: those before a name that is known."""
    values = next((index for index, fragment in enumerate(body) if kind_of(fragment.text)), 0)
    known = load_evaluations().words("sources")
    for start in range(min(values, _MOST_UNKNOWN + 1)):
        if bare_source("".join(fragment.text for fragment in body[start:values])) in known:
            return start
    return 0


@remembered(256)
def _columns(header: tuple[Fragment, ...]) -> dict[str, int]:
    """The columns in printed order, each with the number of its cell; one that no form knows is called as printed."""
    cut, hits = find_labels(header)
    own = [hit for hit in hits if hit.has("funds")]
    numbers = _cell_numbers(cut)
    found: dict[str, int] = {}
    done = own[0].first if own else 0
    for hit in own:
        between = "".join(fold(fragment.text) for fragment in cut[done : hit.first])
        if between and not is_bracketed_unit(between) and len(found) < len(COLUMNS) + _MOST_UNKNOWN:
            found[_nearest_column(between, found)] = numbers[cut[done].start]
        done = hit.end
        if (key := hit.key("funds")) in COLUMNS and key is not None:
            found.setdefault(key, numbers[cut[hit.first].start])
    for fragment in cut[done:] if own else ():
        if len(found) < len(COLUMNS) + _MOST_UNKNOWN and _is_label(fragment.text):
            found[fold(fragment.text)] = numbers[fragment.start]
    return found or dict.fromkeys(COLUMNS, 0)


def _is_label(text: str) -> bool:
    """Whether a text behind the labels of a header is one that no form knows."""
    return kind_of(text) is None and _SHORTEST_LABEL <= len(text) <= _LONGEST_LABEL and not is_bracketed_unit(text)


def _nearest_column(label: str, found: Container[str]) -> str:
    """The column whose label a longer one begins or ends with (分值权重); else the label itself."""
    words = load_evaluations().words("funds", *COLUMNS)
    fitting = (word for word in words if label.startswith(word) or label.endswith(word))
    known = [word for word in fitting if words[word] not in found]
    return words[max(known, key=len)] if known else label


def _with_total(rows: Sequence[FundRow]) -> tuple[FundRow, ...]:
    """The rows; where none is called a total, the first or last one whose amount is the sum of the others' is one."""
    if not rows or any(row.level == 0 for row in rows):
        return tuple(rows)
    firsts = [_first_amount(row) for row in rows]
    for place in (0, len(rows) - 1):
        others = sum(amount for index, amount in enumerate(firsts) if index != place and rows[index].level == 1)
        if firsts[place] and firsts[place] == others:
            total = rows[place]._replace(level=0, role="total")
            return (*rows[:place], total, *rows[place + 1 :])
    return tuple(rows)


def _first_amount(row: FundRow) -> Decimal:
    amount = read_amount(row.values[0].text) if row.values else None
    return Decimal(amount.value) if amount else Decimal(0)


_Stretch = tuple[list["Value"], list["Value"], list["Value"]]


def _stretches(body: Sequence[Value], *, explained: bool) -> list[_Stretch]:
    """Name, values and remark of each row; a piece of a name that stands behind its values is brought back.

    Args:
        body: What is printed below the header.
        explained: There is a column that may hold remarks.
    """
    found: list[_Stretch] = []
    kinds = [kind_of(fragment.text) for fragment in body]
    for index, fragment in enumerate(body):
        kind = kinds[index]
        if kind is None and is_bracketed_unit(fragment.text):
            continue
        if explained and found and _is_remark(found[-1], fragment):
            found[-1][2].append(fragment)
            continue
        if len(fragment.text) > _LONGEST_NAME or (kind is None and _is_numbers(fragment.text)):
            continue
        behind = body[index + 1] if index + 1 < len(body) else None
        dashes = kind == "mark" and behind is not None and behind.gap == "space" and kinds[index + 1] is None
        enumerates = dashes and fragment.gap != "space"
        is_value = kind is not None and not enumerates
        if is_value and (found or _is_nameless(body, kinds)):
            found = found or [([], [], [])]
            found[-1][1].append(fragment)
        elif not found or found[-1][1] or (kind is None and _begins_source(found[-1][0], fragment)):
            found.append(([fragment], [], []))
        else:
            found[-1][0].append(fragment)
    for (before, *_), (name, *_) in pairwise(found):
        _bring_back(before, name)
    return [stretch for stretch in map(_without_strangers, found) if stretch[0] or stretch[1]]


def _is_numbers(text: str) -> bool:
    """Whether a text is numbers that run into each other: no value, and no name.

    >>> _is_numbers("12.5098.0%"), _is_numbers("1.财政拨款"), _is_numbers("1.")
    (True, False, False)
    """
    return len(text) >= _SHORTEST_RUN and text[0].isdecimal() and not any(character.isalpha() for character in text)


def _without_strangers(stretch: _Stretch) -> _Stretch:
    """A stretch; of a name without values only what is known, if it goes on with more than a name may hold.

    What stands there is another part of the form, which has labels that no form knows.
    """
    name, values, remark = stretch
    if not values and is_label_elsewhere("".join([piece.text for piece in name]), "funds", "sources"):
        return [], [], remark
    if values or sum(len(piece.text) for piece in name) <= _LONGEST_NAME:
        return stretch
    known = load_evaluations().words("sources")
    ends = (end for end in range(len(name), 0, -1) if bare_source("".join(each.text for each in name[:end])) in known)
    return name[: next(ends, 0)], values, remark


def _is_nameless(body: Sequence[Value], kinds: Sequence[Kind | None]) -> bool:
    """Whether the funds are one row without a name: its values stand on a line, and no known name stands below."""
    known = load_evaluations().words("sources")
    names = (value.text for value, kind in zip(body, kinds, strict=True) if kind is None)
    return not any(bare_source(name) in known for name in names)


def _is_remark(row: _Stretch, fragment: Value) -> bool:
    """Whether a text behind the values of a row goes on with them or with the remark: no source, and no value."""
    _, values, remark = row
    if not values or kind_of(fragment.text) is not None or (fragment.gap in _LINE_GAPS and not remark):
        return False
    bare = bare_source(fragment.text)
    return bare not in load_evaluations().words("sources") and not fold(fragment.text).startswith(_enumerating())


def _begins_source(name: Sequence[Value], fragment: Value) -> bool:
    """Whether a name is a known one that is whole, and another known one stands on the line below it."""
    known = load_evaluations().words("sources")
    if fragment.gap not in _LINE_GAPS or bare_source(fragment.text) not in known:
        return False
    pieces = [piece.text for piece in name]
    return bare_source("".join(pieces)) in known and bare_source("".join((*pieces, fragment.text))) not in known


def _bring_back(before: list[Value], name: list[Value]) -> None:
    """Moves the pieces of a name that belong to the row above to it, where only so both names are known ones.

    The longest name that is known is taken: one may begin with another.
    """
    known = load_evaluations().words("sources")
    if all(bare_source("".join(piece.text for piece in pieces)) in known for pieces in (before, name)):
        return
    for count in range(len(name), 0, -1):
        moved = bare_source("".join(piece.text for piece in (*before, *name[:count])))
        rest = bare_source("".join(piece.text for piece in name[count:]))
        if moved in known and (not rest or rest in known):
            before += name[:count]
            del name[:count]
            return


@remembered()
def _enumerating() -> tuple[str, ...]:
    """Words that stand before a name of a source (其中)."""
    return tuple(load_evaluations().words("sources", "of_which"))


@remembered(1024)
def bare_source(name: str) -> str:
    """A name without what enumerates it."""
    folded = fold(name).strip(":").lstrip("-")
    for word in _enumerating():
        if folded.startswith(word):
            folded = folded[len(word) :].lstrip(":").lstrip("-")
    return folded.rstrip(":")


def row_of(
    name: Sequence[Fragment],
    values: Sequence[Value],
    above: Sequence[FundRow],
    cells: tuple[int, ...] = (),
    remark: tuple[Fragment, ...] = (),
) -> FundRow:
    """A row with its name, what enumerates it set apart; ``above`` are the rows before it."""
    passage = passage_of(name)
    text = passage.text
    start, of_which = 0, False
    while text.startswith(_before_names(), start):
        dashes = _DASHES.match(text, start)
        word = next((word for word in _enumerating() if text.startswith(word, start)), "")
        end = dashes.end() if dashes else start + len(word)
        of_which = of_which or bool(word)
        while text[end : end + 1] in (":", "："):
            end += 1
        start = end
    stop = len(text.rstrip(":："))
    bare = text[start:stop]
    level = _level(fold(bare), dashed=text[:1] in "-—–" and bool(text), above=above)
    role: Role = "total" if level == 0 else "of_which" if of_which else "item"
    around = (*passage.ranges(0, start), *passage.ranges(stop, len(text)))
    return FundRow(bare, passage.ranges(start, stop), around, level, role, tuple(values), cells, remark)


@remembered()
def _before_names() -> tuple[str, ...]:
    """What begins that which stands before a name: dashes, words that enumerate, colons."""
    return (*"-—–－:：", *_enumerating())


def _level(name: str, *, dashed: bool, above: Sequence[FundRow]) -> int:
    """The level of a source by its name; of an unknown one by its dashes."""
    keys = load_evaluations().words("sources")
    key = keys.get(name)
    if key == "total" or not name:
        return 0
    return 2 if key == "subpart" or (dashed and any(row.level == 1 for row in above)) else 1
