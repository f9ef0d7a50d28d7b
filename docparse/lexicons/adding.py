"""Lexicons of a user's own: more names for rows and more classification codes, beside those that come with docparse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.errors import GrammarError
from docparse.lexicons.load import CODE_FILES, FUNCTION_CODES, ITEM_FILE, Lexicon, bare_name, records_of
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# The folder beside form files that holds lexicons.
FOLDER = "lexicons"
FILES = (ITEM_FILE, *CODE_FILES)

_KEY = pattern(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)*")
_KEY_MATCHES = ("income.operating", "lamp_oil")
_KEY_MISSES = ("Income", "income.", "灯油")
_CODE = pattern(r"\d{3}(?:\d{2}){0,2}")
_CODE_MATCHES = ("205", "20501", "2050101")
_CODE_MISSES = ("20", "2050", "20501010")


def lexicon_files(folder: Path) -> list[Path]:
    """The files in the folder of lexicons beside form files, by name; none where there is no such folder."""
    place = folder / FOLDER
    return sorted(entry for entry in place.iterdir() if not entry.name.startswith(".")) if place.is_dir() else []


def with_additions(base: Lexicon, folder: Path) -> Lexicon:
    """A lexicon with what the files of a folder add.

    Raises:
        GrammarError: the first thing that is wrong with them.
    """
    items, codes, classes = dict(base.items), dict(base.code_names), dict(base.class_codes)
    for path in lexicon_files(folder):
        for problem in problems_in(base, path):
            raise problem
        if path.name == ITEM_FILE:
            items |= {place: key for _, key, place in _items_of(path)}
            continue
        for _, (code, name, *_) in records_of(path):
            codes[code] = (*codes.get(code, ()), name)
            if path.name == FUNCTION_CODES and len(code) == 3:
                classes[bare_name(name)] = code
    return base._replace(items=items, class_codes=classes, code_names=codes)


def problems_in(base: Lexicon, path: Path) -> Iterator[GrammarError]:
    """What is wrong with a file that adds to a lexicon, line by line."""
    file = str(path)
    if path.name not in FILES:
        yield GrammarError(file, None, f"docparse has no lexicon of this name; name the file {' or '.join(FILES)}")
        return
    try:
        records = list(records_of(path))
    except GrammarError as error:
        yield error
        return
    except UnicodeDecodeError:
        yield GrammarError(file, None, "the file is not UTF-8; save it as UTF-8")
        return
    if path.name == ITEM_FILE:
        yield from _problems_of_items(base.items, records, path)
        return
    for line, (code, *_) in records:
        if not _CODE.fullmatch(code):
            yield GrammarError(file, line, f"{code} is no classification code; a code has three, five or seven digits")


def _problems_of_items(
    known: Mapping[tuple[str, str], str], records: list[tuple[int, list[str]]], path: Path
) -> Iterator[GrammarError]:
    file = str(path)
    for line, (key, _, *side) in records:
        if not _KEY.fullmatch(key):
            yield GrammarError(file, line, f"the key {key} is not made of small letters, underscores and single dots")
        if side and side[0] not in ("", "income", "expenditure"):
            yield GrammarError(file, line, f"{side[0]} is no side; write income or expenditure, or leave it out")
    own: dict[tuple[str, str], str] = {}
    for line, key, place in _items_of(path):
        other = own.setdefault(place, known.get(place, key))
        if other != key:
            message = f"{place[0]} already stands for {other}; take it out, or use that key"
            yield GrammarError(file, line, message)


def _items_of(path: Path) -> Iterator[tuple[int, str, tuple[str, str]]]:
    """Line, key, and folded name with its side, of each name in a file of row keys."""
    for line, (key, names, *side) in records_of(path):
        for name in names.split("|"):
            yield line, key, (bare_name(name), side[0] if side else "")
