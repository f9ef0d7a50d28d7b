"""Which words before a figure are the name of what it measures: the shortest name that stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import FUND, load_subjects
from docparse.narrative.phrases import COMMON, SHORTEST, TIMES, Name, drops, ends, phrase, span_of, strip
from docparse.narrative.pieces import FIGURES, MARK, TIME

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docparse.narrative.pieces import Piece

# Marks at which the words that belong to a figure begin; brackets and 、 are looked at more closely.
HARD_MARKS = frozenset(",。;:!?")
_BEGINNERS = frozenset({"ENUMERATOR", "POINT", "DOCUMENT", "LEVEL"})
# More pieces than this belong to no figure.
_LONGEST_REGION = 300
_LISTED = "、"
_QUOTE = '"'
_QUOTES = frozenset('"《》<>')
# Words before a name that brackets give.
_CALLED = frozenset({"called", "copula"})
# Words right before a figure after which what it counts may follow it, even where a name stands before them.
_ACTING = frozenset(["light_verb", "giving", "verb", "preposition", "own", "sum", "complete", "such"])
_BESIDE_VERBS = frozenset(["sum", "le", "approximately", "adverb", "copula"])


class Words(NamedTuple):
    """The words before a figure, without its cue.

    Attributes:
        name: What they name; None where they name nothing themselves.
        common: A common word that stands there alone (支出决算), which names something only where nothing else does.
        acts: Whether their very last word is a verb, a preposition or a sum.
        verb: Whether they end in a verb or a preposition, so that what they are about may follow the figure.
    """

    name: Name | None
    common: Name | None
    verb: bool
    acts: bool = False


def region_start(pieces: Sequence[Piece], at: int, quoted: Collection[int] = ()) -> int:
    """Index of the first piece of the words that belong to the figure at ``at``."""
    first = at
    index = at - 1
    farthest = max(at - _LONGEST_REGION, 0)
    while index >= farthest:
        piece = pieces[index]
        if index in quoted:
            first = index
            index -= 1
            continue
        if piece.kind in FIGURES or piece.kind in _BEGINNERS or piece.text in HARD_MARKS or piece.text in "([{":
            return first
        if piece.text == _LISTED and (index == 0 or pieces[index - 1].kind in FIGURES):
            return first
        if piece.text == ")":
            opening = opening_of(pieces, index)
            if opening is None or any(one.kind in FIGURES and one.kind != TIME for one in pieces[opening:index]):
                return first
            index = opening
        first = index
        index -= 1
    return first


def opening_of(pieces: Sequence[Piece], closing: int) -> int | None:
    """Index of the bracket that opens what ``closing`` closes; None where it is not there."""
    depth = 0
    for index in range(closing, max(closing - _LONGEST_REGION, -1), -1):
        depth += (pieces[index].text == ")") - (pieces[index].text == "(")
        if depth == 0:
            return index
    return None


def words_before(pieces: Sequence[Piece], first: int, end: int, subjects: Collection[tuple[int, int]]) -> Words:
    """What the pieces ``first`` to ``end`` say of the figure behind them.

    Args:
        pieces: of the sentence.
        first: where the words of the figure begin.
        end: the first piece of the figure or of its cue.
        subjects: ranges of pieces that are names of the lexicon.
    """
    words = _words_before(pieces, first, end, subjects)
    if words.name is None:
        # 平均每辆1.87万元 is no amount of what was named before.
        average = next((index for index in range(end - 1, first - 1, -1) if pieces[index].word == "average"), None)
        if average is not None:
            return words._replace(name=Name(pieces[average].start, pieces[average].end, average, False))
    return words


def _words_before(pieces: Sequence[Piece], first: int, end: int, subjects: Collection[tuple[int, int]]) -> Words:
    whole = end
    end = _trim_right(pieces, first, end, subjects)
    verb = _ends_in_verb(pieces, first, whole)
    acts = whole > first and (pieces[whole - 1].word in _ACTING or _is_for(pieces, whole))
    if first and pieces[first - 1].kind == "DOCUMENT":
        return Words(phrase(pieces, first, end), None, verb)
    known = _joint_name(pieces, first, end, subjects) or _known_name(pieces, first, end, subjects)
    if known is not None:
        return Words(known, None, verb, acts)
    low = end
    while low > first and (pieces[low - 1].word in COMMON or ends(pieces[low - 1])):
        low -= 1
    if low < end and (quoted := _quoted_before_year(pieces, first, low)) > first:
        end = low = quoted
    known = _known_name(pieces, first, low, subjects) or _name_in_brackets(pieces, first, low, subjects)
    if known is not None and low < end and _is_fund(pieces, known.first, low):
        # 政府性基金预算财政拨款支出决算: what is told is the expenditure, not the fund.
        return Words(_expenditure_of(pieces, known.first, end), None, verb, acts)
    if known is not None:
        return Words(known, None, verb, acts)
    if _is_nothing(pieces, first, low, organisation=low < end):
        common = span_of(pieces, *strip(pieces, low, end))
        return Words(None, common, verb, acts)
    summed = any(piece.word in ("sum", "each") for piece in pieces[low:end])
    final = low if summed else end
    while final > first and pieces[final - 1].word == "final":
        final -= 1
    return Words(phrase(pieces, first, final), None, verb, acts)


def _is_fund(pieces: Sequence[Piece], first: int, end: int) -> bool:
    keys = load_subjects().keys("".join(piece.text for piece in pieces[first:end]), "")
    return any(key.startswith(FUND) for key in keys)


def _expenditure_of(pieces: Sequence[Piece], first: int, end: int) -> Name:
    """The name of a fund with the words behind it, without those that only say that it is a final total (决算数)."""
    text = "".join(piece.text for piece in pieces[first:end])
    words = load_narrative().endings["total"]
    while text.endswith(words):
        text = text.removesuffix(next(word for word in words if text.endswith(word)))
    return Name(pieces[first].start, pieces[first].start + len(text), first, text in load_subjects().names)


def _quoted_before_year(pieces: Sequence[Piece], first: int, end: int) -> int:
    """Where a name in quotes ends that a year stands behind (“教育支出”2031年度决算); ``first`` if none does."""
    low = end
    while low > first and pieces[low - 1].kind in TIMES:
        low -= 1
    return low if first < low < end and pieces[low - 1].text == _QUOTE else first


def _is_for(pieces: Sequence[Piece], end: int) -> bool:
    """Whether what follows is those for whom something is done: 为20名学生发放补助."""
    after = pieces[end + 1] if end + 1 < len(pieces) else None
    return pieces[end - 1].text in load_narrative().endings["for_whom"] and after is not None and after.kind != MARK


def _known_name(pieces: Sequence[Piece], first: int, end: int, subjects: Collection[tuple[int, int]]) -> Name | None:
    """The name of the lexicon that ends there; with a word for an average before it (人均接待费) it is another one."""
    quoted = end - 1 if end > first and pieces[end - 1].text == _QUOTE else end
    for low, high in subjects:
        if high in (end, quoted) and low >= first:
            if low > first and pieces[low - 1].word == "average":
                return Name(pieces[low - 1].start, pieces[high - 1].end, low - 1, False)
            return Name(pieces[low].start, pieces[high - 1].end, low, True)
    return None


def _name_in_brackets(
    pieces: Sequence[Piece], first: int, end: int, subjects: Collection[tuple[int, int]]
) -> Name | None:
    """The name of the lexicon that brackets give to what is listed before them: …和公务接待费（以下简称“三公”经费）."""
    opening = opening_of(pieces, end - 1) if end > first and pieces[end - 1].text == ")" else None
    if opening is None or opening <= first:
        return None
    for low, high in subjects:
        around = (*pieces[opening + 1 : low], *pieces[high : end - 1])
        if opening < low < high < end and all(one.word in _CALLED or one.text in _QUOTES for one in around):
            return Name(pieces[low].start, pieces[high - 1].end, low, True)
    return None


def _joint_name(pieces: Sequence[Piece], first: int, end: int, subjects: Collection[tuple[int, int]]) -> Name | None:
    """Names of the lexicon that are listed before one figure (A、B共X): all of them are its name."""
    begins = {high: low for low, high in subjects}
    low = begins.get(end)
    listed = 0
    while low is not None and low - 1 > first and pieces[low - 1].text == _LISTED and low - 1 in begins:
        low = begins[low - 1]
        listed += 1
    if low is None or not listed:
        return None
    return Name(pieces[low].start, pieces[end - 1].end, low, False)


def _trim_right(pieces: Sequence[Piece], first: int, end: int, subjects: Collection[tuple[int, int]]) -> int:
    """Where the words end when copulas, sums, comparisons and brackets that hold no figure are left out."""
    known = {high for _, high in subjects}
    while end > first and end not in known:
        piece = pieces[end - 1]
        if piece.text == ")":
            opening = opening_of(pieces, end - 1)
            if opening is None or opening <= first or pieces[opening + 1].word == "except":
                return end
            end = opening
        elif ends(piece) or piece.kind in TIMES or (piece.kind == MARK and piece.text not in _QUOTES):
            end -= 1
        else:
            return end
    return end


def _is_nothing(pieces: Sequence[Piece], first: int, end: int, *, organisation: bool) -> bool:
    """Whether the words name nothing: only words around names, a remark, or an organisation before a common word."""
    while first < end and drops(pieces[first]):
        first += 1
    if first >= end or (pieces[first].text == "(" and opening_of(pieces, end - 1) == first):
        return True
    text = "".join(piece.text for piece in pieces[first:end])
    return organisation and len(text) > SHORTEST and text.endswith(load_narrative().endings["organisation"])


def _ends_in_verb(pieces: Sequence[Piece], first: int, end: int) -> bool:
    while end > first and pieces[end - 1].word in _BESIDE_VERBS:
        end -= 1
    return end == first or pieces[end - 1].word in load_narrative().roles["verbal"]
