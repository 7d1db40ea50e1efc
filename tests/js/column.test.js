import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Reader, unpack } from "../../graph/partnergraph/view/static/column.js";
import { entities, relations, unpacked } from "../../graph/partnergraph/view/static/packed.js";

const known = JSON.parse(readFileSync(new URL("../data/view/columns.json", import.meta.url), "utf8"));

/** The records that columns stand for. */
function rows({ rows: count, columns }) {
  const names = Object.keys(columns);
  return Array.from({ length: count }, (_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}

test("numbers of up to 53 bits are read from varints", () => {
  const bytes = Uint8Array.from([0x00, 0x7f, 0x80, 0x01, 0xac, 0x02, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
  assert.deepEqual(new Reader(bytes).varints(5), [0, 127, 128, 300, Number.MAX_SAFE_INTEGER]);
});

test("data that end within a number are an error, and no number", () => {
  assert.throws(() => new Reader(Uint8Array.from([0x80])).varint(), RangeError);
});

test("what the program packs is read as it was: numbers, decimals, accents, lists, fields that repeat together", () => {
  const found = unpack(gunzipSync(Buffer.from(known.packed, "base64")));
  assert.deepEqual(rows(found.things), known.records);
});

test("records that are not there are read as none", () => {
  assert.deepEqual(unpack(gunzipSync(Buffer.from(known.empty, "base64"))).things.rows, 0);
});

test("entities and relations get back what follows from the rest", () => {
  const column = (names, value) => Object.fromEntries(names.map((name) => [name, [value]]));
  const empty = column(["iri", "key", "type", "type_label", "country", "period", "day", "note"], "");
  const nodes = entities({ rows: 1, columns: { ...empty, ...column(["evidence", "names"], []), ...column(["x", "y", "size", "community"], 0), label: ["Łódź"], short: [""], links: [["https://a.b/"]] } });
  assert.deepEqual([nodes[0].id, nodes[0].short, nodes[0].links], ["n0", "Łódź", [{ text: "https://a.b/", url: "https://a.b/" }]]);
  const said = column(["kind", "kind_label", "via", "via_label", "dispute", "role", "start", "end", "first", "last", "spells", "period", "from_head", "to_head"], "");
  const edges = relations({ rows: 1, columns: { ...said, from: [0], to: [0], strength: [3], parties: [0], disputed: [1], bend: [0], evidence: [[2]] } }, nodes);
  assert.deepEqual([edges[0].id, edges[0].from, edges[0].disputed, edges[0].width], ["e0", "n0", true, 2.1]);
});

test("a whole page's data are unpacked", async () => {
  const found = await unpacked(known.page);
  assert.deepEqual(found.nodes.map((node) => node.label), ["A", "B"]);
  assert.deepEqual(found.edges.map(({ from, to, strength }) => [from, to, strength]), [["n0", "n1", 2]]);
  assert.deepEqual(found.carrying, [0]);
  assert.equal(found.sources[found.evidence[0].source].title, "Title");
});
