"""``python -m benchmarks``: the figures that README and closing notes carry.

python -m benchmarks accuracy [FOLDER]       labels against docparse (default: corpus), or against --results
python -m benchmarks evaluations [FOLDER]    the same for evaluation forms
python -m benchmarks prose [FOLDER...]       the same for figures and headings of the prose
python -m benchmarks holdout [FOLDER]        evaluation forms of each report, without the words that it alone gave
python -m benchmarks compare A B             two results of docparse convert: cells gained, lost and changed
python -m benchmarks labels [FOLDER]         what is labelled, and whether it adds up
python -m benchmarks agreement A B           two readings of one document
python -m benchmarks unseen FOLDER           generated documents, stored for the README
python -m benchmarks mutations [FOLDER...]   seeded slips of the text: what is wrong and verified, what is noticed
python -m benchmarks extractors FOLDER       beside table extractors that take the PDF
python -m benchmarks noise [FOLDER...]       texts that get worse in ten ways: accuracy, doubt and proof by level
python -m benchmarks scale [FOLDER...]       docparse batch: documents a second, memory, killed and resumed
python -m benchmarks fuzz                    hostile and absurd documents: crashes, hangs, memory, lost amounts
python -m benchmarks speed                   warm, cold, growth and memory, as ratios
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import readme, regression, unseen
from benchmarks.accuracy import PROGRAMS, score_docparse, score_program, score_results
from benchmarks.agreement import PARTS, compare_readings
from benchmarks.chinese import add_language, in_language
from benchmarks.comparing import compare_results
from benchmarks.documents import CORPUS, Document, find_documents, read_manifest, read_name
from benchmarks.evaluation_agreement import PARTS as FORM_PARTS
from benchmarks.evaluation_agreement import compare_evaluations
from benchmarks.evaluation_command import add_evaluations
from benchmarks.evaluation_labels import read_forms
from benchmarks.fuzzing.command import add_fuzz
from benchmarks.holdout import add_holdout
from benchmarks.inventory import take_inventory
from benchmarks.labels import read_tables
from benchmarks.misses import list_misses, worst
from benchmarks.mutations.command import add_mutations
from benchmarks.noise.command import add_noise
from benchmarks.prose_agreement import PARTS as PROSE_PARTS
from benchmarks.prose_agreement import compare_prose
from benchmarks.prose_command import add_prose
from benchmarks.prose_labels import read_prose
from benchmarks.publishing import json_of, share, text_of
from benchmarks.results import read_results
from benchmarks.scale.command import add_scale
from benchmarks.speed import (
    peak_memory,
    time_cold,
    time_cold_tables,
    time_growth,
    time_proof,
    time_reports,
    time_stages,
)
from benchmarks.table_extractors.command import add_extractors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.agreement import Agreement
    from benchmarks.evaluation_inventory import FormInventory
    from benchmarks.inventory import Inventory
    from benchmarks.prose_inventory import ProseInventory
    from benchmarks.scoring import DocumentScore


def main(arguments: Sequence[str]) -> None:
    """Runs one of the benchmarks and prints its figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    _add_accuracy(commands.add_parser("accuracy", help="hold docparse, or results, against labelled documents"))
    add_evaluations(commands.add_parser("evaluations", help="hold evaluation forms, or results, against labels"))
    add_prose(commands.add_parser("prose", help="hold figures and headings of the prose, or results, against labels"))
    add_holdout(commands.add_parser("holdout", help="evaluation forms of each report, read by a docparse without it"))
    compare = commands.add_parser("compare", help="what changed between two results of docparse convert")
    compare.add_argument("before", type=Path, help="a JSON or JSONL file, or a folder of them")
    compare.add_argument("after", type=Path, help="likewise")
    compare.add_argument("--labels", type=Path, default=CORPUS, help="labelled documents")
    compare.set_defaults(run=run_compare)
    labels = commands.add_parser("labels", help="what is labelled, and whether it adds up")
    labels.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="documents with tables/ and a manifest")
    labels.set_defaults(run=run_labels)
    agreement = commands.add_parser("agreement", help="compare two readings of one document")
    agreement.add_argument("one", type=Path, help="a document's folder: tables/, evaluations/, facts.tsv")
    agreement.add_argument("other", type=Path, help="likewise")
    agreement.set_defaults(run=run_agreement)
    generated = commands.add_parser("unseen", help="measure generated documents and store the figures")
    generated.add_argument("folder", type=Path, help="as python -m benchmarks.synthesis wrote it")
    generated.add_argument("--json", type=Path, default=unseen.UNSEEN, help="file to write")
    generated.set_defaults(run=run_unseen)
    add_mutations(commands.add_parser("mutations", help="mutate values of labelled documents and read them again"))
    add_extractors(commands.add_parser("extractors", help="table extractors on PDFs, docparse on their text"))
    add_noise(commands.add_parser("noise", help="damage labelled documents more and more and read them"))
    add_scale(commands.add_parser("scale", help="batches: documents a second, memory, killed and resumed"))
    add_fuzz(commands.add_parser("fuzz", help="parse hostile and absurd documents and check what must hold"))
    commands.add_parser("speed", help="time docparse on the corpus").set_defaults(run=run_speed)
    given = parser.parse_args(arguments)
    given.run(given)


def _add_accuracy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="documents with source.txt and tables/")
    parser.add_argument("--results", type=Path, help="score these results of docparse convert; parse nothing")
    parser.add_argument("--program", choices=sorted(PROGRAMS.values()), help="score a baseline instead of docparse")
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="list so many misses (default 20)")
    parser.add_argument("--pool", action="store_true", help="add up generated documents by their extractor")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--markdown", action="store_true", help="print the tables of the README instead")
    add_language(parser)
    parser.add_argument("--store", action="store_true", help="make this run the baseline of later ones")
    parser.set_defaults(run=run_accuracy)


def run_accuracy(given: argparse.Namespace) -> None:
    """Scores every labelled document of a folder."""
    documents = find_documents(given.folder)
    if given.program is not None:
        scores = score_program(next(name for name in PROGRAMS if PROGRAMS[name] == given.program), documents)
    elif given.results is not None:
        scores = score_results(documents, read_results(given.results))
    else:
        scores = score_docparse(documents)
    if given.markdown:
        print(in_language(markdown(given.folder, documents, scores), given.lang))
    else:
        _print_accuracy(given, documents, scores)
    if given.store:
        regression.store(regression.baseline_of(documents, scores))


def _print_accuracy(given: argparse.Namespace, documents: list[Document], scores: list[DocumentScore]) -> None:
    held_out = unseen.held_out_seeds()
    shown = [
        (document, score)
        for document, score in zip(documents, scores, strict=True)
        if (rendered := read_name(document.name)) is None or rendered.seed not in held_out
    ]
    misses = worst(miss for document, score in shown for miss in list_misses(score, document.text()))
    print(text_of(scores, misses, worst=given.worst, group=_extractor if given.pool else str))
    if given.json is not None:
        regression.write_json(given.json, json_of(scores, misses))
    if len(shown) < len(scores):
        print(f"\n{len(scores) - len(shown)} documents are held out: their misses are not listed")
    if given.results is None and given.program is None:
        for score in score_docparse(set_aside(given.folder)):
            print(f"without labels: {score.document}, statutory tables read: {score.counts['tables too many']}")


def set_aside(folder: Path) -> list[Document]:
    """The documents of a folder that nobody has labelled, or that hold no statutory table."""
    return [document for document in find_documents(folder, labelled=False) if not document.labels]


def markdown(folder: Path, documents: list[Document], scores: list[DocumentScore]) -> str:
    """The tables of the README: these scores, the other programs on the same documents, and the stored figures."""
    stored = unseen.read_stored()
    programs = {name: score_program(name, documents) for name in PROGRAMS}
    agreement = {name: entry["agreement"] for name, entry in read_manifest(folder).items() if "agreement" in entry}
    return readme.block(scores, programs, stored, agreement=agreement)


def _extractor(document: str) -> str:
    rendered = read_name(document)
    return document if rendered is None else rendered.extractor


def run_compare(given: argparse.Namespace) -> None:
    """Lists what two results of the same documents differ in."""
    labels = {document.sha256: (document.name, document.labels) for document in find_documents(given.labels)}
    changes = compare_results(read_results(given.before), read_results(given.after), labels)
    for change in filter(None, changes):
        counts = f"gained {len(change.gained)}, lost {len(change.lost)}, changed without label {len(change.changed)}"
        print(f"{change.document}: {counts}")
        for word, lines in (("gained", change.gained), ("lost", change.lost), ("changed", change.changed)):
            for line in lines:
                print(f"  {word}: {line}")
        for (before, after), count in sorted(change.statuses.items()):
            print(f"  status of the same value: {before} -> {after}: {count}")
    print(f"{sum(map(bool, changes))} of {len(changes)} documents changed")


def run_labels(given: argparse.Namespace) -> None:
    """Prints what a corpus has in labels, with the identities that do not hold over them."""
    for entry in take_inventory(given.folder):
        print(
            f"{entry.document}: labels {entry.state or 'of no announced state'}; tables {entry.tables}, "
            f"rows {entry.rows}, cells {entry.cells}, values nobody can settle {entry.undeterminable}"
        )
        if entry.tables:
            _print_sums(entry)
        forms = entry.evaluations
        if forms is not None:
            print(
                f"  evaluation forms {forms.forms}, layouts {forms.variants}, indicators {forms.indicators}, "
                f"fields {forms.fields}, values nobody can settle {forms.undeterminable}"
            )
            _print_sums(forms)
        if entry.prose is not None:
            _print_prose(entry.prose)


def _print_prose(prose: ProseInventory) -> None:
    measures = ", ".join(f"{measure} {count}" for measure, count in prose.measures.items())
    print(
        f"  figures of the prose {prose.facts} ({measures}), with a counterpart in a table or form "
        f"{prose.counterparts}, headings {prose.sections}, contradictions {prose.contradictions}, "
        f"fields nobody can settle {prose.doubtful}"
    )
    _print_sums(prose)
    for problem in prose.problems:
        print(f"  wrong label: {problem}")


def _print_sums(labels: Inventory | FormInventory | ProseInventory) -> None:
    announced = {"": "not announced", labels.sha256: "as announced"}.get(labels.announced, "NOT as announced")
    print(f"  sha256 {labels.sha256} ({announced}); both readings alike: {labels.agreement or 'not announced'}")
    print(f"  identities that hold: {labels.checked - len(labels.failing)} of {labels.checked}")
    for one in labels.failing:
        known = " (listed as a contradiction)" if getattr(one, "known", False) else ""
        print(f"  {one.kind}: {one.statement}: off by {one.difference}, allowed {one.tolerance}{known}")


def run_agreement(given: argparse.Namespace) -> None:
    """Prints how far two readings agree, of tables, of evaluation forms and of the prose, and every difference."""
    tables = read_tables(given.one), read_tables(given.other)
    forms = read_forms(given.one), read_forms(given.other)
    prose = read_prose(given.one), read_prose(given.other)
    if not all(tables) and not all(forms) and not all(prose):
        empty = given.one if not (tables[0] or forms[0] or prose[0]) else given.other
        raise SystemExit(f"no labels in {empty} to compare")  # noqa: TRY003
    if all(tables):
        _print_agreement(compare_readings(*tables), PARTS)
    elif any(tables):
        print("tables: labelled in one of the folders only")
    if all(forms):
        _print_agreement(compare_evaluations(*forms), FORM_PARTS)
    elif any(forms):
        print("evaluation forms: labelled in one of the folders only")
    if prose[0] is not None and prose[1] is not None:
        _print_agreement(compare_prose(prose[0], prose[1]), PROSE_PARTS)
    elif any(prose):
        print("prose: labelled in one of the folders only")


def _print_agreement(found: Agreement, parts: Sequence[str]) -> None:
    for part in parts:
        print(f"{part}: {found.equal[part]}/{found.either[part]} equal = {share(found.rate(part))}")
    for difference in found.differences:
        print(f"  {difference}")


def run_unseen(given: argparse.Namespace) -> None:
    """Scores generated documents and writes the figures."""
    documents = find_documents(given.folder)
    date = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    tree = unseen.measure(documents, date=date, progress=lambda name: print(name, file=sys.stderr))
    regression.write_json(given.json, tree)
    for name, part in tree["sets"].items():
        print(f"{name}: {part['documents']} texts of {len(part['seeds'])} departments: {_short(part['all'])}")
        for extractor, figures in part["extractors"].items():
            print(f"  {extractor}: {_short(figures)}")


def _short(tree: dict[str, Any]) -> str:
    counts = tree["counts"]
    f1 = 2 * counts["values right"] / max(counts["values"] + counts["values read"], 1)
    rows = 2 * counts["rows right"] / max(counts["rows"] + counts["rows read"], 1)
    silent = 10000 * counts["silent"] / max(counts["cells"], 1)
    limits = json.dumps([round(limit, 4) for limit in tree["intervals"].get("cells F1", ())])
    return f"rows F1 {share(rows)}, cells F1 {share(f1)} {limits}, silent per 10,000 cells {silent:.1f}"


def run_speed(_given: argparse.Namespace) -> None:
    """Times the corpus: warm parses beside a lexer pass, the share of proving, cold processes, growth, memory."""
    sources = sorted(CORPUS.glob("*/source.txt"))
    timings = time_reports(sources)
    for timing in timings:
        print(
            f"{timing.name}: {timing.kilobytes:.0f} KB, parse {timing.parse:.1f} ms, "
            f"lexer pass {timing.lexer:.1f} ms, ratio {timing.ratio:.1f}"
        )
    parses = median(timing.parse for timing in timings)
    ratios = median(timing.ratio for timing in timings)
    print(f"all reports {sum(timing.parse for timing in timings):.0f} ms")
    print(f"median parse {parses:.1f} ms, median ratio {ratios:.1f}, largest {max(t.ratio for t in timings):.1f}")
    stages = time_stages(sources)
    for stage, milliseconds in stages.items():
        print(f"{stage}: {milliseconds:.0f} ms, {milliseconds / sum(stages.values()):.0%}")
    for name, proof, rest in time_proof(sources):
        print(f"{name}: proof {proof:.1f} ms, everything else {rest:.1f} ms, proof adds {proof / rest:.0%}")
    for source in sources:
        ours, bare, ratio = time_cold(source)
        print(
            f"{source.parent.name}: cold {ours:.0f} ms, bare imports {bare:.0f} ms, ratio {ratio:.2f}, "
            f"peak memory {peak_memory(source):.0f} MB"
        )
    for name, (ours, bare, ratio) in time_cold_tables(sources):
        print(f"{name}, its tables alone: cold {ours:.0f} ms, bare imports {bare:.0f} ms, ratio {ratio:.2f}")
    for growth in time_growth(sources[-1]):
        print(f"growth: {growth.copies}x, parse {growth.parse:.3f} ms/KB, lexer pass {growth.lexer:.3f} ms/KB")


if __name__ == "__main__":
    main(sys.argv[1:])
