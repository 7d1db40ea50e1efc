/** Paper: what the canvas shows, laid on a sheet that is of another size than the screen. */
import { aim } from "./aim.js";
import { clear } from "./plan.js";

const RIM = { x: 20, y: 26 }; // px

/**
 * Tell what is drawn on a paper: the whole as large as it has room for, of a part that was moved there its middle.
 * @param {import("./canvas.js").Canvas} drawing which is afterwards as it was
 * @param {import("./scene.js").Size} paper
 * @returns {import("./scene.js").Scene}
 */
export function onPaper(drawing, paper) {
  const { camera, plan, moved, fitted } = drawing;
  const kept = { ...camera };
  const scale = Math.min(paper.width / camera.width, paper.height / camera.height);
  Object.assign(camera, paper);
  if (moved && !fitted) camera.scale *= scale;
  else aim(drawing, fitted ?? undefined, RIM);
  drawing.plan = drawing.planned();
  drawing.plan.marks = clear(drawing.plan.marks, drawing.titles());
  const scene = drawing.scene();
  Object.assign(camera, kept);
  drawing.plan = plan;
  return scene;
}
