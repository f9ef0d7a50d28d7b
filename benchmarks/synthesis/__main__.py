"""``python -m benchmarks.synthesis OUT --seeds A-B [--renderers NAME …]``: writes documents with their truth."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.synthesis import extractors, text
from benchmarks.synthesis.documents import make_document
from benchmarks.synthesis.pages import STYLES
from benchmarks.synthesis.truth import write_truth
from benchmarks.synthesis.typesetting import typeset


def main() -> None:
    """Reads the command line and writes OUT/<seed>-<variant>-<style>-<extractor>/."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthesis", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write into")
    parser.add_argument("--seeds", default="0-7", help="first and last seed, such as 0-7")
    parser.add_argument(
        "--renderers",
        nargs="+",
        default=["text"],
        help="text (spaced, tabbed, piped), pdf (every style and extractor), or names such as piped or wide-layout",
    )
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    wanted = _names(options.renderers)
    for seed in range(int(first), int(last or first) + 1):
        _write(seed, wanted, options.out)


def _names(renderers: list[str]) -> list[str]:
    typeset_names = [f"{style}-{extractor}" for style in STYLES for extractor in extractors.EXTRACTORS]
    groups = {"text": list(text.RENDERERS), "pdf": typeset_names}
    names = [name for renderer in renderers for name in groups.get(renderer, [renderer])]
    unknown = set(names) - set(text.RENDERERS) - set(typeset_names)
    if unknown:
        raise SystemExit(f"no renderer is called {', '.join(sorted(unknown))}")  # noqa: TRY003
    return names


def _write(seed: int, wanted: list[str], out: Path) -> None:
    document = make_document(seed)
    for name in wanted:
        style, _, extractor = name.partition("-")
        if extractor:
            page_file = typeset(document, style, out / ".typeset")
            folder = out / f"{document.name}-{name}"
            source = extractors.EXTRACTORS[extractor](page_file)
        else:
            folder = out / f"{document.name}-text-{name}"
            source = text.RENDERERS[name](document)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.txt").write_text(source, encoding="utf-8", newline="")
        write_truth(document, folder)


if __name__ == "__main__":
    main()
