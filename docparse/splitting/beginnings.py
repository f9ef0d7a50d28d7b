"""Decides which title pages, outlines and rows of forms begin another document, and which belong to the one before.

Cutting one document in two is far worse than leaving two together. So a document begins only where something that
the one before has had already comes again, under another department, another year or another kind of accounts.
Attachments, tables of subordinate units, second prints, page heads and links to other documents do not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docparse.segmenting.lines import is_mark
from docparse.splitting.openings import Opening, above_first_page, find_openings
from docparse.splitting.signs import Sign, SignKind, find_signs
from docparse.splitting.substance import Printed, Substance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.grammars.vocabulary import Vocabulary
    from docparse.segmenting.lines import Line

# How far below a title page the outline or the forms begin.
REACH = 200
# So many lines that say something make a document even without outline and forms.
FEWEST_LINES = 30
# Names of bodies begin with that of their place, which has so many characters at least.
PLACE = 2
# Two prints of one text say the same in their first lines; of a long line its beginning is compared.
FIRST_LINES, LONGEST_SAYING = 3, 60


class Beginning(NamedTuple):
    """The first line of a document (an index), and the first and last line of its title, if it prints one."""

    first: int
    title: tuple[int, int] | None = None


class _Candidate(NamedTuple):
    """Where a document may begin: a title page with what follows it, or a sign alone."""

    first: int
    opening: Opening | None
    sign: Sign | None


@dataclass(slots=True)
class _Document:
    """What is known of a stretch of lines from ``first`` on.

    Attributes:
        titled: Whether a title page names a body.
        again: Whether an outline or a row of forms began twice: from there on it may be two documents.
    """

    first: int
    kinds: set[SignKind] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    titled: bool = False
    again: bool = False

    def take(self, opening: Opening | None, sign: Sign | None) -> None:
        """Adds what a title page and a sign tell."""
        for mark in (opening, sign):
            self.bodies |= {mark.organization} if mark and mark.organization else set()
            self.years |= {mark.year} if mark and mark.year else set()
        if opening is not None and opening.accounts:
            self.accounts.add(opening.accounts)
            self.titled = self.titled or opening.organization is not None
        if sign is not None:
            self.again = self.again or sign.kind in self.kinds
            self.kinds.add(sign.kind)


def find_beginnings(lines: Sequence[Line], *, vocabulary: Vocabulary) -> tuple[Beginning, ...]:
    """The documents of a text, the first of which begins with its first line; one for a text that holds one."""
    return _Search(lines, vocabulary).beginnings() if lines else (Beginning(0),)


class _Search:
    """Goes through the candidates of one text, from the top."""

    def __init__(self, lines: Sequence[Line], vocabulary: Vocabulary) -> None:
        self.lines = lines
        self.substance = Substance(lines)
        self.printed = Printed(lines)
        self.signs = find_signs(lines, self.substance, vocabulary=vocabulary)
        self.openings = find_openings(lines, self.substance)
        self.candidates = self._candidates()
        self.signed = [at for at, candidate in enumerate(self.candidates) if candidate.sign is not None]

    def beginnings(self) -> tuple[Beginning, ...]:
        """Where documents begin."""
        head = self.candidates[0] if self.candidates else None
        at_head = head and head.opening and not self.substance.between(0, head.first)
        found = [Beginning(0, head.opening.title if head and head.opening and at_head else None)]
        document = _Document(0)
        for index, candidate in enumerate(self.candidates):
            if self._begins(document, index):
                title = candidate.opening.title if candidate.opening else None
                document = _Document(self._top(candidate))
                found.append(Beginning(document.first, title))
            if candidate.sign is not None or len(document.kinds) + document.titled == 0:
                document.take(candidate.opening, candidate.sign)
        return tuple(found)

    def _candidates(self) -> list[_Candidate]:
        """Title pages, each with the sign that follows it, and the other signs, in order."""
        starts = [opening.first for opening in self.openings]
        followed: dict[int, Sign] = {}
        alone: list[_Candidate] = []
        for sign in self.signs:
            above = bisect_left(starts, sign.at) - 1
            if above >= 0 and above not in followed and self._follows(self.openings[above], sign):
                followed[above] = sign
            else:
                alone.append(_Candidate(sign.at, None, sign))
        opened = [_Candidate(opening.first, opening, followed.get(at)) for at, opening in enumerate(self.openings)]
        return sorted([*opened, *alone], key=lambda candidate: candidate.first)

    def _follows(self, opening: Opening, sign: Sign) -> bool:
        return sign.at - opening.last <= REACH and not self.substance.between(opening.last + 1, sign.at)

    def _top(self, candidate: _Candidate) -> int:
        """The first line of a candidate: marks above the title of a form and the number of the page belong to it."""
        at = candidate.first
        if candidate.opening is None and candidate.sign and candidate.sign.kind == "forms":
            while at and candidate.first - at < REACH and is_mark(self.lines[at - 1]):
                at -= 1
        return above_first_page(self.lines, at)

    def _behind(self, index: int) -> tuple[_Document, int]:
        """What follows a candidate up to the next that might begin a document if this one does, and where that is."""
        candidate = self.candidates[index]
        document = _Document(candidate.first)
        document.take(candidate.opening, candidate.sign)
        next_signed = bisect_right(self.signed, index)
        # Of two kinds of signs, one comes again among three at the latest.
        for at in self.signed[next_signed : next_signed + 3]:
            other = self.candidates[at]
            page = other.opening is not None and (other.opening.contents or other.opening.organization is not None)
            if other.sign and (page or other.sign.kind in document.kinds):
                return document, other.first
            document.take(None, other.sign)
        return document, len(self.lines)

    def _begins(self, before: _Document, index: int) -> bool:
        """Whether a candidate begins another document than the one before it."""
        candidate = self.candidates[index]
        behind, end = self._behind(index)
        again = before.kinds & behind.kinds
        if candidate.opening is not None:
            return self._opens(before, candidate, behind, end)
        if candidate.sign is None or not again:
            return False
        body = candidate.sign.organization
        if candidate.sign.kind == "outline" and _is_other(body, before.bodies):
            return self._is_new(body, before, candidate.first)
        if "outline" not in behind.kinds:
            return self._is_row_of_forms_of_another(before, behind)
        if len(again) < 2 or before.again:
            return False
        if _is_other_year(behind, before) or _is_other_body(behind, before):
            return True
        return not _can_compare(behind, before) and self._says_new(before, candidate.first, end)

    def _is_row_of_forms_of_another(self, before: _Document, behind: _Document) -> bool:
        """Whether forms without a title page, about which nothing is said, are another document.

        Those of another department may be those of a subordinate unit, unless it is of another place and the text
        above, which says who is subordinate, does not name it.
        """
        if _is_other_body(behind, before):
            return all(self._is_from_elsewhere(body, before, behind.first) for body in behind.bodies)
        return "outline" not in before.kinds and _is_other_year(behind, before)

    def _is_from_elsewhere(self, body: str, before: _Document, at: int) -> bool:
        if any(body[:PLACE] in other for other in before.bodies):
            return False
        return self._is_new(body, before, at)

    def _says_new(self, before: _Document, start: int, end: int) -> bool:
        """Whether the first lines of a stretch say something that the document before does not: no second print."""
        first = [at for at in range(start, min(end, start + REACH)) if self.substance.between(at, at + 1)][:FIRST_LINES]
        texts = ["".join(self.lines[at].text.split())[:LONGEST_SAYING] for at in first]
        return not all(self.printed.names(text, before.first, start) for text in texts)

    def _opens(self, before: _Document, candidate: _Candidate, behind: _Document, end: int) -> bool:
        """Whether a title page begins another document."""
        opening = candidate.opening
        if opening is None or not (opening.contents or opening.organization or candidate.sign):
            return False
        again = before.kinds & behind.kinds
        other_body = _is_other_body(behind, before)
        if again == {"forms"} and "outline" in before.kinds - behind.kinds:
            # Forms under a title, but nothing said about them: those of a subordinate unit, if the text above names it.
            return other_body and self._is_new(opening.organization, before, candidate.first)
        if again:
            if other_body or _is_other_year(behind, before) or _is_other_kind(behind, before):
                return True
            whole = opening.contents and opening.title is not None and before.kinds <= again
            return whole and not _can_compare(behind, before) and self._says_new(before, candidate.first, end)
        if opening.title is None or (before.kinds and not before.titled):
            return False
        if opening.organization is None or _is_related(opening.organization, before.bodies):
            return False
        parted = ((before.first, candidate.first), (candidate.first, end))
        both_say = all(self.substance.reaches(FEWEST_LINES, *stretch) for stretch in parted)
        return both_say and self._is_new(opening.organization, before, candidate.first)

    def _is_new(self, body: str | None, before: _Document, at: int) -> bool:
        """Whether the document before never names a body."""
        return body is not None and not self.printed.names(body, before.first, at)


def _is_related(body: str | None, others: set[str]) -> bool:
    """Whether a body is one of others, or one of two is named with what the other is a part of."""
    return body is not None and any(body in other or other in body for other in others)


def _is_other(body: str | None, others: set[str]) -> bool:
    return body is not None and bool(others) and not _is_related(body, others)


def _is_other_body(document: _Document, before: _Document) -> bool:
    return bool(document.bodies) and all(_is_other(body, before.bodies) for body in document.bodies)


def _is_other_year(document: _Document, before: _Document) -> bool:
    return bool(document.years and before.years) and not document.years & before.years


def _is_other_kind(document: _Document, before: _Document) -> bool:
    return bool(document.accounts and before.accounts) and not document.accounts & before.accounts


def _can_compare(document: _Document, before: _Document) -> bool:
    """Whether two documents both say whose they are."""
    return bool(document.bodies and before.bodies)
