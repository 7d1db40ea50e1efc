/** Tables as comma-separated values (RFC 4180) that no spreadsheet takes for formulas. */

const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;
const MARK = "\ufeff"; // without it spreadsheets take UTF-8 for something else

/**
 * Write rows.
 * @param {(string | number)[][]} rows the names of the columns first
 * @returns {string}
 */
export function csv(rows) {
  return MARK + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/**
 * Write one cell: numbers stay numbers; a text that a spreadsheet would calculate begins with an apostrophe.
 * @param {string | number} value
 * @returns {string}
 */
function cell(value) {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
