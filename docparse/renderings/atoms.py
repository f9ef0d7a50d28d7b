"""Atoms: the fragments of a line between which cell borders may lie, and what each can be.

Kinds, one letter each so that the kinds of a row make a short string:
``V`` amount with decimals or separators · ``Z`` bare zero · ``I`` other small integer · ``C`` three, five or
seven digits, which may be a classification code · ``D`` mark for "no value" · ``U`` damaged number ·
``P`` percentage · ``B`` blank cell · ``T`` text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docparse.segmenting.lines import Line


class Atom(NamedTuple):
    """A fragment with its kind and its range in the normalised text; a blank has an empty range.

    ``parts`` are the ranges of a fragment that was put together from several.
    """

    kind: str
    text: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Where the fragment's characters stand."""
        return self.parts or ((self.start, self.end),)


_NUMBER = pattern(r"[-+(（△▲￥¥]{0,2}[\dOo〇][\d,OolI]*(?:\.[\dOolI]+)?[)）]?")
# 5.00*, B5.00, 1e5, 5.00万元: what was a number before it was damaged; it keeps its place and has no value.
_UNREADABLE = pattern(r"[^一-鿿]*\d[^一-鿿]*|[\d,]+\.\d+.{1,2}")
_UNREADABLE_MATCHES = ("5.00-", "B5.00", "5.?0", "1.234,50", "5.00万元")
_UNREADABLE_MISSES = ("单价200万元以上", "2022年度", "VPN", "合计")
LONGEST_UNREADABLE = 24
_GROUPED = pattern(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+")
_CODE = pattern(r"\d{3}|\d{5}|\d{7}")
_PERCENT = pattern(r"-?\d[\d,.]*%")
_MARK = pattern(r"[—–－-]{1,6}|[／/]|×")
# 205教育支出, 合计12.00, 0.000.00: borders that the extractor swallowed.
_GLUED_CODE = pattern(r"(\d{7}|\d{5}|\d{3})([^\d\s.,．，、%()（）年月日万元.].*)")
_GLUED_AMOUNT = pattern(r"(.*[一-鿿）)”])(-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}|0|[—–]{1,2})")
# Marks for nothing among them are a cell each.
_RUN = r"(?=[^.]*\d\.\d)(?:-?(?:[1-9]\d*|0)(?:,\d{3})*+\.\d{2}|0|[—–]){2,}+"
_GLUED_AMOUNTS = pattern(_RUN)
_GLUED_AMOUNTS_MATCHES = ("0.001,200.50", "78.7178.71——", "—5.00—5.00", "1,205.5000038.20", "6.000", "06.00")
_GLUED_AMOUNTS_MISSES = ("0.00", "——", "-5.00", "78.71-5", "000", "00.5")
# A name ends in a word: the letter of I，045,683.38 is a damaged digit.
_GLUED_TAIL = pattern(rf"(\D*(?:[一-鿿”》]|[一-鿿][)）]))({_RUN})")
_GLUED_TAIL_MATCHES = ("合计1,200.500", "住房公积金78.7178.71——", "（境）费0.0012.50")
_GLUED_TAIL_MISSES = ("I，045,683.38", "合计1,200.50")
# 638.35302, —30201: an amount or a mark, and the code of the next group.
_GLUED_TO_CODE = pattern(r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}|[—–-]{1,4})([235]\d{2}(?:\d{2}){0,2})")
_GLUED_TO_CODE_MATCHES = ("638.35302", "1,105.3530215", "—30201")
_GLUED_TO_CODE_MISSES = ("638.35", "638.351", "30201")
# 总计12.00总计, 基本工资12.0030201, 救济费030204手续费: a name, its amount, and what stands beside both.
_GLUED_INSIDE = pattern(
    r"([^\d]*?[一-鿿）)”])(-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}|(?:0|[—–]{1,2})(?=[23]\d{2}(?:\d{2})?[一-鿿]))"
    r"((?:[235]\d{2}(?:\d{2}){0,2})?(?:(?![万元亿])[一-鿿].*)?)"
)
_GLUED_INSIDE_MATCHES = (
    "总计12.00总计12.00",
    "基本工资1,128.5030201",
    "五、经营收入0.80五、教育支出",
    "咨询费12.00310资本性支出",
    "救济费030204手续费",
)
_GLUED_INSIDE_MISSES = ("投资12.00万元", "12.00总计", "第12.5总计", "救济费0手续费")
# 印刷费30702国外债务付息: a name without an amount, and the code of the next group.
_GLUED_NAMES = pattern(r"([^\d]*?[一-鿿）)])(3(?:0[1-9]|1[0-3]|99)(?:\d{2})?(?![年月日万元个人次])[一-鿿].*)")
_GLUED_NAMES_MATCHES = ("印刷费30702国外债务付息", "手续费310资本性支出")
_GLUED_NAMES_MISSES = ("截至2031年", "印刷费30702", "补助300元", "观星201服务", "观星350服务")
# A code of the second level between two names, a blank before the second.
_CODE_BEFORE_NAME = pattern(r"[一-鿿）)][23]\d{4}\s+[一-鿿]")
_CODE_BEFORE_NAME_MATCHES = ("费31001　房", "）30702 国")
_CODE_BEFORE_NAME_MISSES = ("费31001", "费31001房", "1231001 房")
_CODE_DIGITS = 5
_ONE_CELL = pattern(r"-?(?:[1-9]\d*|0)(?:,\d{3})*+\.\d{2}|0|[—–]")
# 000849.96: blank cells that print a zero each, and an amount.
_LED_BY_ZEROS = pattern(r"(?P<zeros>0+)(?P<amount>(?:[1-9]\d*|0)(?:,\d{3})*\.\d{2})")
_LED_BY_ZEROS_MATCHES = ("0125.29", "000.50", "01,133.84")
_LED_BY_ZEROS_MISSES = ("0.00", "125.29", "2050101")

# Longer fragments are no cells that were glued together.
LONGEST_GLUED = 200


def kind_of(text: str) -> str:
    """The kind of a fragment.

    >>> [kind_of(text) for text in ("1,200.50", "0", "20501", "12", "—", "合计")]
    ['V', 'Z', 'C', 'I', 'D', 'T']
    """
    if not text:
        return "B"
    first = text[0]
    if "一" <= first <= "鿿":
        return "T"
    # Most of what follows are such amounts, and none of the others has a separator.
    if ("." in text or "," in text) and _GROUPED.fullmatch(text):
        return "V"
    if _CODE.fullmatch(text):
        return "C"
    if text == "0":
        return "Z"
    if text.isdecimal():
        return "I" if len(text) <= 4 else "V"
    if _MARK.fullmatch(text):
        return "D"
    if _PERCENT.fullmatch(text):
        return "P"
    if _NUMBER.fullmatch(text) and ("." in text or any(character.isdecimal() for character in text)):
        return "V"
    return "U" if len(text) <= LONGEST_UNREADABLE and _UNREADABLE.fullmatch(text) else "T"


def read_atoms(line: Line, cells: Iterable[tuple[int, int]], *, split: bool) -> list[Atom]:
    """The atoms of a line's cells; where borders can have been swallowed (``split``), glued ones are cut."""
    atoms: list[Atom] = []
    for start, end in _codes_apart(line.text, list(cells)) if split else cells:
        text = line.text[start:end]
        kind = kind_of(text)
        if split and len(text) <= LONGEST_GLUED and (kind in "TU" or (kind == "V" and _GLUED_TO_CODE.fullmatch(text))):
            for atom in _unglue(text, line.start + start):
                atoms += _zeros_apart(atom)
        elif split and kind == "V" and text[0] == "0":
            atoms += _zeros_apart(Atom(kind, text, line.start + start, line.start + end))
        else:
            atoms.append(Atom(kind, text, line.start + start, line.start + end))
    return atoms


def _codes_apart(text: str, cells: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The cells, codes cut off the names before them whose own names begin the next cell: 手续费31001 | 物资储备."""
    for (start, end), (behind, _) in zip(cells, [*cells[1:], (0, 0)], strict=True):
        code = end - _CODE_DIGITS
        if behind > end and code > start and _CODE_BEFORE_NAME.match(text, code - 1, behind + 1):
            yield start, code
            yield code, end
        else:
            yield start, end


def amounts_in(text: str) -> list[tuple[int, int]]:
    """Where the amounts, zeros and marks begin and end that a text without white space is made of, or it all.

    >>> text = "33,231.1230,591.910"
    >>> [text[slice(*place)] for place in amounts_in(text)]
    ['33,231.12', '30,591.91', '0']
    """
    if not text:
        return []
    if _GLUED_AMOUNTS.fullmatch(text) or ("0" in text and not text.strip("0—–")):
        return [found.span() for found in _ONE_CELL.finditer(text)]
    return [(0, len(text))]


def _zeros_apart(atom: Atom) -> list[Atom]:
    """An amount, the zeros that ran into it before it: no amount begins with a zero and another digit."""
    led = _LED_BY_ZEROS.fullmatch(atom.text) if atom.kind == "V" and atom.text[0] == "0" else None
    if led is None:
        return [atom]
    cut = atom.start + led.end("zeros")
    zeros = [Atom("Z", "0", at, at + 1) for at in range(atom.start, cut)]
    return [*zeros, Atom("V", led["amount"], cut, atom.end)]


def _unglue(text: str, start: int) -> list[Atom]:
    """Cuts a fragment at the borders that its shape betrays: code and name, name and amount, amount and amount."""
    if _GLUED_AMOUNTS.fullmatch(text):
        found = _ONE_CELL.finditer(text)
        return [Atom(kind_of(each[0]), each[0], start + each.start(), start + each.end()) for each in found]
    before_code = _GLUED_TO_CODE.fullmatch(text)
    if before_code:
        cut = start + before_code.start(2)
        left = Atom(kind_of(before_code[1]), before_code[1], start, cut)
        return [left, Atom("C", before_code[2], cut, cut + len(before_code[2]))]
    code = _GLUED_CODE.fullmatch(text)
    if code:
        cut = start + code.start(2)
        return [Atom("C", code[1], start, cut), *_unglue(code[2], cut)]
    tail = _GLUED_TAIL.fullmatch(text)
    if tail:
        return [*_unglue(tail[1], start), *_unglue(tail[2], start + tail.start(2))]
    inside = _GLUED_INSIDE.fullmatch(text)
    if inside and inside[3]:
        first, last = start + inside.start(2), start + inside.start(3)
        return [*_unglue(inside[1], start), Atom(kind_of(inside[2]), inside[2], first, last), *_unglue(inside[3], last)]
    names = _GLUED_NAMES.fullmatch(text)
    if names:
        return [*_unglue(names[1], start), *_unglue(names[2], start + names.start(2))]
    amount = _GLUED_AMOUNT.fullmatch(text)
    if amount:
        cut = start + amount.start(2)
        return [*_unglue(amount[1], start), Atom(kind_of(amount[2]), amount[2], cut, cut + len(amount[2]))]
    return [Atom(kind_of(text), text, start, start + len(text))]
