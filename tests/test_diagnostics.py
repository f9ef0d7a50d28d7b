import re
from pathlib import Path

import pytest

from docparse.diagnostics import CATALOGUE, Diagnostic, as_markdown

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "diagnostics.md"

STAGES = {
    "reading",
    "normalising",
    "segmenting",
    "evaluating",
    "rendering",
    "matching",
    "decoding",
    "placing",
    "proving",
    "assembling",
    "narrative",
    "document",
    "pipeline",
}


@pytest.mark.parametrize("code", CATALOGUE)
def test_code_names_its_stage_and_what_happened(code):
    stage, _, event = code.partition(".")
    assert stage in STAGES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", event)


@pytest.mark.parametrize("code", CATALOGUE)
def test_entry_explains_itself_in_whole_sentences(code):
    entry = CATALOGUE[code]
    assert entry.severity in {"info", "warning", "error"}
    assert entry.meaning.endswith(".") and entry.remedy.endswith(".")
    assert entry.template and not entry.template.endswith(".")


@pytest.mark.parametrize("code", CATALOGUE)
def test_message_can_be_made_from_the_fields_it_names(code):
    entry = CATALOGUE[code]
    diagnostic = Diagnostic(code, ((0, 1),), dict.fromkeys(entry.fields, 7))
    assert "{" not in diagnostic.message
    assert diagnostic.severity == entry.severity


def test_message_tells_the_data_of_the_diagnostic():
    diagnostic = Diagnostic("reading.nul-characters", ((3, 5),), {"count": 2})
    assert diagnostic.message == "2 NUL characters were ignored"


def test_unknown_code_is_refused():
    with pytest.raises(ValueError, match=r"reading\.nonsense"):
        Diagnostic("reading.nonsense")


def test_missing_field_is_refused():
    with pytest.raises(ValueError, match="count"):
        Diagnostic("reading.nul-characters")


def test_every_code_of_the_catalogue_is_given_out_somewhere_and_no_other():
    modules = (path for path in (ROOT / "docparse").rglob("*.py") if path.name != "diagnostics.py")
    stages = "|".join(sorted({code.partition(".")[0] for code in CATALOGUE}))
    literal = re.compile(rf'"((?:{stages})\.[a-z-]+)"')
    given_out = {code for path in modules for code in literal.findall(path.read_text(encoding="utf-8"))}
    assert given_out == set(CATALOGUE)


def test_page_of_the_docs_is_the_catalogue(pytestconfig):
    if pytestconfig.getoption("--update-snapshots"):
        PAGE.write_text(as_markdown(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "run: pytest tests/test_diagnostics.py --update-snapshots"
