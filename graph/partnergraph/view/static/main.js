/** The page: its parts, started and kept in step. */
import { Details } from "./details.js";
import { one } from "./element.js";
import { startDrawingKeys, startPageKeys } from "./keys.js";
import { countLegend, startLegend } from "./legend.js";
import { Model } from "./model.js";
import { renderer } from "./renderer.js";
import { Search } from "./search.js";
import { openSheet, startSheets } from "./sheet.js";
import { shown, spotlight } from "./shown.js";
import { State } from "./state.js";
import { closeTables, filterTables, startTables } from "./table.js";
import { startPrint, startTheme } from "./theme.js";
import { say, sayCounts } from "./words.js";

const FILTERS = ["hiddenTypes", "hiddenKinds", "connected"];

class Page {
  constructor() {
    this.model = new Model();
    this.state = new State();
    this.view = shown(this.model, this.state);
    this.drawing = renderer(one("#drawing"), this.model, this.state, {
      choose: (picked) => this.pick(picked),
      moved: () => {},
    });
    this.details = new Details(one("#details"), this.model, this.state);
    this.state.listen((changed) => this.update(changed));
  }

  /** Show the first picture and let the reader act. */
  start() {
    const repaint = () => this.drawing.repaint();
    this.drawing.draw(this.view, null);
    this.drawing.fit();
    this.details.show(this.view);
    startLegend(this.model, this.state);
    startTables((id) => this.choose(id));
    startTheme(repaint);
    startPrint(repaint);
    startSheets();
    this.startSearch();
    one("#fit").addEventListener("click", () => this.drawing.fit());
    this.startKeys();
  }

  startSearch() {
    const deeds = {
      choose: (/** @type {string} */ id) => this.choose(id),
      isShown: (/** @type {string} */ id) => this.view.nodes.has(id),
      announce,
    };
    new Search(one("#search"), one("#hits"), this.model, deeds);
  }

  /** @param {import("./renderer.js").Picked} picked */
  pick({ node, edge }) {
    if (node) this.state.selectNode(node);
    else if (edge) this.state.selectEdge(edge);
    else this.state.clear();
  }

  startKeys() {
    const { drawing, state, model } = this;
    const container = one("#drawing");
    startPageKeys({ clear: () => this.leave() });
    startDrawingKeys(container, {
      focus: (id) => this.focus(id),
      open: (id) => state.selectNode(id),
      clear: () => this.leave(),
      fit: () => drawing.fit(),
      zoom: (factor) => drawing.zoom(factor),
      at: () => (this.view.nodes.has(state.focus) ? state.focus : ""),
      shown: () => model.byName.filter((id) => this.view.nodes.has(id)),
      places: () => drawing.positions(),
    });
    for (const event of ["focus", "blur"]) container.addEventListener(event, () => drawing.redraw());
  }

  /**
   * Select an entity from outside the drawing, and see it there; a filter that hides it is lifted.
   * @param {string} id
   */
  choose(id) {
    if (!this.view.nodes.has(id)) this.lift(id);
    this.state.selectNode(id);
    closeTables();
    this.drawing.show(id);
    this.details.enter();
  }

  /** @param {string} id */
  lift(id) {
    const { type } = this.model.nodes.get(id);
    const place = this.model.types.findIndex((line) => line.iri === type);
    one(`input[data-type="${place}"]`).checked = true;
    one("#connected").checked = false;
    const hiddenTypes = new Set([...this.state.hiddenTypes].filter((name) => name !== type));
    this.state.set({ hiddenTypes, connected: false });
  }

  /** @param {string} id */
  focus(id) {
    if (!id) return;
    this.state.set({ focus: id });
    this.drawing.show(id);
    const node = this.model.nodes.get(id);
    announce(say("announceNode", { label: node.label, type: node.type_label, n: this.model.ties(id, this.view).length }));
  }

  /** Leave what is innermost: an open table, a sheet, the selection. */
  leave() {
    if (closeTables() || openSheet("")) return;
    this.state.clear();
  }

  /** @param {Set<string>} changed */
  update(changed) {
    const filtered = FILTERS.some((name) => changed.has(name));
    const selected = changed.has("node");
    if (filtered) this.filter();
    if (filtered || selected) this.details.show(this.view);
    if (selected) this.tellSelection();
    this.drawing.draw(this.view, spotlight(this.model, this.state, this.view));
  }

  filter() {
    this.view = shown(this.model, this.state);
    countLegend(this.model, this.view);
    filterTables(this.view);
    const counts = {
      nodes: this.model.nodes.size, edges: this.model.edges.size,
      shownNodes: this.view.nodes.size, shownEdges: this.view.edges.size,
    };
    one("#counts").textContent = sayCounts("counts", counts);
    one("#nothing").hidden = this.view.nodes.size > 0;
    announce(sayCounts("announceFilter", counts));
  }

  tellSelection() {
    const { node, edge } = this.state;
    if (node || edge) openSheet("details");
    if (node) announce(say("announceSelected", { label: this.model.nodes.get(node).label, n: this.model.ties(node, this.view).length }));
    else if (edge) announce(this.edgeText(edge));
    else announce(say("announceCleared"));
  }

  /** @param {string} id */
  edgeText(id) {
    const { from, to, kind_label: kind } = this.model.edges.get(id);
    const [first, second] = [from, to].map((end) => this.model.nodes.get(end).label);
    return say("announceEdge", { kind, pair: say("and", { first, second }) });
  }
}

/**
 * Tell readers who listen.
 * @param {string} text
 */
function announce(text) {
  one("#live").textContent = text;
}

new Page().start();
