"""What documents are made of: pieces of the corpus, words of the shipped forms, amounts, sentences, odd characters."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from benchmarks.documents import CORPUS

if TYPE_CHECKING:
    from random import Random

SHORTEST, LONGEST = 60, 4_000
# Most pieces are short, so that many are read in a given time.
_USUAL = (40, 60, 100, 150, 250, 400, 700)

SUBJECTS = ("本年收入", "基本支出", "项目支出", "财政拨款收入", "公务接待费", "河道清淤", "培训人数", "年末结转和结余")
SENTENCES = (
    "{subject}{amount}万元，比上年增加{amount}万元，增长{rate}%，主要原因是{subject}增加。",
    "{year}年度{subject}合计{amount}万元，其中：{subject}{amount}万元，占{rate}%；{subject}{amount}万元，占{rate}%。",
    "{subject}年初预算为{amount}万元，支出决算为{amount}万元，完成年初预算的{rate}%。",
    "{subject}、{subject}分别为{amount}万元、{amount}元，与上年持平。",
    "（{count}）{subject}{count}个、{count}人次，未发生{subject}。",
    "{count}.{subject}（类）{subject}（款）{subject}（项）。{year}年决算数为{amount}亿元，减少{amount}万元。",
    "说明：{subject}≥{rate}%，实际完成{rate}％，得分{count}分",
)
HEADINGS = (
    "第{count}部分 情况说明",
    "一、{subject}情况",
    "（二）{subject}",
    "{count}、名词解释",
    "目录",
    "{subject}…{count}",
)
HEAD_MARKS = (
    *(
        "公开{count}表",
        "金额单位：万元",
        "单位：元",
        "部门：青溪县气象站",
        "{year}年度",
        "附表{count}",
        "注：本表反映{subject}。",
    ),
    *(
        "栏次 1 2 3 4 5 6",
        "栏次",
        "行次",
        "合计",
        "总计",
        "其中：",
        "小计",
        "- {count} -",
        "第 {count} 页 共 {count} 页",
        "续表",
    ),
)
MARKS = "—-/△*()（）[]【】<>《》“”\"'，。；：、,.;:|｜$￥%％‰~…·#&@!?\\^_`{}=+≥≤"
ODD = (
    *"\0\x0b\x0c\x1c\x85\u2028\u2029\r\x7f\ufeff\ufffd\ufffe\u200b\u200d\u00ad\u2060\u202e\u202d\u2066\u2069\u0301\u0e33",
    *"\u20dd\u3099\u00a0\u3000\u2003\ue000\uf8ff\U000f0000\U0001f600\U00020000\uf9dc\u2f00\u2ed8\ud800\udfff",
    *"①Ⅻ㎡ﷺ٣०²½１．，％（〇壹İßﬀ",
    *("\r\n", "\x1b[31m"),
)
TAGS = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<br/>", "<p>", "</div>", "<script>", "<", "</"),
    *("<!--", "-->", "<![CDATA[", "<b><i><b>", '<td rowspan="3">', '<td colspan="999999">', "<td rowspan=0>"),
    *('<td colspan="-1" rowspan="x">', "&nbsp;", "&#0;", "&#x110000;", "&#55296;", "&amp;amp;lt;"),
    *("**", "|---|---|", "$\\geq5$", "\\frac{1}{2}", "```", "# "),
)
_ODD_AMOUNTS = (
    *("-{:.2f}", "({:.2f})", "（{:,.2f}）", "△{:.2f}", "{:.0f}", "{:.6f}", "{:,.2f}元", "{:.1f}%", "{:e}", "—"),
)


@cache
def corpus() -> tuple[str, ...]:
    """The texts of the sample reports."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*/source.txt")))


@cache
def accounts() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Of each statutory form its titles, and the labels of its columns and rows."""
    from docparse.grammars.vocabulary import load_vocabulary

    return tuple(
        (
            form.titles,
            (*form.stub_labels, *chain.from_iterable(path for column in form.columns for path in column.paths)),
        )
        for form in load_vocabulary().forms.values()
    )


@cache
def evaluations() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles and labels of all evaluation forms."""
    from docparse.grammars.evaluations import load_evaluations

    forms = load_evaluations().forms
    labels = {label for form in forms for keys in form.labels.values() for words in keys.values() for label in words}
    return tuple(sorted({title for form in forms for title in form.titles})), tuple(sorted(labels))


@cache
def named_codes() -> tuple[tuple[str, str], ...]:
    """Codes of the classifications, each with a name."""
    from docparse.lexicons.load import load_lexicon

    return tuple(sorted((code, names[0]) for code, names in load_lexicon().code_names.items()))


def stretch(die: Random) -> str:
    """A piece of a sample report, most often of a few hundred characters, from the start of a line or from anywhere."""
    text = die.choice(corpus())
    size = die.choice(_USUAL) if die.random() < 0.95 else die.randrange(SHORTEST, LONGEST)
    start = die.randrange(len(text))
    if die.random() < 0.7:
        start = text.rfind("\n", 0, start) + 1
    return text[start : start + size]


def number(die: Random) -> str:
    """A count or an index of up to three digits."""
    return str(die.choice((0, 1, 2, 3, 7, 12, 36, die.randrange(1000))))


def amount(die: Random) -> str:
    """An amount as it is printed somewhere: with separators, in brackets, damaged, or of absurd length."""
    value = die.choice((0, 1, 5, 100, die.randrange(10**3), die.randrange(10**6), die.randrange(10**12))) / 100
    manner = die.random()
    if manner < 0.55:
        return f"{value:.2f}"
    if manner < 0.75:
        return f"{value:,.2f}"
    if manner < 0.97:
        return die.choice(_ODD_AMOUNTS).format(value)
    return die.choice(("9", "1,", "0.", "123")) * die.choice((20, 60, 400)) + ".00"


def filled(template: str, die: Random) -> str:
    """A sentence, heading or mark with its gaps filled."""
    made = template
    for gap, make in _GAPS.items():
        while gap in made:
            made = made.replace(gap, make(die), 1)
    return made


_GAPS = {
    "{subject}": lambda die: die.choice(SUBJECTS),
    "{amount}": amount,
    "{rate}": lambda die: f"{die.randrange(20_000) / 100:.2f}",
    "{year}": lambda die: str(die.choice((1999, 2022, 2023, 2031, 0, 20233))),
    "{count}": number,
}
