/** The details of what is selected. */
import { element, isolated, link, one } from "./element.js";
import { say } from "./words.js";

const MOST = 8;
const FEW = 2;

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
   */
  constructor(panel, model, state) {
    Object.assign(this, { panel, model, state });
  }

  /** @param {Shown} view */
  show(view) {
    const { node, edge } = this.state;
    const content = node ? this.entity(node, view) : edge ? this.pair(edge) : this.overview(view);
    this.panel.replaceChildren(...content);
    this.panel.classList.toggle("chosen", Boolean(node || edge));
    this.panel.scrollTop = 0;
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
    const ties = new Map([...view.nodes].map((id) => [id, this.model.ties(id, view).length]));
    const most = [...ties].sort((a, b) => b[1] - a[1]).slice(0, MOST).filter(([, count]) => count > 0);
    const items = most.map(([id, count]) => {
      const told = element("span", { class: "count" }, say("relationCount", { n: count }));
      return element("li", {}, this.nodeButton(id), told);
    });
    const hint = element("p", { class: "hint" }, say("detailsHint"));
    return [hint, element("h3", {}, say("mostTied")), element("ol", { class: "most" }, ...items)];
  }

  /**
   * @param {string} id
   * @param {Shown} view
   * @returns {HTMLElement[]}
   */
  entity(id, view) {
    const node = this.model.nodes.get(id);
    const edges = this.model.ties(id, view);
    const tied = edges.length ? this.byKind(edges, id) : [element("p", { class: "hint" }, say("noRelations"))];
    return [this.head(node.label), this.facts(node), this.evidence(node.evidence), ...tied];
  }

  /**
   * @param {string} title
   * @param {string} [style]
   * @returns {HTMLElement}
   */
  head(title, style = "") {
    const close = element("button", { type: "button", class: "close", "aria-label": say("clear") }, "×");
    close.addEventListener("click", () => this.state.clear());
    return element("div", { class: "head" }, element("h2", { class: style, dir: "auto", tabindex: "-1" }, title), close);
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
    const type = this.model.type.get(node.type);
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
      if (!own.length) return [];
      const items = own.map((edge) => element("li", {}, this.nodeButton(this.model.other(edge, id)), ...this.about(edge)));
      const title = element("bdi", { class: "first" }, kind.label);
      const head = element("h3", {}, title, ` (${own.length})`);
      return [head, element("ul", { class: "ties" }, ...items)];
    });
  }

  /**
   * @param {string} id of the selected relation
   * @returns {HTMLElement[]}
   */
  pair(id) {
    const edge = this.model.edges.get(id);
    const ends = element("ul", { class: "ends" }, ...[edge.from, edge.to].map((end) => element("li", {}, this.nodeButton(end))));
    return [this.head(edge.kind_label, "first"), ends, ...this.about(edge)];
  }

  /**
   * @param {string} id
   * @returns {HTMLElement}
   */
  nodeButton(id) {
    const button = element("button", { type: "button", class: "name clip", dir: "auto" }, this.model.nodes.get(id).label);
    button.addEventListener("click", () => {
      this.state.selectNode(id);
      this.enter();
    });
    return button;
  }

  /**
   * @param {Relation} edge
   * @returns {HTMLElement[]} its years, role, strength, and what it rests on
   */
  about(edge) {
    const said = [
      edge.period,
      edge.role,
      edge.via_label && say("via", { via: edge.via_label }),
      edge.strength !== 1 && say("strength", { strength: edge.strength }),
    ].filter(Boolean);
    const line = said.flatMap((text, place) => (place ? [" · ", isolated(text)] : [isolated(text)]));
    const mark = edge.disputed ? [element("p", {}, element("strong", { class: "disputed" }, say("disputed")))] : [];
    return [...(line.length ? [element("p", {}, ...line)] : []), ...mark, this.evidence(edge.evidence)];
  }

  /**
   * @param {number[]} numbers
   * @returns {HTMLElement}
   */
  evidence(numbers) {
    const cited = Map.groupBy(numbers.map((number) => this.model.evidence[number]), (item) => `${item.source} ${item.read}`);
    const items = [...cited.values()].map((places) => this.citation(places));
    const none = element("li", {}, say("noEvidence"));
    const list = element("ul", { class: "evidence" }, ...(items.length ? items : [none]));
    if (numbers.length <= FEW) return list;
    return element("details", { class: "more" }, element("summary", {}, say("evidenceCount", { n: numbers.length })), list);
  }

  /**
   * @param {import("./model.js").Evidence[]} items read in one source on one day
   * @returns {HTMLElement}
   */
  citation(items) {
    const [{ source, read }] = items;
    const work = this.model.sources[source];
    const day = read ? [`, ${say("read", { day: read })}`] : [];
    const told = items.filter((item) => item.place || item.quote);
    const places = told.map(({ place, quote }) => {
      const words = quote ? [element("q", { dir: "auto" }, quote)] : [];
      return element("li", {}, isolated(place), ...words);
    });
    const list = places.length ? [element("ul", {}, ...places)] : [];
    return element("li", {}, link(work.title, work.url), ...day, ...list);
  }
}

/**
 * @param {string} code ISO 3166-1 alpha-2
 * @returns {string} its name, or the code where it has none
 */
function country(code) {
  try {
    return new Intl.DisplayNames([say("language")], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * @param {string} address
 * @returns {string} the address as people read it
 */
function bare(address) {
  return address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}
