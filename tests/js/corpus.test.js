import assert from "node:assert/strict";
import { test } from "node:test";
import { Corpus } from "../../graph/partnergraph/view/static/corpus.js";

const LETTERS = ["a", "b", "ab", " ", ""];

/** @param {number} seed @returns {(most: number) => number} numbers below `most`, the same for the same seed */
function chance(seed) {
  let state = seed;
  return (most) => {
    state = (state * 48271) % 2147483647;
    return state % most;
  };
}

test("texts that hold all words are found, each once and in order", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const pick = chance(seed);
    const word = (/** @type {number} */ most) => Array.from({ length: 1 + pick(most) }, () => LETTERS[pick(LETTERS.length)]).join("");
    const texts = Array.from({ length: pick(9) }, () => word(6));
    const words = Array.from({ length: 1 + pick(3) }, () => word(2) || "b");
    const expected = texts.flatMap((text, place) => (words.every((each) => text.includes(each)) ? [place] : []));
    assert.deepEqual(new Corpus(texts).holding(words), expected);
  }
});

test("a change of all texts at once is that of each", () => {
  const changed = new Corpus(["aeon", "", "boe"]).changed((text) => text.replace(/([ao])e/g, "$1"));
  assert.deepEqual(changed.texts, ["aon", "", "bo"]);
  assert.deepEqual(changed.holding(["o"]), [0, 2]);
});
