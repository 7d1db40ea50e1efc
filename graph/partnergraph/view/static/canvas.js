/** The drawing of a large network on a canvas of our own. Its face is that of `renderer.js`. */
import { aim, FIT, farthest } from "./aim.js";
import { Atlas } from "./atlas.js";
import { block } from "./block.js";
import { Camera } from "./camera.js";
import { captions, drawCaptions } from "./caption.js";
import { centreOf, Ego, MOST } from "./ego.js";
import { given, known } from "./known.js";
import { grown } from "./mark.js";
import { Notice } from "./notice.js";
import { onPaper } from "./paper.js";
import { clear, egoPlan, namedOf, near, sceneOfPlan } from "./plan.js";
import { paint, paintMark, paintTitles, titleWidths } from "./paint.js";
import { palette } from "./palette.js";
import { drawPlate } from "./plate.js";
import { startPointer } from "./pointer.js";
import { sightOf } from "./sight.js";
import { Surface } from "./surface.js";
import { titlesOf } from "./title.js";

const FAR = 60; // px, the least between the ends of a relation that is selected
const FEWEST = 16; // partners that are shown on the smallest screen
const ROOM = 5_000; // px² that a partner with its label needs
const PAUSE = 110; // ms without movement after which all is drawn anew
const CHEAP = 12; // ms of drawing up to which it is drawn anew while it moves

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {import("./renderer.js").Point} Point
 * @typedef {import("./renderer.js").Light} Light
 * @typedef {import("./renderer.js").Box} Box
 * @typedef {import("./renderer.js").Deeds} Deeds
 * @typedef {import("./atlas.js").Mark} Mark
 */

export class Canvas {
  /**
   * @param {HTMLElement} container
   * @param {Model} model
   * @param {State} state
   * @param {Deeds} deeds
   */
  constructor(container, model, state, deeds) {
    this.container = container;
    this.model = model;
    this.state = state;
    this.deeds = deeds;
    this.colours = palette();
    this.surface = new Surface(container);
    this.camera = new Camera();
    this.atlas = new Atlas(model, block("overview"), model.carrying);
    /** @type {Ego | null} what is shown in place of the map */
    this.ego = null;
    /** @type {Box | null} where the reader had moved the map before */
    this.kept = null;
    /** whether what is shown is not the whole */
    this.moved = false;
    /** @type {Set<string> | null} what was brought into view and is kept there until the reader moves it */
    this.fitted = null;
    /** @type {Shown | null} */
    this.view = null;
    /** @type {Light | null} */
    this.light = null;
    this.hovered = "";
    this.grouped = true;
    this.animate = null;
    this.plan = this.atlas.plan(this.camera, null);
    /** @type {import("./caption.js").Caption[]} the labels of the picture that is kept */
    this.written = [];
    this.notice = new Notice(() => this.whole());
    this.cost = 0;
    this.timer = 0;
    this.frame = 0;
    this.listen();
  }

  listen() {
    startPointer(this.surface.canvas, {
      shift: (dx, dy) => this.glide(() => this.camera.shift(dx, dy)),
      zoom: (point, factor) => this.glide(() => this.camera.zoom(point, factor, farthest(this))),
      click: (point) => this.click(point),
      hover: (point) => this.hover(point),
    });
    new ResizeObserver(() => this.resized()).observe(this.container);
    this.resized();
  }

  /** Follow the size of the container; what was brought into view stays there until the reader moves it. */
  resized() {
    Object.assign(this.camera, this.surface.resize());
    if (this.ego) this.ego = this.around(this.ego.id);
    if (this.view && (this.fitted || !this.moved)) this.fit(this.fitted ?? undefined);
    else if (this.view) this.render();
  }

  /**
   * Draw what the filters leave; what is not in the light is faded. A selected entity is shown with its partners.
   * @param {Shown} view
   * @param {Light | null} light
   */
  draw(view, light) {
    if (view !== this.view) this.atlas.filter(view);
    const first = !this.view;
    const id = centreOf(this.state, this.ego, this.model, view);
    const [before, filtered, lit] = [this.ego?.id ?? "", view !== this.view, light !== this.light];
    Object.assign(this, { view, light });
    if (id && (id !== before || filtered)) this.ego = this.around(id);
    if (!id) this.ego = null;
    if (id !== before) this.turn(before);
    else if (first) this.fit();
    else this.render();
    if (lit && light && !this.ego && !this.tells(light.nodes)) this.fit(light.nodes);
  }

  /**
   * Whether entities are in sight, and the ends of a selected relation can be told apart.
   * @param {Set<string>} ids
   */
  tells(ids) {
    const places = Array.from(ids, (id) => this.toScreen(id));
    const close = this.state.edge && places.length === 2 && Math.hypot(places[0].x - places[1].x, places[0].y - places[1].y) < FAR;
    return !close && [...ids].every((id) => this.isSeen(id));
  }

  /**
   * @param {string} id
   * @returns {Ego} an entity with as many partners as there is room for
   */
  around(id) {
    const { width, height } = this.camera;
    return new Ego(this.model, given(this.view), id, Math.min(MOST, Math.max(FEWEST, Math.round((width * height) / ROOM))));
  }

  /**
   * Go from the map to an entity with its partners, from one of these to another, or back to where the map had been.
   * @param {string} before the entity that had been shown
   */
  turn(before) {
    if (!before) this.kept = this.box();
    const back = this.ego ? null : this.kept;
    this.moved = Boolean(back);
    this.fitted = null;
    if (!back) return this.fit();
    this.camera.go(back);
    this.render();
  }

  /** Go back to the whole network, also from an entity with its partners that was chosen in a part of it. */
  whole() {
    this.kept = null;
    if (this.ego) this.deeds.choose({ node: "", edge: "" });
    if (this.moved) this.fit();
    this.deeds.moved();
  }

  /** Draw the same once more. */
  redraw() {
    this.overlay();
  }

  /** Read the colours anew and draw with them. */
  repaint() {
    this.colours = palette();
    if (this.view) this.render();
  }

  /** Draw all where nothing moves any more. */
  render() {
    window.clearTimeout(this.timer);
    this.paint();
  }

  /** Draw all, and keep the picture of it. */
  paint() {
    const start = performance.now();
    const { context } = this.surface;
    this.plan = this.planned();
    this.tell();
    const titles = this.titles(this.notice.boxes);
    this.plan.marks = clear(this.plan.marks, titles);
    this.surface.clear();
    paint(context, this.plan, this.model, this.colours);
    if (this.ego) this.paintMarked(this.ego.id, { selected: !this.state.edge });
    paintTitles(context, titles, this.colours);
    this.written = this.captions(titles, this.notice.boxes);
    drawCaptions(context, this.written, this.colours);
    this.surface.keep(this.camera.box());
    this.overlay();
    this.cost = performance.now() - start;
  }

  planned() {
    return this.ego ? egoPlan(this.ego, this.model, this.camera, this.state.edge) : this.atlas.plan(this.camera, this.light);
  }

  /**
   * @param {import("./grid.js").Box[]} [blocked] where none may stand
   * @returns {import("./title.js").Title[]} of groups; none while something is in the light
   */
  titles(blocked = []) {
    const { plan, atlas, camera: { width, height } } = this;
    const fixed = plan.marks.filter((mark) => !mark.hub);
    return plan.faded ? [] : titlesOf(plan.discs, atlas.groups, atlas.counts, { width, height, blocked }, fixed, titleWidths(this.surface.context));
  }

  /**
   * @param {import("./title.js").Title[]} titles where no label may stand
   * @param {import("./grid.js").Box[]} [blocked] and where else
   * @returns {import("./caption.js").Caption[]}
   */
  captions(titles, blocked = []) {
    const { plan, camera, model, ego } = this;
    const named = namedOf(plan, model, ego?.id ?? "", new Set(titles.flatMap((title) => title.lines)));
    return captions(this.surface.context, named, camera, [...titles.map((title) => title.box), ...blocked]);
  }

  /** Draw what the pointer and the keys are at above the picture that is kept. */
  overlay() {
    this.surface.show(this.camera.box());
    const focus = document.activeElement === this.container ? this.state.focus : "";
    for (const id of new Set([focus, this.hovered])) {
      if (!id || !this.view?.nodes.has(id)) continue;
      const mark = this.paintMarked(id, { selected: this.ego?.id === id, focused: id === focus, hovered: id === this.hovered });
      if (this.ego?.id === id) continue; // its name stands there, and in the details
      const plate = { ...mark, within: null, text: known(this.model.nodes, id).label, radius: mark.r * 1.1, rank: 1, strong: true, must: true };
      drawPlate(this.surface.context, plate, this.written.find((label) => label.id === id), this.camera, this.colours);
    }
  }

  /**
   * @param {string} id
   * @param {{selected?: boolean, focused?: boolean, hovered?: boolean}} how
   * @returns {Mark}
   */
  paintMarked(id, how) {
    const { type, size } = known(this.model.nodes, id);
    const drawn = this.plan.marks.find((mark) => mark.id === id);
    const mark = drawn ?? { id, ...this.toScreen(id), r: Math.max(5, size * grown(this.camera.scale)), type, faded: false, strong: true, hub: false };
    paintMark(this.surface.context, { ...mark, r: Math.max(4, mark.r) }, this.model, this.colours, how);
    return mark;
  }

  /** Say what part of the network this is. */
  tell() {
    const told = this.view?.nodes.size ? sightOf({ ...this, edge: this.state.edge, groups: this.atlas.discs().length }) : "";
    this.notice.show(told, Boolean(this.ego) || this.moved, this.camera);
  }

  /**
   * Move: at once where drawing is quick, else the picture that is kept until the movement pauses.
   * @param {() => void} move
   */
  glide(move) {
    move();
    this.leave();
    this.hovered = "";
    this.written = []; // they move with the picture
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), PAUSE);
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.cost < CHEAP) this.paint();
      else this.overlay();
    });
  }

  /** What is shown is where the reader has moved it. */
  leave() {
    this.moved = true;
    this.fitted = null;
  }

  settle() {
    window.clearTimeout(this.timer);
    this.render();
    this.deeds.moved();
  }

  /** @param {Point} point */
  click(point) {
    const { mark, stroke, disc } = near(this.plan, point);
    if (mark || stroke || !disc || disc.open) return this.deeds.choose({ node: mark?.id ?? "", edge: mark ? "" : (stroke?.edge.id ?? "") });
    const { x, y, r } = this.atlas.overview.groups[disc.group];
    this.camera.fit([{ x, y, r }], FIT.margin, FIT.largest);
    this.leave();
    this.settle();
  }

  /** @param {Point | null} point */
  hover(point) {
    const { mark, stroke, disc } = point ? near(this.plan, point) : { mark: null, stroke: null, disc: null };
    this.container.classList.toggle("over", Boolean(mark || stroke || (disc && !disc.open)));
    if (this.hovered === (mark?.id ?? "")) return;
    this.hovered = mark?.id ?? "";
    this.overlay();
  }

  /**
   * @param {Point} point
   * @returns {import("./renderer.js").Picked}
   */
  pick(point) {
    const { mark, stroke } = near(this.plan, point);
    return { node: mark?.id ?? "", edge: mark ? "" : (stroke?.edge.id ?? "") };
  }

  /**
   * @param {string} id
   * @returns {Point} where it is in units of what is shown
   */
  place(id) {
    return this.ego?.places.get(id) ?? known(this.model.nodes, id);
  }

  /**
   * @param {string} id
   * @returns {Point}
   */
  toScreen(id) {
    return this.camera.toScreen(this.place(id));
  }

  /** @returns {Map<string, Point>} */
  positions() {
    if (this.ego) return this.ego.places;
    return new Map(Array.from(given(this.view).nodes, (id) => [id, known(this.model.nodes, id)]));
  }

  /**
   * Show all that is shown, or some entities.
   * @param {Set<string>} [ids]
   */
  fit(ids) {
    aim(this, ids);
    this.moved = Boolean(ids);
    this.fitted = ids ?? null;
    this.render();
  }

  /** @param {string} id */
  centreOn(id) {
    this.camera.go({ ...this.camera.box(), ...this.place(id) });
    this.leave();
    this.settle();
  }

  /**
   * Bring an entity into view if it is not.
   * @param {string} id
   */
  show(id) {
    if (!this.isSeen(id)) this.centreOn(id);
  }

  /** @param {string} id */
  isSeen(id) {
    return this.camera.sees({ ...this.toScreen(id), r: -FIT.margin.y });
  }

  /** @param {number} factor */
  zoom(factor) {
    this.camera.zoom({ x: this.camera.width / 2, y: this.camera.height / 2 }, factor, farthest(this));
    this.leave();
    this.settle();
  }

  /** @returns {Box | null} none beside a line among partners, whom an address of the line does not show */
  box() {
    return this.moved && !(this.ego && this.state.edge) ? this.camera.box() : null;
  }

  /** @param {Box | null} box */
  setBox(box) {
    if (!box) return this.fit();
    this.camera.go(box);
    this.leave();
    this.render();
  }

  /**
   * @param {import("./scene.js").Size} [paper]
   * @returns {import("./scene.js").Scene} what is in sight
   */
  scene(paper) {
    const { model, colours, camera, ego, plan } = this;
    if (paper) return onPaper(this, paper);
    const titles = this.titles();
    return sceneOfPlan({ plan, model, colours, screen: camera, titles, captions: this.captions(titles), selected: ego?.id ?? "" });
  }
}
