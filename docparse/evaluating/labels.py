"""Labels of an evaluation form: where one is printed, whole, torn over several fragments or glued to its value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.fragments import Fragment
from docparse.evaluating.likeness import like_labels, side_labels
from docparse.folding import fold, fold_long
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def is_label_elsewhere(text: str, *own: str) -> bool:
    """Whether a text is a label, but of no part of the form that a reader calls its own."""
    sections = {section for section, _ in load_evaluations().labels.get(fold(text), ())}
    return bool(sections - _WORDS) and sections.isdisjoint(own)


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


class _Label(NamedTuple):
    """A label that forms print.

    Attributes:
        text: Its folded characters.
        seams: The places inside it where one label of a section ends and another of it begins.
    """

    text: str
    keys: Keys
    seams: tuple[int, ...]


class _Labels(NamedTuple):
    """All labels, so that those that a text begins with are found without trying each.

    Attributes:
        firsts: Their first characters.
        whole: Those that no other label begins with.
        lengths: The first two characters of labels → how long these are, the longest first.
        within: For each label, itself and the shorter ones that it begins with, the longest first: what begins with it
            and with no longer label begins with these and with no others.
    """

    firsts: frozenset[str]
    whole: Mapping[str, Keys]
    lengths: Mapping[str, tuple[int, ...]]
    within: Mapping[str, tuple[_Label, ...]]

    def at(self, compact: str, at: int) -> tuple[_Label, ...]:
        """The labels that the folded characters begin with at a place, the longest first."""
        for length in self.lengths.get(compact[at : at + 2]) or self.lengths.get(compact[at : at + 1], ()):
            if found := self.within.get(compact[at : at + length]):
                return found
        return ()


@remembered()
def _labels() -> _Labels:
    keys: dict[str, dict[str, str]] = {}
    for section, words in load_evaluations().sections.items():
        if section not in _WORDS:
            for label, key in words.items():
                keys.setdefault(label, {})[section] = key
    lengths: dict[str, set[int]] = {label[:2]: set() for label in keys}
    for label in keys:
        # A label of one character stands among those that it begins.
        for head in (head for head in lengths if head.startswith(label[:2])):
            lengths[head].add(len(label))
    known = {label: _Label(label, own, _seams(label, keys)) for label, own in keys.items()}
    within = {
        label: tuple(known[label[:end]] for end in range(len(label), 0, -1) if label[:end] in known) for label in known
    }
    descending = {head: tuple(sorted(own, reverse=True)) for head, own in lengths.items()}
    begun = {label[:end] for label in keys for end in range(1, len(label))}
    whole = {label: own for label, own in keys.items() if label not in begun}
    return _Labels(frozenset(label[0] for label in keys), whole, descending, within)


def _seams(label: str, keys: Mapping[str, Keys]) -> tuple[int, ...]:
    """Where a label falls into two labels of one section with keys of their own (执行率 and 得分)."""
    found = []
    for at in range(1, len(label)):
        one, other = keys.get(label[:at], {}), keys.get(label[at:], {})
        if any(key != other[section] for section, key in one.items() if section in other):
            found.append(at)
    return tuple(found)


# Keeps texts apart that are folded together; where a text should hold it, they are folded one by one.
_SEPARATOR = "\0"


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each text folded: all at once, which takes much less time than one after the other.

    >>> fold_all(["总 分", "（万元）"])
    ['总分', '(万元)']
    """
    folded = fold_long(_SEPARATOR.join(texts)).split(_SEPARATOR)
    return folded if len(folded) == len(texts) else [fold(text) for text in texts]


def find_labels(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[Hit, ...]]:
    """The labels in a row of fragments, and the fragments with labels cut off from what is glued to them."""
    folded = fold_all([fragment.text[:_LONGEST] for fragment in fragments])
    starts = list(accumulate(map(len, folded), initial=0))
    compact = "".join(folded)
    firsts, whole, heads, _ = known = _labels()
    likes = like_labels(fragments, folded)
    places = [
        index
        for index, text in enumerate(folded)
        if text and text[0] in firsts and (compact[(at := starts[index]) : at + 2] in heads or text[0] in heads)
    ]
    cut: list[Fragment] = list(fragments)
    hits: list[Hit] = []
    done = more = 0
    for index in sorted({*places, *likes}) if likes else places:
        if index < done:
            continue
        text, end = folded[index], starts[index + 1]
        if text in whole and compact[end : end + 1] not in _GOES_ON:
            # A fragment that is a label, as nearly all labels are printed.
            hits.append(Hit(index + more, index + more + 1, whole[text], text, called=False))
            done = index + 1
            continue
        own = known.at(compact, starts[index])
        found = _label_at(compact, starts, index, own) if own else None
        if found is None and index in likes:
            like, section = likes[index]
            end = starts[index] + len(like)
            if section.get("head") not in _NAMES or not compact.startswith(_names_of_heads(), end):
                found = like.rstrip(":"), section, end, like.endswith(":")
        if found is None:
            continue
        label, keys, end, called = found
        done = bisect_left(starts, end, lo=index + 1)
        hits.append(Hit(index + more, done + more, keys, label, called))
        if starts[done] > end:
            cut[done - 1 + more : done + more] = cut_fragment(fragments[done - 1], end - starts[done - 1])
            more += 1
    return tuple(cut), _completed(cut, hits)


# What may stand behind a label and belong to it: a colon, or a unit in brackets. Where nothing stands it is the end.
_GOES_ON = frozenset("(:")


def alike(header: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """A header without the place where it stands: what was read of one is known for all that are printed like it."""
    first = header[0].line if header else 0
    return tuple(
        [
            Fragment(each.text, order * _APART, order * _APART + len(each.text), each.gap, each.line - first, each.tabs)
            for order, each in enumerate(header)
        ]
    )


@remembered(256)
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
    for order, side in enumerate(found[:-2]):
        if side.keys.get("goals") != "actual":
            continue
        first, second = found[order + 1], found[order + 2]
        if second.key("goals") == "actual" and first.key("goals") == "expected":
            # 年度总体目标完成情况 at the side of 预期目标 and 实际完成情况.
            found[order] = side._replace(keys={**side.keys, "goals": "block"})
    return tuple(found)


def _label_at(
    compact: str, starts: Sequence[int], index: int, labels: Sequence[_Label]
) -> tuple[str, Keys, int, bool] | None:
    """Of the labels that a fragment begins with the longest that ends where a cell may end, or None.

    As label, keys, end, and whether it has a colon.

    Where two cells stand beside each other that are labels each, they are not taken for a longer one.
    """
    at = starts[index]
    for label, keys, seams in labels:
        if seams and any(_is_border(starts, at + seam) for seam in seams):
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
    return _longer_label(compact, at, starts[index + 1], labels)


def _longer_label(compact: str, at: int, end: int, labels: Sequence[_Label]) -> tuple[str, Keys, int, bool] | None:
    """A fragment that is a label of the head or the totals with a few more characters (主管部门及代码, 总分值).

    It stands from ``at`` to ``end`` and begins with the labels.
    """
    for label, keys, _ in labels:
        if end - at > len(label) + _LONGEST_TAIL:
            continue
        own = keys.get("head", "")
        called = compact[end - 1] == ":"
        if own in _NAMES and len(label) >= _SHORTEST_STEM and not compact.startswith(_names_of_heads(), end):
            return label, {"head": own}, end, called
        is_total = keys.get("tail") == "total" and end - at <= len(label) + _LONGEST_TOTAL_TAIL
        if is_total and compact[end : end + 1].isdecimal():
            return label, {"tail": "total"}, end, called
    return None


@remembered()
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


def with_words_called(body: Sequence[Fragment]) -> Iterator[Fragment]:
    """The rows, words with a colon before the text that they were cut off from: 改进措施：加强培训 is one reason."""
    before: Fragment | None = None
    for each in body:
        if before and before.end == each.start and before.line == each.line and before.text[-1:] in _COLONS:
            before = before._replace(text=before.text + each.text, end=each.end)
            continue
        if before:
            yield before
        before = each
    if before:
        yield before


_COLONS = (":", "：")
