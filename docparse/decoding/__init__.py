"""Decoding: atoms cut into rows and the fields of each row."""
