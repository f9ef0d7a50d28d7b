"""The headers of one document, each explained once however often it is printed.

A table that goes on for pages may carry its header on each of them, and a page may be printed again and again. What is
found out about a header depends on its text alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.matching.columns import known_columns, search_columns

if TYPE_CHECKING:
    from collections.abc import Collection

    from docparse.grammars.model import Form
    from docparse.matching.columns import ColumnSet
    from docparse.matching.header import Header
    from docparse.matching.pieces import Piece


class SeenHeader:
    """The columns that one header names, by the kind of form."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._known: dict[str, ColumnSet] = {}
        self._found: dict[str, ColumnSet] = {}

    def known_columns(self, form: Form) -> ColumnSet:
        """As ``columns.known_columns``."""
        known = self._known.get(form.kind)
        if known is None:
            known = self._known[form.kind] = known_columns(form, self._header)
        return known

    def search_columns(self, form: Form) -> ColumnSet:
        """As ``columns.search_columns``, beyond the known variants."""
        found = self._found.get(form.kind)
        if found is None:
            found = self._found[form.kind] = search_columns(form, self._header, self.known_columns(form))
        return found


class SeenHeaders:
    """The headers of a document so far; those of the same text are one, wherever they stand.

    Attributes:
        titled: The kinds of form that some title of the document names.
    """

    def __init__(self, titled: Collection[str] = ()) -> None:
        self.titled = frozenset(titled)
        self._seen: dict[tuple[str, int | None, tuple[Piece, ...]], SeenHeader] = {}

    def of(self, header: Header) -> SeenHeader:
        """What is known of a header and all others like it."""
        key = (header.folded, header.count, header.pieces)
        seen = self._seen.get(key)
        if seen is None:
            seen = self._seen[key] = SeenHeader(header)
        return seen
