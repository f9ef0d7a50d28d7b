"""Settings that hold for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The same examples on every run, and no deadline: a noisy machine must not decide whether a test passes.
settings.register_profile("steady", derandomize=True, deadline=None)
# For looking further by hand: pytest --hypothesis-profile=explore
settings.register_profile("explore", max_examples=5_000, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the flag that writes pinned outputs anew."""
    parser.addoption("--update-snapshots", action="store_true", help="write the files under tests/golden anew")


def pytest_configure(config: pytest.Config) -> None:
    """Refuses the flag on a build machine: there a snapshot is compared, never made."""
    if config.getoption("--update-snapshots", default=False) and os.environ.get("CI"):
        message = "--update-snapshots is refused where CI is set"
        raise pytest.UsageError(message)
