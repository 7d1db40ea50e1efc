/** The colours of the moment: light or dark, or those of a high-contrast mode. */

const INKS = ["ink", "muted", "line", "canvas", "accent", "group", "outline"];

/** @typedef {{dark: boolean, ink: string, muted: string, line: string, canvas: string, accent: string, group: string,
 *   outline: string}} Palette */

/**
 * Read the colours that the style gives at this moment.
 * @returns {Palette}
 */
export function palette() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const inks = INKS.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  const colours = Object.fromEntries(inks);
  return { ...colours, dark: luminance(colours.canvas) < 0.4 };
}

/**
 * Choose the colour of a look.
 * @param {{light: string, dark: string}} look
 * @param {Palette} colours
 * @returns {string}
 */
export function shade(look, colours) {
  return colours.dark ? look.dark : look.light;
}

/**
 * @param {string} colour "rgb(…)"
 * @returns {number} 0 for black to 1 for white
 */
function luminance(colour) {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
