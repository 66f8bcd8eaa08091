import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { Target } from "../../pages/scripts/uncertainty/target.js";
import { cause, openPage, turns } from "./page.js";

const DATA = {
  seq: 4,
  at: 1,
  places: [100, 110, 130],
  chances: [0.9, 0.5, 0.49],
  shown: ["100 m", "110 m", "130 m"],
  percents: ["90%", "50%", "49%"],
  futures: ["9 of 10", "5 of 10", "2 of 5"],
  hits: [9, 5, 2],
  ofs: [10, 10, 5],
  wide: { 10: 5, 5: 5 },
  most: false,
  margins: { left: 10, right: 10 },
  single: [],
  ticks: [],
  specs: { curve: "curve", dots: "dots" },
  texts: { target: "Target", label: "Revenue of 2026" },
};

let drawn; // what each picture was last told, by its specification

beforeEach(() => {
  openPage();
  drawn = {};
  globalThis.ResizeObserver = class {
    observe() {}
  };
  class View {
    constructor(spec) {
      this.told = drawn[spec] = {};
    }

    padding = () => ({ left: 10, right: 10 });
    signal = (name, value) => ((this.told[name] = value), this);
    data = (name, rows) => ((this.told[name] = rows), this);
    tooltip = () => null;
    run = () => null;
    width = () => this;
    height = () => this;
    initialize = () => this;
  }
  window.vega = { View, parse: (spec) => spec, expressionInterpreter: {} };
});

// A target in its place, and what it has sent to Python.
async function target(data = DATA) {
  const root = make("div");
  const it = new Target(root);
  const sent = [];
  const receive = async (next) => {
    it.receive(next, { setStateValue: (name, value) => sent.push([name, value]) });
    await turns();
  };
  it.curve.getBoundingClientRect = () => ({ left: 5, width: 120 });
  it.curve.setPointerCapture = () => null;
  await receive(data);
  const at = () => [it.number.textContent, it.words.textContent, it.shown.textContent];
  return { it, root, sent, receive, at };
}

test("the words and pictures of a place are those that Python made for it", async () => {
  const { it, root, at } = await target();
  assert.deepEqual(at(), ["50%", "5 of 10", "110 m"]);
  assert.equal(it.slider.getAttribute("aria-valuetext"), "110 m: 50%, 5 of 10");
  assert.equal(drawn.dots.dots.filter(({ hit }) => hit).length, 5);
  assert.deepEqual([drawn.dots.dots.length, drawn.dots.columns, drawn.dots.lines], [10, 5, 2]);
  assert.deepEqual(drawn.curve.mark, [{ x: 110, p: 0.5 }]);
  assert.deepEqual(
    drawn.curve.curve.map(({ reached }) => reached),
    [false, true, true],
  );
  assert.ok(!root.classList.contains("short"), "one half is not short of it");
  assert.deepEqual([drawn.curve.xmin, drawn.curve.xmax, Number(it.slider.max)], [100, 130, 2]);
  it.slider.value = "2";
  cause(it.slider, "input");
  assert.deepEqual(at(), ["49%", "2 of 5", "130 m"]);
  assert.ok(root.classList.contains("short"));
});

test("where less is better, the other side of the curve is reached", async () => {
  await target({ ...DATA, most: true });
  assert.deepEqual(
    drawn.curve.curve.map(({ reached }) => reached),
    [true, true, false],
  );
});

test("a finger on the curve takes the nearest place, and sends it once on release", async () => {
  const { it, sent, at } = await target();
  const point = (type, clientX, buttons = 1) => cause(it.curve, type, { clientX, buttons, pointerId: 1 });
  point("pointerdown", 15);
  assert.equal(at()[2], "100 m");
  point("pointermove", 15 + 66, 0);
  assert.equal(at()[2], "100 m", "no button is held");
  point("pointermove", 15 + 66);
  assert.equal(at()[2], "110 m", "119.8 lies nearer to 110 than to 130");
  point("pointermove", 15 + 67);
  assert.equal(at()[2], "130 m");
  assert.deepEqual(sent, []);
  point("pointerup", 77);
  assert.deepEqual(sent, [["target", { seq: 5, value: 130 }]]);
});

test("a finger that comes back sends nothing", async () => {
  const { it, sent } = await target();
  it.move(2);
  it.move(1);
  it.settle();
  assert.deepEqual(sent, []);
});

test("an answer to an older target leaves the finger where it is; the answer to this one takes over", async () => {
  const { it, receive, at } = await target();
  it.move(2);
  it.settle();
  await receive({ ...DATA });
  assert.equal(at()[2], "130 m");
  await receive({ ...DATA, seq: 5, at: 0 });
  assert.equal(at()[2], "100 m");
});

test("without pictures the words follow the finger, and the next data try again", async () => {
  const { vega } = window;
  window.vega = undefined;
  document.head = { append: (script) => cause(script, "error") };
  const { it, root, receive, at } = await target();
  it.move(0);
  assert.deepEqual([at()[2], root.dataset.ready], ["100 m", undefined]);
  window.vega = vega;
  await receive({ ...DATA });
  assert.equal(root.dataset.ready, "");
  assert.deepEqual(drawn.curve.mark, [{ x: 110, p: 0.5 }]);
});
