"""The name that follows its figure: 购置0辆公务用车, 4306人的失业补助金."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.grammars.narrative import load_narrative
from docparse.narrative.phrases import TIMES, Name, span_of
from docparse.narrative.pieces import FIGURES, MARK, TEXT, WORD

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docparse.narrative.pieces import Piece

_VERBS = frozenset({"light_verb", "verb"})
_LED = frozenset({"of", "bound"})
_JOINED = "+"


def name_after(pieces: Sequence[Piece], at: int, subjects: Collection[tuple[int, int]]) -> Name | None:
    """The name that follows the figure at ``at`` (购置0辆公务用车, 4306人的失业补助金)."""
    first = at + 1
    while first < len(pieces) and pieces[first].word in _LED:
        first += 1
    for low, high in subjects:
        if low == first:
            return Name(pieces[low].start, pieces[high - 1].end, low, True)
    end = first + (first < len(pieces) and pieces[first].word == "verb")
    if end < len(pieces) and pieces[end].word == "adverb":
        end = _behind_verbs(pieces, end + 1)
        return span_of(pieces, first, end) if end > first + 1 else None
    while end < len(pieces) and not (_ends_name(pieces[end]) and not (end > first and _is_noun(pieces, end))):
        end += 1
    if first < end < len(pieces) - 1 and pieces[end].word == "of" and pieces[end + 1].kind == TEXT:
        return name_after(pieces, end - 1, subjects)
    return span_of(pieces, first, end)


def _behind_verbs(pieces: Sequence[Piece], end: int) -> int:
    while end < len(pieces) and pieces[end].word in _VERBS:
        end += 1
    return end


def _is_noun(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a verb is the last or last but one word of a name: 岗位推荐, 高校招聘会."""
    if pieces[at - 1].text.endswith(_JOINED):
        return True
    if pieces[at].word not in _VERBS:
        return False
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or after.kind == MARK:
        return True
    beyond = pieces[at + 2] if at + 2 < len(pieces) else None
    return after.kind == TEXT and len(after.text) == 1 and (beyond is None or _ends_name(beyond))


def _ends_name(piece: Piece) -> bool:
    if piece.kind == WORD:
        return piece.word in load_narrative().roles["ends_following"]
    return piece.kind in FIGURES or piece.kind in TIMES or (piece.kind == MARK and piece.text not in '"《》+')
