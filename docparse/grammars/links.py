"""Links between tables that are declared one by one (``links.toml``), because coordinates do not give them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.errors import GrammarError

if TYPE_CHECKING:
    from collections.abc import Mapping

LINKS = Path(__file__).with_name("links.toml")


@cache
def load_items() -> Mapping[str, tuple[str, ...]]:
    """Item of the “三公” forms → the codes of the economic classification that it consists of.

    Raises:
        GrammarError: the file is not TOML, or an item has no codes.
    """
    return read_items(LINKS.read_text(encoding="utf-8"), file=LINKS.name)


def read_items(text: str, *, file: str) -> Mapping[str, tuple[str, ...]]:
    """The items of a file of that format.

    Raises:
        GrammarError: the file is not TOML, or an item has no codes.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(file, None, str(error)) from error
    items = tree.get("items", {})
    for key, codes in items.items():
        if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
            raise GrammarError(file, None, f"items: {key!r} wants a list of codes")
    return {key: tuple(codes) for key, codes in items.items()}
