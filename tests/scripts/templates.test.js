import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addUp,
  amountOf,
  fill,
  regionTitle,
  resolveRows,
  sentenceText,
  textOf,
  tone,
  trajectoryTitle,
  verdict,
} from "../../pages/scripts/shared/templates.js";
import { text, writer } from "./words.js";

const at = (...current) => ({ current, base: [100, 50, 0] });

test("a reference is a value, a difference or a ratio", () => {
  assert.equal(amountOf(text(0), at(120, 0, 0)), 120);
  assert.equal(amountOf(text(0, { m: "difference" }), at(120, 0, 0)), 20);
  assert.equal(amountOf(text(0, { m: "ratio" }), at(120, 0, 0)), 120 / 100 - 1);
  assert.equal(amountOf(text(2, { m: "ratio" }), at(0, 0, 7)), 0, "a ratio to nothing is none");
  assert.equal(amountOf(text(0, { m: "difference", a: true }), at(70, 0, 0)), 30);
  assert.equal(amountOf({ $: "n", c: 1, k: 0.5, v: "base" }, at(0, 0, 0)), 25);
});

test("a text writes digits or a quantity, and another word where it rounds to nothing", () => {
  assert.equal(textOf("as it is", at()), "as it is");
  assert.equal(textOf(text(0, { p: "{quantity} short" }), at(7), writer), "CNY 7 m short");
  assert.equal(textOf(text(0, { z: "same" }), at(0.4), writer), "same");
  assert.equal(textOf(text(0, { z: "same" }), at(0.6), writer), "1");
});

test("rows keep what is no reference", () => {
  const rows = [{ year: 2026, none: null, name: "a", y: { $: "n", c: 0, k: 2, v: "current" }, label: text(0) }];
  assert.deepEqual(resolveRows(rows, at(3), writer), [{ year: 2026, none: null, name: "a", y: 6, label: "3" }]);
});

test("the verdict is the sign of the gap as it is written", () => {
  const sentence = { on: text(0) };
  const on = (gap) => verdict(sentence, at(gap), writer);
  assert.deepEqual([-10, -0.6, -0.4, 0, 0.4, 0.6, 10].map(on), ["short", "short", "met", "met", "met", "over", "over"]);
});

test("a rise is good, a fall is bad, and what is written as no change has no colour", () => {
  const note = text(0, { m: "difference" });
  assert.equal(tone(note, at(120), writer), "good");
  assert.equal(tone(note, at(80), writer), "bad");
  for (const same of [100, 100.4, 99.6]) assert.equal(tone(note, at(same), writer), "");
  assert.equal(tone("± 0.3 pts", at(120), writer), "", "a note that is no change has none");
});

const regions = (...names) => ({
  titles: { most: "⟦region⟧ most ⟦amount⟧", less: "⟦region⟧ less ⟦amount⟧", more: "⟦region⟧ more ⟦amount⟧" },
  regions: names.map((name, c) => ({ name, total: text(c), change: text(c, { m: "difference", s: true }) })),
});

test("the region that changed most names the title, more or less; without a change the largest does", () => {
  const chart = regions("East", "West", "North");
  assert.equal(regionTitle(chart, at(100, 80, 0), writer), "West more 30");
  assert.equal(regionTitle(chart, at(60, 80, 0), writer), "East less 40", "the words say which way");
  assert.equal(regionTitle(chart, at(100, 50, 0), writer), "East most 100");
  assert.equal(regionTitle(chart, at(100.3, 49.8, 0), writer), "East most 100", "less than is written is no change");
});

test("the sentence takes the words of its verdict and its numbers", () => {
  const sentence = {
    on: text(1),
    numbers: { revenue: text(0) },
    short: "⟦opening⟧: ⟦revenue⟧ short⟦futures⟧",
    over: "over",
    met: "met",
  };
  assert.equal(
    sentenceText(sentence, { opening: "Plan", futures: " of 3" }, at(90, -10), writer),
    "Plan: 90 short of 3",
  );
  assert.equal(sentenceText(sentence, { opening: "Plan", futures: "" }, at(90, 10), writer), "over");
});

test("a title names its reason only where all has settled", () => {
  const chart = { titles: { short: "⟦gap⟧ short⟦reason⟧", reason: ": churn" }, numbers: { gap: text(0) } };
  assert.equal(trajectoryTitle(chart, "short", true, at(5), writer), "5 short: churn");
  assert.equal(trajectoryTitle(chart, "short", false, at(5), writer), "5 short");
});

test("words are put in as they are, never read as patterns or mark-up", () => {
  assert.equal(fill("⟦name⟧ & ⟦name⟧", { name: "$& <b>⟦name⟧</b>" }), "$& <b>⟦name⟧</b> & $& <b>⟦name⟧</b>");
});

test("parts are written so that they add up as shown", () => {
  assert.deepEqual(addUp([1.4, 1.4, 1.4], 1), [2, 1, 1]);
  assert.deepEqual(addUp([1.6, 1.6, 1.6], 1), [2, 2, 1]);
  assert.deepEqual(addUp([2, -1.5, 0], 1), [2, -1, 0]);
});
