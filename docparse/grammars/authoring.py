"""Reads form files as their authors wrote them; what is wrong is refused with file, line and the nearest key.

pydantic validates here. It is imported with this module only, which the forms that come with docparse do not
need as long as their compiled file is current (see ``compiled``).
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from docparse.errors import GrammarError
from docparse.folding import fold
from docparse.grammars import model
from docparse.grammars.model import Form, nearest
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Location = tuple[int | str, ...]

# How pydantic calls a key that no dataclass knows, and a rule of the model that is broken.
_UNKNOWN_KEY = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
BROKEN_RULE = "value_error"
_TOML_LINE = pattern(r"at line (\d+)")
_QUOTED = pattern(r"'([^']+)'")
_ENTRY = pattern(r"\s*\[\[\s*(\w+)\s*\]\]")
_ENTRY_MATCHES = ("[[columns]]", " [[ groups ]] # two")
_ENTRY_MISSES = ('titles = [["a"]]', "[columns]")
_ASSIGNED = pattern(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_ASSIGNED_MATCHES = ('key = "total"', "'rare' = true")
_ASSIGNED_MISSES = ('  "total",', "]")

# Every key that some part of a form file may have.
KNOWN_KEYS = frozenset(
    field.name
    for kind in (
        model.Form, model.ColumnForm, model.GroupForm, model.VariantForm, model.IdentityForm, model.ItemForm,
    )
    for field in fields(kind)
)  # fmt: skip


class Refusal(NamedTuple):
    """One thing that is wrong with a form file by itself.

    Attributes:
        sort: ``toml``, ``unknown-key``, or pydantic's name for what is wrong (``missing``, ``literal_error`` …).
        location: Sections, indices and keys that lead to it; empty where the file or form as a whole is meant.
        line: Counted from 1, None where it is not known.
        reason: What is wrong, without the place and without a hint.
        expected: The values that are allowed, where there is a list of them.
    """

    sort: str
    location: Location
    line: int | None
    reason: str
    expected: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The refusal as one line of English: place, reason and the nearest key."""
        if self.sort == "toml" or not self.location:
            return self.reason if self.sort == "toml" else f": {self.reason}"
        unknown = self.sort == "unknown-key"
        place = ".".join(map(str, self.location))
        return f"{place}: {self.reason}{nearest(str(self.location[-1]), KNOWN_KEYS) if unknown else ''}"


class FormFile(NamedTuple):
    """A form file as its author wrote it.

    Attributes:
        tree: What the TOML says; empty where the text is no TOML.
        form: The form, None where something is refused.
    """

    file: str
    text: str
    tree: Mapping[str, Any]
    form: Form | None
    refusals: tuple[Refusal, ...]


class Places(NamedTuple):
    """Where a form file says what; lines are counted from 0 inside, from 1 outside.

    Attributes:
        heads: The lines on which the entries of each section begin.
    """

    lines: tuple[str, ...]
    heads: Mapping[str, tuple[int, ...]]

    def line(self, section: str = "", index: int = 0, *, key: str = "", word: str | None = None) -> int | None:
        r"""The line of a word under a key of an entry; of the key, or of the entry, where that is not found.

        Without a section the keys before the first entry are meant.

        >>> places_of('kind = "a"\n[[columns]]\npaths = [\n  ["b"],\n]').line("columns", key="paths", word="b")
        4
        >>> places_of("").line("columns") is None
        True
        """
        starts = sorted(chain.from_iterable(self.heads.values()))
        heads = self.heads.get(section, ())
        if section and index >= len(heads):
            return None
        start = heads[index] if section else 0
        end = next((head for head in starts if head > start or not section), len(self.lines))
        found = start if section else None
        if key:
            keyed = [number for number in range(start, end) if assigned_key(self.lines[number]) == key]
            if not keyed:
                return found + 1 if found is not None else None
            found = start = keyed[0]
            end = next((number for number in range(start + 1, end) if assigned_key(self.lines[number])), end)
        if word is not None:
            spelt = (f'"{word}"', f"'{word}'")
            found = next((n for n in range(start, end) if any(each in self.lines[n] for each in spelt)), found)
        return found + 1 if found is not None else None


def places_of(text: str) -> Places:
    """The places of a form file."""
    lines = tuple(text.splitlines())
    heads: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(lines):
        entry = _ENTRY.match(line)
        if entry:
            heads[entry[1]] = (*heads.get(entry[1], ()), number)
    return Places(lines, heads)


def assigned_key(line: str) -> str:
    """The key that a line assigns something to; empty where it assigns nothing."""
    found = _ASSIGNED.match(line)
    return found[1] if found else ""


@cache
def _validator() -> TypeAdapter[Form]:
    return TypeAdapter(Form)


def form_files(folder: Path) -> list[Path]:
    """The form files of a folder, by name."""
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)


def read_forms(folder: Path) -> tuple[Form, ...]:
    """The forms of a folder of TOML files, checked one by one and against each other."""
    forms = [read_form(entry.read_text(encoding="utf-8-sig"), file=entry.name) for entry in form_files(folder)]
    _refuse_shared_titles(forms)
    return tuple(forms)


def read_form(text: str, *, file: str) -> Form:
    """One form from the text of its file.

    Raises:
        GrammarError: the text is no TOML, or the form breaks the model; the message names the nearest key.
    """
    read = read_form_file(text, file=file)
    if read.form is None:
        # A misspelt key is named before the key that is missing because of it.
        first = min(read.refusals, key=lambda refusal: refusal.sort != "unknown-key")
        raise GrammarError(file=file, line=first.line, message=first.sentence)
    return read.form


def read_form_file(text: str, *, file: str) -> FormFile:
    """A form file with everything that is wrong with it, so far as one reading can tell."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines())
        return FormFile(file, text, {}, None, (Refusal("toml", (), line, str(error)),))
    try:
        return FormFile(file, text, tree, _validator().validate_python(tree), ())
    except ValidationError as error:
        refusals = tuple(_refusal(each, text) for each in error.errors())
        return FormFile(file, text, tree, None, refusals)


def _refusal(error: Any, text: str) -> Refusal:
    location: Location = error["loc"]
    message = error["msg"].removeprefix("Value error, ")
    line = _line_of(text, location, error["msg"].partition(" (did you mean")[0])
    if error["type"] in _UNKNOWN_KEY:
        return Refusal("unknown-key", location, line, "no form has this key")
    expected = tuple(_QUOTED.findall(error.get("ctx", {}).get("expected", "")))
    return Refusal(error["type"], location, line, message, expected)


def _refuse_shared_titles(forms: Iterable[Form]) -> None:
    claimed: dict[str, str] = {}
    for form in forms:
        for title in form.titles:
            owner = claimed.setdefault(fold(title), form.kind)
            if owner != form.kind:
                raise GrammarError(
                    file=f"{form.kind}.toml", line=None, message=f"the title {title} is claimed by {owner} as well"
                )


def _line_of(text: str, location: Location, message: str) -> int | None:
    r"""The line that an error is about: its entry and key, else the last word that its message quotes.

    >>> _line_of("[[columns]]\nkey = 'a'\n[[columns]]\nkey = 'B'", ("columns", 1, "key"), "")
    4
    """
    places = places_of(text)
    names = [part for part in location if isinstance(part, str)]
    if names and len(location) > 1 and isinstance(location[1], int) and names[0] in places.heads:
        return places.line(names[0], location[1], key=names[-1] if len(names) > 1 else "")
    if names:
        return places.line(key=names[-1]) or places.line(names[-1])
    for quoted in reversed(_QUOTED.findall(message)):
        word = f'"{quoted.split("/")[-1]}"'
        found = [number for number, line in enumerate(places.lines, start=1) if word in line]
        declared = [number for number in found if assigned_key(places.lines[number - 1]) == "key"]
        if found:
            return declared[-1] if len(declared) > 1 else found[-1]
    return None
