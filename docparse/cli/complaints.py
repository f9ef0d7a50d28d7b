"""What goes wrong with a command line or with one input, as one line for the user."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

from docparse import errors

if TYPE_CHECKING:
    from collections.abc import Callable

FAILED = 1
USAGE = 2
FOUND = 3

STANDARD_INPUT = "<stdin>"
STANDARD_OUTPUT = "<stdout>"


class CommandError(Exception):
    """One line for the user.

    Attributes:
        key: Its sentence in the catalogue.
        fields: What the sentence names.
    """

    exit_code = FAILED

    def __init__(self, key: str, **fields: object) -> None:
        """Keeps key and fields apart; the sentence is rendered when its language is known."""
        self.key, self.fields = key, fields
        super().__init__(key, fields)


class UsageError(CommandError):
    """The command line makes no sense; nothing was done."""

    exit_code = USAGE


def complaint_of(error: Exception, *, label: str) -> CommandError:
    """What to tell the user about an input that could not be read, parsed or written.

    An error that nobody foresaw is a bug of docparse and is told as one, with the place where it showed itself.
    """
    if isinstance(error, CommandError):
        return error
    for kind, describe in _DESCRIBED:
        if isinstance(error, kind):
            key, fields = describe(error, label)
            return CommandError(key, name=label, **fields)
    return CommandError("input.bug", name=label, error=type(error).__name__, reason=str(error), place=_place_of(error))


def advice_for(advice: str, label: str) -> str:
    """The advised command with the names of this input in place of ``x``.

    >>> advice_for("pdftotext -layout x.pdf x.txt", "reports/a b.pdf")
    "pdftotext -layout 'reports/a b.pdf' 'reports/a b.txt'"
    >>> advice_for("pdftotext -layout x.pdf x.txt", "<stdin>")
    'pdftotext -layout x.pdf x.txt'
    """
    if label == STANDARD_INPUT:
        return advice
    stem, suffix = os.path.splitext(label)  # noqa: PTH122 - the label stays as typed, backslashes and dots included
    text = f"{label}.txt" if suffix.lower() == ".txt" else f"{stem}.txt"
    names = {True: text, False: label}
    words = (names[word == "x.txt"] if word.startswith("x.") else word for word in advice.split())
    return shlex.join(f"./{word}" if word.startswith("-") and word in names.values() else word for word in words)


def _place_of(error: Exception) -> str:
    """Where in docparse a bug showed itself, as ``module:line``."""
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _describe_binary(error: errors.BinaryInputError, label: str) -> tuple[str, dict[str, object]]:
    if error.advice is None:
        return "input.binary", {}
    return "input.binary-with-advice", {"kind": error.kind.upper(), "command": advice_for(error.advice, label)}


def _describe_encoding(error: errors.EncodingError, label: str) -> tuple[str, dict[str, object]]:
    if error.encoding is None:
        return "input.encoding-unknown", {}
    return "input.not-this-encoding", {"encoding": error.encoding}


# Kind of error, the more special before the more general, and the key and fields of its sentence.
_DESCRIBED: tuple[tuple[type[Exception], Callable[[Any, str], tuple[str, dict[str, object]]]], ...] = (
    (errors.EmptyInputError, lambda error, label: ("input.empty", {})),
    (errors.BinaryInputError, _describe_binary),
    (errors.EncodingError, _describe_encoding),
    (errors.InputTooLargeError, lambda error, label: (f"input.too-many-{error.unit}", {"limit": error.limit})),
    (errors.LimitError, lambda error, label: ("input.too-slow", {"limit": error.limit})),
    (errors.ReadError, lambda error, label: ("input.unreadable", {"reason": error.reason})),
    (errors.DocparseError, lambda error, label: ("input.unreadable", {"reason": str(error)})),
    (FileNotFoundError, lambda error, label: ("file.missing", {})),
    (PermissionError, lambda error, label: ("file.forbidden", {})),
    (IsADirectoryError, lambda error, label: ("file.is-a-folder", {})),
    (OSError, lambda error, label: ("file.os-error", {"reason": error.strerror or str(error)})),
)
