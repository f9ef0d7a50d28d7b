"""Made-up final accounts with known truth: departments, forms, print, and what text extractors leave of it.

Nothing here reads a file of docparse or of the corpus (``tests/measuring/test_synthesis_independence.py`` holds it).
``accounts`` makes a department's year in whole 分, so that every sum is exact before it is printed; ``summaries``,
``budgets``, ``economic`` and ``special`` are the forms; ``variants`` says how places print them; ``text``, ``pages``,
``typesetting`` and ``extractors`` make text of them; ``truth`` writes the labels; ``making`` keeps what was made.

After its tables each document has forms of self-evaluation (绩效自评), of the department and of some of its projects:
``evaluation_content`` draws what they say, ``evaluation_manners`` how, out of the layouts in ``data``;
``evaluation_blocks`` and ``evaluation_forms`` fill them in, and ``evaluation_print`` prints them. Their draws have
streams of their own, so that tables and prose are what they were before.

Where the forms come from: titles, order, columns, 栏次, 行次 and notes follow published accounts of departments in
Guizhou and Yunnan (2020, 2023), Hubei (2019) and Shanghai (2019, 2025), and the lists of forms of accounts from Beijing
(2023), Guangdong (2021), Henan, Shaanxi (2020) and Yunnan (2019 to 2023). Not seen in print, and so a guess: the years
in the header of “三公” until 2021, how Beijing prints 政府采购, and ``renamed``, which mixes labels of several places.
Names of codes are those of the year where a change was known; items that a year did not have yet may occur.
The layouts of self-evaluations say in ``data/evaluation_layouts.toml`` what they follow.

What the documents cannot show: tables whose figures contradict each other (one form of self-evaluation in twenty has a
total that its scores do not add up to), scans, and a province that nobody thought of.
"""
