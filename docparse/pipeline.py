"""The stages in order: text in, report out. The only module that knows them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from docparse.assembling.cells import CellMaker
from docparse.assembling.counterparts import place_by_counterparts
from docparse.assembling.document import describe, kind_of_document
from docparse.assembling.drafts import TableDraft, draft_table
from docparse.assembling.links import restrict_by_other_tables
from docparse.assembling.neighbours import inherit_units, relate
from docparse.assembling.tables import assemble_table
from docparse.assembling.wholeness import Whole
from docparse.decoding.rows import decode_rows
from docparse.diagnostics import Diagnostic, FieldValue
from docparse.errors import LimitError
from docparse.evaluating import read_evaluations
from docparse.grammars.in_use import reading_with
from docparse.knowledge import Knowledge, knowledge_of
from docparse.matching.forms import match_form
from docparse.matching.seen import SeenHeaders
from docparse.narrative.facts import read_facts
from docparse.narrative.outline import Heading, find_headings, titles_above
from docparse.narrative.passages import passages_of
from docparse.narrative.stray_rows import is_tabular, stray_rows
from docparse.options import Options
from docparse.proving.evaluations import prove_evaluations
from docparse.proving.names import names_that_differ, rows_not_known
from docparse.proving.proof import prove
from docparse.proving.slots import ReadTable
from docparse.proving.undeclared import as_read
from docparse.reading import NormalText, SourceText, normalise
from docparse.renderings.own import with_tabs
from docparse.segmenting.flows import lines_of
from docparse.segmenting.furniture import without_furniture
from docparse.segmenting.lines import Line
from docparse.segmenting.rest import Rest, rest_of
from docparse.segmenting.tables import TableFinder, TableRegion
from docparse.splitting import split_text
from docparse.undeclared.reading import read_undeclared
from docparse.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.parts import DocumentPart
    from docparse.schema import Report
    from docparse.undeclared.tables import UndeclaredTable

Tree = dict[str, Any]

_REST_CODES = {
    "contents": "segmenting.contents-listing",
    "evaluation": "segmenting.evaluation-not-parsed",
}


@dataclass(slots=True)
class _Work:
    """What one document is read with, and what it has cost so far, held against the limits of its options.

    ``renderings`` names the user's own rendering of each line that has one.
    """

    options: Options
    knowledge: Knowledge
    started: float = field(default_factory=monotonic)
    renderings: dict[int, str] = field(default_factory=dict)
    steps: int = 0
    complete: bool = True

    def spend(self, steps: int, stage: str) -> bool:
        """Counts steps; False once their limit is passed.

        Raises:
            LimitError: the wall clock ran out.
        """
        self.steps += steps
        limit = self.options.max_seconds
        if limit is not None and monotonic() - self.started > limit:
            raise LimitError(limit, stage)
        if self.options.max_steps is not None and self.steps > self.options.max_steps:
            self.complete = False
        return self.complete


@dataclass(slots=True)
class _Found:
    """What has been read of one document so far."""

    drafts: list[TableDraft] = field(default_factory=list)
    tables: list[Tree] = field(default_factory=list)
    regions: list[TableRegion] = field(default_factory=list)
    unmatched: list[TableRegion] = field(default_factory=list)
    undeclared: list[UndeclaredTable] = field(default_factory=list)
    evaluations: list[Tree] = field(default_factory=list)
    checks: list[Tree] = field(default_factory=list)
    sections: list[Tree] = field(default_factory=list)
    facts: list[Tree] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def parse_source(
    source: SourceText,
    *,
    options: Options | None = None,
    metadata: Mapping[str, Any] | None = None,
    knowledge: Knowledge | None = None,
) -> Report:
    """The report that a text holds.

    Raises:
        LimitError: the document took longer than ``options.max_seconds``.
        OptionError: there is no such folder or package as ``options.grammars`` names.
        GrammarError: a form or lexicon of these is not valid.
    """
    from docparse.schema import Report

    report = Report.model_validate(parse_tree(source, options=options, metadata=metadata, knowledge=knowledge))
    report.attach_source(source.text)
    return report


def parse_tree(
    source: SourceText,
    *,
    options: Options | None = None,
    metadata: Mapping[str, Any] | None = None,
    knowledge: Knowledge | None = None,
) -> Tree:
    """The report as a plain tree: the keys of the contract in its order, not validated by the models.

    For whoever writes it out at once and would not use the models: their import costs as much as a parse.

    Raises:
        LimitError, OptionError, GrammarError: as ``parse_source``.
    """
    return trace(source, options=options, metadata=metadata, knowledge=knowledge)[0]


def trace(
    source: SourceText,
    *,
    options: Options | None = None,
    metadata: Mapping[str, Any] | None = None,
    knowledge: Knowledge | None = None,
) -> tuple[Tree, tuple[TableDraft, ...]]:
    """The report as a plain tree, and for each of its tables the draft with the evidence that it was read by.

    Raises:
        LimitError, OptionError, GrammarError: as ``parse_source``.
    """
    options = options or Options()
    work = _Work(options, knowledge or knowledge_of(options.grammars))
    with reading_with(work.knowledge.evaluations):
        return _trace(source, metadata or {}, work)


def _trace(source: SourceText, metadata: Mapping[str, Any], work: _Work) -> tuple[Tree, tuple[TableDraft, ...]]:
    """``trace``, with what the document is read with in use."""
    normal = normalise(source)
    cells = CellMaker(normal)
    lines = lines_of(normal.text, vocabulary=work.knowledge.vocabulary)
    lines, work.renderings = with_tabs(lines, work.knowledge.renderings)
    work.spend(len(lines), "segmenting")
    printed = without_furniture(lines)
    regions = TableFinder(printed, vocabulary=work.knowledge.vocabulary, lexicon=work.knowledge.lexicon).find()
    found = _Found(diagnostics=[*source.diagnostics, *normal.diagnostics])
    _read_tables(found, regions, cells=cells, work=work)
    if not work.complete:
        limit: dict[str, FieldValue] = {"limit": work.options.max_steps or 0, "stage": "decoding"}
        found.diagnostics.append(Diagnostic("pipeline.step-limit", (), limit))
    found.diagnostics += inherit_units([draft.head for draft in found.drafts])
    restrict_by_other_tables(found.drafts)
    place_by_counterparts(found.drafts)
    for draft in found.drafts:
        found.tables.append(assemble_table(draft))
        found.diagnostics += draft.diagnostics
    found.evaluations, unread, claimed = read_evaluations(printed, cells)
    rests = _read_undeclared(found, lines, claimed, cells=cells, work=work)
    relate(_all_tables(found))
    found.diagnostics += [*unread, *_unparsed(rests, normal), *stray_rows(rests, cells)]
    _read_prose(found, rests, cells=cells)
    _prove(found)
    described = describe(lines, _all_tables(found), found.evaluations, cells=cells)
    found.diagnostics += _disagreements(metadata, described)
    whole = Whole(lines, cells, work.knowledge.vocabulary, described["title"], _all_tables(found), found.checks)
    found.diagnostics += whole.doubts(complete=work.complete)
    kind = work.options.document_kind or kind_of_document(described["title"], found.tables, found.evaluations, lines)
    head: Tree = {
        "complete": work.complete,
        "document_kind": kind,
        "scope": None,
        "metadata": dict(metadata),
        **described,
    }
    return _tree(source, head | {"sections": found.sections}, found, work.knowledge), tuple(found.drafts)


def split_source(source: SourceText, *, options: Options | None = None) -> tuple[DocumentPart, ...]:
    """The documents that a text holds, one part for each; see ``docparse.split``.

    Raises:
        OptionError: there is no such folder or package as ``options.grammars`` names.
        GrammarError: a form or lexicon of these is not valid.
    """
    knowledge = knowledge_of((options or Options()).grammars)
    with reading_with(knowledge.evaluations):
        return split_text(normalise(source), vocabulary=knowledge.vocabulary)


def _read_undeclared(
    found: _Found, lines: Sequence[Line], claimed: frozenset[int], *, cells: CellMaker, work: _Work
) -> tuple[Rest, ...]:
    """Reads the tables that no form declares, if the work was not cut short before; what is left of the text."""
    rests = rest_of(lines, found.regions, claimed)
    taken: frozenset[int] = frozenset()
    if work.complete:
        found.undeclared, taken = read_undeclared(rests, cells=cells, lexicon=work.knowledge.lexicon)
    found.diagnostics += [diagnostic for table in found.undeclared for diagnostic in table.diagnostics]
    unread = [region for region in found.unmatched if not any(line.number in taken for line in region.body)]
    found.diagnostics += [_no_form(region, cells) for region in unread]
    return rest_of(lines, found.regions, claimed | taken) if taken else rests


def _all_tables(found: _Found) -> list[Tree]:
    """The trees of all tables, in source order."""
    undeclared = [table.tree for table in found.undeclared]
    return sorted([*found.tables, *undeclared], key=lambda tree: tree["spans"][0][0]) if undeclared else found.tables


def _read_prose(found: _Found, rests: Sequence[Rest], *, cells: CellMaker) -> None:
    """The outline and the facts of all text that stands outside tables and forms."""
    tabular = {line.number for region in found.unmatched for line in region.lines()}
    prose = (line for rest in rests if rest.kind == "prose" for line in rest.lines)
    passages = passages_of([line for line in prose if not is_tabular(line, inside=line.number in tabular)])
    headings = find_headings(passages)
    found.sections = [_section(heading, cells) for heading in headings]
    found.facts, unread = read_facts(passages, headings, cells)
    found.diagnostics += unread


def _prove(found: _Found) -> None:
    """Holds tables, prose and forms against each other and themselves."""
    read = [_as_read(draft, tree) for draft, tree in zip(found.drafts, found.tables, strict=True)]
    if found.undeclared:
        read = sorted([*read, *map(as_read, found.undeclared)], key=lambda table: table.tree["spans"][0][0])
    above = titles_above(found.sections)
    titles = [above[fact["section"]] if fact["section"] is not None else () for fact in found.facts]
    found.checks = prove(read, found.facts, titles, found.evaluations)
    found.checks += prove_evaluations(found.evaluations)
    found.diagnostics += [*rows_not_known(read), *names_that_differ(found.tables)]


def _read_tables(found: _Found, regions: Sequence[TableRegion], *, cells: CellMaker, work: _Work) -> None:
    """Recognises, decodes and places one region after the other, until the work runs out."""
    vocabulary, lexicon = work.knowledge.vocabulary, work.knowledge.lexicon
    counts: dict[str, int] = {}
    seen = SeenHeaders([region.title.kind for region in regions if region.title is not None])
    for region in regions:
        if not work.spend(len(region.body), "decoding"):
            break
        match = match_form(region, text=cells.normal.text, vocabulary=vocabulary, seen=seen)
        if match is None:
            found.unmatched.append(region)
            continue
        kind = match.form.kind
        counts[kind] = number = counts.get(kind, 0) + 1
        decoded = decode_rows(region.body, match, lexicon=lexicon)
        own = [name for line in region.body if (name := work.renderings.get(line.number))]
        if 2 * len(own) > len(region.body):
            decoded = decoded._replace(rendering=max(sorted(set(own)), key=own.count))
        table_id = kind if number == 1 else f"{kind}#{number}"
        draft = draft_table(region, match, decoded, table_id=table_id, cells=cells, lexicon=lexicon)
        found.drafts.append(draft)
        found.regions.append(region)


def _as_read(draft: TableDraft, tree: Tree) -> ReadTable:
    """What proving needs to know of a table."""
    placed = [draft.placed[index] for index in sorted(draft.placed)]
    decimals = {side.columns[0].side: side.decimals for side in draft.sides}
    doubtful = bool(draft.decoded.left_over or draft.decoded.unread or draft.unplaced)
    broken = frozenset(side.members[row] for side in draft.sides for row in side.placing.broken_parents)
    torn = draft.decoded.torn and draft.match.form.rows != "single"
    return ReadTable(tree, draft.match.form, placed, decimals, doubtful, broken, torn=torn, exchanged=draft.exchanged)


def _tree(source: SourceText, head: Tree, found: _Found, knowledge: Knowledge) -> Tree:
    """The report as a plain tree, keys as in the contract."""
    return {
        "schema_version": "1.0",
        "producer": {"name": "docparse", "version": __version__, "knowledge": knowledge.fingerprint},
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": len(source.text),
            "renderings": sorted({table["grammar"]["rendering"] for table in _all_tables(found)}),
        },
        **head,
        "tables": _all_tables(found),
        "evaluations": found.evaluations,
        "facts": found.facts,
        "checks": found.checks,
        "diagnostics": [_record(diagnostic) for diagnostic in found.diagnostics],
    }


def _section(heading: Heading, cells: CellMaker) -> Tree:
    return {
        "level": heading.level,
        "number": heading.number_text or None,
        "title": heading.title_text,
        "spans": cells.spans((*heading.number, *heading.title)),
    }


def _no_form(region: TableRegion, cells: CellMaker) -> Diagnostic:
    lines = region.lines()
    spans = cells.spans([(lines[0].start, lines[-1].end)])
    return Diagnostic("matching.no-form", spans, {"rows": len(region.body)})


def _unparsed(rests: Sequence[Rest], normal: NormalText) -> list[Diagnostic]:
    diagnostics = []
    for rest in rests:
        if rest.kind not in _REST_CODES:
            continue
        span = normal.offsets.envelope(rest.lines[0].start, rest.lines[-1].end)
        fields = {"characters": rest.characters, "lines": len(rest.lines)}
        diagnostics.append(Diagnostic(_REST_CODES[rest.kind], (span,) if span else (), fields))
    return diagnostics


def _disagreements(metadata: Mapping[str, Any], described: Mapping[str, Tree | None]) -> list[Diagnostic]:
    """Where the caller's metadata and the text name different years or organisations; the text is believed."""
    names = {"year": "fiscal_year", "fiscal_year": "fiscal_year", "organization": "organization"}
    found = []
    for given, key in names.items():
        cell = described[key]
        if given in metadata and cell is not None and str(metadata[given]) != cell["value"]:
            fields = {"key": given, "given": str(metadata[given]), "read": cell["value"]}
            found.append(Diagnostic("pipeline.metadata-disagrees", tuple(cell["spans"]), fields))
    return found


def _record(diagnostic: Diagnostic) -> Tree:
    return {
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "spans": diagnostic.spans,
        "fields": dict(diagnostic.fields),
    }
