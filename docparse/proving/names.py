"""One code, one name: wherever a report prints a code of a classification, the name beside it is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.diagnostics import Diagnostic
from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

Tree = dict[str, Any]
_SHOWN = " / "


def names_that_differ(tables: Sequence[Tree]) -> list[Diagnostic]:
    """A diagnostic for each code that the tables of a report print with different names.

    White space and widths are no difference. Which name is right is not said: a name may have been torn or mixed with a
    neighbour's by the extractor, or the source prints it so.
    """
    names: dict[str, dict[str, Tree]] = {}
    for table in tables:
        for row in table["rows"]:
            if row["code"] is not None and row["name"] is not None and row["name"]["value"]:
                names.setdefault(row["code"]["value"], {}).setdefault(fold(row["name"]["value"]), row["name"])
    return [
        Diagnostic(
            "proving.names-differ",
            tuple((start, end) for name in found.values() for start, end in name["spans"]),
            {"code": code, "names": _SHOWN.join(str(name["value"]) for name in found.values())},
        )
        for code, found in names.items()
        if len(found) > 1
    ]
