"""Tables that no form declares: their columns and rows by layout alone, and the arithmetic that their figures show."""
