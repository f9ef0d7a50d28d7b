"""One document, parsed through the public door under the clock, and what became of the promises."""

from __future__ import annotations

import signal
import time
import traceback
import tracemalloc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import orjson

from benchmarks.fuzzing.promises import Tree, numbers_lost, repeated_ids, wrong_digits, wrong_spans
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

# Processor seconds for a document, and for each of its characters.
SECONDS, SECONDS_A_CHARACTER = 0.5, 500e-6
# A document that needs so many times what it may is stopped.
_STOPPED_AT = 10
# Bytes that a parse may allocate at its peak, and for each character of the document.
BYTES, BYTES_A_CHARACTER = 4 * 2**20, 1536
# Shorter documents tell nothing of memory.
_FEWEST_FOR_MEMORY = 2_000
_PACKAGE = Path("docparse")

Document = str | bytes


class Failure(NamedTuple):
    """A promise that a document broke: which, where (the same for the same fault of docparse), and how."""

    kind: str
    where: str
    detail: str


class Verdict(NamedTuple):
    """What became of a document: processor seconds, the declared error that refused it, and the broken promises."""

    seconds: float
    refused: str | None
    failures: tuple[Failure, ...]


class OutOfTimeError(BaseException):
    """The clock of a document ran out; no handler of exceptions can swallow it."""


def read(document: Document) -> tuple[str, Tree]:
    """The text of a document and its report as a tree: of bytes through ``parse_bytes``, models and all."""
    import docparse
    from docparse.pipeline import parse_tree
    from docparse.reading import decode, from_text

    if isinstance(document, bytes):
        return decode(document).text, docparse.parse_bytes(document).to_dict()
    return document, parse_tree(from_text(document))


def judge(document: Document, *, deep: bool = False, read: Callable[[Document], tuple[str, Tree]] = read) -> Verdict:
    """Parses a document and checks what must hold.

    Args:
        document: a text, or bytes.
        deep: also validates against the models, parses twice, and measures the memory of longer documents.
        read: gives text and tree of a document.
    """
    allowed = SECONDS + SECONDS_A_CHARACTER * len(document)
    begun = time.process_time()
    try:
        with _clock(_STOPPED_AT * allowed):
            text, tree = read(document)
            seconds = time.process_time() - begun
        failures = [*_broken(text, tree), *(_deeply_broken(document, tree, read) if deep else ())]
        if seconds > allowed and (again := _seconds(document, read)) > allowed:
            failures.append(Failure("slow", _size(document), f"{again:.2f} s, allowed {allowed:.2f} s"))
    except DocparseError as error:
        return Verdict(time.process_time() - begun, type(error).__name__, ())
    except OutOfTimeError as error:
        found = Failure("slow", _place(error), f"stopped after {_STOPPED_AT * allowed:.2f} s, allowed {allowed:.2f} s")
        return Verdict(time.process_time() - begun, None, (found,))
    except Exception as error:  # A crash is what is looked for.
        found = Failure("crash", f"{type(error).__name__} {_place(error)}", str(error)[:300])
        return Verdict(time.process_time() - begun, None, (found,))
    return Verdict(seconds, None, tuple(failures))


def _broken(text: str, tree: Tree) -> Iterator[Failure]:
    try:
        orjson.dumps(tree)
    except TypeError as error:
        # A text with lone surrogates cannot come from a file, and no JSON can hold it.
        if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
            yield Failure("unwritable", "JSON", str(error))
    for kind, where, found in (
        ("span", "report", wrong_spans(text, tree)),
        ("digits", "table", wrong_digits(tree)),
        ("contract", "rows", repeated_ids(tree)),
        *(("lost", place, [amount]) for place, amount in dict(numbers_lost(text, tree)).items()),
    ):
        if found:
            yield Failure(kind, where, "; ".join(found[:3])[:300])


def _deeply_broken(document: Document, tree: Tree, read: Callable[[Document], tuple[str, Tree]]) -> Iterator[Failure]:
    from pydantic import ValidationError

    from docparse.schema import Report

    try:
        Report.model_validate(tree)
    except ValidationError as error:
        places = "/".join("#" if isinstance(part, int) else str(part) for part in error.errors()[0]["loc"])
        yield Failure("contract", places, str(error)[:300])
    if read(document)[1] != tree:
        yield Failure("unstable", "report", "a second parse gives another report")
    if len(document) >= _FEWEST_FOR_MEMORY:
        allowed = BYTES + BYTES_A_CHARACTER * len(document)
        peak = _peak(document, read)
        if peak > allowed:
            yield Failure("memory", _size(document), f"{peak:,} bytes at the peak, allowed {allowed:,}")


def _peak(document: Document, read: Callable[[Document], tuple[str, Tree]]) -> int:
    tracemalloc.start()
    try:
        read(document)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _seconds(document: Document, read: Callable[[Document], tuple[str, Tree]]) -> float:
    begun = time.process_time()
    read(document)
    return time.process_time() - begun


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    """Stops what takes more processor time, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


def _place(error: BaseException) -> str:
    """The innermost function of docparse that was at work: the same for the same fault."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "docparse" in Path(frame.filename).parts]
    if not frames:
        return "elsewhere"
    parts = Path(frames[-1].filename).parts
    last = len(parts) - 1 - parts[::-1].index("docparse")
    return f"{'/'.join(parts[last + 1 :])}:{frames[-1].name}"


def _size(document: Document) -> str:
    """The order of magnitude of a document's length."""
    return f"10^{len(str(len(document))) - 1} characters"
