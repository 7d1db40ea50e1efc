/** Tags: a picture as a tree of values, to be written as XML or built as elements; texts stay texts in both. */
import { known } from "./known.js";

const SPACE = "http://www.w3.org/2000/svg";
const ENTITIES = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"]]);
// what XML 1.0 cannot hold
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** @typedef {{name: string, attributes: Record<string, string | number>, children: (Tag | string)[]}} Tag */

/**
 * @param {string} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Tag | string)} children
 * @returns {Tag}
 */
export function tag(name, attributes = {}, ...children) {
  return { name, attributes, children };
}

/**
 * Write a tree as SVG.
 * @param {Tag} root
 * @returns {string}
 */
export function written(root) {
  return `${text({ ...root, attributes: { xmlns: SPACE, ...root.attributes } })}\n`;
}

/**
 * Build the elements of a tree.
 * @param {Tag} root
 * @returns {SVGElement}
 */
export function built({ name, attributes, children }) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SPACE, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children.map((child) => (typeof child === "string" ? child : built(child))));
  return element;
}

/**
 * Escape a text for XML, without what XML cannot hold.
 * @param {string} value
 * @returns {string}
 */
export function escaped(value) {
  return value.replace(UNFIT, "\ufffd").replace(/[&<>"]/g, (sign) => known(ENTITIES, sign));
}

/**
 * @param {Tag | string} node
 * @returns {string}
 */
function text(node) {
  if (typeof node === "string") return escaped(node);
  const { name, attributes, children } = node;
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
  if (!children.length) return `<${name}${pairs}/>`;
  const inner = children.map(text).join(name === "svg" || name === "g" ? "\n" : "");
  return `<${name}${pairs}>${inner}</${name}>`;
}
