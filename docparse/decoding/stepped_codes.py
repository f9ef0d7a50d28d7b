"""Codes printed in steps (类, 款, 项): each row prints the part of its own level alone, those above stand further up.

    204 ⏎ 公共安全支出 … ⏎ 06 ⏎ 司法 … ⏎ 01 ⏎ 行政运行 …     are the codes 204, 20406 and 2040601.

Where blank cells are kept, the column of a part tells its level. Elsewhere names, the order of the parts and amounts
do: behind rows that add up to the one of their 款 begins the next 款.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from docparse.amounts import read_amount
from docparse.decoding.codes import join_split_codes, part_codes_from_names, stack_codes, stacks_codes
from docparse.folding import fold
from docparse.renderings import Atom
from docparse.segmenting.lines import CODE_PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.lexicons.load import Lexicon
    from docparse.matching.forms import FormMatch
    from docparse.segmenting.lines import Line

Cut = tuple["Line", "list[Atom]"]
Ranges = tuple[tuple[int, int], ...]

# Digits of a class, and of each further part.
_CLASS, _PART = 3, 2
# So many rows must begin with a part of their own before any code is put together.
_FEWEST = 2
# Where no header names the parts, so many of the codes at most may be unknown by their names.
_MOST_STRANGE = 0.5
# What the amounts of a few rows in 万元 may add up to more or less by rounding.
_ROUNDING = Decimal("0.06")


@dataclass(slots=True)
class _Step:
    """A row that begins with a class or with a part: the line of its code, where that stands, name and first amount.

    ``column`` is the column of the part, where blank cells were kept.
    """

    line: int
    at: int
    atom: Atom
    column: int
    name: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class _Above:
    """The code that the next part stands below: the text and ranges of its class and of its 款, and what that lacks."""

    code: str
    ranges: Ranges
    second: str = ""
    second_ranges: Ranges = ()
    third: str = ""
    rest: Decimal | None = None


def whole_codes(lines: Sequence[Cut], match: FormMatch, lexicon: Lexicon) -> list[Cut]:
    """The lines with each code in one: cut off its name, and with its parts where these stand in columns."""
    rows = match.form.rows
    labelled = CODE_PARTS[rows] in match.labels
    repeated = len(match.columns) == 1 and any(group.repeated for group in match.form.groups)
    cut = part_codes_from_names(lines)
    cut = stack_codes(cut) if labelled or stacks_codes(cut) else cut
    cut = join_split_codes(cut, anywhere=labelled and repeated)
    return cut if repeated else join_steps(cut, lexicon, labelled=labelled, levels=len(CODE_PARTS[rows]) - 1)


def join_steps(lines: Sequence[Cut], lexicon: Lexicon, *, labelled: bool, levels: int) -> list[Cut]:
    """The lines with each part that begins a row made a whole code; as they are where codes are not printed in steps.

    Args:
        lines: the lines of a body.
        lexicon: the names of codes.
        labelled: the header names the parts (类款项).
        levels: how many parts a code may have behind its class.
    """
    steps = _steps(lines)
    parts = [step for step in steps if len(step.atom.text) == _PART]
    if len(parts) < _FEWEST or len(steps[0].atom.text) != _CLASS:
        return list(lines)
    codes = _codes(steps, lexicon, levels)
    if codes is None:
        return list(lines)
    strange = sum(not _is_named(code.text, step.name, lexicon) for step, code in zip(steps, codes, strict=True))
    if not labelled and strange > _MOST_STRANGE * len(steps):
        return list(lines)
    widths = {len(lines[step.line][1]) for step in steps if step.column >= 0}
    whole = {step.atom.start: code for step, code in zip(steps, codes, strict=True)}
    return [
        (
            line,
            [
                whole.get(atom.start, atom)
                for atom in (_without_blanks(atoms, levels) if len(atoms) in widths else atoms)
            ],
        )
        for line, atoms in lines
    ]


def _without_blanks(atoms: Sequence[Atom], levels: int) -> list[Atom]:
    """A row without the blank cells of the parts that it does not print; the row of the total prints none."""
    blanks = [at for at, atom in enumerate(atoms[: levels + 2]) if atom.kind == "B"][:levels]
    return [atom for at, atom in enumerate(atoms) if at not in blanks]


def _steps(lines: Sequence[Cut]) -> list[_Step]:
    """The rows that begin with a class or a part before their name; none where a class has parts behind it."""
    found: list[_Step] = []
    kept = any(atom.kind == "B" for _, atoms in lines for atom in atoms)
    for number, (_, atoms) in enumerate(lines):
        at = next((at for at, atom in enumerate(atoms) if atom.kind != "B"), len(atoms))
        if at == len(atoms) or not _is_digits(atoms[at]):
            continue
        behind = [atom for atom in atoms[at + 1 :] if atom.kind != "B"] or _next_line(lines, number)
        if not behind or behind[0].kind != "T":
            if behind and _is_digits(behind[0]) and len(atoms[at].text) == _CLASS:
                return []
            continue
        amount = _amount(behind[1:]) if len(atoms) > at + 1 else _amount_below(lines, number)
        found.append(_Step(number, at, atoms[at], at if kept and len(atoms) > 1 else -1, fold(behind[0].text), amount))
    return found


def _next_line(lines: Sequence[Cut], number: int) -> list[Atom]:
    return [atom for atom in lines[number + 1][1] if atom.kind != "B"] if number + 1 < len(lines) else []


def _is_digits(atom: Atom) -> bool:
    """Whether a fragment is a class or a part of a code."""
    return (atom.kind == "C" and len(atom.text) == _CLASS) or (
        atom.kind in "ICZ" and len(atom.text) == _PART and atom.text.isdecimal()
    )


def _amount(atoms: Sequence[Atom]) -> Decimal | None:
    return next((_decimal(atom) for atom in atoms if atom.kind == "V"), None)


def _amount_below(lines: Sequence[Cut], number: int) -> Decimal | None:
    """The first amount behind a code that has a line of its own."""
    for _, atoms in lines[number + 2 : number + 5]:
        if atoms and atoms[0].kind != "T":
            return _amount(atoms)
    return None


def _decimal(atom: Atom) -> Decimal | None:
    amount = read_amount(atom.text)
    return Decimal(amount.value) if amount is not None else None


def _codes(steps: Sequence[_Step], lexicon: Lexicon, levels: int) -> list[Atom] | None:
    """The whole code of each row, None where a part stands below none or its level is open."""
    above = _Above("", ())
    codes: list[Atom] = []
    for step in steps:
        atom = step.atom
        if len(atom.text) == _CLASS:
            above = _Above(atom.text, atom.ranges)
            codes.append(atom)
            continue
        level = _level(step, above, lexicon, levels)
        if not level:
            return None
        if level == 1:
            above = replace(above, second=atom.text, second_ranges=atom.ranges, third="", rest=step.amount)
            text, ranges = above.code + atom.text, (*above.ranges, *atom.ranges)
        else:
            rest = above.rest - step.amount if above.rest is not None and step.amount is not None else None
            above = replace(above, third=atom.text, rest=rest)
            text, ranges = above.code + above.second + atom.text, (*above.ranges, *above.second_ranges, *atom.ranges)
        codes.append(Atom("C", text, atom.start, atom.end, ranges))
    return codes


def _level(step: _Step, above: _Above, lexicon: Lexicon, levels: int) -> int:
    """Whether a part is that of a 款 (1) or of an 项 (2); 0 where it stands below nothing."""
    if not above.code:
        return 0
    if step.column > 0:
        return step.column if step.column == 1 or (step.column == levels and above.second) else 0
    if levels == 1 or not above.second:
        return 1
    part = step.atom.text
    second, third = (
        _is_named(code, step.name, lexicon) for code in (above.code + part, above.code + above.second + part)
    )
    if second != third:
        return 1 if second else 2
    if not above.third or part <= above.second:
        return 2
    if part <= above.third or above.rest is None:
        return 1
    return 1 if abs(above.rest) <= _ROUNDING else 2


def _is_named(code: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a name, or its first line, is one that the code is known by."""
    return any(fold(known).startswith(name) for known in lexicon.names_of(code))
