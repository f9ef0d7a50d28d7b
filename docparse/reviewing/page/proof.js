// What was chosen, a Cell or a check, and the proof of it.

// So many checks of one Cell are listed before a button shows the rest.
const LISTED = 8;
let chosen = null;

/** Chooses a Cell: it is opened on the right, its characters light up on the left, and its proof is told. */
function choose(cell, { focus = false } = {}) {
  chosen = { cell };
  openCell(cell);
  drawProof();
  markCell(cell, focus);
  showInSource(charactersOf(cell));
  byId("said").textContent = visible(`${valueOf(cell) || word("review.blank")}, ${statusWord(statusOf(cell))}`);
}

/** Chooses a check: all its figures light up. */
function chooseCheck(check) {
  chosen = { check };
  unmark();
  const lit = check.cells.filter((cell) => !isZero(valueOf(cell)));
  const cells = lit.length ? lit : check.cells;
  if (cells.length) openCell(cells[0]);
  drawProof();
  for (const cell of check.cells) cellElement(cell)?.classList.add("together");
  if (cells.length) cellElement(cells[0])?.scrollIntoView({ block: "nearest", inline: "nearest" });
  showInSource(cells.flatMap(charactersOf));
  byId("said").textContent = visible(`${outcomeOf(check)}, ${kindOf(check)}`);
}

/** Chooses what claims a character of the source; the next one where the same character is chosen again. */
function openCharacter(offset) {
  if (offset === null) return;
  const cells = cellsAt(offset);
  const next = cells[(cells.indexOf(chosen?.cell) + 1) % cells.length];
  if (cells.length) choose(next);
  else chooseNothing(offset);
}

function chooseNothing(offset) {
  chosen = { offset };
  unmark();
  showInSource([]);
  drawProof();
}

/** Makes the button of a Cell exist and be seen. */
function openCell(cell) {
  const group = groupOf(cell);
  if (!group.tab) return;
  if (onlyGroup && onlyGroup.tab === group.tab && onlyGroup !== group) {
    onlyGroup = null;
    drawTabs();
  }
  showTab(group.tab);
  openGroups.add(group);
  updateGroup(group);
  drawBody(group);
  group.element.hidden = false;
  const row = cellElement(cell)?.closest("tr");
  if (row) row.hidden = false;
}

function unmark() {
  for (const each of document.querySelectorAll("[data-cell][aria-current], .together")) {
    each.removeAttribute("aria-current");
    each.classList.remove("together");
    each.tabIndex = -1;
  }
}

function markCell(cell, focus) {
  unmark();
  const element = cellElement(cell);
  if (!element) return;
  element.setAttribute("aria-current", "true");
  element.tabIndex = 0;
  if (focus) element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function closeProof() {
  chosen = null;
  unmark();
  showInSource([]);
  byId("proof").hidden = true;
}

function drawProof() {
  const place = byId("proof");
  place.hidden = chosen === null;
  if (chosen === null) return;
  place.setAttribute("aria-label", word("review.proof"));
  const content = chosen.check ? checkProof(chosen.check) : chosen.cell !== undefined ? cellProof(chosen.cell) : nothingProof(chosen.offset);
  refill(place, button("×", closeProof, { class: "close", "aria-label": word("review.close") }), content);
  place.scrollTop = 0;
}

// A Cell

function cellProof(cell) {
  const [row, column] = nameOf(cell);
  const status = statusOf(cell);
  return [
    make("h2", {}, make("span", { class: `badge s-${status}` }, make("span", { class: "letter", "aria-hidden": "true" }, letterOf(status)), statusWord(status)),
      make("span", { class: "big", lang: "zh-CN" }, shortened(grouped(valueOf(cell)) || word("review.blank"))),
      make("span", { class: "path", lang: "zh-CN" }, [groupName(groupOf(cell)), row, column].filter(Boolean).join(" · "))),
    make("div", { class: "columns" }, cellFacts(cell, status), checkPart(cell)),
  ];
}

const shortened = (shown) => (shown.length > 40 ? `${shown.slice(0, 40)}…` : shown);

function cellFacts(cell, status) {
  const details = detailsOf(cell);
  const spans = charactersOf(cell);
  const facts = [
    [word("explain.status"), word(`explain.status-${status}`)],
    status !== "unsettled" && [word("explain.raw"), make("code", { lang: "zh-CN" }, printedOf(cell)), details.repaired && ` (${word("explain.repaired")})`],
    [word("review.lines"), linesOf(spans)],
    status === "unsettled" && mayHold(cell).length > 0 && [word("explain.may-hold"), mayHold(cell).map((other) => [cellLink(other, grouped(valueOf(other))), " "])],
    details.reads && [word("review.reads"), details.reads],
    details.alternatives && [word("review.alternatives"), alternatives(cell, details.alternatives)],
    details.disputed && [word("review.disputed"), disputes(details.disputed)],
    unseenIn(printedOf(cell)).length > 0 && [word("review.unseen"), unseenIn(printedOf(cell)).join(" ")],
  ].filter(Boolean);
  return make("dl", {}, facts.map(([name, ...said]) => [make("dt", {}, name), make("dd", {}, ...said)]));
}

/** Where else the characters might stand: the columns by their labels, leading there where a Cell stands. */
function alternatives(cell, readings) {
  const { tree } = groupOf(cell);
  return make("ul", {}, readings.map(([key, value]) => make("li", {}, key === null ? word("explain.no-cell") : columnLabel(tree, key), value === null ? "" : ` ${grouped(value)}`)));
}

/** Figures of the row of a guessed blank that might stand in its place. */
function mayHold(blank) {
  const { tree } = groupOf(blank);
  const row = tree.rows.find((each) => each[8].includes(blank));
  const [key] = columnsOf(tree, row[1])[row[8].indexOf(blank)];
  const mightStandHere = (cell) => detailsOf(cell).alternatives?.some(([column]) => column === key);
  return row[8].filter((cell) => cell !== null && mightStandHere(cell));
}

function columnLabel(tree, key) {
  const column = tree?.columns?.find((each) => each[0] === key);
  return column && column.length > 3 ? column.slice(3).join("/") : key;
}

function disputes(ids) {
  return make("ul", {}, ids.map((id) => {
    const check = checkByName.get(id);
    return make("li", {}, check ? button(`${outcomeOf(check)}: ${kindOf(check)}`, () => chooseCheck(check), { class: "link" }) : id);
  }));
}

function checkPart(cell) {
  const found = checksOf(cell);
  const list = make("ul", { class: "checks" }, found.slice(0, LISTED).map(checkItem));
  const rest = found.length > LISTED && button(word("review.show-rest", { number: found.length - LISTED }), (event) => {
    fill(list, found.slice(LISTED).map(checkItem));
    event.target.remove();
  }, { class: "quiet" });
  return make("div", {}, make("h3", {}, word(found.length ? "review.covering" : "review.no-covering", { number: found.length })), list, rest);
}

// A check, and characters that no Cell claims

function checkProof(check) {
  const { shared, apart } = toldApart(check.cells);
  return [
    make("h2", {}, make("span", { class: `badge ${check.outcome}` }, outcomeOf(check)), make("span", { class: "path", lang: "zh-CN" }, [kindOf(check), shared].filter(Boolean).join(" · "))),
    make("p", { class: "what" }, identity(check, apart)),
    make("p", { class: "why" }, differenceOf(check), reasonOf(check)),
    check.outcome === "fails" && make("p", { class: "why" }, becauseOf(check)),
    make("p", { class: "id" }, check.id),
  ];
}

function nothingProof(offset) {
  const found = data.diagnostics.filter((row) => pairs(row[3]).some(([start, end]) => start <= offset && offset < end));
  return [make("p", { class: "calm" }, word("review.no-cell-here", { line: lineAt(offset) + 1 })), found.length > 0 && make("ul", { class: "records" }, found.map(diagnosticItem))];
}

// Lists of all checks and of all diagnostics

/** All checks by kind; a kind is written out when it is opened. */
function drawCheckList() {
  const kinds = [...new Set(checks.map((check) => check.kind))];
  return kinds.length ? kinds.map(drawKind) : make("p", { class: "calm" }, word("review.no-checks"));
}

function drawKind(kind) {
  const found = checks.filter((check) => check.kind === kind).sort((one, other) => ORDER[one.outcome] - ORDER[other.outcome] || one.number - other.number);
  const counts = Object.keys(ORDER).map((outcome) => [outcome, found.filter((check) => check.outcome === outcome).length]).filter(([, number]) => number);
  const list = make("ul", { class: "checks" });
  const details = make("details", { class: "kind" },
    make("summary", {}, word(`check.kind-${kind}`), make("span", { class: "count" }, counts.map(([outcome, number]) => `${word(`review.outcome-${outcome}`)} ${number}`).join(" · "))), list);
  details.addEventListener("toggle", () => list.childElementCount || fill(list, found.map(checkItem)));
  return details;
}

function drawDiagnostics() {
  if (!data.diagnostics.length) return make("p", { class: "calm" }, word("review.none-of-these"));
  return make("ul", { class: "records" }, data.diagnostics.map(diagnosticItem));
}

function diagnosticItem([severity, code, message, spans]) {
  const places = pairs(spans);
  return make("li", { class: severity },
    make("span", { class: "severity" }, word(`review.severity-${severity}`)), make("code", {}, code),
    make("span", { lang: "en" }, message),
    places.length > 0 && button(word("review.to-lines", { lines: linesOf(places) }), () => showInSource(places), { class: "link" }));
}
