/** The timeline: how many relations are in force in each year, the years that are shown, and a film of them. */
import { element, one } from "./element.js";
import { given } from "./known.js";
import { sayNumber, say } from "./words.js";
import { begunIn, denseFrom, film, histogram, isDated, moved, yearsOf } from "./years.js";

const NS = "http://www.w3.org/2000/svg";
const HEIGHT = 30;
const LENGTH = 12_000; // ms of a whole film
const FRAME = { least: 250, most: 900 };
const BARS = 200; // bars that are drawn; of more years several are one, as high as the highest of them
const LABELS = 8; // years written beneath the bars

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Relation} Relation
 * @typedef {import("./state.js").State} State
 */

export class Timeline {
  /**
   * @param {Model} model
   * @param {State} state
   */
  constructor(model, state) {
    this.model = model;
    this.state = state;
    this.timer = 0;
    /** whether the axis begins with the first year, also where little is told of the first ones */
    this.whole = false;
    this.dense = 0;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    if (model.range) this.start();
    else one("[aria-controls=timeline]")?.remove();
  }

  start() {
    one("#timeline").hidden = false;
    const range = given(this.model.range);
    this.dense = denseFrom(begunIn(this.model.edges.values(), range), range[0]);
    for (const field of [one("#from-year"), one("#to-year")]) field.addEventListener("input", () => this.read(field));
    one("#earlier").addEventListener("click", () => this.turn());
    one("#play").addEventListener("click", () => this.press());
    one("#all-years").addEventListener("click", () => this.choose({ from: null, to: null }));
    one("#undated").addEventListener("change", () => this.choose({ undated: one("#undated").checked }));
    this.still.addEventListener("change", () => this.stop());
    one("#undated-row").hidden = [...this.model.edges.values()].every(isDated);
    this.begin(false);
  }

  /**
   * Begin the axis with the first year, or with that from which on there is much to tell.
   * @param {boolean} whole
   */
  begin(whole) {
    this.whole = whole;
    const [low, high] = this.years;
    // the handles stand at the left edge of the first year and at the right edge of the last one
    for (const [field, least, most] of [[one("#from-year"), low, high + 1], [one("#to-year"), low - 1, high]]) {
      field.min = String(least);
      field.max = String(most);
    }
    this.drawScale();
  }

  /** Show the years that the axis leaves out, or leave them out again. */
  turn() {
    this.begin(!this.whole);
    const { from, to } = this.state;
    const isLeft = (/** @type {number | null} */ year) => year === null || year < this.years[0];
    this.choose({ from: isLeft(from) ? null : from, to: isLeft(to) ? null : to });
  }

  /**
   * Say how much begins before the axis does.
   * @param {Relation[]} edges
   */
  showEarlier(edges) {
    const begun = edges.filter((edge) => yearsOf(edge)[0] > -Infinity && yearsOf(edge)[0] < this.dense);
    one("#earlier").hidden = this.dense === given(this.model.range)[0] || (!this.whole && !begun.length);
    one("#earlier").textContent = this.whole ? say("later", { year: String(this.dense) }) : say("earlier", { n: begun.length, year: String(this.dense) });
  }

  /** @returns {[number, number]} the first and the last year of the axis, where there are any */
  get years() {
    const [low, high] = given(this.model.range);
    return [this.whole ? low : this.dense, high];
  }

  /** @returns {boolean} whether a film runs */
  get plays() {
    return this.timer !== 0;
  }

  /**
   * The handles keep their order: one that is moved past the other takes it along.
   * @param {HTMLInputElement} field
   */
  read(field) {
    this.choose(moved(field.id === "from-year", Number(field.value), this.state, this.years));
  }

  /** @param {Partial<State>} changes */
  choose(changes) {
    this.stop();
    this.state.set(changes);
  }

  /** Play or pause; where motion is not wanted, go on by one picture. */
  press() {
    if (this.plays) return this.stop();
    const frames = film([...this.model.edges.values()], this.years, this.state, this.still.matches);
    if (this.still.matches) return this.state.set(frames.find((frame) => !this.isNow(frame)) ?? {});
    const pause = Math.min(FRAME.most, Math.max(FRAME.least, LENGTH / frames.length));
    this.timer = window.setInterval(() => {
      const frame = frames.shift();
      if (!frame) return this.stop();
      if (!frames.length) this.stop();
      this.state.set(frame);
    }, pause);
    this.showButton();
  }

  /** @param {{from: number | null, to: number | null}} frame */
  isNow({ from, to }) {
    return from === this.state.from && to === this.state.to;
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = 0;
    if (this.model.range) this.showButton();
  }

  showButton() {
    one("#play").textContent = say(this.plays ? "pause" : this.still.matches ? "nextYear" : "play");
  }

  /**
   * Show what the state says.
   * @param {import("./shown.js").Shown} view
   */
  show(view) {
    if (!this.model.range) return;
    const [low, high] = this.model.range;
    const [from, to] = [this.state.from ?? low, this.state.to ?? high];
    const isLeft = (/** @type {number | null} */ year) => year !== null && year < this.dense;
    if (!this.whole && (isLeft(this.state.from) || isLeft(this.state.to))) this.begin(true);
    one("#from-year").value = String(from);
    one("#to-year").value = String(to);
    one("#window").textContent = from === to ? String(from) : say("window", { from: String(from), to: String(to) });
    one("#all-years").hidden = this.state.from === null && this.state.to === null;
    one("#undated").checked = this.state.undated;
    one("#undated-row .count").textContent = sayNumber(view.timeless.filter((edge) => !isDated(edge)).length);
    this.showEarlier(view.timeless);
    this.drawBars(view.timeless, from, to);
    this.showButton();
  }

  /**
   * @param {Relation[]} edges
   * @param {number} from
   * @param {number} to
   */
  drawBars(edges, from, to) {
    const [low, high] = this.years;
    const counts = histogram(edges, this.years);
    const most = Math.max(1, ...counts);
    const chart = one("#histogram");
    chart.setAttribute("viewBox", `0 0 ${counts.length} ${HEIGHT}`);
    chart.setAttribute("aria-label", say("histogram", { from: String(low), to: String(high) }));
    const size = Math.ceil(counts.length / BARS);
    const bars = Array.from({ length: Math.ceil(counts.length / size) }, (_, at) => Math.max(...counts.slice(at * size, (at + 1) * size)));
    chart.replaceChildren(...bars.map((count, at) => {
      const [first, last] = [low + at * size, Math.min(high, low + (at + 1) * size - 1)];
      const height = count && Math.max(1, (HEIGHT * count) / most);
      const bar = drawn("rect", { x: (at + 0.08) * size, y: HEIGHT - height, width: 0.84 * size, height });
      bar.setAttribute("class", last >= from && first <= to ? "in" : "out");
      bar.append(drawn("title", {}));
      given(bar.firstChild).textContent = say("yearCount", { year: first < last ? `${first}–${last}` : String(first), n: count });
      return bar;
    }));
  }

  drawScale() {
    const [low, high] = this.years;
    const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].find((size) => (high - low) / size <= LABELS) ?? 2000;
    const years = Array.from({ length: high - low + 1 }, (_, place) => low + place).filter((year) => year % step === 0);
    one("#timeline .scale").replaceChildren(...years.map((year) => {
      const label = element("span", {}, String(year));
      label.style.insetInlineStart = `${((year - low + 0.5) / (high - low + 1)) * 100}%`;
      return label;
    }));
  }
}

/**
 * @param {string} name
 * @param {Record<string, number>} attributes
 * @returns {SVGElement}
 */
function drawn(name, attributes) {
  const built = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) built.setAttribute(key, String(value));
  return /** @type {SVGElement} */ (built);
}
