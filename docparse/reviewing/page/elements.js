// Elements are made here and nowhere else: text goes in as text, whatever it looks like.

// Characters that are not seen, or that reorder what is seen; a tab is layout and stays.
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const UNKNOWN = "\u2370";

/** A text of the same length in which nothing is hidden: a control character is its picture, any other unseen one a box. */
function visible(shown) {
  return shown.replace(UNSEEN, (character) => pictureOf(character).repeat(character.length));
}

function pictureOf(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : UNKNOWN;
}

/** The code points of the unseen characters of a text, each once: U+202E. */
function unseenIn(shown) {
  const codes = [...shown.matchAll(UNSEEN)].map(([each]) => each.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"));
  return [...new Set(codes)].map((code) => `U+${code}`);
}

/** An element with attributes and children; strings become text, null and undefined nothing. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : typeof value === "string" ? visible(value) : value);
  }
  fill(element, ...children);
  return element;
}

function fill(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(visible(String(child))));
  }
  return element;
}

/** Puts new children in the place of the old ones. */
function refill(element, ...children) {
  element.replaceChildren();
  return fill(element, ...children);
}

const byId = (id) => document.getElementById(id);
const button = (name, act, attributes = {}) => make("button", { type: "button", onclick: act, ...attributes }, name);
