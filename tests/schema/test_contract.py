"""The models hold the keys of the contract, in its order, and refuse what it does not allow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

import docparse.schema
from docparse.diagnostics import CATALOGUE
from docparse.schema import DiagnosticRecord, Node, Report
from tests.schema.build import changed, report_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

KEYS = {
    "Alternative": "column value",
    "Cell": "value raw spans status alternatives disputed_by repaired",
    "AmountCell": "value raw spans status alternatives disputed_by repaired",
    "Report": "schema_version producer source complete document_kind scope metadata organization"
    " administrative_division fiscal_year title sections tables evaluations facts checks diagnostics",
    "Producer": "name version knowledge",
    "Source": "name sha256 encoding characters renderings",
    "Section": "level number title spans",
    "DiagnosticRecord": "severity code message spans fields",
    "Table": "id kind form_number title unit department fiscal_year unit_factor admissible_layouts relation grammar"
    " columns rows notes empty spans",
    "GrammarMatch": "form rendering score runner_up margin",
    "Column": "key path number side spans",
    "Row": "id side line_number code name key level role quantity unit cells unsettled",
    "Evaluation": "id kind label title fiscal_year project_name department department_code implementing_unit unit"
    " unit_factor responsibilities overall_goal funds goals indicators tasks weight_total score_total grade"
    " conclusion other_notes contact extra grammar spans",
    "Fund": "source level role initial_budget full_year_budget executed weight execution_rate score extra",
    "Goal": "year expected actual extra",
    "Indicator": "level1 level1_weight level2 level3 target target_operator target_value target_unit actual"
    " actual_operator actual_value actual_unit weight score deviation basis extra",
    "Task": "name level content total fiscal other executed execution_rate reason extra",
    "Fact": "id subject name measure value unit qualifier direction baseline period code_path part_of about"
    " unit_factor document_number section spans",
    "Check": "id kind statement left right difference tolerance outcome reason cells cause",
}

TOTAL = "/tables/0/rows/0/cells/total"

# A JSON pointer into the made-up report and what must not stand there.
BREACHES = {
    "another version": ("/schema_version", "9"),
    "a year that is a number": ("/fiscal_year", 2031),
    "an unknown document kind": ("/document_kind", "novel"),
    "a word for a truth": ("/complete", "yes"),
    "a truth for a number": ("/sections/0/level", True),
    "a digest that is none": ("/source/sha256", "0"),
    "a negative length": ("/source/characters", -1),
    "an unknown key": ("/note", None),
    "an unknown key of a cell": (f"{TOTAL}/note", None),
    "metadata without a JSON form": ("/metadata/share", float("nan")),
    "metadata without a UTF-8 form": ("/metadata/name", "\ud800"),
    "an object for a list": ("/tables", {}),
    "an unknown table kind": ("/tables/0/kind", "novel"),
    "an id of another kind": ("/tables/0/id", "income"),
    "an id with a word for a number": ("/tables/0/id", "expenditure#two"),
    "an unknown relation": ("/tables/0/relation", "twin"),
    "a factor that is a number": ("/tables/0/unit_factor", 10000),
    "no layout at all": ("/tables/0/admissible_layouts", 0),
    "a score above one": ("/tables/0/grammar/score", 1.5),
    "a table without a place": ("/tables/0/spans", []),
    "a column key that occurs twice": ("/tables/0/columns/1/key", "total"),
    "a row id that occurs twice": ("/tables/0/rows/1/id", "901"),
    "an unknown side": ("/tables/0/rows/0/side", "left"),
    "an unknown role": ("/tables/0/rows/0/role", "sum"),
    "a name without its place": ("/tables/0/rows/0/name", "灯塔维护"),
    "cells for no column": ("/tables/0/rows/0/cells", {}),
    "unsettled that is no list": ("/tables/0/rows/0/unsettled", None),
    "unsettled that is no blank": ("/tables/0/rows/0/unsettled", ["total"]),
    "unsettled that is no column": ("/tables/0/rows/0/unsettled", ["x.buoys"]),
    "an amount that is a number": (TOTAL, 12.5),
    "an amount with separators": (f"{TOTAL}/value", "1,200.50"),
    "an amount in full-width digits": (f"{TOTAL}/value", "１２"),
    "an amount with a line end": (f"{TOTAL}/value", "12.50\n"),
    "a value of null that was read": (f"{TOTAL}/value", None),
    "a value that is not applicable": (f"{TOTAL}/status", "not_applicable"),
    "an unknown status": (f"{TOTAL}/status", "sure"),
    "a cell without a place": (f"{TOTAL}/spans", []),
    "a span that ends before it starts": (f"{TOTAL}/spans", [[9, 8]]),
    "an empty span": (f"{TOTAL}/spans", [[9, 9]]),
    "a span of three numbers": (f"{TOTAL}/spans", [[1, 2, 3]]),
    "a span before the text": (f"{TOTAL}/spans", [[-1, 2]]),
    "an unknown operator": ("/evaluations/0/indicators/0/target_operator", "≧"),
    "a target value in words": ("/evaluations/0/indicators/0/target_value", "全部"),
    "a fact without a value": ("/facts/0/value", None),
    "a fact in a section that is not there": ("/facts/0/section", 1),
    "a fact about one that is not there": ("/facts/1/about", "fact-9"),
    "a fact id that occurs twice": ("/facts/1/id", "fact-1"),
    "a check id that occurs twice": ("/checks/1/id", "check-1"),
    "a failed check without a cause": ("/checks/1/cause", None),
    "a cause of what holds": ("/checks/0/cause", "source"),
    "an untested check without a reason": ("/checks/0/outcome", "not_tested"),
    "a side that is a number": ("/checks/0/left", 12.5),
    "a pointer that is none": ("/checks/0/cells", ["tables/0"]),
    "a code without a stage": ("/diagnostics/0/code", "oops"),
    "an unknown severity": ("/diagnostics/0/severity", "fatal"),
}


def models(base: type[Node] = Node) -> Iterator[type[Node]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


MODELS = tuple(models())


def test_each_model_of_the_schema_is_in_the_contract() -> None:
    assert {model.__name__ for model in MODELS} == set(KEYS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_has_the_keys_of_the_contract_in_its_order(model: type[Node]) -> None:
    assert list(model.model_fields) == KEYS[model.__name__].split()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_is_exported(model: type[Node]) -> None:
    assert getattr(docparse.schema, model.__name__) is model


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_says_what_each_key_means(model: type[Node]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(("place", "value"), BREACHES.values(), ids=list(BREACHES))
def test_breach_of_the_contract_is_refused(place: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Report.model_validate(changed(report_tree(), place, value))
    blamed = "".join(f"/{part}" for part in refused.value.errors()[0]["loc"])
    assert place.startswith(blamed) or blamed.startswith(place)


@pytest.mark.parametrize("key", KEYS["Report"].split())
def test_report_without_one_of_its_keys_is_refused(key: str) -> None:
    tree = report_tree()
    del tree[key]
    with pytest.raises(ValidationError, match="Field required"):
        Report.model_validate(tree)


def test_side_columns_are_for_the_rows_of_their_side() -> None:
    columns = report_tree()["tables"][0]["columns"]
    sided = changed(report_tree(), "/tables/0/columns", [columns[0] | {"side": "income"}, *columns[1:]])
    with pytest.raises(ValidationError, match="columns of the row's side"):
        Report.model_validate(sided)


def test_kind_of_a_plug_in_is_accepted() -> None:
    tree = changed(changed(report_tree(), "/tables/0/kind", "harbour:buoys"), "/tables/0/id", "harbour:buoys#2")
    assert Report.model_validate(tree).tables[0].kind == "harbour:buoys"


def test_report_cannot_be_changed() -> None:
    report = Report.model_validate(report_tree())
    with pytest.raises(ValidationError, match="frozen"):
        report.complete = False


@pytest.mark.parametrize("code", CATALOGUE)
def test_code_of_the_catalogue_is_accepted(code: str) -> None:
    tree = {"severity": "info", "code": code, "message": "", "spans": [], "fields": {}}
    assert DiagnosticRecord.model_validate(tree).code == code


def test_import_builds_the_validator_of_the_report_only() -> None:
    code = (
        "from docparse.schema import Node, Report\n"
        "def models(base):\n"
        "    for model in base.__subclasses__():\n"
        "        yield model\n"
        "        yield from models(model)\n"
        "print(*[model.__name__ for model in models(Node) if model.__pydantic_complete__])"
    )
    built = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert built.stdout.split() == ["Report"]
