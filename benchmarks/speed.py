"""Speed as ratios: a whole parse beside one lexer pass over the same text, a cold start beside bare imports.

Absolute times drift with the machine; a ratio measured in one run holds. ``process_time`` leaves out what other
processes take.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# A lexer such as any parser of this genre needs: numbers, codes, Chinese runs, words, blanks, the rest.
LEXER = re.compile(
    r"(?P<amount>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+)|(?P<code>\b(?:\d{7}|\d{5}|\d{3})\b)|(?P<integer>\d+)"
    r"|(?P<han>[一-鿿]+)|(?P<word>[A-Za-z_]+)|(?P<newline>\n)|(?P<tab>\t)|(?P<space>[ 　]+)|(?P<other>.)"
)
BARE_IMPORTS = "import pydantic, regex, rapidfuzz"
# Prints kilobytes.
_PEAK = """
import docparse, pathlib, resource, sys
docparse.parse_file(sys.argv[1]).to_json()
status = pathlib.Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peaks = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
print(peaks[0] if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# The stages of docparse.pipeline that prove.
PROVING = ("restrict_by_other_tables", "prove", "prove_evaluations", "rows_not_known", "names_that_differ")
# The stages in the order of docparse.pipeline, with the functions that are one each; none of them calls another.
STAGES = {
    "reading and lines": ("normalise", "with_tabs", "without_furniture"),
    "statutory tables": ("_read_tables", "restrict_by_other_tables", "assemble_table", "inherit_units", "relate"),
    "evaluation forms": ("read_evaluations",),
    "tables of no form": ("_read_undeclared",),
    "prose": ("_read_prose",),
    "proof": ("_prove",),
}
OTHER_STAGES = "finding tables, the document as a whole, models"
# Growth is measured up to this many copies of one report.
COPIES = (1, 4, 16, 64)


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of processor time for one report: the parse, and the lexer pass in the same run."""

    name: str
    kilobytes: float
    parse: float
    lexer: float

    @property
    def ratio(self) -> float:
        """How many lexer passes one parse costs."""
        return self.parse / self.lexer


def time_reports(paths: Sequence[Path], *, rounds: int = 9) -> list[Timing]:
    """Warm parse times, the median of ``rounds``."""
    import docparse

    timings = []
    for path in paths:
        data = path.read_bytes()
        text = data.decode("utf-8")
        docparse.parse_bytes(data)
        parse = [_milliseconds(partial(docparse.parse_bytes, data)) for _ in range(rounds)]
        lexer = [_milliseconds(partial(lex, text)) for _ in range(rounds)]
        timings.append(Timing(path.parent.name, len(data) / 1000, median(parse), median(lexer)))
    return timings


def time_proof(paths: Sequence[Path], *, rounds: int = 5) -> list[tuple[str, float, float]]:
    """For each report the milliseconds that proving takes, and those of everything else; the medians of ``rounds``.

    Proving is what holds tables, prose and forms against each other, and what tables tell of each other's blanks.
    """
    found = []
    for path in paths:
        data = path.read_bytes()
        docparse_once(data)
        proofs, others = [], []
        with _timed(PROVING) as spent:
            for _ in range(rounds):
                spent.clear()
                whole = docparse_once(data)
                proofs.append(sum(spent.values()))
                others.append(whole - sum(spent.values()))
        found.append((path.parent.name, median(proofs), median(others)))
    return found


def time_stages(paths: Sequence[Path], *, rounds: int = 5) -> dict[str, float]:
    """Milliseconds of each stage over all reports together, the medians of ``rounds``; what is left is the models."""
    datas = [path.read_bytes() for path in paths]
    for data in datas:
        docparse_once(data)
    stage_of = {name: stage for stage, names in STAGES.items() for name in names}
    measured: list[dict[str, float]] = []
    with _timed(tuple(stage_of)) as spent:
        for _ in range(rounds):
            spent.clear()
            whole = sum(map(docparse_once, datas))
            stages = dict.fromkeys(STAGES, 0.0)
            for name, milliseconds in spent.items():
                stages[stage_of[name]] += milliseconds
            measured.append({**stages, OTHER_STAGES: whole - sum(spent.values())})
    return {stage: median(each[stage] for each in measured) for stage in measured[0]}


def docparse_once(data: bytes) -> float:
    """Milliseconds of one parse."""
    import docparse

    return _milliseconds(partial(docparse.parse_bytes, data))


@contextmanager
def _timed(names: Sequence[str]) -> Iterator[dict[str, float]]:
    """Counts the milliseconds that functions of the pipeline take; none of them calls another."""
    from docparse import pipeline

    spent: dict[str, float] = {}

    def timed(name: str) -> Callable[..., object]:
        work = getattr(pipeline, name)

        def run(*given: object, **named: object) -> object:
            start = time.process_time()
            try:
                return work(*given, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + 1000 * (time.process_time() - start)

        return run

    with patch.multiple(pipeline, **{name: timed(name) for name in names}):
        yield spent


def lex(text: str) -> int:
    """One lexer pass; the number of tokens, so that nothing is optimised away."""
    return sum(1 for token in LEXER.finditer(text) if token.lastgroup)


@dataclass(frozen=True, slots=True)
class Growth:
    """Milliseconds per kilobyte for a report repeated so many times: the parse, and the lexer pass in the same run."""

    copies: int
    parse: float
    lexer: float


def time_growth(path: Path) -> list[Growth]:
    """Whether time grows with the length of the text; best of three, of two for the longest."""
    import docparse

    data = path.read_bytes()
    result = []
    for copies in COPIES:
        whole = data * copies
        text = whole.decode("utf-8")
        rounds = range(3 if copies < COPIES[-1] else 2)
        parse = min(_milliseconds(partial(docparse.parse_bytes, whole)) for _ in rounds)
        lexer = min(_milliseconds(partial(lex, text)) for _ in rounds)
        kilobytes = len(whole) / 1000
        result.append(Growth(copies, parse / kilobytes, lexer / kilobytes))
    return result


def time_cold(path: Path, *, rounds: int = 7) -> tuple[float, float, float]:
    """Whole processes in turn: milliseconds of ``docparse convert``, of the bare imports, and the median ratio."""
    convert = [sys.executable, "-m", "docparse", "convert", str(path)]
    bare = [sys.executable, "-c", BARE_IMPORTS]
    pairs = []
    for _ in range(rounds + 1):
        pairs.append((_process(convert), _process(bare)))
    ours, theirs = zip(*pairs[1:], strict=True)
    return median(ours), median(theirs), median(a / b for a, b in pairs[1:])


def time_cold_tables(paths: Sequence[Path]) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """``time_cold`` for the tables alone of those reports that have some: reports without prose."""
    with TemporaryDirectory() as folder:
        for path in paths:
            if text := tables_alone(path):
                alone = Path(folder) / f"{path.parent.name}.txt"
                alone.write_text(text, encoding="utf-8")
                yield path.parent.name, time_cold(alone)


def tables_alone(path: Path) -> str:
    """The text of a report's tables, titles and heads included: a report without prose and without forms."""
    import docparse

    text = path.read_text(encoding="utf-8")
    spans = [table.spans[0] for table in docparse.parse(text).tables]
    return "\n".join(text[start:end] for start, end in spans)


def peak_memory(path: Path) -> float:
    """Megabytes of resident memory that one process needs to convert a report, at most.

    Read from ``/proc``, which starts anew with the process; the ``ru_maxrss`` of a started process begins with what its
    parent held, and so serves only where there is no ``/proc``.
    """
    run = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
    return int(run.stdout) / 1024


def _process(command: Sequence[str]) -> float:
    """Processor milliseconds (user and system) of one finished process, with byte code as an installed package has."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)
