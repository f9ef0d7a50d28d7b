"""Reads the form files; whatever a form file gets wrong is refused with its file and its place."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from docparse.errors import GrammarError
from docparse.folding import fold
from docparse.grammars.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable


@cache
def load_forms() -> tuple[Form, ...]:
    """The forms that come with docparse, in the order of their file names.

    Raises:
        GrammarError: a form file is not valid, or two forms claim one title.
    """
    return read_forms(files("docparse.grammars").joinpath("accounts"))


def read_forms(folder: Traversable) -> tuple[Form, ...]:
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
        return Form.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(file=file, line=None, message=str(error)) from error
    except ValidationError as error:
        # A misspelt key is named before the key that is missing because of it.
        first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        place = ".".join(map(str, first["loc"]))
        raise GrammarError(
            file=file, line=_line_of(text, first["loc"]), message=f"{place}: {first['msg']}{_nearest(first)}"
        ) from error


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits that change when any shipped form or lexicon changes."""
    digest = hashlib.sha256()
    folders = (files("docparse.grammars").joinpath("accounts"), files("docparse.lexicons"))
    for folder in folders:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".toml", ".tsv", ".txt")):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:16]


def _refuse_shared_titles(forms: Iterable[Form]) -> None:
    claimed: dict[str, str] = {}
    for form in forms:
        for title in form.titles:
            owner = claimed.setdefault(fold(title), form.kind)
            if owner != form.kind:
                raise GrammarError(
                    file=f"{form.kind}.toml", line=None, message=f"the title {title} is claimed by {owner} as well"
                )


def _line_of(text: str, location: tuple[int | str, ...]) -> int | None:
    """The line on which the last named key of an error's location stands first."""
    names = [part for part in location if isinstance(part, str)]
    for number, line in enumerate(text.splitlines(), start=1):
        if names and line.split("=")[0].strip(" []") == names[-1]:
            return number
    return None


def _nearest(error: Any) -> str:
    """A hint at the key that was probably meant, for keys that no model knows."""
    if error["type"] != "extra_forbidden":
        return ""
    from rapidfuzz import process

    from docparse.grammars import model

    known = sorted(
        {
            name
            for kind in (model.Form, model.ColumnForm, model.GroupForm, model.VariantForm, model.IdentityForm)
            for name in kind.model_fields
        }
    )
    found = process.extractOne(str(error["loc"][-1]), known, score_cutoff=50)
    return f" (did you mean {found[0]!r}?)" if found else ""
