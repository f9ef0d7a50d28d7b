// The facts of a section: what is measured, which figure of it, and what it is compared with.

function drawFacts(rows) {
  const labels = ["fact-name", "fact-measure", "fact-value", "fact-unit", "fact-context"].map(labelOf);
  return make("table", { class: "block facts" },
    make("caption", { class: "unseen" }, word("review.tab-facts")),
    make("thead", {}, make("tr", {}, labels.map((label, place) => make("th", { scope: "col", class: place === 2 ? "figure" : null }, label)))),
    make("tbody", {}, rows.map(drawFact)));
}

function drawFact([, cell, name, measure, unit, qualifier, direction, baseline, period]) {
  const context = [
    qualifier, direction && word(`review.direction-${direction}`), baseline && word(`review.baseline-${baseline}`), period,
  ].filter(Boolean).join(" · ");
  return make("tr", {},
    make("th", { scope: "row", class: "name", lang: "zh-CN" }, name),
    make("td", {}, word(`review.measure-${measure}`)),
    make("td", { class: "figure" }, cellButton(cell, { amount: measure.includes("amount") })),
    make("td", { lang: "zh-CN" }, unit),
    make("td", { class: "words" }, context));
}
