"""Writes a document as text without typesetting it: one space between cells, tabs, or Markdown pipes.

The forms of self-evaluation are marked, as they are in typeset documents (``benchmarks.synthesis.evaluation_print``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.synthesis.documents import Sheet
from benchmarks.synthesis.evaluation_print import lines_of
from benchmarks.synthesis.forms import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.synthesis.documents import Document

# Lines of a table that fit on a page of the tabbed print; after them the header is printed again.
_PAGE = 32


def spaced(document: Document) -> str:
    """One space between cells; blank cells vanish, so that only what is printed keeps its order."""
    airy = document.seed % 2 == 0

    def table(sheet: Sheet) -> list[str]:
        lines = []
        for row in (*sheet.form.head, *sheet.form.body):
            lines.append(" ".join(cell.text for cell in row if cell.text.strip()))
            lines += [""] if airy else []
        return lines

    return _write(document, table, lambda rows: [" ".join(filter(None, row)) for row in rows if any(row)])


def tabbed(document: Document) -> str:
    """Tabs between cells; a spanning cell leaves blanks; the header again after every page."""

    def table(sheet: Sheet) -> list[str]:
        width = len(sheet.form.widths)
        head = ["\t".join(row) for row in grid(sheet.form.head, width)]
        body = ["\t".join(row) for row in grid(sheet.form.body, width)]
        lines: list[str] = []
        for start in range(0, max(len(body), 1), _PAGE):
            lines += [*([""] if start else []), *head, *body[start : start + _PAGE]]
        return lines

    return _write(document, table, lambda rows: ["\t".join(row) for row in rows])


def piped(document: Document) -> str:
    """A Markdown table; the first header row stands above the rule."""

    def table(sheet: Sheet) -> list[str]:
        width = len(sheet.form.widths)
        return _pipes([*grid(sheet.form.head, width), *grid(sheet.form.body, width)])

    return _write(document, table, _pipes)


def _pipes(rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(text.strip() for text in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return lines


RENDERERS = {"spaced": spaced, "tabbed": tabbed, "piped": piped}


def _write(
    document: Document, table: Callable[[Sheet], list[str]], evaluation: Callable[[list[list[str]]], list[str]]
) -> str:
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Sheet):
            lines += ["", *_above(document, part), "", *table(part), *part.form.notes, ""]
        else:
            lines += [part, ""]
    lines += lines_of(document.evaluations, evaluation)
    return "\n".join(lines) + "\n"


def _above(document: Document, sheet: Sheet) -> Iterable[str]:
    """Number, title and facts, each on its line, or the facts on one."""
    manner = document.manner
    named = (sheet.number, sheet.title) if manner.number_first else (sheet.title, sheet.number)
    facts = sheet.facts(manner)
    if manner.head_on_one_line:
        facts = ("  ".join(facts),)
    return (line for line in (*named, *facts) if line)
