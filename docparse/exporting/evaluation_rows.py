"""The rows of self-evaluation forms; the fields are the columns, in their order in ``tables.sql``.

A column ``x_status`` is the status of the Cell ``x``, ``x_yuan`` its exact amount in yuan. Print and place of each Cell
stand in ``evaluation_cell``.
"""

from __future__ import annotations

from typing import NamedTuple


class EvaluationRow(NamedTuple):
    """One self-evaluation form: its head and its result."""

    id: int
    report_id: int
    reference: str
    kind: str
    label: str | None
    title: str | None
    fiscal_year: str | None
    fiscal_year_status: str | None
    project_name: str | None
    project_name_status: str | None
    department: str | None
    department_status: str | None
    department_code: str | None
    implementing_unit: str | None
    implementing_unit_status: str | None
    unit: str | None
    unit_status: str | None
    unit_factor: str | None
    responsibilities: str | None
    overall_goal: str | None
    weight_total: str | None
    weight_total_status: str | None
    score_total: str | None
    score_total_status: str | None
    grade: str | None
    grade_status: str | None
    conclusion: str | None
    other_notes: str | None
    contact: str | None
    form: str | None
    rendering: str | None
    match_score: float
    match_margin: float
    spans: str


class FundRow(NamedTuple):
    """One source of money of a form, planned and spent."""

    id: int
    evaluation_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    evaluation_kind: str
    project_name: str | None
    position: int
    source: str | None
    level: int
    role: str
    unit: str | None
    initial_budget: str | None
    initial_budget_yuan: str | None
    initial_budget_status: str | None
    full_year_budget: str | None
    full_year_budget_yuan: str | None
    full_year_budget_status: str | None
    executed: str | None
    executed_yuan: str | None
    executed_status: str | None
    weight: str | None
    weight_status: str | None
    execution_rate: str | None
    execution_rate_status: str | None
    score: str | None
    score_status: str | None


class GoalRow(NamedTuple):
    """The goal of one year."""

    id: int
    evaluation_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    evaluation_kind: str
    project_name: str | None
    position: int
    year: str | None
    expected: str | None
    expected_status: str | None
    actual: str | None
    actual_status: str | None


class IndicatorRow(NamedTuple):
    """One indicator with target, result and points."""

    id: int
    evaluation_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    evaluation_kind: str
    project_name: str | None
    position: int
    level1: str | None
    level1_status: str | None
    level1_weight: str | None
    level2: str | None
    level2_status: str | None
    level3: str | None
    level3_status: str | None
    target: str | None
    target_status: str | None
    target_operator: str | None
    target_value: str | None
    target_unit: str | None
    actual: str | None
    actual_status: str | None
    actual_operator: str | None
    actual_value: str | None
    actual_unit: str | None
    weight: str | None
    weight_status: str | None
    score: str | None
    score_status: str | None
    deviation: str | None
    deviation_status: str | None
    basis: str | None
    basis_status: str | None


class TaskRow(NamedTuple):
    """One key task of a department's year, with its money."""

    id: int
    evaluation_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    evaluation_kind: str
    project_name: str | None
    position: int
    name: str | None
    name_status: str | None
    level: str | None
    content: str | None
    unit: str | None
    total: str | None
    total_yuan: str | None
    total_status: str | None
    fiscal: str | None
    fiscal_yuan: str | None
    fiscal_status: str | None
    other: str | None
    other_yuan: str | None
    other_status: str | None
    executed: str | None
    executed_yuan: str | None
    executed_status: str | None
    execution_rate: str | None
    execution_rate_status: str | None
    reason: str | None


class EvaluationCellRow(NamedTuple):
    """One Cell of a form with its print and place; a blank has no row."""

    id: int
    evaluation_id: int
    source_sha256: str
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    evaluation_kind: str
    project_name: str | None
    part: str
    position: int
    field: str
    label: str | None
    value: str | None
    unit: str | None
    amount_yuan: str | None
    status: str
    disputed_by: str | None
    repaired: int
    alternatives: str | None
    raw: str
    spans: str
