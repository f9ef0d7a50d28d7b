"""The fields of a report as a page for people, made from the same models as the JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.schema.json_schema import report_schema
from docparse.schema.report import SCHEMA_VERSION
from docparse.schema.scalars import DECIMAL_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Tree = dict[str, Any]

_HEAD = f"""\
# Schema reference

Every object of a report with its fields: version {SCHEMA_VERSION} of the schema. `docparse schema` prints the same as
JSON Schema; this page is made from the models in docparse/schema.

A field is always there, `null` where the text does not carry it, unless its line says that it may be left out. Spans
count Unicode code points of the decoded text; amounts are decimal strings with the digits as printed.
"""
_WHOLE_JSON = "JsonValue"


def as_markdown() -> str:
    """The page: Report first, then each object where it is first named."""
    schema = report_schema()
    sections = (_section(name, tree) for name, tree in _objects(schema).items())
    return _HEAD + "".join(f"\n{section}\n" for section in sections)


def _objects(schema: Tree) -> Mapping[str, Tree]:
    """Every object by its name, in the order in which they name each other."""
    found = {"Report": schema}
    waiting = [schema]
    while waiting:
        for name in _named(waiting.pop(0)["properties"]):
            if name not in found and name != _WHOLE_JSON:
                found[name] = schema["$defs"][name]
                waiting.append(found[name])
    return found


def _named(tree: object) -> Iterator[str]:
    """Names of the objects that a part of the schema refers to."""
    if isinstance(tree, dict):
        if "$ref" in tree:
            yield _name(tree)
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _named(part)


def _name(reference: Tree) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _section(name: str, tree: Tree) -> str:
    required = tree.get("required", ())
    rows = "".join(_row(field, each, required=field in required) for field, each in tree["properties"].items())
    return f"## {name}\n\n{tree['description']}\n\n| field | type | meaning |\n|---|---|---|\n{rows.rstrip()}"


def _row(field: str, tree: Tree, *, required: bool) -> str:
    meaning = tree.get("description", "")
    if not required and "left out" not in meaning:
        meaning += " May be left out."
    cells = (f"`{field}`", _type(tree), meaning.replace("*", r"\*"))
    row = " | ".join(cell.replace("|", r"\|") for cell in cells)
    return f"| {row} |\n"


def _type(tree: Tree) -> str:
    """A type in words, with objects as links.

    >>> _type({"type": "array", "items": {"$ref": "#/$defs/Row"}})
    'list of [Row](#row)'
    >>> _type({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]})
    'integer from 1 or null'
    """
    if "$ref" in tree:
        name = _name(tree)
        return "any JSON" if name == _WHOLE_JSON else f"[{name}](#{name.lower()})"
    if "anyOf" in tree:
        return " or ".join(dict.fromkeys(map(_type, tree["anyOf"])))
    if "enum" in tree:
        return ", ".join(f"`{value}`" for value in tree["enum"])
    kind = tree.get("type", "any JSON")
    return _COMPOUND.get(kind, _plain)(tree)


def _plain(tree: Tree) -> str:
    return str(tree.get("type", "any JSON"))


def _array(tree: Tree) -> str:
    if "prefixItems" in tree:
        return "span `[start, end]`"
    return f"list of {_type(tree['items'])}"


def _object(tree: Tree) -> str:
    values = tree.get("additionalProperties")
    return f"object whose values are {_type(values)}" if isinstance(values, dict) else "object"


def _string(tree: Tree) -> str:
    pattern = tree.get("pattern")
    if pattern == DECIMAL_PATTERN:
        return "decimal string"
    return f"string like `{pattern}`" if pattern else "string"


def _number(tree: Tree) -> str:
    least, most = tree.get("minimum"), tree.get("maximum")
    return f"{tree['type']}{f' from {least}' if least is not None else ''}{f' to {most}' if most is not None else ''}"


_COMPOUND = {"array": _array, "object": _object, "string": _string, "integer": _number, "number": _number}
