/** Rows of the tables, as the template writes them. */
import { cited } from "./citation.js";
import { doubted } from "./dispute.js";
import { element, isolated, link } from "./element.js";
import { known } from "./known.js";
import { strengthOf } from "./strength.js";
import { country, sayNumber } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {(id: string) => void} Choose
 */

/**
 * @param {Model} model
 * @param {import("./model.js").Relation} edge
 * @param {Choose} choose
 * @returns {HTMLElement}
 */
export function relationRow(model, edge, choose) {
  return element("tr", { "data-edge": edge.id },
    element("th", { scope: "row" }, nameButton(model, edge.from, choose)), cell(edge.kind_label),
    element("td", {}, nameButton(model, edge.to, choose)), cell(edge.period, "when"), cell(edge.role), cell(edge.via_label),
    element("td", { class: "number" }, sayNumber(strengthOf(edge, model.measure))), element("td", {}, ...doubted(edge), cited(model, edge.evidence)));
}

/**
 * @param {Model} model
 * @param {import("./model.js").Entity} node
 * @param {Choose} choose
 * @returns {HTMLElement}
 */
export function entityRow(model, node, choose) {
  const names = node.names.flatMap((name, place) => (place ? [", ", isolated(name)] : [isolated(name)]));
  return element("tr", { "data-entity": node.id },
    element("th", { scope: "row" }, nameButton(model, node.id, choose)), element("td", {}, element("span", { class: "clip" }, ...names)),
    cell(node.type_label), cell(node.country && country(node.country)), cell(node.period, "when"), element("td", {}, cited(model, node.evidence)));
}

/**
 * @param {import("./model.js").Source} source
 * @returns {HTMLElement}
 */
export function sourceRow(source) {
  return element("li", {}, link(source.title, source.url));
}

/**
 * Build a button that bears an entity's name.
 * @param {Model} model
 * @param {string} id
 * @param {Choose} choose
 * @returns {HTMLElement}
 */
export function nameButton(model, id, choose) {
  const button = element("button", { type: "button", class: "name clip", dir: "auto" }, known(model.nodes, id).label);
  button.addEventListener("click", () => choose(id));
  return button;
}

/**
 * @param {string} text
 * @param {string} [style]
 */
function cell(text, style = "") {
  return element("td", style ? { class: style } : {}, element("bdi", { class: "clip" }, text));
}
