"""Whether a text can state something: told by its characters, before anything that understands sentences is loaded."""

from __future__ import annotations

from docparse.grammars.narrative import even, load_narrative

# Shapes that state a figure, with a unit or without.
_STATING = frozenset({"figure", "bare"})


def states_figure(text: str) -> bool:
    """Whether a text holds a figure that is no date, or a word that says one: what it takes to load the language."""
    narrative = load_narrative()
    plain = even(text)
    shapes = (narrative.kinds[found.lastgroup or ""] for found in narrative.shapes_in(plain))
    return any(shape in _STATING for shape in shapes) or narrative.telling.search(plain) is not None


def may_state_something(text: str) -> bool:
    """Whether a text holds a figure, or a word that says one, or the name of a functional class."""
    if any("0" <= character <= "9" for character in text):
        return True
    return load_narrative().telling.search(even(text)) is not None
