/** Text as it is searched: without case, accents and ligatures. */

const LETTERS = new Map(
  Object.entries({
    ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", ŋ: "n", ĸ: "k", ſ: "s", ς: "σ",
  }),
);

const LONGEST = 60; // signs of a file name
const HEAD = 24; // of which are its beginning
const OTHER = /[^\x00-\x7f]/gu;
const UMLAUT = /([aou])e/g;
const UNEVEN = /\s\s|[^\S ]/;
const ASCII = /^[\x00-\x7f]*$/; // as most names are

/**
 * Fold a text: "Łódź" and "lodz" are the same.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  if (ASCII.test(text)) return spaced(text.toLowerCase());
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return spaced(ASCII.test(bare) ? bare : bare.replace(OTHER, (letter) => LETTERS.get(letter) ?? letter));
}

/**
 * Make one of what German and Nordic names write in two ways: "roentgen" is "rontgen", as "Röntgen" is when it is folded.
 * @param {string} folded
 * @returns {string}
 */
export function loose(folded) {
  return folded.replace(UMLAUT, "$1");
}

/**
 * @param {string} text
 * @returns {string} its words with one space between each two
 */
function spaced(text) {
  return (UNEVEN.test(text) ? text.replace(/\s+/g, " ") : text).trim();
}

/**
 * Make a name for files: small letters, digits and hyphens. A long one has its beginning and its end, which says what part it is.
 * @param {string} text
 * @returns {string}
 */
export function slug(text) {
  const bare = (/** @type {string} */ words) => words.replace(/^-+|-+$/g, "");
  const whole = bare(fold(text).replace(/[^a-z0-9]+/g, "-"));
  const short = whole.length > LONGEST ? `${bare(whole.slice(0, HEAD))}-${bare(whole.slice(HEAD - LONGEST + 1))}` : whole;
  return short || "network";
}
