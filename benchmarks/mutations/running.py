"""Many mutants over several documents and processes; the seed alone decides which."""

from __future__ import annotations

import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.documents import Document, read_name
from benchmarks.labels import read_tables
from benchmarks.mutations.edits import line_of
from benchmarks.mutations.ground import survey
from benchmarks.mutations.kinds import KINDS, Neighbours, Site
from benchmarks.mutations.verdicts import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.mutations.ground import Ground, Value
    from benchmarks.mutations.kinds import Mutant

# Mutants that a process makes of one document before it turns to another.
_CHUNK = 25
# Zeros are about half of all values and prove little: one of so many mutated values is a zero.
_ZEROS = 0.15
_DRAWS = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant and what came of it.

    Attributes:
        number: of the mutant within its document; with the seed it makes the mutant again.
        rendering: extractor of a generated document, name of any other.
        before: the line of the changed value in the unchanged text.
        after: the line at the same place in the mutant.
    """

    document: str
    rendering: str
    number: int
    kind: str
    what: str
    cell: str
    verdict: Verdict
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Chunk:
    folder: Path
    numbers: range
    seed: int


@dataclass(slots=True)
class Run:
    """All outcomes of a run."""

    seed: int
    outcomes: list[Outcome] = field(default_factory=list)


def run(
    documents: Sequence[Document], *, count: int, seed: int, workers: int = 1, progress: Callable[[int], None]
) -> Run:
    """Makes and judges ``count`` mutants, as many of each document as of any other.

    Args:
        documents: labelled ones.
        count: how many; a document that allows no mutants gives fewer.
        seed: of the die; the same seed gives the same mutants, whatever the number of processes.
        workers: processes; 1 is this one.
        progress: is told after each chunk how many mutants were judged.
    """
    chunks = list(_chunks(documents, count, seed))
    result = Run(seed)
    if workers == 1:
        for chunk in chunks:
            result.outcomes += _work(chunk)
            progress(len(result.outcomes))
        return result
    with ProcessPoolExecutor(workers) as pool:
        for outcomes in pool.map(_work, chunks):
            result.outcomes += outcomes
            progress(len(result.outcomes))
    return result


def _chunks(documents: Sequence[Document], count: int, seed: int) -> Iterator[_Chunk]:
    shares = [count // len(documents) + (index < count % len(documents)) for index in range(len(documents))]
    for document, share in zip(documents, shares, strict=True):
        for first in range(0, share, _CHUNK):
            yield _Chunk(document.folder, range(first, min(first + _CHUNK, share)), seed)


def _work(chunk: _Chunk) -> list[Outcome]:
    ground, neighbours = _surveyed(chunk.folder)
    made = ((number, make(ground, neighbours, number=number, seed=chunk.seed)) for number in chunk.numbers)
    return [_outcome(ground, number, mutant) for number, mutant in made if mutant is not None]


@lru_cache(maxsize=2)
def _surveyed(folder: Path) -> tuple[Ground, Neighbours]:
    """A document that this process works on; its chunks follow each other."""
    ground = survey(Document(folder.name, folder, read_tables(folder)))
    return ground, Neighbours.of(ground)


def make(ground: Ground, neighbours: Neighbours, *, number: int, seed: int) -> Mutant | None:
    """The mutant of a document with this number; None where it has no value to mutate."""
    random = Random(zlib.crc32(f"{seed} {ground.document.name} {number}".encode()))  # noqa: S311  a die, no secret
    numbers = [value for value in ground.values if value.number is not None]
    if not numbers:
        return None
    kinds = list(KINDS.values())
    # The kind is chosen first, so that those which few values allow are as common as the others.
    kind = kinds[number % len(kinds)]
    attempts = ((kind, _DRAWS), *((random.choice(kinds), 1) for _ in range(_DRAWS)))
    for one in chain.from_iterable([each] * times for each, times in attempts):
        mutant = one(Site(ground, neighbours, _choose(numbers, random), random))
        if mutant is not None and mutant.text != ground.text:
            return mutant
    return None


def _choose(numbers: Sequence[Value], random: Random) -> Value:
    for _ in range(_DRAWS):
        value = random.choice(numbers)
        if not value.zero or random.random() < _ZEROS:
            return value
    return random.choice(numbers)


def _outcome(ground: Ground, number: int, mutant: Mutant) -> Outcome:
    rendered = read_name(ground.document.name)
    (value,) = (each for each in ground.values if each.cell == mutant.anchor)
    start, end = line_of(ground.text, value.start)
    return Outcome(
        document=ground.document.name,
        rendering=ground.document.name if rendered is None else rendered.extractor,
        number=number,
        kind=mutant.kind,
        what=mutant.what,
        cell=":".join(map(str, mutant.anchor)),
        verdict=judge(ground, mutant),
        before=ground.text[start:end],
        after=mutant.text[start : line_of(mutant.text, start)[1]],
    )
