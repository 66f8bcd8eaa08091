// The target line under the finger: whole steps within the axis, and the chart's tables with the line elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { toStep, withGoal } from "../../pages/scripts/shared/goal.js";
import { makeWriter } from "../../pages/scripts/shared/numbers.js";

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
