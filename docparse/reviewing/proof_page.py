"""The proof of one value, or of how one table was recognised, as a page to print and to put in a file."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple, Protocol

from docparse.reviewing.page import framed, seen

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(Protocol):
    """A titled list of facts: what a terminal shows as aligned columns."""

    @property
    def title(self) -> str:
        """What stands above it."""

    @property
    def header(self) -> tuple[str, ...]:
        """Names of its columns; empty for a plain list."""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Its cells."""

    @property
    def numeric(self) -> frozenset[int]:
        """Indexes of the columns that are aligned to the right."""


class MarkedLine(NamedTuple):
    """A line of the source with its number, and where its marked characters begin and end."""

    number: int
    text: str
    marks: tuple[tuple[int, int], ...]


def proof_page(
    parts: Sequence[Part], lines: Sequence[MarkedLine], *, title: str, source_title: str, language: str
) -> str:
    """The page as HTML; nothing on it runs or is loaded.

    Args:
        parts: What is told, in order.
        lines: The lines of the source; they stand in the place of the part that has ``source_title``.
        title: The heading of the page.
        source_title: The title of the part that quotes the source.
        language: ``en`` or ``zh``.
    """
    told = (_quoted(part.title, lines) if lines and part.title == source_title else _listed(part) for part in parts)
    return framed("proof.html", styles=("proof.css",), language=language, title=_text(title), parts="\n".join(told))


def _listed(part: Part) -> str:
    heading = f"<h2>{_text(part.title)}</h2>" if part.title else ""
    if not part.header and all(len(row) == 1 for row in part.rows):
        return f"<section>{heading}{''.join(f'<p>{_text(said)}</p>' for (said,) in part.rows)}</section>"
    names = "".join(f'<th scope="col"{_alignment(part, at)}>{_text(name)}</th>' for at, name in enumerate(part.header))
    head = f"<thead><tr>{names}</tr></thead>" if names else ""
    body = "".join(f"<tr>{_row(part, row)}</tr>" for row in part.rows)
    return f"<section>{heading}<table>{head}<tbody>{body}</tbody></table></section>"


def _row(part: Part, row: tuple[str, ...]) -> str:
    first, *rest = row
    named = f'<th scope="row"{_alignment(part, 0)}>{_text(first)}</th>' if first else "<td></td>"
    return named + "".join(f"<td{_alignment(part, at)}>{_text(cell)}</td>" for at, cell in enumerate(rest, start=1))


def _alignment(part: Part, column: int) -> str:
    return ' class="number"' if column in part.numeric else ""


def _quoted(title: str, lines: Sequence[MarkedLine]) -> str:
    rows = "".join(
        f'<tr><th scope="row" class="number">{line.number}</th><td lang="zh-CN">{_marked(line)}</td></tr>'
        for line in lines
    )
    return f'<section><h2>{_text(title)}</h2><table class="source"><tbody>{rows}</tbody></table></section>'


def _marked(line: MarkedLine) -> str:
    pieces, at = [], 0
    for start, end in sorted(line.marks):
        pieces += [_text(line.text[at:start]), f"<mark>{_text(line.text[max(at, start) : end])}</mark>"]
        at = max(at, end)
    return "".join([*pieces, _text(line.text[at:])])


def _text(text: str) -> str:
    r"""A text that shows as it is: markup as characters, unseen characters as escapes, tabs as layout.

    >>> _text("<b>\t\u202e")
    '&lt;b&gt;\t\\u202e'
    """
    return "\t".join(html.escape(seen(part)) for part in text.split("\t"))
