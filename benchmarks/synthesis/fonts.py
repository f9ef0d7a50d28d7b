"""The fonts in which documents are typeset: texts of ``pdftotext -layout`` differ much by the font of the page."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

# Font families, each with the Debian package that brings it: a face with serifs and two without, which differ in how
# wide their digits are beside a Chinese character.
FONTS = {
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "WenQuanYi Zen Hei": "fonts-wqy-zenhei",
}
_PROGRAM = "fc-list"
# After so many seeds places come again.
_ROUND = 12


class FontError(RuntimeError):
    """A font is not installed, for which another one would be taken silently."""


def font_of(seed: int) -> str:
    """The family that belongs to a seed: each as often as the others, and at each place in turn."""
    return list(FONTS)[(seed // _ROUND + seed // 2) % len(FONTS)]


def missing_fonts(families: set[str]) -> list[str]:
    """For each family that is not installed, how to get it: what typesets would silently take another one."""
    if not families:
        return []
    if shutil.which(_PROGRAM) is None:
        return [f"{_PROGRAM} (apt-get install fontconfig)"]
    return [
        f"the font {family}" + (f" (apt-get install {FONTS[family]})" if family in FONTS else "")
        for family in sorted(families)
        if not font_version(family)
    ]


def require_font(family: str) -> None:
    """Refuses to typeset in a font that is not there.

    Raises:
        FontError: the family is not installed; the message says how to get it.
    """
    lacking = missing_fonts({family})
    if lacking:
        message = f"not installed: {', '.join(lacking)}"
        raise FontError(message)


@cache
def font_version(family: str) -> str:
    """The version of an installed family; "" where it is not installed."""
    if shutil.which(_PROGRAM) is None:
        return ""
    command = [_PROGRAM, "--format", "%{fontversion}\n", f":family={family}"]
    listed = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return max(listed.split(), key=int, default="")
