"""``docparse review``: one page to hold what was read against the source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.cli.complaints import FAILED, CommandError, UsageError, complaint_of
from docparse.cli.inputs import named_input
from docparse.cli.messages import more_sentences
from docparse.cli.output import DASH, OneFile, StandardOutput
from docparse.cli.parsing import parse_with_text
from docparse.cli.read_back import attached_text, complaint_about, is_result, results_of
from docparse.exporting.results import ResultError
from docparse.reviewing.page import review_page

if TYPE_CHECKING:
    from docparse.cli.inputs import Input
    from docparse.cli.messages import Messages
    from docparse.options import Options
    from docparse.schema import Report

# The sentences that the page takes along; those of check and explain say the same there.
_ON_THE_PAGE = ("review.", "check.kind-", "check.because-", "check.reason.", "explain.status-")
_SINGLE = (
    "check.incomplete",
    "explain.status",
    "explain.raw",
    "explain.repaired",
    "explain.no-cell",
    "explain.may-hold",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequest:
    """One ``docparse review`` line.

    Attributes:
        file: A text, or a result of ``docparse convert``.
        source: The text of a result.
        output: The page; None for standard output.
    """

    file: str
    source: str | None = None
    output: str | None = None
    overwrite: bool = False


def review(request: ReviewRequest, *, options: Options, messages: Messages) -> int:
    """Makes the page of a report.

    Raises:
        CommandError: The command line does not make sense, or the page cannot be written.
    """
    one = named_input(request.file)
    named = None if request.output in (None, DASH) else request.output
    destination = OneFile(Path(named), request.overwrite) if named is not None else StandardOutput()
    try:
        destination.reserve(one)
        report, text = _read(one, request.source, options=options)
        page = review_page(report, text, words=page_words(), language=messages.language)
    except UsageError:
        raise
    except Exception as error:  # whatever went wrong, the user gets one line
        messages.complain(complaint_of(error, label=one.label))
        return FAILED
    destination.put(one, page.encode("utf-8"))
    return 0


def page_words() -> dict[str, dict[str, str]]:
    """The sentences of the page by language and key."""
    chosen = {key: both for key, both in more_sentences().items() if key.startswith(_ON_THE_PAGE) or key in _SINGLE}
    return {
        "en": {key: english for key, (english, _) in chosen.items()},
        "zh": {key: chinese for key, (_, chinese) in chosen.items()},
    }


def _read(one: Input, source: str | None, *, options: Options) -> tuple[Report, str]:
    """The report with its text: parsed now, or read back from a result.

    Raises:
        CommandError: A result without its text, a text beside a text, or a result that cannot be used.
    """
    if not is_result(one):
        if source is not None:
            raise UsageError("review.source-unwanted")
        return parse_with_text(one, options=options)
    if source is None:
        raise UsageError("review.source-missing", name=one.label)
    (label, content), *more = results_of(one)
    if more:
        raise CommandError("review.several", name=one.label)
    if isinstance(content, ResultError):
        raise complaint_about(content, label)
    return content, attached_text(content, source, options=options)
