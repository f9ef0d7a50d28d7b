"""Patterns of what indicator rows print: tails of level cells, points, dates, units made of units.

Each pattern is linear and stands beside examples that match and examples that must not.
"""

from __future__ import annotations

import re

from docparse.patterns import pattern

# 数量指标 is the word 数量 with its suffix; 等 may follow both.
SUFFIX = "指标"
TAIL = "等"

# What may follow a level word: 等, and the weight of a level-1 cell in brackets (text folded).
LEVEL_TAIL = pattern(r"(?:等?\((?P<weight>\d{1,3}(?:\.\d{1,3})?)[分%]?\)|等)$", re.ASCII)
LEVEL_TAIL_MATCHES = ("等", "(50分)", "等(12.5)")
LEVEL_TAIL_MISSES = ("(分)", "等于")

# The beginning of such a tail, for words that are torn.
LEVEL_TAIL_BEGUN = pattern(r"等?(?:\([\d.]*[分%]?\)?)?", re.ASCII)
LEVEL_TAIL_BEGUN_MATCHES = ("", "等", "(5", "(50分", "(50分)")
LEVEL_TAIL_BEGUN_MISSES = ("分", "(人")
# All that may stand in it.
LEVEL_TAIL_LETTERS = frozenset("0123456789.()等分%")

# The same tail where brackets are as printed.
PRINTED_TAIL = pattern(r"等?[(（]\d{1,3}(?:\.\d{1,3})?[分%]?[)）]|等", re.ASCII)
PRINTED_TAIL_MATCHES = ("等", "（50分）", "等(7.5分)")
PRINTED_TAIL_MISSES = ("（50", "培训")

# The weight behind the name of a level-1 cell, as printed, and one that a page end tore from its name.
WEIGHT_BEHIND = pattern(r"[(（]\d{1,3}(?:\.\d{1,3})?[分%]?[)）]$", re.ASCII)
WEIGHT_BEHIND_MATCHES = ("产出指标（50分）", "效益(30)")
WEIGHT_BEHIND_MISSES = ("产出指标", "（一）产出")
WEIGHT_IN_POINTS = pattern(r"[(（]\d{1,3}(?:\.\d{1,3})?分[)）]$", re.ASCII)
WEIGHT_IN_POINTS_MATCHES = ("目标任务(15分)", "(5分)")
WEIGHT_IN_POINTS_MISSES = ("目标任务(15)", "目标任务(15%)", "(5分)目标")
# What it stands behind where the word is unknown.
PLAIN_NAME = pattern(r"[一-鿿]{2,12}")
PLAIN_NAME_MATCHES = ("目标任务",)
PLAIN_NAME_MISSES = ("目", "3号目标")
# Points in a column of their own.
POINTS_ALONE = pattern(r"\d{1,3}(?:\.\d{1,2})?分?", re.ASCII)
POINTS_ALONE_MATCHES = ("50", "7.5", "20分")
POINTS_ALONE_MISSES = ("50%", "3座", "≥50")
# The weight in points with blanks around its number, which are no border of cells, and a unit that goes on behind its
# dot; and the pieces of a line that holds such a one.
SPACED_POINTS = pattern(r"[(（](?: \d{1,3} ?|\d{1,3} )分[)）]|\S· (?=[^\s\d])", re.ASCII)
SPACED_POINTS_MATCHES = ("目标任务( 15 分)", "目标任务（15 分）", "元/人· 天")
SPACED_POINTS_MISSES = ("目标任务(15分)", "15 分", "( 15)", "元/人· 12", "· 天")
PIECE = pattern(r"(?:[(（] ?\d{1,3} ?分[)）]|(?<=\S)· (?=[^\s\d])|\S)+", re.ASCII)
PIECE_MATCHES = ("目标任务( 15 分)", "目标", "元/人· 天")
PIECE_MISSES = (" ", "")
LONE_WEIGHT = pattern(r"[(（]\d{1,3}(?:\.\d{1,3})?分[)）]", re.ASCII)
LONE_WEIGHT_MATCHES = ("（50分）", "(7.5分)")
LONE_WEIGHT_MISSES = ("(2)", "50分")

# The number that a name begins with: 指标1：培训人数.
NAME_NUMBER = pattern(r"(?:指标)?(?:\d{1,2}[.．、：:]|[(（]\d{1,2}[)）]|[①-⑳])(?=\D)", re.ASCII)
NAME_NUMBER_MATCHES = ("指标1：培训人数", "3.培训人数", "（2）培训人数", "①培训人数")
NAME_NUMBER_MISSES = ("3.5万元", "12人", "指标：培训人数", "2031年")
# A number behind 指标 that is printed like those of items: 指标1.培训人数.
SUFFIX_NUMBERED = pattern(r"指标\d{1,2}[.．、](?=\D)", re.ASCII)
SUFFIX_NUMBERED_MATCHES = ("指标1.培训人数", "指标12、培训人数")
SUFFIX_NUMBERED_MISSES = ("指标1：培训人数", "1.培训人数", "指标1.5万元")
# A word for 指标性质 at the end of a name, which is a cell of its own; no end of 稳定性.
NATURE_BEHIND = pattern(r"(?<![稳确固])定性(?:指标)?\Z|定量(?:指标)?\Z")
NATURE_BEHIND_MATCHES = ("资金使用合规定性", "培训人数定量指标")
NATURE_BEHIND_MISSES = ("系统运行稳定性", "定性为主")
# The number that a paragraph of a goal begins with: 目标1：, 2., （3）.
ITEM = pattern(r"(?:目标)?[(（]?(\d{1,2})[.．、：:)）](?=\D)", re.ASCII)
ITEM_MATCHES = ("1.培训人员", "目标2：修缮场馆", "（3）补贴到位")
ITEM_MISSES = ("2031年", "3.5万元", "目标")
# Office programs set a blank between Chinese characters and digits. The blanks inside of these part no cells.
PARTED = pattern(
    r"(?<!\S)[指目]标 \d{1,2}[：:](?=[^\s\d])|\d 分[，。；、]|[(（]\d{1,3}(?:\.\d{1,2})? 分[)）]"
    r"|(?<!\d)\d{4} 年(?!度)(?: \d{1,2} 月(?: \d{1,2} 日)?)?",
    re.ASCII,
)
PARTED_MATCHES = ("指标 1：人数", "目标 2：培训", "（20 分）", "得 5.00 分，否则", "2031 年 6 月 30 日前", "2031 年底")
PARTED_MISSES = ("指标 1", "数量指标 1：培训人数", "5 分 5", "(20", "16 个 16 个", "2031 年度指标值", "12031 年")

# With what a point of a goal begins, and its number.
GOAL_POINT = pattern(r"(?:目标)?[（(]?(\d{1,2})(?:[.．、：:](?!\d)|[）)])", re.ASCII)
GOAL_POINT_MATCHES = ("1.参会", "2、", "目标3：参会", "（4）")
GOAL_POINT_MISSES = ("12.5万元", "2031年", "参会1.")

# What a form prints where an indicator may be filled in: the number of one, or that more may follow.
PLACE_OF_NAME = pattern(r"指标\s?(?:\d{1,2}\s?[:：]?|[:：])|[…⋯]{1,6}|\.{3,12}", re.ASCII)
PLACE_OF_NAME_MATCHES = ("指标2：", "指标1", "指标：", "……", "......", "指标3 :")
PLACE_OF_NAME_MISSES = ("指标", "数量指标", "12", "")
# What it begins with.
PLACE_BEGINS = frozenset("指…⋯.")

# The unit of weights and scores, and one of them: a number with few decimals, perhaps with 分 behind it.
POINT = "分"
POINTS = pattern(r"(\d{1,3}(?:\.\d{1,3})?)分?", re.ASCII)
POINTS_MATCHES = ("10", "12.5", "6.25分")
POINTS_MISSES = ("1,000", "10人", "95%")

# A date that is torn: the text before a gap, a vertical bar, the text behind it.
TORN_DATE = pattern(
    r"[年月]\d{1,2}\|[月日]|\d\|(?:[年月][底末初中]|日前)|\d年\|(?:\d{1,2}月|[底末初])|\d月\|(?:\d{1,2}日|[底末初])",
    re.ASCII,
)
TORN_DATE_MATCHES = ("2031年6|月底前", "2031年|12月", "5月|30日", "5|月底前")
TORN_DATE_MISSES = ("100|年", "3|月", "12|人", "100|100", "8月|10")
# What the text before such a gap ends with.
BEFORE_TORN_DATE = frozenset("0123456789年月")
# And the text behind it begins with.
BEHIND_TORN_DATE = frozenset("0123456789月日底末初中")

# A number that is the year or the month of a date, with what is behind it torn off.
DATE_BEGUN = pattern(r"\d{0,4}[年月]$", re.ASCII)
DATE_BEGUN_MATCHES = ("2031年", "12月")
DATE_BEGUN_MISSES = ("12人", "2031")
# What a date goes on with behind its first number; the first of them behind a year.
DATE_UNITS = ("年", "月", "日", "季度")

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# Operators (one at least is read, several are one), a number, and what may be a unit.
QUANTITY = pattern(rf"(?P<operator>[≥≤><=]{{0,4}})(?P<number>{_NUMBER})(?P<unit>[^\d≥≤><=]{{0,24}})", re.ASCII)
QUANTITY_MATCHES = ("≥95%", "1,234.50", "=28人", ">=0.34万人次/年", "3")
QUANTITY_MISSES = ("≥", "16-24岁", "2031年12月31日", "第3季度", "")
# Two numbers with what may be a unit: 94%-99%.
RANGE = pattern(rf"(?:{_NUMBER})[^\W\d]{{0,3}}%?[-~—–至](?:{_NUMBER})[^\d≥≤><=,。]{{0,12}}", re.ASCII)
RANGE_MATCHES = ("94%-99%", "16-24岁", "3~5个")
RANGE_MISSES = ("≥95%", "12", "2031年6月")
# What makes a number a rough one: 18余万份.
ROUGHLY = "余"

# What joins units to a unit: 元/人·天, 次/每年.
UNIT_PARTS = pattern(r"[/、·*.()每]")
UNIT_PARTS_MATCHES = ("/", "每")
UNIT_PARTS_MISSES = ("人", "次")

# Two numbers in one word, the first with its unit: cells of a row that nothing parts. No date and no range is so.
GLUED_NUMBERS = pattern(r"[0-9](?:%|[^\W\d_年月日时点至第]{1,4})[0-9]")
GLUED_NUMBERS_MATCHES = ("100%22否", "≥200次210次", "5个10")
GLUED_NUMBERS_MISSES = ("2031年6月", "94%-99%", "12人次", "第3")
# A weight and the same score in one word, perhaps with a short remark behind them.
POINTS_TWICE = pattern(r"(?<!\S)([1-9][0-9]|[1-9]?[0-9]\.[0-9])\1[^\W\d_]{0,3}(?!\S)")
POINTS_TWICE_MATCHES = ("2020无", "7.57.5", "1010")
POINTS_TWICE_MISSES = ("2031", "20 20", "55", "2020年度预算")
# Points as they are printed without white space around them: at most a hundred, no digit that means nothing in front.
GLUED_POINTS = pattern(r"(?:100|[1-9]\d|\d)(?:\.\d{1,2})?", re.ASCII)
GLUED_POINTS_MATCHES = ("100", "22.5", "0", "0.75")
GLUED_POINTS_MISSES = ("020", "101", ".5", "2.125")
# What may be a unit: so many characters behind a digit.
UNIT_BEHIND = pattern(r"(?<=[0-9])(?:%|[^\W\d_][^\d\s≥≤><=。，；]{0,7})")
# A number that begins with digits which mean nothing, and a date that is a target.
ZEROS_FIRST = pattern(r"0\d", re.ASCII)
ZEROS_FIRST_MATCHES = ("00", "020")
ZEROS_FIRST_MISSES = ("0.5", "10")
GLUED_DATE = pattern(
    r"[≥≤><=]{0,2}(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?)(?:年?[底末初])?(?:[之以]?[前内])?(?:完成)?",
    re.ASCII,
)
GLUED_DATE_MATCHES = ("2031年12月", "12月底", "≤2031年6月30日前", "2031年9月完成")
GLUED_DATE_MISSES = ("12人", "2031", "3年")
# An amount of the funds and a rate, printed so.
GLUED_AMOUNT = pattern(r"-?(?:\d{1,3}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d{2})?", re.ASCII)
GLUED_AMOUNT_MATCHES = ("1,200.50", "0.00", "0", "98")
GLUED_AMOUNT_MISSES = ("00.00", "98.5", "98%")
RATE = pattern(r"(?:[1-9]\d{0,3}|0)(?:\.\d{1,2})?%", re.ASCII)
RATE_MATCHES = ("98.5%", "100%")
RATE_MISSES = ("098.5%", "98.5")
BARE_RATE = pattern(r"(?:[1-9]\d{0,2}|0)\.\d{1,2}", re.ASCII)
BARE_RATE_MATCHES = ("98.5", "100.00")
BARE_RATE_MISSES = ("098.5", "98", "98.5%")
NUMBER_IN_WORDS = pattern(r"\d+", re.ASCII)
NUMBER_IN_WORDS_MATCHES = ("2031", "第3")
NUMBER_IN_WORDS_MISSES = ("三",)
# A word that is a target or what was reached, with its unit, or a month: two such beside each other are two cells.
MEASURE = pattern(
    r"[≥≤><=]{0,2}[0-9][0-9,.]*(?P<unit>%|(?![年月日])[^\W\d_]{1,4}(?:[/·][^\W\d_]{1,3})?)"
    r"|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?[底前]{0,2}"
)
MEASURE_MATCHES = ("≥99%", "12个", "≥150万次", "500元/亩", "2031年6月底前")
MEASURE_MISSES = ("2031年", "第3", "12", "≥")
