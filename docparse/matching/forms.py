"""Which form a table region is: title and header decide together, the form number decides nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docparse.diagnostics import Diagnostic, FieldValue
from docparse.folding import fold, shared_characters
from docparse.grammars.coordinates import form_titled
from docparse.grammars.labels import Path, labels_of
from docparse.matching.bodies import code_starts, strangeness, values_on_lines, values_per_row
from docparse.matching.columns import ColumnSet, listed_columns
from docparse.matching.completing import numbered, with_printed, with_unknown
from docparse.matching.earlier import EarlierLabel, is_added, prints_several_years, with_earlier, without_earlier
from docparse.matching.header import (
    Header,
    begins_with_last,
    locate_labels,
    names_other_columns,
    read_header,
    with_years,
    without_third_side,
)
from docparse.matching.matched import MatchedColumn
from docparse.matching.order import in_printed_order
from docparse.matching.seen import SeenHeader, SeenHeaders
from docparse.matching.unknown import UnknownLabel
from docparse.segmenting.lines import HAN, Line, column_numbers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from docparse.grammars.model import ColumnForm, Form
    from docparse.grammars.vocabulary import Vocabulary
    from docparse.segmenting.tables import TableRegion

# Forms whose labels are examined in full; the others share too few characters with the header to win.
FULLY_EXAMINED = 3
# Share of title and header evidence in the score of a titled region.
TITLE_SHARE = 0.5
# Forms this near to the best one by their known variants are searched beyond these.
SEARCHED_MARGIN = 0.1
# From so many unexplained characters on the header is searched for labels that the form does not know.
UNEXPLAINED_CHARACTERS = 2
# Below this score no form is claimed: headers of neighbouring genres reach 0.35 against the nearest form.
LEAST_SCORE = 0.45
# Two forms nearer than this are a tie, which is said.
TIE_MARGIN = 0.02
# Which of several forms with the same header every department fills in.
USUAL = "general_budget_expenditure"


class FormMatch(NamedTuple):
    """The form that a region was recognised as, with the runner-up and the margin between them.

    ``rulers`` are the lines of column numbers (栏次), one for each header that prints some; ``labels`` the folded text
    of the ``header`` lines; ``torn`` says that the cells of the body stand outside their rows; ``listed`` are the
    columns of the known variants with as many columns, where those of the match are none's: what the rows add up to may
    tell. ``unmoved`` are the columns in the order of the form, where labels that have a line each seem to stand in
    another one. ``pages`` are the numbers of the lines that begin a page, where the body is torn; ``last_first`` says
    that rows print their last value before the stub.
    """

    form: Form
    columns: tuple[MatchedColumn, ...]
    score: float
    runner_up: str | None
    margin: float
    diagnostics: tuple[Diagnostic, ...] = ()
    rulers: tuple[Line, ...] = ()
    labels: str = ""
    header: tuple[Line, ...] = ()
    torn: bool = False
    listed: tuple[tuple[MatchedColumn, ...], ...] = ()
    unmoved: tuple[MatchedColumn, ...] = ()
    pages: tuple[int, ...] = ()
    last_first: bool = False


class _Candidate(NamedTuple):
    form: Form
    chosen: ColumnSet
    score: float


def match_form(
    region: TableRegion, *, text: str, vocabulary: Vocabulary, seen: SeenHeaders | None = None
) -> FormMatch | None:
    """The best form for a region, None where none reaches the least score; ``seen`` are the document's headers."""
    lines, earlier = without_earlier(region.header)
    if prints_several_years(read_header(lines)):
        return None
    seen = seen or SeenHeaders()
    if not earlier:
        return _matched(region, (), text=text, vocabulary=vocabulary, seen=seen)
    found = _matched(region._replace(header=lines), earlier, text=text, vocabulary=vocabulary, seen=seen)
    if found is not None:
        return found._replace(header=region.header)
    # The borders of its cells may show where the columns of earlier years stand in a header of several lines.
    found = _matched(region, (), text=text, vocabulary=vocabulary, seen=seen)
    return found if found is not None and all(is_added(label, found.columns) for label in earlier) else None


def _matched(
    region: TableRegion, earlier: Sequence[EarlierLabel], *, text: str, vocabulary: Vocabulary, seen: SeenHeaders
) -> FormMatch | None:
    """The best form for a region whose header prints no labels of earlier years; these are put among its columns."""
    header = read_header(region.header)
    if header.count is not None and not region.torn:
        header = replace(header, count=max(header.count, values_per_row(region)) - len(earlier))
    title = fold(text[region.title.start : region.title.end]) if region.title else None
    header = _of_two_sides(header, vocabulary.forms.get(region.title.kind) if region.title else None)
    candidates = _asked(header, earlier, region, title, vocabulary, seen)
    if not candidates:
        return None
    if title is None:
        candidates = _untitled(candidates, seen.titled)
    best, second = candidates[0], candidates[1] if len(candidates) > 1 else None
    if best.score < LEAST_SCORE or not _is_borne_out(best, region, header):
        return None
    margin = max(best.score - second.score, 0.0) if second else best.score
    diagnostics = [_tied(best, second, margin)] if second is not None and margin < TIE_MARGIN else []
    *_, (_, last) = best.chosen.columns
    if begins_with_last(region.header, last, labels_of(best.form).stub_texts):
        header = replace(header, last_first=True)
    columns = _columns(best.chosen.columns, header, lone=not region.boxed)
    unmoved = _columns(best.chosen.columns, header, lone=False)
    if best.chosen.unexplained >= UNEXPLAINED_CHARACTERS:
        columns, unknown = with_unknown(columns, header, vocabulary.labels)
        columns = with_printed(columns, region, best.form, left_out=len(earlier))
        diagnostics += (
            [Diagnostic("matching.header-unexplained", fields=_unexplained(best.form.kind, unknown))] if unknown else []
        )
    others = [_columns(each.columns, header) for each in listed_columns(best.form, header, best.chosen)]
    columns, unmoved, *listed = (_dated(each, header) for each in (columns, unmoved, *others))
    if earlier:
        complete = with_earlier(columns, earlier, header, region.header)
        if complete is None:
            return None
        columns = unmoved = complete
        listed = []
    runner_up = second.form.kind if second else None
    ruler = next((line for line in reversed(region.header) if column_numbers(line.text)), None)
    again = [line for line in region.furniture if ruler and column_numbers(line.text) == column_numbers(ruler.text)]
    score = round(max(best.score, 0.0), 3)
    margin = round(min(margin, 1.0), 3)
    return FormMatch(
        form_titled(best.form, title) if title else best.form,
        columns,
        score,
        runner_up,
        margin,
        tuple(diagnostics),
        (ruler, *again) if ruler else (),
        header.folded,
        region.header,
        region.torn,
        tuple(listed),
        unmoved if _keys(unmoved) != _keys(columns) else (),
        region.pages,
        header.last_first,
    )


def _of_two_sides(header: Header, titled: Form | None) -> Header:
    """The header without a third side, where its title is that of a form with two."""
    if titled is None or len({column.side for column in titled.columns}) == 1:
        return header
    return without_third_side(header, {fold(path[-1]) for column in titled.columns for path in column.paths})


def _asked(
    header: Header,
    earlier: Sequence[EarlierLabel],
    region: TableRegion,
    title: str | None,
    vocabulary: Vocabulary,
    seen: SeenHeaders,
) -> list[_Candidate]:
    """The candidates, among which labels of earlier years have their places; those with as many columns as rows fill.

    Where the best one has fewer, one of its labels may have been taken for that of a group of columns.
    """
    candidates = _candidates(header, region, title, vocabulary, seen)
    if earlier:
        candidates = _placing(candidates, earlier, region, header)
    if not candidates or header.count is not None or region.torn or candidates[0].form.rows != "function_code":
        return candidates
    full = max(values_per_row(region), values_on_lines(region)) - len(earlier)
    if len(candidates[0].chosen.columns) >= full:
        return candidates
    again = _candidates(replace(header, count=full), region, title, vocabulary, seen)
    if earlier:
        again = _placing(again, earlier, region, header)
    return again if again and len(again[0].chosen.columns) == full else candidates


def _untitled(candidates: Sequence[_Candidate], titled: Container[str]) -> list[_Candidate]:
    """The candidates for a table without a title, those first that match about as well as the best one.

    Which of these it is tell the titles of the others, and how usual a form is.
    """
    tied = [each for each in candidates if candidates[0].score - each.score < TIE_MARGIN]
    tied.sort(key=lambda each: (each.form.kind in titled, each.form.kind != USUAL))
    return [*tied, *candidates[len(tied) :]]


def _tied(best: _Candidate, second: _Candidate, margin: float) -> Diagnostic:
    """What is said of two forms that match about equally well."""
    fields: dict[str, FieldValue] = {"best": best.form.kind, "second": second.form.kind, "margin": round(margin, 3)}
    return Diagnostic("matching.header-tied", fields=fields)


def _candidates(
    header: Header, region: TableRegion, title: str | None, vocabulary: Vocabulary, seen: SeenHeaders
) -> list[_Candidate]:
    """The forms that a region may be, best first."""
    codes = code_starts(region)
    named = seen.of(header)
    examined = [(form, named.known_columns(form)) for form in _likely(header, region, vocabulary)]
    candidates = _ranked(_candidate(form, chosen, title, region) for form, chosen in examined)
    candidates = _ranked(each._replace(score=each.score - strangeness(each.form, codes)) for each in candidates)
    near = candidates[0].score - SEARCHED_MARGIN
    candidates = _ranked(
        _searched(each, named, title, region, codes) if each.score >= near or _is_titled(each, region) else each
        for each in candidates
    )
    return _with_a_header(candidates)


def _likely(header: Header, region: TableRegion, vocabulary: Vocabulary) -> list[Form]:
    """The forms worth a full examination: the titled one and those that share most characters."""
    characters = frozenset(header.folded)

    def shared(form: Form) -> float:
        labels = labels_of(form).characters
        titled = region.title is not None and region.title.kind == form.kind
        return titled + len(characters & labels) / max(len(characters | labels), 1)

    ranked = sorted(((-shared(form), form.kind, form) for form in vocabulary.forms.values()), key=lambda each: each[:2])
    # Forms that share as many characters are examined together: their titles tell them apart.
    least = ranked[FULLY_EXAMINED - 1][0]
    return [form for share, kind, form in ranked if share <= least or (region.title is None and kind == USUAL)]


def _is_titled(candidate: _Candidate, region: TableRegion) -> bool:
    return region.title is not None and region.title.kind == candidate.form.kind


def _searched(
    candidate: _Candidate, named: SeenHeader, title: str | None, region: TableRegion, codes: Counter[str]
) -> _Candidate:
    """The candidate with its columns searched beyond the known variants."""
    chosen = named.search_columns(candidate.form)
    if chosen is candidate.chosen:
        return candidate
    found = _candidate(candidate.form, chosen, title, region)
    return found._replace(score=found.score - strangeness(candidate.form, codes))


def _ranked(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.form.kind))


def _is_borne_out(candidate: _Candidate, region: TableRegion, header: Header) -> bool:
    """Whether the header does not speak against a form: it has no whole labels of which the form has none.

    Under a title that no form has, the header alone must show the form; without a title, one label shows none beside
    others.
    """
    if region.title and not region.title.kind:
        return _is_headed(candidate)
    if region.title is None and len(candidate.chosen.columns) == 1:
        return candidate.chosen.unexplained < UNEXPLAINED_CHARACTERS
    return candidate.chosen.score > 0 or not names_other_columns(header, labels_of(candidate.form))


def _is_headed(candidate: _Candidate) -> bool:
    """Whether the header alone shows the form: under a title that no form has it must hold nothing else."""
    return candidate.chosen.score >= LEAST_SCORE and candidate.chosen.unexplained < UNEXPLAINED_CHARACTERS


def _with_a_header(ranked: list[_Candidate]) -> list[_Candidate]:
    """The candidates; the first goes behind a near one that has labels of the header where it has none itself.

    One title may head a form across the page and another one down it.
    """
    if ranked[0].chosen.score > 0:
        return ranked
    for at, other in enumerate(ranked[1:], start=1):
        if other.chosen.score >= LEAST_SCORE and ranked[0].score - other.score <= SEARCHED_MARGIN:
            return [other, *ranked[:at], *ranked[at + 1 :]]
    return ranked


def _candidate(form: Form, chosen: ColumnSet, title: str | None, region: TableRegion) -> _Candidate:
    if title is None or region.title is None:
        return _Candidate(form, chosen, chosen.score)
    if region.title.kind == form.kind:
        similarity = region.title.score
    else:
        similarity = max(shared_characters(title, known) for known in labels_of(form).titles)
    return _Candidate(form, chosen, TITLE_SHARE * similarity + (1 - TITLE_SHARE) * chosen.score)


def _dated(columns: tuple[MatchedColumn, ...], header: Header) -> tuple[MatchedColumn, ...]:
    """The columns with the years that their labels are printed with."""
    if not header.years:
        return columns
    return tuple(column._replace(path=with_years(header, column.path)) for column in columns)


def _placing(
    candidates: Sequence[_Candidate], earlier: Sequence[EarlierLabel], region: TableRegion, header: Header
) -> list[_Candidate]:
    """The candidates whose labels stand on one line with those of earlier years.

    Only where all labels do is another form than the best one looked at: else labels below others would go for nothing.
    """
    labelled = [line for line in region.header if HAN.search(line.text) and not column_numbers(line.text)]
    asked = candidates if len(labelled) == 1 else candidates[:1]
    found = ((each, _columns(each.chosen.columns, header)) for each in asked)
    return [each for each, columns in found if with_earlier(columns, earlier, header, region.header)]


def _keys(columns: Iterable[MatchedColumn]) -> list[str]:
    return [column.key for column in columns]


def _columns(
    chosen: tuple[tuple[ColumnForm, Path], ...], header: Header, *, lone: bool = True
) -> tuple[MatchedColumn, ...]:
    if not header.last_first:
        chosen = in_printed_order(chosen, header.pieces, lone=lone)
    places = locate_labels(header, [path[-1] for _, path in chosen])
    unnumbered = [
        MatchedColumn(column.key, path, None, column.side, ranges)
        for (column, path), ranges in zip(chosen, places, strict=True)
    ]
    return numbered(unnumbered, header)


def _unexplained(kind: str, unknown: list[UnknownLabel]) -> dict[str, str]:
    return {"table": kind, "form": kind, "text": " ".join(label.text for label in unknown)}
