"""Lines of the site that a report was copied from: they may stand anywhere, also between two rows of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.segmenting.lines import Line

# Such a line is short; what is longer is text.
LONGEST = 100
_SITE = re.compile(
    r"[\s【\[（(|]*(?:"
    r"(?:您?(?:现在|当前|目前)?(?:的|所在)*位置)\s*[:：].*[>》›→/]"
    r"|(?:发布|发文|更新|归档|发稿)(?:时间|日期)\s*[:：]\s*\d{4}\s*[-年./]"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]"
    r"|(?:信息|文章)?来源\s*[:：].{0,40}(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]"
    r"|字(?:体|号)\s*[:：\s]*[大中小特 \[\]【】|]{2,}"
    r"|打印(?:本页|页面|文章|此页)|关闭(?:窗口|本页)|返回(?:顶部|首页|列表)"
    r"|扫一扫.{0,16}(?:打开|分享|关注|查看|访问)"
    r"|分享(?:到|至)\s*[:：]"
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
)
_SITE_MISSES = (
    "位置：望川县中心街12号",
    "发布时间：按年度",
    "打印费 12.00",
    "来源：上级补助 3.00",
    "字体设计费 1.00",
    "关闭矿井补助 5.00",
)


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines but for those of the site: where it stands, when it was put there, buttons."""
    return tuple(line for line in lines if len(line.text) > LONGEST or not _SITE.match(line.text))
