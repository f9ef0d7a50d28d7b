"""The figures and headings that a result claims to have read in the prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.prose_places import Range
    from benchmarks.results import Tree

# Fields of a fact that are plain text.
_PLAIN = (
    "name",
    "subject",
    "measure",
    "unit",
    "qualifier",
    "direction",
    "baseline",
    "period",
    "part_of",
    "about",
    "document_number",
)


class ReadFact(NamedTuple):
    """A figure that was read.

    Attributes:
        id: as the result calls it.
        fields: by the words of the labels, "" for a blank; ``section`` is an index into the sections of the result.
        status: of its value.
        spans: of its value.
    """

    id: str
    fields: Mapping[str, str]
    status: str
    spans: tuple[Range, ...]

    @property
    def at(self) -> int | None:
        """Offset of the value; None where the result does not say."""
        return self.spans[0][0] if self.spans else None


class ReadSection(NamedTuple):
    """A heading that was read."""

    level: int
    number: str
    title: str
    spans: tuple[Range, ...]

    @property
    def at(self) -> int | None:
        """Offset of the heading; None where the result does not say."""
        return self.spans[0][0] if self.spans else None


class ReadProse(NamedTuple):
    """What a result claims of the prose, in its order."""

    facts: tuple[ReadFact, ...]
    sections: tuple[ReadSection, ...]


def read_narrative(tree: Tree) -> ReadProse:
    """The facts and sections of the full JSON tree of a report.

    Raises:
        ValueError: the tree is no report, or a view of one without statuses and spans.
    """
    try:
        return ReadProse(
            tuple(_fact(fact) for fact in tree["facts"]), tuple(_section(section) for section in tree["sections"])
        )
    except (KeyError, TypeError, IndexError) as error:
        message = f"not the full JSON of a report (--plain and --no-spans leave out what is scored): {error!r}"
        raise ValueError(message) from error


def _fact(tree: Tree) -> ReadFact:
    value = tree["value"]
    fields = {field: tree[field] or "" for field in _PLAIN}
    fields["value"] = value["raw"] if value["value"] is None else value["value"]
    fields["code_path"] = "/".join(tree["code_path"] or ())
    fields["section"] = "" if tree["section"] is None else str(tree["section"])
    return ReadFact(tree["id"], fields, value["status"], _spans(value))


def _section(tree: Tree) -> ReadSection:
    return ReadSection(tree["level"], tree["number"] or "", tree["title"], _spans(tree))


def _spans(tree: Tree) -> tuple[Range, ...]:
    return tuple((start, end) for start, end in tree["spans"])
