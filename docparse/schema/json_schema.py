"""The JSON Schema of the report, generated from the models and committed beside them."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from docparse.schema.report import SCHEMA_VERSION, Report

SCHEMA_FILE = Path(__file__).with_name("report.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = f"urn:docparse:schema:report:{SCHEMA_VERSION}"


class _UntitledFields(GenerateJsonSchema):
    """Leaves out the titles that merely repeat the name of a key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the full serialised form."""
    generated = Report.model_json_schema(mode="serialization", schema_generator=_UntitledFields)
    head = {"$schema": DIALECT, "$id": SCHEMA_ID, "title": f"docparse report {SCHEMA_VERSION}"}
    return head | {key: generated[key] for key in generated if key not in head}


def render_schema() -> str:
    """The text of the committed file, with its final newline."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"
