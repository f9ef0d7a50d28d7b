"""Rows from lines: what was wrapped is put together again, then each row is read field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.decoding.beside import columns_on_the_right, part_items
from docparse.decoding.edges import restore_blanks, rulers_of
from docparse.decoding.fields import EXPECTED_LINE, Group, GroupReading, read_fields
from docparse.decoding.glued_numbers import part_line_numbers
from docparse.decoding.glued_sides import part_sides
from docparse.decoding.groups import row_groups
from docparse.decoding.items import gather_items
from docparse.decoding.listed_items import gather_listed
from docparse.decoding.names import pieces_of
from docparse.decoding.points import restore_points
from docparse.decoding.row_ends import hides_number, stub_first, within_header, without_ragged_blanks
from docparse.decoding.scattered import TORN, atoms_of, begins_with_number, gather_rows
from docparse.decoding.serials import without_serials
from docparse.decoding.stepped_codes import whole_codes
from docparse.decoding.stream_signs import is_stream, runs_on
from docparse.decoding.streams import FEWEST_LINE_NUMBERS, MOST_LOST_NUMBERS, behind_names, first_line_number
from docparse.decoding.torn import join_torn
from docparse.decoding.wrapping import logical_rows, whole_row
from docparse.folding import fold
from docparse.renderings import Atom, aligned, atoms_on, spaced
from docparse.renderings.edges import Edges, edges_of
from docparse.segmenting.lines import AMOUNT, CODE_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.segmenting.lines import Line

# A printed row has no more cells than this; what is longer is no row.
MOST_ATOMS = 240
# The sides of a form to which the lexicon says that a name belongs.
SIDES = {"n": "income", "x": "expenditure"}
# So many characters a line number has at most.
LONGEST_LINE_NUMBER = 3
_LOOKALIKES = str.maketrans("OoIl", "0011")
# The kind of a name that belongs to the second side of a form.
OTHER_SIDE = "x"


class Row(NamedTuple):
    """One row as read: the atoms of its stub and its values in printed order.

    ``values`` may be fewer than ``columns``: then blanks have vanished and the columns are still open. A blank
    cell that the rendering kept is an atom of kind B. ``disturbed`` says that the line held numbers which no
    field took, or may hold a zero too many, so that the columns of those which were taken are doubtful too;
    ``restored`` that its blanks were put back by positions.
    """

    side: str | None
    code: Atom | None
    name: tuple[Atom, ...]
    line_number: Atom | None
    values: tuple[Atom, ...]
    columns: int
    line: int
    edges: tuple[Edges, ...] = ()
    disturbed: bool = False
    restored: bool = False

    @property
    def settled(self) -> bool:
        """Whether the layout alone says which column each value stands in."""
        return len(self.values) == self.columns


class DecodedTable(NamedTuple):
    """The rows of a table in source order, the rendering that most lines had, and what no field took.

    ``stream`` says that the cells stood one a line, so that only their order told which row they belong to.
    """

    rows: tuple[Row, ...]
    rendering: str
    left_over: tuple[Atom, ...]
    unread: tuple[Line, ...]
    stream: bool = False
    torn: bool = False

    @property
    def orphans(self) -> bool:
        """Whether some row has values and nothing that says whose they are."""
        return any(row.values and not (row.code or row.name or row.line_number) for row in self.rows)


def decode_rows(body: Sequence[Line], match: FormMatch, *, lexicon: Lexicon) -> DecodedTable:
    """Reads the body of a table as rows of its form."""
    if match.torn:
        return _decode_torn(body, match, lexicon)
    lines = within_header([(line, *atoms_on(line)) for line in body], match.header)
    renderings = [name for _, name, atoms in lines if atoms]
    rendering = max(sorted(set(renderings)), key=renderings.count) if renderings else "spaced"
    cut = join_torn([(line, atoms) for line, _, atoms in lines if any(atom.kind != "B" for atom in atoms)])
    cut = restore_points(cut)
    cut = stub_first(without_serials(cut, match), match, rendering)
    if match.form.rows in CODE_PARTS:
        cut = whole_codes(cut, match, lexicon)
    elif match.form.rows == "single":
        cut = whole_row(cut, len(match.columns))
    groups = row_groups(match, [atoms for _, atoms in cut])
    cut = part_sides(cut, groups, lexicon)
    if match.form.rows == "line_item":
        cut = part_line_numbers(cut, match, groups)
    right = columns_on_the_right(match) if match.form.rows == "line_item" and len(groups) == 1 else 0
    if right:
        cut = part_items(cut, groups[0], right=right)
    cut = without_ragged_blanks(cut, sum(len(group.stub) + group.values for group in groups))
    if runs_on(cut, match.form.rows, groups=groups):
        groups = groups[:1]
    edges = _edges(lines)
    reader = _RowReader(groups, edges, lexicon, first=first_line_number(cut))
    for line, atoms in logical_rows(cut, match.form.rows, groups=groups, lexicon=lexicon):
        reader.take(line, atoms)
    rows = restore_blanks(reader.rows, rulers_of(match, groups)) if edges else reader.rows
    if rows and match.form.rows == "function_code":
        rows = [_with_total_name(rows[0], match, lexicon), *rows[1:]]
    stream = is_stream(cut, match.form.rows)
    if stream and match.form.rows == "single" and any(len(atoms) > 1 for _, atoms in cut):
        # Of cells one a line that add up in any order, two on one line may have changed places.
        rows = [row._replace(disturbed=True) for row in rows]
    unread = (*reader.unread, *_lines_dropped(cut, reader))
    return DecodedTable(tuple(rows), rendering, tuple(reader.left_over), unread, stream)


def _lines_dropped(lines: Sequence[tuple[Line, Sequence[Atom]]], reader: _RowReader) -> list[Line]:
    """Lines with an amount that went into no row and was not named as left over, alone or within a text."""
    taken = {atom.start for row in reader.rows for atom in row.values}
    taken.update(atom.start for row in reader.rows for atom in (row.code, row.line_number, *row.name) if atom)
    taken.update(atom.start for atom in reader.left_over)
    known = {line.number for line in reader.unread}
    return [line for line, atoms in lines if line.number not in known and _is_dropped(line, atoms, taken)]


def _is_dropped(line: Line, atoms: Sequence[Atom], taken: Set[int]) -> bool:
    lost = [atom for atom in atoms if atom.start not in taken]
    if not lost:
        return False
    return any(atom.kind == "V" for atom in lost) or (len(lost) == len(atoms) and bool(AMOUNT.search(line.text)))


def _decode_torn(body: Sequence[Line], match: FormMatch, lexicon: Lexicon) -> DecodedTable:
    """Reads a body whose cells stand outside their rows."""
    if match.form.rows == "line_item" and all(column.side is None for column in match.form.columns):
        return _decode_torn_list(body, match, lexicon)
    if match.form.rows == "line_item":
        items, left = gather_items(body, match, lexicon=lexicon)
        rows = tuple(
            Row(item.side, None, tuple(pieces_of(item.name)), item.number, item.values, item.columns, item.line.number)
            for item in items
        )
        return DecodedTable(rows, TORN, left, (), torn=True)
    if match.form.rows == "single":
        return _decode_torn_single(body, match, lexicon)
    if match.form.rows == "economic_code" and len(match.columns) == 1:
        return _decode_torn_economic(body, match, lexicon)
    found = gather_rows(body, match, lexicon=lexicon)
    reader = _RowReader(row_groups(match, []), {}, lexicon)
    for line, atoms in found.rows:
        reader.take(line, atoms)
    left_over = (*reader.left_over, *found.left_over)
    return DecodedTable(tuple(reader.rows), TORN, left_over, (*reader.unread, *found.unread), torn=True)


def _decode_torn_list(body: Sequence[Line], match: FormMatch, lexicon: Lexicon) -> DecodedTable:
    listed, left = gather_listed(body, match, lexicon=lexicon)
    width = len(match.columns)
    rows = tuple(Row(None, None, row.name, row.number, row.values, width, row.line.number) for row in listed)
    return DecodedTable(rows, TORN, left, (), torn=True)


def _decode_torn_economic(body: Sequence[Line], match: FormMatch, lexicon: Lexicon) -> DecodedTable:
    # Few tables are torn, and fewer are of this form: this is the largest part of what decodes.
    from docparse.decoding.economic import gather_economic

    found = gather_economic(body, match, lexicon=lexicon)
    rows = tuple(
        Row(None, row.code, row.name, None, (row.cell,), len(match.columns), row.line.number) for row in found.rows
    )
    return DecodedTable(rows, TORN, found.left_over, found.unread, torn=True)


def _decode_torn_single(body: Sequence[Line], match: FormMatch, lexicon: Lexicon) -> DecodedTable:
    """The one row of a table whose values stand between its labels: they keep their order, blanks are gone."""
    values = tuple(found.atom for found in atoms_of(body, match.pages) if found.atom.kind not in "BT")
    number = values[0] if begins_with_number(values, match) else None
    values = values[number is not None :]
    # A number of another kind may be a value without decimals, or none at all: where the others stand is open then.
    if not values or len(values) > len(match.columns) or any(value.kind not in "VZD" for value in values):
        return DecodedTable((), TORN, values, (), torn=True)
    row = Row(None, None, (), number, values, len(match.columns), body[0].number)
    labels = {label for column in match.columns for label in column.path}
    named = row if any(lexicon.item_key(each, side=None) == "total" for each in labels) else None
    return DecodedTable((named or _with_total_name(row, match, lexicon),), TORN, (), (), torn=True)


def _with_total_name(row: Row, match: FormMatch, lexicon: Lexicon) -> Row:
    """The first row with the name of the total, where an extractor moved that name up among the labels."""
    if row.code is not None or row.name or not row.values:
        return row
    for line in reversed(match.header):
        if lexicon.item_key(line.text, side=None) == "total":
            start = line.start + len(line.text) - len(line.text.lstrip())
            return row._replace(name=(Atom("T", line.text.strip(), start, start + len(line.text.strip())),))
    return row


def _edges(lines: Sequence[tuple[Line, str, list[Atom]]]) -> dict[int, Edges]:
    """Where the atoms of aligned lines stand on their lines, by the atoms' starts.

    A row with one value has one wide gap: whether it is aligned, the other rows say.
    """
    if all(rendering != aligned.NAME for _, rendering, _ in lines):
        return {}
    return {
        atom.start: edges_of(line.text, atom.start - line.start, atom.end - line.start)
        for line, rendering, atoms in lines
        if rendering == aligned.NAME or (rendering == spaced.NAME and aligned.has_gap(line.text))
        for atom in atoms
        if atom.kind != "T"
    }


def _between(pieces: Sequence[Atom], low: int, high: int) -> Iterator[Atom]:
    """The parts of pieces between two characters of their joined text."""
    at = 0
    for piece in pieces:
        first, last = max(low - at, 0), min(high - at, len(piece.text))
        if first < last:
            yield Atom(piece.kind, piece.text[first:last], piece.start + first, piece.start + last)
        at += len(piece.text)


class _RowReader:
    """Reads logical rows one after the other; knows which line number each group expects next."""

    def __init__(
        self, groups: tuple[Group, ...], edges: Mapping[int, Edges], lexicon: Lexicon, *, first: int = 1
    ) -> None:
        self.groups = groups
        self.lexicon = lexicon
        self.coded = any("code" in group.stub for group in groups)
        self.numbered = any("line_number" in group.stub for group in groups)
        self.two_sided = len({group.side for group in groups}) > 1
        self.edges = edges
        self.halved = first > 1  # a half on its own page is all of one side
        self.expected: list[int | None] = [first if not index else None for index in range(len(groups))]
        self.rows: list[Row] = []
        self.left_over: list[Atom] = []
        self.unread: list[Line] = []

    def take(self, line: Line, atoms: Sequence[Atom]) -> None:
        if len(atoms) > MOST_ATOMS:
            self.unread.append(line)
            self.left_over += [atom for atom in atoms if atom.kind not in "BT"]
            return
        if self.numbered:
            atoms = [self._mended(atom) for atom in atoms]
        reading = read_fields(self.groups, self._kinds(atoms))
        if all(group.blank for group in reading.groups):
            self.unread.append(line)
            return
        self.left_over += [atoms[index] for index in reading.left_over if atoms[index].kind != "B"]
        disturbed = any(atoms[index].kind not in "BT" for index in reading.left_over)
        for found in reading.groups:
            stubless = found.code is None and found.line_number is None and not found.name
            if not (stubless and all(atoms[index].kind == "B" for index in found.values)):
                self._keep(found, atoms, line, disturbed=disturbed)

    def _keep(self, found: GroupReading, atoms: Sequence[Atom], line: Line, *, disturbed: bool) -> None:
        """Keeps the row that one group of a line is."""
        group = self._group_of(found, atoms)
        code = atoms[found.code] if found.code is not None else None
        number = atoms[found.line_number] if found.line_number is not None else None
        if number is not None:
            self.expected[found.group] = int(number.text) + 1
        values = tuple(atoms[index] for index in found.values)
        edges = tuple(self.edges[atom.start] for atom in values if atom.start in self.edges) if self.edges else ()
        name = self._in_order(code, [piece for index in found.name for piece in pieces_of(atoms[index])])
        numberless = number is None and "line_number" in group.stub
        self.rows.append(
            Row(
                side=group.side,
                code=code,
                name=name,
                line_number=number,
                values=values,
                columns=group.values,
                line=line.number,
                edges=edges,
                disturbed=disturbed or hides_number(name, values, numbered=numberless),
            )
        )

    def _in_order(self, code: Atom | None, name: list[Atom]) -> tuple[Atom, ...]:
        """The pieces of a name; turned where its end is printed before its beginning (出 其他支), if its code knows it.

        Extractors that keep the layout print the lines of a narrow cell on one line where they overlap.
        """
        known = {fold(each) for each in self.lexicon.names_of(code.text)} if code is not None else set()
        text = "".join(fold(piece.text) for piece in name)
        if text in known or any(len(fold(piece.text)) != piece.end - piece.start for piece in name):
            return tuple(name)
        # A text turned about stands in the text printed twice over.
        beginnings = ((2 * text).find(each) for each in known if len(each) == len(text))
        begin = next((at for at in beginnings if at > 0), 0)
        return (*_between(name, begin, len(text)), *_between(name, 0, begin)) if begin else tuple(name)

    def _group_of(self, found: GroupReading, atoms: Sequence[Atom]) -> Group:
        """The group that a row belongs to: where one side has lost a value, the other's may seem to stand there."""
        group = self.groups[found.group]
        if not self.two_sided:
            return group
        named = self.lexicon.side_of("".join([atoms[index].text for index in found.name]))
        side = SIDES.get(named or "", self.rows[-1].side if self.halved and self.rows else group.side)
        return next((each for each in self.groups if each.side == side and each.values == group.values), group)

    def _kinds(self, atoms: Sequence[Atom]) -> str:
        """The kinds of the atoms; an integer that is some group's next line number gets that group's letter."""
        kinds: list[str] = []
        printed = {int(atom.text) for atom in atoms if atom.kind in "ICZ"} if self.numbered else set()
        jumped = self._behind_hidden_rows(atoms) if self.numbered else {}
        for place, atom in enumerate(atoms):
            kind = atom.kind
            if kind == "C" and self.coded and place and len(atom.text) > 3 and self._is_code(atoms, place):
                kind = "K"
            elif kind == "T" and self.two_sided:
                kind = self.lexicon.side_of(atom.text) or (OTHER_SIDE if self._is_said_again(atoms, place) else kind)
            elif place in jumped:
                kind = EXPECTED_LINE[jumped[place]]
            elif kind in "ICZ" and self.numbered:
                kind = self._line_kind(atom, place, printed, after=kinds[-1] if kinds else "")
            kinds.append(kind)
        return "".join(kinds)

    def _behind_hidden_rows(self, atoms: Sequence[Atom]) -> Mapping[int, int]:
        """The groups of line numbers behind rows that are hidden, by their places: they jump as far on each side."""
        numbers = behind_names(atoms)
        if len(self.groups) != len(numbers) or len(numbers) < len(SIDES):
            return {}
        jumps = {
            number - expected if expected is not None else 0
            for (_, number), expected in zip(numbers, self.expected, strict=True)
        }
        return {place: group for group, (place, _) in enumerate(numbers)} if len(jumps) == 1 and min(jumps) > 0 else {}

    def _is_said_again(self, atoms: Sequence[Atom], place: int) -> bool:
        """Whether a row begins with the name that the income row before it has: then it stands on the other side."""
        above = self.rows[-1] if self.rows and not place else None
        if above is None or above.side != self.groups[0].side:
            return False
        return fold(atoms[place].text) == fold("".join(atom.text for atom in above.name))

    def _is_code(self, atoms: Sequence[Atom], place: int) -> bool:
        """Whether digits behind the first atom are a code for certain: a known one, or one before a name."""
        before_name = place + 1 < len(atoms) and atoms[place + 1].kind == "T"
        return before_name or atoms[place].text in self.lexicon.code_names

    def _mended(self, atom: Atom) -> Atom:
        """The atom, or the next line number of a group if letters were taken for its digits."""
        text = atom.text.translate(_LOOKALIKES) if atom.kind in "VUT" and len(atom.text) <= LONGEST_LINE_NUMBER else ""
        if not text.isdecimal() or text == atom.text or int(text) not in self.expected:
            return atom
        return Atom("I", text, atom.start, atom.end)

    def _line_kind(self, atom: Atom, place: int, printed: Set[int], *, after: str) -> str:
        """The kind of an integer on a line that has these: the letter of the group whose next line number it is."""
        number = int(atom.text)
        groups = [
            (index, expected)
            for index, expected in enumerate(self.expected[: len(EXPECTED_LINE)])
            if "line_number" in self.groups[index].stub
        ]
        for index, expected in groups:
            begins = expected is None and atom.kind == "I" and (place >= 2 or after == OTHER_SIDE)
            if number == expected or begins:
                return EXPECTED_LINE[index]
        for index, expected in groups:
            # A row may have been lost, or its number; the numbers go on behind it.
            if expected is None or expected <= FEWEST_LINE_NUMBERS or expected in printed:
                continue
            if 0 < number - expected <= MOST_LOST_NUMBERS:
                return EXPECTED_LINE[index]
        return atom.kind
