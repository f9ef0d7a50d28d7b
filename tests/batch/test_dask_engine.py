"""What a worker of a cluster is held to before it converts anything."""

from __future__ import annotations

from dataclasses import replace

from docparse.batch.dask_engine import _unfit
from docparse.batch.settings import Settings
from docparse.options import Options


def test_worker_with_the_docparse_of_the_run_is_fit() -> None:
    assert _unfit(Settings(), Settings().maker()) is None


def test_worker_with_another_version_or_other_forms_is_not() -> None:
    for other in (replace(Settings().maker(), version="0.0.1"), replace(Settings().maker(), knowledge="f" * 16)):
        problem = _unfit(Settings(), other) or ""
        assert problem.endswith(f"this run has docparse {other.version} with forms {other.knowledge}"
                                f" and settings {other.options}")  # fmt: skip


def test_worker_without_the_grammars_of_the_run_is_not() -> None:
    settings = Settings(options=Options(grammars=("nowhere",)))
    assert "nowhere" in (_unfit(settings, Settings().maker()) or "")
