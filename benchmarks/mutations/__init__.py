"""Does a slip of the text show? One value of a labelled document is changed in its text, and the text is read again.

The words that this package uses:

``mutant``       a text with one change, at the place of values that docparse reads as labelled in the unchanged text
``touched``      the labelled cells whose characters were changed
``observable``   at least one identity over the labels fails once they are changed as the text was, and no other
                 document prints the same text (benchmarks/mutations/twins.py); a run of numbers that was put among
                 values cannot be said in labels and counts as observable
``healed``       every labelled cell still reads as it did: nothing was lost, so there is nothing to notice
``wrong``        a ``verified`` value that is not the labelled one of its (table, row, column), by more than rounding
                 explains in any identity that covers the cell; what was wrong before the change does not count
``disputed``     a wrong value that carries ``disputed_by``: its reader is warned
``noticed``      a check fails that did not, in a touched cell, its row or an identity that the change breaks; or a
                 touched cell, or another cell of its row that was not doubted before, is ``inferred``, ``conflicting``
                 or unsettled; or there is a diagnostic that was not there

Of what is noticed only mutants are counted that are observable, not healed, and touch a value that an identity of
``benchmarks.identities`` covers. Wrong values are counted in all mutants; those in the very place of an unobservable
change are counted apart.
"""
