"""Where the indicators of a torn form begin: at their first label, or at points on top of a page above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.heads import lines_of
from docparse.evaluating.torn_tops import stands_above
from docparse.evaluating.traits import trait
from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.torn_labels import TornLabel

# So many points on top of a page are no accident.
_FEWEST = 4


def start_of(labels: Sequence[TornLabel], fragments: Sequence[Fragment]) -> int | None:
    """The place where the indicators of a form begin; None where none of their labels is there."""
    own = [
        label.places[0] for label in labels if set(label.keys) == {"indicators"} and label.keys["indicators"] != "block"
    ]
    return _with_points_above(min(own), labels, fragments) if own else None


def _with_points_above(start: int, labels: Sequence[TornLabel], fragments: Sequence[Fragment]) -> int:
    """The top of the page above a place where nothing but points and labels stands between.

    Of a form that goes on at the top of a page the columns at the right may be printed first.
    """
    named = {at for label in labels for at in label.places}
    points = 0
    for at in range(start - 1, -1, -1):
        is_point = trait(fold(fragments[at].text)).number is not None
        points += is_point
        if not is_point and at not in named and not stands_above(lines_of([fragments[at]])[0], dated=False):
            break
        if fragments[at].gap == "page":
            return at if points >= _FEWEST else start
    return start
