/** Elements, built without parsing markup. */

/**
 * Find the one element that a selector names.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {any}
 */
export function one(selector, within = document) {
  return within.querySelector(selector);
}

/**
 * Build an element; strings become text.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function element(tag, attributes = {}, ...children) {
  const built = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) built.setAttribute(name, value);
  built.append(...children);
  return built;
}

/**
 * Build a text that cannot change the direction of the text around it.
 * @param {string} text
 * @returns {HTMLElement}
 */
export function isolated(text) {
  return element("bdi", {}, text);
}

/**
 * Build a link; an address that is not http or https stays text.
 * @param {string} text
 * @param {string} address
 * @returns {HTMLElement}
 */
export function link(text, address) {
  const url = webAddress(address);
  if (!url) return isolated(text);
  return element("a", { href: url, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, text);
}

/**
 * @param {string} address
 * @returns {string} the address, or nothing where it is not one of the web
 */
function webAddress(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:"].includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}
