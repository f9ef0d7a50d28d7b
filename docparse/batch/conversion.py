"""One document to its results: bytes in, JSON and a summary out. It runs in a worker, and it never raises."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from docparse.errors import DocparseError, LimitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docparse.batch.settings import Settings
    from docparse.batch.summaries import Summary
    from docparse.reading import SourceText

    Tree = dict[str, Any]

# ``done``, or why there is no result: ``failed`` (no readable text, or a bug, as ``error`` says), ``timeout``,
# ``memory`` (it needed more than it may have), ``crashed`` (the worker died of it).
OutcomeKind: TypeAlias = Literal["done", "failed", "timeout", "memory", "crashed"]

# Errors that no author of docparse foresaw are told by this name, with the kind of the exception in the message.
BUG = "bug"


class Task(NamedTuple):
    """A document on its way to a worker; ``position`` is its place in the batch."""

    position: int
    name: str
    content: bytes
    metadata: Mapping[str, str]


class Result(NamedTuple):
    """One report of a document.

    Attributes:
        number: 1, or its place among the documents that were found in one text.
        start: Where its text begins in the text of the input, in characters; its spans count from there.
        json: The result as one line of JSON, without a line end.
    """

    number: int
    start: int
    json: bytes
    summary: Summary


class Outcome(NamedTuple):
    """What became of a document.

    Attributes:
        error: The kind of error, as a name; None where all went well.
        message: The sentence about it.
        seconds: Wall clock that it took.
    """

    kind: OutcomeKind
    results: tuple[Result, ...] = ()
    error: str | None = None
    message: str | None = None
    seconds: float = 0.0


def convert_document(
    content: bytes, name: str, settings: Settings, metadata: Mapping[str, str] | None = None
) -> Outcome:
    """Converts the bytes of a text file; whatever goes wrong is the outcome, not an exception.

    The same bytes, name, settings and metadata give the same results, wherever and whenever.

    Args:
        content: The bytes.
        name: What the reports call their source.
        settings: How to read it and what to keep of the results.
        metadata: What is known of the document; passed along in the results.

    Returns:
        The results, one for each document of the text, or what went wrong.
    """
    started = time.perf_counter()
    try:
        results = _convert(content, name, settings, metadata or {})
    except LimitError as error:
        outcome = Outcome("timeout", error="LimitError", message=str(error))
    except MemoryError:
        outcome = Outcome("memory", error="MemoryError", message="the document needs more memory than it may have")
    except DocparseError as error:
        outcome = Outcome("failed", error=type(error).__name__, message=str(error))
    except Exception as error:  # a bug in one document must not end the others
        outcome = Outcome("failed", error=BUG, message=f"{type(error).__name__}: {error}"[:1000])
    else:
        outcome = Outcome("done", results)
    return outcome._replace(seconds=time.perf_counter() - started)


def _convert(content: bytes, name: str, settings: Settings, metadata: Mapping[str, str]) -> tuple[Result, ...]:
    from docparse.api import split, without_collecting
    from docparse.reading import decode, from_text

    options = settings.options
    source = decode(content, name=name, options=options)
    with without_collecting():
        parts = split(source.text, options=options) if settings.split else ()
        if len(parts) < 2:
            return (_result(source, 1, 0, settings, metadata),)
        texts = [from_text(part.text, name=f"{name}#{part.number}", options=options) for part in parts]
        return tuple(
            _result(text, part.number, part.start, settings, metadata) for text, part in zip(texts, parts, strict=True)
        )


def _result(source: SourceText, number: int, start: int, settings: Settings, metadata: Mapping[str, str]) -> Result:
    from docparse.batch.summaries import summarise
    from docparse.pipeline import parse_tree

    tree = parse_tree(source, options=settings.options, metadata=dict(metadata))
    return Result(number, start, _written(tree, settings), summarise(tree))


def _written(tree: Tree, settings: Settings) -> bytes:
    """The tree as one line of JSON, in the view and with the checks that are wanted."""
    import orjson

    if settings.view != "full":
        from docparse.schema import Report

        tree = orjson.loads(Report.model_validate(tree).to_json(indent=None, view=settings.view))
    if settings.checks == "failed":
        tree = {**tree, "checks": [check for check in tree["checks"] if check["outcome"] == "fails"]}
    return orjson.dumps(tree)
