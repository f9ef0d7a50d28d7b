"""What ``docparse convert`` was asked to do, and the quick reading of a plain command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

View: TypeAlias = Literal["full", "plain", "no_spans"]

FAIL_ON = ("source", "failed", "conflicting", "inferred", "unread")

# One spelling of every option: the typer application takes its names from here too.
FLAGS: Mapping[str, str] = {
    "--jsonl": "jsonl",
    "--plain": "plain",
    "--no-spans": "no_spans",
    "--compact": "compact",
    "--overwrite": "overwrite",
    "--quiet": "quiet",
    "-q": "quiet",
}
VALUES: Mapping[str, str] = {
    "--output": "output",
    "-o": "output",
    "--encoding": "encoding",
    "--document-kind": "document_kind",
    "--fail-on": "fail_on",
    "--grammars": "grammars",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertRequest:
    """One ``docparse convert`` line.

    Attributes:
        inputs: Files, folders, patterns or ``-``, as typed.
        output: A file, a folder, or None for standard output.
        fail_on: Findings that turn the exit code into 3, out of FAIL_ON.
        grammars: Folders or packages of forms and lexicons of the user's own.
    """

    inputs: tuple[str, ...]
    output: str | None = None
    jsonl: bool = False
    plain: bool = False
    no_spans: bool = False
    compact: bool = False
    encoding: str | None = None
    document_kind: str | None = None
    fail_on: tuple[str, ...] = ()
    grammars: tuple[str, ...] = ()
    overwrite: bool = False
    quiet: bool = False

    @property
    def view(self) -> View:
        """Which view of the contract is written: ``full``, ``plain`` or ``no_spans``; plain says less and wins."""
        return "plain" if self.plain else "no_spans" if self.no_spans else "full"


def read_plainly(arguments: Sequence[str]) -> ConvertRequest | None:
    """The request of a plain ``convert`` line, or None where typer has to look at it.

    Whatever is abbreviated, glued together, unknown or incomplete is declined, never guessed: a line that is read
    here means to typer exactly the same.
    """
    if not arguments or arguments[0] != "convert":
        return None
    inputs: list[str] = []
    several: dict[str, list[str]] = {"fail_on": [], "grammars": []}
    chosen: dict[str, str | bool] = {}
    words = iter(arguments[1:])
    for word in words:
        if word == "-" or not word.startswith("-"):
            inputs.append(word)
        elif word in FLAGS:
            chosen[FLAGS[word]] = True
        else:
            read = _read_value(word, words)
            if read is None:
                return None
            name, value = read
            if name in several:
                several[name].append(value)
            else:
                chosen[name] = value
    if not inputs or not set(several["fail_on"]) <= set(FAIL_ON):
        return None
    listed = {name: tuple(values) for name, values in several.items()}
    return ConvertRequest(inputs=tuple(inputs), **listed, **chosen)  # type: ignore[arg-type]


def _read_value(word: str, rest: Iterator[str]) -> tuple[str, str] | None:
    """Name and value of an option that takes one, given as ``--name value`` or ``--name=value``."""
    if word in VALUES:
        value = next(rest, "")
        declined = not value or (value.startswith("-") and value != "-")
        return None if declined else (VALUES[word], value)
    name, equals, value = word.partition("=")
    if equals and value and name.startswith("--") and name in VALUES:
        return VALUES[name], value
    return None
