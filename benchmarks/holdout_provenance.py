"""Where docparse's words of evaluation forms come from: which samples print them, and which public document does.

An entry comes from some reports only if they hold it and no other sample does. That is looked at twice: where it stands
in the whole text, white space and quotation marks left aside, and where it stands in its role, which is a field of the
labels for words that mean little by themselves (units, names of levels and funds, grades), the text of the forms for
the others. A word that no sample holds has come from elsewhere.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.holdout_knowledge import NATIONAL, Entry, Removal
from docparse.folding import fold
from docparse.lexicons.indicator_patterns import LEVEL_TAIL, SUFFIX, UNIT_PARTS
from docparse.lexicons.indicator_words import load_indicator_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from benchmarks.evaluation_labels import LabelForm
    from benchmarks.holdout_knowledge import Knowledge

ATTESTED = Path(__file__).with_name("data") / "attested.toml"

# The fields of labels in which a word of that place plays its role; the block of facts is "".
_FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    **{f"sources.{key}": (("fund", "source"),) for key in ("total", "part", "subpart")},
    **{f"levels.{key}": (("indicator", key),) for key in ("level1", "level2")},
    "level": (("indicator", "level1"), ("indicator", "level2")),
    "unit": (("indicator", "target_unit"), ("indicator", "actual_unit")),
    "words.task_level": (("task", "level"),),
    "words.grade": (("", "grade"),),
}


class Printed(NamedTuple):
    """What one report prints, folded.

    Attributes:
        name: of the report.
        text: all of it.
        forms: the lines of its labelled forms.
        fields: of each field in which words play a role, the words.
        variants: names of the variants as which docparse recognises its forms.
    """

    name: str
    text: str
    forms: str
    fields: Mapping[tuple[str, str], frozenset[str]]
    variants: frozenset[str]

    def says(self, entry: Entry) -> bool:
        """Whether it prints a word anywhere."""
        return fold(entry.word) in self.text

    def uses(self, entry: Entry) -> bool:
        """Whether it prints a word in its role."""
        fields = _FIELDS.get(entry.place)
        if fields is None:
            return fold(entry.word) in self.forms
        return any(fold(entry.word) in self.fields[field] for field in fields)


def printed_by(name: str, text: str, forms: Sequence[LabelForm], variants: Collection[str] = ()) -> Printed:
    """What a report prints, by its text and the labels of its forms."""
    lines = text.split("\n")
    within = "\n".join(line for form in forms for line in lines[form.lines[0] - 1 : form.lines[1]])
    wanted = {field for fields in _FIELDS.values() for field in fields}
    fields = {field: frozenset(_values(*field, forms)) for field in wanted}
    return Printed(name, fold(text), fold(within), fields, frozenset(variants))


def _values(block: str, field: str, forms: Sequence[LabelForm]) -> set[str]:
    """The words that stand in a field: as printed, and without what may stand around a word of the lexicon."""
    rows = [row for form in forms for row in (form.rows[block] if block else (form.facts,))]
    found = {fold(row[field].value) for row in rows if field in row}
    if field.startswith("level"):
        found |= {LEVEL_TAIL.sub("", value) for value in found}
        found |= {value.removesuffix(SUFFIX) for value in found}
    elif field.endswith("_unit"):
        found = {part for value in found for part in UNIT_PARTS.split(value) if part}
        found |= {part.removeprefix(scale) for part in found for scale in load_indicator_words().scales}
    return found - {""}


def removal_of(held: Collection[str], reports: Sequence[Printed], knowledge: Knowledge) -> Removal:
    """What docparse would not know without some reports.

    A variant goes as a whole if only they print it: docparse recognises their forms and no others as forms of it, or
    they alone use those of its words that no other variant has. The national ones lose words only.

    Args:
        held: names of the reports.
        reports: all samples.
        knowledge: all entries.
    """
    entries = {entry for entry in knowledge.entries if _comes_from(held, entry, reports)} - attested()
    variants = {
        name
        for name in knowledge.variants.keys() - NATIONAL
        if _are(held, {report.name for report in reports if name in report.variants})
        or _are(held, {report.name for report in reports for entry in knowledge.own(name) if report.uses(entry)})
    }
    return Removal(frozenset(variants), frozenset(entries))


def _comes_from(held: Collection[str], entry: Entry, reports: Sequence[Printed]) -> bool:
    says = {report.name for report in reports if report.says(entry)}
    uses = {report.name for report in reports if report.uses(entry)}
    return _are(held, says) or _are(held, uses)


def _are(held: Collection[str], found: Collection[str]) -> bool:
    """Whether some reports were found, and none but those that are held out."""
    return bool(found) and all(name in held for name in found)


@cache
def attested() -> frozenset[Entry]:
    """The entries that a public document prints, by the file that names the document of each."""
    sources = tomllib.loads(ATTESTED.read_text(encoding="utf-8"))["source"]
    return frozenset(
        Entry(place, word) for source in sources for place, words in source["words"].items() for word in words
    )
