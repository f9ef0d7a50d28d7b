"""``docparse convert``: inputs to JSON, one after the other; what fails is said and the others go on."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docparse.cli.complaints import FAILED, FOUND, STANDARD_OUTPUT, CommandError, complaint_of
from docparse.cli.inputs import Input, select
from docparse.cli.messages import Messages
from docparse.cli.output import StandardOutput, choose_destination
from docparse.cli.parsing import make_options, parse_input, render
from docparse.cli.terminal import Listing, escape_json_controls, is_terminal, show, write_error_line
from docparse.tally import Tally, count

if TYPE_CHECKING:
    from docparse.cli.output import Destination
    from docparse.cli.request import ConvertRequest
    from docparse.options import Options


class Converted(NamedTuple):
    """One finished report: where its JSON went, and its tally where one was needed."""

    label: str
    target: str
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class _Work:
    """What all inputs of one run share.

    Attributes:
        counts: Whether anybody asks for the tallies; counting is left out otherwise.
    """

    request: ConvertRequest
    options: Options
    destination: Destination
    messages: Messages
    counts: bool

    def convert(self, one: Input) -> Converted | None:
        """Converts one input; what goes wrong with it is said, and gives None."""
        try:
            self.destination.reserve(one)
            tree = parse_input(one, options=self.options)
            data = render(tree, request=self.request)
            tally = count(tree) if self.counts else None
        except Exception as error:  # a bug in one document must not end the others
            self.messages.complain(complaint_of(error, label=one.label))
            return None
        try:
            return Converted(one.label, self.destination.put(one, self._for_screen(data)), tally)
        except CommandError as complaint:
            self.messages.complain(complaint)
            return None

    def _for_screen(self, data: str) -> bytes:
        on_screen = isinstance(self.destination, StandardOutput) and is_terminal(sys.stdout)
        return (escape_json_controls(data) if on_screen else data).encode("utf-8")


def convert(request: ConvertRequest, *, messages: Messages) -> int:
    """Converts everything that the request names.

    Returns:
        0, 1 where an input failed, else 3 where ``--fail-on`` found something.

    Raises:
        CommandError: The command line does not make sense, or the one output file cannot be written.
    """
    options = make_options(encoding=request.encoding, document_kind=request.document_kind, grammars=request.grammars)
    selection = select(request.inputs)
    with ExitStack() as closing:
        destination = choose_destination(request, several=selection.several, closing=closing)
        summarised = not request.quiet and (selection.several or not isinstance(destination, StandardOutput))
        work = _Work(request, options, destination, messages, counts=summarised or bool(request.fail_on))
        for complaint in selection.complaints:
            messages.complain(complaint)
        with_bar = not request.quiet and len(selection.inputs) > 1 and is_terminal(sys.stderr)
        outcomes = (_each_with_bar if with_bar else _each)(selection.inputs, work)
    done = [outcome for outcome in outcomes if outcome is not None]
    failed = len(outcomes) - len(done) + len(selection.complaints)
    if summarised:
        _summarise(done, failed, messages=messages)
    found = _report_findings(done, request, messages=messages)
    return FAILED if failed else FOUND if found else 0


def _each(inputs: tuple[Input, ...], work: _Work) -> list[Converted | None]:
    return [work.convert(one) for one in inputs]


def _each_with_bar(inputs: tuple[Input, ...], work: _Work) -> list[Converted | None]:
    from rich.console import Console
    from rich.progress import Progress

    # rich keeps the lines that are written meanwhile above the bar.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        return [
            work.convert(one) for one in progress.track(inputs, description=work.messages.text("progress.converting"))
        ]


def _summarise(done: list[Converted], failed: int, *, messages: Messages) -> None:
    names = ("report", "tables", "rows", "values", "diagnostics", "target")
    rows = tuple(
        (
            each.label, str(each.tally.tables), str(each.tally.rows), str(each.tally.values),
            str(each.tally.diagnostics),
            messages.text("summary.stdout") if each.target == STANDARD_OUTPUT else each.target,
        )
        for each in done
        if each.tally is not None
    )  # fmt: skip
    header = tuple(messages.text(f"summary.{name}") for name in names)
    if rows:
        show([Listing("", header, rows, frozenset({1, 2, 3, 4}))], sys.stderr)
    write_error_line(messages.text("summary.counts", converted=len(done), failed=failed))


def _report_findings(done: list[Converted], request: ConvertRequest, *, messages: Messages) -> bool:
    """Says which reports hold what ``--fail-on`` names."""
    found = False
    for each in done:
        for finding in dict.fromkeys(request.fail_on):
            number = each.tally.found(finding) if each.tally else 0
            if number:
                found = True
                messages.complain(CommandError(f"found.{finding}", name=each.label, count=number))
    return found
