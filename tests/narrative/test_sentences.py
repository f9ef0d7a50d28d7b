"""Sentences of reports that do not exist, with all that is to be read from them: sentences/*.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from docparse.assembling.cells import CellMaker
from docparse.narrative.facts import read_facts
from docparse.narrative.outline import find_headings
from docparse.narrative.passages import passages_of
from docparse.reading import normalise
from docparse.reading.source import from_text
from docparse.segmenting.lines import split_lines

FILES = sorted(Path(__file__).with_name("sentences").glob("*.toml"))
CASES = [
    pytest.param(case["text"], case["facts"], id=f"{file.stem}-{number}")
    for file in FILES
    for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["sentence"], start=1)
]


def facts_of(text: str) -> list[dict[str, Any]]:
    normal = normalise(from_text(text))
    passages = passages_of(split_lines(normal.text))
    return read_facts(passages, find_headings(passages), CellMaker(normal))[0]


def in_brief(facts: list[dict[str, Any]]) -> list[str]:
    """Each fact as the files write it: name | measure | value unit | the rest in a fixed order."""
    numbers = {fact["id"]: number for number, fact in enumerate(facts, start=1)}
    lines = []
    for fact in facts:
        links = [f"{word} {numbers[fact[key]]}" for word, key in (("part", "part_of"), ("about", "about")) if fact[key]]
        rest = [
            fact["subject"] and f"={fact['subject']}",
            *(fact[key] for key in ("direction", "baseline", "period")),
            fact["qualifier"] and f"q:{fact['qualifier']}",
            fact["code_path"] and f"path:{'/'.join(fact['code_path'])}",
            *links,
            fact["document_number"] and f"doc:{fact['document_number']}",
            "said" if fact["value"]["status"] == "inferred" else None,
        ]
        value = " ".join(filter(None, (fact["value"]["value"], fact["unit"])))
        lines.append(f"{fact['name']} | {fact['measure']} | {value} | {' '.join(sorted(filter(None, rest)))}".strip())
    return lines


_LINK = re.compile(r"(part|about) (\d+)")


def tidy(line: str) -> str:
    """A line of the files with its rest in the fixed order."""
    name, measure, value, rest = (part.strip() for part in f"{line} |".split("|")[:4])
    words = sorted(_LINK.sub(r"\1_\2", rest).split())
    return f"{name} | {measure} | {value} | {' '.join(words).replace('_', ' ', 0)}".strip()


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_sentence_gives_its_facts(text: str, wanted: list[str]) -> None:
    assert [tidy(line) for line in in_brief(facts_of(text))] == [tidy(line) for line in wanted]


def test_there_are_many_sentences() -> None:
    assert len(CASES) >= 60
