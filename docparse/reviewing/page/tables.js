// A table as a real table: header paths on top, rows with their stubs, both sides of a side-by-side form on one line.

function drawTable(tree) {
  const sides = sidesOfTable(tree).map((side) => describeSide(tree, side));
  const decimals = Math.min(6, Math.max(0, ...tree.rows.flatMap((row) => row[8]).filter((cell) => cell !== null).map((cell) => decimalsOf(valueOf(cell)))));
  return [
    tableHead(tree),
    make("table", { class: "figures" },
      make("caption", { class: "unseen" }, groupName(groupOf(tree.first))),
      make("thead", {}, ...headRows(sides)),
      make("tbody", {}, printedLines(tree, sides).map((line) => drawLine(line, sides, decimals)))),
    tree.notes.length > 0 && make("p", { class: "notes" }, tree.notes.map((cell) => cellButton(cell, { isName: true }))),
  ];
}

const sidesOfTable = (tree) => {
  const sides = [...new Set(tree.rows.map((row) => row[1]))];
  return sides.length ? sides.sort((one, other) => (one === "expenditure") - (other === "expenditure")) : [null];
};

/** Of a side its columns, and which parts of a stub its rows print. */
function describeSide(tree, side) {
  const rows = tree.rows.filter((row) => row[1] === side);
  const order = [[1, 5], [2, 6], [0, 4], [3, 7]];  // code, name, line number, unit
  const stub = order.filter(([part, place]) => part === 2 || rows.some((row) => row[place] !== null));
  return { side, columns: columnsOf(tree, side), stub: stub.map(([part, place]) => ({ label: labelOf(STUB[part]), place, isName: part === 2 })) };
}

function tableHead(tree) {
  const said = tree.head.filter(([field, cell]) => cell !== null && field !== "title" && field !== "form_number");
  const [empty, layouts, relation] = tree.facts;
  return make("p", { class: "about" },
    said.map(([field, cell]) => [make("span", { class: "label" }, labelOf(field)), cellButton(cell, { isName: true })]),
    empty && make("span", { class: "label" }, word("review.empty")),
    layouts > 1 && make("span", { class: "label" }, word("review.layouts", { layouts })),
    relation && make("span", { class: "label" }, word(`review.relation-${relation}`)));
}

/** Header rows: the sides where there are two, then the labels of the paths, then the printed column numbers. */
function headRows(sides) {
  const depth = Math.max(1, ...sides.flatMap(({ columns }) => columns.map((column) => column.length - 3)));
  const rows = Array.from({ length: depth }, (_, level) => make("tr", {}, sides.map((side) => [
    level === 0 && side.stub.map(({ label, isName }) => make("th", { scope: "col", rowspan: depth, class: isName ? "stub name" : "stub" }, label)),
    labelsAt(side.columns, level, depth),
  ])));
  if (sides.length > 1) rows.unshift(make("tr", {}, sides.map(({ side, stub, columns }) =>
    make("th", { scope: "colgroup", colspan: stub.length + columns.length }, word(`review.side-${side}`)))));
  if (sides.some(({ columns }) => columns.some((column) => column[2]))) rows.push(numberRow(sides));
  return rows;
}

const numberRow = (sides) => make("tr", { class: "numbers" }, sides.map(({ stub, columns }) => [
  make("td", { colspan: stub.length }, word("review.column-number")),
  columns.map((column) => make("td", {}, column[2] ?? "")),
]));

/** The header cells of one level; neighbours under the same label share one. */
function labelsAt(columns, level, depth) {
  const cells = [];
  for (let place = 0; place < columns.length; place++) {
    const path = pathOf(columns[place]);
    if (level >= path.length) continue;
    const isLast = level === path.length - 1;
    let end = place + 1;
    while (!isLast && end < columns.length && sharesLabel(path, pathOf(columns[end]), level)) end++;
    cells.push(make("th", { scope: end - place > 1 ? "colgroup" : "col", colspan: end - place, rowspan: isLast ? depth - level : 1, lang: "zh-CN" }, path[level]));
    place = end - 1;
  }
  return cells;
}

const pathOf = (column) => (column.length > 3 ? column.slice(3) : [column[0]]);
const sharesLabel = (path, other, level) => other.length > level + 1 && path.slice(0, level + 1).every((label, place) => label === other[place]);

/** Rows as they are printed: one a line, or one of each side. */
function printedLines(tree, sides) {
  const lines = [];
  for (const row of tree.rows) {
    const at = sides.findIndex(({ side }) => side === row[1]);
    const last = lines.at(-1);
    if (!last || last.slice(at).some(Boolean)) lines.push(Array(sides.length).fill(null));
    lines.at(-1)[at] = row;
  }
  return lines;
}

function drawLine(line, sides, decimals) {
  const roles = line.map((row) => row?.[3]);
  return make("tr", { class: roles.includes("total") ? "total" : null }, line.map((row, at) => drawRow(row, sides[at], decimals)));
}

function drawRow(row, { stub, columns }, decimals) {
  if (!row) return make("td", { colspan: stub.length + columns.length });
  const deep = Math.min(4, Math.max(0, (row[2] ?? 1) - 1));
  return [
    stub.map(({ place, isName }) => make(isName && row[place] !== null ? "th" : "td",
      { scope: isName && row[place] !== null ? "row" : null, class: isName ? `name deep-${deep}` : "code" }, cellButton(row[place], { isName: true }))),
    row[8].map((cell) => make("td", { class: "figure" }, cellButton(cell, { amount: true, decimals }))),
  ];
}
