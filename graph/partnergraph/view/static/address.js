/** The address: it tells what is shown, and showing follows it on load, back and forward. */
import { read, write } from "./bookmark.js";

const PAUSE = 250;
/** Changes that one can go back from; others change the address in its place. */
const STEPS = ["node", "edge", "pathFrom", "pathTo", "hiddenTypes", "hiddenKinds", "connected", "outlines"];

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./state.js").State} State
 * @typedef {import("./renderer.js").Box} Box
 */

export class Address {
  /**
   * @param {Model} model
   * @param {State} state
   * @param {{box: () => Box | null, goTo: (box: Box | null) => void,
   *   tell: (astray: string[]) => void}} deeds
   */
  constructor(model, state, deeds) {
    this.model = model;
    this.state = state;
    this.deeds = deeds;
    this.theme = document.documentElement.dataset.theme ?? "auto";
    this.timer = 0;
    this.isStep = false;
    this.following = false;
    state.listen((changed) => this.note(STEPS.some((name) => changed.has(name))));
    addEventListener("popstate", () => this.follow());
  }

  /** Take the state from the address. */
  follow() {
    window.clearTimeout(this.timer);
    const { kept, box, astray } = read(location.hash.slice(1), this.model, this.theme);
    this.following = true;
    this.state.set({ ...kept, focus: kept.node });
    this.following = false;
    this.deeds.goTo(box);
    this.deeds.tell(astray);
  }

  /**
   * Write the address when nothing has changed for a moment.
   * @param {boolean} isStep
   */
  note(isStep) {
    if (this.following) return;
    this.isStep ||= isStep;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write(), PAUSE);
  }

  write() {
    const text = write(this.state, this.model, this.deeds.box(), this.theme);
    const step = this.isStep;
    this.isStep = false;
    if (text === location.hash.slice(1)) return;
    const address = location.href.replace(/#.*$/, "") + (text && `#${text}`);
    try {
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // a page inside a frame or a mail has no address of its own to write
    }
  }
}
