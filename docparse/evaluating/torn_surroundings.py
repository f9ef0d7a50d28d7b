"""What stands around the fragments of torn indicator rows: labels above them, of theirs and of other blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.traits import trait, width
from docparse.folding import fold
from docparse.lexicons.indicator_patterns import NAME_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.torn_labels import TornLabel

_MOST_BOXED = 0.6
_FAR = 1000
# Kinds of values of the funds; a line of a goal is no narrower.
_OF_FUNDS = frozenset(("number", "measure", "mark"))
_GOAL = 10.0
# What stands so close behind a label from below the rows may be its value.
_BELOW = 5


class Surroundings(NamedTuple):
    """What stands around the fragments of the indicators of a form, each by its index among them.

    Attributes:
        boxed: Empty lines stand between cells, so that none stands inside one.
        totals: Numbers of the lines with the label of the totals.
        loose: Those that stand below the rows, as it seems.
        foreign: Those that stand behind labels of other blocks.
        places: Where each stands among the fragments of the form.
        under: The column whose label stands right above.
    """

    boxed: bool
    totals: Sequence[int]
    loose: frozenset[int]
    foreign: frozenset[int]
    places: Sequence[int]
    under: Mapping[int, str]


def surroundings(
    fragments: Sequence[Fragment], body: Sequence[int], labels: Sequence[TornLabel], marks: AbstractSet[int]
) -> Surroundings:
    """What stands around the indicators.

    Args:
        fragments: Those of the form.
        body: The places of those that are neither labels nor words of levels.
        labels: Those of the form.
        marks: The places of words of levels.
    """
    ends = [label.places[0] for label in labels if label.keys.get("tail") not in (None, "total")]
    stops = sorted(label.places[0] for label in labels)
    below = {at for end in ends for at in _below(end, stops)}
    return Surroundings(
        boxed=sum(each.gap == "blank" for each in fragments) > _MOST_BOXED * len(fragments),
        totals=[fragments[label.places[0]].line for label in labels if label.keys.get("tail") == "total"],
        loose=frozenset(order for order, at in enumerate(body) if at in below),
        foreign=_foreign(body, labels, fragments, marks),
        places=body,
        under=_under_labels(body, labels),
    )


def _under_labels(body: Sequence[int], labels: Sequence[TornLabel]) -> dict[int, str]:
    """Index of a fragment of the body → the column whose label stands right above it, no other label above that."""
    columns = {label.places[-1]: label.keys.get("indicators") for label in labels}
    found: dict[int, str] = {}
    for order, at in enumerate(body):
        column = columns.get(at - 1)
        if column and column != "block" and not _is_behind(at - 1, labels):
            found[order] = column
    return found


def _foreign(
    body: Sequence[int], labels: Sequence[TornLabel], fragments: Sequence[Fragment], marks: AbstractSet[int]
) -> frozenset[int]:
    """Indices of fragments of the body that stand behind a label of the funds, goals or head: values of these.

    They end with the next label of the indicators, and with what only these have: words of levels, targets, numbered
    names.
    """
    own = {at: _block_of(label, labels) for label in labels for at in label.places}
    order = {at: index for index, at in enumerate(body)}
    found: set[int] = set()
    block = ""
    for at in range(body[0] if body else 0, len(fragments)):
        text = fold(fragments[at].text)
        kind = trait(text).kind
        if at in own:
            block = own[at]
        elif at in marks or NAME_NUMBER.match(text) or kind == "quantity":
            block = ""
        elif at in order and (
            (block == "funds" and kind in _OF_FUNDS) or (block == "goals" and width(text) >= _GOAL and kind == "text")
        ):
            found.add(order[at])
    return frozenset(found)


def _block_of(label: TornLabel, labels: Sequence[TornLabel]) -> str:
    """The block that the column of a label is of; "" for the indicators, and for labels of no column."""
    block = next((each for each in ("funds", "goals") if label.keys.get(each, "block") != "block"), "")
    return "" if _is_of_indicators(label, labels) else block


def _is_of_indicators(label: TornLabel, labels: Sequence[TornLabel]) -> bool:
    """Whether a label is one of the indicators: one that may be of another block as well stands closer to theirs."""
    key = label.keys.get("indicators")
    if key is None or key == "block" or len(label.keys) == 1:
        return key is not None or "tail" in label.keys
    at = label.places[0]
    if not any(each.keys.get("indicators") == key and each is not label for each in labels):
        return True
    near = min((abs(each.places[0] - at) for each in labels if _is_above(each)), default=_FAR)
    return near > _BELOW or near >= min(
        (abs(each.places[0] - at) for each in labels if set(each.keys) == {"indicators"}), default=_FAR
    )


def _is_above(label: TornLabel) -> bool:
    """Whether a label is one of a column of the funds or goals only."""
    return "indicators" not in label.keys and any(
        label.keys.get(each, "block") != "block" for each in ("funds", "goals")
    )


def _is_behind(at: int, labels: Sequence[TornLabel]) -> bool:
    """Whether a label that ends at a place stands right behind another label of a column."""
    own = next(label for label in labels if label.places[-1] == at)
    return any("indicators" in each.keys and each.places[-1] == own.places[0] - 1 for each in labels)


def _below(end: int, stops: Sequence[int]) -> range:
    """The places where the value of a label may stand: right behind it, up to the next label that is no other such."""
    behind = next((stop for stop in stops if stop > end), end + _BELOW + 1)
    return range(end + 1, min(end + _BELOW + 1, behind))
