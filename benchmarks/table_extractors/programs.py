"""Table extractors that take a PDF, each called as its documentation says for a page that may hold tables."""

from __future__ import annotations

import importlib.util
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# It warns of each font that does not say how large its glyphs are, thousands of times.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

# Rows of cells of one table on one page.
Grid = list[list[str]]


def plumber(page_file: Path) -> list[Grid]:
    """Pdfplumber's ``extract_tables``, which follows ruling lines."""
    import pdfplumber

    with pdfplumber.open(page_file) as pages:
        return [_clean(grid) for page in pages.pages for grid in page.extract_tables()]


def plumber_by_text(page_file: Path) -> list[Grid]:
    """Pdfplumber's ``extract_tables`` told to look for columns in the places of words, for tables without lines."""
    import pdfplumber

    by_text = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    with pdfplumber.open(page_file) as pages:
        return [_clean(grid) for page in pages.pages for grid in page.extract_tables(by_text)]


def mupdf(page_file: Path) -> list[Grid]:
    """PyMuPDF's ``find_tables``, with the words of the page put into its cells.

    Its own ``extract`` sets the decimal points of some fonts apart from their digits, which says nothing of tables.
    """
    import pymupdf

    grids = []
    with pymupdf.open(page_file) as pages:  # type: ignore[no-untyped-call]
        for page in pages:
            words = page.get_text("words")
            for table in page.find_tables().tables:
                grids.append(_clean([[_inside(cell, words) for cell in row.cells] for row in table.rows]))
    return grids


def _inside(cell: Sequence[float] | None, words: Sequence[Sequence[Any]]) -> str:
    """The words whose middle lies in a cell."""
    if cell is None:
        return ""
    left, top, right, bottom = cell
    return "".join(
        word[4] for word in words if left <= (word[0] + word[2]) / 2 < right and top <= (word[1] + word[3]) / 2 < bottom
    )


def lattice(page_file: Path) -> list[Grid]:
    """Camelot's ``lattice``, which looks for ruling lines in a picture of the page."""
    return list(_camelot(page_file, "lattice"))


def stream(page_file: Path) -> list[Grid]:
    """Camelot's ``stream``, which looks for columns in the places of words."""
    return list(_camelot(page_file, "stream"))


def _camelot(page_file: Path, flavor: str) -> Iterator[Grid]:
    import camelot

    for table in camelot.read_pdf(str(page_file), pages="all", flavor=flavor, suppress_stdout=True):
        yield _clean(table.df.values.tolist())


def _clean(grid: Iterable[Iterable[str | None]]) -> Grid:
    """Cells without the line breaks that only the width of their column made."""
    return [["".join((cell or "").split()) for cell in row] for row in grid]


PROGRAMS = {
    "pdfplumber": plumber,
    "pdfplumber, by text": plumber_by_text,
    "PyMuPDF find_tables": mupdf,
    "camelot lattice": lattice,
    "camelot stream": stream,
}
_MODULES = {"pdfplumber": "pdfplumber", "PyMuPDF": "pymupdf", "camelot": "camelot"}
_DISTRIBUTIONS = {"camelot": "camelot-py"}


def missing() -> list[str]:
    """The packages that the programs need and this machine lacks, by the names under which they are installed."""
    lacking = [module for module in _MODULES.values() if importlib.util.find_spec(module) is None]
    return sorted(_DISTRIBUTIONS.get(module, module) for module in lacking)
