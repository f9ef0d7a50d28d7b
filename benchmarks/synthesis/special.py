"""“三公” forms in their shapes, the form of state-owned assets, and that of procurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.synthesis.forms import Cell, Column, Form, Row, head_rows, numeric, truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.synthesis.accounts import Accounts
    from benchmarks.synthesis.variants import Manner

    Item = tuple[str, Sequence[int | str | None]]

_MARK = "—"
_LEAVES = ("abroad", "purchase", "operation", "reception")


def across(accounts: Accounts, manner: Manner) -> Form:
    """“三公”经费支出决算表: one row of six budget and six final figures, after each other or in pairs."""
    late = accounts.year >= 2022
    upkeep = "运行维护费" if late or manner.place == "split" else "运行费"
    vehicles = f"公务用车购置及{upkeep}"
    items = (
        ("total", ("合计",), _LEAVES),
        ("abroad", ("因公出国（境）费",), ("abroad",)),
        ("vehicles", (vehicles, "小计"), ("purchase", "operation")),
        ("vehicles.purchase", (vehicles, "公务用车购置费"), ("purchase",)),
        ("vehicles.operation", (vehicles, f"公务用车{upkeep}"), ("operation",)),
        ("reception", ("公务接待费",), ("reception",)),
    )
    year = f"{accounts.year}年度" if manner.dated else ""
    stages = (("budget", f"{year}预算数", 1), ("final", f"{year}决算数", 2))
    paired = manner.place == "split"
    order = [(s, i) for i in items for s in stages] if paired else [(s, i) for s in stages for i in items]
    columns = tuple(
        Column(f"{stage}.{key}", (*path, label) if paired else (label, *path), str(n) if manner.column_numbers else "")
        for n, ((stage, label, _), (key, path, _)) in enumerate(order, start=1)
    )
    amounts = (sum(accounts.travel[leaf][at] for leaf in leaves) for (_, _, at), (_, _, leaves) in order)
    printed = manner.printer.amounts(amounts)
    head = head_rows([path for _, path, _ in items for _ in stages] if paired else [c.path for c in columns])
    if paired:
        head += (tuple(Cell(label) for (_, label, _), _ in order),)
    if manner.column_numbers:
        head += (tuple(Cell(column.number) for column in columns),)
    scope = "财政拨款" if late or paired else "一般公共预算财政拨款"
    note = f"注：本表反映部门本年度{scope}“三公”经费支出预决算情况。"
    if not paired:
        note += "其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；"
        note += "决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"
    rows = (Row("", "", "", "", tuple(map(truth, printed))),)
    title = f"{scope}“三公”经费支出决算表"
    return Form("three_public", title, columns, rows, head, (numeric(printed),), (14,) * 12, (note,))


def down(accounts: Accounts, manner: Manner) -> Form:
    """“三公”经费、行政参公单位机关运行经费情况表: items down the page, then counts, then 机关运行经费."""
    counts = accounts.counts
    operating = accounts.total(lambda e: e.operating, budgets=("general",))
    agencies = accounts.agency_share
    lines: list[Item] = [("一、“三公”经费支出", (_MARK,) * 3)]
    lines += _travel_lines(accounts)
    lines.append(("（二）相关统计数", (_MARK,) * 3))
    tally = (
        ("1．因公出国（境）团组数（个）", "groups"),
        ("2．因公出国（境）人次数（人）", "travellers"),
        ("3．公务用车购置数（辆）", "purchased"),
        ("4．公务用车保有量（辆）", "vehicles"),
        ("5．国内公务接待批次（个）", "batches"),
        ("其中：外事接待批次（个）", ""),
        ("6．国内公务接待人次（人）", "guests"),
        ("其中：外事接待人次（人）", ""),
        ("7．国（境）外公务接待批次（个）", ""),
        ("8．国（境）外公务接待人次（人）", ""),
    )
    lines += [(name, (_MARK, _MARK, str(counts.get(key, 0)))) for name, key in tally]
    lines += [
        ("二、机关运行经费", (_MARK, _MARK, operating)),
        ("（一）行政单位", (_MARK, _MARK, agencies)),
        ("（二）参照公务员法管理事业单位", (_MARK, _MARK, operating - agencies)),
    ]
    title = "“三公”经费、行政参公单位机关运行经费情况表"
    notes = (
        "注：1．“三公”经费为单位使用财政拨款安排的支出，包括当年财政拨款和以前年度财政拨款结转结余资金安排的实际支出。",
        "2．“机关运行经费”填列行政单位和参照公务员法管理的事业单位财政拨款基本支出中的公用经费支出。",
    )
    form = Form("three_public_and_operating", ("财政拨款" if accounts.year >= 2023 else "") + title, (), (), (), (), ())
    return _items(accounts, manner, form, lines, notes)


def general(accounts: Accounts, manner: Manner) -> Form:
    """一般公共预算“三公”经费情况表: the same items without counts."""
    lines = [("“三公”经费支出", (_MARK,) * 3), *_travel_lines(accounts)]
    note = "注：本表所列“三公”经费为单位使用一般公共预算财政拨款安排的支出。"
    form = Form("three_public_general", "一般公共预算“三公”经费情况表", (), (), (), (), ())
    return _items(accounts, manner, form, lines, (note,))


def _travel_lines(accounts: Accounts) -> list[Item]:
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


def _items(accounts: Accounts, manner: Manner, form: Form, lines: Sequence[Item], notes: tuple[str, ...]) -> Form:
    """A form of items down the page; since 2023 with the full-year budget."""
    stages = [("initial_budget", "预算数"), ("full_year_budget", "全年预算数"), ("final", "决算统计数")]
    chosen = (0, 1, 2) if accounts.year >= 2023 else (0, 2)
    columns = tuple(Column(stages[at][0], (stages[at][1],), str(n)) for n, at in enumerate(chosen, start=1))
    head = head_rows([("项目",), ("行次",), *(column.path for column in columns)])
    head += ((Cell("栏次"), Cell(""), *(Cell(column.number) for column in columns)),)
    rows, body = [], []
    for number, (name, amounts) in enumerate(lines, start=1):
        values = tuple(v if isinstance(v, str) else manner.printer.amount(v) for v in (amounts[at] for at in chosen))
        rows.append(Row("", str(number), "", name, tuple(map(truth, values))))
        body.append((Cell(name), Cell(str(number), numeric=True), *numeric(values)))
    widths = (40, 6, *([16] * len(columns)))
    return Form(form.kind, form.title, columns, tuple(rows), head, tuple(body), widths, notes)


def assets(accounts: Accounts, manner: Manner) -> Form:
    """国有资产占有使用情况表: original values; since 2022 net values too, and a shorter title."""
    both = accounts.year >= 2022
    found = _asset_columns(accounts, both=both)
    columns = tuple(Column(key, path, str(number)) for number, (key, path, _) in enumerate(found, start=1))
    head = head_rows([("项目",), ("行次",), *(column.path for column in columns)])
    head += ((Cell("栏次"), Cell(""), *(Cell(column.number) for column in columns)),)
    printed = manner.printer.amounts(value for _, _, value in found)
    body = ((Cell("合计"), Cell("1", numeric=True), *numeric(printed)),)
    rows = (Row("", "1", "", "合计", tuple(map(truth, printed))),)
    total = "资产总额＝流动资产＋固定资产＋对外投资／有价证券＋在建工程＋无形资产＋其他资产"
    notes: tuple[str, ...] = (f"注：1.{total}", "2.填报金额为资产“账面原值”。")
    if both:
        net = total.replace("固定资产", "固定资产（净值）").replace("无形资产", "无形资产（净值）")
        notes = (f"注：{net.replace('其他资产', '其他资产（净值）')}",)
    title = "国有资产使用情况表" if both else "国有资产占有使用情况表"
    return Form("state_assets", title, columns, rows, head, body, (10, 6, *([13] * len(columns))), notes)


def _asset_columns(accounts: Accounts, *, both: bool) -> list[tuple[str, tuple[str, ...], int]]:
    """Key, path and amount; where both values are printed, the total is that of the net values."""
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
    return found


def procurement(accounts: Accounts, manner: Manner) -> Form:
    """政府采购情况表: no kind of the output contract, so printed without a label. A reader must not take it for one."""
    budgets = ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    paths: list[tuple[str, ...]] = []
    for stage in ("采购计划金额", "实际采购金额"):
        paths += [(stage, "总计"), *((stage, "财政性资金", name) for name in budgets), (stage, "非财政性资金")]
    head = head_rows([("项目",), ("行次",), *paths])
    head += ((Cell("栏次"), Cell(""), *(Cell(str(n)) for n in range(1, len(paths) + 1))),)
    body = []
    totals = [0] * len(paths)
    lines: list[tuple[str, list[int]]] = []
    for name in ("货物", "工程", "服务"):
        planned, spent = accounts.procured[name]
        amounts = [planned, planned, planned, 0, 0, 0, spent, spent, spent, 0, 0, 0]
        totals = [a + b for a, b in zip(totals, amounts, strict=True)]
        lines.append((name, amounts))
    for number, (name, amounts) in enumerate([("合计", totals), *lines], start=1):
        body.append((Cell(name), Cell(str(number), numeric=True), *numeric(manner.printer.amounts(amounts))))
    widths = (10, 6, *([13] * len(paths)))
    note = "注：本表反映部门本年度政府采购预算及支出情况。"
    return Form("", "政府采购情况表", (), (), head, tuple(body), widths, (note,))
