"""Prints forms of self-evaluation as HTML and as text, each begun by a line that ``find_forms`` takes out again.

Where a form stands in a text is known only after its extractor has run. So a line of its own, which no report holds,
marks the beginning of each form and of what follows the last; it is removed from the text, and its place remembered.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from benchmarks.synthesis.forms import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.synthesis.evaluation_forms import EvaluationForm, Evaluations, Table
    from benchmarks.synthesis.forms import Cell

_MARK = re.compile(r"^(\f?)[ \t]*@@(\d{3})@@[ \t]*\n", re.MULTILINE)
_FOOTER = re.compile(r"\s*(?:- \d+ -)?\s*")
# Longer texts are set flush left.
_SHORT = 24
STYLE = """
p.mark { text-indent: 0; font-size: 7pt; margin: 0 0 1.5mm; }
section.evaluation { margin-top: 6mm; }
div.year { text-align: center; font-size: 9pt; margin: 1mm; }
table.evaluation { margin-bottom: -0.4pt; }
table.evaluation td { text-align: center; vertical-align: middle; overflow-wrap: anywhere; }
table.evaluation td.long { text-align: left; }
table.top td { vertical-align: top; }
"""


class MarkError(ValueError):
    """An extractor has lost or torn the line that marks a form."""


def html_of(evaluations: Evaluations) -> str:
    """The forms as HTML, after everything else of a document; nothing where there are none."""
    if not evaluations.forms:
        return ""
    parts = [f"<h2>{escape(evaluations.heading)}</h2>"]
    parts += (_section(form, number) for number, form in enumerate(evaluations.forms))
    mark = mark_of(len(evaluations.forms))
    parts += [f"<p class=mark>{mark}</p><p>{escape(evaluations.closing)}</p>"] if evaluations.closing else []
    return "\n".join(parts)


def _section(form: EvaluationForm, number: int) -> str:
    above = [f"<p class=mark>{mark_of(number)}</p>"]
    above += [f"<div class=number>{escape(form.number)}</div>"] if form.number else []
    above += [f"<h1>{escape(form.title)}</h1>"] if form.title else []
    above += [f"<div class=year>{escape(form.year_line)}</div>"] if form.year_line else []
    above += [f"<div class=number>{escape(form.unit_line)}</div>"] if form.unit_line else []
    tables = (_table(table, form.spans) for table in form.tables)
    notes = (f"<p class=note>{escape(note)}</p>" for note in form.notes)
    kept = "form evaluation" if form.own_page else "evaluation"
    return f'<section class="{kept}">{"".join(above)}{"".join(tables)}{"".join(notes)}</section>'


def _table(table: Table, spans: str) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{width * 100 / total:.2f}%">' for width in table.widths)
    lines = "".join(f"<tr>{''.join(map(_cell, line))}</tr>\n" for line in table.lines)
    return f'<table class="evaluation {spans}"><colgroup>{columns}</colgroup><tbody>{lines}</tbody></table>'


def _cell(cell: Cell) -> str:
    spans = (f" colspan={cell.across}" if cell.across > 1 else "") + (f" rowspan={cell.down}" if cell.down > 1 else "")
    return f"<td{spans}{' class=long' if len(cell.text) > _SHORT else ''}>{escape(cell.text)}</td>"


def lines_of(
    evaluations: Evaluations, table: Callable[[list[list[str]]], list[str]], *, repeated: bool = False
) -> Iterator[str]:
    """The forms as lines of text; ``table`` writes the cells of a grid, ``repeated`` at each place that one spans."""
    yield from (evaluations.heading, "")
    for number, form in enumerate(evaluations.forms):
        yield mark_of(number)
        yield from filter(None, (form.number, form.title, form.year_line, form.unit_line))
        for each in form.tables:
            yield from ("", *table(_flat(each, repeated=repeated)), "")
        yield from (*form.notes, "")
    if evaluations.closing:
        yield from (mark_of(len(evaluations.forms)), evaluations.closing, "")


def _flat(table: Table, *, repeated: bool) -> list[list[str]]:
    """The grid without line breaks in its cells."""
    rows = grid(table.lines, len(table.widths), repeated=repeated)
    return [[text.replace("\n", "") for text in row] for row in rows]


def mark_of(number: int) -> str:
    """The line before a form."""
    return f"@@{number:03}@@"


def find_forms(text: str, evaluations: Evaluations) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its marks, and of each form the first and the last line, counted from 1.

    Raises:
        MarkError: a mark is missing.
    """
    wanted = len(evaluations.forms) + bool(evaluations.closing)
    starts: list[int] = []
    parts: list[str] = []
    at = line = 0
    for number, found in enumerate(_MARK.finditer(text)):
        if int(found[2]) != number:
            break
        parts += [text[at : found.start()], found[1]]
        line += text.count("\n", at, found.start())
        starts.append(line + 1)
        at = found.end()
    clean = "".join((*parts, text[at:]))
    if len(starts) != wanted or "@@" in clean:
        message = f"{len(starts)} of {wanted} marks found"
        raise MarkError(message)
    lines = clean.split("\n")
    ends = [*(start - 1 for start in starts[1:]), len(lines)][: len(evaluations.forms)]
    return clean, tuple((start, _last(lines, start, end)) for start, end in zip(starts, ends, strict=False))


def _last(lines: list[str], start: int, end: int) -> int:
    """The last line that holds more than a page number."""
    while end > start and _FOOTER.fullmatch(lines[end - 1]):
        end -= 1
    return end
