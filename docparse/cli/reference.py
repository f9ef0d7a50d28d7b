"""``docparse forms`` and ``docparse schema``: what docparse knows, and what it writes."""

from __future__ import annotations

import sys
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING

from docparse.cli.terminal import Listing, show, write_bytes

if TYPE_CHECKING:
    from docparse.cli.messages import Messages


def print_forms(*, messages: Messages) -> int:
    """Lists the forms that come with docparse, a line for each title and variant."""
    from docparse.grammars.load import load_forms

    rows: list[tuple[str, ...]] = []
    for form in load_forms():
        variants = [f"{variant.id} ({len(variant.columns)})" for variant in form.variants]
        facts = (form.kind, str(len(form.columns)))
        for title, variant in zip_longest(form.titles, variants, fillvalue=""):
            rows.append((*facts, title, variant))
            facts = ("", "")
    header = tuple(messages.text(f"forms.{name}") for name in ("kind", "columns", "titles", "variants"))
    show([Listing("", header, tuple(rows), frozenset({1}))], sys.stdout)
    return 0


def print_schema() -> int:
    """Prints the JSON Schema as it is packaged."""
    write_bytes((files("docparse") / "schema" / "report.schema.json").read_bytes())
    return 0
