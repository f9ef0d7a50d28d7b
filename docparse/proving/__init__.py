"""Proving: which identities hold over what was read, and what follows for the status of each value."""
