"""``python -m benchmarks``: the figures that README and closing notes carry.

python -m benchmarks accuracy [--errors N] [FOLDER]   labels against docparse (default: corpus)
python -m benchmarks speed                            warm, cold, growth and memory, as ratios
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median

import docparse
from benchmarks.accuracy import Score, pooled, score_report, summary
from benchmarks.labels import read_tables
from benchmarks.speed import peak_memory, time_cold, time_growth, time_reports

CORPUS = Path(__file__).parents[1] / "corpus"


def main(arguments: list[str]) -> None:
    """Runs one of the benchmarks and prints its figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    accuracy = commands.add_parser("accuracy", help="hold docparse against labelled documents")
    accuracy.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="documents with source.txt and tables/")
    accuracy.add_argument("--errors", type=int, default=0, help="print so many errors a document")
    accuracy.add_argument("--pool", action="store_true", help="add up generated documents by style and extractor")
    accuracy.set_defaults(run=run_accuracy)
    speed = commands.add_parser("speed", help="time docparse on the corpus")
    speed.set_defaults(run=run_speed)
    given = parser.parse_args(arguments)
    given.run(given)


def run_accuracy(given: argparse.Namespace) -> None:
    """Scores every labelled document of a folder."""
    scores = score_folder(given.folder)
    for score in scores:
        for error in score.errors[: given.errors]:
            print(f"{score.document}: {error}")
    if given.pool:
        scores = pooled(scores, lambda document: "-".join(document.split("-")[-2:]))
    print(summary(scores))
    print(f"inferred among cells whose row fills every column: {inferred_share(given.folder):.4f}")


def score_folder(folder: Path) -> list[Score]:
    """The scores of the documents of a folder that have labels."""
    scores = []
    for source in sorted(folder.glob("*/source.txt")):
        labels = read_tables(source.parent)
        if labels:
            scores.append(score_report(source.parent.name, docparse.parse_file(source), labels))
    return scores


def inferred_share(folder: Path) -> float:
    """The share of ``inferred`` among the values that the layout settles: those of full or tab-separated rows."""
    settled = inferred = 0
    for source in sorted(folder.glob("*/source.txt")):
        for table in docparse.parse_file(source).tables:
            for row in table.rows:
                cells = [cell for cell in row.cells.values() if cell is not None]
                if len(cells) == len(row.cells) or table.grammar.rendering in ("tabbed", "piped"):
                    settled += len(cells)
                    inferred += sum(cell.status == "inferred" for cell in cells)
    return inferred / max(settled, 1)


def run_speed(_given: argparse.Namespace) -> None:
    """Times the corpus: warm parses beside a lexer pass, cold processes beside bare imports, growth, memory."""
    sources = sorted(CORPUS.glob("*/source.txt"))
    timings = time_reports(sources)
    for timing in timings:
        print(
            f"{timing.name}: {timing.kilobytes:.0f} KB, parse {timing.parse:.1f} ms, "
            f"lexer pass {timing.lexer:.1f} ms, ratio {timing.ratio:.1f}"
        )
    parses = median(timing.parse for timing in timings)
    ratios = median(timing.ratio for timing in timings)
    print(f"median parse {parses:.1f} ms, median ratio {ratios:.1f}, largest {max(t.ratio for t in timings):.1f}")
    for source in sources:
        ours, bare, ratio = time_cold(source)
        print(
            f"{source.parent.name}: cold {ours:.0f} ms, bare imports {bare:.0f} ms, ratio {ratio:.2f}, "
            f"peak memory {peak_memory(source):.0f} MB"
        )
    growth = time_growth(sources[-1])
    print("growth: " + ", ".join(f"{copies}x {each:.3f} ms/KB" for copies, each in growth))


if __name__ == "__main__":
    main(sys.argv[1:])
