"""``docparse check``: what adds up in a report and what does not, with the lines of the source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.cli.check_evidence import check_evidence
from docparse.cli.check_report import describe, summary
from docparse.cli.complaints import FAILED, FOUND, CommandError, UsageError, complaint_of
from docparse.cli.inputs import select
from docparse.cli.parsing import parse_with_text
from docparse.cli.read_back import attached_text, complaint_about, is_result, results_of
from docparse.cli.terminal import Listing, aligned, write_bytes
from docparse.exporting.results import ResultError
from docparse.tally import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.cli.inputs import Input
    from docparse.cli.messages import Messages
    from docparse.options import Options
    from docparse.schema import Report

Tree = dict[str, Any]

ONLY = ("failed",)
# What is left of the evidence when only failures are asked for.
_OF_FAILURES = ("source", "producer", "quoted", "failed", "in_doubt")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """One ``docparse check`` line.

    Attributes:
        inputs: Files, folders, patterns or ``-``, as typed: texts, or results of ``docparse convert``.
        source: The text of the one result among the inputs.
        only: One of ONLY.
        fail_on: Findings that turn the exit code into 3.
    """

    inputs: tuple[str, ...]
    source: str | None = None
    only: str | None = None
    as_json: bool = False
    fail_on: tuple[str, ...] = ()


class Checked(NamedTuple):
    """A report to look at; ``text`` is None where it was read from a result without its source."""

    label: str
    report: Report
    text: str | None


class _Shown(NamedTuple):
    """What is said of one report: as a tree or as text, and how often each thing was found that ``--fail-on`` names."""

    label: str
    tree: Tree
    text: str
    found: dict[str, int]


@dataclass(slots=True)
class _Work:
    """A run on its way: what was asked, and what has come of it."""

    request: CheckRequest
    options: Options
    messages: Messages
    trees: list[Tree]
    failed: bool = False
    found: bool = False

    def take(self, one: Input) -> None:
        """Checks one input; what goes wrong with it is said, and the others go on."""
        reports = _reports(one, self)
        while (shown := self._next(reports, one)) is not None:
            if self.request.as_json:
                self.trees.append(shown.tree)
            else:
                write_bytes(f"{shown.text}\n\n".encode("utf-8", "backslashreplace"))
            for finding, number in shown.found.items():
                self.found = True
                self.messages.complain(CommandError(f"found.{finding}", name=shown.label, count=number))

    def complain(self, complaint: CommandError) -> None:
        """Says why an input could not be checked."""
        self.failed = True
        self.messages.complain(complaint)

    def _next(self, reports: Iterator[Checked], one: Input) -> _Shown | None:
        """The next report of an input; None where there is no more, or where the rest cannot be read."""
        try:
            checked = next(reports, None)
            return None if checked is None else self._shown(checked)
        except UsageError:
            raise
        except Exception as error:  # a bug in one document must not end the others
            self.complain(complaint_of(error, label=one.label))
            return None

    def _shown(self, checked: Checked) -> _Shown:
        only_failed = self.request.only == "failed"
        evidence = check_evidence(checked.report, checked.text)
        tree, text = {}, ""
        if self.request.as_json:
            kept = {name: evidence[name] for name in _OF_FAILURES} if only_failed else evidence
            tree = {"file": checked.label, **kept}
        else:
            head = Listing(summary(checked.label, evidence, messages=self.messages))
            listings = describe(evidence, checked.report, checked.text, only_failed=only_failed, messages=self.messages)
            text = "\n\n".join("\n".join(aligned(listing)) for listing in (head, *listings))
        tally = count(checked.report.to_dict()) if self.request.fail_on else None
        numbers = {name: tally.found(name) for name in self.request.fail_on} if tally else {}
        return _Shown(checked.label, tree, text, {name: number for name, number in numbers.items() if number})


def check(request: CheckRequest, *, options: Options, messages: Messages) -> int:
    """Shows the checks of everything that the request names.

    Returns:
        0, 1 where an input failed, else 3 where ``--fail-on`` found something.

    Raises:
        CommandError: The command line does not make sense.
    """
    if request.only not in (None, *ONLY):
        raise UsageError("usage.only", known=", ".join(ONLY), value=request.only)
    selection = select(request.inputs)
    if request.source is not None and (selection.several or len(selection.inputs) != 1):
        raise UsageError("check.source-of-one")
    work = _Work(request, options, messages, [])
    for complaint in selection.complaints:
        work.complain(complaint)
    for one in selection.inputs:
        work.take(one)
    if request.as_json:
        shown = json.dumps({"reports": work.trees}, ensure_ascii=False, indent=2)
        write_bytes(f"{shown}\n".encode("utf-8", "backslashreplace"))
    return FAILED if work.failed else FOUND if work.found else 0


def _reports(one: Input, work: _Work) -> Iterator[Checked]:
    """The reports of an input: one of a text, one or more of a result.

    Raises:
        UsageError: A source is named for something that is no single result.
    """
    source = work.request.source
    if not is_result(one):
        if source is not None:
            raise UsageError("check.source-of-one")
        report, text = parse_with_text(one, options=work.options)
        yield Checked(one.label, report, text)
        return
    for label, content in results_of(one):
        if isinstance(content, ResultError):
            work.complain(complaint_about(content, label))
        elif source is None:
            yield Checked(label, content, None)
        else:
            yield Checked(label, content, attached_text(content, source, options=work.options))
