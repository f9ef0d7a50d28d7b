// The keyboard: j and k from Cell to Cell, n and p from doubt to doubt, arrows within a table, / to search, Esc back.

const KEYS = {
  j: () => step(1, isShown),
  k: () => step(-1, isShown),
  n: () => step(1, isDoubtful),
  p: () => step(-1, isDoubtful),
  "/": () => byId("search").focus(),
  Escape: () => closeProof(),
};
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

let figures = null;

/** Cells that j and k stop at: figures of tables, and all Cells of forms and facts; names and codes only in doubt. */
function stops() {
  if (figures) return figures;
  const inTables = new Set(data.tables.flatMap((table) => table.rows.flatMap((row) => row[8])));
  figures = [...Array(cellCount).keys()].filter((cell) => isDoubtful(cell) || inTables.has(cell) || ["evaluations", "facts"].includes(groupOf(cell).tab));
  return figures;
}

/** The next Cell of a kind, round the end. */
function step(by, isWanted) {
  const wanted = stops().filter(isWanted);
  if (!wanted.length) return;
  const here = chosen?.cell ?? -1;
  const next = by > 0 ? wanted.find((cell) => cell > here) ?? wanted[0] : wanted.findLast((cell) => cell < here) ?? wanted.at(-1);
  choose(next, { focus: true });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select")) return;
  const act = KEYS[event.key];
  const arrow = ARROWS[event.key];
  if (act) act();
  else if (!(arrow && event.target.closest?.("td, th") && moveInTable(event.target.closest("td, th"), arrow))) return;
  event.preventDefault();
}

/** Goes to the next Cell of the table in a direction, over what is blank; whether there was one. */
function moveInTable(from, [down, right]) {
  let [row, place] = [from.parentElement, from.cellIndex];
  do {
    row = down > 0 ? row.nextElementSibling : down < 0 ? row.previousElementSibling : row;
    place += right;
    const found = row?.cells[place]?.querySelector("[data-cell]");
    if (found && !row.hidden) {
      choose(Number(found.dataset.cell), { focus: true });
      return true;
    }
  } while (row && (down || row.cells[place]));
  return false;
}
