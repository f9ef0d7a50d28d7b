"""The reference of the library: every public name is on its page and says what it gives and what it raises."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docparse import errors
from docparse.schema import Node
from docparse.schema.reference import as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGE = DOCS / "api.md"
SCHEMA_PAGE = DOCS / "schema.md"
GENERATOR = ("sphinx", "myst_parser", "furo")
# How a docstring begins that says what is given: what it is, or as what else it does.
GIVES = re.compile(r"(The|A|An|As|What|Whether|Where|How|Which|Every|All|One|Each) |[A-Z]\w+s? (of|that|with) |Writes ")


def public_names() -> Iterator[str]:
    """Dotted names of what the documented modules export."""
    for module in ("docparse", "docparse.schema", "docparse.comparing", "docparse.batch"):
        yield from (f"{module}.{name}" for name in importlib.import_module(module).__all__)
    kinds = (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception))
    yield from (f"docparse.errors.{kind.__name__}" for kind in kinds if kind is not errors.DocparseError)


def found(name: str) -> Any:
    module, _, last = name.rpartition(".")
    return getattr(importlib.import_module(module), last)


def is_described(name: str) -> bool:
    return inspect.isclass(found(name)) or inspect.isfunction(found(name))


def functions_of(name: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions and public methods behind a name."""
    thing = found(name)
    if inspect.isfunction(thing):
        yield name, thing
    elif inspect.isclass(thing):
        for method, value in tuple(vars(thing).items()):
            value = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
            if inspect.isfunction(value) and not method.startswith("_") and value.__module__.startswith("docparse."):
                yield f"{name}.{method}", value


NAMES = sorted(set(public_names()))
# Each class and function under the shortest of its names.
DESCRIBED = sorted({found(name): name for name in sorted(NAMES, key=len, reverse=True) if is_described(name)}.values())
FUNCTIONS = [function for name in DESCRIBED for function in functions_of(name)]
ENTRY_POINTS = [name for name in DESCRIBED if inspect.isfunction(found(name))]


def raised_in(function: Callable[..., Any]) -> set[str]:
    """Kinds of errors that a function raises in its own body."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    raised = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None)
    names = (error.func if isinstance(error, ast.Call) else error for error in raised)
    return {name.id for name in names if isinstance(name, ast.Name) and name.id.endswith("Error")}


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_on_the_page(name: str) -> None:
    assert re.search(rf"(:: |`){re.escape(name)}(\(\))?[`\n]", PAGE.read_text(encoding="utf-8"))


def test_page_names_nothing_that_there_is_not() -> None:
    documented = re.findall(r"^\.\. auto\w+:: ([\w.]+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == DESCRIBED


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_public_name_has_a_docstring_of_its_own(name: str) -> None:
    told = vars(found(name)).get("__doc__") if inspect.isclass(found(name)) else found(name).__doc__
    # A dataclass or a named tuple without one gets its signature.
    assert told and not told.startswith(f"{name.rpartition('.')[2]}(")


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_function_says_what_it_gives(name: str, function: Callable[..., Any]) -> None:
    told = inspect.cleandoc(function.__doc__ or "")
    assert "Returns:" in told or GIVES.match(told) or function.__annotations__["return"] in (None, "None"), name


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_function_names_what_it_raises(name: str, function: Callable[..., Any]) -> None:
    told = (function.__doc__ or "").partition("Raises:")[2]
    assert {error for error in raised_in(function) if error not in told} == set(), name


@pytest.mark.parametrize("name", ENTRY_POINTS)
def test_entry_point_explains_each_parameter(name: str) -> None:
    told = (found(name).__doc__ or "").partition("Args:")[2]
    parameters = inspect.signature(found(name)).parameters
    assert [parameter for parameter in parameters if f" {parameter}: " not in told] == []


@pytest.mark.parametrize("name", [name for name in DESCRIBED if issubclass(type(found(name)), type(Node))])
def test_every_field_of_a_model_has_a_meaning(name: str) -> None:
    assert [field for field, told in found(name).model_fields.items() if not told.description] == []


def test_schema_page_is_the_models(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-snapshots"):
        SCHEMA_PAGE.write_text(as_markdown(), encoding="utf-8", newline="\n")
    assert SCHEMA_PAGE.read_text(encoding="utf-8") == as_markdown(), "run: make pages"


def test_every_page_is_in_the_contents_of_the_site() -> None:
    contents = (DOCS / "index.md").read_text(encoding="utf-8")
    pages = (page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.rglob("*.md"))
    missing = [page for page in pages if not re.search(rf"^{re.escape(page)}$", contents, re.MULTILINE)]
    assert [page for page in missing if not re.match(r"index$|decisions/0", page)] == []


@pytest.mark.slow
@pytest.mark.skipif(
    any(importlib.util.find_spec(package) is None for package in GENERATOR),
    reason="the generator of the site is not installed: make docs",
)
def test_site_is_built_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", tmp_path / "site"]
    done = subprocess.run(
        [*build, "-d", tmp_path / "doctrees"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "docparse.parse_file" in (tmp_path / "site" / "api.html").read_text(encoding="utf-8")
