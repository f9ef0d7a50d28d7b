"""What differs between two reports: two readings of one text, or the accounts of two years or publications."""

from docparse.comparing.changes import Change
from docparse.comparing.comparison import PARTS, Comparison, Head, Relation, Way, compare

__all__ = ["PARTS", "Change", "Comparison", "Head", "Relation", "Way", "compare"]
