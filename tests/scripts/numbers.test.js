import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeWriter, MINUS, pack, readTyped, unpack } from "../../pages/scripts/shared/numbers.js";

const FORMATS = {
  money: { scale: 1, decimals: 0, pattern: "CNY {number} m" },
  bn: { scale: 0.001, decimals: 2, pattern: "CNY {number} bn" },
  percent: { scale: 100, decimals: 1, pattern: "{number} %" },
  percent_whole: { scale: 100, decimals: 0, pattern: "{number} %" },
  odd: { scale: 1, decimals: 0, pattern: "$& {number} $1" },
};
const en = makeWriter(FORMATS, "en-GB");

test("a number has the decimals of its format, a real minus, and a plus only where it is a change", () => {
  assert.equal(en.number(2499.6, "bn"), "2.50");
  assert.equal(en.number(-2499.6, "bn"), `${MINUS}2.50`);
  assert.equal(en.number(12, "money", true), "+12");
  assert.equal(en.number(-12, "money", true), `${MINUS}12`);
  assert.equal(en.number(1234567, "money"), "1,234,567");
});

test("what rounds to nothing has no sign", () => {
  assert.equal(en.number(-0.4, "money", true), "0");
  assert.equal(en.number(0.4, "money", true), "0");
});

test("no number is a dash", () => {
  for (const none of [NaN, Infinity, -Infinity]) assert.equal(en.number(none, "money"), "–");
});

test("a quantity stands in its pattern, whatever characters that has", () => {
  assert.equal(en.quantity(2500, "bn"), "CNY 2.50 bn");
  assert.equal(en.quantity(3, "odd"), "$& 3 $1");
});

test("a chance is never written as nothing or all", () => {
  const written = [0, 0.0049, 0.005, 0.034, 0.5, 0.995, 0.9951, 1].map((share) => en.chance(share));
  assert.deepEqual(written, ["<1", "<1", "1", "3", "50", "100", ">99", ">99"]);
});

const TYPED = JSON.parse(readFileSync(new URL("../tables/typed_numbers.json", import.meta.url), "utf8"));

test("typed numbers mean what Python reads in them", () => {
  for (const { text, low, high, means } of TYPED)
    assert.deepEqual(readTyped(text, low, high), means, JSON.stringify(text));
  assert.deepEqual(readTyped("9".repeat(100), 0, 1), []);
});

test("vectors come back from base64 as they went", () => {
  const values = new Float32Array([0, -1.5, 2.25e9, 1 / 3]);
  assert.deepEqual(unpack(pack(values)), values);
  assert.deepEqual([...unpack("AAAAPwAAgD8=")], [0.5, 1]); // little-endian, as Python packs them
});
