"""Reads form files as their authors wrote them; what is wrong is refused with file, line and the nearest key.

pydantic validates here. It is imported with this module only, which the forms that come with docparse do not
need as long as their compiled file is current (see ``compiled``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from docparse.errors import GrammarError
from docparse.folding import fold
from docparse.grammars import model
from docparse.grammars.model import Form, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# How pydantic calls a key that no dataclass knows.
_UNKNOWN_KEY = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_TOML_LINE = re.compile(r"at line (\d+)")
_QUOTED = re.compile(r"'([^']+)'")


@cache
def _validator() -> TypeAdapter[Form]:
    return TypeAdapter(Form)


def read_forms(folder: Path) -> tuple[Form, ...]:
    """The forms of a folder of TOML files, checked one by one and against each other."""
    forms = [
        read_form(entry.read_text(encoding="utf-8"), file=entry.name)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    _refuse_shared_titles(forms)
    return tuple(forms)


def read_form(text: str, *, file: str) -> Form:
    """One form from the text of its file.

    Raises:
        GrammarError: the text is no TOML, or the form breaks the model; the message names the nearest key.
    """
    try:
        return _validator().validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line: int | None = int(found[1]) if found else len(text.splitlines())
        raise GrammarError(file=file, line=line, message=str(error)) from error
    except ValidationError as error:
        # A misspelt key is named before the key that is missing because of it.
        first = min(error.errors(), key=lambda each: each["type"] not in _UNKNOWN_KEY)
        place = ".".join(map(str, first["loc"]))
        line = _line_of(text, first["loc"], first["msg"].partition(" (did you mean")[0])
        what = "no form has this key" if first["type"] in _UNKNOWN_KEY else first["msg"].removeprefix("Value error, ")
        raise GrammarError(file=file, line=line, message=f"{place}: {what}{_hint(first)}") from error


def _refuse_shared_titles(forms: Iterable[Form]) -> None:
    claimed: dict[str, str] = {}
    for form in forms:
        for title in form.titles:
            owner = claimed.setdefault(fold(title), form.kind)
            if owner != form.kind:
                raise GrammarError(
                    file=f"{form.kind}.toml", line=None, message=f"the title {title} is claimed by {owner} as well"
                )


def _line_of(text: str, location: tuple[int | str, ...], message: str) -> int | None:
    r"""The line that an error is about: its entry and key, else the last word that its message quotes.

    >>> _line_of("[[columns]]\nkey = 'a'\n[[columns]]\nkey = 'B'", ("columns", 1, "key"), "")
    4
    """
    lines = text.splitlines()
    names = [part for part in location if isinstance(part, str)]
    start = 0
    if len(location) > 1 and isinstance(location[1], int):
        entries = [number for number, line in enumerate(lines) if line.strip() == f"[[{location[0]}]]"]
        start = entries[location[1]] if location[1] < len(entries) else 0
    for number, line in enumerate(lines[start:], start=start + 1):
        if names and line.split("=")[0].strip(" []") == names[-1]:
            return number
    for quoted in reversed(_QUOTED.findall(message)):
        word = f'"{quoted.split("/")[-1]}"'
        found = [number for number, line in enumerate(lines, start=1) if word in line]
        declared = [number for number in found if lines[number - 1].split("=")[0].strip() == "key"]
        if found:
            return declared[-1] if len(declared) > 1 else found[-1]
    return None


def _hint(error: Any) -> str:
    """A hint at the key that was probably meant, for keys that no model knows."""
    if error["type"] not in _UNKNOWN_KEY:
        return ""
    kinds = (model.Form, model.ColumnForm, model.GroupForm, model.VariantForm, model.IdentityForm)
    return nearest(str(error["loc"][-1]), {field.name for kind in kinds for field in fields(kind)})
