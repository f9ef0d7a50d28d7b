"""What table extractors recover from the same PDFs of which docparse sees the text only.

The programs return grids of strings; nothing in them says which table of a report a grid is, or what its columns mean.
That is asked of the labels, so that every doubt is settled in favour of the program (``mapping``): what is compared is
whether the characters of a cell came out whole and in the right row and column.
"""
