/** Names, and the entities that have them. */
import { Corpus } from "./corpus.js";
import { fold, loose } from "./fold.js";
import { known } from "./known.js";

const LENGTH = 400;
const [SAME, WHOLE, BEGINS, INSIDE, LOOSE, NOT] = [0, 1, 2, 3, 4, 5]; // how well a name fits, the best first

/**
 * @typedef {{id: string, label: string, names: string[]}} Named
 * @typedef {{id: string, name: string, rank: number}} Hit
 */

export class Names {
  /**
   * @param {{nodes: Map<string, Named>, byName: string[], folded: Map<string, string>, incident: Map<string, unknown[]>}} model
   *   `folded` are the labels
   */
  constructor({ nodes, byName, folded, incident }) {
    /** those with most relations first, of equals the first by name */
    this.ids = busiest(byName, incident);
    /** @type {string[]} of all entities, one after the other, the label first */
    this.names = [];
    /** @type {number[]} the place in `ids` of whose name each is */
    this.owners = [];
    const texts = this.ids.flatMap((id, owner) => {
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
   * @returns {Hit[]} one for each entity, the best first, of equals those with most relations
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
    const ranked = Array.from({ length: NOT }, () => /** @type {Hit[]} */ ([])); // each as the entities are
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
    const words = wanted.split(" ");
    for (const place of this.corpus.holding(words)) yield [place, closeness(texts[place], wanted, words)];
    const letters = loose(wanted);
    for (const place of (letters === wanted ? this.uneven : this.bare).holding(letters.split(" "))) yield [place, LOOSE];
  }
}

/**
 * @param {string[]} byName
 * @param {Map<string, unknown[]>} incident
 */
function busiest(byName, incident) {
  /** @type {string[][]} by how many relations they have, with gaps */
  const alike = [];
  for (const id of byName) (alike[known(incident, id).length] ??= []).push(id);
  return alike.reverse().flat();
}

/**
 * @param {string} name one that holds what is wanted
 * @param {string} wanted
 * @param {string[]} words of what is wanted
 */
function closeness(name, wanted, words) {
  if (name === wanted) return SAME;
  let worst = WHOLE;
  for (const word of words) worst = Math.max(worst, wordCloseness(name, word));
  return worst;
}

/**
 * @param {string} name
 * @param {string} word that it holds: whole, as the beginning of a word, or inside one
 */
function wordCloseness(name, word) {
  let best = INSIDE;
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
    if (isLetter(name, at - 1)) continue;
    if (!isLetter(name, at + word.length)) return WHOLE;
    best = BEGINS;
  }
  return best;
}

/**
 * @param {string} name
 * @param {number} at
 */
function isLetter(name, at) {
  const code = name.charCodeAt(at); // none outside of it
  return (code > 47 && code < 58) || (code > 96 && code < 123) || code > 127;
}
