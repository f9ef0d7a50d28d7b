"""A header's text: its label characters and where each stands, in the print and in the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.matching.pieces import Piece, TornLabels, is_aligned, pieces_on
from docparse.segmenting.lines import YEAR_OF_LABEL, column_numbers, last_column_first

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Sequence

    from docparse.grammars.labels import FormLabels, Path
    from docparse.segmenting.lines import Line

# What stands between cells and about labels, and is no part of them.
_BORDERS = "|*#"
# The income, the expenditure by function, and the same by nature.
_SIDES = 3
# A piece of so many characters is no splinter of a label.
_WHOLE_LABEL = 3
# Of so many column numbers one may be lost.
FEWEST_TO_MISS_ONE = 5


@dataclass(frozen=True, slots=True)
class Header:
    """The label lines of a table: folded characters in reading order, where each stands, and the column count.

    A year that a label begins with is left out; ``years`` gives it by the index of the character behind it. ``pieces``
    are the same characters as the extractor left them together; ``known`` remembers, by the kind of form, how torn
    the labels are that were looked for. ``last_first`` says that the last column is printed before the stub.
    """

    folded: str
    offsets: tuple[int, ...]
    characters: Counter[str]
    count: int | None
    pieces: tuple[Piece, ...] = ()
    years: tuple[tuple[int, str], ...] = ()
    last_first: bool = False
    known: dict[str, TornLabels] = field(default_factory=dict, compare=False)

    def torn(self, labels: FormLabels) -> TornLabels:
        """What it costs to read the labels of a form out of the header."""
        found = self.known.get(labels.form.kind)
        if found is None:
            found = self.known[labels.form.kind] = TornLabels(self.folded, self.pieces, labels)
        return found


def read_header(lines: Sequence[Line]) -> Header:
    """The header's label characters; the row of column numbers is counted and left out."""
    folded: list[str] = []
    offsets: list[int] = []
    numbers: list[int] = []
    pieces: list[Piece] = []
    years: list[tuple[int, str]] = []
    aligned = is_aligned(lines)
    for number, line in enumerate(lines):
        if not any(character.isalnum() for character in line.text):
            continue
        found = column_numbers(line.text)
        if found:
            numbers += found
            continue
        starts = {found.start(): found[0].replace(" ", "") for found in YEAR_OF_LABEL.finditer(line.text)}
        bare = _without_years(line) if starts else line
        pieces += pieces_on(bare, number, len(folded), aligned=aligned)
        for place, character in enumerate(bare.text):
            if place in starts:
                years.append((len(folded), starts[place]))
            kept = character if character.isalnum() else fold(character)
            if kept and kept not in _BORDERS:
                folded.append(kept)
                offsets.append(line.start + place)
    text = "".join(folded)
    count = _count_of(numbers)
    last_first = any(map(last_column_first, lines))
    return Header(text, tuple(offsets), Counter(text), count, tuple(pieces), tuple(years), last_first)


def begins_with_last(lines: Sequence[Line], path: Path, stub: Collection[str]) -> bool:
    """Whether a header prints the label of the last column before those of the stub.

    Args:
        lines: Those of the header.
        path: The labels of the last column.
        stub: The labels of the stub, folded.
    """
    last = {fold(label) for label in path}
    for line in lines:
        first, second = ([fold(piece) for piece in line.text.replace("|", " ").split(maxsplit=2)] + ["", ""])[:2]
        if first in last and second in stub:
            return True
    return False


def names_other_columns(header: Header, labels: FormLabels) -> bool:
    """Whether a header has whole labels, and none of a form that only its title would have it be."""
    known = {fold(label) for column in labels.form.columns for path in column.paths for label in path}
    if any(label in header.folded for label in known):
        return False
    others = [piece for piece in header.pieces if piece.text not in labels.stub_texts]
    return len(others) > 1 and all(len(piece.text) >= _WHOLE_LABEL for piece in others)


def without_third_side(header: Header, labels: Collection[str]) -> Header:
    """The header without the labels of a third side, which repeats the second: the expenditure once more by its nature.

    Args:
        header: That of a form with two sides.
        labels: The lowest labels of its columns, folded.
    """
    thrice = [label for label in labels if header.folded.count(label) == _SIDES]
    printed = [label for label in thrice if not any(label in other for other in thrice if other != label)]
    if not printed or header.count != _SIDES * len(printed):
        return header
    characters = header.characters - Counter("".join(printed))
    return replace(header, characters=characters, count=header.count - len(printed), known={})


def _count_of(numbers: Sequence[int]) -> int | None:
    """How many columns are numbered: numbers may stand in any order, and one between the first and the last be lost."""
    last = max(numbers, default=0)
    lost = set(range(1, last + 1)).difference(numbers)
    if len(numbers) + len(lost) != last or len(lost) > (last >= FEWEST_TO_MISS_ONE):
        return None
    return last or None


def _without_years(line: Line) -> Line:
    """The line with blanks as wide as its years in their place."""

    def blank(found: re.Match[str]) -> str:
        return "".join(" " if character.isascii() else "\u3000" for character in found[0])

    return line._replace(text=YEAR_OF_LABEL.sub(blank, line.text))


def with_years(header: Header, path: Path) -> Path:
    """A path with the years that its labels are printed with; none where a label is printed with several."""
    return tuple(_with_year(header, label) for label in path)


def _with_year(header: Header, label: str) -> str:
    folded = fold(label)
    years = {year for at, year in header.years if header.folded.startswith(folded, at)}
    return years.pop() + label if len(years) == 1 else label


def locate_labels(header: Header, labels: Sequence[str]) -> list[tuple[tuple[int, int], ...]]:
    """Where each label stands in the text, as ranges of the normalised text; no character is given out twice.

    A label found in one piece is taken so; one that was torn apart is put together from its longest pieces.
    """
    free = list(header.folded)
    places: list[tuple[tuple[int, int], ...]] = []
    for label in labels:
        taken = _claim(free, fold(label))
        places.append(_ranges([header.offsets[index] for index in taken]))
    return places


def _claim(free: list[str], label: str) -> list[int]:
    """The places of a label's characters among the free ones, which are no longer free afterwards."""
    taken: list[int] = []
    rest = label
    text = "".join(free)
    while rest:
        length = next((size for size in range(len(rest), 0, -1) if rest[:size] in text), 0)
        if not length or (length == 1 and len(rest) > 2):
            return taken
        at = text.index(rest[:length])
        free[at : at + length] = "\0" * length
        text = "".join(free)
        taken += range(at, at + length)
        rest = rest[length:]
    return taken


def _ranges(offsets: Sequence[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for offset in offsets:
        if ranges and ranges[-1][1] == offset:
            ranges[-1] = (ranges[-1][0], offset + 1)
        else:
            ranges.append((offset, offset + 1))
    return tuple(ranges)
