"""What names and values of indicators look like, from ``indicator_cues.tsv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docparse.lexicons.entries import entries_by_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("indicator_cues.tsv")
KINDS = (
    "ending",
    "rate",
    "value",
    "moment",
    "manner",
    "lead",
    "none",
    "basis",
    "cue",
    "level1",
    "level2",
    "planned",
    "done",
)
_MEANT = ("cue", "level2")


class IndicatorCues(NamedTuple):
    """What names and values of indicators look like.

    Attributes:
        endings: What names end with.
        rates: What names end with whose values are percentages.
        values: Words in targets and results that are no quantities, and that these may begin with.
        moments: Words in them that tell when, not at their beginning.
        manners: Words at their beginning that say how and must be followed by what.
        leads: Those of the values that may stand before another one.
        nothing: What stands where nothing deviates.
        bases: Words in rules of how points are given.
        levels: Word in a name → the stems of level 2 that it may stand under, the likeliest first.
        firsts: Words of level 1.
        seconds: Word of level 2 → the words of level 1 that it may stand under.
        planned: Words in goals of what is to be done.
        done: Words of what was done.
    """

    endings: tuple[str, ...]
    rates: tuple[str, ...]
    values: tuple[str, ...]
    moments: tuple[str, ...]
    manners: tuple[str, ...]
    leads: tuple[str, ...]
    nothing: frozenset[str]
    bases: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    firsts: frozenset[str]
    seconds: Mapping[str, tuple[str, ...]]
    planned: tuple[str, ...]
    done: tuple[str, ...]


@cache
def load_indicator_cues() -> IndicatorCues:
    """The cues that come with docparse.

    Raises:
        GrammarError: a line has an unknown kind, no word, or lacks what its word means.
    """
    return read_indicator_cues(FILE.read_text(encoding="utf-8"), file=FILE.name)


def read_indicator_cues(text: str, *, file: str) -> IndicatorCues:
    """The cues of a file of that format.

    Raises:
        GrammarError: a line has an unknown kind, no word, or lacks what its word means.
    """
    found = entries_by_kind(text, file=file, kinds=KINDS, with_meaning=_MEANT)
    return IndicatorCues(
        endings=tuple(found["ending"]),
        rates=tuple(found["rate"]),
        values=tuple(found["value"]),
        moments=tuple(found["moment"]),
        manners=tuple(found["manner"]),
        leads=tuple(found["lead"]),
        nothing=frozenset(found["none"]),
        bases=tuple(found["basis"]),
        levels={word: tuple(stems.split("|")) for word, stems in found["cue"].items()},
        firsts=frozenset(found["level1"]),
        seconds={word: tuple(above.split("|")) for word, above in found["level2"].items()},
        planned=tuple(found["planned"]),
        done=tuple(found["done"]),
    )
