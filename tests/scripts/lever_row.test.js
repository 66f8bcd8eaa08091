import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { makeWriter } from "../../pages/scripts/shared/numbers.js";
import { Lever } from "../../pages/scripts/stage/lever.js";
import { cause, openPage, texts as textsOf } from "./page.js";

const FORMATS = { share: { scale: 100, decimals: 2, pattern: "{number} %", unit: "%" } };
const TEXTS = {
  value: "⟦lever⟧ in ⟦unit⟧",
  unclear: "⟦value⟧: ⟦first⟧ or ⟦second⟧?",
  wrong: "⟦lever⟧: ⟦low⟧ to ⟦high⟧⟦unit⟧",
};
const RATE = {
  id: "rate.west",
  label: "Rate",
  help: "How many",
  format: "share",
  decimals: 1,
  min: 0,
  max: 0.4,
  step: 0.005,
  base: 0.1,
  plan: 0.2,
  against: 0.2,
};
const PACE = {
  id: "pace",
  label: "Pace",
  help: "How soon",
  against: "linear",
  options: [
    { value: "linear", label: "Steady" },
    { value: "early", label: "Early" },
  ],
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// A row of the rail; `told` is what it asks the rail for.
function row(lever = RATE, more = {}) {
  const body = openPage();
  globalThis.location = { search: "" };
  globalThis.localStorage = { getItem: () => null };
  const told = [];
  const hook = (name) => [name, (_, ...rest) => told.push([name, ...rest])];
  const hooks = Object.fromEntries(["choose", "drag", "release", "key", "set"].map(hook));
  const rail = { data: { formats: FORMATS, texts: TEXTS }, writer: makeWriter(FORMATS, "en-GB") };
  const one = { ...lever, ...more };
  const it = new Lever(one, ["D1", "Source"], rail, { ...hooks, say: (text) => told.push(["say", text]) });
  body.append(it.box);
  it.update(one);
  it.show(one.options ? one.against : 0.2);
  const type = (text) => {
    it.number.value = text;
    cause(it.number, "change");
  };
  const press = (element, key) => cause(element, "keydown", { key, composedPath: () => [element] });
  const moved = () => it.box.classList.contains("moved");
  const invalid = () => it.number.getAttribute("aria-invalid");
  return { it, body, told, type, press, moved, invalid };
}

test("a lever says its value as text and as a place on its slider, and whether it was moved", () => {
  const { it, moved } = row();
  assert.deepEqual([it.number.value, it.range.getAttribute("aria-valuetext")], ["20.0", "20.0 %"]);
  assert.ok(!moved());
  it.show(0.205);
  assert.deepEqual([it.number.value, it.range.value, moved()], ["20.5", 0.205, true]);
  it.show(0.2 + 1e-12);
  assert.ok(!moved(), "a last digit of floating point is no move");
});

test("between plan and value the track is filled, whichever is larger", () => {
  const { it } = row();
  const filled = (value) => (it.show(value), [it.fill.style.left, it.fill.style.width]);
  const place = (part) => `calc(var(--thumb) / 2 + ${part} * (100% - var(--thumb)))`;
  const wide = (part) => `calc(${part} * (100% - var(--thumb)))`;
  assert.deepEqual(filled(0.3), [place(0.5), wide(0.3 / 0.4 - 0.5)]);
  assert.deepEqual(filled(0.1), [place(0.25), wide(0.25)]);
  assert.deepEqual([it.tick.style.left, it.diamond.style.left], [place(0.25), place(0.5)]);
});

test("marks beyond the ends are not drawn, and a lever without room cannot be moved", () => {
  const { it } = row();
  assert.ok(!it.tick.hidden && !it.diamond.hidden && !it.range.disabled);
  it.update({ ...RATE, min: 0.15, max: 0.18 });
  assert.ok(it.tick.hidden && it.diamond.hidden);
  assert.deepEqual([it.range.min, it.range.max], [0.15, 0.18]);
  it.update({ ...RATE, min: 0.1, max: 0.1 });
  assert.ok(it.range.disabled);
});

test("a drag is told as it goes, and its end however it comes, also where it began", () => {
  const { it, told } = row();
  it.range.value = "0.25";
  cause(it.range, "input");
  cause(it.range, "change");
  assert.deepEqual(told, [["drag", 0.25], ["release"]]);
  for (const name of ["pointerup", "pointercancel", "blur"]) cause(it.range, name);
  assert.equal(told.length, 2, "after the events of the drag");
  mock.timers.tick(0);
  assert.equal(told.length, 5);
});

test("a typed value is set; what is none is said, written back and marked for a moment", () => {
  const { it, told, type, invalid } = row();
  type("23.45 %");
  assert.deepEqual(told, [["set", 0.2345]]);
  type("50");
  assert.deepEqual(told.at(-1), ["say", "Rate: 0.0 to 40.0\u202f%"]);
  assert.deepEqual([it.number.value, invalid()], ["20.0", "true"]);
  mock.timers.tick(60_000);
  assert.equal(invalid(), null);
});

test("what could be thousands or decimals is asked", () => {
  const { told, type } = row(RATE, { max: 50 });
  type("1,250");
  assert.deepEqual(told, [["say", "1,250: 1250 or 1.25?"]]);
});

test("Enter leads from the slider to its number and back; Escape takes back what was typed", () => {
  const { it, body, press, told } = row();
  it.range.focus();
  assert.ok(press(it.range, "Enter").defaultPrevented);
  assert.equal(body.activeElement, it.number);
  it.number.value = "3";
  press(it.number, "3");
  assert.equal(body.activeElement, it.number);
  press(it.number, "Escape");
  assert.deepEqual([it.number.value, body.activeElement], ["20.0", it.range]);
  it.number.focus();
  it.number.value = "3";
  press(it.number, "Enter");
  assert.deepEqual([it.number.value, body.activeElement, told], ["3", it.range, []]);
});

test("S leads to the source; every other key of the slider moves it", () => {
  const { it, press, told } = row();
  it.range.type = "range";
  let opened = 0;
  it.box.querySelector("a.source").click = () => (opened += 1);
  assert.ok(press(it.range, "s").defaultPrevented);
  press(it.range, "ArrowRight");
  assert.deepEqual([opened, told.length, told[0][0], told[0][1].key], [1, 1, "key", "ArrowRight"]);
});

test("a choice is pressed as it stands, and pressing another asks for it", () => {
  const { it, told, moved } = row(PACE);
  const pressed = () => it.buttons.map((button) => button.getAttribute("aria-pressed"));
  assert.deepEqual(textsOf(it.buttons), ["Steady", "Early"]);
  assert.deepEqual([pressed(), moved()], [["true", "false"], false]);
  cause(it.buttons[1], "click");
  assert.deepEqual(told, [["choose", 1]]);
  it.show("early");
  assert.deepEqual([pressed(), moved()], [["false", "true"], true]);
});
