"""Amounts that a form lost when it was written anew: each is in a Cell or in a diagnostic, else it is reported here."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from docparse.diagnostics import Diagnostic
from docparse.segmenting.lines import AMOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.segmenting.lines import Line
    from docparse.spans import Span


def amounts_lost(
    lines: Iterable[Line], trees: Sequence[Tree], noticed: Iterable[Diagnostic], cells: CellMaker
) -> list[Diagnostic]:
    """What the forms of a document do not tell of.

    Args:
        lines: The lines of the forms as they are printed.
        trees: The forms, in source order.
        noticed: What is reported of them already.
        cells: Knows where the characters of the lines stand in the source.
    """
    forms = [(*tree["spans"][0], tree["id"]) for tree in trees if tree["spans"]]
    told = bytearray(max((end for _, end, _ in forms), default=0))
    for start, end in (*_spans_of(trees), *(span for each in noticed for span in each.spans)):
        told[start:end] = b"\1" * (end - start)
    lost: dict[str, list[Span]] = {}
    for line in lines:
        for found in AMOUNT.finditer(line.text):
            spans = cells.spans([(line.start + found.start(), line.start + found.end())])
            name = _form_around(spans, forms)
            if name is not None and not all(all(told[start:end]) for start, end in spans):
                lost.setdefault(name, []).extend(spans)
    return [_report(name, tuple(spans)) for name, spans in lost.items()]


def _spans_of(node: object) -> Iterator[Span]:
    """The spans of all Cells below a node."""
    if isinstance(node, dict):
        if "raw" in node:
            yield from node["spans"]
        else:
            for child in node.values():
                yield from _spans_of(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _spans_of(child)


def _form_around(spans: Sequence[Span], forms: Sequence[tuple[int, int, str]]) -> str | None:
    """The name of the form that holds these spans; ``forms`` are in source order, each with where it stands."""
    at = bisect_right(forms, spans[0][0], key=itemgetter(0)) - 1 if spans else -1
    return forms[at][2] if at >= 0 and spans[0][0] < forms[at][1] else None


def _report(name: str, spans: tuple[Span, ...]) -> Diagnostic:
    characters = sum(end - start for start, end in spans)
    return Diagnostic("evaluating.unclaimed-text", spans, {"form": name, "characters": characters})
