import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { Rail } from "../../pages/scripts/stage/rail.js";
import { cause, openPage, texts as textsOf } from "./page.js";
import { writer } from "./words.js";

const reps = {
  id: "reps",
  label: "Reps",
  help: "",
  group: "sales",
  format: "money",
  min: 0,
  max: 100,
  step: 10,
  decimals: 0,
};
const LEVERS = [
  { ...reps, value: 50, base: 40, plan: 60, against: 40 },
  { ...reps, id: "price", label: "Price", value: 20, base: 20, plan: 20, against: 20, advanced: true },
  {
    id: "pace",
    label: "Pace",
    help: "",
    group: "sales",
    value: "slow",
    against: "slow",
    options: [
      { value: "slow", label: "Slow" },
      { value: "fast", label: "Fast" },
    ],
  },
];
const DATA = {
  levers: LEVERS,
  groups: [{ id: "sales", label: "Sales" }],
  presets: [
    { id: "plan", label: "Plan", active: true },
    { id: "low", label: "Low", active: false },
  ],
  sources: { lever: {} },
  formats: { money: { scale: 1, decimals: 0, pattern: "{number}", unit: "" } },
  texts: {
    start: "Start",
    rail: "Levers",
    marks: "",
    more: "⟦count⟧ more",
    less: "Less",
    value: "⟦lever⟧",
    choice: "",
  },
};
const TABLE = {
  reps: { positions: [0, 10, 50, 60, 100], count: 5, partners: null, outcomes: (place) => `reps ${place}` },
  pace: { positions: [0, 1], count: 2, partners: null, outcomes: (place) => `pace ${place}` },
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage();
});

// A rail with a response table (or `table` instead), and what it has told the stage.
function rail(table = TABLE) {
  const root = make("aside");
  const told = [];
  const it = new Rail(root, {
    answers: (id) => table[id] || null,
    moving: (row, outcomes) => told.push(["moving", row.lever.id, outcomes]),
    settle: (levers) => told.push(["settle", levers]),
    unfolded: () => told.push(["unfolded"]),
    preset: (id) => told.push(["preset", id]),
    say: () => null,
  });
  it.build(DATA, writer);
  it.update(DATA, writer);
  const row = (id) => it.rows.get(id);
  const press = (id, key, more = {}) => {
    const event = new Event("keydown", { cancelable: true });
    it.key(row(id), Object.assign(event, { key, ctrlKey: false, metaKey: false, altKey: false, ...more }));
    return event.defaultPrevented;
  };
  return { it, root, told, row, press };
}

test("a drag shows the nearest position that has an answer, and settles there", () => {
  const { it, told, row } = rail();
  it.drag(row("reps"), 56);
  assert.deepEqual(told, [["moving", "reps", "reps 3"]]);
  assert.equal(row("reps").value, 60);
  it.release(row("reps"));
  assert.deepEqual(told.at(-1), ["settle", { reps: 60 }]);
});

test("without answers the lever still follows, in its own steps, and is looked up when they come", () => {
  const table = {};
  const { it, told, row } = rail(table);
  it.drag(row("reps"), 56);
  assert.deepEqual([row("reps").value, told], [60, [["moving", "reps", null]]]);
  table.reps = TABLE.reps;
  it.again();
  assert.deepEqual(told.at(-1), ["moving", "reps", "reps 3"]);
  it.release(row("reps"));
  it.again();
  assert.equal(told.length, 3, "no finger, nothing to look up");
});

test("only the lever under the finger can be let go, and once", () => {
  const { it, told, row } = rail();
  it.release(row("reps"));
  it.drag(row("reps"), 10);
  it.release(row("price"));
  it.release(row("reps"));
  it.release(row("reps"));
  assert.deepEqual(
    told.filter(([what]) => what === "settle"),
    [["settle", { reps: 10 }]],
  );
});

test("a held key moves from answer to answer and settles once, after a rest", () => {
  const { told, row, press } = rail();
  assert.ok(press("reps", "ArrowRight"));
  mock.timers.tick(179);
  press("reps", "ArrowUp");
  assert.equal(row("reps").value, 100);
  mock.timers.tick(179);
  assert.ok(told.every(([what]) => what === "moving"));
  mock.timers.tick(1);
  assert.deepEqual(told.at(-1), ["settle", { reps: 100 }]);
  assert.equal(told.length, 3);
});

test("without answers a key goes by the lever's own steps", () => {
  const { row, press } = rail({});
  press("reps", "ArrowLeft");
  assert.equal(row("reps").value, 40);
  press("reps", "End");
  assert.equal(row("reps").value, 100);
});

test("keys of the browser and those that move nothing stay the browser's", () => {
  const { told, press } = rail();
  const kept = [press("reps", "a"), press("reps", "Tab"), press("reps", "ArrowRight", { altKey: true })];
  kept.push(press("reps", "Home", { ctrlKey: true }), press("reps", "End", { metaKey: true }));
  assert.deepEqual([kept.some(Boolean), told], [false, []]);
});

test("a choice shows its answer and settles at once", () => {
  const { root, told } = rail();
  cause(root.querySelector(".choices").children[1], "click");
  assert.deepEqual(told, [
    ["moving", "pace", "pace 1"],
    ["settle", { pace: "fast" }],
  ]);
});

test("news leave the lever under the finger where it is", () => {
  const { it, row } = rail();
  it.drag(row("reps"), 100);
  const moved = LEVERS.map((lever) => (lever.options ? lever : { ...lever, value: 30 }));
  it.update({ ...DATA, levers: moved }, writer);
  assert.deepEqual([row("reps").value, row("price").value, it.value("reps")], [100, 30, 30]);
  it.release(row("reps"));
  it.show();
  assert.equal(row("reps").value, 30);
  it.show({ reps: 70, price: 10, pace: "fast" });
  assert.deepEqual([row("reps").value, row("pace").value], [70, "fast"]);
});

test("folded levers count as on screen only while they are unfolded", () => {
  const { it, root, told } = rail();
  const more = root.querySelector(".group .more");
  assert.deepEqual([more.textContent, root.querySelector(".group .folded").hidden], ["1 more", true]);
  assert.deepEqual(it.onScreen(), ["reps", "pace"]);
  cause(more, "click");
  assert.deepEqual([more.textContent, more.getAttribute("aria-expanded"), told], ["Less", "true", [["unfolded"]]]);
  assert.deepEqual(
    [it.onScreen().toSorted(), root.querySelector(".group .folded").hidden],
    [["pace", "price", "reps"], false],
  );
  cause(more, "click");
  assert.deepEqual(it.onScreen(), ["reps", "pace"]);
});

test("presets say which one is on, and ask for another", () => {
  const { root, told } = rail();
  const presets = root.querySelectorAll(".presets button");
  assert.deepEqual(textsOf(presets), ["Plan", "Low"]);
  assert.deepEqual(
    presets.map((one) => one.getAttribute("aria-pressed")),
    ["true", "false"],
  );
  cause(presets[1], "click");
  assert.deepEqual(told, [["preset", "low"]]);
});

test("a family's handle takes its members along as the table says", () => {
  const levers = [{ ...LEVERS[0], family: ["reps", "price"] }, LEVERS[1]];
  const table = { reps: { ...TABLE.reps, partners: [0, 0, 0, 0, 0, 1, 2, 3, 4, 5] } };
  const { it, row } = rail(table);
  it.build({ ...DATA, levers }, writer);
  it.update({ ...DATA, levers }, writer);
  it.drag(row("reps"), 60);
  assert.deepEqual([row("reps").value, row("price").value], [60, 4]);
});
