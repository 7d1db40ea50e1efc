/** The pointer on a canvas: dragging, pinching, the wheel, clicking, hovering. */

const STILL = 5; // px that a click may move

/**
 * @typedef {import("./camera.js").Point} Point
 * @typedef {{shift: (dx: number, dy: number) => void, zoom: (point: Point, factor: number) => void,
 *   click: (point: Point) => void, hover: (point: Point | null) => void}} Deeds
 */

/**
 * Tell what the pointer does; points are in px from the top left of the canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {Deeds} deeds
 */
export function startPointer(canvas, deeds) {
  /** @type {Map<number, Point>} the pointers that are down */
  const down = new Map();
  let way = 0;
  const at = (/** @type {MouseEvent} */ event) => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    if (!down.size) way = 0;
    down.set(event.pointerId, at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    const point = at(event);
    const before = down.get(event.pointerId);
    if (!before) return deeds.hover(point);
    const [dx, dy] = [point.x - before.x, point.y - before.y];
    way += Math.hypot(dx, dy);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, point);
    if (other) pinch(deeds, before, point, other);
    else if (way > STILL) deeds.shift(dx, dy);
  });
  canvas.addEventListener("pointerup", (event) => {
    const alone = down.delete(event.pointerId) && !down.size;
    if (alone && way <= STILL) deeds.click(at(event));
  });
  canvas.addEventListener("pointercancel", (event) => down.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => deeds.hover(null));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    deeds.zoom(at(event), factorOf(event));
  }, { passive: false });
}

/**
 * Two fingers: what lies between them stays between them.
 * @param {Deeds} deeds
 * @param {Point} before
 * @param {Point} now
 * @param {Point} other
 */
function pinch(deeds, before, now, other) {
  const apart = (/** @type {Point} */ point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
  deeds.shift((now.x - before.x) / 2, (now.y - before.y) / 2);
  deeds.zoom({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, apart(now) / apart(before));
}

/** @param {WheelEvent} event */
function factorOf({ deltaY, deltaMode, ctrlKey }) {
  const px = deltaY * (deltaMode === 1 ? 16 : deltaMode === 2 ? 400 : 1);
  return Math.exp(-Math.max(-240, Math.min(240, px)) * (ctrlKey ? 0.01 : 0.0016));
}
