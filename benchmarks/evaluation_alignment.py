"""Which form answers which, and which of its rows: of a result and a label, or of two readings.

Values are compared without white space and without regard to the width of characters: what differs only in a line wrap,
a typographic blank, or in full-width and half-width prints of one character (Ａ and A, ％ and %, the ideographic space)
is the same. Nothing else is folded: ≧ is not ≥, 〔 is not (.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from rapidfuzz.distance import Levenshtein

from benchmarks.evaluation_labels import FACTS, ROW_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Ranges = Sequence[tuple[int, int]]


def _other_width(code: int) -> str | None:
    kind, *letters = unicodedata.decomposition(chr(code)).split()[:2] or [""]
    return chr(int(letters[0], 16)) if kind in ("<wide>", "<narrow>") else None


_WIDTH = {code: other for code in (0x3000, *range(0xFF00, 0xFFF0)) if (other := _other_width(code)) is not None}

# The field by which a row is known; the rows of a goal block are known by their year, mostly by none.
ROW_NAMES = {"fund": "source", "goal": "year", "indicator": "level3", "task": "name"}
# A row with another name is the same row if the names share so much, or if so much of the rest is alike.
_ALIKE = 0.5
# One name that agrees is worth more than all other fields of all rows of a form.
_NAME_WORTH = 1_000_000


class Valued(Protocol):
    """A value of a label or of a result."""

    @property
    def value(self) -> str: ...  # noqa: D102


One = TypeVar("One", bound=Valued)
Other = TypeVar("Other", bound=Valued)
AnyValue = TypeVar("AnyValue", bound=Valued, covariant=True)


class FormLike(Protocol[AnyValue]):
    """A labelled form, or one that was read."""

    @property
    def facts(self) -> Mapping[str, AnyValue]: ...  # noqa: D102
    @property
    def rows(self) -> Mapping[str, tuple[Mapping[str, AnyValue], ...]]: ...  # noqa: D102


class Pairing(NamedTuple):
    """Which of the others answers each of the first, and those that answer none, by their indices."""

    pairs: tuple[int | None, ...]
    extra: tuple[int, ...]


def fold(text: str) -> str:
    """A value as it is compared: see the head of this module.

    >>> fold("≥９５ ％　（全年）")
    '≥95%(全年)'
    """
    return "".join(text.translate(_WIDTH).split())


def similarity(one: str, other: str) -> float:
    """How alike two texts are: 1 less the edits between them as a share of the longer one; 1 for two blanks.

    >>> similarity("云溪县档案馆", "云溪 县档案")
    0.8333333333333334
    """
    return Levenshtein.normalized_similarity(fold(one), fold(other))


def pair_forms(one: Sequence[Ranges], other: Sequence[Ranges]) -> Pairing:
    """Forms that share more than half of the smaller one, those that share most first.

    Args:
        one: of each form the ranges of lines or characters that it takes up.
        other: likewise.
    """
    shared = [
        (overlap, -at, -index)
        for at, mine in enumerate(one)
        for index, yours in enumerate(other)
        if 2 * (overlap := _overlap(mine, yours)) > min(_size(mine), _size(yours))
    ]
    found: dict[int, int] = {}
    for _, at, index in sorted(shared, reverse=True):
        if -at not in found and -index not in found.values():
            found[-at] = -index
    return _pairing(found, len(one), len(other))


def _overlap(one: Ranges, other: Ranges) -> int:
    return sum(max(0, min(end, till) - max(start, since)) for start, end in one for since, till in other)


def _size(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def pair_rows(block: str, one: Sequence[Mapping[str, One]], other: Sequence[Mapping[str, Other]]) -> Pairing:
    """Rows in their order: as many pairs as can be with the same name, then those with most fields alike.

    Rows whose names differ pair only if the names share half of their characters, or the rows half of their fields.

    Args:
        block: one of ``ROW_FIELDS``.
        one: the rows, without the fields that are blank.
        other: likewise.
    """
    mine, yours = [[{key: fold(entry.value) for key, entry in row.items()} for row in rows] for rows in (one, other)]
    best = [[0] * (len(yours) + 1) for _ in range(len(mine) + 1)]
    worth = [[_worth(block, row, twin) for twin in yours] for row in mine]
    for at in range(len(mine) - 1, -1, -1):
        for index in range(len(yours) - 1, -1, -1):
            paired = best[at + 1][index + 1] + worth[at][index] if worth[at][index] else 0
            best[at][index] = max(paired, best[at + 1][index], best[at][index + 1])
    found: dict[int, int] = {}
    at = index = 0
    while at < len(mine) and index < len(yours):
        if worth[at][index] and best[at][index] == best[at + 1][index + 1] + worth[at][index]:
            found[at] = index
            at, index = at + 1, index + 1
        elif best[at][index] == best[at + 1][index]:
            at += 1
        else:
            index += 1
    return _pairing(found, len(mine), len(yours))


def _worth(block: str, one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """What it is worth to pair two rows of folded fields; 0 where they are not the same row."""
    name = ROW_NAMES[block]
    alike = sum(one.get(field) == value for field, value in other.items())
    mine, yours = one.get(name, ""), other.get(name, "")
    if mine == yours and (mine or block == "goal"):
        return _NAME_WORTH + alike
    near = mine and yours and Levenshtein.normalized_similarity(mine, yours) >= _ALIKE
    return alike + 1 if near or alike >= _ALIKE * len({*one, *other}) else 0


def _pairing(found: Mapping[int, int], one: int, other: int) -> Pairing:
    taken = set(found.values())
    return Pairing(tuple(found.get(at) for at in range(one)), tuple(at for at in range(other) if at not in taken))


class Field(NamedTuple):
    """One field of a form, which at least one side does not leave blank.

    Attributes:
        block: of ``ROW_FIELDS``; "" for the facts.
        row: index of the row on the first side; those that only the other side has are counted on. 0 for facts.
        row_name: what a person calls the row; "" for facts.
        name: of the field.
        paired: whether both sides have the row.
    """

    block: str
    row: int
    row_name: str
    name: str
    paired: bool

    def __str__(self) -> str:
        """Block, number and name of the row, and the field."""
        return f"{self.row_name} / {self.name}" if self.block else self.name


def walk(one: FormLike[One] | None, other: FormLike[Other] | None) -> Iterator[tuple[Field, One | None, Other | None]]:
    """Every field of a form, with what either side has there; the facts first, the rows as they pair.

    Args:
        one: a form; None for one that only the other side has.
        other: likewise.
    """
    for block in ("", *ROW_FIELDS):
        mine, yours = _rows(one, block), _rows(other, block)
        pairing = pair_rows(block, mine, yours) if block else Pairing((0,), ())
        twins = [None if at is None else yours[at] for at in pairing.pairs]
        pairs = [*zip(mine, twins, strict=True), *((None, yours[at]) for at in pairing.extra)]
        for index, (row, twin) in enumerate(pairs):
            left, right = row or {}, twin or {}
            name, paired = _row_name(block, index, left, right), row is not None and twin is not None
            for field in ROW_FIELDS.get(block, FACTS):
                if field in left or field in right:
                    yield Field(block, index, name, field, paired), left.get(field), right.get(field)


def _rows(form: FormLike[AnyValue] | None, block: str) -> Sequence[Mapping[str, AnyValue]]:
    """The rows of a block; the facts are a block of one row, which a form without anything has too."""
    if not block:
        return ({} if form is None else form.facts,)
    return () if form is None else form.rows[block]


def _row_name(block: str, index: int, one: Mapping[str, Valued], other: Mapping[str, Valued]) -> str:
    if not block:
        return ""
    named = next((row[ROW_NAMES[block]].value for row in (one, other) if ROW_NAMES[block] in row), "")
    return f"@{block} {index + 1} {named}".strip()
