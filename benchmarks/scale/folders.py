"""A folder of many documents, made from few: each has a line of its own, so that none is another's duplicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.documents import find_documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Documents of one folder: as many as a file system lists without trouble.
_TOGETHER = 500


def make_folder(target: Path, sources: Sequence[Path], *, documents: int) -> int:
    """Writes the documents of the source folders again and again; how many bytes they are together.

    Raises:
        ValueError: There is no document in the sources.
    """
    texts = [document.text() for source in sources for document in find_documents(source, labelled=False)]
    if not texts:
        message = f"no documents in {', '.join(map(str, sources))}"
        raise ValueError(message)
    size = 0
    for number in range(documents):
        folder = target / f"{number // _TOGETHER:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        data = f"{texts[number % len(texts)]}\n存档编号：{number:07d}\n".encode()
        (folder / f"{number:07d}.txt").write_bytes(data)
        size += len(data)
    return size
