/** What draws: the face that the page knows of a drawing, and the choice of the one that the page was written for. */
import { block } from "./block.js";
import { Canvas } from "./canvas.js";
import { Drawing } from "./drawing.js";
import { known } from "./known.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {{x: number, y: number}} Point
 * @typedef {{nodes: Set<string>, edges: Set<string>}} Light what stays in full colour while the rest is faded
 * @typedef {{node: string, edge: string}} Picked what lies at a point; at most one of the two is not empty
 * @typedef {{x: number, y: number, scale: number}} Box the point of the network in the middle of the screen, and px to
 *   one unit of the network
 * @typedef {{choose: (picked: Picked) => void, moved: () => void}} Deeds what the drawing tells the page: a click, and
 *   that the reader has moved or zoomed it
 */

/**
 * The face of a drawing. Points are in px from the top left of the container, unless said otherwise; ids are those of
 * shown entities. The state is read (selected, focused, outlines) and never changed.
 *
 * @typedef {object} Renderer
 * @property {(view: Shown, light: Light | null) => void} draw show what the filters leave, and fade what is not in the
 *   light; what is drawn already stays where it is
 * @property {() => void} redraw draw the same once more, because the state has changed (focus, outlines)
 * @property {() => void} repaint read the colours of the page anew and draw with them
 * @property {(point: Point) => Picked} pick find what lies at a point; an entity near it goes before a relation
 * @property {(id: string) => Point} toScreen tell where an entity is now
 * @property {() => Map<string, Point>} positions tell where all shown entities are, in units of the network
 * @property {(ids?: Set<string>) => void} fit bring all that is shown, or some entities, into view
 * @property {(id: string) => void} centreOn bring an entity into the middle
 * @property {(id: string) => void} show bring an entity into view if it is not
 * @property {(factor: number) => void} zoom draw larger or smaller, the middle staying
 * @property {() => Box | null} box tell what is in view; nothing while the whole picture is
 * @property {(box: Box | null) => void} setBox bring into view what `box` told; nothing is the whole picture
 * @property {(paper?: import("./scene.js").Size) => Scene} scene tell all that is drawn as values, for pictures; so small
 *   that it fits a paper
 * @property {boolean} grouped whether groups are drawn at all times, so that there is nothing to switch
 * @property {((on: boolean) => void) | null} animate let entities move by forces, or stand where the file has them; null if
 *   it cannot
 */

/** @typedef {new (container: HTMLElement, model: Model, state: State, deeds: Deeds) => Renderer} Maker */

/** @type {Map<string, Maker>} */
const MAKERS = new Map(/** @type {[string, Maker][]} */ ([["vis", Drawing], ["canvas", Canvas]]));

/**
 * Make the drawing that the page was written for.
 * @param {HTMLElement} container
 * @param {Model} model
 * @param {State} state
 * @param {Deeds} deeds
 * @returns {Renderer}
 */
export function renderer(container, model, state, deeds) {
  return new (known(MAKERS, block("settings").renderer))(container, model, state, deeds);
}
