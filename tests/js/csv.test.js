import assert from "node:assert/strict";
import { test } from "node:test";
import { csv } from "../../graph/partnergraph/view/static/csv.js";

/** The one cell of a file. */
function cell(value) {
  return csv([[value]]).slice(1, -2);
}

test("a file begins with a mark of UTF-8 and each row ends as RFC 4180 has it", () => {
  assert.equal(csv([["a", "b"], [1, ""]]), "\ufeffa,b\r\n1,\r\n");
});

test("separators, quotation marks and line breaks are quoted", () => {
  assert.equal(cell('a,"b"\nc'), '"a,""b""\nc"');
  assert.equal(cell(" a "), '" a "');
});

test("what a spreadsheet would calculate is text", () => {
  for (const sign of ["=", "+", "-", "@", "\t=", "\r@", " =", "＝", "＋", "－", "＠", "\u0000="]) {
    assert.match(cell(`${sign}cmd`), /^"?'/, JSON.stringify(sign));
  }
});

test("numbers stay numbers, also less than nothing, and what is none is empty", () => {
  assert.deepEqual([cell(-1.5), cell(0), cell(NaN), cell(Infinity)], ["-1.5", "0", "", ""]);
});
