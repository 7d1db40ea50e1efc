/** What of a network is brought into view, and how far away one can go from it. */

export const FIT = { margin: { x: 34, y: 46 }, largest: 1.35 };
const EGO_MARGIN = { x: 150, y: 34 };
const SCOPE = 36; // px of height of the line that tells what is in sight
export const OUT = 4; // times that the whole can be made smaller than the screen

/**
 * @typedef {import("./camera.js").Point} Point
 * @typedef {{camera: import("./camera.js").Camera, atlas: import("./atlas.js").Atlas, ego: import("./ego.js").Ego | null,
 *   place: (id: string) => Point}} Seen
 */

/**
 * Bring all that is shown, or some entities, into view.
 * @param {Seen} seen
 * @param {Set<string>} [ids]
 * @param {Point} [rim] px
 */
export function aim(seen, ids, rim = FIT.margin) {
  const { camera, ego } = seen;
  const foot = ids || ego ? SCOPE / 2 : 0; // they lie above the line that tells of them
  const margin = ego ? { x: Math.min(EGO_MARGIN.x, camera.width / 5), y: EGO_MARGIN.y + foot } : { ...rim, y: rim.y + foot };
  camera.fit(extent(seen, ids), margin, FIT.largest);
  camera.shift(0, -foot);
}

/**
 * @param {Seen} seen
 * @returns {number | undefined} the scale below which all that is shown would be a speck
 */
export function farthest(seen) {
  const whole = seen.camera.fitting(extent(seen), FIT.margin, FIT.largest);
  return whole ? whole.scale / OUT : undefined;
}

/**
 * @param {Seen} seen
 * @param {Set<string>} [ids]
 * @returns {(Point & {r: number})[]} discs, in units of the network
 */
function extent(seen, ids) {
  const some = ids ?? seen.ego?.places.keys();
  return some ? Array.from(some, (id) => ({ ...seen.place(id), r: 12 })) : seen.atlas.discs();
}
