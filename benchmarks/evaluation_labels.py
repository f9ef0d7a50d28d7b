"""Hand-made labels of evaluation forms (绩效自评): one tab-separated file a form. Nothing here writes them.

A file ``evaluations/NNN.tsv`` holds facts, ``# key: value``, every key of ``FACT_KEYS`` once and any ``extra.<label>``,
then rows, ``@word`` and the fields of ``ROW_FIELDS``, then ``@note`` lines. A blank field is one that the form does not
print; a printed mark such as — is kept. A trailing ``?`` says that the page does not settle the value and that this is
the most plausible one; in a row of funds the marked fields are those among which the printed values may stand, in the
order of the columns. A question mark that the form prints itself is the full-width one.
"""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# Facts of the form itself, in the words of the output contract, in printed order.
FACTS = (
    "kind",
    "label",
    "title",
    "fiscal_year",
    "project_name",
    "department",
    "department_code",
    "implementing_unit",
    "unit",
    "responsibilities",
    "overall_goal",
    "weight_total",
    "score_total",
    "grade",
    "conclusion",
    "other_notes",
    "contact",
)
# Facts of the label file.
_ABOUT = ("source_lines", "variant", "reader", "date")
FACT_KEYS = (*FACTS, *_ABOUT)
_EXTRA = "extra."

_QUANTITY = ("", "_operator", "_value", "_unit")
ROW_FIELDS: Mapping[str, tuple[str, ...]] = {
    "fund": (
        "level",
        "role",
        "source",
        "initial_budget",
        "full_year_budget",
        "executed",
        "weight",
        "execution_rate",
        "score",
    ),
    "goal": ("year", "expected", "actual"),
    "indicator": (
        "level1",
        "level1_weight",
        "level2",
        "level3",
        *(f"target{part}" for part in _QUANTITY),
        *(f"actual{part}" for part in _QUANTITY),
        "weight",
        "score",
        "deviation",
        "basis",
    ),
    "task": ("name", "level", "content", "total", "fiscal", "other", "executed", "execution_rate", "reason"),
}
_NOTE = "note"

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_YEAR = re.compile(r"\d{4}")
_LINES = re.compile(r"(?P<first>\d+)-(?P<last>\d+)")
# Printed instead of a number: marks for "no value".
_NO_VALUE = re.compile(r"[-－—–―/／]+")
_ROLES = ("total", "item", "of_which")
_OPERATORS = ("≥", "≤", ">", "<", "=")
_AMOUNTS = frozenset(
    {
        *(("fund", field) for field in ROW_FIELDS["fund"][3:]),
        *(("task", field) for field in ("total", "fiscal", "other", "executed", "execution_rate")),
        ("indicator", "weight"),
        ("indicator", "score"),
    }
)
_NUMBERS = frozenset({("indicator", field) for field in ("level1_weight", "target_value", "actual_value")})


class Entry(NamedTuple):
    """A labelled value; ``open`` where the page does not settle it. "" is a blank in which a value may stand."""

    value: str
    open: bool = False


class LabelForm(NamedTuple):
    """One labelled form.

    Attributes:
        file: its name, by which everything calls the form.
        lines: its first and last line in the source, counted from 1.
        variant: the reader's name for its layout.
        facts: those that it prints, by the words of ``FACTS``.
        rows: of each block of ``ROW_FIELDS`` the rows, each with the fields that are not blank.
        remarks: its notes and the fields without a key of their own.
    """

    file: str
    lines: tuple[int, int]
    variant: str
    facts: Mapping[str, Entry]
    rows: Mapping[str, tuple[Mapping[str, Entry], ...]]
    remarks: tuple[str, ...]


def is_number(text: str) -> bool:
    """Whether a field holds a number: no mark for "no value", no word."""
    return _NUMBER.fullmatch(text) is not None


def read_forms(folder: Path) -> tuple[LabelForm, ...]:
    """The labelled forms of one document, in source order; none where the folder has no such labels.

    Raises:
        ValueError: what ``parse_form`` raises, or two forms share lines or do not stand in source order.
    """
    forms = [read_form(path) for path in _files(folder)]
    for before, form in pairwise(forms):
        if form.lines[0] <= before.lines[1]:
            message = f"{form.file}: begins at line {form.lines[0]}, where {before.file} has not ended"
            raise ValueError(message)
    return tuple(forms)


def read_form(path: Path) -> LabelForm:
    """One label file; raises what ``parse_form`` raises."""
    return parse_form(path.read_text(encoding="utf-8"), file=path.name)


def evaluations_digest(folder: Path) -> str:
    """SHA-256 over a document's labels of forms, made as that of its tables; of nothing where there are none."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "evaluations").glob("*.tsv"))


def parse_form(text: str, *, file: str) -> LabelForm:
    """One labelled form.

    Args:
        text: what the file holds.
        file: its name.

    Raises:
        ValueError: everything that is wrong with the file, a line each, with file and line.
    """
    facts: dict[str, str] = {}
    places: dict[str, str] = {}
    rows: dict[str, list[dict[str, Entry]]] = {block: [] for block in ROW_FIELDS}
    remarks: list[str] = []
    wrong: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        place = f"{file}:{number}: "
        word, *fields = line.split("\t")
        block = word.removeprefix("@")
        if line.startswith("#"):
            wrong += (place + problem for problem in _take_fact(line, facts, remarks))
            places.setdefault(next(reversed(facts), ""), place)
        elif word.startswith("@") and block in ROW_FIELDS and len(fields) == len(ROW_FIELDS[block]):
            row = {field: _entry(value) for field, value in zip(ROW_FIELDS[block], fields, strict=True) if value}
            rows[block].append(row)
            wrong += (place + problem for problem in _wrong_row(block, row))
        elif word == f"@{_NOTE}" and len(fields) == 1:
            remarks.append(fields[0])
        elif line:
            wrong.append(place + _wrong_line(word, block, len(fields)))
    wrong += (places.get(key, f"{file}:1: ") + problem for key, problem in _wrong_facts(facts))
    if wrong:
        raise ValueError("\n".join(wrong))
    first, last = facts["source_lines"].split("-")
    printed = {key: _entry(facts[key]) for key in FACTS if facts[key]}
    blocks = {block: tuple(found) for block, found in rows.items()}
    return LabelForm(file, (int(first), int(last)), facts["variant"], printed, blocks, tuple(filter(None, remarks)))


def _entry(value: str) -> Entry:
    return Entry(value.removesuffix("?"), value.endswith("?"))


def _wrong_line(word: str, block: str, fields: int) -> str:
    if word == f"@{_NOTE}":
        return f"{fields} fields for 1 of @{_NOTE}"
    if word.startswith("@") and block in ROW_FIELDS:
        return f"{fields} fields for {len(ROW_FIELDS[block])} of {word}"
    return "neither a fact, a row nor a note"


def _take_fact(line: str, facts: dict[str, str], remarks: list[str]) -> Iterator[str]:
    key, colon, value = (part.strip() for part in line[1:].partition(":"))
    if key.startswith(_EXTRA):
        remarks.append(value)
    elif not colon or key not in FACT_KEYS:
        yield f"there is no fact {key!r}"
    elif key in facts:
        yield f"a second {key}"
    else:
        facts[key] = value
    if "\t" in value:
        yield f"{key} holds a tab"


def _wrong_facts(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with which fact."""
    yield from ((key, f"no {key}") for key in FACT_KEYS if key not in facts)
    if facts.get("kind", "project") not in ("project", "department"):
        yield "kind", f"kind is {facts['kind']!r}"
    found = _LINES.fullmatch(facts.get("source_lines", "1-1"))
    if found is None or not 0 < int(found["first"]) <= int(found["last"]):
        yield "source_lines", f"source_lines are {facts['source_lines']!r}"
    if not facts.get("variant", "?"):
        yield "variant", "the variant has no name"
    year = facts.get("fiscal_year", "").removesuffix("?")
    if year and not _YEAR.fullmatch(year):
        yield "fiscal_year", f"fiscal_year is {year!r}"


def _wrong_row(block: str, row: Mapping[str, Entry]) -> Iterator[str]:
    if block == "fund" and ("level" not in row or "role" not in row or "source" not in row):
        yield "a fund has a level, a role and a source"
    if not any(entry.value for entry in row.values()):
        yield f"a row of @{block} without a value"
    for field, (value, _open) in row.items():
        if value and not _possible(block, field, value):
            yield f"{field} is {value!r}"


def _possible(block: str, field: str, value: str) -> bool:
    if (block, field) in _AMOUNTS:
        return is_number(value) or _NO_VALUE.fullmatch(value) is not None
    if (block, field) in _NUMBERS:
        return is_number(value)
    if field.endswith("_operator"):
        return value in _OPERATORS
    if (block, field) == ("fund", "level"):
        return value.isdecimal()
    if (block, field) == ("fund", "role"):
        return value in _ROLES
    return field != "year" or _YEAR.fullmatch(value) is not None


def open_entries(forms: Sequence[LabelForm]) -> int:
    """How many values and blanks of some forms the page does not settle."""
    rows = [row for form in forms for block in form.rows.values() for row in block]
    return sum(entry.open for row in [*rows, *(form.facts for form in forms)] for entry in row.values())
