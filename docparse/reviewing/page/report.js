// What the page knows: the data block, and how to ask it. A Cell is a number, its index.

const data = JSON.parse(document.getElementById("data").textContent);
const text = data.source.text;
const DOUBTFUL = new Set(["inferred", "conflicting", "unsettled"]);

const cellCount = data.cells.length;
const statusOf = (cell) => data.statuses[data.cells[cell][0]];
const isDoubtful = (cell) => DOUBTFUL.has(statusOf(cell));
const detailsOf = (cell) => data.details[cell] ?? {};

/** The spans of a Cell as pairs of offsets into the text. */
function spansOf(cell) {
  return pairs(data.cells[cell].slice(1));
}

function pairs(numbers) {
  const spans = [];
  for (let place = 0; place + 1 < numbers.length; place += 2) spans.push([numbers[place], numbers[place + 1]]);
  return spans;
}

/** The characters of a Cell as they are printed. */
function printedOf(cell) {
  return spansOf(cell).map(([start, end]) => text.slice(start, end)).join("");
}

/** What a Cell reads; a mark for no value is shown as it is printed. */
function valueOf(cell) {
  return data.values[cell] ?? printedOf(cell);
}

/** Cells that have the character at an offset, those with the fewest characters first. */
function cellsAt(offset) {
  const found = [];
  for (let cell = 0; cell < cellCount; cell++) {
    const row = data.cells[cell];
    for (let place = 1; place < row.length; place += 2) {
      if (row[place] <= offset && offset < row[place + 1]) found.push(cell);
    }
  }
  const length = (cell) => spansOf(cell).reduce((sum, [start, end]) => sum + end - start, 0);
  return found.sort((one, other) => length(one) - length(other));
}

/** The place of the last number in an ascending list that is not above a given one. */
function lastUpTo(numbers, number) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Checks

const CHECK = ["id", "kind", "outcome", "cause", "cells", "onLeft", "left", "right", "difference", "tolerance", "reason", "words"];
const checks = data.checks.map((row, number) => ({
  number,
  ...Object.fromEntries(CHECK.map((name, place) => [name, row[place] ?? null])),
}));
const checkByName = new Map(checks.map((check) => [check.id, check]));
const ORDER = { fails: 0, holds: 1, not_tested: 2 };
const failing = checks
  .filter((check) => check.outcome === "fails")
  .sort((one, other) => (one.cause !== "source") - (other.cause !== "source") || one.number - other.number);

let coverage = null;

/** The checks that cover a Cell: failing ones first. */
function checksOf(cell) {
  coverage ??= coveredCells();
  return coverage.get(cell) ?? [];
}

function coveredCells() {
  const found = new Map();
  for (const check of checks) {
    for (const cell of new Set(check.cells)) found.set(cell, [...(found.get(cell) ?? []), check]);
  }
  for (const list of found.values()) list.sort((one, other) => ORDER[one.outcome] - ORDER[other.outcome]);
  return found;
}

/** Left and right Cells of a check; null where its words alone tell. */
function sidesOf(check) {
  return check.onLeft === null ? null : [check.cells.slice(0, check.onLeft), check.cells.slice(check.onLeft)];
}

// Numbers

const NUMBER = /^-?\d+(\.\d+)?$/;
const isZero = (value) => NUMBER.test(value) && !/[1-9]/.test(value);

/** A decimal string with separators between thousands; anything else as it is. */
function grouped(value) {
  if (!NUMBER.test(value)) return value;
  const [whole, fraction] = value.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

const decimalsOf = (value) => (NUMBER.test(value) ? (value.split(".")[1] ?? "").length : 0);
