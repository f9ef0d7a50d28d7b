"""What stands at the side of all rows of a block, where no gap parts it from the names of the rows.

The label of the funds stands in a narrow column, a word or two on each line (预算, 执行, 情况). It is told by what it
says: words that begin lines and together are a known label of the block, and a remark in brackets behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.printed import words_of
from docparse.folding import fold
from docparse.grammars.evaluations import words_of as labels_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.printed import Piece


def side_words(lines: Sequence[Sequence[Piece]], section: str) -> list[Piece]:
    """The words that begin lines and are together what stands at the side of a block; none where they are not.

    Args:
        lines: What stands on each line below the header.
        section: Of which block.
    """
    first = [words_of(pieces[:1])[0] for pieces in lines if pieces]
    found: list[Piece] = []
    for label in labels_of(section, "block"):
        taken = _spell(first, label)
        if len(taken) > len(found):
            found = taken
    return found


def _spell(first: Sequence[Piece], label: str) -> list[Piece]:
    """The words that spell a label, and the remark in brackets behind it; none where they do not."""
    found: list[Piece] = []
    spelt = ""
    for word in first:
        text = fold(word.text)
        if len(spelt) < len(label):
            whole = (spelt + text).startswith(f"{label}(")
            takes = whole or (label.startswith(spelt + text) and not (spelt == "" and text == label[:1]))
        else:
            opened = spelt.count("(") - spelt.count(")")
            takes = opened > 0 or (text.startswith("(") and "(" not in spelt)
        if takes:
            found.append(word)
            spelt += text
    return found if spelt.startswith(label) and spelt.count("(") == spelt.count(")") else []


def side_label(side: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The label at the side, printed on one page or partly on each; once where each page has it anew."""
    texts = ["".join(piece.text for piece in each) for each in side]
    kept = [each for order, each in enumerate(side) if texts[order] not in texts[:order]]
    return [piece for each in kept for piece in each]
