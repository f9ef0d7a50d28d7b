"""The plain tree that the command line writes is the report, byte for byte, and the models accept it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from docparse.pipeline import parse_source, parse_tree
from docparse.reading import decode

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*/source.txt"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_tree_of_a_sample_report_is_written_as_its_report_is(path: Path) -> None:
    source = decode(path.read_bytes(), name=path.name)
    report = parse_source(source)
    assert orjson.dumps(parse_tree(source), option=orjson.OPT_INDENT_2).decode() == report.to_json()
