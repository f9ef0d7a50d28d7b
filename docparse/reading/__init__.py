"""Reading: bytes → text that can point back, and text → normalised text that can point back to that."""

from docparse.reading.normalise import NormalText, normalise
from docparse.reading.source import SourceText, decode, from_text

__all__ = ["NormalText", "SourceText", "decode", "from_text", "normalise"]
