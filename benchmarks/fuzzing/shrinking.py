"""A failing document made small: lines, then characters are dropped while it still fails."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Document = TypeVar("_Document", str, bytes)
# Longer documents are shrunk by lines only.
_LONGEST_BY_CHARACTER = 4_000


def shrink(document: _Document, fails: Callable[[_Document], bool], *, seconds: float = 20.0) -> _Document:
    r"""A small part of the document that still fails; the document itself where time is up before any is found.

    >>> shrink("甲\n乙 3 丙\n丁", lambda text: "3" in text)
    '3'
    """
    until = time.process_time() + seconds
    lines = document.splitlines(keepends=True)
    empty = document[:0]
    small = empty.join(_fewest(lines, lambda kept: fails(empty.join(kept)), until))
    if len(small) > _LONGEST_BY_CHARACTER:
        return small
    characters = [small[at : at + 1] for at in range(len(small))]
    return empty.join(_fewest(characters, lambda kept: fails(empty.join(kept)), until))


def _fewest(parts: list[_Document], fails: Callable[[list[_Document]], bool], until: float) -> list[_Document]:
    """The parts without every run of them that can go, long runs first."""
    size = len(parts) // 2
    while size:
        at = 0
        while at < len(parts):
            if time.process_time() > until:
                return parts
            kept = [*parts[:at], *parts[at + size :]]
            if kept and fails(kept):
                parts = kept
            else:
                at += size
        size //= 2
    return parts
