"""Labels of an evaluation form: where one is printed, whole, torn over several fragments or glued to its value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.fragments import Fragment
from docparse.evaluating.likeness import like_labels, side_labels
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations

if TYPE_CHECKING:
    from collections.abc import Sequence

Keys = Mapping[str, str]


class Hit(NamedTuple):
    """A label in a row of fragments.

    Attributes:
        first: Index of its first fragment.
        end: Index after its last fragment.
        keys: The sections that it can be a label of, and its key in each.
        called: It ends with a colon.
    """

    first: int
    end: int
    keys: Keys
    label: str
    called: bool

    def has(self, section: str, *keys: str) -> bool:
        """Whether it can be a label of a section; of the given keys only where some are given."""
        own = self.keys.get(section)
        return own is not None and (not keys or own in keys)

    def key(self, section: str) -> str | None:
        """Its key in a section."""
        return self.keys.get(section)


# Sections whose words are names of rows and words of cells, not labels.
_WORDS = frozenset(("sources", "levels", "words"))
# No label is so long: what follows in a fragment is not looked at.
_LONGEST = 48
# Labels of names may be printed with a tail that no form knows.
_NAMES = frozenset(("project_name", "department", "implementing_unit"))
_SHORTEST_STEM, _LONGEST_TAIL = 4, 6
# The label of the totals may be too, where numbers follow.
_LONGEST_TOTAL_TAIL = 2
# Fragments of a header stand so far apart where their places do not matter: more than any is long.
_APART = 1_000_000
# A label may be followed by a unit or a letter in brackets.
_LONGEST_SUFFIX = 8


class _Labels(NamedTuple):
    """The labels that begin with the same two characters, the longest first.

    Attributes:
        seams: For each label the places inside it where one label of a section ends and another of it begins.
    """

    texts: tuple[str, ...]
    keys: tuple[Keys, ...]
    seams: tuple[tuple[int, ...], ...]


@cache
def _labels() -> Mapping[str, _Labels]:
    """The labels by their first two characters; one of one character alone by it, and among those it begins."""
    keys: dict[str, dict[str, str]] = {}
    for section, words in load_evaluations().sections.items():
        if section not in _WORDS:
            for label, key in words.items():
                keys.setdefault(label, {})[section] = key
    found: dict[str, list[str]] = {label[:2]: [] for label in keys}
    for label in sorted(keys, key=len, reverse=True):
        for head in (head for head in found if head.startswith(label[:2])):
            found[head].append(label)
    return {
        head: _Labels(tuple(each), tuple(keys[label] for label in each), tuple(_seams(label, keys) for label in each))
        for head, each in found.items()
    }


def _seams(label: str, keys: Mapping[str, Keys]) -> tuple[int, ...]:
    """Where a label falls into two labels of one section with keys of their own (执行率 and 得分)."""
    found = []
    for at in range(1, len(label)):
        one, other = keys.get(label[:at], {}), keys.get(label[at:], {})
        if any(key != other[section] for section, key in one.items() if section in other):
            found.append(at)
    return tuple(found)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each text folded.

    >>> fold_all(["总 分", "（万元）"])
    ['总分', '(万元)']
    """
    return [text if text.isalnum() else fold(text) for text in texts]


def find_labels(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[Hit, ...]]:
    """The labels in a row of fragments, and the fragments with labels cut off from what is glued to them."""
    folded = fold_all([fragment.text[:_LONGEST] for fragment in fragments])
    compact = "".join(folded)
    starts = list(accumulate(map(len, folded), initial=0))
    labels = _labels()
    cut: list[Fragment] = []
    hits: list[Hit] = []
    done = 0
    likes = like_labels(fragments, folded)
    places = [
        index
        for index, (text, at) in enumerate(zip(folded, starts, strict=False))
        if text and (compact[at : at + 2] in labels or text[0] in labels)
    ]
    for index in sorted({*places, *likes}) if likes else places:
        if index < done:
            continue
        at = starts[index]
        own = labels.get(compact[at : at + 2]) or labels.get(compact[at])
        found = _label_at(compact, starts, index, own) if own else None
        if found is None and index in likes:
            like, section = likes[index]
            end = starts[index] + len(like)
            if section.get("head") not in _NAMES or not compact.startswith(_names_of_heads(), end):
                found = like.rstrip(":"), section, end, like.endswith(":")
        if found is None:
            continue
        label, keys, end, called = found
        cut += fragments[done:index]
        done = bisect_left(starts, end, lo=index + 1)
        hits.append(Hit(len(cut), len(cut) + done - index, keys, label, called))
        cut += fragments[index:done]
        if starts[done] > end:
            last = fragments[done - 1]
            cut[-1:] = cut_fragment(last, end - starts[done - 1])
    cut += fragments[done:]
    return tuple(cut), _completed(cut, hits)


def alike(header: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """A header without the place where it stands: what was read of one is known for all that are printed like it."""
    first = header[0].line if header else 0
    return tuple(
        [
            Fragment(each.text, order * _APART, order * _APART + len(each.text), each.gap, each.line - first, each.tabs)
            for order, each in enumerate(header)
        ]
    )


@lru_cache(maxsize=256)
def labels_of(header: tuple[Fragment, ...]) -> tuple[Hit, ...]:
    """The labels in a header."""
    return find_labels(header)[1]


def _completed(fragments: Sequence[Fragment], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The labels with those that no form knows as printed, and each label at the side of a block one of its block."""
    found = list(hits)
    if sides := [Hit(*like, called=False) for like in side_labels(fragments, hits)]:
        found = sorted([*hits, *sides], key=lambda hit: hit.first)
    for order, (hit, behind) in enumerate(pairwise(found)):
        if hit.end == behind.first and "block" in hit.keys.values():
            sections = {section for section, key in behind.keys.items() if key != "block"}
            if sections and not sections & hit.keys.keys():
                found[order] = hit._replace(keys=dict.fromkeys(sections, "block"))
    for order in range(len(found) - 2):
        side, first, second = found[order : order + 3]
        if side.key("goals") == "actual" == second.key("goals") and first.key("goals") == "expected":
            # 年度总体目标完成情况 at the side of 预期目标 and 实际完成情况.
            found[order] = side._replace(keys={**side.keys, "goals": "block"})
    return tuple(found)


def _label_at(compact: str, starts: Sequence[int], index: int, labels: _Labels) -> tuple[str, Keys, int, bool] | None:
    """The longest label that begins with a fragment and ends where a cell may end: label, keys, end, with a colon.

    Where two cells stand beside each other that are labels each, they are not taken for a longer one.
    """
    at = starts[index]
    if not compact.startswith(labels.texts, at):
        return None
    for label, keys, seams in zip(*labels, strict=True):
        if not compact.startswith(label, at) or any(_is_border(starts, at + seam) for seam in seams):
            continue
        end = at + len(label)
        if compact.startswith("(", end):
            closed = compact.find(")", end, end + _LONGEST_SUFFIX + 2)
            if closed > 0 and (_is_border(starts, closed + 1) or compact.startswith(":", closed + 1)):
                end = closed + 1
        if compact.startswith(":", end):
            return label, keys, end + 1, True
        if _is_border(starts, end):
            return label, keys, end, False
    return _longer_label(compact, starts, index, labels)


def _longer_label(
    compact: str, starts: Sequence[int], index: int, labels: _Labels
) -> tuple[str, Keys, int, bool] | None:
    """A fragment that is a label of the head or the totals with a few more characters (主管部门及代码, 总分值)."""
    at, end = starts[index], starts[index + 1]
    for label, keys in zip(labels.texts, labels.keys, strict=True):
        if not compact.startswith(label, at) or end - at > len(label) + _LONGEST_TAIL:
            continue
        own = keys.get("head", "")
        called = compact[end - 1] == ":"
        if own in _NAMES and len(label) >= _SHORTEST_STEM and not compact.startswith(_names_of_heads(), end):
            return label, {"head": own}, end, called
        is_total = keys.get("tail") == "total" and end - at <= len(label) + _LONGEST_TOTAL_TAIL
        if is_total and compact[end : end + 1].isdecimal():
            return label, {"tail": "total"}, end, called
    return None


@cache
def _names_of_heads() -> tuple[str, ...]:
    """Labels of names: where one follows, what stands before it was no label but a label with its value."""
    return tuple(load_evaluations().words("head", *_NAMES))


def _is_border(starts: Sequence[int], at: int) -> bool:
    """Whether a fragment begins or the form ends at a place of the folded characters."""
    index = bisect_left(starts, at)
    return index < len(starts) and starts[index] == at


def cut_fragment(fragment: Fragment, folded: int) -> tuple[Fragment, Fragment]:
    """A fragment cut after as many characters as ``folded`` folded ones; the rest is parted by a blank."""
    text = fragment.text
    left, behind = folded, 0
    while left > 0 and behind < len(text):
        left -= len(fold(text[behind]))
        behind += 1
    begin = len(text) - len(text[behind:].lstrip())
    head = fragment._replace(text=text[:behind], end=fragment.start + behind)
    rest = fragment._replace(
        text=text[begin:], start=fragment.start + begin, gap="space", tabs=0, column=fragment.column + begin
    )
    return head, rest
