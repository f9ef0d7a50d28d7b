"""The compiled forms are what the form files say, and are used only as long as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docparse.grammars.authoring import read_forms
from docparse.grammars.compiled import COMPILED, FORMS, compile_forms, load_compiled, sources_hash
from docparse.grammars.load import load_forms

if TYPE_CHECKING:
    from pathlib import Path


def test_committed_file_is_what_compiling_the_form_files_gives() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compile_forms(read_forms(FORMS), sources=sources_hash())


def test_compiled_forms_say_what_the_form_files_say() -> None:
    compiled = load_compiled(sources=sources_hash())
    assert compiled is not None
    assert [str(form) for form in compiled] == [str(form) for form in read_forms(FORMS)]
    assert [form.kind for form in load_forms()] == [form.kind for form in compiled]


def test_compiled_file_of_other_form_files_is_not_used(tmp_path: Path) -> None:
    for path in FORMS.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "expenditure.toml").write_text("kind = 'expenditure'", encoding="utf-8")
    assert load_compiled(sources=sources_hash(tmp_path)) is None


def test_missing_or_torn_compiled_file_is_not_used(tmp_path: Path) -> None:
    torn = tmp_path / "forms.json"
    assert load_compiled(sources=sources_hash(), file=torn) is None
    torn.write_text(COMPILED.read_text(encoding="utf-8")[:100], encoding="utf-8")
    assert load_compiled(sources=sources_hash(), file=torn) is None


def test_compiled_file_names_its_sources() -> None:
    assert json.loads(COMPILED.read_text(encoding="utf-8"))["sources"] == sources_hash()
