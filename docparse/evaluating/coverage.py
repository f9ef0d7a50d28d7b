"""The coverage check of a form: each of its characters belongs to a field, to furniture, or to a diagnostic."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import Range


def unclaimed(fragments: Sequence[Fragment], claimed: Iterable[Range]) -> list[Range]:
    """The ranges of fragments that nothing claims, white space left out; ranges may come in any order and overlap.

    >>> from docparse.evaluating.fragments import Fragment
    >>> unclaimed([Fragment("云溪县水务局", 0, 6, "first", 0)], [(0, 2), (3, 6)])
    [(2, 3)]
    """
    ranges = [*sorted(claimed), _NOWHERE]
    found: list[Range] = []
    at = 0
    low, high = ranges[0]
    for fragment in fragments:
        start, end = fragment.start, fragment.end
        while high <= start:
            at += 1
            low, high = ranges[at]
        if low <= start and end <= high:
            continue
        order = at
        while start < end:
            while ranges[order][1] <= start:
                order += 1
            first, last = ranges[order]
            if first >= end:
                found += _with_ink(fragment, start, end)
                break
            if first > start:
                found += _with_ink(fragment, start, first)
            start = last
    return found


# Behind every text: no fragment reaches it.
_NOWHERE = (sys.maxsize, sys.maxsize)


def _with_ink(fragment: Fragment, start: int, end: int) -> list[Range]:
    text = fragment.text[start - fragment.start : end - fragment.start]
    return [] if text.isspace() or not text else [(start, end)]
