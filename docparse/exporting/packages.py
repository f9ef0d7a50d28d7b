"""Packages that some formats need and that docparse does not bring along: loaded when they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from docparse.errors import MissingPackageError

# What ``pip install 'docparse[…]'`` brings along.
EXTRA = "export"


def needed(name: str, *, of: str) -> Any:
    """The module of that name.

    Args:
        name: As it is imported.
        of: The package that it belongs to, as it is installed.

    Raises:
        MissingPackageError: The package is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingPackageError(of, EXTRA) from error
