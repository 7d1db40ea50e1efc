/** A field that finds entities by name, with a list of hits beneath it. */
import { element, isolated, one } from "./element.js";
import { fold } from "./fold.js";
import { given, known } from "./known.js";
import { say } from "./words.js";

const HITS = 30;
const WIDTH = 340; // px of a list that stands free
const HIGH = 420; // px of height that it has at most
const GAP = 4; // px between it and its field
const RIM = 8; // px between it and the rim of the screen

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./names.js").Names} Names
 * @typedef {{choose: (id: string) => void, isShown: (id: string) => boolean, announce: (text: string) => void,
 *   left?: () => void}} Deeds
 */

export class Search {
  /**
   * @param {string} name of the field
   * @param {Model} model
   * @param {Names} names
   * @param {Deeds} deeds
   */
  constructor(name, model, names, deeds) {
    /** @type {HTMLInputElement} */
    this.field = one(`#${name}`);
    /** @type {HTMLElement} */
    this.list = one(`#${this.field.getAttribute("aria-controls")}`);
    this.model = model;
    this.names = names;
    this.deeds = deeds;
    this.at = -1;
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("focus", () => this.field.select());
    this.field.addEventListener("focus", () => names.prepare(), { once: true });
    this.field.addEventListener("click", () => this.look());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    for (const event of ["scroll", "resize"]) addEventListener(event, ({ target }) => target !== this.list && !this.list.hidden && this.place(), true);
  }

  /** Put a list that no panel cuts where there is room for it: below its field, or above it. */
  place() {
    if (getComputedStyle(this.list).position !== "fixed") return;
    const { left, top, bottom, width } = this.field.getBoundingClientRect();
    const [above, below] = [top - RIM, window.innerHeight - bottom - RIM];
    const isBelow = below >= Math.min(HIGH, above);
    const wide = Math.min(Math.max(width, WIDTH), window.innerWidth - 2 * RIM);
    Object.assign(this.list.style, {
      top: isBelow ? `${bottom + GAP}px` : "auto", bottom: isBelow ? "auto" : `${window.innerHeight - top + GAP}px`,
      left: `${Math.max(RIM, Math.min(left, window.innerWidth - wide - RIM))}px`, width: `${wide}px`, maxHeight: `${Math.min(HIGH, isBelow ? below : above)}px`,
    });
  }

  look() {
    const hits = this.names.find(this.field.value);
    const rows = hits.slice(0, HITS).map((hit, place) => this.row(hit, place));
    if (hits.length > HITS) rows.push(told(say("searchMore", { n: hits.length - HITS })));
    if (!hits.length) rows.push(told(say("searchNone")));
    this.list.replaceChildren(...rows);
    this.open(Boolean(fold(this.field.value)));
    this.move(hits.length ? 0 : -1);
    if (!this.list.hidden) this.deeds.announce(hits.length ? say("searchFound", { n: hits.length }) : say("searchNone"));
  }

  /**
   * @param {import("./names.js").Hit} hit
   * @param {number} place
   * @returns {HTMLElement}
   */
  row({ id, name }, place) {
    const node = known(this.model.nodes, id);
    const also = name === node.label ? [] : [" ", element("small", {}, isolated(name))];
    const hidden = this.deeds.isShown(id) ? [] : [" ", element("small", {}, say("searchHidden"))];
    const type = element("small", { class: "first" }, isolated(node.type_label));
    const row = element("li", { role: "option", id: `${this.list.id}-${place}` }, isolated(node.label), ...also, ...hidden, type);
    row.addEventListener("click", () => this.choose(id));
    row.dataset.node = id;
    return row;
  }

  /** @param {boolean} visible */
  open(visible) {
    this.list.hidden = !visible;
    if (visible) this.place();
    this.field.setAttribute("aria-expanded", String(visible));
  }

  close() {
    this.open(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  leave() {
    this.close();
    this.deeds.left?.();
  }

  /** @param {number} place */
  move(place) {
    const rows = [...this.list.querySelectorAll("[role=option]")];
    this.at = rows.length ? (place + rows.length) % rows.length : -1;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === this.at)));
    if (this.at < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", rows[this.at].id);
    if (!this.list.hidden) rows[this.at].scrollIntoView({ block: "nearest" });
  }

  /** @param {string} id */
  choose(id) {
    this.close();
    this.deeds.choose(id);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const steps = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);
    const isOpen = !this.list.hidden;
    if (steps.has(event.key) && isOpen) this.move(this.at + known(steps, event.key));
    else if (steps.has(event.key)) this.look();
    else if (event.key === "Enter" && this.at >= 0 && isOpen) this.choose(given(/** @type {HTMLElement} */ (this.list.children[this.at]).dataset.node));
    else if (event.key === "Escape" && isOpen) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @param {string} text */
function told(text) {
  return element("li", { class: "hint", role: "presentation" }, text);
}
