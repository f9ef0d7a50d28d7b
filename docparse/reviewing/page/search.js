// Search in what Cells read and in the source; what is found is listed and underlined in the source.

const MOST_FOUND = 2000;
const MOST_LISTED = 40;

function drawSearch() {
  const input = make("input", { type: "search", id: "search", placeholder: word("review.search-hint"), "aria-label": word("review.search"), autocomplete: "off", spellcheck: "false" });
  input.addEventListener("input", () => search(input.value));
  input.addEventListener("keydown", moveInResults);
  return make("div", { role: "search", class: "search" }, input, make("div", { id: "results", hidden: true, onkeydown: moveInResults }));
}

function search(query) {
  const place = byId("results");
  const wanted = query.trim();
  place.hidden = !wanted;
  const spans = wanted ? placesInSource(wanted) : [];
  light("found", spans);
  if (!wanted) return;
  const cells = cellsThatRead(wanted);
  refill(place,
    make("p", { class: "counts", role: "status" }, word("review.results", { cells: cells.length, places: spans.length })),
    make("ul", {}, cells.slice(0, MOST_LISTED).map(cellResult), spans.slice(0, MOST_LISTED).map(sourceResult)));
}

/** Cells whose value or print holds the words; a number is found with and without separators. */
function cellsThatRead(wanted) {
  const plain = wanted.toLowerCase();
  const found = [];
  for (let cell = 0; cell < cellCount; cell++) {
    const value = valueOf(cell);
    if (value.toLowerCase().includes(plain) || grouped(value).includes(plain) || printedOf(cell).toLowerCase().includes(plain)) found.push(cell);
  }
  return found;
}

/** Where the source has the words; digits may be parted by a separator or a blank. */
function placesInSource(wanted) {
  const escaped = [...wanted].map((each) => each.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"));
  const isNumber = /^[\d.,]+$/.test(wanted);
  const pattern = new RegExp(isNumber ? escaped.filter((each) => each !== ",").join("[,， ]?") : escaped.join(""), "giu");
  const spans = [];
  for (const { index, 0: found } of text.matchAll(pattern)) {
    spans.push([index, index + found.length]);
    if (spans.length === MOST_FOUND) break;
  }
  return spans;
}

function cellResult(cell) {
  const name = [groupName(groupOf(cell)), ...nameOf(cell)].filter(Boolean).join(" · ");
  return make("li", {}, button([make("b", { lang: "zh-CN" }, shortened(grouped(valueOf(cell)))), make("span", { lang: "zh-CN" }, name)], () => leave(() => choose(cell, { focus: true }))));
}

function sourceResult(span) {
  const line = lineAt(span[0]);
  const at = span[0] - lineStarts[line];
  const shown = lineText(line).slice(Math.max(0, at - 12), at + 40);
  return make("li", {}, button([make("b", {}, word("review.line", { line: line + 1 })), make("span", { lang: "zh-CN" }, shown)], () => leave(() => showInSource([span]))));
}

/** Closes the list and goes where it led; the places stay underlined. */
function leave(go) {
  byId("results").hidden = true;
  go();
}

function moveInResults(event) {
  const entries = [byId("search"), ...byId("results").querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    entries[(entries.indexOf(document.activeElement) + step + entries.length) % entries.length].focus();
  } else if (event.key === "Enter" && document.activeElement === entries[0]) {
    entries[1]?.click();
  } else if (event.key === "Escape") {
    byId("search").value = "";
    search("");
    byId("search").blur();
  }
  if (["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) event.stopPropagation();
}
