/** The dialog of charts: what is shown in numbers, as a picture and as a table. */
import { degreesOf } from "./bond.js";
import { course, dense, partsOf, within } from "./course.js";
import { csv } from "./csv.js";
import { degrees } from "./degree.js";
import { element, isolated, one } from "./element.js";
import { save } from "./export.js";
import { called, courseDrawing, degreeDrawing, matrixDrawing } from "./figure.js";
import { slug } from "./fold.js";
import { given, known } from "./known.js";
import { mixing } from "./mixing.js";
import { palette, shade } from "./palette.js";
import { picture, roomOf } from "./plot.js";
import { countsOf, filtersTold } from "./scope.js";
import { country, say, sayCounts, sayNumber } from "./words.js";

const MOST = 300; // rows of the table that are shown
const HEAD = 140; // px that a title and notes take
const NAMED = 2; // bodies that a community is named after
const TITLES = new Map([
  ["timeline", "chartTimeline"], ["country", "chartCountries"], ["type", "chartTypes"], ["community", "chartGroups"],
  ["degrees", "chartDegrees"],
]);

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {import("./plot.js").Room} Room
 * @typedef {{head: string[], rows: (string | number)[][], drawn: (room: Room) => Omit<import("./plot.js").Drawing, "title">}} Chart
 */

export class Charts {
  /**
   * @param {Model} model
   * @param {import("./state.js").State} state
   * @param {() => Shown} view
   */
  constructor(model, state, view) {
    this.model = model;
    this.state = state;
    this.view = view;
    this.dialog = one("#charts");
    /** @type {Chart | undefined} */
    this.chart = undefined;
    this.room = roomOf();
  }

  /** Let the buttons open, choose and save. */
  start() {
    one("#open-charts").addEventListener("click", () => this.open());
    one(".close", this.dialog).addEventListener("click", () => this.dialog.close());
    one("#chart").addEventListener("change", () => this.draw());
    one("[data-chart=svg]").addEventListener("click", () => this.save("svg"));
    one("[data-chart=csv]").addEventListener("click", () => this.save("csv"));
    new ResizeObserver(() => this.resized()).observe(this.dialog);
  }

  open() {
    this.dialog.showModal();
    this.draw();
  }

  /** Draw anew where there is more or less room: what is drawn may change the size of the dialog itself. */
  resized() {
    const { width, height } = this.seen();
    if (this.dialog.open && (width !== this.room.width || height !== this.room.height)) this.draw();
  }

  /** @returns {Room} what the dialog has room for */
  seen() {
    const paper = one("#picture");
    return roomOf(paper.clientWidth, Number.parseFloat(getComputedStyle(paper).maxHeight) || Infinity);
  }

  /** Draw anew in the colours of the moment, if it is open. */
  repaint() {
    if (this.dialog.open) this.draw();
  }

  draw() {
    this.chart = this.made(one("#chart").value);
    this.room = this.seen();
    one("#picture").replaceChildren(this.picture(this.room));
    const title = this.title();
    const { head, rows } = this.chart;
    const line = (/** @type {string | number} */ cell, /** @type {number} */ at) =>
      element(at ? "td" : "th", at ? { class: typeof cell === "number" ? "number" : "" } : { scope: "row" }, typeof cell === "number" && at ? sayNumber(cell) : isolated(String(cell)));
    const names = head.map((name, at) => element("th", { scope: "col", class: at && rows.length && typeof rows[0][at] === "number" ? "number" : "" }, name));
    one("#numbers thead").replaceChildren(element("tr", {}, ...names));
    one("#numbers tbody").replaceChildren(...rows.slice(0, MOST).map((row) => element("tr", {}, ...row.map(line))));
    one("#numbers caption").textContent = rows.length > MOST ? `${title} (${say("rows", { first: 1, last: MOST, n: rows.length })})` : title;
  }

  /** @returns {string} */
  title() {
    return say("chartOf", { chart: say(known(TITLES, one("#chart").value)), network: one("h1").textContent });
  }

  /**
   * @param {Room} room
   * @returns {SVGElement}
   */
  picture(room) {
    const { notes, ...drawing } = given(this.chart).drawn({ ...room, height: room.height - HEAD });
    return picture({ title: this.title(), notes: [this.told(), ...notes], ...drawing }, this.colours(), room);
  }

  /** @returns {string} what of the network it is of */
  told() {
    const view = this.view();
    return filtersTold(this.model, this.state, view) || sayCounts("counts", countsOf(this.model, view));
  }

  /**
   * @param {string} name
   * @returns {Chart}
   */
  made(name) {
    if (name === "timeline") return this.timeline();
    return name === "degrees" ? this.degrees() : this.mixing(name);
  }

  /** @returns {import("./figure.js").Colours} */
  colours() {
    const colours = palette();
    return { ...colours, paper: colours.canvas };
  }

  /** @returns {Chart} */
  timeline() {
    const { model } = this;
    const bonds = this.model.bonds;
    const shown = Array.from(this.view().edges, (id) => known(model.edges, id));
    const whole = course(shown.flatMap((edge) => partsOf(edge, bonds.key(edge, bonds.standing(edge)))));
    const found = within(whole, this.state);
    const own = new Map(found.kinds.map((kind) => [kind.iri, kind]));
    const colours = palette();
    const dated = model.kinds.filter(({ iri }) => own.get(iri)?.running.some(Boolean));
    const layers = dated.map(({ iri, label, look }) => ({ label, colour: shade(look, colours), ...known(own, iri) }));
    const rows = found.years.flatMap((year, at) => found.kinds.filter((kind) => kind.begun[at] || kind.running[at] || kind.ended[at])
      .map((kind) => [String(year), known(model.kind, kind.iri).label, kind.begun[at], kind.running[at], kind.ended[at]]));
    const head = [say("chartYear"), say("relation"), say("chartBegun"), say("chartRunning"), say("chartEnded")];
    const from = this.state.from === null ? dense(found) : found.years[0];
    return { head, rows, drawn: (room) => courseDrawing(found, layers, from, this.colours(), room) };
  }

  /** @returns {Chart} */
  degrees() {
    const found = degrees([...degreesOf(this.model.bonds, this.view()).values()]);
    const rows = found.counts.map(([degree, count], at) => [String(degree), count, Number(found.shares[at][1].toFixed(6))]);
    const head = [say("chartPartnersAxis"), say("chartBodies"), say("chartShareAxis")];
    return { head, rows, drawn: (room) => degreeDrawing(found, this.colours(), room) };
  }

  /**
   * @param {string} by
   * @returns {Chart}
   */
  mixing(by) {
    const view = this.view();
    const ties = this.model.bonds;
    const bonds = ties.shown(view);
    const bodies = [...view.nodes].filter((id) => ties.bodies.has(id));
    const names = by === "community" ? this.communities(bodies, bonds) : null;
    const label = (/** @type {string} */ id) => {
      const node = known(this.model.nodes, id);
      return names ? known(names, node.community) : by === "country" ? node.country : node.type_label;
    };
    const order = names && new Map([...names].map(([number, name]) => [name, number]));
    const found = mixing(bonds, new Map(bodies.map((id) => [id, label(id)])), order ?? undefined);
    const said = found.groups.map((group) => (by === "country" && group.name ? country(group.name) : called(group)));
    const rows = found.cells.map(({ one: first, other, weight }) => [said[first], said[other], weight]);
    const heads = (/** @type {string} */ name) => (by === "community" ? name.split(" ")[0] : name);
    const head = [say("chartGroup"), say("chartOtherGroup"), say("chartWeight")];
    return { head, rows, drawn: (room) => matrixDrawing(found, { heads, turned: by === "type" }, this.colours(), room) };
  }

  /**
   * Name communities after those of their bodies that are tied most.
   * @param {string[]} bodies
   * @param {import("./bond.js").Bond[]} bonds
   * @returns {Map<number, string>}
   */
  communities(bodies, bonds) {
    /** @type {Map<string, number>} */
    const weight = new Map(bodies.map((id) => [id, 0]));
    for (const bond of bonds) for (const id of bond.members) weight.set(id, known(weight, id) + bond.weight * (bond.members.length - 1));
    const sorted = [...bodies].sort((a, b) => Number((known(weight, b) - known(weight, a)).toFixed(9)) || Number(a.slice(1)) - Number(b.slice(1)));
    /** @type {Map<number, string[]>} */
    const named = new Map();
    for (const id of sorted) {
      const { community, short } = known(this.model.nodes, id);
      named.set(community, [...(named.get(community) ?? []), short]);
    }
    return new Map([...named].map(([number, names]) => [number, `${number + 1} ${this.model.loose.has(number) ? "…" : names.slice(0, NAMED).join(", ")}`]));
  }

  /** @param {string} kind */
  save(kind) {
    const name = `${slug(`${one("#chart").value} ${one("h1").textContent}`)}.${kind}`;
    const { head, rows } = given(this.chart);
    const text = kind === "csv" ? csv([head, ...rows]) : new XMLSerializer().serializeToString(this.picture(roomOf()));
    save(new Blob([text], { type: kind === "csv" ? "text/csv;charset=utf-8" : "image/svg+xml" }), name);
  }
}
