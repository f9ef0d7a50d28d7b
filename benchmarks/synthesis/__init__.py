"""Made-up final accounts with known truth: departments, forms, print, and what text extractors leave of it.

Nothing here reads or imports docparse. The forms follow the published national form and three provincial manners as the
design notes and the labelled corpus show them; they were not copied from the ministry's own template file, and names of
codes were not checked against the official classification of each year.

Seeds below 8 and all even seeds are for development; odd seeds from 9 on are held out and looked at by their score
only. They hold out departments, years and choices of print, not places: the four variants occur in both halves.
"""
