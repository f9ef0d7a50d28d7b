import re

import pytest

from docparse.diagnostics import CATALOGUE, Diagnostic

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
