/** The look of lines, which vis-network asks for whenever it draws one. */
import { grown } from "./mark.js";
import { shade } from "./palette.js";

const FADED = 0.14;
const FINEST = 0.3; // px of a line however small the picture is
const LIT = 1.2; // px that a line in the light is wider

/**
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {{color: string, width: number, dashes: number[] | false}} Line what vis-network draws it with
 */

export class Looks {
  /**
   * @param {{iri: string, look: {light: string, dark: string}}[]} kinds
   * @param {import("./palette.js").Palette} colours
   * @param {number} opacity of lines while nothing is in the light
   */
  constructor(kinds, colours, opacity) {
    const inks = (/** @type {number} */ of) => new Map(kinds.map(({ iri, look }) => [iri, inked(shade(look, colours), of)]));
    this.plain = inks(opacity);
    this.lit = inks(1);
    this.faded = inked(colours.muted, FADED);
  }

  /**
   * Give a line the look of the moment.
   * @param {Line} line
   * @param {Relation} edge
   * @param {import("./renderer.js").Light | null} light
   * @param {number} scale px of one unit of the network
   */
  dress(line, edge, light, scale) {
    const lit = light ? light.edges.has(edge.id) : false;
    const own = (lit ? this.lit : this.plain).get(edge.kind);
    line.color = own === undefined || (light && !lit) ? this.faded : own;
    line.width = Math.max(FINEST, (lit ? edge.width + LIT : edge.width) * grown(scale)) / scale;
    line.dashes = edge.dashes;
  }
}

/**
 * A colour in the form that vis-network takes as it is; others it would take apart for every line.
 * @param {string} colour "#rrggbb" or "rgb(…)"
 * @param {number} opacity
 * @returns {string}
 */
function inked(colour, opacity) {
  const parts = colour.startsWith("#") ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) : (colour.match(/[\d.]+/g) ?? []);
  return `rgba(${parts.slice(0, 3).join(",")},${opacity})`;
}
