"""Writes a document as text without typesetting it, as programs do that have its cells: see ``RENDERERS``.

The forms of self-evaluation are marked, as they are in typeset documents (``benchmarks.synthesis.evaluation_print``).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from benchmarks.synthesis.documents import Sheet
from benchmarks.synthesis.evaluation_print import lines_of
from benchmarks.synthesis.forms import grid
from benchmarks.synthesis.pages import page_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.synthesis.documents import Document

_BESIDE_PIPE = re.compile(r" *\| *")
_HTML_MARK = re.compile(r"<p class=mark>(@@\d+@@)</p>")
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


def compact(document: Document) -> str:
    """A Markdown table without blanks beside its pipes."""
    return "\n".join(_BESIDE_PIPE.sub("|", line) for line in piped(document).split("\n"))


def records(document: Document) -> str:
    """Comma-separated records, as a spreadsheet saves them; amounts with thousands separators stand in quotes."""

    def record(line: str) -> str:
        written = io.StringIO()
        csv.writer(written, lineterminator="").writerow(line.split("\t"))
        return written.getvalue()

    return "\n".join(record(line) if "\t" in line else line for line in tabbed(document).split("\n"))


def repeated(document: Document) -> str:
    """Tabs between cells; a spanning cell is printed at each of its places, as python-docx and pandas give it."""

    def table(sheet: Sheet) -> list[str]:
        width = len(sheet.form.widths)
        return ["\t".join(row) for row in grid((*sheet.form.head, *sheet.form.body), width, repeated=True)]

    return _write(document, table, lambda rows: ["\t".join(row) for row in rows], repeated=True)


def lone(document: Document) -> str:
    """One cell a line with a pipe behind it; a blank cell is the bare pipe."""

    def cells(line: str) -> str:
        return "\n".join(f"{cell} |" if cell.strip() else "|" for cell in line.split("\t"))

    return "\n".join(cells(line) if "\t" in line else line for line in tabbed(document).split("\n"))


def glued(document: Document) -> str:
    """Nothing between the cells of a line: what copies leave that lose white space; blanks vanish."""

    def table(sheet: Sheet) -> list[str]:
        return ["".join(cell.text for cell in row) for row in (*sheet.form.head, *sheet.form.body)]

    return _write(document, table, lambda rows: ["".join(row) for row in rows if any(row)])


def ragged(document: Document) -> str:
    """Pipes between cells, and now and then some behind the last one."""

    def trail(line: str) -> str:
        return line + " |" * (len(line) % 3) if line.startswith("|") else line

    return "\n".join(trail(line) for line in piped(document).split("\n") if not line.startswith("| ---"))


def paragraphs(document: Document) -> str:
    """One paragraph a cell with empty ones between, a blank cell being a no-break space."""

    def cells(line: str) -> str:
        return "\n\n".join(cell if cell.strip() else "\xa0" for cell in line.split("\t"))

    return "\n".join(cells(line) + "\n" if "\t" in line else line for line in tabbed(document).split("\n"))


def rotated(document: Document) -> str:
    """The last column of each table printed first, single blanks between cells."""

    def table(sheet: Sheet) -> list[str]:
        width = len(sheet.form.widths)
        rows = (*grid(sheet.form.head, width), *grid(sheet.form.body, width))
        return [" ".join(filter(str.strip, [row[-1], *row[:-1]])) for row in rows]

    return _write(document, table, lambda rows: [" ".join(filter(None, row)) for row in rows if any(row)])


def flowed(document: Document) -> str:
    """Each table and each form on one line, its title with it: what sites leave that drop line ends; blanks vanish."""

    def flow(lines: Iterable[str]) -> str:
        return " ".join(" ".join(lines).split())

    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Sheet):
            rows = (cell.text for row in (*part.form.head, *part.form.body) for cell in row)
            lines += [flow((*_above(document, part), *rows, *part.form.notes))]
        else:
            lines += [part]
    forms = lines_of(document.evaluations, lambda rows: [flow(cell for row in rows for cell in row)])
    return "\n".join([*lines, *forms]) + "\n"


def html(document: Document) -> str:
    """The web page itself."""
    return _HTML_MARK.sub(r"\n\1\n", page_text(document, "wide"))


def _pipes(rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(text.strip() for text in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return lines


RENDERERS = {
    "spaced": spaced,
    "tabbed": tabbed,
    "piped": piped,
    "compact": compact,
    "records": records,
    "repeated": repeated,
    "lone": lone,
    "flowed": flowed,
    "glued": glued,
    "ragged": ragged,
    "paragraphs": paragraphs,
    "rotated": rotated,
    "html": html,
}


def _write(
    document: Document,
    table: Callable[[Sheet], list[str]],
    evaluation: Callable[[list[list[str]]], list[str]],
    *,
    repeated: bool = False,
) -> str:
    lines: list[str] = []
    for part in document.parts:
        if isinstance(part, Sheet):
            lines += ["", *_above(document, part), "", *table(part), *part.form.notes, ""]
        else:
            lines += [part, ""]
    lines += lines_of(document.evaluations, evaluation, repeated=repeated)
    return "\n".join(lines) + "\n"


def _above(document: Document, sheet: Sheet) -> Iterable[str]:
    """Number, title and facts, each on its line, or the facts on one."""
    manner = document.manner
    named = (sheet.number, sheet.title) if manner.number_first else (sheet.title, sheet.number)
    facts = sheet.facts(manner)
    if manner.head_on_one_line:
        facts = ("  ".join(facts),)
    return (line for line in (*named, *facts) if line)
