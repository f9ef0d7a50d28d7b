"""The caller's own columns find their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docparse.batch.metadata import MetadataError, read_metadata

if TYPE_CHECKING:
    from pathlib import Path


def table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "m.csv"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def test_row_is_found_by_the_place_and_else_by_the_file_name(tmp_path: Path) -> None:
    metadata = read_metadata(table(tmp_path, "\ufefffile,url\n2023/a.txt,http://x/1\nb.txt,http://x/2\n"))
    assert metadata.of("2023/a.txt")["url"] == "http://x/1"
    assert metadata.of("2024/b.txt")["url"] == "http://x/2"
    assert metadata.of("c.txt") == {}


def test_column_of_names_can_be_said(tmp_path: Path) -> None:
    path = table(tmp_path, "编号,文件\n7,a.txt\n")
    assert read_metadata(path, column="文件").of("a.txt") == {"编号": "7", "文件": "a.txt"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("url\nx\n", "there is no column"),
        ("file,url\na.txt\n", "line 2"),
        ("file,url\na.txt,1,2\n", "line 2"),
        ("file\na.txt\na.txt\n", "line 3"),
        ("", "there is no column"),
        ("文件,名\n".encode("utf-16"), "UTF-8"),
    ],
)
def test_file_that_cannot_be_used_says_why(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(MetadataError, match=said):
        read_metadata(table(tmp_path, text))
