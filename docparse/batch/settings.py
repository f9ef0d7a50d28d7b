"""What all documents of a batch are converted with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from docparse.errors import OptionError
from docparse.options import Options
from docparse.version import __version__

View: TypeAlias = Literal["full", "plain", "no_spans"]
Checks: TypeAlias = Literal["all", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How each document is converted; sent to the workers whole.

    Attributes:
        options: Choices for parsing.
        view: Which view of the contract is written.
        checks: ``failed`` leaves out the checks that hold or were not tested; the statuses still rest on all of them.
        split: Cuts a text that holds several documents, one result each.
        max_memory: Bytes of private memory of a worker; a document that needs more fails. None: no limit. Kept where
            the system can limit the data of a process (Linux), elsewhere without effect.
    """

    options: Options = field(default_factory=Options)
    view: View = "full"
    checks: Checks = "all"
    split: bool = False
    max_memory: int | None = None

    def __post_init__(self) -> None:
        """Refuses values that no worker could work with.

        Raises:
            OptionError: Names the option, the value and what it may be.
        """
        if self.view not in get_args(View):
            raise OptionError("view", self.view, f"one of {', '.join(get_args(View))}")
        if self.checks not in get_args(Checks):
            raise OptionError("checks", self.checks, f"one of {', '.join(get_args(Checks))}")
        if self.max_memory is not None and self.max_memory <= 0:
            raise OptionError("max_memory", self.max_memory, "a number of bytes above 0 or None")

    def maker(self) -> Maker:
        """What results made with these settings are known by; limits that only end a document have no part in it.

        Raises:
            OptionError: There are no such grammars as the options name.
            GrammarError: One of them is not valid.
        """
        from docparse.knowledge import knowledge_of

        chosen = {
            "encoding": self.options.encoding,
            "document_kind": self.options.document_kind,
            "max_bytes": self.options.max_bytes,
            "max_characters": self.options.max_characters,
            "max_steps": self.options.max_steps,
            "view": self.view,
            "checks": self.checks,
            "split": self.split,
        }
        digest = hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16]
        return Maker(__version__, knowledge_of(self.options.grammars).fingerprint, digest)


@dataclass(frozen=True, slots=True)
class Maker:
    """Which docparse made a result: the same maker makes the same bytes of the same input.

    Attributes:
        version: The version of docparse.
        knowledge: The fingerprint of all forms and lexicons in use, a user's own included.
        options: A digest of the settings that a result depends on.
    """

    version: str
    knowledge: str
    options: str
