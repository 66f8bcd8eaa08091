import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { carry, complete, Futures } from "../../pages/scripts/stage/futures.js";
import { serving } from "./serving.js";

const settled = () => ({
  headline: [{ id: "revenue" }, { id: "chance", label: "old", value: "30", note: "± 1" }],
  sentence: { short: "…", futures: "In three futures of ten" },
  before: "20",
  journal: {
    steps: [
      { place: 1, here: true, chance: "" },
      { place: 0, here: false, chance: "" },
    ],
    marks: [],
  },
  charts: {
    axes: { year: [1, 2], quarter: [3, 4], breakdown: 5 },
    bridge: {},
    trajectory: {
      titles: {},
      views: { year: { x: [0, 1], data: { band: [1], lines: [2] } }, quarter: { data: { band: [3] } } },
    },
  },
});

// What a move brings at once.
function moved() {
  const data = settled();
  data.headline[1] = { id: "chance", label: "new", value: "–", note: "settling …", settling: "settling …" };
  data.sentence.futures = "";
  data.before = null;
  data.charts.axes = null;
  data.charts.trajectory.views.year.data.band = [];
  data.charts.trajectory.views.quarter.data.band = [];
  return data;
}

const found = {
  key: "k",
  chance: { id: "chance", label: "new", value: "44", note: "± 2" },
  futures: "In four futures of ten",
  before: "30",
  bands: { year: [7], quarter: [8] },
  axes: { year: [9, 10], quarter: [11, 12], breakdown: 13 },
  step: { what: "Reps", chance: "+14 pts" },
};

test("until its futures are here a point shows those of the one before, marked", () => {
  const data = carry(moved(), settled());
  assert.equal(data.stale, true);
  assert.deepEqual(data.headline[1], { ...moved().headline[1], value: "30", stale: true });
  assert.equal(data.sentence.futures, "", "a sentence says nothing that is not known");
  assert.deepEqual(data.charts.axes, settled().charts.axes);
  assert.deepEqual(data.charts.trajectory.views.year.data, { band: [1], lines: [2] });
  assert.deepEqual(data.charts.trajectory.views.quarter.data.band, [3]);
});

test("a chance that followed the finger stays where the finger left it", () => {
  assert.equal(carry(moved(), settled(), "41").headline[1].value, "41");
});

test("two points may pass without their futures", () => {
  const data = carry(moved(), carry(moved(), settled()));
  assert.equal(data.headline[1].value, "30");
  assert.deepEqual(data.charts.trajectory.views.year.data.band, [1]);
});

test("with its futures a point is whole", () => {
  const data = complete(carry(moved(), settled()), found);
  assert.equal(data.stale, false);
  assert.deepEqual(data.headline[1], found.chance);
  assert.equal(data.sentence.futures, found.futures);
  assert.equal(data.before, "30");
  assert.deepEqual(data.charts.axes, found.axes);
  assert.deepEqual(data.charts.trajectory.views.year, { x: [0, 1], data: { band: [7], lines: [2] } });
  assert.deepEqual(data.journal.steps, [
    { place: 1, here: true, what: "Reps", chance: "+14 pts" },
    { place: 0, here: false, chance: "" },
  ]);
});

// -- fetching ----------------------------------------------------------------------------------------------------------
const turn = () => new Promise((done) => setImmediate(done));

function listening(...answers) {
  const heard = [];
  const asked = serving(answers);
  const hook = (name) => (what) => heard.push([name, what?.key]);
  const futures = new Futures({ arrived: hook("arrived"), unknown: hook("unknown"), lost: hook("lost") });
  return { futures, heard, asked };
}

test("what follows a move is asked for by its key, once", async () => {
  const { futures, heard, asked } = listening(found);
  futures.settle({ path: "futures", key: "k" });
  await turn();
  await turn();
  assert.deepEqual(asked, ["http://here/futures?key=k"]);
  assert.deepEqual(heard, [["arrived", "k"]]);
});

test("nothing is asked for a point whose futures came with it", async () => {
  const { futures, asked } = listening();
  futures.settle(undefined);
  await turn();
  assert.deepEqual(asked, []);
});

test("a later point gives the earlier one up", async () => {
  const { futures, heard, asked } = listening("wait", { ...found, key: "l" });
  futures.settle({ path: "futures", key: "k" });
  futures.settle({ path: "futures", key: "l" });
  await turn();
  await turn();
  assert.equal(asked.length, 2);
  assert.deepEqual(heard, [["arrived", "l"]]);
});

test("a point left meanwhile is silent, one that was dropped is offered again", async () => {
  for (const [status, expected] of [
    [204, []],
    [404, [["unknown", undefined]]],
  ]) {
    const { futures, heard } = listening({ status });
    futures.settle({ path: "futures", key: "k" });
    await turn();
    assert.deepEqual(heard, expected, String(status));
  }
});

test("an answer that got lost is asked for again", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { futures, heard, asked } = listening(new Error("network"), found);
  futures.settle({ path: "futures", key: "k" });
  await turn();
  mock.timers.tick(2000);
  await turn();
  await turn();
  assert.equal(asked.length, 2);
  assert.deepEqual(heard, [["arrived", "k"]]);
  mock.timers.reset();
});
