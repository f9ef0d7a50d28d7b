"""``docparse batch --report``: the overview of a batch in words, and its page as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docparse.batch.overview import read_overview
from docparse.cli.complaints import UsageError
from docparse.cli.messages import more_sentences
from docparse.reviewing.overview_page import GENERATOR, Bar, Chart, Sheet, overview_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docparse.batch.overview import Overview
    from docparse.cli.messages import Messages
    from docparse.reviewing.overview_page import Part

_OUTCOMES = {"done": "good", "duplicate": "pale", "pending": "pale"}
_STATUSES = {"verified": "good", "inferred": "doubt", "conflicting": "bad", "not_applicable": "pale"}
_CHECKS = {"holds": "good", "source": "bad", "unresolved": "doubt", "not_tested": "pale"}
# Where a page tells what made it.
_HEAD = 1024
_NOTHING = "—"


def require_page(name: str) -> Path:
    """The file of a page, which is replaced only where it is such a page.

    Raises:
        UsageError: There is something else.
    """
    path = Path(name)
    if path.is_dir():
        raise UsageError("file.is-a-folder", name=name)
    if path.exists():
        with path.open("rb") as stream:
            if GENERATOR.encode() not in stream.read(_HEAD):
                raise UsageError("overview.exists", name=name)
    return path


def write_overview(page: Path, manifest: Path, *, folder: object, messages: Messages) -> None:
    """Writes the page of the batch that a manifest tells of; it appears whole or not at all.

    Raises:
        OSError: It cannot be written.
        sqlite3.Error: The manifest cannot be read.
    """
    text = page_of(read_overview(manifest), folder=folder, messages=messages)
    new = page.with_name(f".docparse-{page.name}")
    page.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    new.replace(page)


def page_of(overview: Overview, *, folder: object, messages: Messages) -> str:
    """The page as HTML."""
    say = messages.text
    summary = say(
        "overview.summary", documents=sum(overview.outcomes.values()), reports=overview.reports,
        incomplete=overview.incomplete, minutes=overview.seconds / 60,
    )  # fmt: skip
    title = say("overview.title", folder=folder)
    parts = [*_charts(overview, messages), *_sheets(overview, messages)]
    return overview_page(parts, title=title, summary=summary, language=messages.language)


def _charts(overview: Overview, messages: Messages) -> list[Part]:
    say = messages.text
    years = {year or say("overview.no-year"): number for year, number in overview.years.items()}
    found = tuple(
        Bar(code, reports, note=say("overview.times", number=number)) for code, number, reports in overview.diagnostics
    )
    return [
        _chart("outcomes", overview.outcomes, messages, _OUTCOMES, other="bad", prefix="overview.outcome-"),
        _chart("statuses", overview.statuses, messages, _STATUSES, prefix="review.status-"),
        _chart("checks", overview.checks, messages, _CHECKS, prefix="overview.check-"),
        _chart("kinds", overview.kinds, messages, {}, prefix="overview.kind-"),
        _chart("years", years, messages, {say("overview.no-year"): "pale"}, prefix=""),
        Chart(say("overview.diagnostics"), found, shares=False),
    ]


def _chart(
    title: str, numbers: Mapping[str, int], messages: Messages, colours: Mapping[str, str], *, prefix: str,
    other: str = "plain",
) -> Chart:  # fmt: skip
    """Bars by name; a name that has no sentence stands as it is."""
    known = more_sentences()
    bars = tuple(
        Bar(messages.text(prefix + name) if prefix + name in known else name, number, colours.get(name, other))
        for name, number in numbers.items()
    )
    return Chart(messages.text(f"overview.{title}"), bars if any(numbers.values()) else ())


def _sheets(overview: Overview, messages: Messages) -> list[Part]:
    say = messages.text

    def header(*names: str) -> tuple[str, ...]:
        return tuple(say(f"overview.column-{name}") for name in names)

    doubtful = tuple(
        (
            each.place if each.number == 1 else f"{each.place}#{each.number}", each.organization or _NOTHING,
            each.fiscal_year or _NOTHING, str(each.contradictions), str(each.failed), str(each.conflicting),
            f"{each.inferred:,}", f"{each.inferred * 100 / each.cells:.1f}%",
        )
        for each in overview.doubtful
    )  # fmt: skip
    slow = tuple(
        (each.place, f"{each.seconds:.2f}", f"{each.bytes or 0:,}", _outcome(each.outcome, messages))
        for each in overview.slow
    )
    failures = tuple(
        (_outcome(each.outcome, messages), each.error or _NOTHING, f"{each.documents:,}", each.place, each.message)
        for each in overview.failures
    )
    columns = header("failure", "error", "count", "example", "message")
    doubts = header("document", "organization", "year", "contradictions", "failed", "conflicting", "inferred", "share")
    times = header("document", "seconds", "bytes", "outcome")
    return [
        Sheet(say("overview.failures"), columns, failures, frozenset({2})),
        Sheet(say("overview.doubtful"), doubts, doubtful, frozenset(range(3, 8))),
        Sheet(say("overview.slow"), times, slow, frozenset({1, 2})),
    ]


def _outcome(name: str, messages: Messages) -> str:
    key = f"overview.outcome-{name}"
    return messages.text(key) if key in more_sentences() else name
