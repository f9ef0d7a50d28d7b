"""The errors of asking a report for what it does not have: a table, row or column name, or a place in its source."""

from collections.abc import Iterable

from docparse.errors import DocparseError
from docparse.spans import Span


class UnknownNameError(DocparseError, LookupError):
    """The report has nothing of that name; `nearest` are up to three names it does have, best first."""

    def __init__(self, what: str, name: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep the fields: `what` is table, row or column."""
        super().__init__(what, name, nearest)
        self.what, self.name, self.nearest = what, name, nearest

    def __str__(self) -> str:
        """Render the sentence from the fields."""
        hint = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        return f"no {self.what} {self.name!r}{hint}"


class SourceTextMissingError(DocparseError):
    """A place in the source was asked for, and the report was loaded without its source text."""

    def __str__(self) -> str:
        """Render the sentence."""
        return "the report does not carry its source text; attach it first: report.attach_source(text)"


class SourceTextMismatchError(DocparseError, ValueError):
    """The text that was attached is not the one the report was read from: its length differs."""

    def __init__(self, expected: int, found: int) -> None:
        """Keep the two lengths, in code points."""
        super().__init__(expected, found)
        self.expected, self.found = expected, found

    def __str__(self) -> str:
        """Render the sentence from the fields."""
        return f"the report was read from {self.expected} characters, the text attached has {self.found}"


class SpanOutsideSourceError(DocparseError, ValueError):
    """A span does not lie within the source text."""

    def __init__(self, span: Span, characters: int) -> None:
        """Keep the span and the length of the source, in code points."""
        super().__init__(span, characters)
        self.span, self.characters = span, characters

    def __str__(self) -> str:
        """Render the sentence from the fields."""
        return f"the span {list(self.span)} does not lie within the {self.characters} characters of the source"


def unknown_name(what: str, name: str, *, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that is not among `known`, with the nearest that are."""
    # Only a failed look-up pays for difflib.
    from difflib import get_close_matches

    candidates = list(dict.fromkeys(known))
    return UnknownNameError(what, name, tuple(get_close_matches(name, candidates, n=3, cutoff=0.5)))
