import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Broadcast, post } from "../../pages/scripts/stage/broadcast.js";
import { unpack } from "../../pages/scripts/shared/numbers.js";
import { turns } from "./page.js";

const LIVE = { path: "present-show", key: "k" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// Who follows, and what reaches them; the network answers when `answer` is called, or at once.
function followers({ slow = false } = {}) {
  globalThis.document = { baseURI: "http://here/lab/" };
  const got = [];
  const open = [];
  globalThis.fetch = (address, { method, body }) => {
    got.push({ address: String(address), method, ...JSON.parse(body) });
    return slow ? new Promise((done) => open.push(done)) : Promise.resolve();
  };
  return { got, answer: () => open.shift()(), it: new Broadcast() };
}

const vector = (...values) => Float32Array.from(values);
const shown = ({ show: { vector: text, ...rest } }) => (text ? { ...rest, values: [...unpack(text)] } : rest);

test("what is under the finger reaches the followers' address, with the key of who may say so", () => {
  const { got, it } = followers();
  it.send(LIVE, vector(1, 2.5));
  assert.deepEqual(
    got.map(({ address, method, key }) => [address, method, key]),
    [["http://here/lab/present-show", "POST", "k"]],
  );
  assert.deepEqual(shown(got[0]), { place: 0, values: [1, 2.5] });
});

test("without followers nothing is sent", () => {
  const { got, it } = followers();
  it.send(null, vector(1));
  assert.deepEqual(got, []);
});

test("the end of a drag says no vector, even where the screen still shows one", () => {
  const { got, it } = followers();
  it.send(LIVE, null, { place: 2, hidden: true, vector: "of before" });
  assert.deepEqual(shown(got[0]), { place: 2, hidden: true });
});

test("fifty milliseconds lie between two messages, and of what comes meanwhile the latest goes out", async () => {
  const { got, it } = followers();
  for (const value of [1, 2, 3]) it.send(LIVE, vector(value));
  await turns();
  mock.timers.tick(49);
  await turns();
  assert.equal(got.length, 1);
  mock.timers.tick(1);
  await turns();
  assert.deepEqual(got.map(shown), [
    { place: 0, values: [1] },
    { place: 0, values: [3] },
  ]);
  mock.timers.tick(1000);
  await turns();
  assert.equal(got.length, 2, "what has not changed is not said again");
});

test("the latest is the whole of what is shown, the target line too", async () => {
  const { got, it } = followers();
  for (const goal of [2500, 2510, 2520]) it.send(LIVE, null, { place: 1, goal });
  mock.timers.tick(50);
  await turns();
  assert.deepEqual(got.map(shown), [
    { place: 1, goal: 2500 },
    { place: 1, goal: 2520 },
  ]);
});

test("a slow network holds one message, however long it takes", async () => {
  const { got, answer, it } = followers({ slow: true });
  it.send(LIVE, vector(1));
  it.send(LIVE, vector(2));
  mock.timers.tick(5000);
  await turns();
  assert.equal(got.length, 1);
  answer();
  await turns();
  assert.equal(got.length, 2);
});

test("a change on its way to the server takes back what has not gone out yet; the next drag is told again", async () => {
  const { got, it } = followers();
  it.send(LIVE, vector(1));
  it.send(LIVE, vector(2));
  it.drop();
  mock.timers.tick(50);
  await turns();
  assert.equal(got.length, 1);
  it.send(LIVE, vector(3));
  assert.deepEqual(shown(got[1]), { place: 0, values: [3] });
});

test("a message that gets lost stops neither the drag nor the next message", async () => {
  const { got, it } = followers();
  const sent = globalThis.fetch;
  globalThis.fetch = () => Promise.reject(new Error("network"));
  assert.equal(await post(LIVE, { place: 0 }), null);
  it.send(LIVE, vector(1));
  await turns();
  globalThis.fetch = sent;
  mock.timers.tick(50);
  await turns();
  it.send(LIVE, vector(2));
  assert.deepEqual(got.map(shown), [{ place: 0, values: [2] }]);
});
