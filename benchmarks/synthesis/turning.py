"""Lays the landscape pages of a PDF sideways on upright paper, as scanners and office programs export them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def turn(source: Path, target: Path, *, told: bool) -> None:
    """Turns each page that is broader than high by a quarter, counterclockwise.

    Args:
        source: the PDF.
        target: file to write.
        told: whether /Rotate has viewers turn the page back, so that it is seen upright.
    """
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import RectangleObject

    writer = PdfWriter(clone_from=PdfReader(source))
    for page in writer.pages:
        width, height = page.mediabox.width, page.mediabox.height
        if width <= height:
            continue
        page.add_transformation(Transformation((0, 1, -1, 0, height, 0)))
        for box in ("mediabox", "cropbox", "trimbox", "bleedbox", "artbox"):
            setattr(page, box, RectangleObject((0, 0, height, width)))
        if told:
            page.rotate(90)
    writer.write(target)
