"""``python -m benchmarks.synthesis OUT --slice development|held-out``: writes documents with their truth.

Without --slice, ``--seeds A-B`` makes other documents. ``--renderers`` takes groups (slice: two styles by three
extractors, Markdown pipes, tables on one line; text; pdf: two styles by all extractors) and names such as piped or
wide-layout.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.synthesis.extractors import missing
from benchmarks.synthesis.making import TYPESET, UnknownRendererError, make, renderers, seeds_of


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
    parser.add_argument("--renderers", nargs="+", help="groups and names (default: slice with --slice, else text)")
    options = parser.parse_args(arguments)
    try:
        wanted = renderers(options.renderers or (["slice"] if options.slice else ["text"]))
    except UnknownRendererError as error:
        parser.error(str(error))
    lacking = missing(name.partition("-")[2] for name in wanted if name in TYPESET)
    if lacking:
        print(
            f"These are not installed: {', '.join(lacking)}. Without them: --renderers text",
            file=sys.stderr,
        )
        return 2
    begun = time.perf_counter()
    tally = make(seeds_of(options.slice) if options.slice else _range(options.seeds), wanted, options.out)
    print(
        f"{tally.made} made, {tally.kept} kept, {tally.removed} of an older generator removed, "
        f"{time.perf_counter() - begun:.0f} s",
        file=sys.stderr,
    )
    return 0


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
