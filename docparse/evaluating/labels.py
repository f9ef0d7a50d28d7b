"""Labels of an evaluation form: where one is printed, whole, torn over several fragments or glued to its value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.fragments import Fragment
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
# A label may be followed by a unit or a letter in brackets.
_LONGEST_SUFFIX = 8


class _Labels(NamedTuple):
    """The labels that begin with one character, the longest first, and their keys."""

    texts: tuple[str, ...]
    keys: tuple[Keys, ...]


@cache
def _labels() -> Mapping[str, _Labels]:
    """The labels by their first character."""
    keys: dict[str, dict[str, str]] = {}
    for section, words in load_evaluations().sections.items():
        if section not in _WORDS:
            for label, key in words.items():
                keys.setdefault(label, {})[section] = key
    found: dict[str, list[str]] = {}
    for label in sorted(keys, key=len, reverse=True):
        found.setdefault(label[0], []).append(label)
    return {first: _Labels(tuple(each), tuple(keys[label] for label in each)) for first, each in found.items()}


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each text folded, in one go.

    >>> fold_all(["总 分", "（万元）"])
    ['总分', '(万元)']
    """
    return fold("\0".join(texts)).split("\0") if texts else []


def find_labels(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[Hit, ...]]:
    """The labels in a row of fragments, and the fragments with labels cut off from what is glued to them."""
    folded = fold_all([fragment.text[:_LONGEST] for fragment in fragments])
    compact = "".join(folded)
    starts = list(accumulate(map(len, folded), initial=0))
    labels = _labels()
    cut: list[Fragment] = []
    hits: list[Hit] = []
    done = 0
    for index in [index for index, text in enumerate(folded) if text[:1] in labels]:
        found = _label_at(compact, starts, index, labels[folded[index][0]]) if index >= done else None
        if found is None:
            continue
        label, keys, end, called = found
        cut += fragments[done:index]
        done = bisect_left(starts, end, lo=index + 1)
        first = len(cut)
        cut += fragments[index:done]
        hits.append(Hit(first, len(cut), keys, label, called))
        if starts[done] > end:
            last = fragments[done - 1]
            cut[-1:] = cut_fragment(last, end - starts[done - 1])
    cut += fragments[done:]
    return tuple(cut), tuple(hits)


def _label_at(compact: str, starts: Sequence[int], index: int, labels: _Labels) -> tuple[str, Keys, int, bool] | None:
    """The longest label that begins with a fragment and ends where a cell may end: label, keys, end, with a colon."""
    at = starts[index]
    if not compact.startswith(labels.texts, at):
        return None
    for label, keys in zip(*labels, strict=True):
        if not compact.startswith(label, at):
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
    """A fragment that is a label of the head with a few more characters (主管部门及代码)."""
    at, end = starts[index], starts[index + 1]
    for label, keys in zip(*labels, strict=True):
        own = keys.get("head", "")
        longest = len(label) + _LONGEST_TAIL
        if own in _NAMES and len(label) >= _SHORTEST_STEM and end - at <= longest and compact.startswith(label, at):
            return label, {"head": own}, end, compact[end - 1] == ":"
    return None


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
