"""Linting finds all that is wrong with form files at once, each with its place and the nearest right spelling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.grammars.authoring import Refusal, read_form_file
from docparse.grammars.compiled import COMPILED, FORMS
from docparse.grammars.linting import Finding, Knowledge, lint, lint_compiled
from docparse.grammars.linting.findings import SEVERITIES
from docparse.grammars.load import load_forms

BROKEN = Path(__file__).parents[1] / "broken"
BROKEN_FILES = sorted(BROKEN.glob("*.toml"))
LINE = re.compile(r"^# line: (?:any|(\d+)(?:-(\d+))?)$", re.MULTILINE)

SOUND = """\
# 灯塔维护决算表 (made up).
kind = "coast:lighthouse"
titles = [
  "灯塔维护决算表",
  "灯塔维护情况表",
]
rows = "function_code"
stub_labels = ["科目编码", "科目名称"]

[[groups]]
stub = ["code", "name"]

[[columns]]
key = "total"
paths = [["维护合计"], ["合计"]]

[[columns]]
key = "lamps"
paths = [["灯具（更换）"]]

[[columns]]
key = "towers"
paths = [["塔身"], ["土建", "塔身"]]

[[variants]]
id = "coast"
columns = ["total", "lamps", "towers"]

[[identities]]
id = "lighthouse.row-sum"
total = "total"
parts = ["lamps", "towers"]

[[items]]
key = "buoys.total"
measure = "upkeep"

[[sums]]
id = "lighthouse.buoys"
total = "buoys.total"
parts = ["items", "301"]
"""
# The same header over the same sort of rows.
HARBOUR = SOUND.replace("coast:lighthouse", "coast:harbour").replace("lighthouse.", "harbour.").replace("灯塔", "港口")
KNOWLEDGE = Knowledge(
    kinds=frozenset({"expenditure", "income"}),
    row_keys=frozenset({"buoys.total", "buoys.anchors"}),
    as_read=lambda label: label.replace("Ａ", "A"),
)


def findings(text: str, *beside: str, file: str = "lighthouse.toml") -> list[Finding]:
    """What is found in the text of one file, beside other forms."""
    others = [read_form_file(each, file=f"beside-{place}.toml") for place, each in enumerate(beside)]
    return list(lint([read_form_file(text, file=file)], beside=others, knowledge=KNOWLEDGE))


def changed(*edits: tuple[str, str]) -> str:
    """The sound form with words replaced, each of which must be there."""
    text = SOUND
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, word: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if word in line)


def test_sound_form_gives_no_findings() -> None:
    assert findings(SOUND) == []


# Of each code: what to change, the line that is named by a word on it, and what the finding must know.
CASES: dict[str, tuple[list[tuple[str, str]], str | None, dict[str, str]]] = {
    "column-claimed": ([('key = "towers"', 'key = "lamps" # two')], "# two", {"key": "lamps"}),
    "column-repeated": ([('"lamps", "towers"]\n\n[[i', '"lamps", "lamps"]\n\n[[i')], "columns = [", {"where": "coast"}),
    "column-unknown": ([('"lamps", "towers"]', '"lamp", "towers"]')], '"lamp"', {"key": "lamp", "near": "lamps"}),
    "file-name": ([("coast:lighthouse", "coast:beacon")], "kind =", {"near": "beacon.toml"}),
    "id-claimed": (
        [("[[items]]", '[[variants]]\nid = "coast"\ncolumns = ["total"]\n[[items]]')],
        None,
        {"id": "coast"},
    ),
    "identity-shape": ([('total = "total"\n', "")], 'id = "lighthouse.row-sum"', {"where": "lighthouse.row-sum"}),
    "item-claimed": ([("[[sums]]", '[[items]]\nkey = "buoys.total"\n[[sums]]')], None, {"key": "buoys.total"}),
    "key-malformed": ([('key = "lamps"', 'key = "Lamps"')], 'key = "Lamps"', {"key": "Lamps"}),
    "kind-unknown": ([("coast:lighthouse", "expendture")], "kind =", {"near": "expenditure"}),
    "label-dropped": ([("灯具（更换）", "灯具*")], "灯具*", {"label": "灯具*"}),
    "label-empty": ([('"科目名称"', '"科目名称", "“”"')], "stub_labels", {"label": "“”"}),
    "label-private": ([("灯具（更换）", "灯\ue000具")], "灯\ue000具", {}),
    "label-repeated": ([('"科目名称"', '"科目名称", "科目 名称"')], "stub_labels", {"label": "科目 名称"}),
    "label-blanks": ([('["塔身"],', '["塔 身"],')], "塔 身", {"near": "塔身"}),
    "label-unreadable": ([('["塔身"],', '["塔身Ａ"],')], "塔身Ａ", {"near": "塔身A"}),
    "label-widths": ([("灯具（更换）", "灯具（更换)")], "灯具（更换)", {"near": "灯具（更换）"}),
    "missing-key": (
        [('[[columns]]\nkey = "lamps"\npaths = [["灯具（更换）"]]', '[[columns]] # lamps\nkey = "lamps"')],
        "# lamps",
        {"key": "paths"},
    ),
    "not-toml": ([('rows = "function_code"', "rows = ")], "rows =", {}),
    "path-claimed": ([('["塔身"],', '["灯具(更换)"],')], "灯具(更换)", {"owner": "lamps", "column": "towers"}),
    "path-empty": ([('[["灯具（更换）"]]', "[[]]")], "[[]]", {"column": "lamps"}),
    "placeholder": ([("灯塔维护情况表", "〈title〉")], "〈title〉", {"text": '"〈title〉",'}),
    "row-key-unknown": ([('"items", "301"', '"buoys.anchor"')], "buoys.anchor", {"near": "buoys.anchors"}),
    "sides-differ": ([('stub = ["code", "name"]', 'stub = ["code", "name"]\nside = "income"')], "[[groups]]", {}),
    "stub-claims-column": ([('"科目名称"', '"科目名称", "合计"')], "维护合计", {"label": "合计", "column": "total"}),
    "title-unfindable": ([("灯塔维护情况表", "灯塔维护情况")], '"灯塔维护情况"', {"title": "灯塔维护情况"}),
    "unknown-key": ([("stub_labels", "stub_lables")], "stub_lables", {"near": "stub_labels"}),
    "variant-order": (
        [('["total", "lamps", "towers"]', '["total", "towers", "lamps"]')],
        "columns = [",
        {"key": "towers"},
    ),
    "variant-same": (
        [("[[identities]]", '[[variants]]\nid = "isle"\ncolumns = ["total", "lamps", "towers"]\n[[identities]]')],
        None,
        {"where": "isle", "owner": "coast"},
    ),
    "wrong-type": ([('stub = ["code", "name"]', 'stub = "code"')], "stub =", {"expected": "list"}),
    "wrong-value": ([('"function_code"', '"functon_code"')], "rows =", {"near": "function_code"}),
}
# Found beside other forms, of several files, or in more than one edit: tested below and with the command.
ELSEWHERE = {
    "compiled-stale", "forms-tied", "identity-sides", "kind-claimed", "lexicon-refused", "not-utf-8", "refused",
    "section-empty",
    "title-claimed", "title-decides", "word-near",
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_mistake_is_found_with_its_place_and_what_was_meant(code: str) -> None:
    edits, word, fields = CASES[code]
    text = changed(*edits)
    found = [finding for finding in findings(text) if finding.code == code]
    assert len(found) == 1, findings(text)
    assert word is None or found[0].line == line_of(text, word)
    assert fields.items() <= dict(found[0].fields).items()


def test_every_code_has_a_test() -> None:
    assert set(CASES) | ELSEWHERE == set(SEVERITIES)


def test_several_mistakes_are_found_at_once() -> None:
    text = changed(("stub_labels", "stub_lables"), ('key = "lamps"', 'key = "Lamps"'), ("灯塔维护情况表", "灯塔"))
    codes = [finding.code for finding in findings(text) if finding.severity == "error"]
    assert codes == ["title-unfindable", "unknown-key", "key-malformed", "column-unknown", "column-unknown"]


def test_key_that_is_missing_because_misspelt_is_said_once() -> None:
    found = findings(changed(('paths = [["灯具', 'path = [["灯具')))
    assert [finding.code for finding in found] == ["unknown-key"]


def test_section_that_holds_nothing_is_found() -> None:
    text = "titles = []\nkind = 'coast:lighthouse'\n"
    assert [finding.line for finding in findings(text) if finding.code == "section-empty"] == [1]


def test_rule_of_the_model_that_linting_does_not_know_is_passed_on() -> None:
    read = read_form_file(SOUND, file="lighthouse.toml")
    refused = read._replace(form=None, refusals=(Refusal("value_error", (), 7, "rows and groups do not fit"),))
    (finding,) = lint([refused], knowledge=KNOWLEDGE)
    assert (finding.code, finding.line, finding.fields["reason"]) == ("refused", 7, "rows and groups do not fit")


def test_identity_over_columns_of_two_sides_is_warned_of() -> None:
    text = SOUND
    for key, side in (("total", "income"), ("lamps", "expenditure"), ("towers", "expenditure")):
        text = text.replace(f'key = "{key}"\npaths', f'key = "{key}"\nside = "{side}"\npaths')
    text = text.replace(
        "[[groups]]\n", '[[groups]]\nside = "income"\nstub = ["name"]\n[[groups]]\nside = "expenditure"\n'
    )
    assert [(finding.code, finding.fields["where"]) for finding in findings(text)] == [
        ("identity-sides", "lighthouse.row-sum")
    ]


def test_turned_variant_lists_its_columns_in_printed_order() -> None:
    turned = '[[variants]]\nid = "isle"\nturned = true\ncolumns = ["towers", "lamps", "total"]\n[[identities]]'
    assert findings(SOUND.replace("[[identities]]", turned)) == []


def test_key_of_both_sides_may_stand_twice_in_a_variant() -> None:
    path = FORMS / "income_expenditure_summary.toml"
    knowledge = KNOWLEDGE._replace(kinds=frozenset({path.stem}))
    found = lint([read_form_file(path.read_text(encoding="utf-8"), file=path.name)], knowledge=knowledge)
    assert {finding.code for finding in found} <= {"row-key-unknown"}


# Beside other forms


def test_kind_of_a_file_that_is_in_use_is_no_rival() -> None:
    assert findings(SOUND, SOUND) == []


def test_two_files_of_one_kind_are_found() -> None:
    files = [read_form_file(SOUND, file=name) for name in ("lighthouse.toml", "old/lighthouse.toml")]
    found = [finding for finding in lint(files, knowledge=KNOWLEDGE) if finding.code == "kind-claimed"]
    assert [(finding.file, finding.fields["owner"]) for finding in found] == [
        ("old/lighthouse.toml", "lighthouse.toml")
    ]


def test_title_of_another_form_is_found_whatever_its_spaces_and_quotes() -> None:
    other = HARBOUR.replace("港口维护情况表", "“灯塔”维护 情况表")
    found = [finding for finding in findings(SOUND, other) if finding.code == "title-claimed"]
    assert [(finding.line, finding.fields["id"]) for finding in found] == [(5, "灯塔维护情况表")]


def test_id_of_an_identity_of_another_form_is_found() -> None:
    other = HARBOUR.replace("harbour.row-sum", "lighthouse.row-sum")
    assert [finding.line for finding in findings(SOUND, other) if finding.code == "id-claimed"] == [30]


def test_like_headers_under_unlike_titles_are_noted() -> None:
    (finding,) = findings(SOUND, HARBOUR)
    assert (finding.code, finding.severity, finding.fields["kind"]) == ("title-decides", "note", "coast:harbour")


def test_like_headers_under_titles_of_the_same_characters_are_an_error() -> None:
    other = HARBOUR.replace("港口维护决算表", "维护灯塔决算表")
    assert [finding.code for finding in findings(SOUND, other)] == ["forms-tied"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rows = "function_code"', 'rows = "line_item"'),
        ('["塔身"], ["土建", "塔身"]', '["码头"]'),
        ('columns = ["total", "lamps", "towers"]', 'columns = ["total", "lamps"]'),
    ],
    ids=["rows", "label", "count"],
)
def test_headers_that_something_tells_apart_are_not_mentioned(old: str, new: str) -> None:
    assert old in HARBOUR
    assert findings(SOUND, HARBOUR.replace(old, new)) == []


def test_word_spelt_nearly_like_that_of_another_form_is_warned_of() -> None:
    text = SOUND.replace("towers", "lighthouses")
    other = HARBOUR.replace("towers", "lighthosues")
    found = [finding for finding in findings(text, other) if finding.code == "word-near"]
    assert [(finding.line, finding.fields["near"]) for finding in found] == [
        (line_of(text, "lighthouses"), "lighthosues")
    ]


def test_short_words_and_words_of_rows_are_not_compared() -> None:
    text = SOUND.replace("towers", "anchors").replace("lamps", "lamp")
    other = HARBOUR.replace("towers", "anchor").replace("lamps", "ramp")
    assert [finding.code for finding in findings(text, other)] == ["title-decides"]


# Agreement with reading


@pytest.mark.parametrize("path", BROKEN_FILES, ids=lambda path: path.stem)
def test_broken_file_has_an_error_where_it_is_broken(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    knowledge = KNOWLEDGE._replace(kinds=frozenset({"lighthouse"}))
    errors = [
        each for each in lint([read_form_file(text, file=path.name)], knowledge=knowledge) if each.severity == "error"
    ]
    ((first, last),) = LINE.findall(text)
    assert errors
    assert not first or any(each.line and int(first) <= each.line <= int(last or first) for each in errors), errors


def test_label_of_a_column_may_stand_above_the_groups_of_a_variant_without_it() -> None:
    claimed = ('"科目名称"]', '"科目名称", "合计"]')
    inland = ("[[identities]]", '[[variants]]\nid = "inland"\ncolumns = ["lamps", "towers"]\n\n[[identities]]')
    codes = [{each.code for each in findings(text)} for text in (changed(claimed), changed(claimed, inland))]
    assert ["stub-claims-column" in each for each in codes] == [True, False]


def test_shipped_forms_have_no_errors_and_no_warnings() -> None:
    from docparse.cli.lint import knowledge

    files = [read_form_file(path.read_text(encoding="utf-8"), file=path.name) for path in sorted(FORMS.glob("*.toml"))]
    assert [finding for finding in lint(files, knowledge=knowledge()) if finding.severity != "note"] == []


@given(
    line=st.integers(0, len(SOUND.splitlines()) - 1),
    other=st.integers(0, len(SOUND.splitlines()) - 1),
    value=st.sampled_from(
        ["3", '"x"', "[]", "[[]]", '["total"]', "[[3]]", "true", "{a = 1}", "[{key = 1}]", '["〈x〉"]']
    ),
    edit=st.sampled_from(["drop", "double", "swap", "value"]),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_refused_is_found_and_nothing_raises(line: int, other: int, value: str, edit: str) -> None:
    lines = SOUND.splitlines()
    if edit == "drop":
        del lines[line]
    elif edit == "double":
        lines.insert(other, lines[line])
    elif edit == "swap":
        lines[line], lines[other] = lines[other], lines[line]
    elif " = " in lines[line]:
        lines[line] = f"{lines[line].partition(' = ')[0]} = {value}"
    read = read_form_file("\n".join(lines), file="lighthouse.toml")
    found = lint([read], knowledge=KNOWLEDGE)
    assert read.form is not None or any(finding.severity == "error" for finding in found)


# Compiled forms


def test_committed_compiled_forms_are_current() -> None:
    assert lint_compiled(COMPILED, FORMS, load_forms()) == ()


def test_compiled_forms_of_other_files_are_stale(tmp_path: Path) -> None:
    for path in FORMS.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"# changed\n")
    assert [finding.code for finding in lint_compiled(COMPILED, tmp_path, load_forms())] == ["compiled-stale"]


def test_missing_compiled_forms_are_stale(tmp_path: Path) -> None:
    assert [finding.code for finding in lint_compiled(tmp_path / "forms.json", FORMS, load_forms())] == [
        "compiled-stale"
    ]
