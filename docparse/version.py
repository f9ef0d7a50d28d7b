"""The version of docparse, named once."""

__version__ = "0.1.0"
