import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Line, post } from "../../pages/scripts/workshop/line.js";
import { drawLine } from "../../pages/scripts/room/line.js";
import { cause, openPage } from "./page.js";
import { text, writer } from "./words.js";

const PATIENCE = 10 * 60_000; // longer than trying again lasts

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// A line to a room; `sockets` are those it has opened, `told` what its page hears.
function line() {
  openPage();
  document.baseURI = "https://here/room?lang=zh#AB12CD.key";
  const sockets = [];
  const told = [];
  globalThis.WebSocket = class extends EventTarget {
    static OPEN = 1;
    readyState = 1;
    sent = [];

    constructor(address) {
      super();
      this.address = String(address);
      sockets.push(this);
    }

    send(said) {
      this.sent.push(JSON.parse(said));
    }

    close() {
      this.readyState = 3;
    }
  };
  const on = Object.fromEntries(
    ["message", "lost", "gone", "refused"].map((name) => [name, (...one) => told.push([name, ...one])]),
  );
  const it = new Line(() => ({ code: "AB12CD" }), on);
  it.open();
  const last = () => sockets.at(-1);
  const lose = (code = 1006) => {
    last().readyState = 3;
    cause(last(), "close", { code });
  };
  return { it, sockets, told, last, lose };
}

test("a line says who it is once it is open, and its address keeps the key to itself", () => {
  const { last } = line();
  assert.equal(last().address, "wss://here/room-live");
  assert.deepEqual(last().sent, []);
  cause(last(), "open");
  assert.deepEqual(last().sent, [{ code: "AB12CD" }]);
});

test("news of the room are told, a heartbeat is none", () => {
  const { told, last } = line();
  cause(last(), "message", { data: JSON.stringify({}) });
  cause(last(), "message", { data: JSON.stringify({ room: 1 }) });
  assert.deepEqual(told, [["message", { room: 1 }]]);
});

test("a refusal is an end with its reason", () => {
  for (const [code, reason] of [
    [4404, "unknown"],
    [4429, "limited"],
    [4503, "full"],
    [4410, "ended"],
  ]) {
    const { told, lose, sockets } = line();
    lose(code);
    mock.timers.tick(PATIENCE);
    assert.deepEqual([told, sockets.length], [[["refused", reason]], 1]);
  }
});

test("a lost line comes back after a moment, after four minutes it is given up, and both are said", () => {
  const { told, lose, sockets, last } = line();
  lose();
  assert.deepEqual(told, [["lost"]]);
  mock.timers.tick(250);
  assert.equal(sockets.length, 2);
  cause(last(), "message", { data: "{}" });
  lose();
  mock.timers.tick(250);
  assert.equal(sockets.length, 3, "after an answer the pauses begin anew");
  lose();
  for (let waited = 0; waited < PATIENCE; waited += 250) {
    const before = sockets.length;
    mock.timers.tick(250);
    if (sockets.length > before) lose();
  }
  assert.equal(sockets.length, 66);
  assert.deepEqual(told.at(-1), ["gone"]);
});

test("a phone that was locked looks again at once, where its line is gone", () => {
  const { lose, sockets } = line();
  cause(document, "visibilitychange");
  assert.equal(sockets.length, 1);
  lose();
  document.hidden = true;
  cause(document, "visibilitychange");
  assert.equal(sockets.length, 1);
  document.hidden = false;
  cause(document, "visibilitychange");
  assert.equal(sockets.length, 2);
  lose();
  cause(globalThis.window, "online");
  assert.equal(sockets.length, 3);
});

test("the end of an earlier line, or of one that was ended, is no news", () => {
  const { it, told, sockets, lose } = line();
  it.open();
  cause(sockets[0], "close", { code: 1006 });
  assert.deepEqual(told, []);
  it.end();
  lose();
  mock.timers.tick(PATIENCE);
  cause(globalThis.window, "online");
  assert.deepEqual([told, sockets.length], [[], 2]);
});

test("an answer is posted without the key of the address, and its reply read; a lost request is null", async () => {
  line();
  const asked = [];
  globalThis.fetch = async (address, { method, body }) => {
    asked.push([String(address), method, body]);
    return { status: 200, json: async () => ({ mine: 1 }) };
  };
  assert.deepEqual(await post("room-answer", { a: 1 }), { status: 200, content: { mine: 1 } });
  assert.deepEqual(asked, [["https://here/room-answer", "POST", '{"a":1}']]);
  globalThis.fetch = async () => ({ status: 204, json: () => assert.fail("there is none") });
  assert.deepEqual(await post("room-answer", {}), { status: 204, content: {} });
  globalThis.fetch = async () => {
    throw new Error("network");
  };
  assert.equal(await post("room-answer", {}), null);
});

// -- the room's chart --------------------------------------------------------------------------------------------------
function drawn(look) {
  const told = {};
  const chart = {
    signals: (signals) => Object.assign(told, signals) && chart,
    rows: (rows) => Object.assign(told, rows) && chart,
    draw: () => null,
  };
  const data = {
    band: [{ low: 1 }],
    target: [{ y: 2.5 }],
    current: [{ y: 1 }, { y: { $: "n", c: 0, k: 1, v: "current" }, future: true }],
    labels: [
      { series: "current", text: text(0) },
      { series: "target", text: "Target" },
    ],
  };
  const trajectory = { views: { year: { x: [2023, 2026], data } }, format: ".1f", goal: null };
  drawLine(chart, { charts: { trajectory } }, { current: [7], base: [7] }, [1, 3], writer, look);
  return told;
}

test("a scene's chart has its axes and rows; what moves pushes other scenarios back", () => {
  const told = drawn({});
  assert.deepEqual([told.xmin, told.xmax, told.ymin, told.ymax, told.fresh], [2023, 2026, 1, 3, 1]);
  assert.deepEqual(told.current, [{ y: 1 }, { y: 7, future: true }]);
  assert.deepEqual(
    told.labels.map((one) => one.text),
    ["7", "Target"],
  );
  assert.equal(drawn({ live: true }).fresh, 0.4);
});

test("while the room guesses the chart shows nothing of the years to come", () => {
  const told = drawn({ hidden: true });
  assert.deepEqual([told.current, told.band], [[{ y: 1 }], []]);
  assert.deepEqual(
    told.labels.map((one) => one.series),
    ["target"],
  );
});
