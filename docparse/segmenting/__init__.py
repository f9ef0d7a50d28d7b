"""Segmenting: the text cut into tables, prose and the rest, by vocabulary and shape."""
