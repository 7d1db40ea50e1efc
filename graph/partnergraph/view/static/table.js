/** The tables: they show what the drawing shows, some rows at a time, and their names select. */
import { sourcesOf } from "./citation.js";
import { element, one } from "./element.js";
import { fold } from "./fold.js";
import { given, known } from "./known.js";
import { dayOf } from "./model.js";
import { ordered, pressed } from "./order.js";
import { entityRow, relationRow, sourceRow } from "./row.js";
import { strengthOf } from "./strength.js";
import { country, say } from "./words.js";

const PAGE = 100;
const PRINTED = 500; // rows of an open table that are printed
const SHORT = 30; // and of one that is closed

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./shown.js").Shown} Shown
 * @typedef {{drawer: HTMLDetailsElement, body: HTMLElement, head: string, none: string, at: number, stale: boolean,
 *   items: (view: Shown) => any[], row: (item: any) => HTMLElement, keys: ((item: any) => import("./order.js").Key)[],
 *   steps: import("./order.js").Step[], kept: boolean}} Table `kept` is whether it was open before it was printed, `keys` are what its columns are sorted by
 */

export class Tables {
  /**
   * @param {Model} model
   * @param {(id: string) => void} choose
   */
  constructor(model, choose) {
    this.model = model;
    /** @type {Shown | null} */
    this.view = null;
    const relations = (/** @type {Shown} */ view) => [...model.edges.values()].filter((edge) => view.edges.has(edge.id)).sort(byNames(model));
    const entities = (/** @type {Shown} */ view) => model.byName.filter((id) => view.nodes.has(id)).map((id) => known(model.nodes, id));
    /** @type {Table[]} */
    this.tables = [
      table("relations", "#relations tbody", "relationsTable", "noRelations", relations, (edge) => relationRow(model, edge, choose), relationKeys(model)),
      table("entities", "#entities tbody", "entitiesTable", "nothingShown", entities, (node) => entityRow(model, node, choose), entityKeys(model)),
      table("sources", "#sources", "sourcesTable", "noEvidence", (view) => sourcesOf(model, view), sourceRow, []),
    ];
    for (const each of this.tables) this.start(each);
  }

  /** @param {Table} table */
  start(table) {
    table.drawer.open = false;
    table.drawer.classList.add("ready");
    table.drawer.classList.remove("scripted"); // the script is here, and paper takes nothing that is for it
    table.body.replaceChildren();
    table.drawer.addEventListener("toggle", () => table.drawer.open && this.opened(table));
    heads(table).forEach((head, column) => {
      const button = element("button", { type: "button", class: "sort" }, head.textContent ?? "");
      button.addEventListener("click", () => this.sort(table, column, head.classList.contains("number")));
      head.replaceChildren(button);
    });
    for (const button of table.drawer.querySelectorAll("button[data-step]")) {
      button.addEventListener("click", () => this.turn(table, Number(button.getAttribute("data-step"))));
    }
  }

  /**
   * @param {Table} table
   * @param {number} column
   * @param {boolean} down whether it begins with the greatest
   */
  sort(table, column, down) {
    table.steps = pressed(table.steps, column, down);
    const [first] = table.steps;
    heads(table).forEach((head, place) => {
      if (first?.column === place) head.setAttribute("aria-sort", first.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    Object.assign(table, { at: 0, stale: true });
    this.fill(table);
  }

  /** @param {Table} table */
  opened(table) {
    if (isPrinting()) return;
    for (const other of this.tables) if (other !== table) other.drawer.open = false;
    this.fill(table);
  }

  /**
   * @param {Table} table
   * @param {number} step
   */
  turn(table, step) {
    table.at += step * PAGE;
    table.stale = true;
    this.fill(table);
    given(table.body.closest(".drawer")).scrollTop = 0;
  }

  /**
   * Show what is shown.
   * @param {Shown} view
   */
  show(view) {
    this.view = view;
    const sizes = [view.edges.size, view.nodes.size, sourcesOf(this.model, view).length];
    this.tables.forEach((table, place) => {
      one("summary", table.drawer).textContent = say(table.head, { n: sizes[place] });
      table.stale = true;
      table.at = 0;
      if (table.drawer.open) this.fill(table);
      else table.body.replaceChildren();
    });
  }

  /**
   * Build the rows of a table, unless they are there.
   * @param {Table} table
   * @param {number} [most]
   */
  fill(table, most = PAGE) {
    if (!table.stale && most === PAGE) return;
    const items = ordered(table.items(given(this.view)), table.keys, table.steps);
    if (most !== PAGE) table.at = 0;
    const rows = items.slice(table.at, table.at + most);
    table.body.replaceChildren(...(items.length ? rows.map(table.row) : [nothing(table)]));
    if (table.body.tagName === "OL") /** @type {HTMLOListElement} */ (table.body).start = table.at + 1;
    table.stale = most !== PAGE;
    this.page(table, rows.length, items.length);
  }

  /**
   * @param {Table} table
   * @param {number} shown
   * @param {number} all
   */
  page(table, shown, all) {
    const pager = one(".pager", table.drawer);
    pager.hidden = shown === all;
    one("span", pager).textContent = say("rows", { first: table.at + (shown ? 1 : 0), last: table.at + shown, n: all });
    one("[data-step='-1']", pager).disabled = table.at === 0;
    one("[data-step='1']", pager).disabled = table.at + shown >= all;
  }

  /** Close the open table, if there is one. */
  close() {
    const open = this.tables.filter((table) => table.drawer.open);
    for (const { drawer } of open) drawer.open = false;
    return open.length > 0;
  }

  /**
   * Fill and open what is printed: of an open table many rows, of a closed one that is told on paper a few; or be as before.
   * @param {boolean} on
   */
  print(on) {
    for (const table of this.tables) {
      if (on) table.kept = table.drawer.open;
      const most = table.kept ? PRINTED : SHORT;
      const told = table.kept || table.drawer.classList.contains("printed");
      if (told && on) this.fill(table, most);
      const left = told && on ? table.items(given(this.view)).length - most : 0;
      const rest = one(".rest", table.drawer);
      rest.hidden = left <= 0;
      rest.textContent = left > 0 ? say(table.kept ? "notPrinted" : "notPrintedClosed", { n: left }) : "";
      table.drawer.open = told && on ? true : table.kept;
      if (!on && table.kept) this.fill(table);
    }
  }
}

/**
 * @param {string} name
 * @param {string} body
 * @param {string} head
 * @param {string} none what it says when it is empty
 * @param {(view: Shown) => any[]} items
 * @param {(item: any) => HTMLElement} row
 * @param {Table["keys"]} keys
 * @returns {Table}
 */
function table(name, body, head, none, items, row, keys) {
  return { drawer: one(`[data-table=${name}]`), body: one(body), head, none, at: 0, stale: true, items, row, keys, steps: [], kept: false };
}

/**
 * @param {Table} table
 * @returns {HTMLElement[]} the heads of its columns
 */
function heads({ drawer }) {
  return [...drawer.querySelectorAll(/** @type {"th"} */ ("table.live thead th"))];
}

/**
 * @param {Model} model
 * @returns {((edge: import("./model.js").Relation) => import("./order.js").Key)[]} in the order of the columns
 */
function relationKeys({ rank, measure }) {
  return [
    ({ from }) => known(rank, from), (edge) => fold(edge.kind_label), ({ to }) => known(rank, to), dayOf, ({ role }) => fold(role),
    (edge) => fold(edge.via_label), (edge) => strengthOf(edge, measure), ({ evidence }) => evidence.length,
  ];
}

/**
 * @param {Model} model
 * @returns {((node: import("./model.js").Entity) => import("./order.js").Key)[]} in the order of the columns
 */
function entityKeys({ rank }) {
  /** @type {Map<string, string>} the names of countries by their codes */
  const countries = new Map();
  const countryOf = (/** @type {string} */ code) => {
    if (!countries.has(code)) countries.set(code, code && fold(country(code)));
    return known(countries, code);
  };
  return [
    ({ id }) => known(rank, id), ({ names }) => fold(names.join(" ")), (node) => fold(node.type_label),
    (node) => countryOf(node.country), ({ day }) => day, ({ evidence }) => evidence.length,
  ];
}

/**
 * @param {Table} table one that is empty
 * @returns {HTMLElement} what it says
 */
function nothing({ body, none }) {
  if (body.tagName === "OL") return element("li", { class: "hint none" }, say(none));
  return element("tr", {}, element("td", { class: "hint", colspan: "8" }, say(none)));
}

/** @param {Model} model */
function byNames(model) {
  return (/** @type {import("./model.js").Relation} */ a, /** @type {import("./model.js").Relation} */ b) =>
    known(model.rank, a.from) - known(model.rank, b.from) || a.kind_label.localeCompare(b.kind_label) || known(model.rank, a.to) - known(model.rank, b.to);
}

function isPrinting() {
  return document.documentElement.classList.contains("printing");
}
