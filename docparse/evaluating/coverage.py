"""The coverage check of a form: each of its characters belongs to a field, to furniture, or to a diagnostic."""

from __future__ import annotations

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
    ranges = sorted(claimed)
    found: list[Range] = []
    at = 0
    for fragment in fragments:
        start = fragment.start
        while at < len(ranges) and ranges[at][1] <= start:
            at += 1
        if at < len(ranges) and ranges[at][0] <= start and fragment.end <= ranges[at][1]:
            continue
        order = at
        while start < fragment.end:
            while order < len(ranges) and ranges[order][1] <= start:
                order += 1
            if order == len(ranges) or ranges[order][0] >= fragment.end:
                found += _with_ink(fragment, start, fragment.end)
                break
            if ranges[order][0] > start:
                found += _with_ink(fragment, start, ranges[order][0])
            start = ranges[order][1]
    return found


def _with_ink(fragment: Fragment, start: int, end: int) -> list[Range]:
    text = fragment.text[start - fragment.start : end - fragment.start]
    return [] if text.isspace() or not text else [(start, end)]
