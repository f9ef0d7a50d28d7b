"""Evaluation forms of a user's own: labels and titles beside those that docparse knows.

They stand in the folder ``evaluations/`` beside form files. Labels of all forms are looked for in every form, so a
label must not stand for two things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.errors import GrammarError
from docparse.folding import fold
from docparse.grammars.evaluation_files import EvaluationForm, line_of, problems_of_file, read_evaluation_form
from docparse.grammars.evaluations import EvaluationVocabulary, shipped_evaluations, vocabulary_of
from docparse.grammars.in_use import OwnEvaluations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = "evaluations"

# Here a word may stand for several things: the lines around it tell.
_SHARED = ("levels", "words")


def evaluation_files(folder: Path) -> list[Path]:
    """The files in the folder of evaluation forms beside form files, by name; none where there is no such folder."""
    place = folder / FOLDER
    return sorted(entry for entry in place.iterdir() if not entry.name.startswith(".")) if place.is_dir() else []


def with_own(paths: Iterable[Path]) -> OwnEvaluations | None:
    """The evaluation forms that come with docparse and those of files; None where there are no files.

    A file of the same name as one of docparse's takes its place.

    Raises:
        GrammarError: the first thing that is wrong with them.
    """
    own: dict[str, tuple[Path, EvaluationForm]] = {}
    for path in paths:
        for problem in problems_in(path):
            raise problem
        if path.stem in own:
            message = f"the form {path.stem} is that of {own[path.stem][0]} as well; give one of them another name"
            raise GrammarError(str(path), None, message)
        own[path.stem] = path, read_evaluation_form(_text(path), file=str(path), name=path.stem)
    if not own:
        return None
    forms = {form.id: form for form in shipped_evaluations().forms} | {name: form for name, (_, form) in own.items()}
    return OwnEvaluations(vocabulary_of(forms.values()))


def problems_in(path: Path) -> Iterator[GrammarError]:
    """What is wrong with a file, by itself and beside the forms that come with docparse."""
    if path.suffix != ".toml":
        yield GrammarError(str(path), None, "this is no evaluation form; name the file *.toml")
        return
    try:
        text = _text(path)
    except UnicodeDecodeError:
        yield GrammarError(str(path), None, "the file is not UTF-8; save it as UTF-8")
        return
    problems = list(problems_of_file(text, file=str(path)))
    yield from problems
    if problems:
        return
    form = read_evaluation_form(text, file=str(path), name=path.stem)
    shipped = vocabulary_of(other for other in shipped_evaluations().forms if other.id != form.id)
    yield from _claimed(form, shipped, text, str(path))


def _claimed(form: EvaluationForm, shipped: EvaluationVocabulary, text: str, file: str) -> Iterator[GrammarError]:
    """Titles and labels that stand for something else already."""
    for title in form.titles:
        kind = shipped.titles.get(fold(title), (form.kind,))[0]
        if kind != form.kind:
            message = f"the title {title} is that of forms of the kind {kind}; take it out, or use that kind"
            yield GrammarError(file, line_of(text, key="titles", word=title), message)
    own: dict[tuple[str, str], str] = {}
    for section, keys in form.labels.items():
        for key, label in ((key, label) for key, labels in keys.items() for label in labels):
            known = [other for place, other in shipped.labels.get(fold(label), ()) if place == section]
            other = own.setdefault((section, fold(label)), key if key in known or not known else known[0])
            if other != key and section not in _SHARED:
                message = f"{label} already stands for {section}.{other}; take it out, or use that key"
                yield GrammarError(file, line_of(text, section, key=key, word=label), message)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")
