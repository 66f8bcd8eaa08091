import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Asking } from "../../pages/scripts/library/asking.js";
import { turns } from "./page.js";
import { serving } from "./serving.js";

const WIRE = { path: "library-rows", language: "en", zone: "UTC", open: "" };
const VIEW = { text: "", sort: "name", page: "" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// The list's question and answer: what is sent to the session, what is told to the list.
function list(answers = []) {
  const asked = serving(answers);
  const sent = [];
  const told = { busy: [], lost: [], rows: 0 };
  const asking = new Asking({
    rows: () => (told.rows += 1),
    busy: (on) => told.busy.push(on),
    lost: (on) => told.lost.push(on),
  });
  const answer = (seq, more = {}) =>
    asking.receive(
      { seq, rows: ["session"], view: VIEW, wire: WIRE, ...more },
      { setTriggerValue: (name, action) => sent.push({ trigger: name, ...action }) },
    );
  answer(0);
  told.busy = [];
  return { asking, asked, sent, told, answer };
}

const numbers = (sent) => sent.map(({ seq, name }) => `${seq} ${name}`);

test("an action is numbered after all that Python has dealt with, and its answer frees the list", () => {
  const { asking, sent, told, answer } = list();
  answer(6);
  told.busy = [];
  asking.act("open", "a");
  assert.deepEqual(sent, [{ trigger: "action", seq: 7, name: "open", value: "a", view: null }]);
  assert.deepEqual(told.busy, [true]);
  answer(6);
  assert.deepEqual(told.busy, [true], "an answer to an earlier one frees nothing");
  answer(7);
  assert.equal(told.busy.at(-1), false);
  answer(2);
  asking.act("open", "b");
  assert.equal(sent.at(-1).seq, 8, "numbers never go back");
});

test("one action is in flight: what is pressed meanwhile goes out after its answer, the last of it alone", () => {
  const { asking, sent, answer } = list();
  asking.act("open", "a");
  asking.act("open", "b");
  asking.act("open", "c");
  assert.deepEqual(numbers(sent), ["1 open"]);
  answer(1);
  asking.next();
  asking.next();
  assert.deepEqual(numbers(sent), ["1 open", "2 open"]);
  assert.equal(sent[1].value, "c");
});

test("an action without an answer is said after eight seconds, once, and frees the list", () => {
  const { asking, sent, told, answer } = list();
  asking.act("favourite", { id: "a", on: true });
  mock.timers.tick(7999);
  assert.deepEqual(told, { busy: [true], lost: [], rows: 0 });
  mock.timers.tick(1);
  assert.deepEqual(told, { busy: [true, false], lost: [true], rows: 0 });
  mock.timers.tick(60_000);
  assert.equal(sent.length, 1, "it might be done twice");
  assert.deepEqual(told.lost, [true]);
  answer(0);
  assert.deepEqual(told.lost, [true], "an answer to an earlier one changes nothing");
  answer(1);
  assert.deepEqual(told.lost, [true, false], "a late answer takes the word back");
});

test("an answer in time says nothing, and a second try takes the word back", () => {
  const { asking, told, answer } = list();
  asking.act("open", "a");
  mock.timers.tick(7999);
  answer(1);
  mock.timers.tick(8000);
  assert.deepEqual(told.lost, []);
  asking.act("open", "a");
  mock.timers.tick(8000);
  asking.act("open", "a");
  assert.deepEqual(told.lost, [true, false]);
  mock.timers.tick(8000);
  assert.deepEqual(told.lost, [true, false, true], "each try is told by itself");
});

test("what was pressed while no answer came does not happen later", () => {
  const { asking, sent, answer } = list();
  asking.act("open", "a");
  asking.act("delete", { ids: ["b"] });
  mock.timers.tick(8000);
  answer(1);
  asking.next();
  assert.deepEqual(numbers(sent), ["1 open"]);
});

test("while somebody types the route answers, one question at a time; the session hears of it when they pause", async () => {
  const { asking, asked, sent, told } = list([{ rows: ["of l"] }, { rows: ["of lea"] }]);
  for (const text of ["l", "le", "lea"]) asking.look({ text });
  await turns();
  const address = "http://here/library-rows?lang=en&zone=UTC&text=";
  assert.deepEqual(asked, [`${address}l&sort=name`, `${address}lea&sort=name`]);
  assert.equal(told.rows, 1, "an answer to what is no longer asked is not shown");
  assert.deepEqual(asking.data.rows, ["of lea"]);
  mock.timers.tick(499);
  assert.deepEqual(sent, []);
  mock.timers.tick(1);
  assert.deepEqual(sent, [{ trigger: "action", seq: 1, name: "view", value: { page: "", text: "lea" }, view: null }]);
});

test("rows of the route are newer than the session's until it has answered to them", async () => {
  const { asking, told, answer } = list([{ rows: ["found"] }]);
  asking.look({ text: "le" });
  await turns();
  assert.equal(told.rows, 1);
  assert.deepEqual(asking.data.rows, ["found"]);
  answer(0);
  assert.deepEqual(asking.data.rows, ["found"], "typed, and not sent yet");
  mock.timers.tick(500);
  answer(0);
  assert.deepEqual(asking.data.rows, ["found"], "sent, and not answered yet");
  answer(1);
  assert.deepEqual(asking.data.rows, ["session"]);
});

test("a filter goes out at once and begins with the first page; a page is turned within what is found", () => {
  const { asking, sent, answer } = list(["wait", "wait"].map(() => ({ rows: [] })));
  asking.look({ tag: "board" });
  mock.timers.tick(0);
  assert.deepEqual(sent.at(-1).value, { page: "", tag: "board" });
  answer(1);
  asking.look({ page: "2" });
  mock.timers.tick(0);
  assert.deepEqual(sent.at(-1).value, { page: "2" });
});

test("a button is about what is seen: it takes along what the session has not heard of", () => {
  const { asking, sent } = list([{ rows: [] }]);
  asking.look({ text: "le" });
  asking.act("delete", { all: true });
  assert.deepEqual(sent, [
    { trigger: "action", seq: 1, name: "delete", value: { all: true }, view: { page: "", text: "le" } },
  ]);
  mock.timers.tick(600);
  assert.equal(sent.length, 1, "and it is not sent a second time");
});

test("a view that had no answer goes along with the next button, unless its answer came after all", () => {
  const { asking, sent, answer } = list([{ rows: [] }]);
  asking.look({ tag: "board" });
  mock.timers.tick(0);
  mock.timers.tick(8000);
  asking.act("delete", { all: true });
  assert.deepEqual(sent[1].view, { page: "", tag: "board" });
  mock.timers.tick(8000);
  answer(2);
  asking.act("delete", { all: true });
  assert.equal(sent[2].view, null);
});

test("a pause that ends while an action is in flight waits for its answer", () => {
  const { asking, sent, answer } = list([{ rows: [] }]);
  asking.act("open", "a");
  asking.look({ tag: "board" });
  mock.timers.tick(1000);
  assert.deepEqual(numbers(sent), ["1 open"]);
  answer(1);
  mock.timers.tick(59);
  assert.deepEqual(numbers(sent), ["1 open"]);
  mock.timers.tick(1);
  assert.deepEqual(numbers(sent), ["1 open", "2 view"]);
});

test("a route that fails shows nothing of its own, and is asked again with the next letter", async () => {
  const { asking, asked, told } = list([new Error("network"), { status: 500 }, { rows: ["found"] }]);
  for (const text of ["a", "ab", "abc"]) {
    asking.look({ text });
    await turns();
  }
  assert.equal(asked.length, 3);
  assert.equal(told.rows, 1);
  assert.deepEqual(asking.data.rows, ["found"]);
});

test("a list that is gone sends and says nothing", () => {
  const { asking, sent, told } = list([{ rows: [] }]);
  asking.look({ text: "le" });
  asking.end();
  mock.timers.tick(1000);
  assert.deepEqual(sent, []);
  asking.act("open", "a");
  asking.end();
  mock.timers.tick(8000);
  assert.deepEqual(told.lost, []);
});
