"""What is remembered is remembered for the evaluation forms in use: no cache may serve those of another user.

The second half reads the source: which functions follow from the labels of evaluation forms, by the names that they and
the functions they call use.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import docparse
from docparse.grammars.evaluations import shipped_evaluations
from docparse.grammars.in_use import OwnEvaluations, reading_with, remembered

PACKAGE = Path(docparse.__path__[0])
Name = tuple[str, str]
LABELS: frozenset[Name] = frozenset(
    ("docparse.grammars.evaluations", name) for name in ("load_evaluations", "words_of", "like_label")
)


def test_what_is_remembered_is_remembered_for_the_forms_in_use_alone() -> None:
    asked: list[int] = []

    @remembered(2)
    def twice(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [twice(1), twice(1)] == [2, 2]
    with reading_with(OwnEvaluations(shipped_evaluations())):
        assert [twice(1), twice(1)] == [2, 2]
    assert [twice(1), asked] == [2, [1, 1]]


def test_forms_are_in_use_inside_only() -> None:
    own = OwnEvaluations(shipped_evaluations()._replace(forms=()))
    with reading_with(own):
        assert docparse.grammars.evaluations.load_evaluations() is own.vocabulary
        with reading_with(None):
            assert docparse.grammars.evaluations.load_evaluations() is shipped_evaluations()
    assert docparse.grammars.evaluations.load_evaluations() is shipped_evaluations()


@cache
def definitions() -> dict[Name, ast.FunctionDef | ast.ClassDef]:
    found: dict[Name, ast.FunctionDef | ast.ClassDef] = {}
    for module, tree in modules().items():
        found |= {(module, node.name): node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return found


@cache
def modules() -> dict[str, ast.Module]:
    paths = {path: path.relative_to(PACKAGE.parent).with_suffix("").parts for path in PACKAGE.rglob("*.py")}
    return {
        ".".join(parts).removesuffix(".__init__"): ast.parse(path.read_text(encoding="utf-8"))
        for path, parts in paths.items()
    }


@cache
def imports(module: str) -> dict[str, Name]:
    nodes = [node for node in ast.walk(modules()[module]) if isinstance(node, ast.ImportFrom) and node.module]
    return {each.asname or each.name: (str(node.module), each.name) for node in nodes for each in node.names}


def used(name: Name) -> set[Name]:
    """The functions and classes that one names."""
    module, node = name[0], definitions().get(name)
    words = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} if node is not None else set()
    own = {(module, word) for word in words} & definitions().keys()
    return own | {imports(module)[word] for word in words & imports(module).keys()} if node is not None else own


def follows_from_labels(name: Name) -> bool:
    seen, left = {name}, [name]
    while left:
        more = used(left.pop())
        if more & LABELS:
            return True
        left += more - seen
        seen |= more
    return False


def is_cached(name: Name) -> bool:
    decorators = [ast.unparse(decorator) for decorator in definitions()[name].decorator_list]
    return any(decorator.split("(")[0].rpartition(".")[2] in ("cache", "lru_cache") for decorator in decorators)


def test_nothing_that_follows_from_labels_is_remembered_for_all_forms() -> None:
    assert [name for name in definitions() if is_cached(name) and follows_from_labels(name)] == []


def test_functions_that_follow_from_labels_are_found() -> None:
    assert follows_from_labels(("docparse.evaluating.funds", "bare_source"))
    assert follows_from_labels(("docparse.evaluating.levels", "spelling"))
    assert not follows_from_labels(("docparse.amounts", "read_amount"))
    assert is_cached(("docparse.grammars.evaluations", "shipped_evaluations"))
