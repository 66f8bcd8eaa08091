import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { library, LOST } from "./library.js";
import { cause, texts } from "./page.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("who presses and gets no answer is told so, until an answer comes after all", () => {
  const { one, message, show, sent } = library();
  cause(one(".star"), "click");
  assert.ok(one(".library").classList.contains("busy"));
  mock.timers.tick(7999);
  assert.equal(message(), "");
  mock.timers.tick(1);
  assert.equal(message(), `${LOST}×`);
  assert.ok(!one(".library").classList.contains("busy"));
  assert.ok(one(".message").classList.contains("problem"));
  mock.timers.tick(60_000);
  assert.equal(message(), `${LOST}×`, "it stays until somebody has seen it");
  show({ seq: 1 });
  assert.equal(message(), "");
  assert.equal(sent.length, 1);
});

test("the word that no answer came goes with a second try, and can be put away", () => {
  const { one, message, sent } = library();
  cause(one(".star"), "click");
  mock.timers.tick(8000);
  cause(one(".star"), "click");
  assert.equal(message(), "");
  assert.deepEqual(
    sent.map(({ seq, name }) => [seq, name]),
    [
      [1, "favourite"],
      [2, "favourite"],
    ],
  );
  mock.timers.tick(8000);
  cause(one(".message button"), "click");
  assert.equal(message(), "");
});

test("what was done is said for nine seconds, with a way back", () => {
  const { one, message, show, sent } = library();
  show({ notice: { text: "Moved to the bin.", undo: ["a"], problem: false } });
  assert.equal(message(), "Moved to the bin.Undo");
  assert.ok(!one(".message").classList.contains("problem"));
  mock.timers.tick(8999);
  assert.equal(message(), "Moved to the bin.Undo");
  mock.timers.tick(1);
  assert.equal(message(), "");
  show({ notice: { text: "Moved to the bin.", undo: ["a"], problem: false } });
  cause(one(".message button"), "click");
  assert.deepEqual([sent[0].name, sent[0].value, message()], ["undo", ["a"], ""]);
});

test("what went wrong stays until it is put away, also where something was said before", () => {
  const { one, message, show } = library();
  show({ notice: { text: "Back in the library.", undo: [], problem: false } });
  mock.timers.tick(5000);
  show({ notice: { text: "It cannot be opened.", undo: [], problem: true } });
  mock.timers.tick(60_000);
  assert.equal(message(), "It cannot be opened.×");
  assert.equal(one(".message button").getAttribute("aria-label"), "Cancel");
});

test("another run without news keeps what is said", () => {
  const { message, show } = library();
  show({ notice: { text: "It cannot be opened.", undo: [], problem: true } });
  show();
  assert.equal(message(), "It cannot be opened.×");
});

test("an empty list says why in the place of its rows", () => {
  const { one, body, show } = library();
  assert.deepEqual(texts(body.querySelectorAll(".name")), ["Plan", "Lean"]);
  assert.ok(one(".nothing").hidden && !one(".head").hidden);
  show({ rows: [], empty: "No scenario matches." });
  assert.ok(!one(".nothing").hidden && one(".head").hidden);
  assert.equal(one(".nothing").textContent, "No scenario matches.");
});

test("rows are made anew, and the focus stays on what it was on", () => {
  const { body, show } = library();
  const star = () => body.querySelectorAll(".star")[1];
  const before = star();
  before.focus();
  show({ seq: 1 });
  assert.notEqual(star(), before);
  assert.equal(body.activeElement, star());
});
