"""“三公” forms in their three shapes, and the form of state-owned assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, numeric, truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.variants import Manner

_MARK = "—"
_VEHICLES = "公务用车购置及运行维护费"
_LEAVES = ("abroad", "purchase", "operation", "reception")


def across(accounts: Accounts, manner: Manner) -> Form:
    """“三公”经费支出决算表: one row of six budget and six final figures."""
    items = (
        ("total", ("合计",), _LEAVES),
        ("abroad", ("因公出国（境）费",), ("abroad",)),
        ("vehicles", (_VEHICLES, "小计"), ("purchase", "operation")),
        ("vehicles.purchase", (_VEHICLES, "公务用车购置费"), ("purchase",)),
        ("vehicles.operation", (_VEHICLES, "公务用车运行维护费"), ("operation",)),
        ("reception", ("公务接待费",), ("reception",)),
    )
    columns: list[Column] = []
    values: list[int] = []
    for stage, label, place in (("budget", "预算数", 1), ("final", "决算数", 2)):
        for key, path, leaves in items:
            number = str(len(columns) + 1) if manner.variant.column_numbers else ""
            columns.append(Column(f"{stage}.{key}", (label, *path), number))
            values.append(sum(accounts.travel[leaf][place] for leaf in leaves))
    printed = manner.printer.amounts(values)
    head = head_rows([column.path for column in columns])
    if manner.variant.column_numbers:
        head += (tuple(Cell(column.number) for column in columns),)
    whole = accounts.year >= 2022
    title = "财政拨款“三公”经费支出决算表" if whole else "一般公共预算财政拨款“三公”经费支出决算表"
    note = "注：本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，"
    note += "反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"
    rows = (Row("", "", "", "", tuple(map(truth, printed))),)
    return Form("three_public", title, tuple(columns), rows, head, (numeric(printed),), (14,) * 12, (note,))


def down(accounts: Accounts, manner: Manner) -> Form:
    """“三公”经费、行政参公单位机关运行经费情况表: items down the page, then counts, then 机关运行经费."""
    counts = accounts.counts
    operating = accounts.total(lambda e: e.operating, budgets=("general",))
    agencies = accounts.agency_share
    lines: list[tuple[str, Sequence[int | str | None]]] = [("一、“三公”经费支出", (_MARK,) * 3)]
    lines += _travel_lines(accounts)
    lines.append(("（二）相关统计数", (_MARK,) * 3))
    tally = (
        ("1．因公出国（境）团组数（个）", "groups"),
        ("2．因公出国（境）人次数（人）", "groups"),
        ("3．公务用车购置数（辆）", "groups"),
        ("4．公务用车保有量（辆）", "vehicles"),
        ("5．国内公务接待批次（个）", "batches"),
        ("其中：外事接待批次（个）", "groups"),
        ("6．国内公务接待人次（人）", "guests"),
        ("其中：外事接待人次（人）", "groups"),
        ("7．国（境）外公务接待批次（个）", "groups"),
        ("8．国（境）外公务接待人次（人）", "groups"),
    )
    lines += [(name, (_MARK, _MARK, str(counts[key]))) for name, key in tally]
    lines += [
        ("二、机关运行经费", (_MARK, _MARK, operating)),
        ("（一）行政单位", (_MARK, _MARK, agencies)),
        ("（二）参照公务员法管理事业单位", (_MARK, _MARK, operating - agencies)),
    ]
    title = "“三公”经费、行政参公单位机关运行经费情况表"
    if accounts.year >= 2022:
        title = "财政拨款" + title
    return _items(accounts, manner, "three_public_and_operating", title, lines)


def general(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算财政拨款“三公”经费情况表: the same items without counts."""
    lines = [("“三公”经费支出", (_MARK,) * 3), *_travel_lines(accounts)]
    return _items(accounts, manner, "three_public_general", "一般公共预算财政拨款“三公”经费情况表", lines)


def _travel_lines(accounts: Accounts) -> list[tuple[str, Sequence[int | str | None]]]:
    def of(*leaves: str) -> tuple[int, ...]:
        return tuple(sum(accounts.travel[leaf][place] for leaf in leaves) for place in range(3))

    reception = of("reception")
    return [
        ("（一）支出合计", of(*_LEAVES)),
        ("1．因公出国（境）费", of("abroad")),
        ("2．公务用车购置及运行维护费", of("purchase", "operation")),
        ("（1）公务用车购置费", of("purchase")),
        ("（2）公务用车运行维护费", of("operation")),
        ("3．公务接待费", reception),
        ("（1）国内接待费", (_MARK, _MARK, reception[2])),
        ("其中：外事接待费", (_MARK, _MARK, 0)),
        ("（2）国（境）外接待费", (_MARK, _MARK, 0)),
    ]


def _items(
    accounts: Accounts, manner: Manner, kind: str, title: str, lines: Sequence[tuple[str, Sequence[int | str | None]]]
) -> Form:
    stages = [("initial_budget", "预算数"), ("full_year_budget", "全年预算数"), ("final", "决算统计数")]
    chosen = (0, 1, 2) if accounts.year >= 2022 else (0, 2)
    numbered = manner.variant.line_numbers
    numbers = [str(n) if manner.variant.column_numbers else "" for n in range(1, len(chosen) + 1)]
    columns = tuple(Column(stages[at][0], (stages[at][1],), number) for at, number in zip(chosen, numbers, strict=True))
    lead = [("项目",), ("行次",)] if numbered else [("项目",)]
    head = head_rows([*lead, *(column.path for column in columns)])
    if manner.variant.column_numbers:
        head += ((Cell("栏次"), *([Cell("")] if numbered else []), *map(Cell, numbers)),)
    rows, body = [], []
    for number, (name, amounts) in enumerate(lines, start=1):
        values = tuple(v if isinstance(v, str) else manner.printer.amount(v) for v in (amounts[at] for at in chosen))
        at = str(number) if numbered else ""
        rows.append(Row("", at, "", name, tuple(map(truth, values))))
        body.append((Cell(name), *([Cell(at, numeric=True)] if numbered else []), *numeric(values)))
    notes = (
        "注：1．“三公”经费为单位使用财政拨款安排的支出，包括当年财政拨款和以前年度财政拨款结转结余资金安排的实际支出。",
        "2．“机关运行经费”填列行政单位和参照公务员法管理的事业单位财政拨款基本支出中的公用经费支出。",
    )
    widths = (40, *([6] if numbered else []), *([16] * len(columns)))
    return Form(kind, title, columns, tuple(rows), head, tuple(body), widths, notes)


def assets(accounts: Accounts, manner: Manner) -> Form:
    """国有资产占有使用情况表: original values, since 2023 in the form of twelve net values too."""
    both = manner.variant.name == "twelve" and accounts.year >= 2023
    held = accounts.assets
    fixed_names = ("buildings", "vehicles", "large_equipment", "other_fixed")
    fixed = tuple(sum(held[name][at] for name in fixed_names) for at in (0, 1))
    parts = (held["current"], fixed, held["investments"], held["construction"], held["intangible"], held["other"])
    totals = [sum(part[at] for part in parts) for at in (0, 1)]
    specs = (
        ("fixed", ("固定资产", "小计"), fixed),
        ("fixed.buildings", ("固定资产", "房屋构筑物"), held["buildings"]),
        ("fixed.vehicles", ("固定资产", "车辆"), held["vehicles"]),
        ("fixed.large_equipment", ("固定资产", "单价200万以上大型设备"), held["large_equipment"]),
        ("fixed.other", ("固定资产", "其他固定资产"), held["other_fixed"]),
        ("investments", ("对外投资/有价证券",), held["investments"]),
        ("construction_in_progress", ("在建工程",), held["construction"]),
        ("intangible", ("无形资产",), held["intangible"]),
        ("other", ("其他资产",), held["other"]),
    )
    found: list[tuple[str, tuple[str, ...], int]] = [("total", ("资产总额",), totals[1] if both else totals[0])]
    found += [("original_total", ("资产原值合计",), totals[0])] if both else []
    found.append(("current", ("流动资产",), held["current"][0]))
    for key, path, (original, net) in specs:
        if both and key not in ("investments", "construction_in_progress"):
            found += [(f"{key}.original", (*path, "原值"), original), (f"{key}.net", (*path, "净值"), net)]
        else:
            found.append((key, path, original))
    numbered = manner.variant.column_numbers
    columns = tuple(
        Column(key, path, str(number) if numbered else "") for number, (key, path, _) in enumerate(found, start=1)
    )
    lines = manner.variant.line_numbers
    lead = [("项目",), ("行次",)] if lines else [("项目",)]
    head = head_rows([*lead, *(column.path for column in columns)])
    if numbered:
        head += ((Cell("栏次"), *([Cell("")] if lines else []), *(Cell(column.number) for column in columns)),)
    printed = manner.printer.amounts(value for _, _, value in found)
    body = ((Cell("合计"), *([Cell("1", numeric=True)] if lines else []), *numeric(printed)),)
    rows = (Row("", "1" if lines else "", "", "合计", tuple(map(truth, printed))),)
    notes = ("注：1.资产总额＝流动资产＋固定资产＋对外投资／有价证券＋在建工程＋无形资产＋其他资产",)
    title = "国有资产使用情况表" if both else "国有资产占有使用情况表"
    widths = (10, *([6] if lines else []), *([13] * len(columns)))
    return Form("state_assets", title, columns, rows, head, body, widths, notes)
