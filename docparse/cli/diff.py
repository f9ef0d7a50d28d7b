"""``docparse diff``: what changed between two results, or two texts."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.cli.complaints import FAILED, FOUND, CommandError, UsageError, complaint_of
from docparse.cli.diff_command import FAIL_ON, WAYS
from docparse.cli.diff_report import describe, summary
from docparse.cli.inputs import Input, named_input
from docparse.cli.parsing import parse_with_text
from docparse.cli.read_back import complaint_about, is_result, results_of
from docparse.cli.result_files import RESULT_SUFFIXES
from docparse.cli.terminal import Listing, show, write_bytes
from docparse.comparing import compare
from docparse.exporting.packing import PARQUET
from docparse.exporting.results import ResultError, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.cli.messages import Messages
    from docparse.comparing import Comparison, Way
    from docparse.options import Options
    from docparse.schema import Report

# What parts a file of several results from the name of one of them.
_WHICH = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """One ``docparse diff`` line.

    Attributes:
        before: A result or a text; ``FILE#NAME`` for one of several results in a file, by source name or line.
        after: Another.
        way: One of WAYS; None to find out.
        fail_on: What of FAIL_ON turns the exit code into 3.
    """

    before: str
    after: str
    way: str | None = None
    as_json: bool = False
    fail_on: tuple[str, ...] = ()


def diff(request: DiffRequest, *, options: Options, messages: Messages) -> int:
    """Shows what differs.

    Returns:
        0, 1 where an input failed, else 3 where ``--fail-on`` found something.

    Raises:
        CommandError: The command line does not make sense.
    """
    way = _way(request.way)
    _require_known(request)
    try:
        before, after = (_read(name, options=options) for name in (request.before, request.after))
    except CommandError as complaint:
        messages.complain(complaint)
        return FAILED
    comparison = compare(before, after, way=way)
    if request.as_json:
        tree = {"files": [request.before, request.after], **comparison.to_dict()}
        shown = json.dumps(tree, ensure_ascii=False, indent=2)
        write_bytes(f"{shown}\n".encode("utf-8", "backslashreplace"))
    else:
        head = Listing(summary(comparison, messages=messages))
        show([head, *describe(comparison, messages=messages)], sys.stdout)
    return _code(comparison, request, messages)


def _code(comparison: Comparison, request: DiffRequest, messages: Messages) -> int:
    found = {
        "changed": comparison.changed,
        "values": comparison.relation == "unrelated" or comparison.values_changed,
    }
    name = f"{request.before} → {request.after}"
    wanted = [each for each in dict.fromkeys(request.fail_on) if found[each]]
    for each in wanted:
        messages.complain(CommandError(f"diff.found-{each}", name=name))
    return FOUND if wanted else 0


def _way(name: str | None) -> Way | None:
    if name == "readings":
        return "readings"
    if name == "accounts":
        return "accounts"
    if name is not None:
        raise UsageError("diff.way", known=", ".join(WAYS), value=name)
    return None


def _require_known(request: DiffRequest) -> None:
    for value in request.fail_on:
        if value not in FAIL_ON:
            raise UsageError("usage.fail-on", known=", ".join(FAIL_ON), value=value)
    if request.before == request.after == "-":
        raise UsageError("usage.stdin-twice")


def _read(name: str, *, options: Options) -> Report:
    """The report that an argument names.

    Raises:
        CommandError: There is none, there are several, or it cannot be read.
    """
    file, _, which = (name, "", "") if name == "-" or Path(name).exists() else name.rpartition(_WHICH)
    one = named_input(file or name)
    try:
        if _holds_results(one):
            return _only(_chosen(_results(one), which), name)
        return parse_with_text(named_input(name), options=options)[0]
    except Exception as error:  # whatever went wrong, the user gets one line
        raise complaint_of(error, label=name) from error


def _holds_results(one: Input) -> bool:
    return one.label.lower().endswith((*RESULT_SUFFIXES, PARQUET)) or is_result(one)


def _results(one: Input) -> Iterator[tuple[str, Report | ResultError]]:
    """The results of a file with their lines."""
    if one.path is None:
        yield from results_of(one)
        return
    with one.path.open("rb") as stream:
        for found in read_file(stream, one.label):
            yield str(found.line or ""), found.content


def _chosen(results: Iterator[tuple[str, Report | ResultError]], which: str) -> Iterator[Report | ResultError]:
    for line, content in results:
        if not which or which == line or (not isinstance(content, ResultError) and content.source.name == which):
            yield content


def _only(results: Iterator[Report | ResultError], name: str) -> Report:
    content = next(results, None)
    if content is None:
        raise CommandError("diff.none", name=name)
    if isinstance(content, ResultError):
        raise complaint_about(content, name)
    if next(results, None) is not None:
        raise CommandError("diff.several", name=name)
    return content
