"""Cover, contents and prose around the tables; its figures are those of the accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.variants import Manner


def opening_lines(accounts: Accounts, manner: Manner, titles: Sequence[str]) -> tuple[str, ...]:
    """Cover title, contents and the first part."""
    contents = ["第一部分 部门概况", "一、部门职责", "二、机构设置"]
    tables = [f"{manner.year}年度部门决算表"]
    tables += [f"{_ordinal(number)}、{title}" for number, title in enumerate(titles, start=1)]
    prose = [f"第二部分 {manner.year}年度部门决算情况说明", "第三部分 名词解释"]
    contents += tables + prose if manner.tables_first else prose + tables
    return (
        accounts.department,
        f"{manner.year}年度部门决算",
        "目录",
        *contents,
        "第一部分 部门概况",
        "一、部门职责",
        f"{accounts.department}贯彻落实党中央、国务院有关方针政策和决策部署，拟订本行政区域有关规划并组织实施，"
        "承担有关公共服务、监督管理和统计分析工作，完成交办的其他任务。",
        "二、机构设置",
        f"{accounts.department}内设机构6个，包括：办公室、综合科、业务一科、业务二科、法规科、财务科。"
        f"纳入{manner.year}年度部门决算编制范围的单位共{len(accounts.units) + 1}个，包括：",
    )


def situation_lines(accounts: Accounts, manner: Manner) -> tuple[str, ...]:
    """The explanation of the accounts and the terms."""
    year, unit = manner.year, manner.unit

    def said(value: int) -> str:
        return (manner.printer.amount(value) if value else "0.00") + unit

    received = accounts.total(lambda e: e.income)
    spent = accounts.total(lambda e: e.expenditure)
    opening = accounts.total(lambda e: e.opening)
    fiscal = accounts.total(lambda e: e.income_basic + e.income_project)
    basic, project = accounts.total(lambda e: e.basic), accounts.total(lambda e: e.project)
    total = received + accounts.used_balance + opening
    general = accounts.total(lambda e: e.expenditure, budgets=("general",))
    final = {name: figures[2] for name, figures in accounts.travel.items()}
    share = f"{fiscal * 100 / received:.2f}%" if received else "0.00%"
    return (
        f"第二部分 {year}年度部门决算情况说明",
        "一、收入支出决算总体情况说明",
        f"{year}年度收、支总计均为{said(total)}，收入支出决算总表反映了本部门全部收支情况，详见所附各表。",
        "二、收入决算情况说明",
        f"{year}年度本年收入合计{said(received)}，其中：财政拨款收入{said(fiscal)}，占{share}。",
        "三、支出决算情况说明",
        f"{year}年度本年支出合计{said(spent)}，其中：基本支出{said(basic)}，项目支出{said(project)}。",
        "四、一般公共预算财政拨款支出决算情况说明",
        f"{year}年度一般公共预算财政拨款支出{said(general)}，具体情况见《一般公共预算财政拨款支出决算表》。",
        "五、“三公”经费支出决算情况说明",
        f"{year}年度“三公”经费支出决算{said(sum(final.values()))}，其中：因公出国（境）费{said(final['abroad'])}，"
        f"公务用车购置及运行维护费{said(final['purchase'] + final['operation'])}，"
        f"公务接待费{said(final['reception'])}。",
        "第三部分 名词解释",
        "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
        "二、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    )


def _ordinal(number: int) -> str:
    digits = "一二三四五六七八九十"
    return digits[number - 1] if number <= 10 else "十" + digits[number - 11]
