"""``docparse lint``: what is wrong with form files, a line for each finding, as compilers print them."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from docparse.cli.complaints import FAILED, CommandError, complaint_of
from docparse.cli.terminal import escape_controls, write_bytes
from docparse.errors import GrammarError
from docparse.grammars.authoring import form_files, read_form_file
from docparse.grammars.compiled import COMPILED, FORMS
from docparse.grammars.linting import Finding, Knowledge, lint, lint_compiled
from docparse.grammars.own_evaluations import evaluation_files
from docparse.lexicons.adding import lexicon_files, problems_in
from docparse.lexicons.load import ITEM_FILE, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docparse.cli.messages import Messages
    from docparse.grammars.authoring import FormFile

_GENERIC = "generic"


def lint_forms(folder: str | None, *, messages: Messages) -> int:
    """Checks the forms and lexicons of a folder, or one form file; without a name what comes with docparse.

    Returns:
        0, or 1 where something is wrong or cannot be read.
    """
    place = Path(folder) if folder else FORMS
    label = folder or _shortest(FORMS)
    try:
        paths = form_files(place) if place.is_dir() else [place]
        lexicons = lexicon_files(place) if place.is_dir() else []
        evaluations = evaluation_files(place) if place.is_dir() else []
        files, unreadable = _read(paths, label if place.is_dir() else None)
    except OSError as error:
        messages.complain(complaint_of(error, label=label))
        return FAILED
    if not paths and not lexicons and not evaluations:
        messages.complain(CommandError("lint.no-files", name=label))
        return FAILED
    own = place.resolve() == FORMS.resolve()
    beside = [] if own else _read(form_files(FORMS), _shortest(FORMS))[0]
    known = knowledge()
    row_keys = known.row_keys.union(*(_keys_of(path) for path in lexicons))
    findings = [*unreadable, *lint(files, beside=beside, knowledge=known._replace(row_keys=row_keys))]
    findings += _of_lexicons(lexicons, place, label)
    findings += _of_evaluations(evaluations, place, label)
    if own and not any(finding.severity == "error" for finding in findings):
        forms = [file.form for file in files if file.form is not None]
        findings += (each._replace(file=_shortest(COMPILED)) for each in lint_compiled(COMPILED, FORMS, forms))
    _print(findings, len(paths) + len(evaluations), messages)
    return FAILED if any(finding.severity == "error" for finding in findings) else 0


def _keys_of(path: Path) -> frozenset[str]:
    """The keys of rows that a lexicon adds; none where it cannot be read."""
    if path.name != ITEM_FILE:
        return frozenset()
    try:
        return frozenset(key for _, (key, *_) in records_of(path))
    except (GrammarError, UnicodeDecodeError):
        return frozenset()


def _of_lexicons(lexicons: Iterable[Path], folder: Path, label: str) -> list[Finding]:
    """What is wrong with lexicons, each named as the user named the folder."""
    from docparse.lexicons.load import load_lexicon

    return [
        Finding(
            "lexicon-refused", str(Path(label) / path.relative_to(folder)), problem.line, {"reason": problem.message}
        )
        for path in lexicons
        for problem in problems_in(load_lexicon(), path)
    ]


def _of_evaluations(evaluations: Iterable[Path], folder: Path, label: str) -> list[Finding]:
    """What is wrong with evaluation forms, each named as the user named the folder."""
    from docparse.grammars import own_evaluations

    return [
        Finding("refused", str(Path(label) / path.relative_to(folder)), problem.line, {"reason": problem.message})
        for path in evaluations
        for problem in own_evaluations.problems_in(path)
    ]


def knowledge() -> Knowledge:
    """What forms are held against: the kinds of the contract, the keys of rows, and how text is read."""
    from docparse.lexicons.load import load_lexicon
    from docparse.reading import from_text, normalise
    from docparse.schema.tables import StatutoryKind

    def as_read(label: str) -> str:
        return normalise(from_text(label)).text

    kinds = frozenset(get_args(StatutoryKind)) - {_GENERIC}
    return Knowledge(kinds, frozenset(load_lexicon().items.values()), as_read)


def _read(paths: Iterable[Path], folder: str | None) -> tuple[list[FormFile], list[Finding]]:
    """The form files, named as the user would name them, and findings for those that are not UTF-8."""
    files: list[FormFile] = []
    unreadable: list[Finding] = []
    for path in paths:
        name = os.path.join(folder, path.name) if folder is not None else str(path)  # noqa: PTH118 - as typed
        try:
            files.append(read_form_file(path.read_text(encoding="utf-8-sig"), file=name))
        except UnicodeDecodeError:
            unreadable.append(Finding("not-utf-8", name, None, {}))
    return files, unreadable


def _shortest(path: Path) -> str:
    """The path below the working folder, where it is there; else the whole path."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _print(findings: Iterable[Finding], count: int, messages: Messages) -> None:
    findings = list(findings)
    lines = [_line(finding, messages) for finding in findings]
    counts = Counter(finding.severity for finding in findings)
    totals = {f"{severity}s": counts[severity] for severity in ("error", "warning", "note")}
    lines.append(messages.text("lint.counts", files=count, **totals))
    write_bytes("".join(f"{escape_controls(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))


def _line(finding: Finding, messages: Messages) -> str:
    fields = dict(finding.fields)
    near = fields.get("near")
    fields["hint"] = messages.text("lint.hint", near=near) if near else ""
    if finding.code == "wrong-type":
        fields["what"] = messages.text(f"lint.type.{fields['expected']}")
    place = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    severity = messages.text(f"lint.{finding.severity}")
    return f"{place}: {severity}: {messages.text(f'lint.{finding.code}', **fields)} [{finding.code}]"
