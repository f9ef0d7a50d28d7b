"""What a caller may choose for one document; frozen, and checked when made."""

from dataclasses import dataclass
from typing import Literal, get_args

from docparse.errors import OptionError

DocumentKind = Literal["final_accounts", "performance_report", "budget", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices for parsing one document.

    Attributes:
        encoding: Decodes the bytes with this codec instead of looking for one.
        document_kind: Says what the document is instead of finding out.
        grammars: Folders of forms and lexicons of one's own, or names of installed packages that bring such; they are
            looked for and read where the document is parsed, once in a process.
        max_bytes: Larger inputs are refused before they are decoded.
        max_characters: Longer texts are refused.
        max_steps: Work steps after which the result is handed over incomplete, with a diagnostic. Steps are counted,
            not timed, so that the same input gives the same result everywhere. None: no limit.
        max_seconds: Wall clock for one document, looked at after each table; when it has run out the document fails
            with LimitError. None: no limit.
    """

    encoding: str | None = None
    document_kind: DocumentKind | None = None
    grammars: tuple[str, ...] = ()
    max_bytes: int = 64 * 2**20
    max_characters: int = 32_000_000
    max_steps: int | None = None
    max_seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuses values that no stage could work with.

        Raises:
            OptionError: Names the option, the value and what it may be.
        """
        if self.encoding is not None and not is_text_encoding(self.encoding):
            raise OptionError("encoding", self.encoding, "a text encoding that Python knows, such as utf-8 or gb18030")
        if not isinstance(self.grammars, tuple) or not all(isinstance(name, str) and name for name in self.grammars):
            raise OptionError("grammars", self.grammars, "a tuple of folders or of names of packages")
        kinds = get_args(DocumentKind)
        if self.document_kind is not None and self.document_kind not in kinds:
            raise OptionError("document_kind", self.document_kind, f"one of {', '.join(kinds)}")
        for name in ("max_bytes", "max_characters", "max_steps"):
            value = getattr(self, name)
            needed = name != "max_steps"
            if (value is None and needed) or (value is not None and not _is_positive_int(value)):
                raise OptionError(name, value, "a whole number above 0" + ("" if needed else " or None"))
        if self.max_seconds is not None and not _is_positive_number(self.max_seconds):
            raise OptionError("max_seconds", self.max_seconds, "a number above 0 or None")


def is_text_encoding(name: object) -> bool:
    """Whether Python has a codec of this name that turns bytes into text."""
    if not isinstance(name, str):
        return False
    try:
        b"0000".decode(name, "replace")  # of an empty input Python would not even look the codec up
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def _is_positive_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_positive_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")
