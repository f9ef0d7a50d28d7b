"""Batches: a folder, a list or an archive of reports to results on disk, killed and resumed without loss.

    from docparse.batch import BatchRequest, run_batch
    run_batch(BatchRequest(inputs=("reports/",), out=Path("results")))

``convert_document`` is the one function behind it: bytes in, results out, picklable, it never raises. Schedulers of
other makes (Ray, Spark) call it as it is; docs/scale.md shows how.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docparse.batch.conversion import Outcome, convert_document
    from docparse.batch.manifest import ManifestError
    from docparse.batch.run import BatchRequest, Progress, Totals, run_batch
    from docparse.batch.settings import Settings

_HOMES = {
    "BatchRequest": "docparse.batch.run",
    "ManifestError": "docparse.batch.manifest",
    "Outcome": "docparse.batch.conversion",
    "Progress": "docparse.batch.run",
    "Settings": "docparse.batch.settings",
    "Totals": "docparse.batch.run",
    "convert_document": "docparse.batch.conversion",
    "run_batch": "docparse.batch.run",
}

__all__ = [
    "BatchRequest",
    "ManifestError",
    "Outcome",
    "Progress",
    "Settings",
    "Totals",
    "convert_document",
    "run_batch",
]


def __getattr__(name: str) -> Any:
    """Loads a public name from the module that defines it (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(home), name)
