"""Lines of a site or a page that may stand anywhere, also between two rows of a table: navigation, running heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

# Such a line is short; what is longer is text.
LONGEST = 100
_SITE = pattern(
    r"[\s【\[（(|]*(?:"
    r"(?:您?(?:现在|当前|目前)?(?:的|所在)*位置)\s*[:：].*[>》›→/]"
    r"|(?:发布|发文|更新|归档|发稿)(?:时间|日期)\s*[:：]\s*\d{4}\s*[-年./]"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]"
    r"|(?:信息|文章)?来源\s*[:：].{0,40}(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]"
    r"|字(?:体|号)\s*[:：\s]*[大中小特 \[\]【】|]{2,}"
    r"|打印(?:本页|页面|文章|此页)|关闭(?:窗口|本页)|返回(?:顶部|首页|列表)"
    r"|扫一扫.{0,16}(?:打开|分享|关注|查看|访问)"
    r"|分享(?:到|至)\s*[:：]"
    r"|附件\s*\d{0,2}\s*[:：].*\.(?:xlsx?|docx?|pdf|et|wps|zip|rar)\b"
    r")"
)
_SITE_MATCHES = (
    "当前位置：首页 > 政务公开",
    "您现在的位置：首页>>财政信息",
    "发布时间：2032-09-14 10:12 来源：本站",
    "浏览次数：35",
    "【字体：大 中 小】",
    "【打印本页】 【关闭窗口】",
    "来源：本站 点击数：12",
    "扫一扫在手机打开当前页",
    "附件：部门决算公开表.xlsx",
)
_SITE_MISSES = (
    "位置：望川县中心街12号",
    "发布时间：按年度",
    "打印费 12.00",
    "来源：上级补助 3.00",
    "字体设计费 1.00",
    "关闭矿井补助 5.00",
    "附件：部门决算公开表",
)
# The name of the report as pages carry it at their head, and a word of it.
_ACCOUNTS = "决算"
_RUNNING_HEAD = pattern(
    r"\s*[^\s\d，。；：,;:]{0,30}\s?20\d{2}\s?年度?\s?(?:[^\s\d，。；：,;:]{0,24})?(?:部门|单位)决算(?:公开|报告|说明)?(?:文本|材料)?\s*"
)
_RUNNING_HEAD_MATCHES = ("2031年度部门决算公开", "望川县浮标管理所2031年度部门决算", "2031年度望川县浮标管理所部门决算")
_RUNNING_HEAD_MISSES = ("2031年度决算数", "2031年度收入支出决算", "2031年度部门决算情况说明：", "决算 2031年度 5.00")


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines but for those of the site (where it stands, when it was put there, buttons) and running heads."""
    return tuple(line for line in lines if len(line.text) > LONGEST or not _is_furniture(line.text))


def _is_furniture(text: str) -> bool:
    return _SITE.match(text) is not None or (_ACCOUNTS in text and _RUNNING_HEAD.fullmatch(text) is not None)
