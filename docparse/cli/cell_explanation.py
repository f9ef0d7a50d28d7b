"""The evidence of one cell as listings for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.cli.excerpt import shown_lines
from docparse.cli.messages import more_sentences
from docparse.cli.terminal import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.excerpt import Place
    from docparse.cli.messages import Messages

Tree = dict[str, Any]

_NOTHING = "—"
# How a value came to its column, where the same is told of a blank in other words.
_TOLD_OF_BLANKS = ("fields", "positions", "sums")


def describe_cell(table: Tree, cell: Tree, places: Sequence[Place], messages: Messages) -> list[Listing]:
    """The listings of a cell; some may have no rows."""
    say = messages.text
    title = say("explain.cell", table=table["id"], row=cell["row"]["id"], column=cell["column"]["key"])
    ruled_out = "explain.ruled-out" if cell["value"] is not None else "explain.ruled-out-blank"
    return [
        Listing(title, (), _cell_facts(cell, messages)),
        Listing(say("explain.source"), (), tuple(shown_lines(places)), frozenset({0})),
        Listing(say("explain.fixed"), (), ((_fixed(cell, messages),),)),
        Listing(say("explain.placing"), (), _placing(cell["placing"], messages)),
        Listing(say(ruled_out), (), _named_columns(cell["ruled_out"], table, messages)),
        Listing(say("explain.alternatives"), (), _named_columns(cell["alternatives"], table, messages)),
        Listing(say("explain.may-hold"), (), _may_hold(cell, messages)),
        Listing(say("explain.unsettled"), (), _labelled(cell["unsettled"], table)),
        check_listing(cell["checks"], messages),
        Listing(say("explain.grounds"), (), _grounds(cell, messages), frozenset({1})),
        Listing("", (), _independence(cell, messages)),
        diagnostic_listing(cell["diagnostics"], messages),
    ]


def _placing(placing: Tree | None, messages: Messages) -> tuple[tuple[str, str], ...]:
    """What the print left open and what identities made of it."""
    if placing is None:
        return ()
    say = messages.text
    left = "explain.sums-left" if placing["sums_allow"] else "explain.sums-left-none"
    facts = [
        ("explain.by-print", say("explain.print-leaves", **placing)),
        ("explain.by-row", say(left, **placing) + ("" if placing["search_complete"] else say("explain.search-cut"))),
    ]
    if placing["sums_allow"]:
        facts.append(("explain.here", say("explain.figures-here", number=placing["figures_here"])))
    if placing["one_column"] is not None and placing["sums_allow"]:
        one = "one" if placing["one_column"] else "several"
        facts.append(("explain.by-all", say(f"explain.all-leave-{one}")))
    if placing["proof"] is not None:
        facts.append(("explain.proof", say(f"explain.proof-{placing['proof']}", **placing)))
    return tuple((say(name), said) for name, said in facts)


def _named_columns(readings: Sequence[Tree], table: Tree, messages: Messages) -> tuple[tuple[str, ...], ...]:
    """Other readings: the column with its labels, and what it would read."""
    nowhere = messages.text("explain.no-cell")
    columns = _labelled([each["column"] for each in readings], table)
    return tuple(
        (key or nowhere, labels, each["value"] or _NOTHING)
        for (key, labels), each in zip(columns, readings, strict=True)
    )


def _labelled(keys: Sequence[str], table: Tree) -> tuple[tuple[str, str], ...]:
    labels = {column["key"]: "/".join(column["path"]) for column in table["columns"]}
    return tuple((key, labels.get(key, "")) for key in keys)


def _grounds(cell: Tree, messages: Messages) -> tuple[tuple[str, str], ...]:
    return tuple(
        (messages.text(f"explain.ground-{ground}"), str(number)) for ground, number in cell["grounds"].items() if number
    )


def _independence(cell: Tree, messages: Messages) -> tuple[tuple[str], ...]:
    """Whether what speaks for a value other than zero are several things or one, and whether that is a proof."""
    if not (cell["value"] or "").strip("-0."):
        return ()
    grounds = min(sum(number > 0 for number in cell["grounds"].values()), 2)
    # Checks that hold are no proof of a column that was chosen so that they hold, nor where the status asks for more.
    unproved = grounds == 2 and cell["status"] != "verified"
    said = ("unproved" if cell["placing"] is None else "placed") if unproved else grounds
    return ((messages.text(f"explain.independent-{said}"),),)


def _cell_facts(cell: Tree, messages: Messages) -> tuple[tuple[str, ...], ...]:
    say = messages.text
    row, column = cell["row"], cell["column"]
    named = " ".join(each for each in (row["code"] or row["line_number"], row["name"]) if each)
    number = f"{column['number']}: " if column["number"] else ""
    facts = [
        ("row", f"{named or row['id']}", row["side"] or ""),
        ("column", f"{number}{' / '.join(column['path'])}", ""),
        ("value", f"{cell['value'] or _NOTHING} {cell.get('unit') or ''}".strip(), _yuan(cell, messages)),
        ("status", cell["status"], say(f"explain.status-{cell['status']}")),
    ]
    if cell["raw"] is not None:
        facts.insert(3, ("raw", cell["raw"], say("explain.repaired") if cell["repaired"] else ""))
    if cell["disputed_by"]:
        facts.append(("disputed", ", ".join(cell["disputed_by"]), ""))
    return tuple((say(f"explain.{name}"), value, beside) for name, value, beside in facts)


def _yuan(cell: Tree, messages: Messages) -> str:
    return messages.text("explain.yuan", yuan=cell["yuan"]) if cell["yuan"] is not None else ""


def _fixed(cell: Tree, messages: Messages) -> str:
    fixed = cell["fixed_by"]
    blank = "-blank" if cell["status"] in ("blank", "unsettled") and fixed["how"] in _TOLD_OF_BLANKS else ""
    return messages.text(f"explain.fixed-{fixed['how']}{blank}", **fixed)


def _may_hold(cell: Tree, messages: Messages) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (each["value"] or _NOTHING, messages.text("explain.from-column", column=each["column"]))
        for each in cell["may_hold"]
    )


def check_listing(checks: Sequence[Tree], messages: Messages) -> Listing:
    """Checks with what came of each."""
    say = messages.text
    rows = tuple(
        (
            say(f"explain.check-{each['outcome']}"),
            say(f"explain.ground-{each['ground']}") if "ground" in each else "",
            _off(each, messages),
            _why(each, messages),
            each.get("in_words") or each["statement"],
        )
        for each in checks
    )
    return Listing(say("explain.checks"), (), rows)


def _off(check: Tree, messages: Messages) -> str:
    if check["difference"] is None:
        return ""
    return messages.text("explain.off", difference=check["difference"], tolerance=check["tolerance"])


def _why(check: Tree, messages: Messages) -> str:
    if check["cause"]:
        return messages.text(f"check.cause-{check['cause']}")
    if check.get("same_as"):
        return messages.text("explain.same-as")
    key = f"check.reason.{check['reason']}"
    return messages.text(key) if key in more_sentences() else check["reason"] or ""


def diagnostic_listing(diagnostics: Sequence[Tree], messages: Messages) -> Listing:
    """Diagnostics with their lines."""
    rows = tuple((_lines(each["lines"]), each["severity"], each["code"], each["message"]) for each in diagnostics)
    return Listing(messages.text("explain.diagnostics"), (), rows)


def _lines(lines: Sequence[int] | None) -> str:
    if lines is None:
        return ""
    return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}-{lines[1]}"
