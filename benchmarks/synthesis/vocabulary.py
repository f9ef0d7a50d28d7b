"""Codes and names that the made-up departments are made of, by fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

# Functional classes in the order of the summaries, with the first year that prints them.
CLASS_ORDER = {
    "201": ("一般公共服务支出", 0),
    "202": ("外交支出", 0),
    "203": ("国防支出", 0),
    "204": ("公共安全支出", 0),
    "205": ("教育支出", 0),
    "206": ("科学技术支出", 0),
    "207": ("文化旅游体育与传媒支出", 0),
    "208": ("社会保障和就业支出", 0),
    "210": ("卫生健康支出", 0),
    "211": ("节能环保支出", 0),
    "212": ("城乡社区支出", 0),
    "213": ("农林水支出", 0),
    "214": ("交通运输支出", 0),
    "215": ("资源勘探工业信息等支出", 0),
    "216": ("商业服务业等支出", 0),
    "217": ("金融支出", 0),
    "219": ("援助其他地区支出", 0),
    "220": ("自然资源海洋气象等支出", 0),
    "221": ("住房保障支出", 0),
    "222": ("粮油物资储备支出", 0),
    "223": ("国有资本经营预算支出", 2020),
    "224": ("灾害防治及应急管理支出", 0),
    "229": ("其他支出", 0),
    "231": ("债务还本支出", 0),
    "232": ("债务付息支出", 0),
    "234": ("抗疫特别国债安排的支出", 2020),
}
# Classes that Shanghai's summaries leave out.
_NO_DEBT_SERVICE = ("231", "232")
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Archetype:
    """A sort of department with the functions that it spends on."""

    name: str
    basic: tuple[str, ...]
    project: tuple[str, ...]
    fund: tuple[str, ...]
    capital: tuple[str, ...]


def functions(year: int) -> dict[str, str]:
    """Names of the functional codes (类, 款, 项) as a form of that year prints them."""
    names: dict[str, str] = {}
    for code, name, *since in records("functions.tsv"):
        if not since or int(since[0]) <= year:
            names[code] = name
    return names


def economics(year: int) -> dict[str, str]:
    """Names of the economic codes that a form of that year prints."""
    names: dict[str, str] = {}
    for code, name, *bounds in records("economics.tsv"):
        first, last = (*bounds, "", "")[:2]
        if (not first or int(first) <= year) and (not last or year <= int(last)):
            names[code] = name
    return names


def archetypes() -> tuple[Archetype, ...]:
    """All sorts of departments."""
    return tuple(
        Archetype(name, *(tuple(field.split()) for field in (fields + [""] * 4)[:4]))
        for name, *fields in map(list, records("departments.tsv"))
    )


def classes(year: int, place: str) -> dict[str, str]:
    """The functional classes that the summaries of a year list, code to name, in printed order."""
    named = functions(year)
    left_out = _NO_DEBT_SERVICE if place == "split" else ()
    return {
        code: named.get(code, name)
        for code, (name, since) in CLASS_ORDER.items()
        if since <= year and code not in left_out
    }


def enumerate_name(number: int, name: str) -> str:
    """The name with its Chinese number: 21 and 其他支出 give 二十一、其他支出."""
    tens, ones = divmod(number, 10)
    written = ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (
        _DIGITS[ones - 1] if ones else ""
    )
    return f"{written}、{name}"


@cache
def records(file: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a data file in fields; comments left out."""
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
