/** Axes: where numbers lie on a scale, and which of them are written beside it. */

/**
 * Round numbers from 0 to the first that is no less than the most.
 * @param {number} most
 * @param {number} marks about as many as that
 * @returns {number[]}
 */
export function counts(most, marks) {
  if (most <= 0) return [0, 1];
  const rough = Math.max(1, most / marks);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5].map((each) => unit * each).find((each) => each >= rough) ?? 10 * unit;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, place) => Math.round(step * place));
}

/**
 * The years that are written below a scale.
 * @param {number[]} told
 * @param {number} marks
 * @returns {number[]}
 */
export function years(told, marks) {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((size) => told.length / size <= marks) ?? 1000;
  const found = told.filter((year) => year % step === 0);
  return found.length ? found : told.slice(0, 1);
}

/**
 * 1, 2 and 5 times the powers of ten around two numbers.
 * @param {number} low
 * @param {number} high
 * @returns {number[]}
 */
export function powers(low, high) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = [];
  for (let power = first; power <= last; power += 1) for (const step of [1, 2, 5]) every.push(Number(`${step}e${power}`));
  const begin = every.filter((each) => each <= low * (1 + 1e-9)).pop() ?? every[0];
  const end = every.find((each) => each >= high * (1 - 1e-9)) ?? every[every.length - 1];
  return every.filter((each) => each >= begin && each <= end);
}

/**
 * Where a number lies between the first and the last mark of a logarithmic scale, 0 to 1.
 * @param {number} value
 * @param {number[]} marks
 * @returns {number}
 */
export function logarithmic(value, marks) {
  const [low, high] = [marks[0], marks[marks.length - 1]];
  return high > low ? Math.log(value / low) / Math.log(high / low) : 0.5;
}
