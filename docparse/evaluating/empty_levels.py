"""Level words below which a form names no indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.lexicons.indicator_cues import load_indicator_cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.evaluating.evidence import Evidence


def levels_without_rows(evidence: Evidence) -> Iterator[int]:
    """Words of level 2 with no indicator, and the word that says so (无): behind them another level word is named."""
    for index, words in enumerate(evidence.levels):
        if not words or not words[0].whole or words[0].end != index + 1 or not words[0].level2 == 0 < words[0].level1:
            continue
        said = index + 1 < len(evidence.bare) and evidence.bare[index + 1] in load_indicator_cues().nothing
        if _begins_another(evidence, index, index + 1 + said):
            yield index
            if said:
                yield index + 1


def _begins_another(evidence: Evidence, index: int, at: int) -> bool:
    """Whether a level word stands at ``at``: one of level 1, or another one than at ``index`` that has a name."""
    other = evidence.levels[at][0] if at < len(evidence.levels) and evidence.levels[at] else None
    if other is None or not other.whole or evidence.bare[at] == evidence.bare[index] or other.level2 > 0 < other.level1:
        return False
    if other.level1 == 0 < other.level2:
        return True
    if other.level1 == 0:  # It is a word of both levels: of level 1 where one of level 2 stands behind it.
        return other.end < len(evidence.levels) and any(word.whole for word in evidence.levels[other.end])
    return other.end < len(evidence.fragments) and evidence.traits[other.end].kind == "text"
