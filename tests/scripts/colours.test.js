import assert from "node:assert/strict";
import { test } from "node:test";
import { isDark } from "../../pages/scripts/shared/colours.js";

test("the two papers of the theme are told apart, in either notation", () => {
  assert.equal(isDark("#f6f5f1"), false);
  assert.equal(isDark("#0d131a"), true);
  assert.equal(isDark("rgb(246, 245, 241)"), false);
  assert.equal(isDark("rgba(13, 19, 26, 0.9)"), true);
});

test("brightness counts as eyes see it: green is bright, blue is dark", () => {
  assert.equal(isDark("#00ff00"), false);
  assert.equal(isDark("#0000ff"), true);
  assert.equal(isDark("#828282"), false);
  assert.equal(isDark("#7e7e7e"), true);
});

test("no colour is light", () => assert.equal(isDark(""), false));
