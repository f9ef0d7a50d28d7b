"""What the labels of evaluation forms hold, and whether they add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.evaluation_identities import check_forms
from benchmarks.evaluation_labels import evaluations_digest, open_entries, read_forms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.identities import Checked


class FormInventory(NamedTuple):
    """The labelled forms of one document.

    Attributes:
        forms: how many there are.
        variants: of how many layouts.
        indicators: their rows of indicators.
        fields: all fields that are not blank.
        undeterminable: values and blanks that nobody can settle.
        sha256: digest of the label files, as the manifest carries it once they are frozen.
        announced: the digest that the manifest carries (``evaluations_sha256``); "" where it carries none.
        agreement: fields that two blind readings had alike, of all fields, as the manifest says
            (``evaluations_agreement``); "" where it does not.
        checked: how many identities were tested.
        failing: those that do not hold: a slip of a reader, or a contradiction of the source.
    """

    forms: int
    variants: int
    indicators: int
    fields: int
    undeterminable: int
    sha256: str
    announced: str
    agreement: str
    checked: int
    failing: tuple[Checked, ...]


def take_form_inventory(folder: Path, entry: Mapping[str, str]) -> FormInventory | None:
    """What is labelled of a document's evaluation forms; None where nothing is.

    Args:
        folder: that of the document.
        entry: its entry in the manifest.
    """
    forms = read_forms(folder)
    if not forms:
        return None
    checked = check_forms(forms)
    rows = [row for form in forms for block in form.rows.values() for row in block]
    return FormInventory(
        forms=len(forms),
        variants=len({form.variant for form in forms}),
        indicators=sum(len(form.rows["indicator"]) for form in forms),
        fields=sum(bool(entry.value) for row in [*rows, *(form.facts for form in forms)] for entry in row.values()),
        undeterminable=open_entries(forms),
        sha256=evaluations_digest(folder),
        announced=entry.get("evaluations_sha256", ""),
        agreement=entry.get("evaluations_agreement", ""),
        checked=len(checked),
        failing=tuple(one for one in checked if not one.holds),
    )
