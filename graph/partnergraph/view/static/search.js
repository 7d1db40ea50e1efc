/** The search: a field with a list of hits beneath it. */
import { element, isolated } from "./element.js";
import { fold } from "./fold.js";
import { say } from "./words.js";

const HITS = 30;

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {{node: Entity, name: string, rank: number}} Hit
 */

export class Search {
  /**
   * @param {HTMLInputElement} field
   * @param {HTMLElement} list
   * @param {Model} model
   * @param {{choose: (id: string) => void, isShown: (id: string) => boolean, announce: (text: string) => void}} deeds
   */
  constructor(field, list, model, deeds) {
    Object.assign(this, { field, list, model, deeds, at: -1 });
    this.index = [...model.nodes.values()].flatMap((node) =>
      [node.label, ...node.names].map((name) => ({ node, name, folded: fold(name.slice(0, 400)) })));
    field.addEventListener("input", () => this.look());
    field.addEventListener("focus", () => this.look());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /**
   * @param {string} text
   * @returns {Hit[]} one for each entity, the best first
   */
  find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const hits = new Map();
    for (const { node, name, folded } of this.index) {
      const rank = rankOf(folded, wanted);
      if (rank < 4 && rank < (hits.get(node.id)?.rank ?? 4)) hits.set(node.id, { node, name, rank });
    }
    return [...hits.values()].sort((a, b) => a.rank - b.rank || a.node.label.localeCompare(b.node.label));
  }

  look() {
    const hits = this.find(this.field.value);
    const more = hits.length - HITS;
    const rows = hits.slice(0, HITS).map((hit, place) => this.row(hit, place));
    if (more > 0) rows.push(element("li", { class: "hint", role: "presentation" }, say("searchMore", { n: more })));
    if (!hits.length) rows.push(element("li", { class: "hint", role: "presentation" }, say("searchNone")));
    this.list.replaceChildren(...rows);
    this.open(Boolean(fold(this.field.value)));
    this.move(hits.length ? 0 : -1);
    if (!this.list.hidden) this.deeds.announce(hits.length ? say("searchFound", { n: hits.length }) : say("searchNone"));
  }

  /**
   * @param {Hit} hit
   * @param {number} place
   * @returns {HTMLElement}
   */
  row({ node, name }, place) {
    const also = name === node.label ? [] : [" ", element("small", {}, isolated(name))];
    const hidden = this.deeds.isShown(node.id) ? [] : [" ", element("small", {}, say("searchHidden"))];
    const type = element("small", { class: "first" }, isolated(node.type_label));
    const row = element("li", { role: "option", id: `hit-${place}` }, isolated(node.label), ...also, ...hidden, type);
    row.addEventListener("click", () => this.choose(node.id));
    row.dataset.node = node.id;
    return row;
  }

  /** @param {boolean} visible */
  open(visible) {
    this.list.hidden = !visible;
    this.field.setAttribute("aria-expanded", String(visible));
  }

  close() {
    this.open(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  move(place) {
    const rows = [...this.list.querySelectorAll("[role=option]")];
    this.at = rows.length ? (place + rows.length) % rows.length : -1;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === this.at)));
    if (this.at < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", rows[this.at].id);
    rows[this.at].scrollIntoView({ block: "nearest" });
  }

  /** @param {string} id */
  choose(id) {
    this.close();
    this.deeds.choose(id);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const steps = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);
    if (steps.has(event.key)) this.move(this.at + steps.get(event.key));
    else if (event.key === "Enter" && this.at >= 0 && !this.list.hidden) this.choose(this.list.children[this.at].dataset.node);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/**
 * @param {string} name
 * @param {string} wanted
 * @returns {number} 0 the same, 1 begins with it, 2 a word begins with it, 3 it is inside, 4 not at all
 */
function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : 4;
}
