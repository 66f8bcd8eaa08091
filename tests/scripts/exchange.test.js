import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Exchange } from "../../pages/scripts/stage/exchange.js";
import { ANSWER_TIMEOUT, RESENDS } from "../../pages/scripts/stage/phase.js";

function exchange() {
  const log = [];
  const note = (name) => (one) => log.push(one.seq ? `${name} ${one.seq}` : name);
  const names = ["change", "action", "return", "replay", "cut", "lost", "found"];
  const hooks = Object.fromEntries(names.map((name) => [name, note(name)]));
  return { log, it: new Exchange({ ...hooks, changed: () => null }) };
}

test("an unanswered change is sent again every eight seconds, and after the last try it is said", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { log, it } = exchange();
  it.happen({ is: "release", levers: { a: 1 }, same: false });
  for (let n = 0; n < RESENDS + 5; n += 1) mock.timers.tick(ANSWER_TIMEOUT);
  assert.deepEqual(log, [...Array(RESENDS + 1).fill("change 1"), "lost"]);
  mock.timers.reset();
});

test("an answer stops the clock; the next message starts it anew", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { log, it } = exchange();
  it.happen({ is: "release", levers: { a: 1 }, same: false });
  mock.timers.tick(ANSWER_TIMEOUT - 1);
  it.happen({ is: "answer", seq: 1 });
  mock.timers.tick(ANSWER_TIMEOUT * 3);
  assert.deepEqual(log, ["change 1"]);
  it.happen({ is: "act", name: "undo" });
  mock.timers.tick(ANSWER_TIMEOUT - 1);
  assert.deepEqual(log, ["change 1", "action 2"]);
  it.end();
  mock.timers.tick(ANSWER_TIMEOUT);
  assert.deepEqual(log, ["change 1", "action 2"], "a stage that is gone waits for nothing");
  mock.timers.reset();
});

test("the clock of an answered message is not that of the next one", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { log, it } = exchange();
  it.happen({ is: "release", levers: { a: 1 }, same: false });
  mock.timers.tick(ANSWER_TIMEOUT - 1);
  it.happen({ is: "answer", seq: 1 });
  it.happen({ is: "release", levers: { a: 2 }, same: false });
  mock.timers.tick(ANSWER_TIMEOUT - 1);
  assert.deepEqual(log, ["change 1", "change 2"]);
  mock.timers.tick(1);
  assert.deepEqual(log, ["change 1", "change 2", "change 2"]);
  mock.timers.reset();
});

test("a finger that moves meanwhile neither stops the clock nor winds it up again", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { log, it } = exchange();
  it.happen({ is: "release", levers: { a: 1 }, same: false });
  mock.timers.tick(ANSWER_TIMEOUT - 1);
  it.happen({ is: "move", known: true });
  mock.timers.tick(1);
  assert.deepEqual(log, ["change 1", "change 1"]);
  mock.timers.reset();
});
