"""Does any text break docparse? Seeded documents of all sorts are parsed, and what must hold of each parse is checked.

The words that this package uses:

``case``      one document with the number that, with the seed, makes it again: a text, or bytes that may be none
``source``    the way it was made: ``mutated`` (pieces of the corpus, damaged), ``composed`` (words of forms, of
              evaluations and of prose in any order and layout), ``repeated`` (one thing over and over, up to hundreds
              of thousands of characters), ``bytes`` (texts in an encoding that was then mangled)
``promise``   what holds of every document, however absurd (``benchmarks.fuzzing.promises``)
``failure``   a case that broke a promise: ``crash``, ``slow``, ``memory``, ``contract``, ``span``, ``digits``,
              ``lost``, ``unstable``, ``unwritable``

**No crash.** A parse ends with a report or with an error that ``docparse.errors`` declares, nothing else.
**Time.** Processor time is at most half a second and 500 µs for each character, about forty times what reports need;
what exceeds it does so twice before it counts, and what exceeds it ten times is stopped.
**Memory.** Of a sample of the longer documents: what Python allocates at its peak is at most 4 MiB and 1.5 KiB for
each character, about five times what reports need.
**Contract.** Spans lie within the text, ``raw`` is the text at the spans, amounts share no characters and have the
digits that are printed or say so, ids are unique, the tree can be written as JSON; of a sample: the models of the
schema accept it, and a second parse gives the same.
**Nothing lost.** Each amount with decimals that stands alone (between blanks, tabs, pipes, ends of its line) inside a
table or an evaluation form is in a cell or in a diagnostic; so is each of a line elsewhere that looks like a row.
"""
