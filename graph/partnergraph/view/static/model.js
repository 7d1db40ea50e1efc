/** The network as it was written into the page. Maps, so that no name from outside meets a property of objects. */
import { Bonds } from "./bond.js";
import { fold } from "./fold.js";
import { known } from "./known.js";
import { measureOf, stepsOf } from "./strength.js";
import { rangeOf } from "./years.js";

const LENGTH = 400;
const HUB = { size: 16, most: 12 }; // px of radius from which on some entities have a strong label

/**
 * @typedef {{id: string, label: string, short: string, iri: string, key: string, names: string[], type: string,
 *   type_label: string, country: string, period: string, day: string, links: {text: string, url: string}[], note: string,
 *   evidence: number[], x: number, y: number, size: number, community: number, title: string}} Entity `day` is when it begins,
 *   or else ends (ISO 8601), empty where that is not known
 * @typedef {{id: string, from: string, to: string, kind: string, kind_label: string, via: string, via_label: string,
 *   role: string, start: string, end: string, first: string, last: string, spells?: string, period: string, strength: number, parties?: number,
 *   from_head: string, to_head: string, disputed: boolean, dispute: string, evidence: number[], title: string, dashes: number[] | false, width: number, bend: number,
 *   smooth: object | false}} Relation `first` and `last` are days (ISO 8601), empty where open;
 *   `spells` are intervals of days, ".." where open, where it was not in force in between, else empty;
 *   `from_head` and `to_head` are what it is told under at its ends, empty where the name of its kind will do;
 *   `dispute` is on what sources disagree, empty where that is not told;
 *   `parties` is how many its node ties where some of them are not in the page
 * @typedef {{iri: string, key: string, label: string, count: number,
 *   look: {light: string, dark: string, path: string, dash: number[]}}} Line
 * @typedef {{title: string, url: string, iri: string}} Source
 * @typedef {{source: number, place: string, day: string, read: string, quote: string}} Evidence
 * @typedef {{nodes: Entity[], edges: Relation[], types: Line[], kinds: Line[], sources: Source[],
 *   evidence: Evidence[], carrying: number[], grouped: boolean, others: string[], untyped: string[], loose: number[]}} Records `carrying` are
 *   the places of the relations that carry a large network; `grouped` says whether groups were asked for; `others` are the
 *   types that are no bodies, `untyped` words in place of a type, `loose` the groups of small parts that nothing ties to others
 */

export class Model {
  /** @param {Records} records */
  constructor({ nodes, edges, types, kinds, sources, evidence, carrying, grouped, others, untyped, loose }) {
    this.nodes = byId(nodes);
    this.edges = byId(edges);
    this.types = types;
    this.kinds = kinds;
    this.sources = sources;
    this.evidence = evidence;
    this.carrying = carrying;
    this.grouped = grouped;
    this.type = new Map(types.map((line) => [line.iri, line]));
    this.kind = new Map(kinds.map((line) => [line.iri, line]));
    this.incident = incidence(this);
    /** @type {Map<string, string>} the label of each entity as it is searched */
    this.folded = new Map(nodes.map(({ id, label }) => [id, fold(label.slice(0, LENGTH))]));
    this.byName = sorted(nodes, this.folded);
    this.hubs = hubsOf(nodes, this.incident);
    this.great = greatOf(this.hubs, this.incident);
    this.rank = new Map(this.byName.map((id, place) => [id, place]));
    this.measure = measureOf(edges);
    this.steps = stepsOf(edges, this.measure);
    this.range = rangeOf(edges);
    this.loose = new Set(loose);
    this.marks = { others: new Set(others), untyped: new Set(untyped) };
    /** @type {Bonds | undefined} */
    this.tied = undefined;
  }

  /** What ties bodies; it is looked for when it is first asked. */
  get bonds() {
    this.tied ??= new Bonds(this, this.marks.others, this.marks.untyped);
    return this.tied;
  }

  /**
   * The shown relations of an entity.
   * @param {string} id
   * @param {{edges: Set<string>}} view
   * @returns {Relation[]}
   */
  ties(id, view) {
    return known(this.incident, id).filter((edge) => view.edges.has(edge.id));
  }

  /**
   * The relation's other end.
   * @param {Relation} edge
   * @param {string} id
   * @returns {string}
   */
  other(edge, id) {
    return edge.from === id ? edge.to : edge.from;
  }
}

/**
 * @param {Relation} edge
 * @returns {string} the day by which it is sorted: when it begins, or else ends; empty where that is not known
 */
export function dayOf({ first, last }) {
  return first || last;
}

/**
 * Sort entities by name, without case and accents.
 * @param {Entity[]} nodes
 * @param {Map<string, string>} folded their labels as they are searched
 * @returns {string[]} their ids
 */
function sorted(nodes, folded) {
  const keyed = nodes.map(({ id, label }) => ({ id, label, key: folded.get(id) ?? "" }));
  keyed.sort((a, b) => order(a.key, b.key) || order(a.label, b.label));
  return keyed.map(({ id }) => id);
}

/**
 * The entities with a strong label: the largest, and few.
 * @param {Entity[]} nodes
 * @param {Map<string, Relation[]>} incident
 * @returns {Set<string>} their ids
 */
function hubsOf(nodes, incident) {
  const large = nodes.filter((node) => node.size >= HUB.size);
  large.sort((a, b) => known(incident, b.id).length - known(incident, a.id).length);
  return new Set(large.slice(0, HUB.most).map((node) => node.id));
}

/**
 * The greatest hubs: those with at least half as many relations as the first.
 * @param {Set<string>} hubs
 * @param {Map<string, Relation[]>} incident
 * @returns {Set<string>} their ids
 */
function greatOf(hubs, incident) {
  const counts = Array.from(hubs, (id) => known(incident, id).length);
  return new Set([...hubs].filter((_, place) => 2 * counts[place] >= counts[0]));
}

/**
 * @param {string} one
 * @param {string} two
 */
function order(one, two) {
  return one < two ? -1 : Number(one > two);
}

/**
 * @template {{id: string}} Thing
 * @param {Thing[]} things
 * @returns {Map<string, Thing>}
 */
function byId(things) {
  /** @type {Map<string, Thing>} */
  const found = new Map();
  for (const thing of things) found.set(thing.id, thing);
  return found;
}

/**
 * @param {{nodes: Map<string, Entity>, edges: Map<string, Relation>}} model
 * @returns {Map<string, Relation[]>} the relations of every entity
 */
function incidence(model) {
  /** @type {Map<string, Relation[]>} */
  const found = new Map();
  for (const id of model.nodes.keys()) found.set(id, []);
  for (const edge of model.edges.values()) {
    known(found, edge.from).push(edge);
    if (edge.to !== edge.from) known(found, edge.to).push(edge);
  }
  return found;
}
