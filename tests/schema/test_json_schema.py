"""The committed JSON Schema is what the models give."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docparse.schema import json_schema
from docparse.schema.__main__ import main
from docparse.schema.json_schema import SCHEMA_FILE, render_schema, report_schema
from tests.schema.test_contract import KEYS

ROOT = Path(__file__).parents[2]
OPTIONAL = {"alternatives", "disputed_by", "repaired"}


def definition(name: str) -> dict[str, Any]:
    schema = report_schema()
    return schema if name == "Report" else schema["$defs"][name]  # type: ignore[no-any-return]


def test_committed_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_bytes() == render_schema().encode(), "renew it: python -m docparse.schema --write"


def test_schema_names_its_dialect_its_id_and_its_title() -> None:
    schema = report_schema()
    assert list(schema)[:3] == ["$schema", "$id", "title"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (schema["$id"], schema["title"]) == ("urn:docparse:schema:report:1.0", "docparse report 1.0")


@pytest.mark.parametrize("name", KEYS)
def test_schema_demands_every_key_but_the_optional_ones_of_cells(name: str) -> None:
    assert set(definition(name)["required"]) == set(KEYS[name].split()) - OPTIONAL


@pytest.mark.parametrize("name", KEYS)
def test_schema_refuses_unknown_keys(name: str) -> None:
    assert definition(name)["additionalProperties"] is False


@pytest.mark.parametrize("name", KEYS)
def test_schema_says_what_each_key_means(name: str) -> None:
    assert [key for key, value in definition(name)["properties"].items() if not value.get("description")] == []


def test_schema_holds_amounts_to_decimal_strings() -> None:
    value = definition("AmountCell")["properties"]["value"]
    assert value["anyOf"] == [{"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}, {"type": "null"}]


def test_module_prints_the_schema() -> None:
    command = [sys.executable, "-X", "utf8", "-m", "docparse.schema"]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert json.loads(printed.stdout) == report_schema()


def test_module_writes_the_schema_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.schema.json"
    monkeypatch.setattr("docparse.schema.__main__.SCHEMA_FILE", target)
    main(["--write"])
    assert target.read_bytes() == render_schema().encode()


def test_schema_stands_beside_its_models() -> None:
    assert SCHEMA_FILE.parent == Path(json_schema.__file__).parent
