/** The details of what is selected. */
import { cited } from "./citation.js";
import { doubted } from "./dispute.js";
import { element, isolated, link, one } from "./element.js";
import { known } from "./known.js";
import { clip } from "./lines.js";
import { dayOf } from "./model.js";
import { ordered } from "./order.js";
import { nameButton } from "./row.js";
import { Slices } from "./slices.js";
import { UNFILTERED } from "./state.js";
import { strengthOf } from "./strength.js";
import { country, say } from "./words.js";

const MOST = 8;
const FEW = 2;
const LONGEST = 240; // signs of a role, and of what ties, that are written
const FIRST = 40; // relations of a kind that are built at once; the rest follows in slices
const PAGE = 100; // of them that are listed, and at each press more

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./state.js").State} State
 * @typedef {import("./shown.js").Shown} Shown
 */

export class Details {
  /**
   * @param {HTMLElement} panel
   * @param {Model} model
   * @param {State} state
   * @param {import("./route.js").Route} route
   */
  constructor(panel, model, state, route) {
    this.panel = panel;
    this.model = model;
    this.state = state;
    this.route = route;
    this.slices = new Slices();
    /** @type {(() => void)[]} what builds the rest of long lists */
    this.rest = [];
  }

  /** @param {Shown} view */
  show(view) {
    const { node, edge } = this.state;
    this.rest = [];
    this.panel.replaceChildren(...this.content(view));
    this.slices.begin(this.rest);
    this.panel.classList.toggle("chosen", Boolean(node || edge || this.route.chosen));
    this.panel.scrollTop = 0;
  }

  /**
   * @param {Shown} view
   * @returns {HTMLElement[]}
   */
  content(view) {
    const { node, edge } = this.state;
    if (node) return this.entity(node, view);
    if (edge) return this.pair(edge, view);
    return this.route.chosen ? this.path() : this.overview(view);
  }

  /** @returns {HTMLElement[]} */
  path() {
    const { steps } = this.route;
    const title = steps.length ? say("pathLength", { steps: say("pathSteps", { n: steps.length }) }) : say("path");
    return [this.head(title, "", () => this.state.set({ pathFrom: "", pathTo: "" }), say("pathClear")), ...this.route.content(this)];
  }

  /** Go on reading here. */
  enter() {
    one("h2", this.panel)?.focus();
  }

  /**
   * What is to be seen before something is selected.
   * @param {Shown} view
   * @returns {HTMLElement[]}
   */
  overview(view) {
    const items = this.busiest(view).map(({ id, count }) => {
      const told = element("span", { class: "count" }, say("relationCount", { n: count }));
      return element("li", {}, this.nodeButton(id), told);
    });
    const hint = element("p", { class: "hint" }, say("detailsHint"));
    const told = items.length ? element("ol", { class: "most" }, ...items) : element("p", { class: "hint" }, say("noRelations"));
    return [hint, element("h2", { class: "minor" }, say("mostTied")), told];
  }

  /**
   * @param {Shown} view
   * @returns {{id: string, count: number}[]} the entities with most relations, of equals the first
   */
  busiest(view) {
    const { model } = this;
    const all = view.edges.size === model.edges.size;
    /** @type {{id: string, count: number}[]} */
    let most = [];
    for (const id of view.nodes) {
      const { length: count } = all ? known(model.incident, id) : model.ties(id, view);
      if (count > (most[MOST - 1]?.count ?? 0)) most = [...most, { id, count }].sort((a, b) => b.count - a.count).slice(0, MOST);
    }
    return most;
  }

  /**
   * @param {string} id
   * @param {Shown} view
   * @returns {HTMLElement[]}
   */
  entity(id, view) {
    const node = known(this.model.nodes, id);
    const edges = this.model.ties(id, view);
    const tied = edges.length ? this.byKind(edges, id) : view.nodes.has(id) ? [element("p", { class: "hint" }, say("noRelations"))] : [];
    return [this.head(node.label), ...this.hidden(view.nodes.has(id)), this.facts(node), this.ways(id), this.evidence(node.evidence), ...tied];
  }

  /**
   * Say of what is selected that the filters hide it.
   * @param {boolean} isShown
   * @returns {HTMLElement[]}
   */
  hidden(isShown) {
    if (isShown) return [];
    const lift = element("button", { type: "button" }, say("liftFilters"));
    lift.addEventListener("click", () => {
      this.state.set(UNFILTERED());
      this.enter();
    });
    return [element("p", { class: "hint" }, say("selectedHidden")), element("p", { class: "ways" }, lift)];
  }

  /**
   * The buttons that begin or end a path here.
   * @param {string} id
   * @returns {HTMLElement}
   */
  ways(id) {
    const from = element("button", { type: "button" }, say("pathFromHere"));
    const to = element("button", { type: "button" }, say("pathToHere"));
    from.addEventListener("click", () => this.state.set({ pathFrom: id, ...(this.state.pathTo ? { node: "" } : {}) }));
    to.addEventListener("click", () => this.state.set({ pathTo: id, ...(this.state.pathFrom ? { node: "" } : {}) }));
    return element("p", { class: "ways" }, from, to);
  }

  /**
   * @param {string} title
   * @param {string} [style]
   * @param {() => void} [leave]
   * @param {string} [leaving]
   * @returns {HTMLElement}
   */
  head(title, style = "", leave = () => this.state.clear(), leaving = say("clear")) {
    const close = element("button", { type: "button", class: "close", "aria-label": leaving }, "×");
    close.addEventListener("click", leave);
    return element("div", { class: "head" }, element("h2", { class: `${style} clip`.trim(), dir: "auto", tabindex: "-1", title }, title), close);
  }

  /**
   * @param {Entity} node
   * @returns {HTMLElement}
   */
  facts(node) {
    const list = element("dl");
    const add = (/** @type {string} */ key, /** @type {(Node | string)[]} */ ...content) => {
      if (content.length) list.append(element("dt", {}, say(key)), element("dd", {}, ...content));
    };
    const type = known(this.model.type, node.type);
    add("type", element("span", { class: "first" }, isolated(node.type_label || type.label)));
    add("otherNames", ...node.names.flatMap((name, place) => (place ? [", ", isolated(name)] : [isolated(name)])));
    add("country", ...(node.country ? [isolated(country(node.country))] : []));
    add("time", ...(node.period ? [isolated(node.period)] : []));
    add("links", ...node.links.map(({ text, url }) => element("div", {}, link(bare(text), url))));
    add("note", ...(node.note ? [element("span", { dir: "auto" }, node.note)] : []));
    return list;
  }

  /**
   * @param {Relation[]} edges
   * @param {string} id
   * @returns {HTMLElement[]}
   */
  byKind(edges, id) {
    return this.model.kinds.flatMap((kind) => {
      const own = edges.filter((edge) => edge.kind === kind.iri);
      const headOf = (/** @type {Relation} */ edge) => (edge.from === id ? edge.from_head : edge.to_head) || kind.label;
      return [...new Set(own.map(headOf))].flatMap((head) => {
        const under = own.filter((edge) => headOf(edge) === head);
        return [element("h3", {}, element("bdi", { class: "first" }, head), ` (${under.length})`), this.ties(under, id)];
      });
    });
  }

  /**
   * @param {Relation[]} edges
   * @param {string} id
   * @returns {HTMLElement} the list of them; of a long one, the rest is built later
   */
  ties(edges, id) {
    const { rank } = this.model;
    const nameOf = (/** @type {Relation} */ edge) => known(rank, this.model.other(edge, id));
    const item = (/** @type {Relation} */ edge) => element("li", {}, this.nodeButton(this.model.other(edge, id)), ...this.about(edge));
    const sorted = ordered(edges, [dayOf, nameOf], [{ column: 0, down: false }, { column: 1, down: false }]);
    const list = element("ul", { class: "ties" }, ...sorted.slice(0, FIRST).map(item));
    for (const edge of sorted.slice(FIRST, PAGE)) this.rest.push(() => list.append(item(edge)));
    if (sorted.length > PAGE) this.rest.push(() => list.after(this.more(list, sorted.slice(PAGE), item)));
    return list;
  }

  /**
   * The button that goes on with a list.
   * @param {HTMLElement} list
   * @param {Relation[]} left what it does not have yet
   * @param {(edge: Relation) => HTMLElement} item
   * @returns {HTMLElement}
   */
  more(list, left, item) {
    const button = element("button", { type: "button" }, say("showMore", { n: left.length }));
    button.addEventListener("click", () => {
      const next = left.slice(0, PAGE).map(item);
      list.append(...next);
      one("button", next[0]).focus({ preventScroll: true });
      if (left.length > PAGE) list.after(this.more(list, left.slice(PAGE), item));
      button.parentElement?.remove();
    });
    return element("p", { class: "ways" }, button);
  }

  /**
   * @param {string} id of the selected relation
   * @param {Shown} view
   * @returns {HTMLElement[]}
   */
  pair(id, view) {
    const edge = known(this.model.edges, id);
    const ends = element("ul", { class: "ends" }, ...[edge.from, edge.to].map((end) => element("li", {}, this.nodeButton(end))));
    return [this.head(edge.kind_label, "first"), ...this.hidden(view.edges.has(id)), ends, ...this.about(edge)];
  }

  /**
   * @param {string} id
   * @returns {HTMLElement}
   */
  nodeButton(id) {
    return nameButton(this.model, id, () => {
      this.state.selectNode(id);
      this.enter();
    });
  }

  /**
   * @param {Relation} edge
   * @param {string} [first] what is told before the rest
   * @returns {HTMLElement[]} its years, role, strength, and what it rests on
   */
  about(edge, first = "") {
    const { measure } = this.model;
    const strength = strengthOf(edge, measure);
    const said = [
      first,
      edge.period,
      edge.role,
      edge.via_label && say("via", { via: edge.via_label }),
      strength === 1 && measure === "evidence" ? "" : say("strength", { strength }),
    ].filter(Boolean);
    const line = said.flatMap((text, place) => [...(place ? [" · "] : []), clipped(text)]);
    return [...(line.length ? [element("p", { class: "about" }, ...line)] : []), ...doubted(edge), this.evidence(edge.evidence)];
  }

  /**
   * @param {number[]} numbers
   * @returns {HTMLElement}
   */
  evidence(numbers) {
    const list = cited(this.model, numbers);
    if (numbers.length <= FEW) return list;
    return element("details", { class: "more" }, element("summary", {}, say("evidenceCount", { n: numbers.length })), list);
  }
}

/**
 * A text that may be long: its beginning, and the whole where one points at it.
 * @param {string} text
 * @returns {HTMLElement}
 */
function clipped(text) {
  const short = clip(text, LONGEST);
  return element("bdi", short === text ? {} : { title: text }, short);
}

/**
 * @param {string} address
 * @returns {string} the address as people read it
 */
function bare(address) {
  return address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}
