"""Names of documents as paths below the output folder: nothing that a name says can lead out of it."""

from __future__ import annotations

import hashlib
import os
import re

from docparse.patterns import pattern

# What some file system forbids in a name, and what a person would not see.
_FORBIDDEN = pattern(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]')
_SEPARATORS = pattern(r"[/\\]+")
# Names of devices under Windows, with any ending.
_DEVICES = pattern(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.DOTALL)
# Bytes of one name; file systems allow 255, and endings are added to it (".json.zst", a number, a temporary mark).
_LONGEST = 200
_DEEPEST = 40


def safe_place(name: str) -> str:
    r"""A relative path that any file system can hold, like the name where that is possible.

    Parts that lead upwards lead nowhere, separators of both kinds part, forbidden characters become ``_``, and a part
    that is too long keeps its beginning and gets a digest of itself.

    >>> safe_place("../../etc/passwd")
    '__/__/etc/passwd'
    >>> safe_place("C:\\reports\\nul.txt")
    'C_/reports/_nul.txt'
    """
    parts = [_safe_part(part) for part in _SEPARATORS.split(name) if part not in ("", ".")]
    if len(parts) > _DEEPEST:
        inner = "/".join(parts[_DEEPEST - 1 : -1])
        parts = [*parts[: _DEEPEST - 1], _digest(inner), parts[-1]]
    return "/".join(parts) or "_"


def printable(name: str | os.PathLike[str]) -> str:
    r"""The name of a file as text: bytes that are no UTF-8 are read as GB 18030, as old archives and disks hold them.

    >>> printable("\udcbe\udcf6.txt")
    '决.txt'
    """
    text = os.fspath(name)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogateescape")
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode("utf-8", "backslashreplace")
    return text


def _safe_part(part: str) -> str:
    if part == "..":
        return "__"
    safe = _FORBIDDEN.sub("_", part)
    # A name that ends in a point or a blank loses it under Windows.
    safe = safe[:-1] + "_" if safe[-1] in ". " else safe
    safe = f"_{safe}" if _DEVICES.fullmatch(safe) or safe.startswith(".docparse-") else safe
    data = safe.encode("utf-8")
    if len(data) <= _LONGEST:
        return safe
    return data[: _LONGEST - 17].decode("utf-8", "ignore") + "~" + _digest(safe)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
