"""Cuts run-on header text into the words of the forms, with jieba and docparse's own dictionary.

The dictionary holds the labels of the forms and nothing else, so that 其他收入支出功能分类 falls into 其他收入
and 支出功能分类. It is built in memory: jieba's own cache is a file in a folder that anybody may write to, and
is neither read nor written. The tokenizer is an object of ours, never jieba's module-level one, which is shared by
every user of jieba in the process.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jieba

# A longer word outweighs the shorter ones that it is made of.
_WEIGHT_PER_CHARACTER = 40


def frequencies(words: Iterable[str]) -> dict[str, int]:
    """How often jieba is to take each word to be printed; 0 for each beginning of one that is no word itself."""
    found: dict[str, int] = {}
    for word in sorted(words):
        found[word] = _WEIGHT_PER_CHARACTER * len(word)
        for end in range(1, len(word)):
            found.setdefault(word[:end], 0)
    return found


@cache
def label_tokenizer(words: frozenset[str]) -> jieba.Tokenizer:
    """A tokenizer that knows just these words; jieba is imported here, when it is first needed."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = frequencies(words)
    tokenizer.total, tokenizer.initialized = max(sum(tokenizer.FREQ.values()), 1), True
    return tokenizer


def cut_labels(text: str, *, words: frozenset[str]) -> list[tuple[str, int, bool]]:
    """The pieces of a run of header text: (piece, offset, known); characters between known words stay together.

    >>> cut_labels("其他收入科目编码", words=frozenset({"其他收入", "科目编码"}))
    [('其他收入', 0, True), ('科目编码', 4, True)]
    """
    pieces: list[tuple[str, int, bool]] = []
    offset = 0
    for word in _words(text, words):
        known = word in words
        if pieces and not known and not pieces[-1][2]:
            before, start, _ = pieces[-1]
            pieces[-1] = (before + word, start, False)
        else:
            pieces.append((word, offset, known))
        offset += len(word)
    return pieces


def _words(text: str, words: frozenset[str]) -> Iterable[str]:
    return [text] if text in words else label_tokenizer(words).cut(text, HMM=False)
