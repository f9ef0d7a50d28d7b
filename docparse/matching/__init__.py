"""Recognising: which form a region is, and which columns its header names."""
