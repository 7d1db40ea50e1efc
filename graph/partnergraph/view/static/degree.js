/** The degree distribution: which share of the bodies has so many partners or more. */

/**
 * @typedef {{counts: [number, number][], bodies: number, alone: number, mean: number, median: number,
 *   shares: [number, number][]}} Degrees `counts` are numbers of partners and of bodies, `shares` of so many or more
 */

/**
 * @param {number[]} partners of each body
 * @returns {Degrees}
 */
export function degrees(partners) {
  const every = [...partners].sort((a, b) => a - b);
  /** @type {Map<number, number>} */
  const tally = new Map();
  for (const each of every) tally.set(each, (tally.get(each) ?? 0) + 1);
  const counts = /** @type {[number, number][]} */ ([...tally]);
  const bodies = every.length;
  let rest = bodies;
  const shares = counts.map(([degree, count]) => {
    const share = rest / bodies;
    rest -= count;
    return /** @type {[number, number]} */ ([degree, share]);
  });
  const half = bodies >> 1;
  return {
    counts, bodies, shares, alone: tally.get(0) ?? 0,
    mean: bodies ? every.reduce((sum, each) => sum + each, 0) / bodies : 0,
    median: bodies ? (bodies % 2 ? every[half] : (every[half - 1] + every[half]) / 2) : 0,
  };
}
