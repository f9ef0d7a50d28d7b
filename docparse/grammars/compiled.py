"""The compiled forms: what the form files of this package say, validated, in a file that is quick to read.

``forms.json`` is generated (``python -m docparse.grammars --write``) and committed; it carries the hash of the form
files that it was made from. Where the hash is not that of the files at hand, it is not used.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.grammars.model import ColumnForm, Form, GroupForm, IdentityForm, ItemForm, VariantForm

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = Path(__file__).with_name("accounts")
COMPILED = Path(__file__).with_name("forms.json")


def sources_hash(folder: Path = FORMS) -> str:
    """The hash of all form files of a folder with their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def compile_forms(forms: Sequence[Form], *, sources: str) -> str:
    """The text of the compiled file."""
    tree = {"sources": sources, "forms": [asdict(form) for form in forms]}
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_compiled(*, sources: str, file: Path = COMPILED) -> tuple[Form, ...] | None:
    """The compiled forms, None where the file is missing or was made from other form files."""
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if tree.get("sources") != sources:
        return None
    return tuple(_form(each) for each in tree["forms"])


def _form(tree: dict[str, Any]) -> Form:
    return Form(
        kind=tree["kind"],
        titles=tuple(tree["titles"]),
        rows=tree["rows"],
        groups=tuple(GroupForm(**each | {"stub": tuple(each["stub"])}) for each in tree["groups"]),
        columns=tuple(
            ColumnForm(**each | {"paths": tuple(tuple(path) for path in each["paths"])}) for each in tree["columns"]
        ),
        variants=tuple(VariantForm(**each | {"columns": tuple(each["columns"])}) for each in tree["variants"]),
        stub_labels=tuple(tree["stub_labels"]),
        identities=tuple(_identity(each) for each in tree["identities"]),
        sums=tuple(_identity(each) for each in tree["sums"]),
        funding=tree["funding"],
        items=tuple(ItemForm(**each) for each in tree["items"]),
    )


def _identity(tree: dict[str, Any]) -> IdentityForm:
    sides = {name: tuple(tree[name]) for name in ("parts", "left", "right")}
    return IdentityForm(tree["id"], tree["total"], **sides)
