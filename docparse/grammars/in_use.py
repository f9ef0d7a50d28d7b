"""The evaluation forms that a document is read with, where a user adds some, and what is remembered about them.

Labels of evaluation forms are asked for everywhere in the reader, thousands of times a report, and most of what follows
from them is worked out once. So they are not handed from function to function: they hold for all that is read inside
of :func:`reading_with`, for this thread only, and what is remembered is remembered for them alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docparse.grammars.evaluations import EvaluationVocabulary

Given = ParamSpec("Given")
Result = TypeVar("Result")


class OwnEvaluations:
    """The evaluation forms that come with docparse together with a user's own.

    Attributes:
        vocabulary: Their labels.
        memories: What was asked for while reading with them: for each function what it remembers.
    """

    __slots__ = ("memories", "vocabulary")

    def __init__(self, vocabulary: EvaluationVocabulary) -> None:
        self.vocabulary = vocabulary
        self.memories: dict[Callable[..., Any], Callable[..., Any]] = {}


# None: those that come with docparse, and nothing else.
IN_USE: ContextVar[OwnEvaluations | None] = ContextVar("evaluations", default=None)


@contextmanager
def reading_with(evaluations: OwnEvaluations | None) -> Iterator[None]:
    """Reads what is read inside with these evaluation forms; with those that come with docparse where None."""
    before = IN_USE.set(evaluations)
    try:
        yield
    finally:
        IN_USE.reset(before)


def remembered(most: int | None = None) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """What ``functools.lru_cache`` does, for functions whose results follow from the evaluation forms in use.

    Args:
        most: So many results at most are remembered; all where None.
    """

    def decorate(function: Callable[Given, Result]) -> Callable[Given, Result]:
        def begin() -> Callable[Given, Result]:
            return cast("Callable[Given, Result]", lru_cache(most)(function))

        shipped = begin()

        @wraps(function)
        def recall(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            own = IN_USE.get()
            if own is None:
                return shipped(*args, **kwargs)
            memory: Callable[Given, Result] | None = own.memories.get(function)
            if memory is None:
                memory = own.memories.setdefault(function, begin())
            return memory(*args, **kwargs)

        return recall

    return decorate
