/** Columns: records as the program packed them, in varints and texts that share their beginnings. */

const utf8 = new TextDecoder();

/**
 * @typedef {{name: string, form: string, decimals: number, parts: Head[]}} Head
 * @typedef {{rows: number, columns: Record<string, any[]>}} Block
 */

/**
 * Read all blocks.
 * @param {Uint8Array} bytes
 * @returns {Record<string, Block>} the columns of each block, by their names
 */
export function unpack(bytes) {
  const reader = new Reader(bytes);
  /** @type {{name: string, rows: number, columns: Head[]}[]} */
  const heads = JSON.parse(reader.string(reader.varint()));
  return Object.fromEntries(heads.map(({ name, rows, columns }) => [name, { rows, columns: columnsOf(reader, columns, rows) }]));
}

/** A place in bytes, and what can be read from there on. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @returns {number} of up to 53 bits */
  varint() {
    let [value, factor, byte] = [0, 1, 0];
    do {
      byte = this.bytes[this.at];
      if (byte === undefined) throw new RangeError("the data end within a number");
      this.at += 1;
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte & 0x80);
    return value;
  }

  /**
   * @param {number} count
   * @returns {number[]}
   */
  varints(count) {
    const found = new Array(count);
    for (let place = 0; place < count; place += 1) found[place] = this.varint();
    return found;
  }

  /**
   * @param {number} length in bytes
   * @returns {string}
   */
  string(length) {
    this.at += length;
    return utf8.decode(this.bytes.subarray(this.at - length, this.at));
  }

  /**
   * Numbers, each written as the difference to the one before with its sign in the lowest bit.
   * @param {number} count
   * @param {number} decimals
   * @returns {number[]}
   */
  whole(count, decimals) {
    const unit = 10 ** decimals;
    const found = new Array(count);
    let sum = 0;
    for (let place = 0; place < count; place += 1) {
      const step = this.varint();
      sum += step % 2 ? -(step + 1) / 2 : step / 2;
      found[place] = sum / unit;
    }
    return found;
  }

  /**
   * Texts, each written as how much of the one before it begins with, and the rest.
   * @param {number} count
   * @returns {string[]}
   */
  texts(count) {
    const shared = this.varints(count);
    const lengths = this.varints(count);
    const all = this.string(this.varint());
    let [before, at] = ["", 0];
    return shared.map((kept, place) => {
      before = before.slice(0, kept) + all.slice(at, at + lengths[place]);
      at += lengths[place];
      return before;
    });
  }
}

/**
 * @param {Reader} reader
 * @param {Head[]} heads
 * @param {number} count
 * @returns {Record<string, any[]>}
 */
function columnsOf(reader, heads, count) {
  const pairs = heads.flatMap((head) => (head.form === "joint" ? joint(reader, head.parts, count) : [[head.name, column(reader, head, count)]]));
  return Object.fromEntries(pairs);
}

/**
 * Fields that repeat together: the records that there are once, then the place of each.
 * @param {Reader} reader
 * @param {Head[]} parts
 * @param {number} count
 * @returns {[string, any[]][]}
 */
function joint(reader, parts, count) {
  const known = Object.entries(columnsOf(reader, parts, reader.varint()));
  const places = reader.varints(count);
  return known.map(([name, values]) => [name, places.map((place) => values[place])]);
}

/**
 * @param {Reader} reader
 * @param {Head} head
 * @param {number} count
 * @returns {any[]}
 */
function column(reader, head, count) {
  if (head.form === "whole") return reader.whole(count, head.decimals);
  if (head.form === "text") return reader.texts(count);
  if (head.form === "word") return words(reader, count);
  const lengths = reader.varints(count);
  const all = column(reader, head.parts[0], lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  return lengths.map((length) => all.slice(at, (at += length)));
}

/**
 * @param {Reader} reader
 * @param {number} count
 * @returns {string[]}
 */
function words(reader, count) {
  const known = reader.texts(reader.varint());
  return reader.varints(count).map((place) => known[place]);
}
