/** What part of a large network is in sight, in words. */
import { say } from "./words.js";

/**
 * Tell what is in sight: a path or a relation, an entity with its partners, or groups.
 * @param {{ego: import("./ego.js").Ego | null, light: import("./renderer.js").Light | null, plan: import("./atlas.js").Plan,
 *   edge: string, groups: number}} seen `edge` is the selected relation, `groups` how many there are
 * @returns {string}
 */
export function sightOf({ ego, light, plan: { discs }, edge, groups }) {
  if (ego) return partners(ego);
  if (light) return edge ? say("relationCount", { n: light.edges.size }) : `${say("path")}: ${say("pathSteps", { n: light.edges.size })}`;
  if (discs.length < groups) return say("scopeSome", { n: discs.length, all: groups });
  return say(discs.every((disc) => disc.open) ? "scopeOpen" : "scopeGroups", { n: groups });
}

/**
 * Tell how many an entity is tied to, and of a body how many bodies over what stands between.
 * @param {import("./ego.js").Ego} ego
 */
function partners({ count, partners: { length }, bodies, plain }) {
  const tied = count > length ? say("scopeStrongest", { n: count, shown: length }) : say("scopeEgo", { n: count });
  return bodies && !plain ? say("scopePartners", { n: bodies.size, tied }) : tied;
}
