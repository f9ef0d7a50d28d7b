"""Tidy rows as frames of polars and pandas, which are loaded when they are first asked for."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from docparse.errors import MissingPackageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas
    import polars

    Row = dict[str, str | int | None]

# The only column of a tidy row that holds a whole number; it stands behind this text.
LEVEL, _BEFORE = "level", "key"
# Digits of a decimal of polars.
_PRECISION = 38


def to_polars(rows: Sequence[Row], *, texts: Sequence[str], numbers: Sequence[str]) -> polars.DataFrame:
    """The rows as a frame of polars; ``numbers`` are columns of decimal strings.

    Raises:
        MissingPackageError: polars is not installed.
    """
    library = _package("polars")
    types: dict[str, Any] = {}
    for name in texts:
        types[name] = library.String
        if name == _BEFORE:
            types[LEVEL] = library.Int64
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in types}
    for name in numbers:
        printed = [row[name] for row in rows]
        scale = _scale(text for text in printed if isinstance(text, str))
        types[name] = library.String if scale is None else library.Decimal(_PRECISION, scale)
        columns[name] = printed if scale is None else [_decimal(text) for text in printed]
    frame: polars.DataFrame = library.DataFrame(columns, schema=types)
    return frame


def to_pandas(rows: Sequence[Row], *, texts: Sequence[str], numbers: Sequence[str]) -> pandas.DataFrame:
    """The rows as a frame of pandas; ``numbers`` are columns of decimal strings.

    Raises:
        MissingPackageError: pandas is not installed.
    """
    library = _package("pandas")
    columns: dict[str, Any] = {}
    for name in texts:
        columns[name] = library.Series([row[name] for row in rows], dtype=object)
        if name == _BEFORE:
            columns[LEVEL] = library.Series([row[LEVEL] for row in rows], dtype="Int64")
    for name in numbers:
        columns[name] = library.Series([_decimal(row[name]) for row in rows], dtype=object)
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingPackageError(name, extra=name) from error


def _decimal(text: str | int | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _scale(printed: Any) -> int | None:
    """The places of the longest print; None where a number would not fit then."""
    parts = [text.lstrip("-").partition(".") for text in printed]
    scale = max((len(fraction) for _, _, fraction in parts), default=0)
    whole = max((len(digits) for digits, _, _ in parts), default=0)
    return scale if whole + scale <= _PRECISION else None
