"""What the prose has said so far, and where it said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.grammars.narrative import load_narrative
from docparse.lexicons.subjects import OVERALL
from docparse.narrative.statements import PRIMARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.narrative.statements import Statement


# How many statements are looked through for one that is not named.
_MOST_LOOKED_AT = 400


class Story:
    """All statements of a document in their order."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._keyed: dict[str, list[Statement]] = {}
        self._named: dict[str, list[Statement]] = {}
        self._cored: dict[str, list[Statement]] = {}

    def add(self, statement: Statement) -> None:
        """Takes a statement in."""
        self.statements.append(statement)
        if statement.measure in PRIMARY:
            if statement.key is not None:
                self._keyed.setdefault(statement.key, []).append(statement)
            self._named.setdefault(statement.name, []).append(statement)
            core = _core(statement.name)
            if core:
                self._cored.setdefault(core, []).append(statement)

    def last(self, *, key: str | None, name: str) -> Statement | None:
        """The quantity of that subject (of that name where the lexicon has no key) that was told last.

        Of several prints of the key those with the same name count more, of several in one passage the first.
        """
        if key is not None and key.startswith(OVERALL):
            key = key.removeprefix(OVERALL)
        found = self._keyed.get(key, []) if key is not None else self._named.get(name, [])
        found = found[-_MOST_LOOKED_AT:]
        found = [one for one in found if one.name == name] or found
        return next((one for one in found if one.passage == found[-1].passage), None)

    def primary(self, passage: int | None = None) -> Iterator[Statement]:
        """Quantities of a passage (of all), the last one first; of very many the last."""
        for statement in self.statements[: -_MOST_LOOKED_AT - 1 : -1]:
            if passage is not None and statement.passage != passage:
                return
            if statement.measure in PRIMARY:
                yield statement

    def whole(self, text: str, keys: tuple[str, ...], passage: int) -> Statement | None:
        """The quantity that a share names as its whole (占本年支出合计的…), in its own passage if it is there."""
        for key in keys:
            here = (statement for statement in self.primary(passage) if statement.key == key)
            found = next(here, None) or self.last(key=key, name=text)
            if found is not None:
                return found
        core = _core(text)
        return self._cored[core][-1] if core in self._cored else None


def _core(name: str) -> str:
    """A name without the words that only say that it is a total."""
    for word in load_narrative().endings["total"]:
        name = name.replace(word, "")
    return name
