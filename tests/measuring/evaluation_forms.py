"""Made-up labels of evaluation forms, and the source and the report in which every field of them is read right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.evaluation_labels import FACTS, ROW_FIELDS, LabelForm, parse_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.evaluation_labels import Entry
    from benchmarks.results import Tree


def _tabbed(*rows: str) -> str:
    """Rows of a label, their blank fields at the end filled up."""
    lines = []
    for row in rows:
        word, *fields = row.split("|")
        blanks = len(ROW_FIELDS.get(word.removeprefix("@"), fields)) - len(fields)
        lines.append("\t".join([word, *fields, *[""] * blanks]) + "\n")
    return "".join(lines)


HEAD = """\
# kind: project
# source_lines: 1-9
# label: 附表9-1
# title: 项目支出绩效自评表
# fiscal_year: 2031
# project_name: 河湖长制巡护经费
# department: 云溪县水务局
# department_code: 417
# implementing_unit: 云溪县水利站
# unit: 万元
# responsibilities:
# overall_goal:
# weight_total: 100
# score_total: 96.50
# grade: 优
# conclusion: 巡护任务如期完成，资金使用规范。
# other_notes: 无
# contact: 水利站 8012
# variant: 云溪
# reader: first reading
# date: 2032-09-14
"""
PROJECT = HEAD + _tabbed(
    "@fund|0|total|年度资金总额|40.00|32.00|24.00|10|75.00|7.5",
    "@fund|1|of_which|当年财政拨款|30.00|22.00|16.00|—|72.73|—",
    "@fund|1|item|其他资金|10.00|10.00|8.00|—|80.00|—",
    "@goal||沿河巡护全覆盖，水质稳中向好。|全年巡护四百次，两处排口完成整改。",
    "@indicator|产出指标|50|数量指标|巡河次数|≥380次|≥|380|次|400次||400|次|30|30.00||巡河办法",
    "@indicator|产出指标|50|时效指标|整改及时率|=100%|=|100|%|90%||90|%|20|19.00|两处排口因汛期延后，已补做。",
    "@indicator|效益指标||社会效益指标|巡河次数|明显提升||||明显提升||||40|40.00",
    "@note|备注：本表由水利站填报。",
)
DEPARTMENT = """\
# kind: department
# source_lines: 1-9
# label:
# title: 部门整体支出绩效自评表
# fiscal_year: 2031
# project_name:
# department: 云溪县水务局
# department_code:
# implementing_unit:
# unit: 万元
# responsibilities: 管理全县水资源，组织河湖巡护。
# overall_goal: 全县河湖水质达标。
# weight_total:
# score_total:
# grade:
# conclusion:
# other_notes:
# contact:
# variant: 云溪部门
# reader: first reading
# date: 2032-09-14
# extra.说明: 无
""" + _tabbed(
    "@goal|2031|水质达标。|水质达标，巡护到位。",
    "@goal|2032|水质再提升。|---",
    "@indicator|产出指标||数量指标|维修泵站|≥3座|≥|3|座|4座||4|座",
    "@task|泵站维修|本级|更换三座泵站的闸门。|12.50|10.00|2.50|10.00|80.00|尾款未付。",
)

_BLOCKS = {"fund": "funds", "goal": "goals", "indicator": "indicators", "task": "tasks"}
# Fields that are plain values.
_PLAIN = frozenset(
    {("fund", "level"), ("fund", "role"), ("goal", "year"), ("indicator", "level1_weight"), ("", "kind")}
    | {("indicator", f"{name}_{part}") for name in ("target", "actual") for part in ("operator", "value", "unit")}
)


def form(text: str = PROJECT, *, file: str = "001.tsv") -> LabelForm:
    """A labelled form."""
    return parse_form(text, file=file)


def replaced(old: str, new: str, *, text: str = PROJECT) -> str:
    """A label of which one part is another one; the part must stand in it once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def written(*texts: str) -> tuple[str, Tree, list[LabelForm]]:
    """The source of some labelled forms, the tree of the report that reads all of it, and labels with their lines.

    Each field stands on a line of its own between the line "表" and the line "完"; a line of prose stands before each
    form.
    """
    source = _Source()
    trees, labels = [], []
    for number, text in enumerate(texts, start=1):
        label = form(text, file=f"{number:03}.tsv")
        source.line("此处为正文。")
        first, start = source.lines + 1, source.characters
        source.line("表")
        trees.append(_tree(label, source, f"{label.facts['kind'].value}-{number}"))
        source.line("完")
        trees[-1]["spans"] = [[start, source.characters]]
        labels.append(label._replace(lines=(first, source.lines)))
    return source.text, {"evaluations": trees, "diagnostics": []}, labels


class _Source:
    """A text that grows line by line."""

    def __init__(self) -> None:
        self.text = ""

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def characters(self) -> int:
        return len(self.text)

    def line(self, text: str) -> None:
        self.text += text + "\n"

    def cell(self, value: str) -> dict[str, Any]:
        start = self.characters
        self.line(value)
        mark = value in ("—", "---")
        status = "not_applicable" if mark else "read"
        return {
            "value": None if mark else value,
            "raw": value,
            "spans": [[start, start + len(value)]],
            "status": status,
        }


def _tree(label: LabelForm, source: _Source, name: str) -> Tree:
    tree = {"id": name, **_fields("", FACTS, label.facts, source), "unit_factor": None}
    for block, rows in label.rows.items():
        tree[_BLOCKS[block]] = [{**_fields(block, ROW_FIELDS[block], row, source), "extra": {}} for row in rows]
    tree["extra"] = {f"备注 {number}": source.cell(text) for number, text in enumerate(label.remarks)}
    tree["grammar"] = {"form": "made-up", "rendering": None, "score": 1.0, "runner_up": None, "margin": 1.0}
    return tree


def _fields(block: str, names: tuple[str, ...], row: Mapping[str, Entry], source: _Source) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        value = row[name].value if name in row else ""
        if (block, name) == ("fund", "level"):
            found[name] = int(value)
        elif (block, name) in _PLAIN:
            found[name] = value or None
        else:
            found[name] = source.cell(value) if value else None
    return found
