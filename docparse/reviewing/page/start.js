// The page put together; and once more when its language is changed.

function draw() {
  document.documentElement.lang = languageTag();
  names = null;
  for (const group of groups) group.isDrawn = false;
  drawHeading();
  refill(byId("tools"), drawSearch(), drawFilters(), drawCorner());
  drawSource();
  drawFindings();
  drawOutline();
  applyFilter();
  drawProof();
}

function drawHeading() {
  const head = Object.fromEntries(data.head);
  const [name, version, knowledge] = data.producer;
  const facts = [word(`review.kind-${data.document_kind}`), data.scope && word(`review.scope-${data.scope}`), !data.complete && word("check.incomplete")].filter(Boolean);
  refill(byId("heading"),
    make("h1", { lang: "zh-CN" }, joined(head.title ?? head.organization) || data.source.name || word("review.untitled")),
    make("p", { class: "origin" },
      [head.organization, head.administrative_division, head.fiscal_year].filter((cell) => cell !== null).map((cell) => cellButton(cell, { isName: true })),
      facts.join(" · "), make("span", { class: "file", title: `SHA-256 ${data.source.sha256}` }, data.source.name ?? ""),
      make("span", { class: "engine", title: knowledge }, `${name} ${version}`)));
}

function drawCorner() {
  const isWrapped = !byId("source").classList.contains("unwrapped");
  return make("div", { class: "corner" },
    make("span", { class: "keys", title: word("review.keys-all") }, word("review.keys")),
    button(word("review.wrap"), (event) => setWrap(event.target), { class: "quiet", "aria-pressed": String(isWrapped) }),
    button(word("review.other-language"), changeLanguage, { class: "quiet", id: "language", lang: otherLanguage() === "zh" ? "zh-CN" : "en" }));
}

function setWrap(control) {
  const isWrapped = !byId("source").classList.toggle("unwrapped");
  control.setAttribute("aria-pressed", String(isWrapped));
}

function changeLanguage() {
  language = otherLanguage();
  draw();
  if (chosen?.cell !== undefined) choose(chosen.cell);
  byId("language").focus();
}

function clickCell(event) {
  const cell = event.target.closest?.("[data-cell]");
  if (cell) choose(Number(cell.dataset.cell), { focus: true });
}

/** On paper everything that the tabs hold, drawn now. */
function drawAll() {
  for (const group of groups) if (group.tab) drawBody(group);
}

document.addEventListener("click", clickCell);
document.addEventListener("keydown", press);
window.addEventListener("beforeprint", drawAll);
draw();
