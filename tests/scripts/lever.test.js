import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeWriter } from "../../pages/scripts/shared/numbers.js";
import { digits, keyPlace, onStep, quantity, typedValue, typedValues } from "../../pages/scripts/stage/lever.js";
import { between } from "../../pages/scripts/stage/chances.js";
import { axesOf } from "../../pages/scripts/room/line.js";

const writer = makeWriter({}, "en-GB");

test("a lever stands on steps between its bounds", () => {
  const lever = { min: 0.1, max: 0.35, step: 0.005 };
  assert.equal(onStep(lever, 0.2124), 0.21);
  assert.equal(onStep(lever, 0.2126), 0.215);
  assert.equal(onStep(lever, -4), 0.1);
  assert.equal(onStep(lever, 4), 0.35);
});

test("a typed value is taken as it is, or refused outside the bounds", () => {
  const lever = { min: 0.1, max: 0.35 };
  assert.equal(typedValue(lever, "23.45 %", 100), 0.2345);
  assert.equal(typedValue(lever, "10", 100), 0.1);
  assert.equal(typedValue(lever, "35.00000000001", 100), 0.35, "a last digit of floating point is no refusal");
  for (const wrong of ["", "ten", "9.9", "36", "-20"]) assert.equal(typedValue(lever, wrong, 100), null, wrong);
});

test("a decimal comma is one, and what could be thousands or decimals is asked", () => {
  assert.equal(typedValue({ min: -0.5, max: 0.6 }, "1,5", 100), 0.015);
  assert.equal(typedValue({ min: -0.5, max: 0.6 }, "12,5", 100), 0.125);
  assert.deepEqual(typedValues({ min: 0, max: 5000 }, "1,250", 1), [1250, 1.25]);
  assert.equal(typedValue({ min: 0, max: 5000 }, "1,250", 1), null);
  assert.equal(typedValue({ min: 120, max: 500 }, "310 %", 1), null);
});

test("as many decimals as the step needs, more only where a typed value has them", () => {
  const table = JSON.parse(readFileSync(new URL("../tables/slider_digits.json", import.meta.url)));
  for (const { step, scale, decimals, value, shown } of table) {
    const steps = Math.min(decimals, (String(Number((step * scale).toPrecision(12))).split(".")[1] || "").length);
    const format = { scale, decimals, pattern: "CNY {number} m" };
    assert.equal(digits({ decimals: steps }, value, format, writer), shown);
    assert.equal(quantity({ decimals: steps }, value, format, writer), `CNY ${shown} m`);
  }
});

test("keys move a slider by a step, a tenth, or to its end, and no further", () => {
  const last = 60;
  assert.deepEqual(
    ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map((key) => keyPlace(key, 30, last)),
    [31, 31, 29, 29],
  );
  assert.deepEqual(
    ["PageUp", "PageDown", "Home", "End"].map((key) => keyPlace(key, 30, last)),
    [36, 24, 0, 60],
  );
  assert.equal(keyPlace("ArrowRight", 60, last), 60);
  assert.equal(keyPlace("PageDown", 2, last), 0);
  assert.equal(keyPlace("Tab", 30, last), undefined);
});

test("between two simulated points a chance lies on the line between them", () => {
  const table = { x: [0, 10, 20], p: [0, 0.5, 1] };
  assert.deepEqual(
    [-5, 0, 5, 10, 15, 20, 25].map((at) => between(table, at)),
    [0, 0, 0.25, 0.5, 0.75, 1, 1],
  );
});

test("frozen axes hold every scene", () => {
  const scene = (low, high) => ({ charts: { axes: { year: [low, high] } } });
  const scenes = [scene(1, 2), scene(0.5, 1.5), scene(1, 3)];
  assert.deepEqual(axesOf(scenes, 0, false), [1, 2]);
  assert.deepEqual(axesOf(scenes, 0, true), [0.5, 3]);
});
