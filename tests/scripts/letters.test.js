import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersOn, setLetters, shortcutOf } from "../../pages/scripts/shared/letters.js";

const key = (name, more = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const BODY = { tagName: "DIV" };
const on = (event, inside = BODY) => shortcutOf(event, inside, true);
const off = (event, inside = BODY) => shortcutOf(event, inside, false);

test("a shortcut has one name, whatever case it comes in", () => {
  assert.equal(on(key("b")), "b");
  assert.equal(on(key("B", { shiftKey: true })), "b");
  assert.equal(on(key("z", { ctrlKey: true })), "ctrl+z");
  assert.equal(on(key("z", { metaKey: true })), "ctrl+z");
  assert.equal(on(key("Z", { ctrlKey: true, shiftKey: true })), "ctrl+shift+z");
  assert.equal(on(key("Escape")), "Escape");
});

test("turned off, single keys do nothing; held keys, Escape, arrows and space stay", () => {
  for (const name of ["b", "H", "?", ".", "1"]) assert.equal(off(key(name)), null, name);
  assert.equal(off(key("z", { ctrlKey: true })), "ctrl+z");
  for (const name of ["Escape", "ArrowRight", "PageDown", "Home", " "]) assert.equal(off(key(name)), name, name);
});

test("nothing while somebody types, holds Alt, or a key has been dealt with", () => {
  for (const tagName of ["TEXTAREA", "SELECT"]) assert.equal(on(key("b"), { tagName }), null);
  assert.equal(on(key("b"), { tagName: "INPUT", type: "text" }), null);
  assert.equal(on(key("b"), { tagName: "INPUT", type: "range" }), "b");
  assert.equal(on(key("b", { altKey: true })), null);
  assert.equal(on(key("b", { defaultPrevented: true })), null);
});

test("the choice is remembered; without a memory it holds for the page", () => {
  const slots = new Map();
  const storage = {
    getItem: (name) => slots.get(name) ?? null,
    setItem: (name, value) => slots.set(name, value),
    removeItem: (name) => slots.delete(name),
  };
  assert.equal(lettersOn(storage), true);
  setLetters(false, storage);
  assert.equal(lettersOn(storage), false);
  setLetters(true, storage);
  assert.equal(lettersOn(storage), true);
  const refuses = () => {
    throw new Error("refused");
  };
  const none = { getItem: refuses, setItem: refuses, removeItem: refuses };
  assert.equal(lettersOn(none), true);
  assert.equal(setLetters(false, none), false);
  assert.equal(lettersOn(none), false);
  setLetters(true, none);
});
