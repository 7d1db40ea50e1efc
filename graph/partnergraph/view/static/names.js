/** Names, and the entities that have them. */
import { Corpus } from "./corpus.js";
import { fold, loose } from "./fold.js";
import { known } from "./known.js";

const LENGTH = 400;
const [SAME, BEGINS, WORD, INSIDE, WORDS, LOOSE, NOT] = [0, 1, 2, 3, 4, 5, 6]; // how well a name fits, the best first

/**
 * @typedef {{id: string, label: string, names: string[]}} Named
 * @typedef {{id: string, name: string, rank: number}} Hit
 */

export class Names {
  /** @param {{nodes: Map<string, Named>, byName: string[], folded: Map<string, string>}} model `folded` are the labels */
  constructor({ nodes, byName, folded }) {
    this.ids = byName;
    /** @type {string[]} of all entities, one after the other, the label first */
    this.names = [];
    /** @type {number[]} the place in `ids` of whose name each is */
    this.owners = [];
    const texts = byName.flatMap((id, owner) => {
      const { label, names } = known(nodes, id);
      this.names.push(label, ...names);
      this.owners.push(owner, ...names.map(() => owner));
      return [known(folded, id), ...names.map((name) => fold(name.slice(0, LENGTH)))];
    });
    this.corpus = new Corpus(texts);
    /** @type {Corpus | undefined} */
    this.loosened = undefined;
    /** @type {Corpus | undefined} */
    this.odd = undefined;
  }

  /** The same names with ä as a, as well as ae; made when they are first asked for. */
  get bare() {
    this.loosened ??= this.corpus.changed(loose);
    return this.loosened;
  }

  /** Of these the ones that are not the same without it; all others are empty. */
  get uneven() {
    const { corpus, bare } = this;
    this.odd ??= new Corpus(bare.texts.map((text, place) => (text === corpus.texts[place] ? "" : text)));
    return this.odd;
  }

  /** Make ready for the first search, which takes as long as several others where names are many. */
  prepare() {
    void this.uneven;
  }

  /**
   * Find a text in the names, whatever its case and accents, the order of its words, and with ae for ä.
   * @param {string} text
   * @returns {Hit[]} one for each entity, the best first
   */
  find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const best = new Uint8Array(this.ids.length).fill(NOT);
    const names = new Int32Array(this.ids.length);
    for (const [place, rank] of this.fitting(wanted)) {
      const owner = this.owners[place];
      if (rank < best[owner]) [best[owner], names[owner]] = [rank, place];
    }
    const ranked = Array.from({ length: NOT }, () => /** @type {Hit[]} */ ([])); // each by name, as the entities are
    best.forEach((rank, owner) => {
      if (rank < NOT) ranked[rank].push({ id: this.ids[owner], name: this.names[names[owner]], rank });
    });
    return ranked.flat();
  }

  /**
   * Give the places of the names that fit, and how well; one that fits in two ways comes first with the better.
   * @param {string} wanted folded
   * @returns {Iterable<[number, number]>}
   */
  *fitting(wanted) {
    const { texts } = this.corpus;
    for (const place of this.corpus.holding([wanted])) yield [place, closeness(texts[place], wanted)];
    const words = wanted.split(" ");
    if (words.length > 1) for (const place of this.corpus.holding(words)) yield [place, WORDS];
    const letters = loose(wanted);
    for (const place of (letters === wanted ? this.uneven : this.bare).holding(letters.split(" "))) yield [place, LOOSE];
  }
}

/**
 * @param {string} name one that holds what is wanted
 * @param {string} wanted
 */
function closeness(name, wanted) {
  if (name === wanted) return SAME;
  if (name.startsWith(wanted)) return BEGINS;
  return name.includes(` ${wanted}`) ? WORD : INSIDE;
}
