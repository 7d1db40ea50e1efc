/** Many short texts laid end to end, so that all that hold a word are found in one search of the whole. */

const END = "\n";

export class Corpus {
  /** @param {string[]} texts without line ends */
  constructor(texts) {
    this.texts = texts;
    this.whole = texts.join(END);
    this.starts = startsOf(texts);
  }

  /**
   * Find the texts that hold some words, each as a part, in any order.
   * @param {string[]} words at least one, none of them empty
   * @returns {number[]} the places of the texts, in their order
   */
  holding(words) {
    const [longest, ...others] = [...words].sort((one, other) => other.length - one.length);
    const found = this.with(longest);
    return others.length ? found.filter((place) => others.every((word) => this.texts[place].includes(word))) : found;
  }

  /**
   * @param {string} part
   * @returns {number[]}
   */
  with(part) {
    const { whole, starts } = this;
    /** @type {number[]} */
    const found = [];
    let place = 0;
    for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, starts[place])) {
      while (starts[place] <= at) place += 1;
      found.push(place - 1);
    }
    return found;
  }

  /**
   * @param {(text: string) => string} change a change that neither takes nor makes line ends
   * @returns {Corpus} the texts after it
   */
  changed(change) {
    return new Corpus(change(this.whole).split(END));
  }
}

/**
 * @param {string[]} texts
 * @returns {Int32Array} where each begins, and where one more would
 */
function startsOf(texts) {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach((text, place) => {
    starts[place + 1] = starts[place] + text.length + END.length;
  });
  return starts;
}
