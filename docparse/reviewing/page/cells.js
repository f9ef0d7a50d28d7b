// Where each Cell belongs and what it is called; a Cell on the page is a button.

const STUB = ["line_number", "code", "name", "unit"];

/** The groups that hold the Cells, in order: head, tables, evaluation forms, facts of a section. */
const groups = [
  { tab: null, first: 0 },
  ...data.tables.map((tree) => ({ tab: "tables", tree, first: tree.first })),
  ...data.evaluations.map((tree) => ({ tab: "evaluations", tree, first: tree.first })),
  ...factGroups(),
];
groups.forEach((group, place) => (group.end = groups[place + 1]?.first ?? cellCount));
const firstCells = groups.map((group) => group.first);
const groupOf = (cell) => groups[lastUpTo(firstCells, cell)];

function factGroups() {
  const found = [];
  for (const row of data.facts) {
    const last = found.at(-1);
    if (last && last.section === row[0]) last.tree.push(row);
    else found.push({ tab: "facts", section: row[0], tree: [row], first: row[1] });
  }
  return found;
}

const joined = (...cells) => cells.filter((cell) => cell !== null && cell !== undefined).map(valueOf).join(" ");

/** What a group is called: as it is printed. */
function groupName(group) {
  const { tab, tree, section } = group;
  if (tab === "tables") {
    const head = Object.fromEntries(tree.head);
    return joined(head.form_number, head.title) || tree.id;
  }
  if (tab === "evaluations") {
    const fields = Object.fromEntries(tree.fields);
    return joined(fields.label, fields.project_name ?? fields.department ?? fields.title) || tree.id;
  }
  if (tab === "facts" && section !== null) return data.sections[section].slice(0, 2).filter(Boolean).join("");
  return tab === "facts" ? word("review.no-section") : word("review.head");
}

let names = null;

/** Row and column of a Cell by their printed names. */
function nameOf(cell) {
  names ??= namedCells();
  return names[cell] ?? ["", ""];
}

function namedCells() {
  const found = Array(cellCount);
  const fields = (list) => list.forEach(([field, cell]) => cell !== null && (found[cell] = ["", labelOf(field)]));
  fields(data.head);
  for (const table of data.tables) {
    fields(table.head);
    fields(table.notes.map((cell) => ["note", cell]));
    for (const row of table.rows) nameRow(found, table, row);
  }
  for (const form of data.evaluations) {
    [form.fields, form.result].forEach(fields);
    form.extra.forEach(([label, cell]) => (found[cell] = ["", label]));
    for (const block of form.blocks) nameBlock(found, block);
  }
  for (const [, cell, name, measure] of data.facts) found[cell] = [name, word(`review.measure-${measure}`)];
  return found;
}

const columnsOf = (table, side) => table.columns.filter((column) => column[1] === null || column[1] === side);

function nameRow(found, table, [id, side, , , line, code, name, unit, values]) {
  const called = joined(code ?? line, name) || id;
  [line, code, name, unit].forEach((cell, place) => cell !== null && (found[cell] = [called, labelOf(STUB[place])]));
  const columns = columnsOf(table, side);
  values.forEach((cell, place) => cell !== null && (found[cell] = [called, columns[place].slice(3).join("/") || columns[place][0]]));
}

function nameBlock(found, block) {
  const labels = [...block.columns.map(labelOf), ...block.extra];
  const leading = block.name === "indicators" ? 3 : 1;
  for (const [year, ...cells] of block.rows) {
    const deepest = cells.slice(0, leading).findLast((cell) => cell !== null);
    const called = block.name === "goals" ? year ?? "" : deepest === undefined ? "" : valueOf(deepest);
    cells.forEach((cell, place) => cell !== null && (found[cell] = [called, labels[place]]));
  }
}

/** What Cells share and what tells each apart: group, row, column. */
function toldApart(cells) {
  const parts = cells.map((cell) => [groupName(groupOf(cell)), ...nameOf(cell)]);
  const same = [0, 1, 2].map((part) => parts.every((each) => each[part] === parts[0][part]));
  if (!same[0] || cells.length < 2) same.fill(cells.length < 2);
  const pick = (each, wanted) => each.filter((name, part) => name && same[part] === wanted).join(" · ");
  return { shared: parts.length ? pick(parts[0], true) : "", apart: parts.map((each) => pick(each, false)) };
}

/** The characters that speak for a Cell; for a guessed blank those of its row. */
function charactersOf(cell) {
  if (statusOf(cell) !== "unsettled") return spansOf(cell);
  const rows = groupOf(cell).tree.rows ?? [];
  const row = rows.find((each) => each[8].includes(cell)) ?? [];
  return row.flat().slice(4).filter((each) => each !== null).flatMap(spansOf);
}

/** A Cell as a button. Its letter stands beside a figure always, beside a name only where the name is in doubt. */
function cellButton(cell, { amount = false, decimals = 0, isName = false } = {}) {
  if (cell === null) return null;
  const status = statusOf(cell);
  const value = amount ? grouped(valueOf(cell)) : valueOf(cell);
  const lettered = !isName || isDoubtful(cell);
  return make("button",
    {
      type: "button", class: `cell s-${status}${amount && isZero(value) ? " zero" : ""}`, "data-cell": cell, tabindex: "-1",
      "aria-label": `${value || word("review.blank")}, ${statusWord(status)}`,
      title: detailsOf(cell).disputed ? word("review.disputed") : null,
    },
    make("span", { class: "value", lang: "zh-CN" }, value), amount && padding(value, decimals),
    detailsOf(cell).disputed && make("span", { class: "dispute", "aria-hidden": "true" }, "≠"),
    lettered && make("span", { class: "letter", "aria-hidden": "true" }, letterOf(status)));
}

/** Unseen digits that bring decimal points under each other. */
function padding(value, decimals) {
  const lacking = decimals - decimalsOf(value.replaceAll(",", ""));
  if (!decimals || lacking <= 0 || !/\d/.test(value)) return null;
  return make("span", { class: "pad", "aria-hidden": "true" }, (lacking === decimals ? "." : "") + "0".repeat(lacking));
}

/** A word that leads to a Cell. */
function cellLink(cell, name) {
  return button(name, () => choose(cell, { focus: true }), { class: "link", "data-leads": cell });
}

const cellElement = (cell) => document.querySelector(`[data-cell="${cell}"]`);
