"""Performance self-evaluation forms (绩效自评表) of projects and of the whole department."""

from typing import Literal

from pydantic import Field

from docparse.schema.cells import Cell, Extra, Node
from docparse.schema.scalars import DecimalString, Identifier, Natural, Role, Spans
from docparse.schema.tables import GrammarMatch

EvaluationKind = Literal["project", "department"]
Operator = Literal["≥", "≤", ">", "<", "="]


class Fund(Node):
    """A row of the funds block: one source of money, planned and spent."""

    source: Cell | None = Field(description="Source of the funds as printed, without enumerating words and dashes.")
    level: Natural = Field(description="0 for the total, more for its parts.")
    role: Role = Field(description="total, item, or of_which.")
    initial_budget: Cell | None = Field(description="Budget at the beginning of the year.")
    full_year_budget: Cell | None = Field(description="Budget after adjustments in the year.")
    executed: Cell | None = Field(description="Amount executed in the year.")
    weight: Cell | None = Field(description="Points to be had for execution.")
    execution_rate: Cell | None = Field(description="Execution rate, the number without the percent sign.")
    score: Cell | None = Field(description="Points given for execution.")
    extra: Extra = Field(default_factory=dict)


class Goal(Node):
    """A goal of one year: what was expected and what was reached."""

    year: str | None = Field(description="The year, four digits; null where the form names none.")
    expected: Cell | None = Field(description="The goal as planned.")
    actual: Cell | None = Field(description="What was reached.")
    extra: Extra = Field(default_factory=dict)


class Indicator(Node):
    """A performance indicator with its target, result, points and explanation."""

    level1: Cell | None = Field(description="Indicator of the first level; a spanning cell is filled down.")
    level1_weight: DecimalString | None = Field(description="Points printed with the first level; else null.")
    level2: Cell | None = Field(description="Indicator of the second level; a spanning cell is filled down.")
    level3: Cell | None = Field(description="Indicator of the third level.")
    target: Cell | None = Field(description="Target as printed, whole.")
    target_operator: Operator | None = Field(description="Comparison in the target; null where it has none.")
    target_value: DecimalString | None = Field(description="Number of the target; null for words, ranges and dates.")
    target_unit: str | None = Field(description="Unit of the target; null where it has none.")
    actual: Cell | None = Field(description="Result as printed, whole.")
    actual_operator: Operator | None = Field(description="Comparison in the result; null where it has none.")
    actual_value: DecimalString | None = Field(description="Number of the result; null for words, ranges and dates.")
    actual_unit: str | None = Field(description="Unit of the result; null where it has none.")
    weight: Cell | None = Field(description="Points to be had.")
    score: Cell | None = Field(description="Points given.")
    deviation: Cell | None = Field(description="Reasons of a deviation and measures to mend it.")
    basis: Cell | None = Field(description="What the target was set by.")
    extra: Extra = Field(default_factory=dict)


class Task(Node):
    """A key task of the year in the form of a department, with its money."""

    name: Cell | None = Field(description="Name of the task.")
    level: Cell | None = Field(description="Level of government or of priority, as printed.")
    content: Cell | None = Field(description="What the task consists of.")
    total: Cell | None = Field(description="Budget in total.")
    fiscal: Cell | None = Field(description="Of it from fiscal appropriation.")
    other: Cell | None = Field(description="Of it from other sources.")
    executed: Cell | None = Field(description="Amount executed.")
    execution_rate: Cell | None = Field(description="Execution rate, the number without the percent sign.")
    reason: Cell | None = Field(description="Reason of a deviation.")
    extra: Extra = Field(default_factory=dict)


class Evaluation(Node):
    """One self-evaluation form: head, funds, goals, indicators, tasks and result."""

    id: Identifier = Field(description="project-1, department-1 and so on, in source order.")
    kind: EvaluationKind = Field(description="What is evaluated.")
    label: Cell | None = Field(description="Number of the annex as printed.")
    title: Cell | None = Field(description="Title as printed.")
    fiscal_year: Cell | None = Field(description="Fiscal year.")
    project_name: Cell | None = Field(description="Name of the project.")
    department: Cell | None = Field(description="Department in charge; of a department form, the department itself.")
    department_code: Cell | None = Field(description="Code of the department where one is printed with its name.")
    implementing_unit: Cell | None = Field(description="Unit that carries the project out.")
    unit: Cell | None = Field(description="Unit of the amounts as printed.")
    unit_factor: DecimalString | None = Field(description="Yuan per unit; null if unknown.")
    responsibilities: Cell | None = Field(description="Responsibilities of the department; department forms.")
    overall_goal: Cell | None = Field(description="Overall performance goal; department forms.")
    funds: tuple[Fund, ...] = Field(description="The funds, in source order.")
    goals: tuple[Goal, ...] = Field(description="The goals, one a year where the form lists years.")
    indicators: tuple[Indicator, ...] = Field(description="The indicators, in source order.")
    tasks: tuple[Task, ...] = Field(description="The key tasks of the year; department forms.")
    weight_total: Cell | None = Field(description="Total of the points to be had, as printed.")
    score_total: Cell | None = Field(description="Total of the points given, as printed.")
    grade: Cell | None = Field(description="Grade the evaluation gives.")
    conclusion: Cell | None = Field(description="Conclusion of the evaluation.")
    other_notes: Cell | None = Field(description="Other matters to be explained.")
    contact: Cell | None = Field(description="Who filled the form in, and how to reach them.")
    extra: Extra
    grammar: GrammarMatch = Field(description="How the form was recognised.")
    spans: Spans = Field(description="The text that the form was read from.")
