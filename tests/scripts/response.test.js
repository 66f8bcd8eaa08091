import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { PAUSES } from "../../pages/scripts/shared/again.js";
import { nearest, readResponse, Response } from "../../pages/scripts/stage/response.js";

// A body as pages/parts/stage writes it: two levers, the second of a family of two; two outcomes a position.
function body(key = "point") {
  const levers = [
    { id: "a", count: 3, family: 0 },
    { id: "b", count: 2, family: 2 },
  ];
  let header = JSON.stringify({ key, levers });
  header += " ".repeat((8 - ((header.length + 4) % 8)) % 8);
  const floats = new Float64Array([0, 1, 2, /* b */ 10, 20, /* family */ 10, 20, 90, 80]);
  const outcomes = new Float32Array([1, 2, 3, 4, 5, 6, /* b */ 7, 8, 9, 10]);
  const buffer = new ArrayBuffer(4 + header.length + floats.byteLength + outcomes.byteLength);
  new DataView(buffer).setUint32(0, header.length, true);
  new Uint8Array(buffer, 4).set(new TextEncoder().encode(header));
  new Float64Array(buffer, 4 + header.length, floats.length).set(floats);
  new Float32Array(buffer, 4 + header.length + floats.byteLength).set(outcomes);
  return buffer;
}

test("a body is read lever by lever, position by position", () => {
  const { key, rows } = readResponse(body());
  assert.equal(key, "point");
  assert.deepEqual(
    rows.map((row) => [...row.positions]),
    [
      [0, 1, 2],
      [10, 20],
    ],
  );
  assert.deepEqual([...rows[1].partners], [10, 20, 90, 80]);
  assert.equal(rows[0].partners, null);
  assert.deepEqual(
    [0, 1, 2].map((place) => [...rows[0].outcomes(place)]),
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  );
  assert.deepEqual(
    [0, 1].map((place) => [...rows[1].outcomes(place)]),
    [
      [7, 8],
      [9, 10],
    ],
  );
});

test("a value is looked up at the nearest position, of two equally near at the lower", () => {
  const row = { positions: new Float64Array([0, 1, 2, 5]), count: 4 };
  const places = [-9, 0, 0.4, 0.5, 0.6, 1, 1.51, 3.5, 3.6, 5, 99].map((value) => nearest(row, value));
  assert.deepEqual(places, [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3]);
  assert.equal(nearest({ positions: new Float64Array([4]), count: 1 }, 9), 0, "a lever with one position stands on it");
});

// -- fetching ----------------------------------------------------------------------------------------------------------
function served(respond) {
  globalThis.document = { baseURI: "http://lab.test/under/a/prefix/" };
  const asked = [];
  globalThis.fetch = async (address, { signal } = {}) => {
    asked.push(`${address.pathname}${address.search}`);
    return respond(asked.length, signal);
  };
  return asked;
}

const fine = (key) => ({ ok: true, status: 200, arrayBuffer: async () => body(key) });
const rest = () => new Promise((done) => setImmediate(done));

function response() {
  const log = [];
  const hook = (name) => () => log.push(name);
  return { log, it: new Response({ arrived: hook("arrived"), unknown: hook("unknown"), lost: hook("lost") }) };
}

test("levers on screen are asked for once, below whatever prefix the page has", async () => {
  const asked = served(() => fine("point"));
  const { log, it } = response();
  it.settle({ path: "response", key: "point" }, ["a", "b"]);
  it.settle({ path: "response", key: "point" }, ["a", "b"]);
  await rest();
  assert.deepEqual(asked, ["/under/a/prefix/response?key=point&levers=a,b"]);
  assert.deepEqual(log, ["arrived"]);
  assert.ok(it.get("a") && it.get("b") && !it.get("c"));
});

test("what belongs to another point is never shown", async () => {
  served(() => fine("another"));
  const { log, it } = response();
  it.settle({ path: "response", key: "point" }, ["a"]);
  await rest();
  assert.deepEqual(log, []);
  assert.equal(it.get("a"), null);
});

test("answers that come after the point has changed are dropped", async () => {
  let late;
  served((count) => (count === 1 ? new Promise((done) => (late = done)) : fine("new")));
  const { it } = response();
  it.settle({ path: "response", key: "old" }, ["a"]);
  it.settle({ path: "response", key: "new" }, ["b"]);
  await rest();
  late(fine("old"));
  await rest();
  assert.deepEqual([...it.known.keys()], ["a", "b"], "all rows of the new body");
  assert.equal(it.key, "new");
});

test("a point that the server has dropped is said once", async () => {
  served(() => ({ ok: false, status: 404 }));
  const { log, it } = response();
  it.settle({ path: "response", key: "point" }, ["a"]);
  await rest();
  it.ask(["a"]);
  await rest();
  assert.deepEqual(log, ["unknown"]);
});

test("a request that gets lost is made again, until trying has an end that is said; then on demand", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let works = false;
  const asked = served(() => (works ? fine("point") : { ok: false, status: 503 }));
  const { log, it } = response();
  it.settle({ path: "response", key: "point" }, ["a"]);
  await rest();
  for (const pause of PAUSES) {
    mock.timers.tick(pause);
    await rest();
  }
  assert.equal(asked.length, 1 + PAUSES.length);
  assert.deepEqual(log, ["lost"]);
  mock.timers.tick(1e6);
  await rest();
  assert.equal(asked.length, 1 + PAUSES.length, "the end is an end");
  works = true;
  it.retry(["a"]);
  await rest();
  assert.deepEqual(log, ["lost", "arrived"]);
  mock.timers.reset();
});
