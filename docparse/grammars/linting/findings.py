"""What linting finds: a code with its severity, a place, and what its sentence names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docparse.grammars.linting.drafts import Draft

Severity = Literal["error", "warning", "note"]

# error: the form is refused, or would mislead; warning: something has no effect or looks like a slip;
# note: sound, and worth knowing.
SEVERITIES: Mapping[str, Severity] = {
    "column-claimed": "error",
    "column-repeated": "error",
    "column-unknown": "error",
    "compiled-stale": "error",
    "forms-tied": "error",
    "id-claimed": "error",
    "identity-shape": "error",
    "item-claimed": "error",
    "key-malformed": "error",
    "kind-claimed": "error",
    "kind-unknown": "error",
    "label-dropped": "error",
    "label-empty": "error",
    "label-unreadable": "error",
    "lexicon-refused": "error",
    "missing-key": "error",
    "not-toml": "error",
    "not-utf-8": "error",
    "path-claimed": "error",
    "path-empty": "error",
    "placeholder": "error",
    "refused": "error",
    "row-key-unknown": "error",
    "section-empty": "error",
    "sides-differ": "error",
    "title-claimed": "error",
    "title-unfindable": "error",
    "unknown-key": "error",
    "variant-order": "error",
    "wrong-type": "error",
    "wrong-value": "error",
    "file-name": "warning",
    "identity-sides": "warning",
    "label-private": "warning",
    "label-repeated": "warning",
    "label-blanks": "warning",
    "label-widths": "warning",
    "stub-claims-column": "warning",
    "variant-same": "warning",
    "word-near": "warning",
    "title-decides": "note",
}


class Finding(NamedTuple):
    """One thing that the author of a form should look at.

    Attributes:
        file: As the caller named it.
        line: Counted from 1; None where the file as a whole is meant.
        fields: What its sentence names; ``near`` is the nearest right spelling, empty where none is near.
    """

    code: str
    file: str
    line: int | None
    fields: Mapping[str, str]

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return SEVERITIES[self.code]


def find(code: str, draft: Draft, line: int | None, **fields: str) -> Finding:
    """A finding in the file of a draft."""
    return Finding(code, draft.source.file, line, fields)


def nearest_of(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant; empty where none is near.

    >>> nearest_of("expendture", ["income", "expenditure"])
    'expenditure'
    >>> nearest_of("x", ["income"])
    ''
    """
    from rapidfuzz import process

    found = process.extractOne(name, sorted(set(known) - {name}), score_cutoff=60)
    return str(found[0]) if found else ""
