/** The drawing, by vis-network with fixed positions. Its face is that of `renderer.js`. */
import { OUT } from "./aim.js";
import { captions, drawCaptions } from "./caption.js";
import { given, known } from "./known.js";
import { Looks } from "./look.js";
import { drawMark, grown, RING } from "./mark.js";
import { drawOutlines, outlines, outlineTitles } from "./outline.js";
import { paintTitles } from "./paint.js";
import { palette } from "./palette.js";
import { isTold, reach, sceneOf, viaPoint } from "./scene.js";
import { OPACITY, VisData, visOptions } from "./vis.js";

const MARGIN = { x: 64, y: 34 };
const LARGEST = 1.35;
const [LEAST, MOST] = [0.05, 8]; // scale
const REACH = 8;
const STILL = 1e-3; // px, and share of the scale, below which nothing moves

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {import("./renderer.js").Point} Point
 * @typedef {import("./renderer.js").Light} Light
 * @typedef {import("./renderer.js").Box} Box
 * @typedef {import("./renderer.js").Deeds} Deeds
 */

export class Drawing {
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
    this.hovered = "";
    this.moved = false;
    this.grouped = false;
    /** @type {Shown | null} */
    this.view = null;
    /** @type {Light | null} */
    this.light = null;
    this.looks = new Looks(model.kinds, this.colours, OPACITY);
    /** @type {VisData | null} */
    this.data = null;
    /** @type {Map<string, Point>} where the entities in sight were last drawn, in units of the network */
    this.places = new Map();
    const options = visOptions((call) => this.renderNode(call), (line, id) => this.dress(line, id));
    this.network = new globalThis.vis.Network(container, {}, options);
    this.listen();
  }

  /** Follow the pointer, the size of the window and the moments of vis-network's drawing. */
  listen() {
    const { network } = this;
    network.on("beforeDrawing", (context) => this.renderGroups(context));
    network.on("afterDrawing", (context) => {
      this.renderLight(context);
      this.renderCaptions(context);
    });
    network.on("hoverNode", ({ node }) => this.hover(node));
    network.on("blurNode", () => this.hover(""));
    network.on("click", ({ pointer }) => this.deeds.choose(this.pick(pointer.DOM)));
    network.on("zoom", ({ scale }) => scale < this.farthest() && network.moveTo({ scale: this.farthest() }));
    for (const event of ["zoom", "dragEnd"]) network.on(event, () => this.leave());
    network.on("resize", () => requestAnimationFrame(() => this.resized())); // vis-network sets its own view first
  }

  /** Keep in view what is selected with all that it is tied to, or the whole picture until the reader moves it. */
  resized() {
    if (this.light) this.fit(this.light.nodes);
    else if (this.view && !this.moved) this.fit();
  }

  /** The reader has moved the picture: it stays where it is from now on. */
  leave() {
    this.moved = true;
    this.deeds.moved();
  }

  /** @param {string} id */
  hover(id) {
    this.hovered = id;
    this.container.classList.toggle("over", Boolean(id));
    this.network.emit("_requestRedraw"); // as vis-network does itself, so that both are one
  }

  /**
   * Draw what the filters leave; what is not in the light is faded. vis-network draws whenever it is told something: it is
   * held back until it knows all.
   * @param {Shown} view
   * @param {Light | null} light
   */
  draw(view, light) {
    this.view = view;
    this.light = light;
    this.network.emit("_blockRedraw");
    const first = !this.data;
    if (this.data) this.data.show(view);
    else this.begin(view);
    this.render();
    if (first) this.skip();
  }

  /** Draw now. */
  render() {
    this.network.emit("_allowRedraw");
    this.network.redraw();
  }

  /** Leave out the drawing that vis-network has asked itself for since it was made: it would be the same. */
  skip() {
    this.network.emit("_blockRedraw");
    requestAnimationFrame(() => this.network.emit("_allowRedraw"));
  }

  /**
   * Tell vis-network the whole network, and bring it into view.
   * @param {Shown} view
   */
  begin(view) {
    this.data = new VisData(this.model, view);
    this.network.setData({ nodes: this.data.nodes, edges: this.data.edges });
    for (const [id, edge] of Object.entries(this.network.body.edges)) {
      edge.select();
      bend(edge.edgeType, known(this.model.edges, id));
    }
    this.fit(this.light ? this.light.nodes : view.nodes);
  }

  /**
   * @param {import("./look.js").Line} line
   * @param {string} id
   */
  dress(line, id) {
    this.looks.dress(line, known(this.model.edges, id), this.light, this.network.getScale());
  }

  /** Draw the same once more. */
  redraw() {
    this.render();
  }

  /** Read the colours anew and draw with them. */
  repaint() {
    this.colours = palette();
    this.looks = new Looks(this.model.kinds, this.colours, OPACITY);
    if (this.view) this.render();
  }

  /** @param {import("./vis.js").Call} call */
  renderNode({ ctx, id, x, y }) {
    const size = known(this.model.nodes, id).size * this.thickness();
    const drawNode = () => {
      this.places.set(id, { x, y });
      if (!this.light?.nodes.has(id)) this.drawMark(ctx, id, { x, y });
    };
    return { drawNode, nodeDimensions: { width: 2.2 * size, height: 2.2 * size } };
  }

  /** @param {string} id */
  isMarked(id) {
    const { selected, focused, hovered } = this.marking(id);
    return selected || focused || hovered;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} id
   * @param {Point} place
   */
  drawMark(context, id, { x, y }) {
    const { size, type } = known(this.model.nodes, id);
    const { look } = known(this.model.type, type);
    drawMark(context, { x, y, size, path: look.path, look, zoom: this.thickness(), ...this.marking(id) }, this.colours);
  }

  /** @returns {number} by how much marks are larger than they would be if they grew with the picture */
  thickness() {
    const scale = this.network.getScale();
    return grown(scale) / scale;
  }

  /**
   * Draw what is in the light above what is faded.
   * @param {CanvasRenderingContext2D} context
   */
  renderLight(context) {
    for (const id of this.light?.edges ?? []) this.network.body.edges[id].draw(context);
    for (const [id, place] of this.places) {
      if (!this.light?.nodes.has(id)) continue;
      context.save();
      this.drawMark(context, id, place);
      context.restore();
    }
  }

  /** @param {string} id */
  marking(id) {
    return {
      faded: this.light !== null && !this.light.nodes.has(id),
      selected: this.state.node === id,
      focused: this.state.focus === id && document.activeElement === this.container,
      hovered: this.hovered === id,
    };
  }

  /** @param {CanvasRenderingContext2D} context */
  renderGroups(context) {
    this.places.clear();
    drawOutlines(context, this.outlines(), this.colours);
  }

  /** @returns {import("./outline.js").Outline[]} of groups */
  outlines() {
    return this.state.outlines && this.view ? outlines(this.positions(), this.model.nodes) : [];
  }

  /** @param {CanvasRenderingContext2D} context */
  renderCaptions(context) {
    if (!this.view) return;
    const { a: scale, e, f } = context.getTransform();
    const ratio = this.ratio();
    const screen = { width: this.container.clientWidth, height: this.container.clientHeight };
    const seen = [...this.places].filter(([id]) => !this.light || this.light.nodes.has(id) || this.isMarked(id));
    const marks = seen.map(([id, { x, y }]) =>
      this.labelled(id, { x: (x * scale + e) / ratio, y: (y * scale + f) / ratio }, scale / ratio));
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const titles = outlineTitles(this.outlines(), (point) => this.network.canvasToDOM(point), marks, screen);
    paintTitles(context, titles, this.colours);
    drawCaptions(context, captions(context, marks, screen, titles.map(({ box }) => box)), this.colours);
    context.restore();
  }

  /** @returns {number} dots of the canvas in one px of the page */
  ratio() {
    const canvas = given(this.container.querySelector("canvas"));
    return canvas.width / canvas.clientWidth;
  }

  /**
   * @param {string} id
   * @param {Point} place in px
   * @param {number} scale
   * @returns {import("./caption.js").Mark}
   */
  labelled(id, { x, y }, scale) {
    const { short, size } = known(this.model.nodes, id);
    const { faded } = this.marking(id);
    const must = this.isMarked(id) || (!faded && isTold(this.light, this.state));
    const rank = (must ? 1e6 : 0) + (this.light && !faded ? 1e3 : 0) + known(this.model.incident, id).length;
    const text = faded && !must ? "" : short;
    const radius = (size * 1.1 + (must ? RING : 0)) * grown(scale);
    return { id, text, x, y, radius, rank, strong: must || this.model.hubs.has(id), must, great: !faded && this.model.great.has(id) };
  }

  /**
   * Find what lies at a point of the screen; an entity near it goes before a relation at it.
   * @param {Point} point
   * @returns {{node: string, edge: string}}
   */
  pick(point) {
    const away = (/** @type {string} */ id) => {
      const { x, y } = this.toScreen(id);
      return Math.hypot(x - point.x, y - point.y) - known(this.model.nodes, id).size * grown(this.network.getScale());
    };
    const near = [...(this.view?.nodes ?? [])].filter((id) => away(id) < REACH);
    const node = near.sort((a, b) => away(a) - away(b))[0] ?? "";
    return { node, edge: node ? "" : (this.network.getEdgeAt(point) ?? "") };
  }

  /**
   * @param {string} id
   * @returns {Point}
   */
  toScreen(id) {
    return this.network.canvasToDOM(this.network.getPosition(id));
  }

  /**
   * Show all that is shown, or some entities, with room for labels at the rim.
   * @param {Set<string>} [ids]
   */
  fit(ids = given(this.view).nodes) {
    const box = this.fitting(ids);
    if (!box) return;
    this.moved = ids !== this.view?.nodes;
    this.go(box);
  }

  /**
   * @param {Set<string>} ids
   * @returns {Box | null} what shows these entities; nothing for none
   */
  fitting(ids) {
    const points = Object.values(this.network.getPositions([...ids]));
    if (!points.length) return null;
    const [left, right] = reach(points.map((point) => point.x));
    const [top, bottom] = reach(points.map((point) => point.y));
    const room = { x: this.container.clientWidth - 2 * MARGIN.x, y: this.container.clientHeight - 2 * MARGIN.y };
    const scale = Math.min(LARGEST, room.x / Math.max(right - left, 1), room.y / Math.max(bottom - top, 1));
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(scale, LEAST) };
  }

  /** @returns {number} the scale below which the whole would be a speck */
  farthest() {
    return (this.fitting(given(this.view).nodes)?.scale ?? 1) / OUT;
  }

  /**
   * Move there, unless it is there already: vis-network would draw all once more.
   * @param {Box} box
   */
  go({ x, y, scale }) {
    const now = { ...this.network.getViewPosition(), scale: this.network.getScale() };
    const away = Math.max(Math.abs(now.x - x), Math.abs(now.y - y)) * scale;
    if (away <= STILL && Math.abs(now.scale / scale - 1) <= STILL) return;
    this.network.emit("_allowRedraw");
    this.network.moveTo({ position: { x, y }, scale });
  }

  /** @param {string} id */
  centreOn(id) {
    this.network.moveTo({ position: this.network.getPosition(id) });
    this.leave();
  }

  /**
   * Bring an entity into view if it is not.
   * @param {string} id
   */
  show(id) {
    const { x, y } = this.toScreen(id);
    const { clientWidth, clientHeight } = this.container;
    if (x < MARGIN.x || y < MARGIN.y || x > clientWidth - MARGIN.x || y > clientHeight - MARGIN.y) this.centreOn(id);
  }

  /** @param {number} factor */
  zoom(factor) {
    this.network.moveTo({ scale: Math.min(MOST, Math.max(this.farthest(), this.network.getScale() * factor)) });
    this.leave();
  }

  /** @returns {Map<string, Point>} */
  positions() {
    return new Map(Object.entries(this.network.getPositions([...given(this.view).nodes])));
  }

  /** @returns {Box | null} */
  box() {
    return this.moved ? { ...this.network.getViewPosition(), scale: this.network.getScale() } : null;
  }

  /** @param {Box | null} box */
  setBox(box) {
    if (!box) return this.fit();
    this.go({ ...box, scale: Math.min(MOST, Math.max(LEAST / OUT, box.scale)) });
    this.moved = true;
  }

  /**
   * Let entities move by forces, or put them back where the file has them.
   * @param {boolean} on
   */
  animate(on) {
    this.network.setOptions({ physics: { enabled: on, stabilization: { enabled: false } } });
    if (on) return this.network.startSimulation();
    this.network.stopSimulation();
    this.data?.settle();
    if (!this.moved) this.fit();
  }

  /**
   * @param {import("./scene.js").Size} [paper]
   * @returns {import("./scene.js").Scene}
   */
  scene(paper) {
    const { model, state, view, light, colours } = this;
    return sceneOf({ model, state, view: given(view), light, colours, positions: this.positions(), opacity: OPACITY }, paper);
  }
}

/**
 * Bend a line as it is everywhere else: vis-network's own curves lean to one end where they are wide.
 * @param {VisEdgeType} type
 * @param {import("./model.js").Relation} edge
 */
function bend(type, { bend: share, from, to }) {
  if (share && from !== to) type._getViaCoordinates = () => viaPoint(type.from, type.to, share);
}
