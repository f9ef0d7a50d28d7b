"""What forms promise, as ``benchmarks/data/identities.toml`` says it: formulas, names of rows, coordinates."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parents[1] / "data" / "identities.toml"
# After folding: "一、", "(一)", "1.", "(1)" before a name, one or several; the first marks an item of the top level.
_ENUMERATOR = re.compile(r"[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十0-9]+\)|[0-9]+[、.]")
_TOP = re.compile(r"[一二三四五六七八九十]+、")
_OF_WHICH = re.compile(r"其中:?")
_QUOTES = str.maketrans("", "", "“”\"'‘’")


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sums of keys that are equal; with ``at_most`` the left one may be smaller."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Formulas that hold in tables of a kind.

    Attributes:
        open_list: parts that have no column of their own do not exist, instead of being unknown.
        needs: the formulas hold only where this column is printed; "" for everywhere.
    """

    formulas: tuple[Formula, ...]
    open_list: bool
    needs: str


@dataclass(frozen=True, slots=True)
class Promises:
    """All that the data file says; the first level of each mapping is the kind of table.

    Attributes:
        along_rows: formulas over column keys.
        down_columns: formulas over row keys.
        names: row key by folded name.
        coordinates: "measure@fund" by column key.
        funds: the fund whose measures all columns are.
        travel: economic classes of each “三公” item, not by kind.
    """

    along_rows: Mapping[str, tuple[Rule, ...]]
    down_columns: Mapping[str, tuple[Rule, ...]]
    names: Mapping[str, Mapping[str, str]]
    coordinates: Mapping[str, Mapping[str, str]]
    funds: Mapping[str, str]
    travel: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Name:
    """A row name without what stands before it: whether it had a top-level enumerator (一、) and a 其中."""

    folded: str
    top: bool
    of_which: bool


@cache
def load_promises() -> Promises:
    """The data file, read once."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    names = {
        kind: {read_name(name).folded: key for key, printed in block["keys"].items() for name in printed}
        for block in data["names"]
        for kind in block["kinds"]
    }
    travel = {item: tuple(codes) for item, codes in data["travel"].items()}
    along, down = _rules(data["along_rows"]), _rules(data["down_columns"])
    return Promises(along, down, names, data["coordinates"], data["funds"], travel)


def read_name(printed: str) -> Name:
    """A printed row name, folded: widths, spaces and quotation marks do not count."""
    folded = "".join(unicodedata.normalize("NFKC", printed).split()).translate(_QUOTES)
    top = _TOP.match(folded) is not None
    of_which = False
    while found := _ENUMERATOR.match(folded) or _OF_WHICH.match(folded):
        of_which = of_which or found.re is _OF_WHICH
        folded = folded[found.end() :]
    return Name(folded, top, of_which)


def read_formula(text: str) -> Formula:
    """A formula as the data file writes it, for example ``a = b + c`` or ``a <= b``."""
    at_most = "<=" in text
    left, right = (
        tuple(term.strip() for term in side.split("+")) for side in text.split("<=" if at_most else "=", maxsplit=1)
    )
    return Formula(left, right, at_most)


def _rules(blocks: list[dict[str, Any]]) -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for block in blocks:
        formulas = tuple(read_formula(text) for text in block["formulas"])
        rule = Rule(formulas, block.get("open_list", False), block.get("needs", ""))
        for kind in block["kinds"]:
            rules[kind] = (*rules.get(kind, ()), rule)
    return rules
