"""What a row is: its canonical key, level, role, quantity and own unit, from code and name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.lexicons.load import bare_name
from docparse.patterns import pattern

if TYPE_CHECKING:
    from docparse.lexicons.load import Lexicon

# （辆） at the end of a name: the row's own unit; a counting unit makes the row a count.
OWN_UNIT = pattern(r"[（(](?P<unit>个|人|人次|辆|台|套|批|批次|次|户|平方米|万元|元|%)[）)]\s*$")
OWN_UNIT_MATCHES = ("出国团组数（个）", "车辆数(辆)")
OWN_UNIT_MISSES = ("因公出国（境）费", "维修（护）费")

_MONEY_UNITS = frozenset({"元", "万元", "千元"})
_CODE_LEVELS = {3: 1, 5: 2, 7: 3}
_NUMBERED = (
    (pattern(r"[一二三四五六七八九十]{1,3}[,.]"), 1),
    (pattern(r"\([一二三四五六七八九十]{1,3}\)"), 2),
    (pattern(r"\d{1,2}[.,]"), 3),
    (pattern(r"\(\d{1,2}\)|[①-⑳]"), 4),
)
OF_WHICH = pattern(r"其中[:：]?|#")


class Item(NamedTuple):
    """What is known of a row beyond its characters."""

    key: str | None
    level: int | None
    role: str
    quantity: str
    unit: tuple[int, int] | None


def item_of(code: str | None, name: str | None, *, side: str | None, lexicon: Lexicon) -> Item:
    """The item that a row stands for; ``unit`` is a range within the name."""
    if name is None:
        return Item(code, _CODE_LEVELS.get(len(code)) if code else None, "item", "amount", None)
    own = OWN_UNIT.search(name)
    unit = own.span("unit") if own else None
    bare = name[: own.start()] if own else name
    if code is not None:
        return Item(code, _CODE_LEVELS.get(len(code)), "item", "amount", unit)
    key = lexicon.item_key(bare, side=side) or lexicon.class_code(bare)
    role = _role(bare, key)
    quantity = "amount"
    if (key or "").startswith("count.") or (own and own["unit"] not in _MONEY_UNITS):
        quantity = "rate" if own and own["unit"] == "%" else "count"
    return Item(key, _level(bare, key, role), role, quantity, unit)


def _role(name: str, key: str | None) -> str:
    if OF_WHICH.match(fold(name)):
        return "of_which"
    if key is not None and (key.endswith("total") or key.startswith("grand_total") or bare_name(name).endswith("合计")):
        return "total"
    return "item"


def _level(name: str, key: str | None, role: str) -> int | None:
    if role == "total":
        return 0
    folded = fold(name)
    for number, level in _NUMBERED:
        if number.match(folded):
            return level
    return 1 if key is not None and role == "item" else None
