"""Columns of the indicators that rows show though their header does not say so: of operators, and of units.

Where signs that compare stand alone in cell after cell, a number behind each, there is a column for them, whatever its
label says. So many rows of so many forms tell what one header may fail to.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.columns import UNKNOWN, Header, read_header
from docparse.evaluating.header_likeness import like_key
from docparse.evaluating.levels import level_of, spelling
from docparse.evaluating.traits import trait
from docparse.folding import fold
from docparse.grammars.evaluations import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.traits import Trait

_SIGNS = frozenset(("operator", "nature"))
_NUMBERS = frozenset(("number", "measure"))
_VALUES = frozenset(("number", "measure", "quantity"))
_FEWEST_SIGNS = 2
# So many fragments tell.
_MOST_SEEN = 500
_LONGEST_UNIT = 4
# A label is no longer; a label that the header's end was taken to leave out has at most so many pieces.
_LONGEST_LABEL = 14
_MOST_PIECES = 3

_Form = tuple["Sequence[Fragment]", "Sequence[Fragment]"]


class _Signs(NamedTuple):
    """What the rows of forms show.

    Attributes:
        alone: How many signs that compare, or words such as 定性, are cells of their own.
        together: How many quantities carry their own sign.
        numbers: How many signs of their own stand before a number.
        units: How many of these numbers stand before a unit of its own.
    """

    alone: int
    together: int
    numbers: int
    units: int


def settled_headers(forms: Sequence[_Form]) -> list[Header]:
    """The columns of each form, seen in the light of all forms whose headers say the same."""
    printed = [read_header(header) for header, _ in forms]
    bodies: dict[Header, list[Sequence[Fragment]]] = {}
    for header, (_, body) in zip(printed, forms, strict=True):
        bodies.setdefault(header, []).append(body)
    settled = {header: settle_header(header, alike) for header, alike in bodies.items()}
    return [settled[header] for header in printed]


def settle_header(header: Header, bodies: Iterable[Sequence[Fragment]]) -> Header:
    """The columns of a header in the light of the rows of all forms that have it."""
    if "operator" in header.keys or "target" not in header.keys:
        return header
    seen = list(islice(chain.from_iterable(bodies), _MOST_SEEN))
    alone, together, numbers, units = _signs([trait("".join(each.text.split())) for each in seen], seen)
    if alone < _FEWEST_SIGNS or alone <= together:
        return header
    header = _with(header, "operator", header.keys.index("target"))
    if "unit" not in header.keys and 2 * units > numbers:
        header = _with(header, "unit", header.keys.index("target") + 1)
    return header


def _signs(traits: Sequence[Trait], body: Sequence[Fragment]) -> _Signs:
    alone = together = numbers = units = 0
    for index, each in enumerate(traits):
        together += each.kind == "quantity"
        if each.kind not in _SIGNS or index + 1 == len(traits):
            continue
        alone += 1
        if traits[index + 1].kind in _NUMBERS:
            numbers += 1
            units += index + 3 < len(traits) and _is_unit(traits[index + 2], body[index + 2], traits[index + 3])
    return _Signs(alone, together, numbers, units)


def _is_unit(each: Trait, fragment: Fragment, behind: Trait) -> bool:
    """Whether a fragment behind a number is its unit: known, or a short word before another number."""
    return each.kind == "unit" or (
        each.kind == "text" and len(fragment.text) <= _LONGEST_UNIT and behind.kind in _VALUES
    )


def _with(header: Header, key: str, at: int) -> Header:
    """A header with one column more; it is the one whose label no form knows, where one stands there."""
    keys = list(header.keys)
    beside = at - 1 if key == "operator" else at
    if beside < len(keys) and keys[beside] in UNKNOWN:
        unknown = keys[beside]
        keys[beside] = key
        return header._replace(keys=tuple(keys), unknown=tuple(each for each in header.unknown if each[0] != unknown))
    return header._replace(keys=(*keys[:at], key, *keys[at:]))


def whole_headers(forms: Sequence[_Form]) -> list[_Form]:
    """Forms with the labels that were left in their bodies in their headers.

    A body begins with labels where these stand on the last line of the header, or where all forms of one header begin
    with the same text and a known level word behind it.
    """
    moved = [_move(header, body, _on_line(header, body)) for header, body in forms]
    alike: dict[tuple[str, ...], list[Sequence[Fragment]]] = {}
    for header, body in moved:
        alike.setdefault(tuple(fragment.text for fragment in header), []).append(body)
    left = {texts: _common_labels(texts, bodies) for texts, bodies in alike.items()}
    return [_move(header, body, left[tuple(fragment.text for fragment in header)]) for header, body in moved]


def _move(header: Sequence[Fragment], body: Sequence[Fragment], count: int) -> _Form:
    return ((*header, *body[:count]), body[count:]) if count else (header, body)


def _on_line(header: Sequence[Fragment], body: Sequence[Fragment]) -> int:
    """How many fragments of a body stand on the last line of its header; none where one is no label."""
    last = header[-1].line if header else None
    count = next((index for index, fragment in enumerate(body) if fragment.line != last), len(body))
    return count if all(len(fragment.text) <= _LONGEST_LABEL for fragment in body[:count]) else 0


def _common_labels(texts: Sequence[str], bodies: Sequence[Sequence[Fragment]]) -> int:
    """How many fragments at the beginning of all bodies below one header are labels of it."""
    filled = [body for body in bodies if len(body) > _MOST_PIECES]
    if not texts or not filled:
        return 0
    first = [fold(fragment.text) for fragment in filled[0][: _MOST_PIECES + 1]]
    count = next((index for index, text in enumerate(first) if level_of(text) is not None), 0)
    label = "".join(first[:count])
    if not 1 < len(label) <= _LONGEST_LABEL or not label.isalpha() or any(spelling(text).begun for text in first[:1]):
        return 0
    if any([fold(fragment.text) for fragment in body[:count]] != first[:count] for body in filled):
        return 0
    several = len(filled) > 1
    known = label in words_of("tail", "notes") or like_key(label, ()) is not None
    return count if several or known else 0
