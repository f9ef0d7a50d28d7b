"""How far the reading of a passage has come: what it speaks of, as a part of what, of which year, against what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.narrative.statements import Scope, Statement, Topic

if TYPE_CHECKING:
    from docparse.narrative.sentences import Sentence
    from docparse.narrative.story import Story


@dataclass(slots=True)
class Course:
    """What holds at the piece that is being read.

    Attributes:
        sentence: The passage.
        story: What has been told in the document; the passage adds to it.
        topic: What was named last.
        scope: The whole whose parts are being told.
        year: The year that was said last, or that of the list which the passage belongs to.
        left: The scope that the last semicolon ended, until the sentence ends.
        listed: Whether the scope is that of a list, which no full stop ends.
        local_year: A year that holds for its clause only.
        document: Number of the document that the sentence names.
        baseline: What the sentence measures changes against.
        said_baseline: What the passage last measured changes against.
        stretch: Number of the stretch (一是 …, 二是 …) that is being read.
        years: Stretch → years said in it, and whether in a reason.
        told: Statements of this passage.
        before_reason: Inside a reason: the topic before it.
        in_reason: Whether a reason is being told.
        brackets: Topic, scope and year before each bracket that is open.
        done: The last figure that was read ahead.
        path: The functional class that the passage named last.
        path_end: Piece behind the last mark of a functional class.
        consumed: Piece behind the last name that followed its figure.
        followed: Whether the last figure was followed by its name.
        label: The project that the passage is headed by (“…”项目自评综述：…): what 项目 means in it.
        said_flat: Whether the sentence has said that nothing changed, and no figure since.
    """

    sentence: Sentence
    story: Story
    topic: Topic | None = None
    scope: Scope | None = None
    left: Scope | None = None
    year: str | None = None
    listed: bool = False
    local_year: str | None = None
    document: str | None = None
    baseline: str | None = None
    said_baseline: str | None = None
    stretch: int = 0
    years: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)
    told: list[Statement] = field(default_factory=list)
    before_reason: Topic | None = None
    in_reason: bool = False
    brackets: list[tuple[Topic | None, Scope | None, str | None]] = field(default_factory=list)
    done: int = -1
    path: tuple[str, ...] = ()
    path_end: int = -1
    consumed: int = 0
    followed: bool = False
    label: Topic | None = None
    said_flat: bool = False

    @property
    def against(self) -> str | None:
        """What a change is measured against where it does not say so itself."""
        return self.baseline or self.said_baseline

    def add(self, statement: Statement) -> None:
        """Takes a statement in."""
        self.story.add(statement)
        self.told.append(statement)

    def turn_to(self, topic: Topic) -> None:
        """Goes on to another topic; what still waits for the old one's quantity is settled."""
        if self.topic is not None and self.topic is not topic:
            self.topic.settle()
        self.topic = topic

    def amounts_of(self, topic: Topic) -> list[Statement | None]:
        """The quantities of a topic that were told before, those of another year than is spoken of left out."""
        found = [self.story.last(key=key, name=topic.name) for key in topic.keys]
        return [None if one is not None and self._is_of_other_year(one) else one for one in found]

    def _is_of_other_year(self, statement: Statement) -> bool:
        return statement.period is not None and self.year is not None and statement.period != self.year
