"""Views of a report: the same tree with less in each Cell. Not second schemas."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from docparse.schema.cells import Cell

_WITHOUT = frozenset({"raw", "spans"})
_LEFT_OUT_IF_FALSY = frozenset(name for name, field in Cell.model_fields.items() if field.exclude_if is not None)


def plain(model: BaseModel) -> dict[str, Any]:
    """The tree of a model with each Cell replaced by its value; blanks and no-value marks are None."""
    return _tree(model, lambda cell: cell.value)


def without_spans(model: BaseModel) -> dict[str, Any]:
    """The tree of a model with Cells that have no raw and no spans; the spans of everything else stay."""
    return _tree(model, _cell_without_spans)


def _cell_without_spans(cell: Cell) -> dict[str, Any]:
    return {
        name: _branch(content, _cell_without_spans)
        for name, content in cell
        if name not in _WITHOUT and (content or name not in _LEFT_OUT_IF_FALSY)
    }


def _tree(model: BaseModel, of_cell: Callable[[Cell], object]) -> dict[str, Any]:
    return {name: _branch(content, of_cell) for name, content in model}


def _branch(node: object, of_cell: Callable[[Cell], object]) -> object:
    # The models are walked, not their dump: caller's metadata that looks like a Cell is left alone.
    if isinstance(node, Cell):
        return of_cell(node)
    if isinstance(node, BaseModel):
        return _tree(node, of_cell)
    if isinstance(node, (tuple, list)):
        return [_branch(item, of_cell) for item in node]
    if isinstance(node, dict):
        return {key: _branch(item, of_cell) for key, item in node.items()}
    return node
