/** The records of a large network, which the page holds packed. */
import { unpack } from "./column.js";

/**
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./column.js").Block} Block
 */

/**
 * Read the records.
 * @param {string} text base64
 * @returns {Promise<Omit<import("./model.js").Records, "types" | "kinds" | "grouped" | "others" | "untyped" | "loose">>}
 */
export async function unpacked(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const found = unpack(new Uint8Array(await new Response(stream).arrayBuffer()));
  const nodes = entities(found.nodes);
  return {
    nodes, edges: relations(found.edges, nodes), evidence: plain(found.evidence), sources: plain(found.sources),
    carrying: found.carrying.columns.place,
  };
}

/**
 * @param {string} text base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let place = 0; place < signs.length; place += 1) bytes[place] = signs.charCodeAt(place);
  return bytes;
}

/**
 * Put columns together to entities, with what is not packed because it follows from the rest.
 * @param {Block} block
 * @returns {Entity[]}
 */
export function entities({ rows, columns: of }) {
  return Array.from({ length: rows }, (_, at) => ({
    id: `n${at}`, label: of.label[at], short: of.short[at] || of.label[at], iri: of.iri[at], key: of.key[at], names: of.names[at],
    type: of.type[at], type_label: of.type_label[at], country: of.country[at], period: of.period[at], day: of.day[at],
    links: of.links[at].map((/** @type {string} */ link) => ({ text: link, url: link })), note: of.note[at], evidence: of.evidence[at],
    x: of.x[at], y: of.y[at], size: of.size[at], community: of.community[at], title: "",
  }));
}

/**
 * @param {Block} block
 * @param {Entity[]} nodes
 * @returns {Relation[]}
 */
export function relations({ rows, columns: of }, nodes) {
  return Array.from({ length: rows }, (_, at) => ({
    id: `e${at}`, from: nodes[of.from[at]].id, to: nodes[of.to[at]].id, kind: of.kind[at], kind_label: of.kind_label[at],
    via: of.via[at], via_label: of.via_label[at], role: of.role[at], start: of.start[at], end: of.end[at], first: of.first[at],
    last: of.last[at], spells: of.spells[at], period: of.period[at], strength: of.strength[at], parties: of.parties[at], disputed: of.disputed[at] === 1, dispute: of.dispute[at], evidence: of.evidence[at],
    from_head: of.from_head[at], to_head: of.to_head[at],
    title: "", dashes: false, width: widthOf(of.strength[at]), bend: of.bend[at], smooth: false,
  }));
}

/**
 * @param {number} strength
 * @returns {number} px, as the program gives it to vis-network
 */
function widthOf(strength) {
  return Math.min(4, 0.9 + 0.6 * Math.log2(1 + strength));
}

/**
 * @param {Block} block
 * @returns {any[]} its records as they are
 */
function plain({ rows, columns }) {
  const names = Object.keys(columns);
  return Array.from({ length: rows }, (_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}
