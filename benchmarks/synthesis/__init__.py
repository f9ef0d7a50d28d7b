"""Made-up final accounts with known truth: departments, forms, print, and what text extractors leave of it.

Nothing here reads or imports docparse: the forms are written from the official templates, so that what the generator
and the parser agree on is the genre and not one author's file. Seeds below 8 and all even seeds are for development;
odd seeds from 9 on are held out and looked at by their score only. They hold out departments, years and choices of
print, not places: the four variants occur in both halves.
"""
