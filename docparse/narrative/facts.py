"""Facts of the contract: what the passages of a report state, in their order, with the places they were read from."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from docparse.assembling.marks import unit_factors
from docparse.diagnostics import Diagnostic
from docparse.grammars.narrative import even, load_narrative
from docparse.lexicons.subjects import OVERALL, UNKEYED, load_subjects, side_of_key
from docparse.narrative.stating import states_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.assembling.cells import CellMaker
    from docparse.narrative.outline import Heading
    from docparse.narrative.passages import Passage
    from docparse.narrative.statements import Statement

Tree = dict[str, Any]

# What a title is about that only says income, or only expenditure.
_TOTALS = ("income.total", "expenditure.total")


def read_facts(
    passages: Sequence[Passage], headings: Sequence[Heading], cells: CellMaker
) -> tuple[list[Tree], list[Diagnostic]]:
    """The facts of all passages, as trees of the contract, and what was noticed and not understood.

    Args:
        passages: running text, in the order of the source.
        headings: the outline of these passages.
        cells: makes the Cells.
    """
    if not any(states_figure(passage.text) for passage in passages):
        return [], []
    # What understands sentences is loaded here, where there is something to understand.
    from docparse.narrative.narration import tell_story

    statements, kept = _one_a_figure(tell_story(passages, headings).statements)
    numbers = {id(statement): f"fact-{number}" for number, statement in enumerate(statements, start=1)}
    ids = {each: numbers[id(statement)] for each, statement in kept.items()}
    places = [heading.at for heading in headings]
    facts: list[Tree] = []
    for statement in statements:
        section = bisect_right(places, statement.passage) - 1
        fact = _fact(statement, passages[statement.passage], cells, ids)
        fact["section"] = section if section >= 0 else None
        fact["name"] = fact["name"] or (headings[section].title_text if section >= 0 else "") or fact["value"]["raw"]
        facts.append(fact)
    _name_by_title(facts, headings)
    return facts, _said_in_words(facts)


def _name_by_title(facts: Sequence[Tree], headings: Sequence[Heading]) -> None:
    """Where the title of a section is a subject, the first amount in it that only says expenditure is of that.

    So is one that only says income where the title is about income (收入决算情况: 本单位收入为…).
    """
    names = {*load_narrative().endings["outlay"], *load_narrative().endings["flow"]}
    first: dict[int, Tree] = {}
    for fact in facts:
        if fact["section"] is None or fact["code_path"] is not None:
            continue
        if fact["measure"] == "amount" and first.setdefault(fact["section"], fact) is fact:
            if fact["subject"] is None and fact["name"] in names:
                fact["subject"] = _named_by_title(fact["name"], fact["section"], headings)
        elif fact["subject"] is None and fact["about"] is not None:
            leading = first.get(fact["section"])
            if leading is not None and (fact["about"], fact["name"]) == (leading["id"], leading["name"]):
                fact["subject"] = leading["subject"]


def _named_by_title(name: str, section: int, headings: Sequence[Heading]) -> str | None:
    """The subject that the title of a section gives to a name that only says income or expenditure.

    收入情况 is about all income only where no section around it is about a part (财政拨款收支情况).
    """
    subject = _subject_of_title(headings[section].title_text)
    if subject in _TOTALS:
        own = name == load_narrative().endings["flow"][_TOTALS.index(subject)]
        return subject if own and not any(map(_tells_a_part, _titles_above(headings, section))) else None
    return subject if name in load_narrative().endings["outlay"] else None


def _titles_above(headings: Sequence[Heading], section: int) -> Iterator[str]:
    """The titles of the sections that a section stands in, the nearest first."""
    level = headings[section].level
    for heading in reversed(headings[:section]):
        if heading.level < level:
            level = heading.level
            yield even(heading.title_text)


def _tells_a_part(title: str) -> bool:
    """Whether a title names a subject that is not both totals at once."""
    names = load_subjects().names
    return any(name in title and not names[name][0].keys[0].startswith(OVERALL) for name in names)


def _subject_of_title(title: str) -> str | None:
    """The one subject that a title names (项目支出决算情况说明); None where it names none, or several."""
    endings = load_narrative().endings
    name, left = even(title), ""
    while name != left:
        left = name
        for word in endings["about"]:
            name = name.removesuffix(word)
    if name in endings["flow"]:
        return _TOTALS[endings["flow"].index(name)]
    keys = load_subjects().keys(name, "")
    if not keys:  # 公务接待费支出情况: some print 支出 behind the name of an item that stands on no side.
        keys = load_subjects().keys(name.removesuffix(endings["expenditure"][0]), "")
        keys = keys if keys and side_of_key(keys[0]) is None else ()
    return keys[0] if len(keys) == 1 and not keys[0].startswith(UNKEYED) else None


def _said_in_words(facts: Sequence[Tree]) -> list[Diagnostic]:
    """A diagnostic with all places where a word stands for a figure: 无, 未发生, 持平."""
    spans = [span for fact in facts if fact["value"]["status"] == "inferred" for span in fact["value"]["spans"]]
    return [Diagnostic("narrative.said-in-words", tuple(spans), {"count": len(spans)})] if spans else []


def _one_a_figure(told: Sequence[Statement]) -> tuple[list[Statement], dict[int, Statement]]:
    """The first statement of each figure, and for every statement the one that is told in its place.

    What is said at once of several subjects (收、支总计均为…) is one fact of the contract.
    """
    first: dict[tuple[int, int], Statement] = {}
    for statement in told:
        first.setdefault((statement.passage, statement.figure.start), statement)
    return list(first.values()), {id(each): first[each.passage, each.figure.start] for each in told}


def _fact(statement: Statement, passage: Passage, cells: CellMaker, ids: Mapping[int, str]) -> Tree:
    figure = statement.figure
    status = "inferred" if statement.said else "read"
    return {
        "id": ids[id(statement)],
        "subject": statement.subject,
        "name": statement.name,
        "measure": statement.measure,
        "value": cells.text(passage.ranges(figure.start, figure.end), value=figure.value, status=status),
        "unit": figure.unit or None,
        "qualifier": figure.qualifier,
        "direction": statement.direction,
        "baseline": statement.baseline,
        "period": statement.period,
        "code_path": statement.path,
        "part_of": _other(statement, statement.part_of, ids),
        "about": _other(statement, statement.about, ids),
        "unit_factor": unit_factors().get(figure.unit),
        "document_number": statement.document,
        "section": None,
        "spans": cells.spans(passage.ranges(*statement.clause)),
    }


def _other(statement: Statement, other: Statement | None, ids: Mapping[int, str]) -> str | None:
    found = ids.get(id(other))
    return None if found == ids[id(statement)] else found
