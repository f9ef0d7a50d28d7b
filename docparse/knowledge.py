"""What a document is read with: the forms and lexicons that come with docparse, and those that a user adds.

A user's come from folders of form files (in them ``lexicons/`` holds lexicons and ``evaluations/`` evaluation forms) or
from installed packages, which name such a folder and may bring renderings. They are read and checked once; who adds
nothing pays nothing.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from docparse.errors import GrammarError, OptionError
from docparse.grammars.load import fingerprint, load_forms
from docparse.grammars.vocabulary import Vocabulary, load_vocabulary, vocabulary_of
from docparse.lexicons.load import Lexicon, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.grammars.authoring import FormFile
    from docparse.grammars.in_use import OwnEvaluations
    from docparse.grammars.model import Form

# The group under which a package names its module of grammars; its attribute for the folder, and that for renderings.
ENTRY_POINTS = "docparse.grammars"
_FOLDER = "GRAMMARS"
_RENDERINGS = "RENDERINGS"


@runtime_checkable
class Rendering(Protocol):
    """What a module must have to serve as a rendering: see docs/contributing/rendering.md."""

    NAME: str

    def claims(self, text: str) -> bool:
        """Whether this rendering cuts the line."""
        ...

    def cells(self, text: str) -> list[tuple[int, int]]:
        """The ranges of the line's cells; a blank cell is an empty range."""
        ...


class Knowledge(NamedTuple):
    """Everything a document is read with.

    Attributes:
        renderings: A user's own, which are asked before the others.
        evaluations: The evaluation forms, where a user adds some.
    """

    vocabulary: Vocabulary
    lexicon: Lexicon
    renderings: tuple[Rendering, ...]
    fingerprint: str
    evaluations: OwnEvaluations | None = None


class _Source(NamedTuple):
    """A folder of grammars with the renderings that came along; ``name`` is what the user called it."""

    name: str
    folder: Path
    renderings: tuple[Rendering, ...] = ()


@cache
def built_in() -> Knowledge:
    """What comes with docparse."""
    return Knowledge(load_vocabulary(), load_lexicon(), (), fingerprint())


def knowledge_of(grammars: tuple[str, ...]) -> Knowledge:
    """``read_knowledge``, remembered for the life of the process."""
    # The same name is another folder where the working folder has changed.
    return _remembered(grammars, tuple(str(Path(name).resolve()) for name in grammars))


@cache
def _remembered(grammars: tuple[str, ...], places: tuple[str, ...]) -> Knowledge:
    del places
    return read_knowledge(grammars)


def read_knowledge(grammars: Sequence[str]) -> Knowledge:
    """What comes with docparse together with the given folders and installed packages.

    A form of a kind that docparse has takes the place of docparse's; a form of one's own has a kind ``vendor:name``.

    Raises:
        OptionError: there is no such folder or package, or it holds nothing.
        GrammarError: a form, a lexicon or a rendering is not valid; names file, line and what to do.
    """
    if not grammars:
        return built_in()
    from docparse.grammars.own_evaluations import evaluation_files, with_own
    from docparse.lexicons.adding import with_additions

    sources = [_find(name) for name in grammars]
    files = [file for source in sources for file in _form_files(source)]
    forms = _together(files)
    lexicon = load_lexicon()
    for source in sources:
        lexicon = with_additions(lexicon, source.folder)
    evaluations = with_own(path for source in sources for path in evaluation_files(source.folder))
    renderings = tuple(rendering for source in sources for rendering in source.renderings)
    return Knowledge(vocabulary_of(forms), lexicon, renderings, _fingerprint(sources), evaluations)


def _find(name: str) -> _Source:
    """The folder of that name, else the installed package that calls its grammars so."""
    if Path(name).is_dir():
        return _Source(name, Path(name))
    from importlib.metadata import entry_points

    installed = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in installed:
        known = ", ".join(sorted(installed)) or "none is installed"
        raise OptionError("grammars", name, f"a folder of form files, or the grammars of a package ({known})")
    module = installed[name].load()
    place = str(getattr(module, "__file__", name))
    folder = getattr(module, _FOLDER, None)
    if folder is None or not Path(folder).is_dir():
        raise GrammarError(place, None, f"{_FOLDER} must be the path of the folder that holds the form files")
    renderings = tuple(getattr(module, _RENDERINGS, ()))
    for rendering in renderings:
        if not isinstance(rendering, Rendering):
            raise GrammarError(place, None, f"the rendering {rendering!r} needs NAME, claims and cells")
    return _Source(name, Path(folder), renderings)


def _form_files(source: _Source) -> list[FormFile]:
    """The form files of a source, each of which holds a form.

    Raises:
        OptionError: it holds neither forms of any sort nor lexicons nor renderings.
        GrammarError: a form is refused.
    """
    from docparse.grammars.authoring import form_files, read_form, read_form_file

    files = []
    for path in form_files(source.folder):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise GrammarError(str(path), None, "the file is not UTF-8; save it as UTF-8") from error
        read_form(text, file=str(path))
        files.append(read_form_file(text, file=str(path)))
    if not files and not _further_files(source.folder) and not source.renderings:
        expected = "a folder with form files (*.toml), evaluation forms in evaluations/, or lexicons in lexicons/"
        raise OptionError("grammars", source.name, expected)
    return files


def _further_files(folder: Path) -> list[Path]:
    """What a folder holds beside its form files: evaluation forms and lexicons."""
    from docparse.grammars.own_evaluations import evaluation_files
    from docparse.lexicons.adding import lexicon_files

    return [*evaluation_files(folder), *lexicon_files(folder)]


def _together(files: Iterable[FormFile]) -> tuple[Form, ...]:
    """The forms that come with docparse and those of the files, of each kind one.

    Raises:
        GrammarError: two files have a kind in common, a kind is none that the output can carry, or two forms a title.
    """
    from docparse.folding import fold
    from docparse.grammars.authoring import places_of
    from docparse.grammars.linting.forms import OWN_KIND

    shipped = {form.kind: form for form in load_forms()}
    added: dict[str, tuple[Form, FormFile]] = {}
    for file in files:
        if file.form is None:
            continue
        kind = file.form.kind
        line = places_of(file.text).line(key="kind")
        if kind not in shipped and not OWN_KIND.fullmatch(kind):
            raise GrammarError(file.file, line, f"no output has the kind {kind}; call a form of your own vendor:name")
        if kind in added:
            other = added[kind][1].file
            raise GrammarError(file.file, line, f"the kind {kind} is that of {other} as well; take one of them out")
        added[kind] = file.form, file
    forms = {**shipped, **{kind: form for kind, (form, _) in added.items()}}
    owners: dict[str, str] = {}
    for form in sorted(forms.values(), key=lambda form: form.kind in added):
        for title in form.titles:
            owner = owners.setdefault(fold(title), form.kind)
            if owner != form.kind:
                file = added[form.kind][1]
                line = places_of(file.text).line(key="titles", word=title)
                message = f"the title {title} is that of {owner} as well; take it out, or give the form that kind"
                raise GrammarError(file.file, line, message)
    return tuple(forms.values())


def _fingerprint(sources: Iterable[_Source]) -> str:
    """Sixteen hexadecimal digits that change when docparse's own knowledge or anything added to it changes."""
    from docparse.grammars.authoring import form_files

    digest = hashlib.sha256(fingerprint().encode())
    for source in sources:
        for path in (*form_files(source.folder), *_further_files(source.folder)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        for rendering in source.renderings:
            file = getattr(rendering, "__file__", None)
            digest.update(rendering.NAME.encode() + b"\0" + (Path(file).read_bytes() if file else b"") + b"\0")
    return digest.hexdigest()[:16]
