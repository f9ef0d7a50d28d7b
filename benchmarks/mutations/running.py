"""Many mutants over several documents and processes; the seed alone decides which."""

from __future__ import annotations

import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.documents import Document, read_name
from benchmarks.identities.sheets import read_number
from benchmarks.labels import read_tables
from benchmarks.mutations.edits import line_of
from benchmarks.mutations.ground import survey
from benchmarks.mutations.kinds import KINDS, Neighbours, Site
from benchmarks.mutations.verdicts import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from benchmarks.identities import CellKey
    from benchmarks.mutations.ground import Ground, Value
    from benchmarks.mutations.kinds import Mutant

# Mutants that a process makes of one document before it turns to another.
_CHUNK = 25
# Zeros are about half of all values and prove little: one of so many mutated values is a zero.
_ZEROS = 0.15
_DRAWS = 50
# Real documents are few and slow to read, and weigh more than generated ones.
_REAL_SHARE = 0.2


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
    """Makes and judges ``count`` mutants, spread over the documents.

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


def exhaust(
    documents: Iterable[Document], *, seed: int, kinds: Collection[str] = tuple(KINDS), progress: Callable[[int], None]
) -> Run:
    """Makes and judges the slips of some kinds at every number that docparse reads as labelled, zeros included.

    Args:
        documents: labelled ones; a small one gives hundreds of mutants.
        seed: of the die that chooses digits, years and sides.
        kinds: of slips, by name.
        progress: is told after each document how many mutants were judged.
    """
    result = Run(seed)
    for document in documents:
        ground = survey(document)
        neighbours = Neighbours.of(ground)
        values = [value for value in ground.values if value.number is not None]
        for number, (value, kind) in enumerate(product(values, kinds)):
            random = Random(zlib.crc32(f"{seed} {document.name} {number}".encode()))  # noqa: S311  a die, no secret
            mutant = KINDS[kind](Site(ground, neighbours, value, random))
            if mutant is not None and mutant.text != ground.text:
                result.outcomes.append(_outcome(ground, number, mutant))
        progress(len(result.outcomes))
    return result


def _chunks(documents: Sequence[Document], count: int, seed: int) -> Iterator[_Chunk]:
    for document, share in _shares(documents, count):
        for first in range(0, share, _CHUNK):
            yield _Chunk(document.folder, range(first, min(first + _CHUNK, share)), seed)


def _shares(documents: Sequence[Document], count: int) -> Iterator[tuple[Document, int]]:
    """How many mutants each document gives: real ones together a fixed share, whatever the number of generated ones."""
    real = [document for document in documents if read_name(document.name) is None]
    generated = [document for document in documents if read_name(document.name) is not None]
    of_real = round(count * _REAL_SHARE) if generated else count
    for group, total in ((real, of_real if real else 0), (generated, count - of_real if real else count)):
        for index, document in enumerate(group):
            yield document, total // len(group) + (index < total % len(group))


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
    cells = [cell for cell, printed in ground.labelled.items() if read_number(printed) is not None]
    kinds = list(KINDS.values())
    # The kind comes first, so that those which few values allow are as common as the others, in short runs too.
    kind = kinds[(zlib.crc32(ground.document.name.encode()) + number) % len(kinds)]
    attempts = ((kind, _DRAWS), *((random.choice(kinds), 1) for _ in range(_DRAWS)))
    for one in chain.from_iterable([each] * times for each, times in attempts):
        value = _choose(cells, neighbours, random)
        mutant = None if value is None else one(Site(ground, neighbours, value, random))
        if mutant is not None and mutant.text != ground.text:
            return mutant
    return None


def _choose(cells: Sequence[CellKey], neighbours: Neighbours, random: Random) -> Value | None:
    """A value that was read as labelled; chosen from the labels, so that it depends little on what is read."""
    for _ in range(_DRAWS if cells else 0):
        value = neighbours.by_cell.get(random.choice(cells))
        if value is not None and (not value.zero or random.random() < _ZEROS):
            return value
    return None


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
