"""Each pattern beside which examples stand takes those and refuses the others."""

import pytest

from docparse import amounts
from docparse.reading import (
    cell_paragraphs,
    csv_records,
    html_tables,
    markup,
    numerals,
    pipe_rows,
    repeated_cells,
    source,
)

PATTERNS = [
    (amounts, "_CLEAN", "fullmatch"),
    (amounts, "_MARK", "fullmatch"),
    (amounts, "_LETTERED_ZERO", "fullmatch"),
    (amounts, "_NUMERIC", "fullmatch"),
    (markup, "_TAG", "match"),
    (markup, "_ENTITY", "match"),
    (markup, "_ESCAPE", "match"),
    (markup, "_BOLD", "match"),
    (markup, "_MATH", "match"),
    (numerals, "_CODE", "search"),
    (numerals, "_INNER_CODE", "search"),
    (numerals, "_DAMAGE", "search"),
    (numerals, "_DAMAGED_DIGIT", "search"),
    (numerals, "_GROUPED", "fullmatch"),
    (source, "_HTML_HEAD", "match"),
    (source, "_LINE_TAG", "match"),
    (html_tables, "_TAG", "match"),
    (html_tables, "_SPAN", "search"),
    (html_tables, "_ANY_TAG", "match"),
    (html_tables, "_SEAM", "match"),
    (pipe_rows, "_ROW", "search"),
    (pipe_rows, "_PADDING", "search"),
    (pipe_rows, "_LONE", "search"),
    (pipe_rows, "_ENDED", "fullmatch"),
    (repeated_cells, "_HAN", "search"),
    (repeated_cells, "_WORD", "search"),
    (repeated_cells, "_CODE", "fullmatch"),
    (cell_paragraphs, "_PARAGRAPH", "search"),
    (cell_paragraphs, "_BLANK", "fullmatch"),
    (cell_paragraphs, "_SENTENCE", "search"),
    (csv_records, "_RECORD", "fullmatch"),
    (csv_records, "_COMMAS", "search"),
    (csv_records, "_INNER", "search"),
    (csv_records, "_GROUPED", "search"),
]
MODULES = [amounts, cell_paragraphs, csv_records, html_tables, markup, numerals, pipe_rows, repeated_cells, source]


def examples(kind):
    return [
        pytest.param(getattr(getattr(module, name), verb), example, id=f"{name}-{example!a}")
        for module, name, verb in PATTERNS
        for example in getattr(module, f"{name}_{kind}")
    ]


@pytest.mark.parametrize(("find", "example"), examples("MATCHES"))
def test_pattern_takes_its_example(find, example):
    assert find(example)


@pytest.mark.parametrize(("find", "example"), examples("MISSES"))
def test_pattern_refuses_its_counterexample(find, example):
    assert not find(example)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_list_of_examples_is_run(module):
    run = {f"{name}_{kind}" for owner, name, _ in PATTERNS if owner is module for kind in ("MATCHES", "MISSES")}
    assert {name for name in vars(module) if name.endswith(("_MATCHES", "_MISSES"))} == run
