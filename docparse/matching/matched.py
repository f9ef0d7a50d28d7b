"""A value column of a table as it was matched, and keys for those that no form declares."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

    from docparse.grammars.labels import Path


class MatchedColumn(NamedTuple):
    """A value column of the table: canonical key, printed path, number (栏次) and where its label stands."""

    key: str
    path: Path
    number: int | None
    side: str | None
    ranges: tuple[tuple[int, int], ...]


def unused(key: str, used: Container[str]) -> str:
    """The key, with a number behind it where it is used already."""
    names = chain((key,), (f"{key}.{number}" for number in count(2)))
    return next(name for name in names if name not in used)
