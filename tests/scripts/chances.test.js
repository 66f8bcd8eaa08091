import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Chances } from "../../pages/scripts/stage/chances.js";
import { serving } from "./serving.js";

const levers = { reps: { x: [200, 300], p: [0.1, 0.3] }, pace: { x: [0, 1], p: [0.2, 0.6] } };
const reps = { id: "reps" };
const pace = { id: "pace", options: [{ value: "linear" }, { value: "early" }] };
const turn = () => new Promise((done) => setImmediate(done));

beforeEach(() => mock.timers.reset());

function listening(...answers) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked = serving(answers.map((one) => (one.key ? { ...one, levers } : one)));
  const told = [];
  return { chances: new Chances({ changed: (here) => told.push(here) }), asked, told };
}

async function rest(milliseconds) {
  mock.timers.tick(milliseconds);
  for (let at = 0; at < 4; at += 1) await turn();
}

const point = (key) => ({ path: "chances", key });

test("a point is asked for once it has rested, and is looked up between its positions", async () => {
  const { chances, asked, told } = listening({ key: "k" });
  chances.settle(point("k"));
  await rest(349);
  assert.deepEqual(asked, []);
  await rest(1);
  assert.deepEqual(asked, ["http://here/chances?key=k"]);
  assert.deepEqual(told, [true]);
  assert.ok(Math.abs(chances.at("k", reps, 250) - 0.2) < 1e-12);
  assert.equal(chances.at("k", pace, "early"), 0.6);
  assert.equal(chances.at("other", reps, 250), null, "another point has chances of its own");
  chances.settle(point("k"));
  await rest(1000);
  assert.equal(asked.length, 1, "what is here is not asked for again");
});

test("while the server is busy it is asked again, every 900 milliseconds", async () => {
  const { chances, asked, told } = listening({ status: 202 }, { key: "k" });
  chances.settle(point("k"));
  await rest(350);
  assert.deepEqual(told, []);
  await rest(899);
  assert.equal(asked.length, 1);
  await rest(1);
  assert.equal(asked.length, 2);
  assert.deepEqual(told, [true]);
});

test("a foreign key and another point's answer leave the chance to the release", async () => {
  for (const answer of [{ status: 404 }, { key: "other" }]) {
    const { chances, told } = listening(answer);
    chances.settle(point("k"));
    await rest(350);
    assert.deepEqual(told, [false]);
    assert.equal(chances.at("k", reps, 250), null);
    mock.timers.reset();
  }
});

test("an answer that got lost is asked for again, and a later point gives the earlier one up", async () => {
  const { chances, asked, told } = listening(new Error("network"), "wait", { key: "l" });
  chances.settle(point("k"));
  await rest(350);
  await rest(1500);
  assert.equal(asked.length, 2);
  chances.settle(point("l"));
  await rest(350);
  assert.equal(asked.length, 3);
  assert.deepEqual(told, [true]);
  assert.ok(chances.at("l", reps, 300) > 0.29);
});

test("after the end nothing is asked", async () => {
  const { chances, asked } = listening();
  chances.settle(point("k"));
  chances.end();
  await rest(1000);
  assert.deepEqual(asked, []);
});
