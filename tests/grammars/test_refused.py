"""A form file that is wrong is refused with its file, its line and the nearest right spelling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docparse.errors import GrammarError
from docparse.grammars.authoring import read_form, read_forms

BROKEN = Path(__file__).parents[1] / "broken"
FILES = sorted(BROKEN.glob("*.toml"))
FOLDERS = sorted(path for path in BROKEN.iterdir() if path.is_dir())

# The first lines of each broken file say what has to be said of it: `# says: text`, and `# line:` the line, or the
# first and last line of the entry that is wrong, or `any` where the mistake is an absence.
SAYS = re.compile(r"^# says: (.+)$", re.MULTILINE)
LINE = re.compile(r"^# line: (?:any|(\d+)(?:-(\d+))?)$", re.MULTILINE)


def refusal(path: Path) -> GrammarError:
    """What is raised for a broken file, or for a folder of files that contradict each other."""
    with pytest.raises(GrammarError) as refused:
        if path.is_dir():
            read_forms(path)
        else:
            read_form(path.read_text(encoding="utf-8"), file=path.name)
    return refused.value


def stem(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_broken_file_is_refused_by_its_name(path: Path) -> None:
    assert refusal(path).file == path.name


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_broken_file_is_refused_with_the_words_that_it_expects(path: Path) -> None:
    expected = SAYS.findall(path.read_text(encoding="utf-8"))
    assert expected
    message = refusal(path).message
    assert [words for words in expected if words not in message] == [], message


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_broken_file_is_refused_at_its_line(path: Path) -> None:
    ((first, last),) = LINE.findall(path.read_text(encoding="utf-8"))
    line = refusal(path).line
    assert not first or (line is not None and int(first) <= line <= int(last or first)), line


@pytest.mark.parametrize("path", FOLDERS, ids=stem)
def test_forms_that_contradict_each_other_are_refused(path: Path) -> None:
    error = refusal(path)
    assert "灯塔维护决算表" in error.message
    assert [entry.stem for entry in path.iterdir() if entry.stem not in str(error)] == []


def test_file_becomes_sound_once_its_mistake_is_mended() -> None:
    text = (BROKEN / "unknown_key.toml").read_text(encoding="utf-8")
    assert read_form(text.replace("stub_lables", "stub_labels"), file="mended.toml").kind == "lighthouse"
