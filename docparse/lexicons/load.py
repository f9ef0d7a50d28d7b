"""Reads the tab-separated lexicons; a line that breaks the format is refused with its file and number."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.errors import GrammarError
from docparse.folding import fold
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ITEM_FILE = "row_keys.tsv"
FUNCTION_CODES = "function_codes.tsv"
CODE_FILES = (FUNCTION_CODES, "economic_codes.tsv")
CLASSES_FILE = "functional_classes.tsv"

# 一、 （二） 3. （4） ①: what numbers an item and is no part of its name.
ENUMERATOR = pattern(
    r"(?:[一二三四五六七八九十]{1,3}[,.、．]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.,、．](?!\d)|\(\d{1,2}\)|[①-⑳])"
)
ENUMERATOR_MATCHES = ("一,", "(二)", "3.", "(4)", "①")
ENUMERATOR_MISSES = ("一般", "2023", "(境)")
# The word before the first part of an item, folded.
OF_WHICH = "其中:"


class Lexicon(NamedTuple):
    """Vocabulary of the rows.

    Attributes:
        items: Key of an item by its folded name and side.
        class_codes: Code of a functional class by its folded name.
        code_names: The names seen for a code in tables.
        further_names: Those that the national classification has for it besides.
    """

    items: Mapping[tuple[str, str], str]
    class_codes: Mapping[str, str]
    code_names: Mapping[str, tuple[str, ...]]
    further_names: Mapping[str, tuple[str, ...]]

    def names_of(self, code: str) -> tuple[str, ...]:
        """The names under which a code may be printed; none for one that is not known."""
        return (*self.code_names.get(code, ()), *self.further_names.get(code, ()))

    def item_key(self, name: str, *, side: str | None) -> str | None:
        """The canonical key of an item by its name; a name known on one side only is told by the side."""
        bare = bare_name(name)
        names = (bare, *_unnumbered(bare)) if bare[:1] in _NUMERALS else (bare,)
        keys = (self.items.get((each, side or "")) or self.items.get((each, "")) for each in names)
        return next(filter(None, keys), None)

    def knows(self, name: str) -> bool:
        """Whether that is the name of an item of any side, or of a functional class."""
        bare = bare_name(name)
        return bare in self.class_codes or any((bare, side) in self.items for side in ("", "income", "expenditure"))

    def side_of(self, name: str) -> str | None:
        """The side of a summary on which an item of that name stands: ``n`` for income, ``x`` for expenditure."""
        bare = bare_name(name)
        if bare in self.class_codes:
            return "x"
        key = self.items.get((bare, "")) or ""
        if key.startswith("income.") or key in ("balance.opening", "balance.nonfiscal_used"):
            return "n"
        if key.startswith("expenditure.") or key in ("balance.distributed", "balance.closing"):
            return "x"
        sides = [mark for side, mark in (("income", "n"), ("expenditure", "x")) if (bare, side) in self.items]
        return sides[0] if len(sides) == 1 and not key else None

    def class_code(self, name: str) -> str | None:
        """The code of a functional class (类) that is printed without its code."""
        bare = bare_name(name)
        names = (bare, *_unnumbered(bare)) if bare[:1] in _NUMERALS else (bare,)
        return next(filter(None, map(self.class_codes.get, names)), None)


# What the label of a column of rates ends in.
_RATES = ("%", "％", "率", "比例", "比重", "幅度", "百分比")


def is_rate(label: str) -> bool:
    """Whether a column of that label holds rates, which add up to nothing.

    >>> is_rate("与上年增减%"), is_rate("增减率（%）"), is_rate("决算数")
    (True, True, False)
    """
    return fold(label).rstrip("()").endswith(_RATES)


# Enumerators that lost the mark behind them: 十一城乡社区支出.
_NUMERALS = frozenset("一二三四五六七八九十")
_LONGEST_NUMERAL = 3


def _unnumbered(bare: str) -> Iterator[str]:
    """A name without the first, the first two and the first three numerals that it begins with."""
    for end in range(1, _LONGEST_NUMERAL + 1):
        if bare[end - 1 : end] not in _NUMERALS:
            return
        yield bare[end:]


def bare_name(name: str) -> str:
    """A folded item name without its leading enumerator, which may stand behind 其中.

    >>> bare_name("（一）支出合计")
    '支出合计'
    >>> bare_name("其中：（1）公务用车购置费")
    '其中:公务用车购置费'
    """
    folded = fold(name)
    begin = len(OF_WHICH) if folded.startswith(OF_WHICH) else 0
    numbered = ENUMERATOR.match(folded, begin)
    return folded[:begin] + folded[numbered.end() :] if numbered else folded


@cache
def load_lexicon() -> Lexicon:
    """The lexicons that come with docparse.

    Raises:
        GrammarError: a line has too few fields, or one name stands for two keys.
    """
    folder = Path(__file__).parent
    items: dict[tuple[str, str], str] = {}
    for number, (key, names, *side) in records_of(folder / ITEM_FILE, file=ITEM_FILE):
        for name in names.split("|"):
            place = (bare_name(name), side[0] if side else "")
            if items.setdefault(place, key) != key:
                raise GrammarError(file=ITEM_FILE, line=number, message=f"{name} stands for {items[place]} and {key}")
    code_names: dict[str, tuple[str, ...]] = {}
    classes: dict[str, str] = {}
    for file in CODE_FILES:
        for _, (code, name, *_years) in records_of(folder / file, file=file):
            code_names[code] = (*code_names.get(code, ()), name)
            if file == FUNCTION_CODES and len(code) == 3:
                classes[bare_name(name)] = code
    further: dict[str, tuple[str, ...]] = {}
    for _, (code, name, *_) in records_of(folder / CLASSES_FILE, file=CLASSES_FILE):
        if name not in code_names.get(code, ()):
            further[code] = (*further.get(code, ()), name)
    return Lexicon(items, classes, code_names, further)


def records_of(path: Path, *, file: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The lines of a lexicon with their numbers, cut into fields; errors call it ``file``, else by its path.

    Raises:
        GrammarError: a line has too few fields.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2 or not fields[0] or not fields[1]:
            message = "a line needs a key and a name, separated by a tab"
            raise GrammarError(file=file or str(path), line=number, message=message)
        yield number, fields
