import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Library } from "../../pages/scripts/library/list.js";
import { cause, openPage, texts } from "./page.js";

const LOST = "The server has not answered.";
const ROW = {
  name: "Plan",
  favourite: false,
  open: false,
  sorted: "",
  edition: "",
  tags: [],
  moreTags: 0,
  note: "",
  path: { target: "", actual: "", run: "", end: "" },
  alt: "",
  revenue: "2.5",
  unit: "bn",
  tone: "",
  against: "",
  target: "",
  chance: "",
  chanceHelp: "",
  author: "",
  time: "today",
  plan: "growth",
};
const DATA = {
  seq: 0,
  language: "en",
  texts: { lost: LOST, undo: "Undo", cancel: "Cancel", selected: "⟦count⟧ selected" },
  view: { text: "", show: "", sort: "name", order: "up", page: "" },
  choices: Object.fromEntries(["target", "tag", "author", "plan", "time", "show", "sort"].map((name) => [name, []])),
  rows: [
    { ...ROW, id: "a" },
    { ...ROW, id: "b", name: "Lean" },
  ],
  size: [120, 30],
  total: 2,
  limit: 500,
  limits: { least: 2, most: 5, export: 200 },
  counted: "1–2 of 2",
  page: 1,
  pages: 1,
  empty: "",
  filtered: false,
  wire: { path: "library-rows", language: "en", zone: "UTC", open: "" },
  notice: null,
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

function library() {
  const body = openPage();
  const sent = [];
  const list = new Library(body);
  const show = (more = {}) => list.receive({ ...DATA, ...more }, { setTriggerValue: (_, action) => sent.push(action) });
  show();
  const one = (selector) => body.querySelector(selector);
  return { body, sent, show, one, message: () => one(".message").textContent };
}

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
