"""Every pattern that stands beside examples takes those and refuses the counterexamples.

The examples of ``NAME`` are ``NAME_MATCHES`` and ``NAME_MISSES``. They are held against each way in which the code
uses the pattern: with ``match`` or ``fullmatch`` where it calls these, else with ``search``.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import docparse
from docparse.patterns import Deferred, pattern

EXAMPLES = ("_MATCHES", "_MISSES")
SOURCES = sorted(Path(docparse.__path__[0]).rglob("*.py"))


@dataclass(frozen=True)
class Example:
    """A line, the pattern that it is an example of, and whether the pattern has to take it."""

    module: str
    name: str
    pattern: re.Pattern[str]
    line: str
    taken: bool

    def __str__(self) -> str:
        return f"{self.module}.{self.name}-{'takes' if self.taken else 'refuses'}-{self.line!a}"


def modules() -> list[str]:
    found = pkgutil.walk_packages(docparse.__path__, "docparse.")
    return sorted(module.name for module in found if not module.name.endswith("__main__"))


def names_of_examples(module: str) -> list[str]:
    return [name for name in vars(importlib.import_module(module)) if name.endswith(EXAMPLES)]


def examples() -> list[Example]:
    found = []
    for module in modules():
        constants = vars(importlib.import_module(module))
        for listed in names_of_examples(module):
            name = listed.removesuffix("_MATCHES").removesuffix("_MISSES")
            for line in constants[listed]:
                found.append(Example(module, name, constants[name], line, listed.endswith("_MATCHES")))
    return found


@cache
def verbs(module: str, name: str) -> frozenset[str]:
    """The ways in which the pattern is used: in its own module where the name is private, else anywhere."""
    own = Path(importlib.import_module(module).__file__ or "")
    used: set[str] = set()
    for path in [own] if name.startswith("_") else SOURCES:
        used.update(re.findall(rf"(?<![\w.]){name}\.(match|fullmatch|search)\(", path.read_text(encoding="utf-8")))
    return frozenset(used or {"search"})


@pytest.mark.parametrize("example", examples(), ids=str)
def test_pattern_agrees_with_its_example(example: Example) -> None:
    for verb in sorted(verbs(example.module, example.name)):
        found = getattr(example.pattern, verb)(example.line)
        assert bool(found) == example.taken, f"{verb} of {example.name} on {example.line!r}"


@pytest.mark.parametrize("module", modules())
def test_examples_that_match_stand_beside_examples_that_must_not(module: str) -> None:
    listed = set(names_of_examples(module))
    missing = [
        name.removesuffix(ending) + other
        for ending, other in (EXAMPLES, EXAMPLES[::-1])
        for name in listed
        if name.endswith(ending) and name.removesuffix(ending) + other not in listed
    ]
    assert missing == []


@pytest.mark.parametrize("module", modules())
def test_every_list_of_examples_belongs_to_a_pattern_and_holds_something(module: str) -> None:
    constants = vars(importlib.import_module(module))
    for listed in names_of_examples(module):
        assert isinstance(constants[listed.removesuffix("_MATCHES").removesuffix("_MISSES")], Deferred)
        assert constants[listed]


# Repetitions within a repetition that are linear all the same, and why.
NESTED = {
    "docparse.evaluating.printed._PIECE": "what is repeated begins with a blank, which the inner one does not take",
    "docparse.evaluating.streams._TEXT": "white space and what is none take turns",
    "docparse.grammars.model._KEY": "what is repeated begins with a point, which the inner one does not take",
    "docparse.lexicons.adding._KEY": "what is repeated begins with a point, which the inner one does not take",
    "docparse.reading.csv_records._RECORD": "what is repeated begins with a comma, which the inner one does not take",
    "docparse.reading.html_tables._SEAM": "the inner one stands between the name of a tag and its end",
}
# A repetition of more than that counts as endless.
MANY = 1_000
REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def has_nested_repeat(parsed: object, *, inside: bool = False) -> bool:
    """Whether an endless repetition that may give back what it took stands in another one."""
    if isinstance(parsed, tuple) and len(parsed) == 2 and str(parsed[0]) in REPEATS:
        endless = parsed[1][1] >= MANY
        return (endless and inside) or has_nested_repeat(parsed[1][2], inside=inside or endless)
    if isinstance(parsed, list | tuple) or hasattr(parsed, "data"):
        return any(has_nested_repeat(part, inside=inside) for part in getattr(parsed, "data", parsed))
    return False


def nested(pattern: re.Pattern[str] | Deferred) -> bool:
    return has_nested_repeat(re._parser.parse(pattern.pattern, pattern.flags))  # type: ignore[attr-defined]


def named_patterns() -> dict[str, Deferred]:
    named = ((module, vars(importlib.import_module(module))) for module in modules())
    return {
        f"{module}.{name}": value
        for module, constants in named
        for name, value in constants.items()
        if isinstance(value, Deferred)
    }


def test_no_pattern_repeats_a_repetition_unless_it_is_known_to_be_linear() -> None:
    assert {name for name, pattern in named_patterns().items() if nested(pattern)} == set(NESTED)


@pytest.mark.parametrize(
    ("pattern", "refused"), [("(a+)+b", True), ("(?:a|b*c)*", True), ("a+b+", False), ("(a{1,9})+", False)]
)
def test_repetition_of_a_repetition_is_found(pattern: str, refused: bool) -> None:
    assert nested(re.compile(pattern)) == refused


def test_no_pattern_of_a_module_is_compiled_when_the_module_is_imported() -> None:
    named = ((module, vars(importlib.import_module(module))) for module in modules())
    constants = ((f"{module}.{name}", value) for module, found in named for name, value in found.items())
    assert [name for name, value in constants if isinstance(value, re.Pattern)] == []


def test_a_pattern_that_waits_answers_as_a_compiled_one() -> None:
    waiting, compiled = pattern(r"(?P<year>\d+)年", re.ASCII), re.compile(r"(?P<year>\d+)年", re.ASCII)
    assert [found.span("year") for found in waiting.finditer("2030年、2031年")] == [(0, 4), (6, 10)]
    assert (waiting.sub("", "2031年度"), waiting.pattern, waiting.flags, waiting.groupindex) == (
        compiled.sub("", "2031年度"), compiled.pattern, compiled.flags, compiled.groupindex
    )  # fmt: skip
