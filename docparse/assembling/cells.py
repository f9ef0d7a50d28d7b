"""Cells of the contract from atoms and ranges of the normalised text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docparse.amounts import is_mark, read_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.reading import NormalText
    from docparse.renderings import Atom
    from docparse.spans import Spans

Tree = dict[str, Any]
Range = tuple[int, int]


def tidy(text: str) -> str:
    r"""The text with wraps undone: no line break, and no space next to a Chinese character.

    >>> tidy("机关事业单位 基本养老\n保险")
    '机关事业单位基本养老保险'
    >>> tidy("VPN  service")
    'VPN service'
    """
    pieces = text.split()
    if len(pieces) == 1:
        return pieces[0]
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        if before[-1] < _FIRST_WIDE and piece[0] < _FIRST_WIDE:
            joined.append(" ")
        joined.append(piece)
    return "".join(joined)


# Signs that reading folds for those who compare quantities; a text keeps them as printed.
_FOLDED_SIGNS = (("≥", "≧"), ("≤", "≦"))

# From here on characters are Chinese, full-width or their punctuation (CJK radicals upwards, quotes apart).
_FIRST_WIDE = "⺀"


class CellMaker:
    """Makes Cells of one document: keeps the source text beside the normalised one."""

    def __init__(self, normal: NormalText) -> None:
        self.normal = normal
        self.source = normal.source.text
        self._text = normal.text
        self._back = normal.offsets.back
        # Where nothing was mended at all, no single number needs to be asked.
        self._has_repairs = normal.repaired(0, len(normal.text))
        self._folded_signs = [each for each in _FOLDED_SIGNS if each[1] in self.source]

    def spans(self, ranges: Iterable[Range]) -> Spans:
        """Source spans of ranges of the normalised text, in the given order, neighbours merged."""
        merged: list[Range] = []
        for start, end in ranges:
            for span in self._back(start, end):
                if merged and merged[-1][1] == span[0]:
                    merged[-1] = (merged[-1][0], span[1])
                else:
                    merged.append(span)
        return tuple(merged)

    def text(self, ranges: Sequence[Range], *, value: str | None = None, status: str = "read") -> Tree | None:
        """A Cell of text; None where the ranges hold no character."""
        spans = self._back(*ranges[0]) if len(ranges) == 1 else self.spans(ranges)
        if not spans:
            return None
        raw = self._raw(spans)
        if value is None:
            text = self._text
            parts = [text[start:end] for start, end in ranges]
            value = tidy(parts[0] if len(parts) == 1 else " ".join(parts))
            if self._folded_signs:
                value = self._with_printed_signs(value, raw)
        return {"value": value, "raw": raw, "spans": spans, "status": status}

    def name(self, atoms: Sequence[Atom]) -> Tree | None:
        """A Cell of a name that may be wrapped; pieces on one line keep what stands between them."""
        return self.text([(atom.start, atom.end) for atom in atoms if atom.end > atom.start])

    def amount(self, atom: Atom) -> Tree | None:
        """A Cell of a printed number or no-value mark; None where the characters are neither."""
        return self.number(atom.text, atom.start, atom.end, atom.parts)

    def number(self, text: str, start: int, end: int, parts: Sequence[Range] = ()) -> Tree | None:
        """As ``amount``, of the characters ``start`` to ``end``; of several ranges where there are ``parts``."""
        spans = self.spans(parts) if parts else self._back(start, end)
        read = read_amount(text)
        if read is not None:
            cell: Tree = {"value": read.value, "raw": self._raw(spans), "spans": spans, "status": "read"}
            if read.repaired or parts or (self._has_repairs and self.normal.repaired(start, end)):
                cell["repaired"] = True
            return cell
        if is_mark(text):
            return {"value": None, "raw": self._raw(spans), "spans": spans, "status": "not_applicable"}
        return None

    def _with_printed_signs(self, text: str, raw: str) -> str:
        for folded, printed in self._folded_signs:
            if printed in raw and folded not in raw:
                text = text.replace(folded, printed)
        return text

    def _raw(self, spans: Spans) -> str:
        if len(spans) == 1:
            ((start, end),) = spans
            return self.source[start:end]
        return "".join([self.source[start:end] for start, end in spans])
