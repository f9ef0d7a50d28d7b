"""Made-up final accounts with known truth: departments, forms, print, and what text extractors leave of it.

Nothing here reads a file of docparse or of the corpus (``tests/measuring/test_synthesis_independence.py`` holds it).
``accounts`` makes a department's year in whole 分, so that every sum is exact before it is printed; ``summaries``,
``budgets``, ``economic`` and ``special`` are the forms; ``variants`` says how places print them; ``text``, ``pages``,
``typesetting`` and ``extractors`` make text of them; ``truth`` writes the labels; ``making`` keeps what was made.

Where the forms come from: titles, order, columns, 栏次, 行次 and notes follow published accounts of departments in
Guizhou and Yunnan (2020, 2023), Hubei (2019) and Shanghai (2019, 2025), and the lists of forms of accounts from Beijing
(2023), Guangdong (2021), Henan, Shaanxi (2020) and Yunnan (2019 to 2023). Not seen in print, and so a guess: the years
in the header of “三公” until 2021, how Beijing prints 政府采购, and ``renamed``, which mixes labels of several places.
Names of codes are those of the year where a change was known; items that a year did not have yet may occur.

What the documents cannot show: reports whose figures contradict each other, scans, evaluation forms, and a province
that nobody thought of.
"""
