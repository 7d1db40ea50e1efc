/** The page: its parts, started and kept in step. */
import { Address } from "./address.js";
import { records } from "./block.js";
import { Charts } from "./chart.js";
import { Details } from "./details.js";
import { one } from "./element.js";
import { startExports } from "./export.js";
import { startDrawingKeys, startPageKeys } from "./keys.js";
import { known } from "./known.js";
import { showLegend, startLegend } from "./legend.js";
import { closeMenu, startMenus } from "./menu.js";
import { Model } from "./model.js";
import { Names } from "./names.js";
import { palette } from "./palette.js";
import { renderer } from "./renderer.js";
import { Route } from "./route.js";
import { Search } from "./search.js";
import { sketch } from "./sketch.js";
import { openSheet, startSheets } from "./sheet.js";
import { shown, spotlight } from "./shown.js";
import { countsOf, showFilters } from "./scope.js";
import { showSlider, startSlider } from "./slider.js";
import { State, UNFILTERED } from "./state.js";
import { Tables } from "./table.js";
import { showTheme, startPrint, startTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { say, sayCounts } from "./words.js";

const FILTERS = Object.keys(UNFILTERED());
const ASTRAY = 3; // words of the address that are told
const LONGEST = 60;
const ENDS = ["pathFrom", "pathTo"];

class Page {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.state = new State(model.grouped);
    this.state.theme = document.documentElement.dataset.theme ?? "auto";
    this.view = shown(model, this.state);
    this.light = null;
    /** @type {{box: import("./renderer.js").Box | null} | null} where the picture had been before a path was shown */
    this.before = null;
    this.address = new Address(model, this.state, { box: () => this.drawing.box(), goTo: (box) => this.goTo(box), tell: tellAstray });
    /** @type {Element | null} where the focus had been before it went to the details */
    this.came = null;
    this.timeline = new Timeline(model, this.state); // before the drawing, which is as large as it leaves room for
    this.drawing = renderer(one("#drawing"), model, this.state, {
      choose: (picked) => this.pick(picked),
      moved: () => this.address.note(false),
    });
    const names = new Names(model);
    const deeds = { choose: (/** @type {string} */ id) => this.choose(id), isShown: (/** @type {string} */ id) => this.view.nodes.has(id), announce };
    new Search("search", model, names, deeds);
    this.route = new Route(model, this.state, names, deeds);
    this.details = new Details(one("#details"), model, this.state, this.route);
    this.tables = new Tables(model, (id) => this.choose(id));
    this.charts = new Charts(model, this.state, () => this.view);
  }

  /** Show what the address asks for and let the reader act. */
  start() {
    const { model, state, drawing } = this;
    const repaint = () => {
      drawing.repaint();
      this.charts.repaint();
    };
    startLegend(model, state);
    startSlider(model, state);
    startTheme(state, repaint);
    startPrint(this.tables, repaint, (paper) => drawing.scene(paper));
    startSheets();
    startMenus();
    startExports({ model, view: () => this.view, scene: () => drawing.scene(), dark: () => palette().dark, announce });
    this.charts.start();
    one("#astray button").addEventListener("click", () => tellAstray([]));
    one("#fit").addEventListener("click", () => this.fit());
    one("#animate").closest("li").hidden = !drawing.animate;
    one("#outlines").closest("li").hidden = drawing.grouped;
    one("#animate").addEventListener("change", () => drawing.animate?.(one("#animate").checked));
    this.startKeys();
    state.listen((changed) => this.update(changed));
    this.address.follow();
    announce("");
    performance.mark("ready");
  }

  startKeys() {
    const { drawing, state, model } = this;
    const container = one("#drawing");
    startPageKeys({ clear: () => this.leave(), charts: () => this.charts.open() });
    startDrawingKeys(container, {
      focus: (id) => this.focus(id),
      open: (id) => state.selectNode(id),
      clear: () => this.leave(),
      fit: () => this.fit(),
      zoom: (factor) => drawing.zoom(factor),
      at: () => (this.view.nodes.has(state.focus) ? state.focus : ""),
      shown: () => model.byName.filter((id) => this.view.nodes.has(id)),
      places: () => drawing.positions(),
    });
    for (const event of ["focus", "blur"]) container.addEventListener(event, () => drawing.redraw());
  }

  fit() {
    this.drawing.fit();
    this.address.note(false);
  }

  /** @param {import("./renderer.js").Box | null} box */
  goTo(box) {
    if (box || !this.light) this.drawing.setBox(box);
    else if (this.state.node) this.drawing.show(this.state.node);
  }

  /** @param {import("./renderer.js").Picked} picked */
  pick({ node, edge }) {
    if (node) this.state.selectNode(node);
    else if (edge) this.state.selectEdge(edge);
    else this.state.clear();
  }

  /**
   * Select an entity from outside the drawing, and see it there; a filter that hides it is lifted.
   * @param {string} id
   */
  choose(id) {
    if (!this.view.nodes.has(id)) this.lift(id);
    this.state.selectNode(id);
    this.tables.close();
    this.drawing.show(id);
    this.came = document.activeElement;
    this.details.enter();
  }

  /** @param {string} id */
  lift(id) {
    const { type } = known(this.model.nodes, id);
    const hiddenTypes = new Set([...this.state.hiddenTypes].filter((name) => name !== type));
    this.state.set({ hiddenTypes, connected: false });
    if (!this.view.nodes.has(id)) this.state.set({ least: 0, from: null, to: null, undated: true });
  }

  /** @param {string} id */
  focus(id) {
    if (!id) return;
    this.state.set({ focus: id });
    this.drawing.show(id);
    const node = known(this.model.nodes, id);
    announce(say("announceNode", { label: node.label, type: node.type_label, n: this.model.ties(id, this.view).length }));
  }

  /** Leave what is innermost: a menu, an open table, a sheet, the selection, the path. */
  leave() {
    if (closeMenu() || this.tables.close() || openSheet("")) return;
    const selected = this.state.node || this.state.edge;
    this.state.set(selected ? { node: "", edge: "", focus: "" } : { pathFrom: "", pathTo: "", focus: "" });
    this.back();
  }

  /** Give the focus back where what had it is gone: to where it came from, or to the drawing. */
  back() {
    if (document.activeElement !== document.body) return;
    const came = this.came instanceof HTMLInputElement ? this.came : one("#drawing");
    came.focus({ preventScroll: true });
  }

  /** @param {Set<string>} changed */
  update(changed) {
    const filtered = FILTERS.some((name) => changed.has(name));
    const selected = changed.has("node");
    const routed = ENDS.some((name) => changed.has(name));
    if (changed.has("theme")) this.paint();
    if (filtered) this.filter();
    if (filtered || routed) this.route.find(this.view);
    if (filtered || routed) this.route.show();
    if (filtered || routed || selected) this.details.show(this.view);
    if (filtered || routed || selected) this.light = spotlight(this.model, this.state, this.view, this.route.steps);
    if (changed.has("outlines")) one("#outlines").checked = this.state.outlines;
    if (filtered || routed || selected) this.drawing.draw(this.view, this.light);
    else if (!changed.has("theme")) this.drawing.redraw();
    if (routed) this.follow();
    this.tell(filtered, routed, selected);
  }

  /** Bring a path into view; without it, go back. */
  follow() {
    const { drawing, light, before } = this;
    const shows = this.route.steps.length && !this.state.node && !this.state.edge;
    if (shows && light) {
      this.before ??= { box: this.address.following ? null : drawing.box() };
      drawing.fit(light.nodes);
    } else if (before && !this.route.steps.length) {
      this.before = null;
      drawing.setBox(before.box);
    }
  }

  paint() {
    showTheme(this.state);
    this.drawing.repaint();
  }

  filter() {
    this.view = shown(this.model, this.state);
    showLegend(this.model, this.state, this.view);
    showSlider(this.model, this.state);
    this.timeline.show(this.view);
    this.tables.show(this.view);
    showFilters(this.model, this.state, this.view);
    one("#counts").textContent = sayCounts("counts", this.counts());
    one("#nothing").hidden = this.view.nodes.size > 0;
  }

  counts() {
    return countsOf(this.model, this.view);
  }

  /**
   * Tell what has changed, the most telling of it.
   * @param {boolean} filtered
   * @param {boolean} routed
   * @param {boolean} selected
   */
  tell(filtered, routed, selected) {
    const { node, edge } = this.state;
    if ((selected || routed) && (node || edge || this.route.chosen)) openSheet("details");
    if (selected && node) announce(say("announceSelected", { label: known(this.model.nodes, node).label, n: this.model.ties(node, this.view).length }));
    else if (selected && edge) announce(this.edgeText(edge));
    else if (routed && this.route.told()) announce(this.route.told());
    else if (filtered && !this.timeline.plays) announce(sayCounts("announceFilter", this.counts()));
    else if (selected || routed) announce(say("announceCleared"));
  }

  /** @param {string} id */
  edgeText(id) {
    const { from, to, kind_label: kind } = known(this.model.edges, id);
    const [first, second] = [from, to].map((end) => known(this.model.nodes, end).label);
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

/**
 * Tell what of the address cannot be followed; the next address takes it away, or the reader.
 * @param {string[]} words
 */
function tellAstray(words) {
  const told = words.slice(0, ASTRAY).map((word) => (word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word));
  one("#astray").hidden = !words.length;
  one("#astray span").textContent = words.length ? say("astray", { list: [...told, ...(words.length > ASTRAY ? ["…"] : [])].join(", ") }) : "";
}

sketch(one("#drawing"));
records().then((found) => new Page(new Model(found)).start());
