"""The columns of the indicators of a form, in the order in which a row prints them, read from the printed header.

A header may have two tiers (年度指标值 above 指标性质, 指标值, 度量单位), and its labels may be torn into pieces that
stand between each other; their characters are all there, and the order of what is not torn is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

LEVELS = ("level1", "level2", "level3")
# What the national form prints, for a header that says less than three columns.
DEFAULT = (*LEVELS, "target", "actual", "weight", "score", "deviation")
_FEWEST = 3
# Columns that stand together under one label, and their order where they are printed.
_TARGET = ("operator", "target", "unit")
_MOST_PIECES = 8


class _Label(NamedTuple):
    """A label found in a header: where it begins, what it is."""

    at: int
    key: str


def indicator_columns(header: Sequence[Fragment]) -> tuple[str, ...]:
    """The keys of the columns in printed order; level 1 to 3 always, level 3 being what makes a row."""
    words = load_evaluations().words("indicators")
    pieces = [fold(fragment.text) for fragment in header]
    found, rest = _whole_labels(pieces, words)
    found += _torn_labels(rest, {word: key for word, key in words.items() if key not in {each.key for each in found}})
    keys = [label.key for label in sorted(found) if label.key != "block"]
    if len(set(keys)) < _FEWEST:
        return DEFAULT
    return _in_rows(keys)


def _whole_labels(pieces: Sequence[str], words: Mapping[str, str]) -> tuple[list[_Label], list[tuple[int, str]]]:
    """Labels whose characters follow each other, and the pieces that are in none, each with its place."""
    compact = "".join(pieces)
    longest = max(map(len, words), default=0)
    found: list[_Label] = []
    claimed: set[int] = set()
    at = 0
    while at < len(compact):
        ends = range(min(len(compact), at + longest), at + 1, -1)
        end = next((end for end in ends if compact[at:end] in words), 0)
        if end:
            found.append(_Label(at, words[compact[at:end]]))
            claimed.update(range(at, end))
        at = end or at + 1
    rest, start = [], 0
    for piece in pieces:
        if piece and start not in claimed:
            rest.append((start, piece))
        start += len(piece)
    return found, rest


def _torn_labels(rest: Sequence[tuple[int, str]], words: Mapping[str, str]) -> list[_Label]:
    """Labels whose pieces stand in order, with pieces of others between them; long ones first, each piece once."""
    left = dict(rest)
    found: dict[str, _Label] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        places = _places(word, left) if words[word] not in found else ()
        if len(places) > 1:
            found[words[word]] = _Label(places[0], words[word])
            for place in places:
                del left[place]
    return list(found.values())


def _places(word: str, left: Mapping[int, str]) -> tuple[int, ...]:
    """The places of pieces that, one after the other, make a word."""
    for first in left:
        places: list[int] = []
        rest, after = word, first - 1
        while rest and len(places) < _MOST_PIECES:
            place = next((at for at in sorted(left) if at > after and rest.startswith(left[at])), None)
            if place is None or (not places and place != first):
                break
            places.append(place)
            rest, after = rest.removeprefix(left[place]), place
        if not rest:
            return tuple(places)
    return ()


def _in_rows(keys: Sequence[str]) -> tuple[str, ...]:
    """The columns as a row prints them: those of a lower tier of the header stand where their upper label stands."""
    first = min((index for index, key in enumerate(keys) if key in LEVELS), default=0)
    upper = [key for key in keys[:first] if key not in LEVELS]
    lower = [key for key in keys[first:] if key not in LEVELS]
    repeated = [key for key in upper if key in lower]
    if repeated:
        at = upper.index(repeated[0])
        upper[at : at + 1] = lower
    elif upper:
        upper = [*lower, *upper]
    else:
        upper = lower
    ordered = list(dict.fromkeys(upper))
    if "operator" in ordered or "unit" in ordered:
        ordered = _with_target(ordered)
    return (*LEVELS, *ordered)


def _with_target(keys: Sequence[str]) -> list[str]:
    """The columns with the parts of the target beside each other."""
    if "target" in keys:
        return list(keys)
    place = next(index for index, key in enumerate(keys) if key in _TARGET)
    at = place + (keys[place] == "operator")
    return [*keys[:at], "target", *keys[at:]]
