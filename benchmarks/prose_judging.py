"""What is right and what is wrong with each figure of the prose.

A labelled figure is **found** if a figure of the result stands in its place and has its value and unit. It is read with
the **right subject** if it has the labelled key of the subject, or, where the label has none, the labelled name; of
names that differ, ``ALIKE`` tells apart those that are nearly the same. Each figure that is not right is exactly one of
``MISTAKES``, the first that applies:

``missed``         no figure of the result stands in the place of the labelled one
``invented``       a figure of the result stands where nobody labelled one
``wrong value``    the characters are read as another number
``wrong unit``     the number is that of the label, its unit is not
``wrong measure``  it is read as another figure of its subject
``wrong subject``  it is read as the figure of something else: another key, or a name that is not alike
``other name``     the name is like the labelled one, and no key was labelled

A field that the label marks with ``?`` is right whatever is read, and no field is counted. A figure or heading that is
doubtful as a whole may be read or left out.

**Silent** is a mistake other than ``missed`` and ``other name`` in a figure that the result does not itself call
``inferred`` or ``conflicting``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.evaluation_alignment import fold
from benchmarks.prose_alignment import ALIKE, fold_name, fold_number, name_similarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.prose_labels import LabelFact
    from benchmarks.prose_results import ReadFact

MISTAKES = ("missed", "invented", "wrong value", "wrong unit", "wrong measure", "wrong subject", "other name")
SILENT = frozenset(MISTAKES) - {"missed", "other name"}
DOUBTED = frozenset({"inferred", "conflicting"})
# Fields that are judged of each figure that was found, beside value and unit; those of ``LINKS`` name other figures.
FIELDS = (
    "name",
    "subject",
    "measure",
    "direction",
    "baseline",
    "qualifier",
    "period",
    "code_path",
    "part_of",
    "about",
    "document_number",
    "section",
)
_LINKS = frozenset({"part_of", "about"})
_FOLDS = {"name": fold_name, "document_number": fold_number}


class Answers(NamedTuple):
    """What the labels' own names are in a result.

    Attributes:
        facts: id of a labelled figure → id of the read one that answers it.
        sections: id of a labelled heading → index of the read one, as text.
    """

    facts: Mapping[str, str]
    sections: Mapping[str, str]


class FactField(NamedTuple):
    """One field of a figure that was found: "" for a blank; counted unless both are blank or the label doubts it."""

    name: str
    wanted: str
    read: str
    right: bool
    counted: bool


class FactJudgement(NamedTuple):
    """One figure of the label, of the result, or of both.

    Attributes:
        label: None for one that nobody labelled.
        read: None for one that was missed.
        fields: those of ``FIELDS`` if it was found; else none.
        mistake: one of ``MISTAKES``; "" if value, unit, measure and subject are right.
    """

    label: LabelFact | None
    read: ReadFact | None
    fields: tuple[FactField, ...]
    mistake: str

    @property
    def found(self) -> bool:
        """Whether value and unit are read as labelled."""
        return bool(self.fields)

    @property
    def silent(self) -> bool:
        """Whether it is wrong and claimed without a doubt."""
        return self.mistake in SILENT and self.read is not None and self.read.status not in DOUBTED

    @property
    def similarity(self) -> float:
        """How alike the names are, 0..1; 0 where there is only one."""
        return _similarity(self.label, self.read) if self.label is not None and self.read is not None else 0.0

    def field(self, name: str) -> FactField:
        """One of ``FIELDS`` of a figure that was found."""
        return self.fields[FIELDS.index(name)]


def judge_fact(label: LabelFact, read: ReadFact | None, answers: Answers) -> FactJudgement:
    """A labelled figure against the read one that stands in its place, None where it was missed."""
    if read is None:
        return FactJudgement(label, None, (), "missed")
    for name in ("value", "unit"):
        if not label.doubtful(name) and fold(label.text(name)) != fold(read.fields[name]):
            return FactJudgement(label, read, (), f"wrong {name}")
    fields = tuple(_field(name, label, read, answers) for name in FIELDS)
    return FactJudgement(label, read, fields, _mistake(label, read, fields))


def judge_extra(read: ReadFact) -> FactJudgement:
    """A figure that nobody labelled."""
    return FactJudgement(None, read, (), "invented")


def _field(name: str, label: LabelFact, read: ReadFact, answers: Answers) -> FactField:
    wanted, found = label.text(name), read.fields[name]
    compared = wanted
    if name in _LINKS:
        compared = answers.facts.get(wanted, "not found") if wanted else ""
    elif name == "section":
        compared = answers.sections.get(wanted, "not found") if wanted else ""
    folded = _FOLDS.get(name, fold)
    doubtful = label.doubtful(name)
    right = doubtful or folded(compared) == folded(found)
    return FactField(name, wanted, found, right, counted=not doubtful and bool(wanted or found))


def _mistake(label: LabelFact, read: ReadFact, fields: Sequence[FactField]) -> str:
    name, subject, measure = fields[:3]
    if not measure.right:
        return "wrong measure"
    if label.text("subject") and not label.doubtful("subject"):
        return "" if subject.right else "wrong subject"
    if name.right:
        return ""
    return "other name" if _similarity(label, read) >= ALIKE else "wrong subject"


def _similarity(label: LabelFact, read: ReadFact) -> float:
    return name_similarity(label.text("name"), read.fields["name"])
