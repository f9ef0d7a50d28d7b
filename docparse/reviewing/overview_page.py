"""The overview of many results as a page: facts, bars and lists; nothing on it runs or is loaded."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docparse.reviewing.page import framed, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

# What every page made here begins with, so that it is known where it would be replaced.
GENERATOR = '<meta name="generator" content="docparse batch">'
# Colours of bars; any other name has the plain one.
_COLOURS = frozenset(("good", "plain", "doubt", "bad", "pale"))
_FULL = 1000
# So long is a bar that stands for anything at all.
_LEAST = 6


class Bar(NamedTuple):
    """One bar: its name, its number, and its colour (good, plain, doubt, bad or pale)."""

    name: str
    number: int
    colour: str = "plain"
    note: str = ""


class Chart(NamedTuple):
    """Bars under a title; each is drawn as long as its part of the largest, and tells its part of all where asked."""

    title: str
    bars: tuple[Bar, ...]
    shares: bool = True


class Sheet(NamedTuple):
    """A table under a title; ``numeric`` names its columns that are aligned to the right."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


Part: TypeAlias = Chart | Sheet


def overview_page(parts: Sequence[Part], *, title: str, summary: str, language: str) -> str:
    """The page as HTML.

    Args:
        parts: What is told, in order; those without bars or rows are left out.
        title: The heading of the page.
        summary: The sentence under it.
        language: ``en`` or ``zh``.
    """
    told = [_chart(part) if isinstance(part, Chart) else _sheet(part) for part in parts if part[1] and part[2] != ()]
    return framed(
        "overview.html", styles=("proof.css", "overview.css"), language=language, generator=GENERATOR,
        title=_text(title), summary=_text(summary), parts="\n".join(told),
    )  # fmt: skip


def _chart(chart: Chart) -> str:
    total = sum(bar.number for bar in chart.bars)
    most = max(bar.number for bar in chart.bars) or 1
    rows = "".join(_bar(bar, most, total if chart.shares else 0) for bar in chart.bars)
    return f'<section class="chart"><h2>{_text(chart.title)}</h2><table><tbody>{rows}</tbody></table></section>'


def _bar(bar: Bar, most: int, total: int) -> str:
    # The length is an attribute of the drawing: the policy of the page allows no style beside its own.
    length = max(bar.number * _FULL // most, _LEAST if bar.number else 0)
    colour = bar.colour if bar.colour in _COLOURS else "plain"
    drawn = (
        f'<svg viewBox="0 0 {_FULL} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{colour}" width="{length}" height="10"/></svg>'
    )
    note = bar.note or (f"{bar.number * 100 / total:.1f}%" if total else "")
    return (
        f'<tr><th scope="row">{_text(bar.name)}</th><td class="drawn">{drawn}</td>'
        f'<td class="number">{bar.number:,}</td><td class="number share">{_text(note)}</td></tr>'
    )


def _sheet(sheet: Sheet) -> str:
    names = "".join(f'<th scope="col"{_aligned(sheet, at)}>{_text(name)}</th>' for at, name in enumerate(sheet.header))
    body = "".join(
        f"<tr>{''.join(f'<td{_aligned(sheet, at)}>{_text(cell)}</td>' for at, cell in enumerate(row))}</tr>"
        for row in sheet.rows
    )
    head = f"<thead><tr>{names}</tr></thead>"
    return f'<section class="sheet"><h2>{_text(sheet.title)}</h2><table>{head}<tbody>{body}</tbody></table></section>'


def _aligned(sheet: Sheet, column: int) -> str:
    return ' class="number"' if column in sheet.numeric else ""


def _text(text: str) -> str:
    return html.escape(seen(text))
