"""The headers of blocks in aligned text: the lines that hold one, and its labels, made of what stands in one place.

A label may be torn over lines and stand beside others that are not; a label above several others names their group.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.printed import Piece, words_of
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from docparse.evaluating.printed import PrintedLine


class Label(NamedTuple):
    """A label of a header.

    Attributes:
        pieces: What it is made of, from above to below.
        key: What it is in its section; empty where no form knows it.
    """

    pieces: tuple[Piece, ...]
    left: int
    right: int
    key: str = ""

    @property
    def centre(self) -> float:
        """The middle of its place on the line."""
        return (self.left + self.right) / 2

    @property
    def text(self) -> str:
        """Its characters, folded."""
        return "".join([fold(piece.text) for piece in self.pieces])


class Band(NamedTuple):
    """The header of a block.

    Attributes:
        first: Index of its first printed line.
        last: Index of its last printed line.
        labels: The labels of its columns from left to right.
        groups: Labels above several of these.
    """

    section: str
    first: int
    last: int
    labels: tuple[Label, ...]
    groups: tuple[Label, ...]

    @property
    def words(self) -> frozenset[tuple[int, int]]:
        """Where the words of its labels stand: row and place."""
        pieces = [piece for label in (*self.labels, *self.groups) for piece in label.pieces]
        return frozenset((word.row, word.left) for word in words_of(pieces))


def without(pieces: Iterable[Piece], words: Set[tuple[int, int]]) -> list[Piece]:
    """Pieces without some words, given by row and place."""
    found: list[Piece] = []
    for piece in pieces:
        own = words_of([piece])
        kept = [word for word in own if (word.row, word.left) not in words]
        found += [piece] if len(kept) == len(own) else kept
    return found


# In this order a line is asked what it heads; what it must hold: so many labels, one of these.
_NEEDED: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "indicators": (3, ("level1", "level2", "level3")),
    "tasks": (3, ("name", "content")),
    "funds": (2, ("initial_budget", "full_year_budget", "executed")),
    "goals": (2, ("actual",)),
}
_SEED = 2
# A label is no shorter.
_SHORTEST = 2
# Two pieces that make so long a beginning of a label belong together, though one stands a little aside.
_LONG_BEGINNING = 7
# Keys of labels that stand above others.
_GROUPS = ("approved",)
_REACH = 5
_DIGIT = pattern(r"[0-9]")
_SUFFIX = pattern(r"\([^()]{0,16}\)?$")
# Two pieces of one label stand on the next line or the one after it, and in the middle or at the left of each other.
_STEP = 2
_ASKEW = 1.6


@remembered(1024)
def key_of(section: str, text: str) -> str:
    """What a folded text is among the labels of a section, a remark in brackets behind it left out; empty for none."""
    words = load_evaluations().words(section)
    return words.get(text) or words.get(_SUFFIX.sub("", text)) or ""


@remembered()
def _stretches(section: str) -> frozenset[str]:
    """What a torn label of a section leaves on a line."""
    words = [word for word, key in load_evaluations().words(section).items() if key != "block"]
    return _parts(words) - set(load_evaluations().words("levels"))


@remembered()
def _side_stretches(section: str) -> frozenset[str]:
    """What a torn label at the side of a section leaves on a line."""
    words = [word for word, key in load_evaluations().words(section).items() if key == "block"]
    return _parts(words)


@remembered()
def _beginnings(section: str) -> frozenset[str]:
    """What the longer labels of a section begin with, so long that nothing else does."""
    words = load_evaluations().words(section)
    return frozenset(word[:end] for word in words for end in range(_LONG_BEGINNING, len(word)))


def _parts(words: Sequence[str]) -> frozenset[str]:
    """All stretches of some words that hold a letter: 1-6月执行数 makes no part of 6."""
    found = {word[i:j] for word in words for i in range(len(word)) for j in range(i + 1, len(word) + 1)}
    return frozenset(part for part in found if any(map(str.isalpha, part)))


def find_bands(lines: Sequence[PrintedLine], apart: range = range(0)) -> list[Band]:
    """The headers among printed lines, in their order; lines ``apart`` hold labels and are none."""
    found: list[Band] = []
    done = -1
    for index, line in enumerate(lines):
        if index in apart:
            done = index
        if index <= done or (len(line.pieces) < _SEED and " " not in line.pieces[0].text):
            continue
        band = _band_at(lines, index, done + 1)
        if band is not None:
            found.append(band)
            done = band.last
    return found


def _band_at(lines: Sequence[PrintedLine], index: int, floor: int) -> Band | None:
    """The header of which a line is the fullest."""
    texts = [fold(piece.text) for piece in words_of(lines[index].pieces)]
    texts += [fold(piece.text) for piece in lines[index].pieces if " " in piece.text]
    for section, (fewest, needed) in _NEEDED.items():
        keys = {key_of(section, text) for text in texts} - {"", "block"}
        if len(keys) < _SEED and not (section == "goals" and keys & set(needed)):
            continue
        band = _grown(lines, section, index, floor)
        keys = {label.key for label in (*band.labels, *band.groups)} - {""}
        if len(keys) >= fewest and keys & set(needed):
            return band
    return None


def _grown(lines: Sequence[PrintedLine], section: str, index: int, floor: int) -> Band:
    """The band of lines around a line that hold pieces of its labels."""
    seed = _cut(lines[index].pieces, lines[index + 1 : index + 1 + _REACH], section)
    known = [order for order, piece in enumerate(seed) if _is_stretch(fold(piece.text), section)]
    stacks = [[piece] for piece in seed[min(known, default=0) :]]
    first = last = index
    while first > floor and index - first < _REACH and _follow(lines[first - 1], lines[first]):
        if not _joins(lines[first - 1].pieces, stacks, section):
            break
        first -= 1
    while last + 1 < len(lines) and last - index < _REACH and _follow(lines[last], lines[last + 1]):
        if not _joins(lines[last + 1].pieces, stacks, section):
            break
        last += 1
    return _band(section, lines[first : last + 1], first)


def _follow(above: PrintedLine, below: PrintedLine) -> bool:
    return below.page == above.page and below.number - above.number == 1


def _joins(pieces: Sequence[Piece], stacks: list[list[Piece]], section: str) -> bool:
    """Whether a line holds only pieces of labels, but for the label at the side; they are put to the others."""
    left = min(piece.left for stack in stacks for piece in stack)
    known, side = _stretches(section), _side_stretches(section)
    labels = min((piece.left for (piece, *_) in stacks if fold(piece.text) not in side), default=left)
    words = [word for word in words_of(pieces) if word.right > left or fold(word.text) in known]
    words = [word for word in words if word.right > labels or fold(word.text) not in side]
    if not words:
        return False
    sure = [_is_stretch(fold(word.text), section) for word in words]
    if not all(each or _beside(word, stacks, section) for each, word in zip(sure, words, strict=True)):
        return False
    if len(words) * 2 > len(stacks) and not all(sure):
        return False
    stacks += [[word] for word in words]
    return True


def _is_stretch(text: str, section: str) -> bool:
    """Whether a folded text is a stretch of a label, perhaps with a part of a remark in brackets behind it."""
    return text.partition("(")[0] in _stretches(section) or text.startswith("(")


def _beside(word: Piece, stacks: Sequence[Sequence[Piece]], section: str) -> bool:
    """Whether a piece stands above or below a longer one of a label that no form knows; no number outside brackets."""
    if _DIGIT.search(word.text) and not word.text.endswith((")", "）")):
        return False
    return any(
        piece.left - 1 <= word.left and word.right <= piece.right + 1 and abs(piece.row - word.row) <= _STEP
        for stack in stacks
        for piece in stack
        if not _is_stretch(text := fold(piece.text), section) or text.count("(") > text.count(")")
    )


def _cut(pieces: Iterable[Piece], below: Sequence[PrintedLine], section: str) -> list[Piece]:
    """The pieces, cut at a single blank beside a label, or where a line below parts too; two labels that are glued."""
    found: list[Piece] = []
    for piece in pieces:
        words = words_of([piece])
        keys = [key_of(section, fold(word.text)) for word in words]
        whole = len(words) == 1 or (key_of(section, fold(piece.text)) and len(set(filter(None, keys))) < len(words))
        if whole:
            found += _unglued(piece, section)
        elif any(keys) or _parts_below(words, below) or _complete_below(words, below, section):
            found += [part for word in words for part in _unglued(word, section)]
        else:
            found.append(piece)
    return found


def _unglued(piece: Piece, section: str) -> list[Piece]:
    """The two known labels that a piece is made of, or the piece."""
    if key_of(section, fold(piece.text)):
        return [piece]
    for at in range(_SHORTEST, len(piece.text) - _SHORTEST + 1):
        if key_of(section, fold(piece.text[:at])) and key_of(section, fold(piece.text[at:])):
            first = piece._replace(text=piece.text[:at], right=piece.left + at)
            return [first, piece._replace(text=piece.text[at:], left=piece.left + at, start=piece.start + at)]
    return [piece]


def _complete_below(words: Sequence[Piece], below: Sequence[PrintedLine], section: str) -> bool:
    """Whether a word of a line just below makes a known label of one of some words."""
    ends = [fold(word.text) for line in below[:1] for word in words_of(line.pieces)]
    return any(key_of(section, fold(word.text) + end) for word in words for end in ends)


def _parts_below(words: Sequence[Piece], below: Sequence[PrintedLine]) -> bool:
    """Whether pieces of a line stand apart below each of some words."""
    for line in below:
        under = [[piece for piece in line.pieces if piece.overlaps(word.left, word.right)] for word in words]
        if all(under) and all(one != other for one, other in pairwise(under)):
            return True
    return False


def _band(section: str, lines: Sequence[PrintedLine], first: int) -> Band:
    """A band with its labels put together; what stands left of the first known one is none of them."""
    stacks: list[list[Piece]] = []
    for order, line in enumerate(lines):
        for piece in _cut(line.pieces, lines[order + 1 :], section):
            words = words_of([piece])
            parted = any(_completes(stack, word, section) for stack in stacks for word in words)
            for part in words if parted else [piece]:
                _stack(stacks, part, section)
    rows = Counter(row for stack in stacks for row in {piece.row for piece in stack})
    labels = [_label(section, stack, rows.most_common(1)[0][0]) for stack in stacks]
    least = min((label.left for label in labels if label.key), default=0)
    labels = [label for label in labels if label.right > least]
    groups = [label for label in labels if label.key in _GROUPS or any(_is_above(label, other) for other in labels)]
    leaves = sorted((label for label in labels if label not in groups), key=lambda label: label.centre)
    return Band(section, first, first + len(lines) - 1, tuple(leaves), tuple(groups))


def _stack(stacks: list[list[Piece]], piece: Piece, section: str) -> None:
    """Puts a piece to the label that it goes on with, or begins another."""
    begun = [stack for stack in stacks if _completes(stack, piece, section) or _explains(stack, piece, section)]
    above = min(begun, key=lambda stack: abs(stack[-1].centre - piece.centre), default=None)
    above = above or next((stack for stack in stacks if _continues(stack, piece, section)), None)
    if above is None:
        stacks.append([piece])
    else:
        above.append(piece)


def _label(section: str, stack: Sequence[Piece], fullest: int) -> Label:
    """A label; where it stands is told by what of it stands on the fullest row, beside most others."""
    text = "".join([fold(piece.text) for piece in stack])
    base = next((piece for piece in stack if piece.row == fullest), stack[0])
    own = [piece for piece in stack if piece.overlaps(base.left, base.right)]
    left, right = min(piece.left for piece in own), max(piece.right for piece in own)
    key = key_of(section, text)
    return Label(tuple(stack), left, right, "" if key == "block" else key)


def _completes(stack: Sequence[Piece], piece: Piece, section: str) -> bool:
    """Whether a piece makes a known label of an unknown one above it or before it, though it may stand aside."""
    if not 0 <= piece.row - stack[-1].row <= _STEP:
        return False
    above, text = "".join([fold(each.text) for each in stack]), fold(piece.text)
    if key_of(section, text):
        return False
    if key_of(section, above):
        # A known label goes on where both are known together, or where its remark in brackets is not closed.
        is_open = above.count("(") > above.count(")") and text.endswith(")")
        return is_open or above + text in load_evaluations().words(section)
    return bool(key_of(section, above + text))


def _explains(stack: Sequence[Piece], piece: Piece, section: str) -> bool:
    """Whether a piece is a remark in brackets below a known label, though it may stand aside."""
    text = fold(piece.text)
    if not 0 < piece.row - stack[-1].row <= _STEP or not (text.startswith("(") and text.endswith(")")):
        return False
    return bool(key_of(section, "".join([fold(each.text) for each in stack])))


def _continues(stack: Sequence[Piece], piece: Piece, section: str) -> bool:
    """Whether a piece goes on with a label above it."""
    last = stack[-1]
    if not 0 < piece.row - last.row <= _STEP or not piece.overlaps(last.left, last.right):
        return False
    above = "".join([fold(each.text) for each in stack])
    text = fold(piece.text)
    askew = abs(piece.centre - last.centre) > _ASKEW and abs(piece.left - last.left) > 1
    if askew and above + text not in _beginnings(section):
        return False
    return bool(key_of(section, above + text)) or not (key_of(section, above) and key_of(section, text))


def _is_above(label: Label, other: Label) -> bool:
    """Whether a label stands over another one; two that are known stand beside each other, however printed."""
    if label.key and other.key:
        return False
    return label.pieces[-1].row < other.pieces[0].row and label.left < other.right and other.left < label.right
