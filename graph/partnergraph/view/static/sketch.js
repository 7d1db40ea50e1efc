/** The first sight of a large network: its overview, drawn before the rest of the data is read. */
import { block, drawsOnCanvas } from "./block.js";
import { Camera } from "./camera.js";
import { FIT } from "./aim.js";
import { discsOf, linesOf } from "./overview.js";
import { paintDiscs, paintLines, paintTitles, titleWidths } from "./paint.js";
import { palette } from "./palette.js";
import { Surface } from "./surface.js";
import { titlesOf } from "./title.js";

/**
 * Draw the overview where the page has one.
 * @param {HTMLElement} container
 */
export function sketch(container) {
  if (!drawsOnCanvas()) return;
  const overview = block("overview");
  const [surface, camera, colours] = [new Surface(container), new Camera(), palette()];
  const counts = overview.groups.map((/** @type {import("./overview.js").Group} */ group) => group.size);
  Object.assign(camera, surface.resize());
  camera.fit(overview.groups, FIT.margin, FIT.largest);
  surface.clear();
  const discs = discsOf(overview.groups, camera, counts);
  paintLines(surface.context, { lines: linesOf(overview, camera, counts, (line) => overview.lines[line][2]), faded: false }, colours);
  paintDiscs(surface.context, { discs, faded: false }, { types: block("types") }, colours);
  const titles = titlesOf(discs, overview.groups, counts, camera, [], titleWidths(surface.context));
  paintTitles(surface.context, titles, colours);
}
