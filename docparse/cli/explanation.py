"""The evidence of ``docparse explain`` as listings for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.cli.cell_explanation import check_listing, describe_cell, diagnostic_listing
from docparse.cli.terminal import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.excerpt import Place
    from docparse.cli.messages import Messages

Tree = dict[str, Any]

_NOTHING = "—"
_WAYS = ("print", "identities", "open", "none")


def describe(evidence: Tree, places: Sequence[Place], *, messages: Messages) -> list[Listing]:
    """The listings of a table, or of a cell where the evidence has one; those without rows are left out.

    Args:
        evidence: What ``gather`` found.
        places: The characters of the source to show with a cell.
        messages: The language.
    """
    table, cell = evidence["table"], evidence["cell"]
    listings = _of_table(table, messages) if cell is None else describe_cell(table, cell, places, messages)
    return [listing for listing in (*listings, _origin(evidence, messages)) if listing.rows]


def _origin(evidence: Tree, messages: Messages) -> Listing:
    """What was read and what read it."""
    source, producer = evidence["source"], evidence["producer"]
    rows = (
        (messages.text("explain.sha256"), source["sha256"]),
        (messages.text("explain.engine"), messages.text("explain.produced", **producer)),
    )
    return Listing(messages.text("explain.origin"), (), rows)


def _of_table(table: Tree, messages: Messages) -> list[Listing]:
    say = messages.text
    first, last = table["lines"]
    header = ("number", "side", "key", "path", "header", "place", "match")
    shown = [place for place, name in enumerate(header) if name != "side" or any(c["side"] for c in table["columns"])]
    rows = [_column(column, messages) for column in table["columns"]]
    return [
        Listing(say("explain.about", id=table["id"], first=first, last=last), (), _facts(table, messages)),
        Listing(say("explain.recognised"), (), _recognition(table, messages)),
        Listing(
            say("explain.headers"),
            tuple(say(f"explain.{header[place]}") for place in shown),
            tuple(tuple(row[place] for place in shown) for row in rows),
            frozenset({0}),
        ),
        _group_listing(table["groups"], messages),
        _count_listing(table["checks"]["counts"], messages),
        check_listing(table["checks"]["failing"], messages),
        diagnostic_listing(table["diagnostics"], messages),
    ]


def _facts(table: Tree, messages: Messages) -> tuple[tuple[str, ...], ...]:
    say = messages.text
    unprinted = say("explain.not-printed")

    def told(name: str, sentence: str = "explain.on-line", **fields: object) -> tuple[str, str]:
        found = table[name]
        if found is None:
            return _NOTHING, unprinted
        return found["value"] or _NOTHING, say(sentence, line=found["places"][0]["line"], **fields)

    facts = [
        ("title", *told("title", *_title_sentence(table), known=(table["title"] or {}).get("form_title"))),
        ("form-number", *told("form_number")),
        ("unit", *_unit(table, messages)),
        ("department", *told("department")),
        ("fiscal-year", *told("fiscal_year")),
        ("rows", str(table["rows"]), say("explain.empty") if table["empty"] else ""),
    ]
    placing = table["placing"]
    facts.append(("placing-rows", str(sum(placing[way] for way in _WAYS)), say("explain.placing-ways", **placing)))
    if placing["numbers_left_over"] or placing["lines_unread"]:
        facts.append(("not-understood", "", say("explain.left-over", **placing)))
    if table["also_of_this_kind"]:
        facts.append(("others", ", ".join(table["also_of_this_kind"]), table["relation"] or ""))
    return tuple((say(f"explain.{name}"), value, where) for name, value, where in facts)


def _title_sentence(table: Tree) -> tuple[str, ...]:
    title = table["title"] or {}
    if "same" not in title:
        return ()
    return ("explain.title-same",) if title["same"] else ("explain.title-like",)


def _unit(table: Tree, messages: Messages) -> tuple[str, str]:
    unit = table["unit"]
    if unit is None:
        return _NOTHING, messages.text("explain.not-printed")
    fields = {"line": unit["places"][0]["line"], "factor": table["unit_factor"] or "?"}
    if unit["from"]:
        return unit["value"], messages.text("explain.unit-from", tables=", ".join(unit["from"]), **fields)
    return unit["value"], messages.text("explain.yuan-each", **fields)


def _recognition(table: Tree, messages: Messages) -> tuple[tuple[str, ...], ...]:
    say = messages.text
    form, rendering = table["form"], table["rendering"]
    runner_up = form["runner_up"] or say("explain.none")
    facts = [
        ("form", form["id"] or _NOTHING, say("explain.score", score=form["score"])),
        ("runner-up", runner_up, say("explain.margin", margin=form["margin"]) if form["runner_up"] else ""),
        ("columns", str(len(table["columns"])), _variant(form, messages)),
        ("column-numbers", *_ruler(table["column_numbers"], messages)),
        ("rendering", rendering["id"] or _NOTHING, say("explain.print", **rendering)),
    ]
    return tuple((say(f"explain.{name}"), value, why) for name, value, why in facts)


def _ruler(places: Sequence[Tree], messages: Messages) -> tuple[str, str]:
    if not places:
        return _NOTHING, messages.text("explain.not-printed")
    return " ".join(places[0]["text"].split()), messages.text("explain.on-line", line=places[0]["line"])


def _variant(form: Tree, messages: Messages) -> str:
    if form["variant"] is None:
        return ""
    if not form["lacks"] and not form["adds"]:
        return messages.text("explain.variant", variant=form["variant"])
    lacks, adds = (", ".join(form[name]) or messages.text("explain.none") for name in ("lacks", "adds"))
    return messages.text("explain.variant-near", variant=form["variant"], lacks=lacks, adds=adds)


def _column(column: Tree, messages: Messages) -> tuple[str, ...]:
    pieces = column["header"]
    return (
        column["number"] or "",
        column["side"] or "",
        column["key"],
        " / ".join(column["path"]),
        " + ".join(piece["text"] for piece in pieces) or _NOTHING,
        ", ".join(f"{piece['line']}:{piece['column']}" for piece in pieces),
        messages.text(f"explain.match-{column['match']}", pieces=len(pieces)),
    )


def _group_listing(groups: Sequence[Tree], messages: Messages) -> Listing:
    header = tuple(messages.text(f"explain.{name}") for name in ("path", "first-place", "above"))
    torn = messages.text("explain.torn")
    rows = tuple(
        (
            " / ".join(group["path"]),
            ", ".join(f"{place['line']}:{place['column']}" for place in group["header"]) or torn,
            ", ".join(group["columns"]),
        )
        for group in groups
    )
    return Listing(messages.text("explain.groups"), header, rows)


def _count_listing(counts: Tree, messages: Messages) -> Listing:
    """How many checks of each kind came out how."""
    outcomes = dict.fromkeys(outcome for each in counts.values() for outcome in each)
    header = (messages.text("explain.kind"), *(messages.text(f"explain.check-{outcome}") for outcome in outcomes))
    rows = tuple(
        (messages.text(f"check.kind-{kind}"), *(str(each[outcome]) for outcome in outcomes))
        for kind, each in counts.items()
    )
    return Listing(messages.text("explain.counts"), header, rows, frozenset(range(1, len(header))))
