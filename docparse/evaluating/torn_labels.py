"""The labels of a torn form: whole ones, and those whose lines other cells have come between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment


class TornLabel(NamedTuple):
    """A label of a form.

    Attributes:
        places: Indices of its fragments.
        keys: The sections that it can be a label of, and its key in each.
    """

    places: tuple[int, ...]
    text: str
    keys: Mapping[str, str]


_SECTIONS = ("head", "funds", "goals", "tasks", "indicators", "tail")
# The lines of one label stand so close together.
_REACH = 16
_LONGEST = 20
# What stands in brackets behind a label: （A）, （20分*执行率）.
_LONGEST_REMARK = 12
_SHORT_REMARK, _NEAR = 5, 14
_SHORTEST_HALF = 2
_BESIDE = 6
# So much of a label is known by itself; what is missing may stand so far behind it.
_SHORTEST_BEGUN, _GREATER_PART = 3, 0.6
_FAR = 80


def torn_labels(fragments: Sequence[Fragment]) -> tuple[TornLabel, ...]:
    """The labels among the fragments of a form, by the place of their first piece."""
    texts = [fold(fragment.text) if len(fragment.text) <= _LONGEST else "" for fragment in fragments]
    found: list[TornLabel] = []
    taken: set[int] = set()
    keys = torn_label_keys()
    for index, text in enumerate(texts):
        if index in taken or not text:
            continue
        bare = bare_label(text)
        if bare in keys:
            places = [index, *(at for at in _remark(texts, index, text) if at not in taken)]
            found.append(TornLabel(tuple(places), bare, keys[bare]))
            taken.update(places)
    for index, text in enumerate(texts):
        if index in taken or len(text) < _SHORTEST_HALF or text not in _heads():
            continue
        places = _rest(texts, index, taken)
        label = bare_label("".join(texts[place] for place in places)) if places else _only(text)
        if label:
            places = places or [index, *_lost_piece(texts, index, label.removeprefix(text), taken)]
            found.append(TornLabel(tuple(places), label, keys[label]))
            taken.update(places)
    return tuple(sorted(found))


def without_names(labels: Sequence[TornLabel], start: int, fragments: Sequence[Fragment]) -> tuple[TornLabel, ...]:
    """The labels without those that name an indicator: one of the funds or tasks, alone among the indicators.

    One with a remark in brackets behind it is none: 预算执行情况（万元） of the next form.
    """
    above = {"funds", "tasks"}
    amid = [label for label in labels if label.places[0] >= start and above & set(label.keys)]
    alone = {
        label.places
        for label in amid
        if set(label.keys) <= above
        and not fold(fragments[label.places[-1]].text).endswith(")")
        and not any(0 < abs(each.places[0] - label.places[0]) <= _BESIDE for each in amid)
    }
    return tuple(label for label in labels if label.places not in alone)


@remembered()
def torn_label_keys() -> Mapping[str, Mapping[str, str]]:
    """Folded label → the sections that it can be a label of, and its key in each."""
    found: dict[str, dict[str, str]] = {}
    for label, places in load_evaluations().labels.items():
        own = {section: key for section, key in places if section in _SECTIONS}
        if own:
            found[label] = own
    return found


@remembered()
def _heads() -> frozenset[str]:
    """What a label may begin with, without being all of it."""
    return frozenset(label[:end] for label in torn_label_keys() for end in range(_SHORTEST_HALF, len(label)))


@remembered()
def _begun() -> Mapping[str, str]:
    """The greater part of a label of a column of the indicators → the label, the same column for all that begin so."""
    found: dict[str, str] = {}
    columns: dict[str, set[str]] = {}
    for label, keys in torn_label_keys().items():
        for end in range(_SHORTEST_BEGUN, len(label)):
            columns.setdefault(label[:end], set()).add(keys.get("indicators", ""))
            if end >= _GREATER_PART * len(label) and set(keys) == {"indicators"}:
                found.setdefault(label[:end], label)
    return {head: label for head, label in found.items() if len(columns[head]) == 1}


def _only(text: str) -> str:
    """The label of a column that only so much of stands together; "" for other texts."""
    return _begun().get(text, "")


def _lost_piece(texts: Sequence[str], index: int, rest: str, taken: set[int]) -> list[int]:
    """The place of the piece that ends a label and stands far behind it."""
    behind = range(index + 1, min(index + _FAR, len(texts)))
    return next(([at] for at in behind if texts[at] == rest and at not in taken), [])


def bare_label(text: str) -> str:
    """A label without its colon and without a remark in brackets behind it."""
    text = text.rstrip(":")
    start = text.find("(", 1)
    return text[:start] if start > 0 and (text.endswith(")") or ")" not in text[start:]) else text


def _remark(texts: Sequence[str], index: int, text: str) -> list[int]:
    """The pieces below a label that close the brackets which it leaves open."""
    if ")" in text:
        return []
    if "(" not in text:
        return _brackets(texts, index)
    for place in range(index + 1, min(index + _REACH, len(texts))):
        if texts[place].endswith(")") and "(" not in texts[place] and len(texts[place]) <= _LONGEST_REMARK:
            return [place]
    return []


def _brackets(texts: Sequence[str], index: int) -> list[int]:
    """The pieces of a remark in brackets that stand below a label: （90 and 分）, or （万元）."""
    opened: list[int] = []
    for place in range(index + 1, min(index + _NEAR, len(texts))):
        piece = texts[place]
        if len(piece) > _SHORT_REMARK:
            continue
        if opened and piece.endswith(")") and "(" not in piece:
            return [*opened, place]
        if piece.startswith("(") and not opened:
            if piece.endswith(")"):
                return [place]
            if ")" not in piece:
                opened.append(place)
    return []


def _rest(texts: Sequence[str], index: int, taken: set[int]) -> list[int]:
    """The places of the pieces that spell a label, other cells between them; none where they spell none.

    The pieces that stand closest are tried first.
    """
    spelt, places = texts[index], [index]
    for place in range(index + 1, min(index + _REACH, len(texts))):
        piece = texts[place]
        if place in taken or not piece or len(piece) > _LONGEST:
            continue
        longer = spelt + piece
        if bare_label(longer) in torn_label_keys():
            places.append(place)
            return [*places, *(at for at in _remark(texts, place, longer) if at not in taken)]
        if longer in _heads():
            spelt = longer
            places.append(place)
    return []
