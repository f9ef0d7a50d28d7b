"""The plan of the house, held by walking the syntax trees: docs/architecture.md says why."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "docparse"

# Modules that know nothing of the rest of the house but each other.
LEAVES = ("amounts", "diagnostics", "errors", "folding", "options", "parts", "patterns", "spans", "version")
# Forms and vocabulary: every stage may look at them, they look at nothing.
KNOWLEDGE = ("grammars", "lexicons")
# The flow, from left to right; a stage imports only from stages to its left.
STAGES = (
    "reading",
    "segmenting",
    "splitting",
    "renderings",
    "matching",
    "placing",
    "decoding",
    "assembling",
    "undeclared",
    "evaluating",
    "narrative",
    "proving",
    "schema",
)
# What stands to the right of all stages, from left to right.
OUTSIDE = (
    "exporting",
    "reviewing",
    "comparing",
    "masking",
    "knowledge",
    "tally",
    "pipeline",
    "api",
    "batch",
    "docparse",
    "cli",
    "__main__",
)
# The two ends of the flow, which a caller holds in hand; the stages between them are the pipeline's business.
ENDS = ("reading", "schema")

LARGEST_MODULE = 400
LONGEST_FUNCTION = 60
EMPTY_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
HEAVY = ("jieba", "numpy", "pydantic", "rapidfuzz", "regex", "rich", "spacy", "typer")

HAN = re.compile("[\u2e80-\u2fdf\u3007\u3400-\u9fff]")
# Modules outside grammars/ and lexicons/ that hold Han characters in strings, and why they may.
HAN_ALLOWED = {
    "docparse.amounts": "characters that damage a number, and words that stand for its absence",
    "docparse.assembling.cells": "the range of Han characters, between which white space is layout",
    "docparse.assembling.divisions": "structure: a city within a prefecture, and one that keeps the name of a county",
    "docparse.assembling.document": "structure: titles, years, endings of department and place names",
    "docparse.assembling.items": "structure: enumerators, and the unit that a row names for itself",
    "docparse.assembling.organizations": "structure: endings of the names of bodies, headings of a first part",
    "docparse.assembling.wholeness": "structure: numbers of forms",
    "docparse.cli.messages": "the catalogue of sentences, in Chinese and English",
    "docparse.narrative.candidates": "structure: where a number may stand inside a paragraph",
    "docparse.narrative.paragraphs": "structure: where a number may stand inside a paragraph",
    "docparse.reading.repeated_cells": "structure: examples of words",
    "docparse.narrative.passages": "structure: examples of blanks that part words",
    "docparse.narrative.plain_titles": "structure: marks of sentences, and of lines that are no titles",
    "docparse.narrative.rows": "structure: marks of sentences, years and figures, which tell line ends apart",
    "docparse.narrative.titles": "structure: marks of sentences, years and figures, which no title holds",
    "docparse.reading.normalise": "the range of Han characters, which need no folding",
    "docparse.renderings.atoms": "the range of Han characters, and characters that end a number",
    "docparse.segmenting.contents": "structure: the heading and the page numbers of a table of contents",
    "docparse.segmenting.evaluations": "structure: numbered headings, which end a form",
    "docparse.segmenting.furniture": "structure: marks of the lines of a site",
    "docparse.segmenting.lines": "structure: marks of form numbers, units, headings, notes",
    "docparse.segmenting.numbering": "how headings and list items are numbered",
    "docparse.segmenting.pieces": "structure: the range of Han characters, and units in brackets",
    "docparse.segmenting.rest": "structure: marks of evaluation forms and tables of contents",
    "docparse.segmenting.tables": "structure: marks of header rows and of empty forms",
    "docparse.segmenting.titles": "structure: what stands before and after a printed title",
    "docparse.splitting.openings": "structure: endings of a year",
    "docparse.splitting.signs": "structure: what stands behind the name in the title of a first part; contents",
    "docparse.splitting.titles": "structure: titles, years, endings of department names",
    "docparse.undeclared.lines": "structure: titles of tables, and units in brackets and in columns",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: its dotted name, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The room of the house it stands in: the first name after ``docparse``."""
        return self.name.split(".")[1] if "." in self.name else self.name


def read_module(name: str, text: str) -> Module:
    return Module(name, text, ast.parse(text))


def shipped_modules() -> list[Module]:
    modules = []
    for path in sorted(PACKAGE.rglob("*.py")):
        names = path.relative_to(ROOT).with_suffix("").parts
        dotted = ".".join(names[:-1] if names[-1] == "__init__" else names)
        modules.append(read_module(dotted, path.read_text(encoding="utf-8")))
    return modules


SHIPPED = shipped_modules()
NAMES = {module.name for module in SHIPPED}


def imports_of(module: Module) -> Iterator[str]:
    """Names of docparse's own modules that a module imports anywhere, for types too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "docparse")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name} imports relatively"
            if node.module and node.module.split(".")[0] == "docparse":
                inner = (f"{node.module}.{alias.name}" for alias in node.names)
                yield from (name if name in NAMES else node.module for name in inner)


def part_of(name: str) -> str:
    return name.split(".")[1] if "." in name else name


def wrong_imports(module: Module) -> list[str]:
    """Imports against the direction of the flow, as ``module → imported``."""
    wrong = []
    for imported in imports_of(module):
        target = part_of(imported)
        if target != module.part and target not in parts_visible_from(module.part):
            wrong.append(f"{module.name} → {imported}")
    return wrong


def parts_visible_from(part: str) -> tuple[str, ...]:
    if part in LEAVES or part in KNOWLEDGE:
        return LEAVES
    order = (*LEAVES, *KNOWLEDGE, *STAGES, *OUTSIDE)
    return order[: order.index(part)]


def stages_reached_into(module: Module) -> list[str]:
    """Imports by which a module outside the stages reaches past the pipeline into the flow."""
    if module.part not in OUTSIDE or module.part == "pipeline":
        return []
    inner = set(STAGES) - set(ENDS)
    return [f"{module.name} → {imported}" for imported in imports_of(module) if part_of(imported) in inner]


def long_functions(module: Module) -> list[str]:
    functions = (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions)
    return [f"{module.name}.{name}: {length} lines" for name, length in lengths if length > LONGEST_FUNCTION]


def string_literals(module: Module) -> Iterator[str]:
    """The strings of a module's code; docstrings are left out, comments are not in the tree."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module.tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def han_literals(module: Module) -> list[str]:
    return [literal for literal in string_literals(module) if HAN.search(literal)]


def words_used(words: set[str], texts: Iterator[str]) -> set[str]:
    """Which of the words stand somewhere in the texts as a whole word (of letters and underscores)."""
    return {word for text in texts for word in re.findall(r"\w+", text)} & words


def form_words() -> set[str]:
    """Kinds and titles of every form."""
    words: set[str] = set()
    for path in sorted((PACKAGE / "grammars").rglob("*.toml")):
        form = tomllib.loads(path.read_text(encoding="utf-8"))
        words |= {form["kind"], *form["titles"]} if "kind" in form else set()
    return words


def rendering_names() -> set[str]:
    from docparse.renderings import RENDERINGS

    return {rendering.NAME for rendering in RENDERINGS}


def of_part(part: str) -> list[Module]:
    return [module for module in SHIPPED if module.part == part]


@pytest.mark.parametrize("module", SHIPPED, ids=lambda module: module.name)
def test_module_has_its_place_in_the_plan(module: Module) -> None:
    assert module.part in (*LEAVES, *KNOWLEDGE, *STAGES, *OUTSIDE), "name its place at the top of this file"


@pytest.mark.parametrize("module", SHIPPED, ids=lambda module: module.name)
def test_module_imports_only_from_its_left(module: Module) -> None:
    assert wrong_imports(module) == []


@pytest.mark.parametrize("module", SHIPPED, ids=lambda module: module.name)
def test_only_the_pipeline_knows_the_stages_between_the_ends(module: Module) -> None:
    assert stages_reached_into(module) == []


@pytest.mark.parametrize("module", SHIPPED, ids=lambda module: module.name)
def test_module_is_small_enough_to_be_one_idea(module: Module) -> None:
    assert len(module.text.splitlines()) <= LARGEST_MODULE


@pytest.mark.parametrize("module", SHIPPED, ids=lambda module: module.name)
def test_function_fits_on_a_screen(module: Module) -> None:
    assert long_functions(module) == []


@pytest.mark.parametrize("module", SHIPPED, ids=lambda module: module.name)
def test_module_is_named_after_what_it_holds(module: Module) -> None:
    assert not EMPTY_NAMES & set(module.name.split("."))


@pytest.mark.parametrize(
    "module", [module for module in SHIPPED if module.part not in KNOWLEDGE], ids=lambda module: module.name
)
def test_printed_words_stand_in_grammars_and_lexicons(module: Module) -> None:
    assert bool(han_literals(module)) == (module.name in HAN_ALLOWED), han_literals(module)[:3]


def test_allowed_han_literals_name_modules_that_exist() -> None:
    assert set(HAN_ALLOWED) <= NAMES


def test_renderings_name_no_form() -> None:
    literals = (literal for module in of_part("renderings") for literal in string_literals(module))
    assert words_used(form_words(), literals) == set()


def test_forms_name_no_rendering() -> None:
    literals = [literal for module in of_part("grammars") for literal in string_literals(module)]
    files = [path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "grammars").rglob("*.toml"))]
    assert words_used(rendering_names(), iter(literals + files)) == set()


def test_renderings_do_not_look_at_forms() -> None:
    imported = {part_of(name) for module in of_part("renderings") for name in imports_of(module)}
    assert "grammars" not in imported


def test_importing_docparse_loads_nothing_heavy() -> None:
    code = "import sys, docparse; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert set(HEAVY) & set(loaded.stdout.split()) == set()


# Each rule must be able to refuse.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docparse.reading.lines", "from docparse.matching import header"),
        ("docparse.reading.lines", "import docparse.pipeline"),
        ("docparse.matching.forms", "if TYPE_CHECKING:\n    from docparse.decoding.rows import Row"),
        ("docparse.matching.forms", "def match():\n    from docparse.schema import Report"),
        ("docparse.grammars.load", "from docparse.reading import SourceText"),
        ("docparse.lexicons.load", "from docparse.grammars.load import load_forms"),
        ("docparse.spans", "from docparse.grammars import load"),
        ("docparse.pipeline", "from docparse import parse"),
        ("docparse.schema.report", "from docparse.cli import main"),
    ],
)
def test_import_against_the_flow_is_refused(name: str, text: str) -> None:
    assert wrong_imports(read_module(name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docparse.matching.forms", "from docparse.segmenting.lines import Line"),
        ("docparse.matching.forms", "from docparse.grammars.model import Form"),
        ("docparse.diagnostics", "from docparse.spans import Spans"),
        ("docparse.pipeline", "from docparse.schema import Report"),
        ("docparse.cli.convert", "from docparse import parse_file"),
    ],
)
def test_import_with_the_flow_is_accepted(name: str, text: str) -> None:
    assert not wrong_imports(read_module(name, text))


def test_command_that_reaches_into_a_stage_is_refused() -> None:
    assert stages_reached_into(read_module("docparse.cli.inspect", "from docparse.matching import forms"))


def test_function_of_sixty_one_lines_is_refused() -> None:
    body = "    pass\n" * LONGEST_FUNCTION
    assert long_functions(read_module("docparse.spans", f"def merge():\n{body}"))


def test_han_in_a_string_is_found_and_in_a_docstring_or_comment_not() -> None:
    module = read_module("docparse.spans", '"""云溪县"""\n# 云溪县\nname = "云溪县"\n')
    assert han_literals(module) == ["云溪县"]


def test_form_named_in_a_rendering_is_found() -> None:
    module = read_module("docparse.renderings.tabbed", 'wide = kind == "state_assets"')
    assert words_used(form_words(), string_literals(module)) == {"state_assets"}
