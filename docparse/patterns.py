"""Patterns that are compiled when something is first looked for with them.

docparse has some hundred patterns, each beside the rule that it serves, and a document needs a third of them: to
compile all of them when their modules are imported takes as long as to read a short report.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, compiled at its first use: for the constants of a module.

    It has the attributes of a compiled pattern and is none: the functions of :mod:`re` do not take it.

    >>> pattern(r"[0-9]+年").search("2031年度")[0]
    '2031年'
    """
    return cast("re.Pattern[str]", Deferred(text, flags))


class Deferred:
    """A pattern that compiles itself when it is first asked for anything."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)

    def __getattr__(self, name: str) -> Any:
        """An attribute of the compiled pattern, from then on one of the instance: found without coming here."""
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value
