"""The columns of the indicators of a form, in the order in which a row prints them, read from the printed header.

A header may have two tiers (年度指标值 above 指标性质, 指标值, 度量单位), and its labels may be torn into pieces that
stand between each other; their characters are all there, and the order of what is not torn is kept.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.header_likeness import like_key
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment

LEVELS = ("level1", "level2", "level3")
# The order of most forms, for labels whose pieces stand between each other.
_USUAL = (*LEVELS, "operator", "target", "unit", "basis", "actual", "coefficient", "weight", "score", "deviation")
# What the national form prints, for a header that says less than three columns.
DEFAULT = (*LEVELS, "target", "actual", "weight", "score", "deviation")
_FEWEST = 3
# Columns that stand together under one label, and their order where they are printed.
_TARGET = ("operator", "target", "unit")
_MOST_PIECES = 24
_MOST_STEPS = 2000
# A label that no form knows: so long where its header is torn, else so; none is longer, what is belongs to no header.
_SHORTEST_TORN = 4
_SHORTEST_UNKNOWN = 2
_LONGEST_UNKNOWN = 14
# Keys of columns whose labels no form knows, as many as are read.
UNKNOWN = ("extra", "extra2", "extra3")
# Columns that have one label each; another one of the kind holds other points.
_ONCE = ("weight", "score")
_OTHER_POINTS = "points"


class _Label(NamedTuple):
    """A label found in a header: where it begins among its characters, its line, its key, its folded text."""

    at: int
    line: int
    key: str
    text: str = ""


class _Piece(NamedTuple):
    """A piece of a header: where it begins among its characters, its line, its folded text."""

    at: int
    line: int
    text: str


class Header(NamedTuple):
    """The columns of the indicators of a form.

    Attributes:
        keys: Of the columns in printed order; level 1 to 3 always, level 3 being what makes a row.
        unknown: Key → label, folded, of the columns whose labels no form knows.
        weighed: The levels above the third have columns of points of their own.
    """

    keys: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...] = ()
    weighed: bool = False


def read_header(header: Sequence[Fragment]) -> Header:
    """The columns that a printed header names."""
    first = header[0].line if header else 0
    return _columns(tuple((fold(fragment.text), fragment.line - first) for fragment in header))


@remembered(256)
def _columns(header: tuple[tuple[str, int], ...]) -> Header:
    """The columns of a header, its fragments as folded text and line."""
    words = load_evaluations().words("indicators")
    pieces = _pieces(header)
    found, rest = _whole_labels(pieces, words, _parts())
    known = {each.key for each in found}
    torn, rest = _torn_labels(rest, {word: key for word, key in words.items() if key not in known})
    found += torn
    if len({label.key for label in found} - {"block"}) < _FEWEST:
        return Header(DEFAULT)
    for label in _unknown_labels(rest, torn=bool(torn)):
        key = like_key(label.text, {each.key for each in found})
        if key or not any(label.text in word for word in words):
            found.append(label._replace(key=key) if key else label)
    labels = _numbered([label for label in found if label.key != "block"])
    weighed = _weighs_levels([label.key for label in labels])
    if not torn and not weighed:
        labels = _with_points_once(labels)
    keys = _in_usual_order(labels) if torn else _in_rows([label.key for label in labels])
    unknown = tuple((label.key, label.text) for label in labels if label.key in (*UNKNOWN, _OTHER_POINTS))
    return Header(keys, unknown, weighed)


def _with_points_once(labels: Sequence[_Label]) -> list[_Label]:
    """The labels with one column of weights and one of scores: 权重 beside 分值 holds other points.

    Of two labels of weights it is the one beside the scores, of two of scores the first. A header that prints its
    levels twice is two.
    """
    keys = [label.key for label in labels]
    if any(keys.count(level) > 1 for level in LEVELS):
        return list(labels)
    scored = keys.index("score") if "score" in keys else len(keys)
    kept = {key: min(_places(keys, key), key=lambda at: abs(at - scored)) for key in _ONCE if key in keys}
    return [
        label if kept.get(label.key, at) == at else label._replace(key=_OTHER_POINTS) for at, label in enumerate(labels)
    ]


def _places(keys: Sequence[str], wanted: str) -> list[int]:
    return [at for at, key in enumerate(keys) if key == wanted]


def _weighs_levels(keys: Sequence[str]) -> bool:
    """Whether points have a column behind level 1 or 2 too: 一级指标 分值 二级指标 分值 三级指标 分值."""
    return (
        any(behind == "weight" and level in LEVELS[:2] for level, behind in pairwise(keys)) and keys.count("weight") > 1
    )


def _numbered(labels: Sequence[_Label]) -> list[_Label]:
    """The labels in printed order; those of unknown columns told apart, those too many left out."""
    keys = iter(UNKNOWN)
    ordered = [label._replace(key=next(keys, "")) if label.key == UNKNOWN[0] else label for label in sorted(labels)]
    return [label for label in ordered if label.key]


def _pieces(header: Sequence[tuple[str, int]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for text, line in header:
        pieces.append(_Piece(at, line, text))
        at += len(text)
    return pieces


@remembered()
def _parts() -> Mapping[str, frozenset[str]]:
    """Labels of columns of their own that are parts of labels of others, and the keys of these."""
    words = load_evaluations().words("indicators")
    own = [word for word, key in words.items() if key == UNKNOWN[0]]
    wholes = {part: frozenset(key for word, key in words.items() if part in word) - {UNKNOWN[0]} for part in own}
    return {part: keys for part, keys in wholes.items() if keys}


def _whole_labels(
    pieces: Sequence[_Piece], words: Mapping[str, str], parts: Mapping[str, frozenset[str]]
) -> tuple[list[_Label], list[_Piece]]:
    """Labels whose characters follow each other, and the pieces that are in none.

    One that may be a torn part of another is a label only directly behind a label of the other's column (偏差原因分析
    改进措施).
    """
    compact = "".join(piece.text for piece in pieces)
    starts = {piece.at: piece for piece in pieces}
    lines = [piece.line for piece in pieces for _ in piece.text]
    longest = max(map(len, words), default=0)
    found: list[_Label] = []
    claimed: set[int] = set()
    at = 0
    while at < len(compact):
        before = found[-1].key if found and at - 1 in claimed else ""
        ends = range(min(len(compact), at + longest), at + 1, -1)
        end = next((end for end in ends if _is_label(compact, at, end, words, starts)), 0)
        text = compact[at:end]
        if end and before in parts.get(text, (before,)):
            found.append(_Label(at, lines[at], words[text], text))
            claimed.update(range(at, end))
        at = end or at + 1
    return found, [piece for piece in pieces if piece.text and piece.at not in claimed]


def _is_label(compact: str, at: int, end: int, words: Mapping[str, str], starts: Mapping[int, _Piece]) -> bool:
    """Whether characters of a header are a label.

    Two labels of one column that stand beside each other on a line are two (权重 分值); one of points beside the score
    ends with its piece (扣分, but not 扣分主要原因), and nothing that stands below goes on with it.
    """
    text = compact[at:end]
    if (key := words.get(text)) is None:
        return False
    if key == _OTHER_POINTS:
        ends = end == len(compact) or end in starts or compact[end] == "("
        tails = {word.removeprefix(text) for word in words if word.startswith(text)} - {""}
        below = (piece.text for place, piece in starts.items() if place >= end and piece.text)
        return ends and not any(tail.startswith(piece) for piece in below for tail in tails)
    cuts = (cut for cut in range(at + 1, end) if cut in starts and at in starts)
    return not any(
        starts[cut].line == starts[at].line and words.get(compact[at:cut]) == words.get(compact[cut:end]) == key
        for cut in cuts
    )


def _torn_labels(rest: Sequence[_Piece], words: Mapping[str, str]) -> tuple[list[_Label], list[_Piece]]:
    """Labels whose pieces stand on lines below each other; those that together leave the fewest characters over."""
    pieces = tuple(rest[:_MOST_PIECES])
    best = _cover(pieces, words, frozenset(), [_MOST_STEPS])
    taken = {piece for _, places in best for piece in places}
    labels = [_Label(places[0].at, places[0].line, words[word], word) for word, places in best]
    return labels, [piece for piece in rest if piece not in taken]


_Torn = tuple[str, tuple[_Piece, ...]]


def _cover(pieces: tuple[_Piece, ...], words: Mapping[str, str], keys: frozenset[str], steps: list[int]) -> list[_Torn]:
    """The torn labels that cover most of some pieces, each key once."""
    if not pieces or steps[0] <= 0:
        return []
    steps[0] -= 1
    first, others = pieces[0], pieces[1:]
    best = _cover(others, words, keys, steps)
    for word, key in words.items():
        if key not in keys and word != first.text and word.startswith(first.text):
            for places in _spelling(word.removeprefix(first.text), first, others):
                left = tuple(piece for piece in others if piece not in places)
                found = [(word, (first, *places)), *_cover(left, words, keys | {key}, steps)]
                best = max(best, found, key=_covered)
    return best


def _covered(labels: Sequence[_Torn]) -> int:
    return sum(len(word) for word, _ in labels)


def _spelling(word: str, above: _Piece, pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, ...]]:
    """The ways to spell a word with pieces, each on a line below the one before it."""
    if not word:
        yield ()
    for piece in pieces:
        if piece.line > above.line and word.startswith(piece.text):
            for rest in _spelling(word.removeprefix(piece.text), piece, pieces):
                yield (piece, *rest)


def _unknown_labels(rest: Sequence[_Piece], *, torn: bool) -> list[_Label]:
    """What may be labels that no form knows: runs of pieces.

    Args:
        rest: The pieces that belong to no known label.
        torn: Labels of the header are torn: what is left over are rather pieces.
    """
    runs: list[list[_Piece]] = []
    for piece in rest:
        last = runs[-1][-1] if runs else None
        if last and last.at + len(last.text) == piece.at and (torn or last.line != piece.line):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    shortest = _SHORTEST_TORN if torn else _SHORTEST_UNKNOWN
    found = []
    for run in runs:
        text = "".join(piece.text for piece in run)
        if shortest <= len(text) <= _LONGEST_UNKNOWN and text[0].isalpha() and text.count("(") == text.count(")"):
            found.append(_Label(run[0].at, run[0].line, UNKNOWN[0], text))
    return found


def _in_usual_order(labels: Sequence[_Label]) -> tuple[str, ...]:
    """The columns of a header whose labels are torn: in the usual order, but as printed where they share a line.

    Columns that have no usual place (what part was reached, what another year reached) come last, as printed.
    """
    columns: list[str] = [*LEVELS]
    rank = {key: place for place, key in enumerate((*_USUAL, *UNKNOWN))}
    for label in sorted(labels, key=lambda label: rank.get(label.key, len(rank))):
        if label.key not in columns:
            beside = [other.key for other in labels if other.line == label.line and other.at > label.at]
            places = [columns.index(key) for key in beside if key in columns and key not in LEVELS]
            columns.insert(min(places, default=len(columns)), label.key)
    return tuple(columns)


def _without_points_of_levels(keys: Sequence[str]) -> list[str]:
    """The keys without the points that stand among the levels, where those of an indicator stand behind them."""
    last = max((index for index, key in enumerate(keys) if key in LEVELS), default=0)
    first = min((index for index, key in enumerate(keys) if key in LEVELS), default=0)
    if "weight" not in keys[last:]:
        return list(keys)
    return [key for index, key in enumerate(keys) if key != "weight" or not first < index < last]


def _in_rows(keys: Sequence[str]) -> tuple[str, ...]:
    """The columns as a row prints them: those of a lower tier of the header stand where their upper label stands."""
    keys = _without_points_of_levels(keys)
    first = min((index for index, key in enumerate(keys) if key in LEVELS), default=0)
    upper = [key for key in keys[:first] if key not in LEVELS]
    lower = [key for key in keys[first:] if key not in LEVELS]
    repeated = [key for key in upper if key in lower]
    if repeated:
        at = upper.index(repeated[0])
        upper[at : at + 1] = lower
    elif upper:
        upper = [*lower, *upper]
    else:
        upper = lower
    ordered = list(dict.fromkeys(upper))
    if "operator" in ordered or "unit" in ordered:
        ordered = _with_target(ordered)
    return (*LEVELS, *ordered)


def _with_target(keys: Sequence[str]) -> list[str]:
    """The columns with the parts of the target beside each other."""
    if "target" in keys:
        return list(keys)
    place = next(index for index, key in enumerate(keys) if key in _TARGET)
    at = place + (keys[place] == "operator")
    return [*keys[:at], "target", *keys[at:]]
