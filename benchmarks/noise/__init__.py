"""How does accuracy fall as a text gets worse? Labelled documents are damaged by chance, a little and more, and read.

The words that this package uses:

``kind``         one way in which texts get worse (``benchmarks.noise.kinds``)
``level``        the chance that a place of that kind is damaged; what a place is depends on the kind: a line, a run of
                 blanks, a number, a character. The places of a lower level are damaged at every higher one too
``touched``      a labelled cell, of which the noise changed a character or took away the blank or border beside it
``gone``         a labelled cell or row, all of whose characters the noise took away

**What counts as right.** The truth is what is still printed. What is gone is taken out of the labels: a row that is
gone is no row, a cell that is gone is a blank. Everything else is held against the labels of the unchanged document,
character for character; only where the noise touched a cell, a name or a code, two answers are right: what the label
holds, because the damage was seen and mended, and what the text now prints there (alone, or with what it now touches),
because that is what a careful reader could say. Touched cells are part of all figures and are also counted apart.
Where a cell stands is known from a reading of the unchanged document, if that reads it as labelled; the few others
count as untouched.

**Verified and wrong** is a value called ``verified`` that is not right in this sense, or that no label has. A value
that stands in its table and column, in a row whose name or code is not the labelled one (a running head was read into
it, say), is wrong in all other figures; here it is counted apart, as ``misnamed``: what is verified is the amount. A
touched value that is read as the noise prints it, a different number from the labelled one, and called ``verified`` is
wrong too if an identity over the labels fails once they are changed as the text was; else nothing in the text tells.
"""
