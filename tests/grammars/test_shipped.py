"""Every form that comes with docparse is sound, by itself and beside the others."""

from __future__ import annotations

from importlib.resources import files

import pytest

from docparse.folding import fold
from docparse.grammars.authoring import read_form
from docparse.grammars.labels import labels_of
from docparse.grammars.load import fingerprint, load_forms
from docparse.grammars.model import Form
from docparse.grammars.vocabulary import load_vocabulary
from docparse.schema import Report

ACCOUNTS = files("docparse.grammars").joinpath("accounts")
FILES = sorted(entry.name for entry in ACCOUNTS.iterdir() if entry.name.endswith(".toml"))
FORMS = load_forms()


def statutory_kinds() -> set[str]:
    """The kinds that the contract names, out of the generated schema."""
    kinds: set[str] = set()
    for definition in Report.model_json_schema()["$defs"].values():
        kinds |= _constants(definition.get("properties", {}).get("kind", {}))
    return kinds


def _constants(node: object) -> set[str]:
    if isinstance(node, dict):
        return set(node.get("enum", [])).union(*(_constants(child) for child in node.values()), set())
    if isinstance(node, list):
        return set().union(*(_constants(child) for child in node))
    return set()


@pytest.mark.parametrize("name", FILES)
def test_shipped_file_is_read(name: str) -> None:
    read_form(ACCOUNTS.joinpath(name).read_text(encoding="utf-8"), file=name)


@pytest.mark.parametrize("name", FILES)
def test_file_is_named_after_its_kind(name: str) -> None:
    form = read_form(ACCOUNTS.joinpath(name).read_text(encoding="utf-8"), file=name)
    assert name == f"{form.kind}.toml"


def test_fourteen_statutory_forms_are_shipped() -> None:
    assert len({form.kind for form in FORMS}) == 14


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_kind_is_one_that_the_contract_names(form: Form) -> None:
    assert form.kind in statutory_kinds()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_title_leads_to_its_form(form: Form) -> None:
    titles = load_vocabulary().titles
    assert {titles[fold(title)] for title in form.titles} == {form.kind}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_two_columns_of_a_side_share_neither_key_nor_path(form: Form) -> None:
    keys = [(column.side, column.key) for column in form.columns]
    paths = [(column.side, tuple(map(fold, path))) for column in form.columns for path in column.paths]
    assert len(set(keys)) == len(keys)
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_every_column_is_printed_by_some_variant_or_may_be_added(form: Form) -> None:
    listed = {key for variant in form.variants for key in variant.columns}
    assert listed <= {column.key for column in form.columns}
    assert all(variant.columns for variant in form.variants)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_ids_of_variants_and_identities_are_unique(form: Form) -> None:
    for named in (form.variants, form.identities):
        ids = [each.id for each in named]
        assert len(set(ids)) == len(ids)


def test_ids_of_identities_are_unique_over_all_forms() -> None:
    ids = [identity.id for form in FORMS for identity in form.identities]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_variant_lists_its_columns_in_the_order_of_the_form_unless_it_is_turned(form: Form) -> None:
    for variant in form.variants:
        if variant.turned:
            continue
        left = iter([column.key for column in form.columns])
        assert all(key in left for key in variant.columns), variant.id


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_counted_labels_are_those_of_the_form(form: Form) -> None:
    counted = labels_of(form)
    assert [column.column for column in counted.columns] == list(form.columns)
    assert [[path.path for path in column.paths] for column in counted.columns] == [
        list(column.paths) for column in form.columns
    ]


def test_identity_of_a_balance_has_both_sides_with_opposite_signs() -> None:
    form = load_vocabulary().forms["government_fund"]
    (balance,) = (identity for identity in form.identities if identity.id == "government-fund.balance")
    assert balance.terms == (
        ("opening.total", 1),
        ("income.total", 1),
        ("expenditure.total", -1),
        ("closing.total", -1),
    )


def test_fingerprint_is_stable_and_short() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16
