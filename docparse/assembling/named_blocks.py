"""Rows that print the name of a block of columns: 预算数 and 决算数 at their side, the same figures in each.

Most provinces print the two blocks of the “三公” form beside each other, with their names above them; some print them
below each other. What a row says of itself is what the label above its columns would say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.assembling.cells import Tree
    from docparse.grammars.model import Form


def name_blocks(rows: Sequence[Tree], columns: list[Tree], form: Form) -> list[Tree]:
    """The columns of a table; the Cells of rows that name a block of columns are put into the columns of that block."""
    printed = {column["key"] for column in columns}
    named = [keys_by_name(row["name"]["value"], printed, form) if row["name"] else {} for row in rows]
    if not any(key != other for keys in named for key, other in keys.items()):
        return columns
    tops = {column.key: column.paths[0][0] for column in form.columns}
    made: dict[str, Tree] = {}
    for keys in named:
        for column in columns:
            key = keys.get(column["key"], column["key"])
            path = column["path"] if key == column["key"] else [tops[key], *column["path"][1:]]
            made.setdefault(key, column | {"key": key, "path": path})
    for row, keys in zip(rows, named, strict=True):
        # Its own columns come first: the places of its values are counted among them.
        row["cells"] = {keys.get(key, key): _renamed(cell, keys) for key, cell in row["cells"].items()}
        row["cells"] |= {key: None for key in made if key not in row["cells"]}
        row["unsettled"] = [keys.get(key, key) for key in row["unsettled"]]
    return list(made.values())


def keys_by_name(name: str, printed: set[str], form: Form) -> Mapping[str, str]:
    """The key of each printed column → that of the column in its place of the block that a row names.

    Args:
        name: What the row prints as its name, such as 2031年预算数.
        printed: The keys of the columns that the header prints.
        form: The form, whose paths begin with the names of its blocks.
    """
    if form.rows != "single":
        return {}
    folded = fold(name)
    paths = {path: column.key for column in form.columns for path in column.paths if len(path) > 1}
    block = max((path[0] for path in paths if folded.endswith(fold(path[0]))), key=len, default=None)
    found: dict[str, str] = {}
    for path, key in paths.items():
        other = paths.get((block, *path[1:])) if block else None
        if key in printed and other is not None:
            found.setdefault(key, other)
    # Where the header prints both blocks, the name of a row says nothing new.
    return {} if any(other in printed for key, other in found.items() if other != key) else found


def _renamed(cell: Tree | None, keys: Mapping[str, str]) -> Tree | None:
    if cell is None or not cell.get("alternatives"):
        return cell
    others = [each | {"column": keys.get(each["column"], each["column"])} for each in cell["alternatives"]]
    return cell | {"alternatives": others}
