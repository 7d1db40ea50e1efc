/** The map of a large network: groups as discs, inside a large disc its members, near by all their relations. */
import { known } from "./known.js";
import { grown } from "./mark.js";
import { discsOf, groupOf, linesOf } from "./overview.js";
import { viaPoint } from "./scene.js";

const ALL = 0.9; // scale from which on all relations of the groups in sight are drawn
const HUBS = 12; // members that a closed group shows
const ROOM = 18; // px of radius that it needs for them
const APART = 6; // px, the least between two of them
const STROKES = 12_000;
const LIT = 7; // px, the least radius of what is in the light

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./camera.js").Camera} Camera
 * @typedef {import("./camera.js").Point} Point
 * @typedef {import("./renderer.js").Light} Light
 * @typedef {{id: string, x: number, y: number, r: number, type: string, faded: boolean, strong: boolean,
 *   hub: boolean, within?: import("./overview.js").Disc, lone?: boolean}} Mark in px; a hub is one of some that a closed group shows
 *   within it; a lone one is in a group without a name
 * @typedef {{edge: Relation, from: Point, to: Point, via: Point | null, width: number, faded: boolean}} Stroke in px
 * @typedef {{discs: import("./overview.js").Disc[], lines: import("./overview.js").Line[], strokes: Stroke[], marks: Mark[],
 *   faded: boolean, dashed: boolean}} Plan all that is drawn but labels; what comes later lies above
 */

export class Atlas {
  /**
   * @param {Model} model
   * @param {import("./overview.js").Overview} overview
   * @param {number[]} carrying places of the relations that are drawn inside a group from afar
   */
  constructor(model, overview, carrying) {
    this.overview = overview;
    this.nodes = [...model.nodes.values()];
    this.edges = [...model.edges.values()];
    this.from = Int32Array.from(this.edges, (edge) => Number(edge.from.slice(1)));
    this.to = Int32Array.from(this.edges, (edge) => Number(edge.to.slice(1)));
    this.ties = Int32Array.from(this.nodes, (node) => known(model.incident, node.id).length);
    this.shownNode = new Uint8Array(this.nodes.length);
    this.shownEdge = new Uint8Array(this.edges.length);
    this.members = this.sorted();
    const { inner, cross } = this.split(this.edges.keys());
    /** the relations inside each group, and those between groups */
    this.inner = inner;
    this.cross = cross;
    this.carrying = this.split(carrying).inner;
    this.line = new Map(overview.lines.map(([one, other], place) => [one * overview.groups.length + other, place]));
    this.types = model.types.map(({ iri }) => iri);
    /** the groups as the filters leave them */
    this.groups = overview.groups;
    this.counts = overview.groups.map((group) => group.size);
    this.strengths = overview.lines.map((line) => line[2]);
  }

  /** @returns {number[][]} the members of each group by number, those with most relations first */
  sorted() {
    const members = Array.from(this.overview.groups, () => /** @type {number[]} */ ([]));
    this.nodes.forEach((node, place) => members[node.community].push(place));
    for (const own of members) own.sort((a, b) => this.ties[b] - this.ties[a] || a - b);
    return members;
  }

  /**
   * Sort relations by the group that they lie in; the others lead from one to another.
   * @param {Iterable<number>} places
   * @returns {{inner: number[][], cross: number[]}}
   */
  split(places) {
    const inner = Array.from(this.overview.groups, () => /** @type {number[]} */ ([]));
    /** @type {number[]} */
    const cross = [];
    for (const place of places) {
      const [one, other] = this.groupsOf(place);
      if (one === other) inner[one].push(place);
      else cross.push(place);
    }
    return { inner, cross };
  }

  /**
   * @param {number} edge
   * @returns {[number, number]}
   */
  groupsOf(edge) {
    return [this.nodes[this.from[edge]].community, this.nodes[this.to[edge]].community];
  }

  /**
   * Take note of what the filters leave.
   * @param {import("./shown.js").Shown} view
   */
  filter(view) {
    const { groups } = this.overview;
    this.counts = groups.map(() => 0);
    this.nodes.forEach((node, place) => {
      this.shownNode[place] = Number(view.nodes.has(node.id));
      this.counts[node.community] += this.shownNode[place];
    });
    this.groups = groups.map((group, number) => (this.counts[number] < group.size ? groupOf(group, this.shown(number), this.types) : group));
    this.edges.forEach((edge, place) => { this.shownEdge[place] = Number(view.edges.has(edge.id)); });
    this.strengths = this.overview.lines.map(() => 0);
    for (const edge of this.cross) {
      const [one, other] = this.groupsOf(edge);
      const line = this.line.get(Math.min(one, other) * groups.length + Math.max(one, other));
      if (line !== undefined && this.shownEdge[edge]) this.strengths[line] += this.edges[edge].strength;
    }
  }

  /**
   * @param {number} group
   * @returns {import("./model.js").Entity[]} its members that are shown, those with most relations first
   */
  shown(group) {
    return this.members[group].filter((place) => this.shownNode[place]).map((place) => this.nodes[place]);
  }

  /** @returns {(Point & {r: number})[]} the discs of all groups that have a shown member */
  discs() {
    return this.overview.groups.filter((_, place) => this.counts[place]);
  }

  /**
   * Tell what is to be drawn.
   * @param {Camera} camera
   * @param {Light | null} light
   * @returns {Plan}
   */
  plan(camera, light) {
    const near = camera.scale >= ALL;
    const discs = discsOf(this.groups, camera, this.counts);
    const lines = near ? [] : linesOf(this.overview, camera, this.counts, (line) => this.strengths[line]);
    const open = discs.filter((disc) => disc.open);
    const faded = Boolean(light);
    const plan = {
      discs, lines, strokes: this.strokes(camera, open, near, faded), marks: discs.flatMap((disc) => this.marks(camera, disc, faded)),
      faded, dashed: near,
    };
    if (light) this.lighten(plan, camera, light);
    return plan;
  }

  /**
   * @param {Camera} camera
   * @param {import("./overview.js").Disc} disc
   * @param {boolean} faded
   * @returns {Mark[]} the members that a group shows
   */
  marks(camera, disc, faded) {
    const members = this.members[disc.group].filter((place) => this.shownNode[place]);
    if (!disc.open && disc.r < ROOM) return [];
    if (!disc.open) return this.hubs(camera, members, faded).map((mark) => ({ ...mark, within: disc }));
    const lone = !this.groups[disc.group].names.length;
    return members.map((place) => ({ ...this.mark(camera, place, 1.5, faded), lone })).filter((mark) => camera.sees(mark));
  }

  /**
   * @param {Camera} camera
   * @param {number[]} members
   * @param {boolean} faded
   * @returns {Mark[]} the busiest members that can be told apart
   */
  hubs(camera, members, faded) {
    /** @type {Mark[]} */
    const found = [];
    for (const place of members.slice(0, 4 * HUBS)) {
      const mark = { ...this.mark(camera, place, 2, faded), hub: true };
      if (found.length < HUBS && found.every(({ x, y }) => Math.hypot(x - mark.x, y - mark.y) >= APART)) found.push(mark);
    }
    return found;
  }

  /**
   * @param {Camera} camera
   * @param {number} place
   * @param {number} least px of radius
   * @param {boolean} faded
   * @returns {Mark}
   */
  mark(camera, place, least, faded) {
    const { id, size, type } = this.nodes[place];
    return { id, ...camera.toScreen(this.nodes[place]), r: Math.max(least, size * grown(camera.scale)), type, faded, strong: false, hub: false };
  }

  /**
   * @param {Camera} camera
   * @param {import("./overview.js").Disc[]} open
   * @param {boolean} near
   * @param {boolean} faded
   * @returns {Stroke[]} the relations inside open groups, near by also those between them
   */
  strokes(camera, open, near, faded) {
    const groups = new Set(open.map((disc) => disc.group));
    const lists = [...groups].map((group) => (near ? this.inner : this.carrying)[group]);
    if (near) lists.push(this.cross.filter((edge) => this.groupsOf(edge).every((group) => groups.has(group))));
    /** @type {Stroke[]} */
    const found = [];
    for (const edge of lists.flat()) {
      if (!this.shownEdge[edge] || found.length === STROKES) continue;
      const stroke = this.stroke(camera, edge, faded);
      if (crosses(camera, stroke)) found.push(stroke);
    }
    return found;
  }

  /**
   * @param {Camera} camera
   * @param {number} place
   * @param {boolean} faded
   * @returns {Stroke}
   */
  stroke(camera, place, faded) {
    const edge = this.edges[place];
    const [from, to] = [this.from[place], this.to[place]].map((end) => camera.toScreen(this.nodes[end]));
    const width = edge.width * Math.min(1, Math.max(0.4, camera.scale));
    return { edge, from, to, via: viaPoint(from, to, edge.bend), width, faded };
  }

  /**
   * Draw what is in the light above the rest, also where its group is closed.
   * @param {Plan} plan
   * @param {Camera} camera
   * @param {Light} light
   */
  lighten(plan, camera, light) {
    plan.marks = plan.marks.filter((mark) => !light.nodes.has(mark.id));
    plan.strokes = plan.strokes.filter((stroke) => !light.edges.has(stroke.edge.id));
    for (const id of light.edges) plan.strokes.push({ ...this.stroke(camera, Number(id.slice(1)), false), width: 2.5 });
    for (const id of light.nodes) plan.marks.push({ ...this.mark(camera, Number(id.slice(1)), LIT, false), strong: true });
  }
}

/**
 * Whether a line can be in sight.
 * @param {Camera} camera
 * @param {Stroke} stroke
 */
function crosses({ width, height }, { from, to }) {
  return Math.max(from.x, to.x) > 0 && Math.max(from.y, to.y) > 0 && Math.min(from.x, to.x) < width && Math.min(from.y, to.y) < height;
}
