"""``python -m benchmarks.synthesis OUT --slice development|held-out``: writes documents with their truth.

Without --slice, ``--seeds A-B`` makes other documents, and ``--labels FOLDER`` typesets hand-labelled tables, such as
those of corpus/. ``--renderers`` takes groups (slice: two styles by three extractors, Markdown pipes, tables on one
line; text; pdf: all styles by all extractors; turned: lying pages among upright ones, laid sideways with and without
/Rotate; office: LibreOffice by way of DOCX) and names such as piped or wide-layout. Each document has a font that its
seed chooses; ``--font FAMILY`` sets all in one.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthesis.labelled import LabelError
from benchmarks.synthesis.making import (
    TYPESET,
    UnknownRendererError,
    documents_of,
    labelled_in,
    render,
    renderers,
    seeds_of,
)
from benchmarks.synthesis.programs import missing

if TYPE_CHECKING:
    from benchmarks.synthesis.documents import Document


def main(arguments: list[str]) -> int:
    """Reads the command line and writes OUT/<seed>-<place>-<style>-<extractor>/."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.synthesis",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path, help="folder to write into")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--slice", choices=("development", "held-out"), help="the fixed seeds of one half")
    which.add_argument("--seeds", help="first and last seed, such as 0-7")
    which.add_argument("--labels", type=Path, help="folder of documents with hand-labelled tables")
    parser.add_argument("--font", default="", help="family for all documents (default: each has one of its own)")
    parser.add_argument("--renderers", nargs="+", help="groups and names (default: slice with --slice, else text)")
    options = parser.parse_args(arguments)
    try:
        wanted = renderers(options.renderers or (["slice"] if options.slice else ["text"]))
        documents = _documents(options)
    except (UnknownRendererError, LabelError) as error:
        parser.error(str(error))
    fonts = {document.manner.font for document in documents}
    lacking = missing([name for name in wanted if name in TYPESET], fonts)
    if lacking:
        print(
            f"These are not installed: {', '.join(lacking)}. Without them: --renderers text",
            file=sys.stderr,
        )
        return 2
    begun = time.perf_counter()
    tally = render(documents, wanted, options.out)
    print(
        f"{tally.made} made, {tally.kept} kept, {tally.removed} of an older generator removed, "
        f"{time.perf_counter() - begun:.0f} s",
        file=sys.stderr,
    )
    return 0


def _documents(options: argparse.Namespace) -> list[Document]:
    if options.labels is not None:
        return labelled_in(options.labels, options.font)
    seeds = seeds_of(options.slice) if options.slice else _range(options.seeds)
    return list(documents_of(seeds, options.font))


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
