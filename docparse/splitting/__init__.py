"""Where in a text documents begin: several departments, or several years of one, put into one file."""

from docparse.splitting.beginnings import Beginning, find_beginnings
from docparse.splitting.parts import lines_of_pages, place, split_text

__all__ = ["Beginning", "find_beginnings", "lines_of_pages", "place", "split_text"]
