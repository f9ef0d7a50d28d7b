"""Entries of a lexicon file that names its kinds: kind, word and, where the kind wants one, what the word means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.errors import GrammarError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def entries_by_kind(
    text: str, *, file: str, kinds: Sequence[str], with_meaning: Collection[str]
) -> dict[str, dict[str, str]]:
    """For each kind its words with their meanings, in the order of the file; lines that begin with # are remarks.

    Raises:
        GrammarError: a line has an unknown kind, no word, lacks what its word means, or has a meaning too many.
    """
    found: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        kind, word, meaning = [*line.split("\t"), "", ""][:3]
        if kind not in kinds or not word or (kind in with_meaning) != bool(meaning):
            raise GrammarError(file=file, line=number, message=f"{line!r} is no entry: kind, word, meaning")
        found[kind][word] = meaning
    return found
