/** The part of a picture in which something is: paper is dear, and empty rims make what is told smaller. */

const RIM = 10; // px

/**
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./grid.js").Box} Box
 */

/**
 * Find what of a picture is not empty, with a rim.
 * @param {Scene} scene
 * @returns {Box} in px, within the picture; all of it where nothing is drawn
 */
export function filled(scene) {
  const { width, height } = scene;
  const boxes = boxesOf(scene);
  if (!boxes.length) return { left: 0, top: 0, right: width, bottom: height };
  const [xs, ys] = [boxes.flatMap(({ left, right }) => [left, right]), boxes.flatMap(({ top, bottom }) => [top, bottom])];
  const least = (/** @type {number[]} */ values) => Math.max(0, values.reduce((one, other) => Math.min(one, other)) - RIM);
  const most = (/** @type {number[]} */ values, /** @type {number} */ bound) => Math.min(bound, values.reduce((one, other) => Math.max(one, other)) + RIM);
  return { left: least(xs), top: least(ys), right: most(xs, width), bottom: most(ys, height) };
}

/**
 * @param {Scene} scene
 * @returns {Box[]} what is drawn in it; of a line its middle, because its ends lie in something
 */
function boxesOf({ areas, discs, shapes, strokes, captions }) {
  const around = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ reach) =>
    ({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
  return [
    ...areas.flatMap(({ points, padding }) => points.map(({ x, y }) => around(x, y, padding))), ...discs.map(({ x, y, r }) => around(x, y, r)),
    ...shapes.map(({ x, y, size }) => around(x, y, 1.3 * size)), ...captions.map(({ box }) => box),
    ...strokes.flatMap(({ from, to, via }) => (via ? [around((from.x + 2 * via.x + to.x) / 4, (from.y + 2 * via.y + to.y) / 4, 2)] : [])),
  ];
}
