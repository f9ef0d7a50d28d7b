"""Measures docparse: accuracy against hand-made labels, speed against a bare scan. Not part of the package."""
