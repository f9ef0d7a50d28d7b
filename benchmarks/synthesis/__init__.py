"""Made-up final accounts with known truth: departments, forms, print, and what text extractors leave of it.

Nothing here reads or imports docparse: the forms are written from the official templates, so that what the generator
and the parser agree on is the genre and not one author's file. Even seeds are for development; odd seeds are held out
and looked at by their score only.
"""
