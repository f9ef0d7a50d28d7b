"""A text without its data: the layout and the words of the forms stay, names and figures do not."""

from docparse.masking.masking import mask

__all__ = ["mask"]
