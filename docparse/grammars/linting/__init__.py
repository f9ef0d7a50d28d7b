"""Holds form files against themselves, each other and what docparse can read, and says all that is wrong at once.

Reading a form (``authoring``) stops at its first mistake. Linting goes on: it looks at what the author wrote as far
as that makes sense, and finds besides what no single form can know.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from docparse.grammars.compiled import compile_forms, sources_hash
from docparse.grammars.linting.drafts import draft_of
from docparse.grammars.linting.findings import Finding
from docparse.grammars.linting.forms import (
    broken_rules,
    odd_columns,
    odd_identities,
    odd_lists,
    odd_names,
    odd_variants,
    refused_keys,
    repeated_items,
    unfilled_places,
    unknown_rows,
)
from docparse.grammars.linting.labels import odd_labels, repeated_labels, unfindable_titles
from docparse.grammars.linting.rivals import like_headers, near_words, shared_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from docparse.grammars.authoring import FormFile
    from docparse.grammars.linting.drafts import Draft
    from docparse.grammars.model import Form

__all__ = ["Finding", "Knowledge", "lint", "lint_compiled"]


class Knowledge(NamedTuple):
    """What a form is held against beside other forms.

    Attributes:
        kinds: The kinds of the output contract.
        row_keys: The canonical keys of rows.
        as_read: What printed text becomes before it is compared with labels.
    """

    kinds: frozenset[str]
    row_keys: frozenset[str]
    as_read: Callable[[str], str]


def lint(files: Sequence[FormFile], *, beside: Sequence[FormFile] = (), knowledge: Knowledge) -> tuple[Finding, ...]:
    """What is wrong with form files, in their order and by line.

    Args:
        files: The files to look at.
        beside: Forms that are in use as well; one whose kind is among ``files`` gives way to it.
        knowledge: What else the forms must agree with.
    """
    drafts = [draft_of(file) for file in files]
    kinds = {draft.kind for draft in drafts}
    others = [draft for draft in map(draft_of, beside) if draft.kind not in kinds]
    found = list(chain.from_iterable(_of_one(draft, knowledge) for draft in drafts))
    found += chain(
        shared_names(drafts, others), near_words(drafts, others, knowledge.row_keys), like_headers(drafts, others)
    )
    order = {file.file: place for place, file in enumerate(files)}
    # Two checks may see the same thing; it is said once.
    unique = {(each.code, each.file, each.line, *each.fields.values()): each for each in found}
    return tuple(sorted(unique.values(), key=lambda each: (order[each.file], each.line or 0, each.code)))


def _of_one(draft: Draft, knowledge: Knowledge) -> list[Finding]:
    found = [
        *refused_keys(draft),
        *unfilled_places(draft),
        *odd_names(draft, knowledge.kinds),
        *unfindable_titles(draft),
        *odd_labels(draft, knowledge.as_read),
        *repeated_labels(draft),
        *odd_columns(draft),
        *odd_lists(draft),
        *odd_variants(draft),
        *odd_identities(draft),
        *repeated_items(draft),
        *unknown_rows(draft, knowledge.row_keys),
    ]
    if not any(finding.severity == "error" for finding in found):
        found += broken_rules(draft)
    return found


def lint_compiled(compiled: Path, folder: Path, forms: Sequence[Form]) -> tuple[Finding, ...]:
    """A finding where the compiled file is not what compiling the forms of the folder gives."""
    expected = compile_forms(forms, sources=sources_hash(folder))
    if compiled.is_file() and compiled.read_text(encoding="utf-8") == expected:
        return ()
    return (Finding("compiled-stale", str(compiled), None, {}),)
