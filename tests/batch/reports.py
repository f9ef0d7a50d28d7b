"""Made-up reports that cost next to nothing to read, folders of them, and what a batch has left behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from docparse.batch.manifest import NAME

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """\
{department}{year}年度部门决算公开说明

支出决算表
公开03表
部门：{department}\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
栏次\t\t1\t2\t3\t4\t5\t6
\t合计\t{total}\t{basic}\t{project}\t0.00\t0.00\t0.00
213\t农林水支出\t{total}\t{basic}\t{project}\t0.00\t0.00\t0.00
2130104\t事业运行\t{total}\t{basic}\t{project}\t0.00\t0.00\t0.00
"""


def report(number: int, *, year: int = 2031) -> str:
    """A report of its own for each number."""
    basic, project = 6005 + 17 * number, 1310 + 29 * number
    return REPORT.format(
        department=f"青石县第{number}茶园管理所",
        year=year,
        total=_printed(basic + project),
        basic=_printed(basic),
        project=_printed(project),
    )


def folder_of(path: Path, count: int) -> Path:
    """A folder with reports of different bytes, ``r000.txt`` and so on."""
    path.mkdir()
    for number in range(count):
        (path / f"r{number:03d}.txt").write_text(report(number), encoding="utf-8")
    return path


def files_of(out: Path) -> dict[str, bytes]:
    """All results of a batch by their names."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith((NAME, ".lock"))
    }


def rows_of(out: Path, query: str) -> list[tuple[Any, ...]]:
    """What the manifest answers."""
    with closing(sqlite3.connect(out / NAME)) as connection:
        return connection.execute(query).fetchall()


# All that a manifest says of inputs and results but how long they took and which run met them.
STATE = (
    "SELECT position, place, sha256, bytes, metadata, outcome, duplicate_of, error, message, version, knowledge,"
    " options FROM document ORDER BY position",
    "SELECT * FROM report ORDER BY position, number",
    "SELECT * FROM report_table ORDER BY position, number, table_id",
    "SELECT * FROM balance ORDER BY position, number, kind, item",
    "SELECT * FROM part_line ORDER BY part, line",
    "SELECT count(*) FROM staged",
)


def state_of(out: Path) -> list[list[tuple[Any, ...]]]:
    """Everything that two manifests of the same inputs have in common."""
    return [rows_of(out, query) for query in STATE]


def _printed(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}"
