"""Vocabulary as data: item names, classification codes, units; tab-separated files with their sources."""
