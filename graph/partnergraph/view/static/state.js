/** What the reader has chosen: one place, and whoever shows it is told of changes. */

/**
 * What lifts all filters.
 * @returns {Pick<State, "hiddenTypes" | "hiddenKinds" | "connected" | "least" | "from" | "to" | "undated">}
 */
export const UNFILTERED = () => ({
  hiddenTypes: new Set(), hiddenKinds: new Set(), connected: false, least: 0, from: null, to: null, undated: true,
});

export class State {
  /** @param {boolean} [outlines] whether outlines of groups are drawn at the beginning */
  constructor(outlines = false) {
    /** @type {string} the selected entity, or nothing */
    this.node = "";
    /** @type {string} the selected relation, or nothing */
    this.edge = "";
    /** @type {string} the entity that the keys are at, or nothing */
    this.focus = "";
    /** @type {string} where the path begins, or nothing */
    this.pathFrom = "";
    /** @type {string} where the path ends, or nothing */
    this.pathTo = "";
    /** @type {Set<string>} classes of entities that are filtered out */
    this.hiddenTypes = new Set();
    /** @type {Set<string>} kinds of relations that are filtered out */
    this.hiddenKinds = new Set();
    this.connected = false;
    this.outlines = outlines;
    /** @type {number} the least strength of relations */
    this.least = 0;
    /** @type {number | null} the first and the last year; null is open */
    this.from = null;
    /** @type {number | null} */
    this.to = null;
    /** whether relations without date are shown */
    this.undated = true;
    /** @type {string} auto, light or dark */
    this.theme = "auto";
    /** @type {((changed: Set<string>) => void)[]} */
    this.listeners = [];
  }

  /** @param {(changed: Set<string>) => void} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** @param {Partial<State>} changes */
  set(changes) {
    Object.assign(this, changes);
    const changed = new Set(Object.keys(changes));
    for (const listener of this.listeners) listener(changed);
  }

  /** @param {string} id */
  selectNode(id) {
    this.set({ node: id, edge: "", focus: id });
  }

  /** @param {string} id */
  selectEdge(id) {
    this.set({ node: "", edge: id, focus: "" });
  }

  clear() {
    this.set({ node: "", edge: "", focus: "" });
  }
}
