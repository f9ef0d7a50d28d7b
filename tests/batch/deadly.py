"""A conversion that does to its worker what the document says; workers import it by its name."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.batch.conversion import Outcome

if TYPE_CHECKING:
    from docparse.batch.settings import Settings


def convert(content: bytes, name: str, settings: Settings, metadata: dict[str, str]) -> Outcome:
    """Dies, sleeps, dies for once (where the file that is named is not yet there), or tells which process it was in."""
    words = content.decode().split()
    if words[0] == "die":
        os._exit(9)
    if words[0] == "sleep":
        time.sleep(600)
    if words[0] == "die-once":
        try:
            with Path(words[1]).open("x"):
                os._exit(9)
        except FileExistsError:
            pass
    return Outcome("done", message=str(os.getpid()))
