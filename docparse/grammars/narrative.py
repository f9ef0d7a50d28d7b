"""What the prose says and how: word classes, shapes of pieces, cues; read from the files of ``narrative/``.

The knowledge is in the files; this module only reads and checks it.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.errors import GrammarError
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NARRATIVE = Path(__file__).with_name("narrative")

MEANINGS = frozenset(
    {"change", "share", "completion", "budget", "previous", "reached", "target", "rate", "difference", "compared"}
    | {"beyond"}
)
DIRECTIONS = frozenset({"increase", "decrease", "flat"})
BASELINES = frozenset(
    {"previous_year", "previous_year_end", "initial_budget", "full_year_budget", "budget", "annual_target"}
)
# Sections of words.toml whose classes may be named in patterns; the other lists are endings of noun phrases.
_ENDINGS = frozenset(
    {"money_noun", "count_noun", "organisation", "total", "fund", "duration", "alike", "expenditure", "count_tail"}
    | {"for_whom", "event_noun", "office", "filler", "loose_sum", "flow", "outlay", "about", "above", "below", "thing"}
    | {"base", "occasion"}
)

# Characters that are printed in several widths, each by one: a folded text is as long as the printed one.
_EVEN = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "，": ",",
        "；": ";",
        "：": ":",
        "！": "!",
        "？": "?",
        "“": '"',
        "”": '"',
        "„": '"',
        "＂": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "％": "%",
        "﹪": "%",
        "－": "-",
        "—": "-",
        "–": "-",
        "﹣": "-",
        "．": ".",
        "＋": "+",
        "～": "~",
        "／": "/",
        "&": "、",
        "　": " ",
    }
)


def even(text: str) -> str:
    """The text with brackets, marks and quotation marks in one width; every character keeps its place.

    >>> even("“三公”经费（全年）：5％")
    '"三公"经费(全年):5%'
    """
    return text.translate(_EVEN)


class Shape(NamedTuple):
    """What stands as one piece.

    Attributes:
        pattern: Matches it in the folded text.
        begins: The characters that it can begin with, as in [...]; None where that is almost any.
        needs: What a text that holds it holds as well, as a pattern.
    """

    kind: str
    pattern: str
    begins: str | None
    needs: str | None
    matches: tuple[str, ...]
    misses: tuple[str, ...]


class Cue(NamedTuple):
    """What the words beside a figure say of it.

    Attributes:
        pattern: Its items; each a tuple of alternatives and whether it may be missing.
        example: A sentence in which it is found.
    """

    means: str
    direction: str | None
    baseline: str | None
    pattern: tuple[tuple[tuple[str, ...], bool], ...]
    example: str


class Narrative(NamedTuple):
    """All knowledge of the language of the prose.

    Attributes:
        words: Folded word → its class.
        baselines: The classes that name what a figure is compared with.
        endings: Kind of noun → the endings that tell it.
        roles: What a word does around a name → the classes that do it.
        units: Unit as folded → its kind (money, rate, count, time).
        shapes: One pattern with a group for each shape that may stand in any text, in their order.
        rare_shapes: One for those that need something; of two that begin at one place such a shape is taken.
        needed: Finds what some of these need.
        kinds: Name of the group → kind of the shape.
        numerals: Character of a number in words → its value.
        multiples: What may stand before a unit of a count → how many that makes, the longest first.
        marks: Characters that are marks where they stand in no known word.
        levels: The characters of the marks of class, section and item, in this order.
        telling: Finds a word that says a figure, or the mark of a functional class.
        per_cent: Unit of a rate that is not per cent → how many per cent one of it is.
        rough: What stands between a number and its unit and makes it a lower bound.
    """

    words: Mapping[str, str]
    baselines: frozenset[str]
    endings: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, frozenset[str]]
    units: Mapping[str, str]
    shapes: re.Pattern[str]
    rare_shapes: re.Pattern[str]
    needed: re.Pattern[str]
    kinds: Mapping[str, str]
    cues: tuple[Cue, ...]
    numerals: Mapping[str, int]
    multiples: Mapping[str, int]
    per_cent: Mapping[str, Decimal]
    rough: tuple[str, ...]
    marks: frozenset[str]
    levels: tuple[str, ...]
    telling: re.Pattern[str]

    def shapes_in(self, text: str) -> Iterator[re.Match[str]]:
        """All that stands as one piece in a folded text, from left to right."""
        return self._all_shapes_in(text) if self.needed.search(text) else self.shapes.finditer(text)

    def _all_shapes_in(self, text: str) -> Iterator[re.Match[str]]:
        """As ``shapes_in``, the rare ones among the others: one pattern of all would take as long to compile again."""
        rare, usual = self.rare_shapes.search(text), self.shapes.search(text)
        while found := rare if rare and not (usual and usual.start() < rare.start()) else usual:
            yield found
            at = found.end()
            if rare and rare.start() < at:
                rare = self.rare_shapes.search(text, at)
            if usual and usual.start() < at:
                usual = self.shapes.search(text, at)


@cache
def load_narrative() -> Narrative:
    """The knowledge that comes with docparse.

    Raises:
        GrammarError: a file is no TOML, one word stands in two classes, or a cue says something unknown.
    """
    words, shaped = _read("words.toml"), _read("shapes.toml")
    roles = words.pop("roles")
    classes, endings = _classes(words)
    shapes, units = read_shapes(shaped)
    return Narrative(
        words=classes,
        baselines=frozenset(words["baselines"]),
        endings=endings,
        roles={name: frozenset(members) for name, members in roles.items()},
        units=units,
        shapes=_one_pattern((at, shape) for at, shape in enumerate(shapes) if shape.needs is None),
        rare_shapes=_one_pattern((at, shape) for at, shape in enumerate(shapes) if shape.needs is not None),
        needed=pattern("|".join(shape.needs for shape in shapes if shape.needs is not None), re.ASCII),
        kinds={f"shape{at}": shape.kind for at, shape in enumerate(shapes)},
        cues=tuple(_cue(entry) for entry in _read("cues.toml")["cue"]),
        numerals=shaped["digits"] | shaped["tens"],
        multiples=dict(sorted(shaped["units"]["multiples"].items(), key=lambda one: -len(one[0]))),
        per_cent={unit: Decimal(factor) for unit, factor in shaped["units"]["per_cent"].items()},
        rough=tuple(shaped["rough"]["words"]),
        marks=frozenset(shaped["marks"]["characters"]),
        levels=tuple(shaped["levels"]["characters"]),
        telling=_telling(words, shaped),
    )


def read_shapes(tree: Mapping[str, Any]) -> tuple[tuple[Shape, ...], Mapping[str, str]]:
    """The shapes of shapes.toml with the units put in, and the kind of each unit."""
    kinds = ("money", "rate", "count", "time")
    units = {even(unit): kind for kind in kinds for unit in tree["units"][kind]}
    after = "|".join(map(re.escape, tree["units"]["not_after"]))
    many = "|".join(sorted(tree["units"]["multiples"], key=len, reverse=True))
    names = sorted(units, key=len, reverse=True)
    known = "|".join(map(re.escape, names))
    unit = f"(?:{many})?[余多]?(?:{known})(?!{after})|(?:{many})[余多]?(?={known})"
    return tuple(_shape(each, unit) for each in tree["shape"]), units


def _shape(entry: Mapping[str, Any], unit: str) -> Shape:
    printed, begins = entry["pattern"].replace("{unit}", unit), entry.get("begins")
    return Shape(
        entry["kind"],
        f"(?=[{begins}])(?:{printed})" if begins else printed,
        begins,
        entry.get("needs"),
        tuple(entry["matches"]),
        tuple(entry["misses"]),
    )


def _one_pattern(shapes: Iterable[tuple[int, Shape]]) -> re.Pattern[str]:
    """A group for each shape; most places of a text are passed by because no shape begins there.

    Digits are those of ASCII: a figure in another script's has no value.
    """
    taken = list(shapes)
    groups = "|".join(f"(?P<shape{at}>{shape.pattern})" for at, shape in taken)
    begins = [shape.begins for _, shape in taken]
    ahead = "" if None in begins else f"(?=[{''.join(map(str, begins))}])"
    return pattern(f"{ahead}(?:{groups})", re.ASCII)


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((NARRATIVE / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(file=name, line=None, message=str(error)) from error


def _classes(tree: Mapping[str, Mapping[str, list[str]]]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    classes: dict[str, str] = {}
    endings: dict[str, tuple[str, ...]] = {}
    for section in tree.values():
        for name, words in section.items():
            if name in _ENDINGS:
                endings[name] = tuple(words)
                continue
            for word in words:
                if classes.setdefault(even(word), name) != name:
                    message = f"{word} stands in {classes[even(word)]} and in {name}"
                    raise GrammarError(file="words.toml", line=None, message=message)
    return classes, endings


def _telling(words: Mapping[str, Any], shaped: Mapping[str, Any]) -> re.Pattern[str]:
    said = [word for name in ("flat", "none", "zero") for word in words["words"][name]]
    levels = [shape["pattern"] for shape in shaped["shape"] if shape["kind"] in ("level", "spelled")]
    return pattern("|".join([*map(re.escape, map(even, said)), *levels]))


def _cue(entry: Mapping[str, str]) -> Cue:
    cue = Cue(
        entry["means"],
        entry.get("direction"),
        entry.get("baseline"),
        tuple(_item(item) for item in entry["pattern"].split()),
        entry["example"],
    )
    if (
        cue.means not in MEANINGS
        or not {cue.direction} <= DIRECTIONS | {None}
        or not {cue.baseline} <= BASELINES | {None}
    ):
        raise GrammarError(file="cues.toml", line=None, message=f"unknown word in the cue {entry['pattern']!r}")
    return cue


def _item(item: str) -> tuple[tuple[str, ...], bool]:
    return tuple(item.removesuffix("?").split("|")), item.endswith("?")
