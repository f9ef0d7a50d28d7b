"""What is known of a figure while the prose is read: a statement, the topic it is about, the whole it is part of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.lexicons.subjects import UNKEYED

if TYPE_CHECKING:
    from docparse.narrative.figures import Figure

# Measures that state a quantity itself; the others say something of one.
PRIMARY = frozenset({"amount", "count"})
CHANGES = frozenset({"change_amount", "change_rate"})


# Measures that are told before the quantity that they are about.
_STATED_FIRST = frozenset({"budget_amount", "previous_amount"})


@dataclass(slots=True)
class Statement:
    """One figure and what is said of it; links are filled in as the sentence goes on.

    Attributes:
        figure: The printed figure, or the words that say there is none.
        passage: Index of its passage.
        clause: The characters that state it.
        name: As printed.
        key: Key of the lexicon; one that begins with ``x.`` only tells subjects apart.
        said: Whether it is said in words.
        inner: Whether it stands in brackets.
        stretch: Which stretch of its passage it stands in; a year said in a stretch is said of all of it.
    """

    figure: Figure
    passage: int
    clause: tuple[int, int]
    name: str
    key: str | None
    measure: str
    direction: str | None = None
    baseline: str | None = None
    period: str | None = None
    path: tuple[str, ...] | None = None
    part_of: Statement | None = None
    about: Statement | None = None
    document: str | None = None
    said: bool = False
    stretch: int = 0
    inner: bool = False

    @property
    def subject(self) -> str | None:
        """The canonical key; None where the vocabulary has none."""
        return None if self.key is None or self.key.startswith(UNKEYED) else self.key


@dataclass(slots=True)
class Topic:
    """What a sentence speaks of, until it names something else.

    Attributes:
        keys: Keys of the lexicon, one for each subject that the name stands for.
        amounts: The last quantity stated of each subject.
        printed: Whether its name stands apart, before all figures that are about it.
        joined: Whether it has been told as a part of a whole.
        common: Whether its name is only a common word (实际执行数).
        waiting: Statements about a quantity that has not been stated yet, by subject.
    """

    name: str
    keys: tuple[str | None, ...]
    path: tuple[str, ...] | None = None
    amounts: list[Statement | None] = field(default_factory=list)
    waiting: list[tuple[int, Statement]] = field(default_factory=list)
    printed: bool = False
    joined: bool = False
    common: bool = False

    def __post_init__(self) -> None:
        """A place for the quantity of each subject."""
        self.amounts = self.amounts or [None] * len(self.keys)

    def tell(self, at: int, statement: Statement) -> None:
        """Takes note of a statement about the subject ``at``."""
        if statement.measure in PRIMARY or (statement.measure == "rate" and self.amounts[at] is None):
            self.amounts[at] = statement
            for place, earlier in self.waiting:
                if place == at and earlier.about is None:
                    earlier.about = statement
            self.waiting = [(place, earlier) for place, earlier in self.waiting if place != at]
        elif self.amounts[at] is not None and statement.measure not in _STATED_FIRST:
            statement.about = self.amounts[at]
        else:
            self.waiting.append((at, statement))

    def settle(self) -> None:
        """At the end of a sentence: what still waits is about the quantity that was told before it."""
        for at, statement in self.waiting:
            if statement.about is None:
                statement.about = self.amounts[at]


@dataclass(slots=True)
class Scope:
    """Behind 其中: the whole whose parts are told.

    Attributes:
        wholes: The quantity that is divided, by sort.
        budget: Its budget, which budgets of parts are parts of.
        change: Its change, where it is the change that is divided.
        items: How many parts were told.
        outer: The scope that goes on when this one ends.
        budgeted: Whether it is a budget that is divided, so that amounts of parts are budgets too.
        colon: Whether a colon stands behind 其中, so that the list may go on behind a semicolon.
        shares: Whether shares of the parts are told, which makes the same likely.
        commas: Whether the parts are parted by commas, so that a semicolon ends them.
    """

    wholes: dict[str, Statement]
    budget: Statement | None = None
    change: Statement | None = None
    items: int = 0
    commas: bool = False
    colon: bool = False
    shares: bool = False
    outer: Scope | None = None
    budgeted: bool = False
