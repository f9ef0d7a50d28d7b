// An evaluation form: its fields, then its funds, goals, indicators and tasks as tables, then its result.

const AMOUNTS = new Set(["initial_budget", "full_year_budget", "executed", "total", "fiscal", "other"]);
const FIGURES = new Set([...AMOUNTS, "weight", "score", "execution_rate"]);

function drawEvaluation(tree) {
  return [
    fieldTable(tree.fields.map(([field, cell]) => [labelOf(field), cell])),
    tree.blocks.map(drawBlock),
    fieldTable([...tree.result.map(([field, cell]) => [labelOf(field), cell]), ...tree.extra]),
  ];
}

function fieldTable(rows) {
  if (!rows.length) return null;
  return make("table", { class: "fields" }, make("tbody", {}, rows.map(([label, cell]) =>
    make("tr", {}, make("th", { scope: "row" }, label), make("td", {}, cellButton(cell))))));
}

function drawBlock(block) {
  const labels = [...block.columns.map(labelOf), ...block.extra];
  const withYear = block.name === "goals" && block.rows.some(([year]) => year);
  return make("table", { class: "block" },
    make("caption", {}, word(`review.block-${block.name}`)),
    make("thead", {}, make("tr", {}, withYear && make("th", { scope: "col" }, labelOf("fiscal_year")), labels.map((label, place) => make("th", { scope: "col", class: FIGURES.has(block.columns[place]) ? "figure" : null }, label)))),
    make("tbody", {}, block.rows.map(([level, ...cells], at) => make("tr", {},
      withYear && make("td", {}, level),
      cells.map((cell, place) => blockCell(block, cells, place, at, level))))));
}

/** A Cell of a block; a spanning cell that was filled down is shown pale after its first row. */
function blockCell(block, cells, place, at, level) {
  const [cell, key] = [cells[place], block.columns[place]];
  const above = at > 0 ? block.rows[at - 1][place + 1] : null;
  const isFilled = cell !== null && above !== null && String(spansOf(cell)) === String(spansOf(above));
  const deep = block.name === "funds" && place === 0 ? ` deep-${Math.min(4, level ?? 0)}` : "";
  return make("td", { class: (FIGURES.has(key) ? "figure" : "words") + (isFilled ? " filled" : "") + deep },
    cellButton(cell, { amount: AMOUNTS.has(key), isName: block.name === "funds" && place === 0 }));
}
