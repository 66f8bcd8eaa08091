import assert from "node:assert/strict";
import { test } from "node:test";
import { familyKey, onScreen } from "../../pages/scripts/stage/family.js";
import { leverStates } from "../../pages/scripts/stage/frame.js";
import { after, answers, begin } from "../../pages/scripts/stage/phase.js";

const LEVERS = [
  { id: "headcount", group: "people", advanced: false },
  { id: "growth", group: "region", advanced: false, members: ["growth.a", "growth.b"] },
  { id: "growth.a", group: "region", advanced: true, within: "growth" },
  { id: "growth.b", group: "region", advanced: true, within: "growth" },
  { id: "mix", group: "people", advanced: true, fold: true, members: ["mix.a"] },
  { id: "mix.a", group: "people", advanced: true, within: "mix" },
];

test("a family's levers are on screen when it is unfolded, and its group is", () => {
  assert.deepEqual(onScreen(LEVERS, new Set()), ["headcount", "growth"]);
  assert.deepEqual(
    onScreen(LEVERS, new Set(["region"])),
    ["headcount", "growth"],
    "a group of the same levers is another fold",
  );
  assert.deepEqual(onScreen(LEVERS, new Set([familyKey("growth")])), ["headcount", "growth", "growth.a", "growth.b"]);
  assert.deepEqual(onScreen(LEVERS, new Set([familyKey("mix")])), ["headcount", "growth"], "its group is folded");
  assert.deepEqual(onScreen(LEVERS, new Set(["people", familyKey("mix")])), ["headcount", "growth", "mix.a"]);
});

test("a group and a family of one name are folds of their own", () => {
  assert.notEqual(familyKey("budget"), "budget");
});

test("a handle's ends come with every move, a lever's stand in the frame", () => {
  const levers = [{ id: "growth" }, { id: "growth.a", min: 0, max: 1 }];
  const handed = { values: [0.5, 0.1], against: [1, 0.2], ends: { growth: { min: 0, max: 2, apart: true } } };
  assert.deepEqual(leverStates(levers, handed), [
    { id: "growth", value: 0.5, against: 1, min: 0, max: 2, apart: true },
    { id: "growth.a", min: 0, max: 1, value: 0.1, against: 0.2 },
  ]);
});

test("levers that wait go out in the order of their last moves", () => {
  const release = (state, levers) => after(state, { is: "release", levers, same: false }).state;
  let state = release(begin(), { headcount: 1 }); // on its way
  state = release(state, { growth: 0.5 });
  state = release(state, { "growth.a": 0.2 });
  state = release(state, { growth: 0.6 });
  assert.deepEqual(Object.entries(state.next), [
    ["growth.a", 0.2],
    ["growth", 0.6],
  ]);
});

test("while a handle's move is on its way the table answers for the handle, not for its levers", () => {
  const { state } = after(begin(), { is: "release", levers: { growth: 0.5 }, same: false });
  assert.ok(answers(state, "growth"));
  assert.ok(!answers(state, "growth.a"));
});
