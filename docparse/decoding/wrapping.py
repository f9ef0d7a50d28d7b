"""Logical rows: lines that an extractor broke are joined, so that each row has its whole name and its values.

A row is anchored by what no other row has: its code, its line number, or a name that the lexicon knows. Text
between two anchors is the tail of the name above or the head of the name below; the names known for the two
codes decide, and without them the name that stands there incomplete.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.decoding.blocks import stack_blocks
from docparse.decoding.broken_rows import join_broken
from docparse.decoding.name_lines import Name, cut_between, width_of
from docparse.decoding.names import (
    MOST_PIECES,
    Wrapped,
    complete_names,
    is_item,
    is_known,
    name_sides,
    nameless_code,
    one_name,
    whole_names,
)
from docparse.decoding.stream_signs import is_stream, runs_on
from docparse.decoding.streams import (
    VALUES,
    append_name,
    join_wrapped_cells,
    rows_by_item,
    rows_by_line_number,
    rows_by_text,
)
from docparse.folding import fold
from docparse.lexicons.load import ENUMERATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docparse.decoding.fields import Group
    from docparse.grammars.model import RowKey
    from docparse.lexicons.load import Lexicon
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]

# Function codes begin with 2, economic ones with 3 or 5: what else begins a line of digits is a value.
_CODE_STARTS = {"function_code": "2", "economic_code": "235"}
# A form of one row prints it on so many lines.
_MOST_LINES_OF_ROW = 3
# Pieces of text that one name is wrapped into at most, twice over; more are no wrapped name.
_MOST_PENDING = 12
# The sides of a form that may stand beside each other.
_BOTH_SIDES = ("income", "expenditure")
# How many rows up the name may stand that a rest of text belongs to.
_NEAR_ROWS = 2


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

    def named(self) -> Name:
        pieces = [atom for atom in (*self.head, *self.rest) if atom.kind == "T"]
        return Name(self.stub[0].text if self.stub else None, pieces)

    def value_count(self) -> int:
        return sum(atom.kind in VALUES for atom in self.rest)

    def add_tail(self, atoms: Sequence[Atom]) -> None:
        """Appends text to the name, before the values."""
        at = 0
        for index, atom in enumerate(self.rest):
            if atom.kind == "T":
                at = index + 1
            elif at or atom.kind in VALUES:
                break
        self.rest[at:at] = atoms


def whole_row(lines: Sequence[Cut], width: int) -> list[Cut]:
    """The lines of a form of one row as one, where they hold nothing but its values: twelve figures in lines of six."""
    kinds = [atom.kind for _, atoms in lines for atom in atoms]
    is_row = 1 < len(lines) <= _MOST_LINES_OF_ROW and len(kinds) == width and set(kinds) <= set(VALUES)
    return [(lines[0][0], [atom for _, atoms in lines for atom in atoms])] if is_row else list(lines)


def logical_rows(lines: Sequence[Cut], rows: RowKey, *, groups: tuple[Group, ...], lexicon: Lexicon) -> Iterator[Cut]:
    """The rows of a body as (first line, atoms), each whole."""
    stream = is_stream(lines, rows)
    if runs_on(lines, rows, groups=groups):
        return rows_by_item(lines, lexicon=lexicon)
    if not stream:
        lines = stack_blocks(join_broken(lines, lexicon), lexicon=lexicon)
    if stream and rows == "function_code" and not any(atom.kind == "C" for _, atoms in lines for atom in atoms):
        named = _named_rows(lines, most=groups[0].values)
        if len(named) > 1:
            return iter(named)
    if rows in _CODE_STARTS and (stream or len(groups) == 1):
        return _rows_by_code(lines, rows, groups=groups, lexicon=lexicon)
    if stream and rows == "single":
        return iter(_named_rows(lines, most=groups[0].values))
    if rows != "line_item":
        return _rows_by_name(lines, lexicon=lexicon)
    return _items(lines, groups=groups, stream=stream, lexicon=lexicon)


def _items(lines: Sequence[Cut], *, groups: tuple[Group, ...], stream: bool, lexicon: Lexicon) -> Iterator[Cut]:
    """The rows of a form of items, on one side or on two beside each other."""
    if not stream:
        found = _rows_by_name(join_wrapped_cells(lines, lexicon=lexicon), lexicon=lexicon, groups=groups)
    elif "line_number" in groups[0].stub:
        found = rows_by_line_number(lines, alone=len(groups) == 1)
    else:
        found = rows_by_text(lines, lexicon=lexicon)
    if len({group.side for group in groups}) == 1:
        return found
    return ((line, whole_names(atoms, lexicon)) for line, atoms in found)


def _named_rows(lines: Sequence[Cut], *, most: int) -> list[Cut]:
    """The row of a stream, or its rows, where each begins with a name and has no more values than columns."""
    rows: list[Cut] = []
    for line, atoms in lines:
        for atom in atoms:
            if not rows or (atom.kind == "T" and any(each.kind in VALUES for each in rows[-1][1])):
                rows.append((line, []))
            rows[-1][1].append(atom)
    named = all(atoms[0].kind == "T" and 0 < sum(atom.kind in VALUES for atom in atoms) <= most for _, atoms in rows)
    return rows if named else [(lines[0][0], [atom for _, atoms in lines for atom in atoms])]


def _rows_by_code(lines: Sequence[Cut], rows: RowKey, *, groups: tuple[Group, ...], lexicon: Lexicon) -> Iterator[Cut]:
    """Rows that begin at a code, or at a name without a code that carries values (合计)."""
    drafts: list[_Draft] = []
    pending: list[Atom] = []
    width = max((width_of(atom.text) for _, atoms in lines for atom in atoms if atom.kind == "T"), default=0.0)
    for line, atoms in lines:
        kinds = "".join(atom.kind for atom in atoms)
        filled = kinds.replace("B", "")
        current = drafts[-1] if drafts else None
        if _begins_with_code(atoms, filled, rows):
            draft = _Draft(line, [atoms[0]], [], list(atoms[1:])) if kinds[0] != "B" else _Draft(line, rest=list(atoms))
            _share(pending, current, draft, width=width, lexicon=lexicon)
            drafts.append(draft)
        elif set(filled) <= {"T"}:
            if current is not None and not current.value_count() and current.stub:
                current.rest += [atom for atom in atoms if atom.kind != "B"] if "B" in kinds else atoms
            elif _is_total(atoms, lexicon):
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
                _end_name(current, pending, atoms, lexicon)
                drafts.append(_Draft(line, rest=[*pending, *atoms]))
        elif current is not None and current.value_count() + len(filled) <= groups[0].values:
            current.rest += atoms
        else:
            drafts.append(_Draft(line, rest=list(atoms)))
        pending = []
    _give_tail(drafts[-1] if drafts else None, pending)
    return iter([(draft.line, draft.atoms()) for draft in drafts])


def _end_name(draft: _Draft | None, pending: list[Atom], atoms: Sequence[Atom], lexicon: Lexicon) -> None:
    """Gives the text above the total to the coded row before it: the total needs none."""
    if draft is not None and draft.stub and _is_total(atoms, lexicon):
        _give_tail(draft, pending)


def _is_total(atoms: Sequence[Atom], lexicon: Lexicon) -> bool:
    """Whether the name on a line is that of the total."""
    return lexicon.item_key("".join(atom.text for atom in atoms if atom.kind == "T"), side=None) == "total"


def _begins_with_code(atoms: Sequence[Atom], filled: str, rows: RowKey) -> bool:
    first = next((atom for atom in atoms if atom.kind != "B"), None)
    return first is not None and filled.startswith("C") and first.text[0] in _CODE_STARTS[rows]


def _give_tail(draft: _Draft | None, pending: list[Atom]) -> None:
    if draft is not None and pending:
        draft.add_tail(pending)
        pending.clear()


def _share(pending: list[Atom], above: _Draft | None, below: _Draft, *, width: float, lexicon: Lexicon) -> None:
    """Divides text between two coded rows, of whose names the widest line is so wide."""
    if not pending:
        return
    cut = 0 if above is None else cut_between(pending, above.named(), below.named(), width=width, lexicon=lexicon)
    if above is not None:
        above.add_tail(pending[:cut])
    below.head = list(pending[cut:])


def _rows_by_name(lines: Sequence[Cut], *, lexicon: Lexicon, groups: Sequence[Group] = ()) -> Iterator[Cut]:
    """One row a line; text alone on its line is joined to the lines above and below where that makes known names."""
    ready: list[Cut] = []
    heads: list[Atom] = []
    index = 0
    while index < len(lines):
        line, atoms = lines[index]
        index += 1
        if _is_text(atoms):
            if _is_whole(atoms, lexicon) and not _is_head(atoms, lines, index, lexicon):
                names, ends = _with_ends(whole_names([*heads, *atoms], lexicon), lines[index:], lexicon)
                ready += [(line, row) for row in _sides(names, lexicon)]
                heads = []
                index += ends
            else:
                heads += atoms
            continue
        begun = heads or [atom for atom in atoms if atom.kind == "T"]
        below = _ends_below(begun, lines, index, lexicon) or _text_below(lines, index, lexicon)
        wrapped = Wrapped(list(atoms), heads, [atom for _, texts in below for atom in texts])
        if len({group.side for group in groups}) > 1:
            name_sides(wrapped, lexicon, first=groups[0].values, values=sum(group.values for group in groups))
        complete_names(wrapped, lexicon)
        _place_rest(wrapped, ready, lexicon)
        ready.append((line, wrapped.row))
        heads = wrapped.tails
        index += len(below)
    if ready:
        append_name(ready[-1][1], heads)
    return iter(ready)


def _is_numbered(atom: Atom) -> bool:
    """Whether a text begins with the number of an item."""
    return atom.kind == "T" and ENUMERATOR.match(fold(atom.text)) is not None


def _place_rest(wrapped: Wrapped, ready: list[Cut], lexicon: Lexicon) -> None:
    """Puts text that completes no known name where a name is missing, else behind the name above.

    Before a code it would pass for the name of a group on its left, and push numbers out of the row.
    """
    if not wrapped.heads:
        return
    if _is_numbered(wrapped.heads[0]) and _is_numbered(wrapped.row[0]) and ready:
        # A heading among the rows: neither the end of the name above nor the beginning of the one below.
        ready.append((ready[-1][0], list(wrapped.heads)))
        return
    for row in (wrapped.row, *(atoms for _, atoms in ready[-1:])):
        place = nameless_code(row)
        if place is not None:
            row[place:place] = wrapped.heads
            return
    if not ready or wrapped.row[0].kind not in "TC":
        wrapped.row[:0] = wrapped.heads
    elif not _complete_above(ready, wrapped.heads, lexicon):
        append_name(ready[-1][1], wrapped.heads)


def _complete_above(ready: Sequence[Cut], rest: Sequence[Atom], lexicon: Lexicon) -> bool:
    """Puts text behind the nearest name above that it makes a known one; False where there is none.

    A value that slipped to the next line parts a name from the rest of it by the row that the value was put into.
    """
    text = "".join(atom.text for atom in rest)
    for _, row in reversed(ready[-_NEAR_ROWS:]):
        for at in range(len(row), 0, -1):
            name = row[at - 1]
            code = row[at - 2].text if at > 1 and row[at - 2].kind == "C" else None
            known = name.kind == "T" and is_known(code, name.text, lexicon)
            if name.kind == "T" and not known and is_known(code, name.text + text, lexicon):
                row[at:at] = rest
                return True
    return False


def _is_text(atoms: Sequence[Atom]) -> bool:
    return all(atom.kind == "T" for atom in atoms)


def _is_whole(atoms: Sequence[Atom], lexicon: Lexicon) -> bool:
    """Whether a line of text holds a name that needs nothing before or behind it."""
    return any(is_item(atom.text, lexicon) for atom in atoms)


def _with_ends(names: list[Atom], below: Sequence[Cut], lexicon: Lexicon) -> tuple[list[Atom], int]:
    """Names beside each other without values, one of them with its end from the lines below; how many lines that is."""
    for at, name in enumerate(names if len(names) > 1 else ()):
        pieces = [name]
        for _, atoms in below[:MOST_PIECES] if not is_item(name.text, lexicon) else ():
            if len(atoms) != 1 or atoms[0].kind != "T" or is_item(atoms[0].text, lexicon):
                break
            pieces.append(atoms[0])
            if is_item("".join(piece.text for piece in pieces), lexicon):
                return [*names[:at], one_name(pieces), *names[at + 1 :]], len(pieces) - 1
    return names, 0


def _sides(atoms: list[Atom], lexicon: Lexicon) -> list[list[Atom]]:
    """A line of names without values: one row for each side, where each name says on which it stands."""
    apart = all(lexicon.side_of(atom.text) for atom in atoms)
    return [[atom] for atom in atoms] if apart else [atoms]


def _is_head(atoms: Sequence[Atom], lines: Sequence[Cut], index: int, lexicon: Lexicon) -> bool:
    """Whether a line of text, though a name by itself, is the one that the line below it lacks, or its begin."""
    if index == len(lines) or _is_text(lines[index][1]):
        return False
    below = [atom for _, texts in _text_below(lines, index + 1, lexicon) for atom in texts]
    wrapped = Wrapped(list(lines[index][1]), list(atoms), below)
    complete_names(wrapped, lexicon)
    return len(wrapped.heads) < len(atoms)


def _ends_below(heads: Sequence[Atom], lines: Sequence[Cut], at: int, lexicon: Lexicon) -> list[Cut]:
    """The line below a row if it ends the names of both sides above the row: their ends may be names themselves."""
    ends = lines[at][1] if at < len(lines) and _is_text(lines[at][1]) else []
    if len(heads) != len(ends) or len(ends) != len(_BOTH_SIDES):
        return []
    whole = all(is_item(head.text + end.text, lexicon) for head, end in zip(heads, ends, strict=True))
    return [lines[at]] if whole else []


def _text_below(lines: Sequence[Cut], start: int, lexicon: Lexicon) -> list[Cut]:
    """The lines of bare text from ``start`` on, up to the next row."""
    end = start
    while end < len(lines) and _is_text(lines[end][1]) and not _is_whole(lines[end][1], lexicon):
        end += 1
    return list(lines[start:end])
