"""What white space parts on a line: a word with blanks between its characters is one piece, and so is its unit."""

from __future__ import annotations

from docparse.patterns import pattern
from docparse.segmenting.lines import CODE_PARTS

# Pieces, one with its unit in brackets behind a blank, or characters that have single blanks between them.
_PIECE = pattern(r"(?<!\S)[一-鿿](?: [一-鿿])+(?!\S)|\S+(?: [（(](?:百万|千|万|亿)?[元人个辆台套次批%％][）)](?!\S))?")
_PIECE_MATCHES = ("项 目", "合 计", "预 算 数", "12.00", "支出 (万元)")
_PIECE_MISSES = (" ",)
# A word spread over its cell has so few characters, each with a blank beside it; codes have columns of their own.
_LONGEST_SPREAD = 5
_CODE_COLUMNS = frozenset(map(" ".join, CODE_PARTS.values()))


def pieces_of(text: str) -> list[tuple[int, int]]:
    """The ranges of what white space parts on a line; a word with a blank between its characters is one piece.

    >>> [[text[start:end] for start, end in pieces_of(text)] for text in ("项 目 合计  预 算 数 (万元)", "类 款 项")]
    [['项 目', '合计', '预 算 数', '(万元)'], ['类', '款', '项']]
    """
    pieces: list[tuple[int, int]] = []
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if found[0][1:2] != " " or (end - start <= _LONGEST_SPREAD and found[0] not in _CODE_COLUMNS):
            pieces.append((start, end))
        else:
            pieces += [(place, place + 1) for place in range(start, end, 2)]
    return pieces
