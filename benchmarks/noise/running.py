"""Many damaged texts over several documents and processes; the seed alone decides which."""

from __future__ import annotations

import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.documents import Document
from benchmarks.labels import read_tables
from benchmarks.mutations.ground import read_text_tree
from benchmarks.noise.kinds import KINDS
from benchmarks.noise.landmarks import find_landmarks
from benchmarks.noise.pieces import edited
from benchmarks.noise.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.noise.landmarks import Landmarks
    from benchmarks.noise.pieces import Noisy
    from benchmarks.noise.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: kinds and levels, the texts of each, and the seed of the die."""

    kinds: tuple[str, ...]
    levels: tuple[float, ...]
    seed: int


@dataclass(slots=True)
class Run:
    """All outcomes of a run."""

    plan: Plan
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    folder: Path
    numbers: range
    plan: Plan


def run(
    documents: Sequence[Document],
    plan: Plan,
    *,
    count: int | None = None,
    workers: int = 1,
    progress: Callable[[int], None],
) -> Run:
    """Makes and judges damaged texts.

    Args:
        documents: labelled ones.
        plan: kinds, levels and seed; the same seed gives the same texts, whatever the number of processes.
        count: texts of each kind and level, spread over the documents; None: one of each document.
        workers: processes; 1 is this one.
        progress: is told after each document how many texts were judged.
    """
    texts = len(documents) if count is None else count
    shares = [texts // len(documents) + (index < texts % len(documents)) for index in range(len(documents))]
    tasks = [_Task(one.folder, range(share), plan) for one, share in zip(documents, shares, strict=True) if share]
    result = Run(plan)
    if workers == 1:
        _collect(result, map(_work, tasks), progress)
        return result
    with ProcessPoolExecutor(workers) as pool:
        _collect(result, pool.map(_work, tasks), progress)
    return result


def _collect(result: Run, parts: Iterable[list[Outcome]], progress: Callable[[int], None]) -> None:
    for outcomes in parts:
        result.outcomes += outcomes
        progress(len(result.outcomes))


def _work(task: _Task) -> list[Outcome]:
    marks, plan = surveyed(task.folder), task.plan
    unchanged = judge(marks, edited(marks.text, []), ("", 0.0, 0))
    outcomes = []
    for kind, level, number in product(plan.kinds, plan.levels, task.numbers):
        noisy = make(marks, kind, level, (plan.seed, number))
        if noisy.changes:
            outcomes.append(judge(marks, noisy, (kind, level, number)))
        else:
            outcomes.append(replace(unchanged, kind=kind, level=level, number=number))
    return outcomes


@lru_cache(maxsize=1)
def surveyed(folder: Path) -> Landmarks:
    """A document that this process works on, read once unchanged."""
    document = Document(folder.name, folder, read_tables(folder))
    text = document.text()
    return find_landmarks(document, text, read_text_tree(text))


def make(marks: Landmarks, kind: str, level: float, throw: tuple[int, int]) -> Noisy:
    """The damaged text of a document; ``throw``: the seed of the run and the number of the text."""
    seed, number = throw
    die = Random(zlib.crc32(f"{seed} {marks.document.name} {kind} {number}".encode()))  # noqa: S311  no secret
    return KINDS[kind](marks, die, level)
