// The source text: a line is an element with one text node, so that an offset is a place in a node and nothing has to
// be cut. What is lit are ranges over these nodes (CSS highlights).

const LINES_OF_CHUNK = 50;
const lineStarts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((found) => found.index + found[0].length)];
const canLight = "highlights" in CSS;
let chunks = [];

const lineAt = (offset) => lastUpTo(lineStarts, offset);
const lineElement = (line) => chunks[Math.floor(line / LINES_OF_CHUNK)]?.children[line % LINES_OF_CHUNK];
const lineText = (line) => text.slice(lineStarts[line], lineStarts[line + 1] ?? text.length).replace(/[\r\n]+$/, "");

function drawSource() {
  const pane = byId("source");
  pane.setAttribute("aria-label", word("review.source"));
  if (chunks.length) return;
  pane.lang = "zh-CN";
  for (let first = 0; first < lineStarts.length; first += LINES_OF_CHUNK) chunks.push(drawChunk(first));
  pane.append(...chunks);
  pane.addEventListener("click", (event) => openCharacter(offsetAt(event.clientX, event.clientY)));
  lightDoubts();
}

function drawChunk(first) {
  const chunk = make("div", { class: "chunk" });
  const last = Math.min(first + LINES_OF_CHUNK, lineStarts.length);
  for (let line = first; line < last; line++) chunk.append(make("div", { class: "line", "data-line": line + 1 }, lineText(line)));
  return chunk;
}

/** The parts of a span that stand on one line each: the text node, and from where to where. */
function* piecesOf([start, end]) {
  for (let line = lineAt(start); line < lineStarts.length && lineStarts[line] < end; line++) {
    const node = lineElement(line)?.firstChild;
    if (!node) continue;
    const [from, to] = [start, end].map((offset) => Math.min(Math.max(offset - lineStarts[line], 0), node.length));
    if (from < to) yield { line, node, from, to };
  }
}

function rangesOf(spans) {
  return spans.flatMap((span) => [...piecesOf(span)].map(({ node, from, to }) => {
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    return range;
  }));
}

/** Lights spans under a name that the style knows; without spans the light goes out. */
function light(name, spans) {
  if (canLight) CSS.highlights.set(name, new Highlight(...rangesOf(spans)));
}

/** Lights the characters of what was chosen, marks their lines, and brings the first of them into view. */
function showInSource(spans) {
  light("chosen", spans);
  for (const line of document.querySelectorAll(".line.lit")) line.classList.remove("lit");
  for (const { line } of spans.flatMap((span) => [...piecesOf(span)])) lineElement(line).classList.add("lit");
  if (spans.length) scrollSource(spans[0]);
}

function scrollSource(span) {
  const [piece] = piecesOf(span);
  if (!piece) return;
  const pane = byId("source");
  if (!isWithin(pane, piece)) lineElement(piece.line).scrollIntoView({ block: "center", inline: "nearest" });
  if (!isWithin(pane, piece)) {
    const [range] = rangesOf([span]);
    pane.scrollTop += range.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
  }
}

/** Whether a piece is in view with a line of room above and below. */
function isWithin(pane, { node, from, to }) {
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, to);
  const [shown, frame] = [range.getBoundingClientRect(), pane.getBoundingClientRect()];
  return shown.height > 0 && shown.top > frame.top + 24 && shown.bottom < frame.bottom - 24;
}

/** The offset of the character under a point; null where there is none. */
function offsetAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const [node, place] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
  const line = node?.parentElement?.closest?.(".line");
  if (!line || node.nodeType !== Node.TEXT_NODE) return null;
  const found = [place, place - 1].find((each) => isUnder(node, each, x, y));
  return found === undefined ? null : lineStarts[Number(line.dataset.line) - 1] + found;
}

function isUnder(node, place, x, y) {
  if (place < 0 || place >= node.length) return false;
  const range = new Range();
  range.setStart(node, place);
  range.setEnd(node, place + 1);
  return [...range.getClientRects()].some((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
}

/** Underlines what is in doubt and what nothing was made of, all over the source. */
function lightDoubts() {
  const cells = [...Array(cellCount).keys()];
  for (const status of ["inferred", "conflicting"]) {
    light(status, cells.filter((cell) => statusOf(cell) === status).flatMap(spansOf));
  }
  light("unread", data.diagnostics.filter(([severity]) => severity !== "info").flatMap((row) => pairs(row[3])));
}

/** The lines that spans stand on, for a person: 12, 14-16. */
function linesOf(spans) {
  const runs = [];
  for (const [start, end] of [...spans].sort((one, other) => one[0] - other[0])) {
    const [first, last] = [lineAt(start) + 1, lineAt(Math.max(start, end - 1)) + 1];
    const run = runs.at(-1);
    if (run && first <= run[1] + 1) run[1] = Math.max(run[1], last);
    else runs.push([first, last]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(", ");
}

const BESIDE = 24;

/** The span of a Cell to quote; of a long text the number in it that is spoken of, where it is found. */
function quotedSpan(cell, number) {
  const [span] = spansOf(cell);
  if (!span || span[1] - span[0] <= 2 * BESIDE || !number) return span;
  for (const [start, end] of spansOf(cell)) {
    const place = text.slice(start, end).search(new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?!\\d)`));
    if (place >= 0) return [start + place, start + place + number.length];
  }
  return span;
}

/** A few characters of the line of a Cell with its own marked. */
function excerptOf(cell, number = null) {
  const span = quotedSpan(cell, number);
  const [piece] = span ? piecesOf(span) : [];
  if (!piece) return null;
  const line = lineText(piece.line);
  const [first, last] = [Math.max(0, piece.from - BESIDE), Math.min(line.length, piece.to + BESIDE)];
  return make("span", { class: "excerpt", lang: "zh-CN" },
    make("span", { class: "number" }, String(piece.line + 1)), first ? "…" : "", line.slice(first, piece.from),
    make("mark", {}, line.slice(piece.from, Math.min(piece.to, piece.from + 3 * BESIDE))),
    line.slice(piece.to, last), last < line.length ? "…" : "");
}
