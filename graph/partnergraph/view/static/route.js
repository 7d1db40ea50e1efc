/** The path: where it begins and ends, its steps with what they rest on, or why there is none. */
import { element, one } from "./element.js";
import { clip } from "./lines.js";
import { shortestPath } from "./path.js";
import { Search } from "./search.js";
import { UNFILTERED } from "./state.js";
import { say, sayAround } from "./words.js";

/** @type {[string, "pathFrom" | "pathTo"][]} the fields and where the state keeps what they hold */
const ENDS = [["path-from", "pathFrom"], ["path-to", "pathTo"]];
const NAME = 80; // signs of a name in the line that tells the path

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {import("./path.js").Step} Step
 */

export class Route {
  /**
   * @param {Model} model
   * @param {State} state
   * @param {import("./names.js").Names} names
   * @param {import("./search.js").Deeds} deeds of which `choose` is not used
   */
  constructor(model, state, names, deeds) {
    this.model = model;
    this.state = state;
    /** @type {Step[]} */
    this.steps = [];
    /** @type {string} why there is no path, or nothing */
    this.reason = "";
    for (const [name, key] of ENDS) {
      const choose = (/** @type {string} */ id) => state.set({ [key]: id, node: "", edge: "" });
      const left = () => this.restore(name, key);
      new Search(name, model, names, { ...deeds, choose, left });
    }
    one("#path-clear").addEventListener("click", () => state.set({ pathFrom: "", pathTo: "" }));
    one("#path-lift").addEventListener("click", () => state.set(UNFILTERED()));
  }

  /** @returns {boolean} whether the reader has chosen both ends */
  get chosen() {
    return Boolean(this.state.pathFrom && this.state.pathTo);
  }

  /**
   * An emptied field takes its end away; one left half written shows its end again.
   * @param {string} name
   * @param {"pathFrom" | "pathTo"} key
   */
  restore(name, key) {
    const field = one(`#${name}`);
    if (!field.value.trim() && this.state[key]) this.state.set({ [key]: "" });
    else field.value = this.label(this.state[key]);
  }

  /** @param {string} id */
  label(id) {
    return this.model.nodes.get(id)?.label ?? "";
  }

  /**
   * Find the path in what is shown.
   * @param {Shown} view
   */
  find(view) {
    const { model, state } = this;
    const found = this.chosen && state.pathFrom !== state.pathTo ? shortestPath(model, view, state.pathFrom, state.pathTo) : null;
    this.steps = found ?? [];
    this.filtered = false;
    this.reason = found ? "" : this.explain(view);
  }

  /**
   * @param {Shown} view
   * @returns {string} why there is no path
   */
  explain(view) {
    const { pathFrom, pathTo } = this.state;
    if (!pathFrom && !pathTo) return "";
    if (!pathFrom) return say("pathFromMissing");
    if (!pathTo) return say("pathToMissing");
    if (pathFrom === pathTo) return say("pathSame");
    const all = { nodes: new Set(this.model.nodes.keys()), edges: new Set(this.model.edges.keys()) };
    const whole = shortestPath(this.model, all, pathFrom, pathTo);
    const hidden = [pathFrom, pathTo].find((id) => !view.nodes.has(id));
    this.filtered = Boolean(whole || hidden);
    if (hidden) return say("pathHidden", { label: clip(this.label(hidden), NAME) });
    return whole ? say("pathFiltered", { n: whole.length }) : say("pathNone");
  }

  /** Show in the filters what the state says. */
  show() {
    for (const [name, key] of ENDS) {
      const field = one(`#${name}`);
      if (field !== document.activeElement || this.state[key]) field.value = this.label(this.state[key]);
    }
    one("#path-clear").hidden = !this.state.pathFrom && !this.state.pathTo;
    one("#path-lift").hidden = !this.filtered;
    const told = one("#path-told");
    told.textContent = this.told((name) => clip(name, NAME));
    told.title = this.told();
    told.hidden = !told.title;
  }

  /**
   * @param {(name: string) => string} [named] how the names are told
   * @returns {string} the path in one line, or why there is none
   */
  told(named = String) {
    if (!this.steps.length) return this.reason;
    const names = [this.state.pathFrom, ...this.steps.map((step) => step.to)].map((id) => named(this.label(id)));
    return say("pathAlong", { steps: say("pathSteps", { n: this.steps.length }), names: names.join(" → ") });
  }

  /**
   * The numbered steps for the details.
   * @param {import("./details.js").Details} details
   * @returns {HTMLElement[]}
   */
  content(details) {
    if (!this.steps.length) return [element("p", { class: "hint" }, this.reason)];
    const items = this.steps.map(({ from, to, edge, more }) => {
      const ends = element("p", {}, ...sayAround("pathStep", { first: details.nodeButton(from), second: details.nodeButton(to) }));
      const rest = more ? [element("p", { class: "hint" }, say("pathMore", { n: more }))] : [];
      return element("li", {}, ends, ...details.about(edge, edge.kind_label), ...rest);
    });
    return [element("ol", { class: "steps" }, ...items)];
  }
}
