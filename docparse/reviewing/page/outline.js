// The right half: a tab for each sort of thing, and in it one section for each thing, drawn when it is first needed.

const TABS = ["tables", "evaluations", "facts", "checks", "diagnostics"];
const FILTERS = data.statuses;
let tab = TABS.find((each) => groups.some((group) => group.tab === each)) ?? "checks";
let shownStatuses = new Set();
let onlyGroup = null;
const openGroups = new Set(groups.filter((group) => group.tab === "tables" || group.tab === "facts"));

const isShown = (cell) => shownStatuses.size === 0 || shownStatuses.has(statusOf(cell));
const cellsOf = (group) => Array.from({ length: group.end - group.first }, (_, place) => group.first + place);
const groupsOf = (name) => groups.filter((group) => group.tab === name);

function drawOutline() {
  drawTabs();
  refill(byId("panels"), TABS.map((name) => make("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, class: "panel", tabindex: "0", hidden: name !== tab }, drawPanel(name))));
  const first = groupsOf(tab).find((group) => openGroups.has(group));
  if (first) drawBody(first);
  drawWhenIdle();
}

function drawTabs() {
  const tabs = TABS.map((name) => button([word(`review.tab-${name}`), make("span", { class: "count" }, countOf(name))], () => showTab(name),
    { role: "tab", id: `tab-${name}`, "aria-selected": String(name === tab), "aria-controls": `panel-${name}`, tabindex: name === tab ? "0" : "-1" }));
  refill(byId("tabs"), make("div", { role: "tablist", "aria-label": word("review.tabs"), onkeydown: moveBetweenTabs }, tabs),
    make("span", { class: "spring" }), chooseGroup(), unfoldButtons());
}

const countOf = (name) => String(name === "checks" ? checks.length : name === "diagnostics" ? data.diagnostics.length : name === "facts" ? data.facts.length : groupsOf(name).length);

function moveBetweenTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  showTab(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]);
  byId(`tab-${tab}`).focus();
}

function showTab(name) {
  if (name === tab) return;
  tab = name;
  drawTabs();
  for (const each of TABS) byId(`panel-${each}`).hidden = each !== tab;
  drawWhenIdle();
}

/** A list to look at one table, form or section alone. */
function chooseGroup() {
  const choices = groupsOf(tab);
  if (choices.length < 2) return null;
  const options = choices.map((group) => make("option", { value: group.first, selected: group === onlyGroup }, groupName(group)));
  return make("select", { "aria-label": word("review.only-one"), onchange: (event) => showOnly(groups.find((group) => String(group.first) === event.target.value) ?? null) },
    make("option", { value: "" }, word("review.all-of-them")), options);
}

function showOnly(group) {
  onlyGroup = group;
  if (group) openGroups.add(group);
  applyFilter();
  drawWhenIdle();
}

const unfoldButtons = () => ["tables", "evaluations", "facts"].includes(tab) && [
  button(word("review.unfold"), () => unfold(true), { class: "quiet" }),
  button(word("review.fold"), () => unfold(false), { class: "quiet" }),
];

function unfold(isOpen) {
  for (const group of groupsOf(tab)) {
    if (isOpen) openGroups.add(group);
    else openGroups.delete(group);
    updateGroup(group);
  }
  drawWhenIdle();
}

function drawPanel(name) {
  if (name === "checks") return drawCheckList();
  if (name === "diagnostics") return drawDiagnostics();
  const found = groupsOf(name);
  return found.length ? make("div", { class: "sheet" }, found.map(drawGroup)) : make("p", { class: "calm" }, word("review.none-of-these"));
}

/** The frame of a group: its heading opens and closes it; its body is drawn later. */
function drawGroup(group) {
  const doubtful = cellsOf(group).filter(isDoubtful).length;
  group.body = make("div", { class: "body", id: `group-${group.first}` });
  group.heading = button([
    make("span", { class: "title", lang: "zh-CN" }, groupName(group)),
    make("span", { class: "line-number" }, word("review.from-line", { line: lineAt(startOf(group)) + 1 })),
    doubtful > 0 && make("span", { class: "doubts" }, word("review.doubts", { number: doubtful })),
  ], () => toggle(group), { class: "heading", "aria-controls": `group-${group.first}` });
  group.element = make("section", { class: "group" }, make("h2", {}, group.heading), group.body);
  group.isDrawn = false;
  updateGroup(group);
  return group.element;
}

const startOf = (group) => group.tree.start ?? spansOf(group.first)[0][0];

function toggle(group) {
  if (!openGroups.delete(group)) openGroups.add(group);
  updateGroup(group);
  if (openGroups.has(group)) drawBody(group);
}

function updateGroup(group) {
  const isOpen = openGroups.has(group);
  group.heading.setAttribute("aria-expanded", String(isOpen));
  group.body.hidden = !isOpen;
}

function drawBody(group) {
  if (group.isDrawn) return;
  group.isDrawn = true;
  const draw = { tables: drawTable, evaluations: drawEvaluation, facts: drawFacts }[group.tab];
  fill(group.body, draw(group.tree));
  filterGroup(group);
}

// Milliseconds after which a group is drawn even in a browser that is never idle.
const LONGEST_WAIT = 200;

/** Draws what is open and not drawn yet, one group at a time, when the browser has nothing better to do. */
function drawWhenIdle() {
  const next = groupsOf(tab).find((group) => openGroups.has(group) && !group.isDrawn);
  if (!next) return;
  const act = () => {
    drawBody(next);
    drawWhenIdle();
  };
  if (window.requestIdleCallback) requestIdleCallback(act, { timeout: LONGEST_WAIT });
  else setTimeout(act, 1);
}

// Filters

function drawFilters() {
  const counts = Object.fromEntries(FILTERS.map((status) => [status, 0]));
  for (let cell = 0; cell < cellCount; cell++) counts[statusOf(cell)]++;
  return make("div", { class: "filters", role: "group", "aria-label": word("review.filter") }, FILTERS.map((status) =>
    button([make("span", { class: "letter", "aria-hidden": "true" }, letterOf(status)), statusWord(status), make("span", { class: "count" }, String(counts[status]))],
      () => toggleStatus(status), { class: `filter s-${status}`, "data-status": status, "aria-pressed": String(shownStatuses.has(status)), title: word(`explain.status-${status}`) })));
}

function toggleStatus(status) {
  if (!shownStatuses.delete(status)) shownStatuses.add(status);
  for (const each of document.querySelectorAll(".filter")) each.setAttribute("aria-pressed", String(shownStatuses.has(each.dataset.status)));
  applyFilter();
}

function applyFilter() {
  for (const group of groups) if (group.element) filterGroup(group);
}

/** Hides what has no Cell of a wanted status: rows, and groups that are left with none. */
function filterGroup(group) {
  const isWanted = onlyGroup === null || onlyGroup.tab !== group.tab || onlyGroup === group;
  group.element.hidden = !isWanted || !cellsOf(group).some(isShown);
  if (!group.isDrawn || group.element.hidden) return;
  for (const row of group.body.querySelectorAll("tbody tr")) {
    row.hidden = shownStatuses.size > 0 && ![...row.querySelectorAll("[data-cell]")].some((each) => isShown(Number(each.dataset.cell)));
  }
  for (const each of group.body.querySelectorAll("[data-cell]")) each.classList.toggle("pale", !isShown(Number(each.dataset.cell)));
}
