/** What is there by the way the page is made: a gap is a fault of the program, and is told as one. */

/**
 * What a map holds of a key that it must know.
 * @template Key, Value
 * @param {Map<Key, Value>} map
 * @param {Key} key
 * @returns {Value}
 */
export function known(map, key) {
  const value = map.get(key);
  if (value === undefined) throw new TypeError(`nothing is known of ${String(key)}`);
  return value;
}

/**
 * A thing that must be there.
 * @template Thing
 * @param {Thing | null | undefined} thing
 * @returns {Thing}
 */
export function given(thing) {
  if (thing === null || thing === undefined) throw new TypeError("what must be there is not");
  return thing;
}
