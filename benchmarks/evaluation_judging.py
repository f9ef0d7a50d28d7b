"""What is right and what is wrong with each field of an evaluation form.

The fields of a form are those that its label or the result does not leave blank. A field is right if both hold the
same, white space and the width of characters left aside (``benchmarks.evaluation_alignment``). Each wrong field is
exactly one of ``MISTAKES``, the first that applies:

``form missed``    no form of the result answers the labelled one
``form invented``  a form of the result answers no labelled one
``row missed``     the form was found, no row of it answers the labelled one
``row invented``   a row of the result answers no labelled one
``wrong field``    the value read is that of another field of the row that was not read right
``misread``        both hold values
``invented``       the label has a blank there
``omitted``        a labelled value is read as blank

**What nobody can settle.** A value that the label marks with ``?`` is right if it is read as the label has it. In a row
of funds the marked fields share their values, a blank among them too: each may hold any of them. (That their order is
certain is not looked at.) A marked blank that is left blank counts as no field.

**Silent** is a wrong value that the result does not itself call ``inferred`` or ``conflicting``. A blank claims
nothing: it is wrong, not silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.evaluation_alignment import fold, similarity, walk
from benchmarks.evaluation_families import family_of, quantity_of
from benchmarks.evaluation_labels import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from benchmarks.evaluation_alignment import Field
    from benchmarks.evaluation_labels import LabelForm
    from benchmarks.evaluation_results import Claim, ReadForm

MISTAKES = (
    "form missed",
    "form invented",
    "row missed",
    "row invented",
    "wrong field",
    "misread",
    "invented",
    "omitted",
)
DOUBTED = frozenset({"inferred", "conflicting"})
# A field without a claim.
MISSING = "missing"
_NOTHING = Entry("")


class FieldJudgement(NamedTuple):
    """One field of a label, of a result, or of both.

    Attributes:
        field: which one; the index of its row is that in the label, or beyond.
        wanted: what the label holds; "" for a blank.
        read: what the result claims; None for a blank.
        right: whether it is as labelled.
        tied: whether the label marks it as one that nobody can settle.
        mistake: one of ``MISTAKES``; "" if it is right.
    """

    field: Field
    wanted: str
    read: Claim | None
    right: bool
    tied: bool
    mistake: str = ""

    @property
    def family(self) -> str:
        """The family that it is counted in."""
        return family_of(self.field.block, self.field.name)

    @property
    def quantity(self) -> str | None:
        """What arithmetic would call it, None where it says nothing about the field."""
        return quantity_of(self.field.block, self.field.name)

    @property
    def status(self) -> str:
        """The status of the claim; ``missing`` where there is none."""
        return MISSING if self.read is None else self.read.status

    @property
    def silent(self) -> bool:
        """Whether a wrong value is claimed without a doubt."""
        return not self.right and self.read is not None and self.read.status not in DOUBTED

    @property
    def similarity(self) -> float:
        """How alike value and claim are, 0..1; a blank is like nothing."""
        return 0.0 if self.read is None or not self.wanted else similarity(self.wanted, self.read.value)


def judge_form(label: LabelForm | None, form: ReadForm | None) -> list[FieldJudgement]:
    """Every field of a labelled form against the one that answers it.

    Args:
        label: None for a form that nobody labelled.
        form: None for one that was missed.
    """
    fields = [_judge(label, field, wanted or _NOTHING, read) for field, wanted, read in walk(label, form)]
    counted = [one for one in fields if one.wanted or one.read is not None]
    if label is None or form is None:
        mistake = "form invented" if label is None else "form missed"
        return [one._replace(right=False, mistake=mistake) for one in counted]
    return _with_mistakes(counted)


def _judge(label: LabelForm | None, field: Field, wanted: Entry, read: Claim | None) -> FieldJudgement:
    value = "" if read is None else fold(read.value)
    right = value == fold(wanted.value) or (wanted.open and value in _tied_values(label, field))
    return FieldJudgement(field, wanted.value, read, right, wanted.open)


def _tied_values(label: LabelForm | None, field: Field) -> frozenset[str]:
    """The values among which nobody can choose for a marked field of the funds."""
    if label is None or field.block != "fund":
        return frozenset()
    row = label.rows[field.block][field.row]
    return frozenset(fold(entry.value) for entry in row.values() if entry.open)


def _with_mistakes(fields: Sequence[FieldJudgement]) -> list[FieldJudgement]:
    homeless: dict[tuple[str, int], set[str]] = {}
    for one in fields:
        if not one.right and one.wanted:
            homeless.setdefault((one.field.block, one.field.row), set()).add(fold(one.wanted))
    return [one if one.right else one._replace(mistake=_mistake(one, homeless)) for one in fields]


def _mistake(one: FieldJudgement, homeless: Mapping[tuple[str, int], Collection[str]]) -> str:
    if not one.field.paired:
        return "row missed" if one.wanted else "row invented"
    if one.read is None:
        return "omitted"
    if fold(one.read.value) in homeless.get((one.field.block, one.field.row), ()):
        return "wrong field"
    return "misread" if one.wanted else "invented"
