"""Assembling: what was read, as the plain tree of the output contract."""
