"""The evidence of ``docparse check`` as listings for a person who knows accounts and not docparse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.cli.excerpt import places_of, shown_lines
from docparse.cli.messages import more_sentences
from docparse.cli.terminal import Listing
from docparse.reviewing.figures import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.messages import Messages
    from docparse.schema import Report

Tree = dict[str, Any]

_NOTHING = "—"
# So many zeros of one check are only counted.
_MANY_ZEROS = 4
# So many other checks are named beside one.
_MOST_NUMBERS = 10
_NUMBERS = ("difference", "tolerance")
_OUTCOMES = ("holds", "within_rounding", "source", "unresolved", "not_tested")
_COLUMNS = {"values": "values", "zeros": "zeros-column", "counts_and_rates": "counts-and-rates"}


def describe(
    evidence: Tree, report: Report, text: str | None, *, only_failed: bool, messages: Messages
) -> list[Listing]:
    """The listings of a report's checks; those without rows are left out.

    Args:
        evidence: What ``check_evidence`` found.
        report: The report; with its source attached where there is a text.
        text: The decoded source, None where only the report is known: then no line is quoted.
        only_failed: Whether what holds and what was not tested is left out.
        messages: The language.
    """
    failures = _failures(evidence, report, text, messages)
    if only_failed:
        return [listing for listing in failures if listing.rows]
    say = messages.text
    listings = [
        _counts(evidence["counts"], messages),
        *failures,
        Listing(say("check.untested"), (), _untested(evidence["not_tested"], messages), frozenset({0})),
        _amounts(evidence["amounts"], messages),
        Listing(say("check.unread"), (), _unread(evidence["unread"], messages)),
    ]
    return [listing for listing in listings if listing.rows]


def summary(label: str, evidence: Tree, *, messages: Messages) -> str:
    """One line: how many checks there are, and what came of them."""
    totals = {name: sum(each[name] for each in evidence["counts"].values()) for name in _OUTCOMES}
    number = sum(totals[name] for name in _OUTCOMES if name != "within_rounding")
    places = evidence["places_of_failures"]
    key = "check.nothing-to-check" if not number else "check.summary-failing" if places else "check.summary"
    return messages.text(key, name=label, number=number, tables=evidence["tables"], places=places, **totals)


def _counts(counts: Tree, messages: Messages) -> Listing:
    rows = tuple(
        (messages.text(f"check.kind-{kind}"), *(str(each[outcome] or "") for outcome in _OUTCOMES))
        for kind, each in counts.items()
    )
    header = _header(messages, "kind", *_OUTCOMES)
    return Listing(messages.text("check.counts"), header, rows, frozenset(range(1, len(header))))


def _failures(evidence: Tree, report: Report, text: str | None, messages: Messages) -> list[Listing]:
    """Each failing check: the sum, by how much it fails, why, its figures and their lines; then what is in doubt."""
    say = messages.text
    listings = []
    for failed in evidence["failed"]:
        cause, kind = say(f"check.cause-{failed['cause']}"), say(f"check.kind-{failed['kind']}")
        title = say("check.failed", number=failed["number"], cause=cause, kind=kind)
        listings += [Listing(title, (), _facts(failed, messages)), _figures(failed["figures"], messages)]
        if text is not None:
            listings.append(Listing("", (), _quoted(failed["figures"], report, text), frozenset({0})))
    if listings and text is None:
        listings.append(Listing("", (), ((say("check.not-quoted"),),)))
    doubted = tuple((_numbers(each["checks"]), *_place_in_words(each)) for each in evidence["in_doubt"])
    header = _header(messages, "checks", "value", "unit", "figure", "line")
    return [*listings, Listing(say("check.in-doubt"), header, doubted, frozenset({1}))]


def _facts(failed: Tree, messages: Messages) -> tuple[tuple[str, str], ...]:
    say = messages.text
    facts = [
        ("about", failed["about"]),
        ("identity", _identity(failed, messages)),
        ("difference", "" if failed["clash_of_units"] else _difference(failed, messages)),
        ("cause", _cause(failed, messages)),
    ]
    if failed["not_understood"]:
        facts.append(("beware", say("check.not-understood", tables=", ".join(failed["not_understood"]))))
    if failed["shares_figures_with"]:
        facts.append(("see-also", say("check.shares", numbers=_numbers(failed["shares_figures_with"]))))
    facts.append(("id", failed["id"]))
    return tuple((say(f"check.{name}"), said) for name, said in facts if said)


def _identity(failed: Tree, messages: Messages) -> str:
    if any(figure["side"] is None for figure in failed["figures"]) or not failed["figures"]:
        return str(failed["statement"])
    left, right = grouped(failed["left"]), grouped(failed["right"])
    return messages.text("check.sides-differ", left=left, right=right, unit=failed["unit"]).rstrip()


def _difference(failed: Tree, messages: Messages) -> str:
    difference, tolerance = (" ".join((grouped(failed[name]), failed["unit"])).rstrip() for name in _NUMBERS)
    yuan = failed["difference_in_yuan"]
    key = "check.by" if yuan in (None, failed["difference"]) else "check.by-yuan"
    return messages.text(key, difference=difference, tolerance=tolerance, yuan=grouped(yuan or ""))


def _cause(failed: Tree, messages: Messages) -> str:
    if failed["clash_of_units"]:
        return messages.text("check.because-units")
    if failed["blank_side"]:
        return messages.text("check.because-blank")
    doubted = any(figure["status"] not in ("verified", "not_applicable") for figure in failed["figures"])
    if failed["cause"] == "unresolved" and not doubted:
        return messages.text("check.because-missing")
    return messages.text(f"check.because-{failed['cause']}")


def _figures(figures: Sequence[Tree], messages: Messages) -> Listing:
    """The figures of a check with their names; many zeros are one line."""
    say = messages.text
    zeros = [figure for figure in figures if _is_zero(figure)]
    folded = zeros if len(zeros) >= _MANY_ZEROS else []
    rows = [
        (
            say(f"check.{figure['side']}") if figure["side"] else "",
            *_place_in_words(figure),
            say(f"check.status-{figure['status']}") if figure["status"] else "",
        )
        for figure in figures
        if figure not in folded
    ]
    if folded:
        lines = _ranges(sorted({place["line"] for figure in folded for place in figure["places"]}))
        rows.append(("", "0", "", say("check.zeros", number=len(folded)), lines, ""))
    header = _header(messages, "side", "value", "unit", "figure", "line", "status")
    return Listing("", header, tuple(rows), frozenset({1}))


def _place_in_words(figure: Tree) -> tuple[str, str, str, str]:
    lines = _ranges(sorted({place["line"] for place in figure["places"]}))
    value = grouped(figure["value"]) if figure["value"] else figure["raw"] or _NOTHING
    return value, figure["unit"], figure["name"], lines or _characters(figure)


def _characters(figure: Tree) -> str:
    """Where it stands in a source that is not at hand: offsets of its characters."""
    return ", ".join(f"[{start}:{end}]" for start, end in figure["spans"])


def _is_zero(figure: Tree) -> bool:
    return not (figure["value"] or "").strip("-0.")


def _quoted(figures: Sequence[Tree], report: Report, text: str) -> tuple[tuple[str, str], ...]:
    """The lines of the figures with these marked; a zero is marked where another figure stands on its line."""
    spans = [span for figure in figures if not _is_zero(figure) for span in figure["spans"]]
    places = places_of(report, text, spans or [span for figure in figures for span in figure["spans"]])
    lines = {place.line for place in places}
    beside = places_of(report, text, [span for figure in figures if _is_zero(figure) for span in figure["spans"]])
    return tuple(shown_lines([*places, *(place for place in beside if place.line in lines)]))


def _untested(untested: Sequence[Tree], messages: Messages) -> tuple[tuple[str, str], ...]:
    """How many were not tested for each reason, then how many of these concern each table."""
    rows: list[tuple[str, str]] = []
    for each in untested:
        key = f"check.reason.{each['reason']}"
        reason = messages.text(key) if key in more_sentences() else each["reason"]
        kinds = ", ".join(f"{messages.text(f'check.kind-{kind}')} {count}" for kind, count in each["kinds"].items())
        rows.append((str(len(each["checks"])), f"{reason} ({kinds})"))
        rows += [("", f"{table}: {count}") for table, count in each["tables"].items()]
    return tuple(rows)


def _amounts(amounts: Tree, messages: Messages) -> Listing:
    say = messages.text
    columns = [name for name in _COLUMNS if any(amounts[name].values())]
    rows = [
        (say(f"check.amounts-{status}"), *(str(amounts[name][status] or "") for name in columns))
        for status in amounts["values"]
        if any(amounts[name][status] for name in columns)
    ]
    header = (say("check.status"), *(say(f"check.{_COLUMNS[name]}") for name in columns))
    title = say("check.amounts", blanks=amounts["blanks"], unsettled=amounts["unsettled_blanks"])
    return Listing(title, header, tuple(rows), frozenset(range(1, len(header))))


def _unread(unread: Tree, messages: Messages) -> tuple[tuple[str], ...]:
    say = messages.text
    told = []
    if not unread["complete"]:
        told.append(say("check.incomplete"))
    if unread["tables_without_form"]:
        told.append(say("check.no-form", number=unread["tables_without_form"]))
    if unread["tables_not_understood"]:
        told.append(say("check.not-understood", tables=", ".join(unread["tables_not_understood"])))
    return tuple((each,) for each in told)


def _header(messages: Messages, *names: str) -> tuple[str, ...]:
    return tuple(messages.text(f"check.{name.replace('_', '-')}") for name in names)


def _numbers(numbers: Sequence[int]) -> str:
    more = " …" if len(numbers) > _MOST_NUMBERS else ""
    return " ".join(f"[{number}]" for number in numbers[:_MOST_NUMBERS]) + more


def _ranges(lines: Sequence[int]) -> str:
    """Line numbers with runs drawn together.

    >>> _ranges([3, 4, 5, 9])
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
