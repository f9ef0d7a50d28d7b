"""Logical rows: lines that an extractor broke are joined, so that each row has its whole name and its values.

A row is anchored by what no other row has: its code, its line number, or a name that the lexicon knows. Text
between two anchors is the tail of the name above or the head of the name below; the names known for the two
codes decide, and without them the name that stands there incomplete.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.decoding.names import Wrapped, complete_names, is_item
from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.decoding.fields import Group
    from docparse.grammars.model import RowKey
    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

_VALUES = "VZICDPU"
# Function codes begin with 2, economic ones with 3 or 5: what else begins a line of digits is a value.
_CODE_STARTS = {"function_code": "2", "economic_code": "235"}
# From this share of lines with a single cell on, the body is printed one cell a line.
_ONE_CELL = 0.75
_FEWEST_STREAM_LINES = 4
# Pieces of text that one name is wrapped into at most, twice over; more are no wrapped name.
_MOST_PENDING = 12
# How many groups a line holds at most: so far back a wrapped name may have begun.
_NEAR_ROWS = 5


@dataclass(slots=True)
class _Draft:
    """A row while its lines are being joined."""

    line: Line
    stub: list[Atom] = field(default_factory=list)
    head: list[Atom] = field(default_factory=list)
    rest: list[Atom] = field(default_factory=list)

    def atoms(self) -> list[Atom]:
        """Code first, then the whole name, then the values: the order in which forms print a row."""
        return [*self.stub, *self.head, *self.rest]

    def name(self) -> str:
        return "".join(atom.text for atom in (*self.head, *self.rest) if atom.kind == "T")

    def value_count(self) -> int:
        return sum(atom.kind in _VALUES for atom in self.rest)

    def add_tail(self, atoms: Sequence[Atom]) -> None:
        """Appends text to the name, before the values."""
        at = 0
        for index, atom in enumerate(self.rest):
            if atom.kind == "T":
                at = index + 1
            elif at or atom.kind in _VALUES:
                break
        self.rest[at:at] = atoms


def logical_rows(
    lines: Sequence[Cut], rows: RowKey, *, groups: tuple[Group, ...], lexicon: Lexicon
) -> Iterator[tuple[Line, list[Atom]]]:
    """The rows of a body as (first line, atoms), each whole."""
    stream = is_stream(lines, rows)
    if runs_on(lines, rows):
        return _rows_by_item(lines, lexicon=lexicon)
    if rows in _CODE_STARTS and (stream or len(groups) == 1):
        return _rows_by_code(lines, rows, groups=groups, lexicon=lexicon)
    if stream and rows == "line_item":
        return _rows_by_line_number(lines) if "line_number" in groups[0].stub else _rows_by_text(lines, lexicon=lexicon)
    if stream and rows == "single":
        return iter([(lines[0][0], [atom for _, atoms in lines for atom in atoms])])
    return _rows_by_name(lines, lexicon=lexicon)


def is_stream(lines: Sequence[Cut], rows: RowKey) -> bool:
    """Whether the cells of a row stand on lines of their own, so that line ends say nothing about rows.

    Extractors that print one cell a line join cells that stand close; for rows of three cells it is enough that
    hardly any line holds a whole one.
    """
    if len(lines) < _FEWEST_STREAM_LINES:
        return False
    if rows == "economic_code":
        whole = sum({"C", "T"} <= {atom.kind for atom in atoms} for _, atoms in lines)
        return whole <= (1 - _ONE_CELL) * len(lines) and not any(
            atom.kind == "B" for _, atoms in lines for atom in atoms
        )
    single = sum(len(atoms) == 1 or atoms[0].kind in "VD" for _, atoms in lines)
    return single >= _ONE_CELL * len(lines)


def runs_on(lines: Sequence[Cut], rows: RowKey) -> bool:
    """Whether groups of a line go on in the next line, so that their order alone tells them apart.

    A code alone on its line shows it: its name and amount stand below, and other groups behind them.
    """
    if rows != "economic_code" or any(atom.kind == "B" for _, atoms in lines for atom in atoms):
        return False
    lone_code = any(len(atoms) == 1 and atoms[0].kind == "C" for _, atoms in lines)
    return lone_code or is_stream(lines, rows)


def _rows_by_item(lines: Sequence[Cut], *, lexicon: Lexicon) -> Iterator[tuple[Line, list[Atom]]]:
    """Rows of code, name and amount: each begins at a code before a name, or at whatever follows an amount."""
    drafts: list[tuple[Line, list[Atom]]] = []
    atoms = [(line, atom) for line, cut in lines for atom in cut]
    for index, (line, atom) in enumerate(atoms):
        row = drafts[-1][1] if drafts else []
        following = atoms[index + 1][1].kind if index + 1 < len(atoms) else ""
        complete = len(row) > 1 and row[-1].kind in _VALUES
        if not row or complete or (atom.kind == "C" and (following == "T" or row[-1].kind == "C")):
            drafts.append((line, [atom]))
        else:
            row.append(atom)
    return iter(_with_tails([(line, _code_first(row)) for line, row in drafts], lexicon))


def _code_first(row: list[Atom]) -> list[Atom]:
    """The row with its code in front, where the name was wrapped around it."""
    code = next((atom for atom in row if atom.kind == "C"), None)
    if code is None or row[0].kind != "T":
        return row
    return [code, *(atom for atom in row if atom is not code)]


def _with_tails(rows: Sequence[tuple[Line, list[Atom]]], lexicon: Lexicon) -> list[tuple[Line, list[Atom]]]:
    """Gives text without a code and an amount to the row shortly before whose known name it completes."""
    kept: list[tuple[Line, list[Atom]]] = []
    for line, row in rows:
        if all(atom.kind == "T" for atom in row):
            owner = next((above for _, above in reversed(kept[-_NEAR_ROWS:]) if _completes(above, row, lexicon)), None)
            if owner is not None:
                _append_name(owner, row)
                continue
        kept.append((line, row))
    return kept


def _completes(row: Sequence[Atom], tail: Sequence[Atom], lexicon: Lexicon) -> bool:
    if row[0].kind != "C":
        return False
    whole = "".join(atom.text for atom in (*row, *tail) if atom.kind == "T")
    return fold(whole) in {fold(name) for name in lexicon.code_names.get(row[0].text, ())}


def _rows_by_code(
    lines: Sequence[Cut], rows: RowKey, *, groups: tuple[Group, ...], lexicon: Lexicon
) -> Iterator[tuple[Line, list[Atom]]]:
    """Rows that begin at a code, or at a name without a code that carries values (合计)."""
    drafts: list[_Draft] = []
    pending: list[Atom] = []
    for line, atoms in lines:
        kinds = "".join(atom.kind for atom in atoms)
        filled = kinds.replace("B", "")
        current = drafts[-1] if drafts else None
        if _begins_with_code(atoms, filled, rows):
            draft = _Draft(line, [atoms[0]], [], list(atoms[1:])) if kinds[0] != "B" else _Draft(line, rest=list(atoms))
            _share(pending, current, draft, lexicon=lexicon)
            drafts.append(draft)
        elif set(filled) <= {"T"}:
            if current is not None and not current.value_count() and current.stub:
                current.rest += [atom for atom in atoms if atom.kind != "B"] if "B" in kinds else atoms
            elif lexicon.item_key("".join(atom.text for atom in atoms), side=None) == "total":
                _give_tail(current, pending)
                drafts.append(_Draft(line, rest=list(atoms)))
            else:
                if len(pending) > _MOST_PENDING:
                    drafts.append(_Draft(line, rest=pending))
                    pending = []
                pending += [atom for atom in atoms if atom.kind == "T"]
            continue
        elif "T" in filled:
            if current is not None and current.stub and not current.value_count():
                current.rest += atoms
            else:
                drafts.append(_Draft(line, rest=[*pending, *atoms]))
        elif current is not None and current.value_count() + len(filled) <= groups[0].values:
            current.rest += atoms
        else:
            drafts.append(_Draft(line, rest=list(atoms)))
        pending = []
    _give_tail(drafts[-1] if drafts else None, pending)
    return iter([(draft.line, draft.atoms()) for draft in drafts])


def _begins_with_code(atoms: Sequence[Atom], filled: str, rows: RowKey) -> bool:
    first = next((atom for atom in atoms if atom.kind != "B"), None)
    return first is not None and filled.startswith("C") and first.text[0] in _CODE_STARTS[rows]


def _give_tail(draft: _Draft | None, pending: list[Atom]) -> None:
    if draft is not None and pending:
        draft.add_tail(pending)
        pending.clear()


def _share(pending: list[Atom], above: _Draft | None, below: _Draft, *, lexicon: Lexicon) -> None:
    """Divides text between two coded rows: so much to the name above that both names come out known."""
    if not pending:
        return
    if above is None:
        below.head = list(pending)
        return
    cuts = range(len(pending) + 1)
    below_bare = not any(atom.kind == "T" for atom in below.rest)

    def fit(cut: int) -> tuple[int, int]:
        known = _is_known(above, pending[:cut], [], lexicon) + _is_known(below, [], pending[cut:], lexicon)
        return known, cut if not below_bare else -abs(cut - (len(pending) - 1))

    cut = max(cuts, key=fit)
    above.add_tail(pending[:cut])
    below.head = list(pending[cut:])


def _is_known(draft: _Draft, tail: Sequence[Atom], head: Sequence[Atom], lexicon: Lexicon) -> bool:
    if not draft.stub:
        return False
    names = {fold(name) for name in lexicon.code_names.get(draft.stub[0].text, ())}
    whole = "".join(atom.text for atom in head) + draft.name() + "".join(atom.text for atom in tail)
    return fold(whole) in names


def _rows_by_line_number(lines: Sequence[Cut]) -> Iterator[tuple[Line, list[Atom]]]:
    """One cell a line: a row begins with the next line number of the first group, or the name before it."""
    atoms = [(line, atom) for line, cut in lines for atom in cut]
    starts: list[int] = []
    expected = 1
    for index, (_, atom) in enumerate(atoms):
        if atom.kind in "IC" and int(atom.text) == expected:
            start = index
            while start and atoms[start - 1][1].kind == "T" and (not starts or start - 1 > starts[-1]):
                start -= 1
            starts.append(start if expected > 1 else 0)
            expected += 1
    if not starts:
        starts = [0]
    ends = [*starts[1:], len(atoms)]
    for start, end in zip(starts, ends, strict=True):
        yield atoms[start][0], [atom for _, atom in atoms[start:end]]


def _rows_by_text(lines: Sequence[Cut], *, lexicon: Lexicon) -> Iterator[tuple[Line, list[Atom]]]:
    """Items in one stream: each begins at a text behind a value, or behind a text that is an item by itself."""
    row: list[Atom] = []
    first: Line | None = None
    for line, cut in lines:
        for atom in cut:
            whole = bool(row) and (row[-1].kind != "T" or is_item("".join(each.text for each in row), lexicon))
            if atom.kind == "T" and whole and first is not None:
                yield first, row
                row, first = [], None
            row.append(atom)
            first = first or line
    if row and first is not None:
        yield first, row


def _rows_by_name(lines: Sequence[Cut], *, lexicon: Lexicon) -> Iterator[tuple[Line, list[Atom]]]:
    """One row a line; text alone on its line is joined to the lines above and below where that makes known names."""
    ready: list[Cut] = []
    heads: list[Atom] = []
    index = 0
    while index < len(lines):
        line, atoms = lines[index]
        index += 1
        if _is_text(atoms):
            if any(is_item(atom.text, lexicon) for atom in atoms):
                ready.append((line, [*heads, *atoms]))
                heads = []
            else:
                heads += atoms
            continue
        below = _text_below(lines, index, lexicon)
        wrapped = Wrapped(list(atoms), heads, [atom for _, texts in below for atom in texts])
        complete_names(wrapped, lexicon)
        if wrapped.heads and (atoms[0].kind != "T" or not ready):
            wrapped.row[:0] = wrapped.heads
        elif wrapped.heads:
            _append_name(ready[-1][1], wrapped.heads)
        ready.append((line, wrapped.row))
        heads = wrapped.tails
        index += len(below)
    if ready:
        _append_name(ready[-1][1], heads)
    return iter(ready)


def _is_text(atoms: Sequence[Atom]) -> bool:
    return all(atom.kind == "T" for atom in atoms)


def _text_below(lines: Sequence[Cut], start: int, lexicon: Lexicon) -> list[Cut]:
    """The lines of bare text from ``start`` on, up to the next row."""
    end = start
    while (
        end < len(lines) and _is_text(lines[end][1]) and not any(is_item(each.text, lexicon) for each in lines[end][1])
    ):
        end += 1
    return list(lines[start:end])


def _append_name(atoms: list[Atom], texts: Sequence[Atom]) -> None:
    """Puts the tail of a wrapped name behind the last text of the row."""
    at = max((index for index, atom in enumerate(atoms) if atom.kind == "T"), default=-1) + 1
    atoms[at:at] = texts
