"""Placing: which column each value of a row stands in, where blank cells have vanished."""
