/** What a statement rests on: documents, places in them, the day they were read. */
import { element, isolated, link } from "./element.js";
import { known } from "./known.js";
import { say } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Evidence} Evidence
 */

/**
 * List pieces of evidence, a source that was read on one day once.
 * @param {Model} model
 * @param {number[]} numbers
 * @returns {HTMLElement}
 */
export function cited(model, numbers) {
  const works = Map.groupBy(numbers.map((number) => model.evidence[number]), (item) => `${item.source} ${item.read}`);
  const items = [...works.values()].map((places) => citation(model, places));
  return element("ul", { class: "evidence" }, ...(items.length ? items : [element("li", {}, say("noEvidence"))]));
}

/**
 * The sources of what is shown.
 * @param {Pick<Model, "nodes" | "edges" | "evidence" | "sources">} model
 * @param {{nodes: Set<string>, edges: Set<string>}} view
 * @returns {import("./model.js").Source[]} in their order; all where nothing is filtered
 */
export function sourcesOf({ nodes, edges, evidence, sources }, view) {
  if (view.nodes.size === nodes.size && view.edges.size === edges.size) return sources;
  const told = new Set();
  const shown = [...Array.from(view.nodes, (id) => known(nodes, id)), ...Array.from(view.edges, (id) => known(edges, id))];
  for (const thing of shown) for (const number of thing.evidence) told.add(evidence[number].source);
  return sources.filter((_, number) => told.has(number));
}

/**
 * @param {Model} model
 * @param {Evidence[]} items read in one source on one day
 * @returns {HTMLElement}
 */
function citation(model, items) {
  const [{ source, read }] = items;
  const work = model.sources[source];
  const day = read ? [`, ${say("read", { day: read })}`] : [];
  const told = items.filter((item) => item.place || item.quote);
  const places = told.map(({ place, quote }) =>
    element("li", {}, isolated(place), ...(quote ? [element("q", { dir: "auto" }, quote)] : [])));
  return element("li", {}, link(work.title, work.url), ...day, ...(places.length ? [element("ul", {}, ...places)] : []));
}
