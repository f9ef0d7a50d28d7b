"""Many documents, in one process or several; the seed and the numbers alone decide which."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count as counting
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.fuzzing.cases import Case, make_case
from benchmarks.fuzzing.judging import Failure, judge
from benchmarks.fuzzing.shrinking import shrink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Documents between two looks at the clock.
_CHUNK = 100
# Every so many documents one is looked into deeply.
_DEEP = 32
# Numbers that are kept of one fault.
_KEPT = 20


class Fault(NamedTuple):
    """What tells one fault of docparse from another: the broken promise, and where."""

    kind: str
    where: str


class Example(NamedTuple):
    """A document that shows a fault: its number, and how the promise was broken."""

    number: int
    detail: str


@dataclass(slots=True)
class Run:
    """The figures of a run; those of its parts add up.

    Attributes:
        documents: how many, by source.
        refused: how many were refused, by declared error.
        characters: of all documents.
        seconds: processor time of all parses.
        slowest: of each source the number of the slowest document, with its seconds.
        counts: how often each fault showed.
        examples: of each fault some of the documents, the first ones.
    """

    seed: int
    documents: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    seconds: float = 0.0
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    counts: Counter[Fault] = field(default_factory=Counter)
    examples: dict[Fault, list[Example]] = field(default_factory=dict)

    def add(self, other: Run) -> None:
        """Adds the figures of another part."""
        self.documents += other.documents
        self.refused += other.refused
        self.characters += other.characters
        self.seconds += other.seconds
        self.counts += other.counts
        for source, slow in other.slowest.items():
            self.slowest[source] = max(slow, self.slowest.get(source, slow))
        for fault, examples in other.examples.items():
            self.examples[fault] = sorted([*self.examples.get(fault, ()), *examples])[:_KEPT]


def run(
    seed: int,
    *,
    count: int | None,
    first: int = 0,
    seconds: float | None = None,
    workers: int = 1,
    progress: Callable[[Run], None],
) -> Run:
    """Makes and judges documents until ``count`` of them or the time is up.

    Args:
        seed: of the die.
        count: how many; None: until the time is up.
        first: the number of the first one.
        seconds: wall clock; None: as long as it takes.
        workers: processes; 1 is this one. Which documents are made does not depend on it.
        progress: is told after each chunk.
    """
    until = None if seconds is None else time.monotonic() + seconds
    result = Run(seed)
    for part in _parts(seed, _chunks(first, count), until, workers):
        result.add(part)
        progress(result)
    return result


def _chunks(first: int, count: int | None) -> Iterator[range]:
    starts = counting(first, _CHUNK) if count is None else range(first, first + count, _CHUNK)
    for start in starts:
        yield range(start, start + _CHUNK if count is None else min(start + _CHUNK, first + count))


def _parts(seed: int, chunks: Iterator[range], until: float | None, workers: int) -> Iterator[Run]:
    in_time = (chunk for chunk in chunks if until is None or time.monotonic() < until or chunks.close())
    if workers == 1:
        yield from (work(seed, chunk) for chunk in in_time)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = {pool.submit(work, seed, chunk) for chunk, _ in zip(in_time, range(2 * workers), strict=False)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            waiting |= {pool.submit(work, seed, chunk) for chunk, _ in zip(in_time, done, strict=False)}
            yield from (part.result() for part in done)


def work(seed: int, numbers: range) -> Run:
    """Makes and judges the documents with these numbers."""
    result = Run(seed)
    for number in numbers:
        case = make_case(seed, number)
        verdict = judge(case.document, deep=is_deep(number))
        result.documents[case.source] += 1
        result.characters += len(case.document)
        result.seconds += verdict.seconds
        result.slowest[case.source] = max((verdict.seconds, number), result.slowest.get(case.source, (0.0, number)))
        if verdict.refused is not None:
            result.refused[verdict.refused] += 1
        for failure in verdict.failures:
            fault = Fault(failure.kind, failure.where)
            result.counts[fault] += 1
            result.examples.setdefault(fault, []).append(Example(number, failure.detail))
    return result


def is_deep(number: int) -> bool:
    """Whether the document with this number is validated, parsed twice and its memory measured."""
    return number % _DEEP == 0


def smallest(seed: int, fault: Fault, examples: list[Example]) -> tuple[Case, str | bytes]:
    """Of the examples of a fault the shortest document, and what is left of it once it is made small."""
    case = min((make_case(seed, example.number) for example in examples), key=lambda case: len(case.document))
    deep = is_deep(case.number)

    def fails(document: str | bytes) -> bool:
        return any(_fault(failure) == fault for failure in judge(document, deep=deep).failures)

    return case, shrink(case.document, fails)


def _fault(failure: Failure) -> Fault:
    return Fault(failure.kind, failure.where)
