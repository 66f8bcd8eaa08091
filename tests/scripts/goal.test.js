// The target line under the finger: whole steps within the axis, and the chart's tables with the line elsewhere.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { GoalLine, toStep, withGoal } from "../../pages/scripts/shared/goal.js";
import { makeWriter } from "../../pages/scripts/shared/numbers.js";
import { cause, openPage } from "./page.js";

const FORMATS = { revenue: { scale: 0.001, decimals: 2, pattern: "CNY {number} bn", unit: "CNY bn" } };
const GOAL = { value: 2500, year: 2026, step: 10, scale: 0.001, text: "Target ⟦value⟧" };
const DATA = {
  target: [{ x0: 2025.68, x1: 2026, y: 2.5 }],
  labels: [
    { series: "target", x: 2026, y: 2.5, text: "Target 2.50" },
    { series: "plan", x: 2026, y: 2.4, text: "Plan 2.40" },
  ],
  current: [],
};

test("a value goes to whole steps and stays within the axis", () => {
  assert.equal(toStep(2504.9, 10, 1250, 2750), 2500);
  assert.equal(toStep(2505.1, 10, 1250, 2750), 2510);
  assert.equal(toStep(9000, 10, 1250, 2755), 2750);
  assert.equal(toStep(-1, 10, 1254, 2750), 1260);
  assert.equal(toStep(0.1 + 0.2, 0.1, 0, 1), 0.3);
});

test("only the line and its label move, and the tables that Python sent stay as they are", () => {
  const before = JSON.stringify(DATA);
  const found = withGoal(DATA, GOAL, 2600, makeWriter(FORMATS, "en"));
  assert.deepEqual(found.target, [{ x0: 2025.68, x1: 2026, y: 2.6 }]);
  assert.equal(found.labels[0].text, "Target 2.60");
  assert.ok(found.labels[0].y > 2.6);
  assert.equal(found.labels[1], DATA.labels[1]);
  assert.equal(JSON.stringify(DATA), before);
});

test("nothing moves without a finger, a target or a line", () => {
  for (const [data, goal, value] of [
    [DATA, GOAL, null],
    [DATA, GOAL, undefined],
    [DATA, null, 2600],
    [{ ...DATA, target: [] }, GOAL, 2600],
  ])
    assert.equal(withGoal(data, goal, value, null), data);
});

beforeEach(openPage);

// A line at 2500 over a chart of ten values a pixel, from 1250 to 2750; `told` is what the page hears.
function line(goal = { ...GOAL, label: "Target" }) {
  const told = [];
  const chart = {
    box: { offsetLeft: 10, offsetTop: 20, clientWidth: 500, getBoundingClientRect: () => ({ top: 100 }) },
    view: { padding: () => ({ left: 40 }) },
    zoom: () => 1,
    place: (year, value) => ({ x: (year - 2020) * 50, y: 275 - value * 100 }),
    valueAt: (y) => (275 - y) / 100,
    range: () => [1.25, 2.75],
  };
  const hooks = { chart: () => chart, moving: (value) => told.push(["moving", value]) };
  const it = new GoalLine({ ...hooks, settle: (value) => told.push(["settle", value]) });
  it.handle.setPointerCapture = () => null;
  it.update(goal, "It takes more reps.", makeWriter(FORMATS, "en"));
  it.place(true);
  const press = (key) => cause(it.handle, "keydown", { key });
  const lift = (key) => cause(it.handle, "keyup", { key });
  const touch = (y, more = {}) => cause(it.handle, "pointerdown", { button: 0, clientY: y, pointerId: 1, ...more });
  const drag = (y) => cause(it.handle, "pointermove", { clientY: y });
  const now = () => Number(it.handle.getAttribute("aria-valuenow"));
  return { it, told, chart, hooks, press, lift, touch, drag, now };
}

test("the line is where the chart draws it, and says between what it moves", () => {
  const { it, now } = line();
  assert.ok(!it.handle.hidden);
  assert.deepEqual(
    ["aria-label", "aria-valuemin", "aria-valuemax", "aria-valuetext"].map((name) => it.handle.getAttribute(name)),
    ["Target", "1250", "2750", "CNY 2.50 bn"],
  );
  assert.equal(now(), 2500);
  assert.deepEqual(
    ["left", "top", "width"].map((side) => Math.round(Number.parseFloat(it.handle.style[side]))),
    [294, 45, 120],
  );
  assert.deepEqual([it.note.textContent, it.note.hidden], ["It takes more reps.", false]);
});

test("there is no handle without a chart, a target that can be dragged, or while it is hidden", () => {
  const { it, hooks } = line();
  it.place(false);
  assert.ok(it.handle.hidden);
  assert.ok(line(null).it.handle.hidden);
  hooks.chart = () => null;
  it.hooks.chart = () => null;
  it.place(true);
  assert.ok(it.handle.hidden);
});

test("a finger drags the line by where it took it, in whole steps within the axis, and asks on release", () => {
  const { told, touch, drag, now, it } = line();
  drag(120);
  assert.deepEqual(told, [], "nothing is held");
  touch(127);
  drag(117.4);
  assert.deepEqual([told.at(-1), now()], [["moving", 2600], 2600]);
  assert.ok(it.note.hidden, "it told of another target");
  drag(117.3);
  assert.equal(told.length, 1, "less than a step is none");
  drag(-900);
  assert.equal(now(), 2750);
  cause(it.handle, "pointerup");
  assert.deepEqual(told.at(-1), ["settle", 2750]);
  drag(127);
  cause(it.handle, "blur");
  assert.deepEqual(told.at(-1), ["settle", 2750], "asked once, and let go");
  assert.equal(told.length, 3);
});

test("a finger that comes back to where the line was asks for nothing, and the note is there again", () => {
  const { told, touch, drag, it, now } = line();
  touch(127);
  drag(107);
  drag(127);
  cause(it.handle, "pointerup");
  assert.deepEqual(told.at(-1), ["moving", null]);
  assert.deepEqual([now(), it.note.hidden], [2500, false]);
  touch(127);
  drag(107);
  cause(it.handle, "pointercancel");
  assert.deepEqual([told.at(-1), now()], [["moving", null], 2500]);
});

test("only the main button takes the line", () => {
  const { told, touch, drag } = line();
  assert.ok(!touch(127, { button: 2 }).defaultPrevented);
  drag(107);
  assert.deepEqual(told, []);
  assert.ok(touch(127).defaultPrevented);
});

test("keys move it by a step or ten, ask when they are let go, and Escape takes it back", () => {
  const { told, press, lift, now } = line();
  const at = (key) => (press(key), now());
  assert.deepEqual(["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"].map(at), [2510, 2520, 2510, 2500]);
  assert.deepEqual(["PageDown", "PageUp", "PageUp"].map(at), [2400, 2500, 2600]);
  lift("Shift");
  assert.ok(told.every(([name]) => name === "moving"));
  lift("PageUp");
  assert.deepEqual(told.at(-1), ["settle", 2600]);
  assert.ok(press("Escape").defaultPrevented);
  assert.deepEqual([told.at(-1), now()], [["moving", null], 2500]);
  assert.ok(!press("Escape").defaultPrevented, "where nothing is dragged Escape leaves");
  assert.ok(!press("Tab").defaultPrevented);
});

test("Python's answer is the line's new place", () => {
  const { it, told, press, lift, now } = line();
  press("ArrowUp");
  lift("ArrowUp");
  it.update({ ...GOAL, value: 2510, label: "Target" }, "", makeWriter(FORMATS, "en"));
  assert.deepEqual([now(), it.note.hidden], [2510, true]);
  press("ArrowUp");
  lift("ArrowUp");
  assert.deepEqual(told.at(-1), ["settle", 2520]);
});
