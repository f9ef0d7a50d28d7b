"""``docparse new-form``: the commented skeleton of a form file, for someone who has a table that no form knows."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from docparse.cli.complaints import CommandError, UsageError, complaint_of
from docparse.cli.terminal import write_bytes, write_error_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docparse.cli.messages import Messages
    from docparse.grammars.model import Form

_GENERIC = "generic"
# Keys that a comment explains where they first stand.
_EXPLAINED = ("titles", "rows", "stub_labels", "groups", "columns", "variants", "identities")
_SECTIONS = ("groups", "columns", "variants", "identities", "sums", "items")
# Lists that stay on one line up to this length.
_WIDTH = 118

Tree = dict[str, Any]


def new_form(kind: str, *, out: str | None, messages: Messages) -> int:
    """Prints the skeleton of a form of that kind, or writes it to a new file, and says what comes next.

    Raises:
        CommandError: The kind is none that a form can have, or the file exists or cannot be written.
    """
    known = _known_form(kind, messages)
    name = kind.rpartition(":")[2]
    text = skeleton(kind, known=known, file=out or f"{name}.toml", messages=messages)
    if known is not None:
        write_error_line(messages.text("new-form.known", kind=kind, file=f"docparse/grammars/accounts/{kind}.toml"))
    if out is None:
        write_bytes(text.encode("utf-8"))
        return 0
    try:
        with Path(out).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise CommandError("new-form.exists", name=out) from error
    except OSError as error:
        raise complaint_of(error, label=out) from error
    written = "new-form.written" if known is not None else "new-form.written-own"
    write_error_line(messages.text(written, name=name, **_words(out)))
    return 0


def _known_form(kind: str, messages: Messages) -> Form | None:
    """The form of that kind that comes with docparse; None for a kind of one's own."""
    from docparse.grammars.linting.findings import nearest_of
    from docparse.grammars.linting.forms import OWN_KIND
    from docparse.grammars.load import load_forms
    from docparse.schema.tables import StatutoryKind

    if OWN_KIND.fullmatch(kind):
        return None

    kinds = [each for each in get_args(StatutoryKind) if each != _GENERIC]
    if kind not in kinds:
        near = nearest_of(kind, kinds)
        hint = messages.text("lint.hint", near=near) if near else ""
        raise UsageError("new-form.kind", kind=kind, known=", ".join(kinds), hint=hint)
    return next((form for form in load_forms() if form.kind == kind), None)


def skeleton(kind: str, *, known: Form | None, file: str, messages: Messages) -> str:
    """The text of a form file with comments in the user's language; what its author must fill in stands in 〈 〉.

    Args:
        kind: The kind of the form.
        known: A form of the kind, whose keys, labels and arithmetic are taken over.
        file: The path of the file.
        messages: The language.
    """
    name = kind.rpartition(":")[2]
    head = messages.text("skeleton.head" if known is not None else "skeleton.head-own", name=name, **_words(file))
    tree = _own_tree(kind, name, messages) if known is None else _tree_of(known, messages)
    lines = [*_comment(head), *_top(tree, messages)]
    for section in _SECTIONS:
        for place, entry in enumerate(tree.get(section, ())):
            lines.append("")
            lines += _comment(messages.text(f"skeleton.{section}")) if not place and section in _EXPLAINED else ()
            lines.append(f"[[{section}]]")
            lines += _assignments(entry)
    return "\n".join(lines) + "\n"


def _words(file: str) -> dict[str, str]:
    """A file and its folder, each as one word of a command line."""
    return {"file": shlex.quote(file), "folder": shlex.quote(str(Path(file).parent))}


def _own_tree(kind: str, name: str, messages: Messages) -> Tree:
    """A form of a total and two parts, with everything that is printed left open."""
    title, place, stub, total, first, second, group = (
        messages.text(f"skeleton.{key}") for key in ("title", "variant", "stub", "total", "first", "second", "group")
    )
    parts = [messages.text("skeleton.first-key"), messages.text("skeleton.second-key")]
    return {
        "kind": kind,
        "titles": [title],
        "rows": "function_code",
        "stub_labels": [stub],
        "groups": [{"stub": ["code", "name"]}],
        "columns": [
            {"key": "total", "paths": [[total]]},
            {"key": parts[0], "paths": [[first], [group, first]]},
            {"key": parts[1], "paths": [[second], [group, second]]},
        ],
        "variants": [{"id": place, "columns": ["total", *parts]}],
        "identities": [{"id": f"{name.replace('_', '-')}.row-sum", "total": "total", "parts": parts}],
    }


def _tree_of(known: Form, messages: Messages) -> Tree:
    """What a known form says, with its title and its variant left open."""
    tree = _said(asdict(known))
    tree |= {section: [_said(entry) for entry in tree[section]] for section in _SECTIONS if section in tree}
    variant = {"id": messages.text("skeleton.variant"), "columns": list(known.variants[0].columns)}
    return tree | {"titles": [messages.text("skeleton.title")], "variants": [variant]}


def _said(entry: Mapping[str, Any]) -> Tree:
    """An entry without what goes without saying."""
    return {key: value for key, value in entry.items() if value not in (None, False, (), [])}


def _top(tree: Tree, messages: Messages) -> Iterator[str]:
    for key, value in tree.items():
        if key in _SECTIONS:
            continue
        if key in _EXPLAINED:
            yield ""
            yield from _comment(messages.text(f"skeleton.{key}"))
        yield from _assignments({key: value})


def _assignments(entry: Mapping[str, Any]) -> Iterator[str]:
    """The keys of an entry in TOML; a list that is too long for a line has one item a line."""
    for key, value in entry.items():
        line = f"{key} = {_toml(value)}"
        if len(line) <= _WIDTH or not isinstance(value, list | tuple):
            yield line
        else:
            yield f"{key} = ["
            yield from (f"  {_toml(item)}," for item in value)
            yield "]"


def _toml(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    # A JSON string without control characters is a TOML string.
    return json.dumps(value, ensure_ascii=False)


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.strip("\n").splitlines()]
