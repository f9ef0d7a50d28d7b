// Checks in words: what is held against what, with every figure leading to where it stands.

const RELATIONS = { holds: "=", fails: "≠", not_tested: "≟" };
const PARTS = { holds: "≥", fails: "<", not_tested: "≟" };
// So many figures of a side are named; the rest is counted.
const NAMED = 12;

const relationOf = (check) => (check.kind === "of_which" ? PARTS : RELATIONS)[check.outcome];
const kindOf = (check) => word(`check.kind-${check.kind}`);
const outcomeOf = (check) => (check.outcome === "fails" ? word(`review.cause-${check.cause}`) : word(`review.outcome-${check.outcome}`));

/** The identity with its numbers; zeros among several addends are only counted. */
function identity(check, apart, most = NAMED) {
  const sides = sidesOf(check);
  if (!sides) return make("span", { class: "identity", lang: "zh-CN" }, check.words.replace(/^[^ ]*: /, ""));
  const nameAt = new Map(check.cells.map((cell, place) => [cell, apart[place]]));
  const [left, right] = sides.map((side, place) => drawSide(side, place ? check.right : check.left, nameAt, most));
  return make("span", { class: "identity" }, left, make("b", { class: "relation" }, ` ${relationOf(check)} `), right);
}

function drawSide(side, total, nameAt, most) {
  if (!side.length) return word("review.nothing-printed");
  const weighty = side.filter((cell) => !isZero(valueOf(cell)));
  const shown = (weighty.length ? weighty : side.slice(0, 1)).slice(0, most);
  const left = side.length - shown.length;
  const terms = shown.map((cell) => term(cell, nameAt.get(cell), NUMBER.test(valueOf(cell)) ? valueOf(cell) : total));
  if (left) terms.push(word("review.more-terms", { left }));
  return [terms.flatMap((each, place) => (place ? [" + ", each] : [each])), side.length > 1 && total !== null && ` (= ${grouped(total)})`];
}

const term = (cell, name, value) => [
  name && make("span", { class: "term", lang: "zh-CN" }, name, " "),
  cellLink(cell, grouped(value ?? valueOf(cell))),
];

/** By how much the sides differ, and what rounding could explain. */
function differenceOf(check) {
  if (check.difference === null) return "";
  const fields = { difference: grouped(check.difference), tolerance: grouped(check.tolerance ?? "0") };
  return isZero(check.difference) ? "" : word("review.off", fields);
}

/** Why a check fails, as far as that is known. */
function becauseOf(check) {
  const sides = sidesOf(check);
  if (check.id.endsWith(".magnitude")) return word("check.because-units");
  if (sides && sides.some((side) => !side.length)) return word("check.because-blank");
  const isProved = check.cells.every((cell) => ["verified", "not_applicable"].includes(statusOf(cell)));
  return word(check.cause === "unresolved" && isProved ? "check.because-missing" : `check.because-${check.cause}`);
}

const reasonOf = (check) => (has(`check.reason.${check.reason}`) ? word(`check.reason.${check.reason}`) : check.reason ?? "");

/** One check as a line of a list. */
function checkItem(check) {
  const { shared, apart } = toldApart(check.cells);
  return make("li", { class: `check ${check.outcome}` },
    button(outcomeOf(check), () => chooseCheck(check), { class: "outcome", title: check.id }),
    make("span", { class: "kind" }, kindOf(check)),
    make("span", { class: "what" }, shared && make("span", { class: "shared", lang: "zh-CN" }, shared, ": "), identity(check, apart),
      make("span", { class: "why" }, " ", differenceOf(check), reasonOf(check))));
}

/** The checks that fail, contradictions of the source first, each with both sides as they are printed. */
function drawFindings() {
  const place = byId("findings");
  const contradictions = failing.filter((check) => check.cause === "source").length;
  const title = failing.length
    ? word("review.findings", { source: contradictions, unresolved: failing.length - contradictions })
    : word(checks.length ? "review.no-findings" : "review.no-checks", { checks: checks.length });
  const isOpen = place.querySelector("details")?.open ?? failing.length > 0;
  place.setAttribute("aria-label", word("review.findings-label"));
  const list = make("ol", {}, failing.map(drawFinding));
  refill(place, failing.length ? make("details", { open: isOpen }, make("summary", {}, title), list) : make("p", { class: "calm" }, title));
}

function drawFinding(check) {
  const { shared, apart } = toldApart(check.cells);
  const sides = sidesOf(check);
  const quoted = sides ? sides.map((side) => side.find((cell) => !isZero(valueOf(cell))) ?? side[0]) : check.cells.slice(0, 2);
  const numbers = [check.left, check.right];
  return make("li", { class: `finding ${check.cause}`, "data-check": check.number },
    make("div", {}, button(outcomeOf(check), () => chooseCheck(check), { class: "outcome", title: becauseOf(check) }), make("div", { class: "kind" }, kindOf(check))),
    make("div", {},
      make("p", {}, shared && make("span", { class: "shared", lang: "zh-CN" }, shared, ": "), identity(check, apart, 3)),
      make("p", { class: "quotes" }, quoted.map((cell, place) => cell !== undefined && excerptOf(cell, numbers[place])))),
    make("div", { class: "why" }, differenceOf(check)));
}
