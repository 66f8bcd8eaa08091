import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answerFields, fewestDigits } from "../../pages/scripts/workshop/inputs.js";
import { cause, openPage, texts as textsOf } from "./page.js";

const TEXTS = {
  value: "Your number",
  low: "At least",
  best: "Most likely",
  high: "At most",
  sure: "How sure",
  sureHelp: "",
  percent: "{number}%",
};
const SPAN = { low: 0, high: 100, decimals: 0, unit: "reps", allowed: "0 to 100" };

let body;

beforeEach(() => {
  body = openPage();
  Object.defineProperty(document, "activeElement", { get: () => body.activeElement, configurable: true });
});

// The fields of a question; `touched` counts what the page is told.
function question(kind, fields) {
  const told = [];
  const it = answerFields(kind, fields, TEXTS, () => told.push(1));
  body.append(it.box);
  const inputs = (type) => it.box.querySelectorAll("input").filter((one) => one.type === type);
  const put = (input, value) => {
    input.focus();
    input.value = String(value);
    cause(input, "input");
  };
  return { it, told, put, typed: () => inputs("text"), sliders: () => inputs("range") };
}

test("a number that nobody has given is no answer, and its slider suggests none", () => {
  const { it, told, put, typed, sliders } = question("predict", { span: SPAN });
  assert.ok(!it.ready());
  assert.ok(sliders()[0].classList.contains("untouched"));
  put(typed()[0], "  ");
  assert.ok(!it.ready() && sliders()[0].classList.contains("untouched"));
  put(typed()[0], "about ten");
  assert.ok(sliders()[0].classList.contains("untouched"));
  put(typed()[0], "12,5");
  assert.deepEqual([it.ready(), it.read()], [true, { value: "12,5" }], "as it was typed");
  assert.equal(Number(sliders()[0].value), 12.5);
  assert.ok(!sliders()[0].classList.contains("untouched"));
  assert.equal(told.length, 3);
});

test("a slider writes what it says into the field", () => {
  const { it, told, put, sliders } = question("predict", { span: { ...SPAN, decimals: 1 } });
  put(sliders()[0], 40);
  assert.deepEqual([it.read(), it.ready(), told.length], [{ value: "40.0" }, true, 1]);
  it.write({ value: 7 });
  assert.deepEqual([it.read(), Number(sliders()[0].value)], [{ value: "7.0" }, 7]);
});

test("a slider is there as far as a finger can hit a step, or where the lever has steps of its own", () => {
  const slides = (more) => question("predict", { span: { ...SPAN, ...more } }).sliders().length === 1;
  assert.ok(slides({ high: 4000 }));
  assert.ok(!slides({ high: 4001 }));
  assert.ok(!slides({ high: 401, decimals: 1 }));
  assert.ok(slides({ high: 4001, step: 5 }));
});

test("few steps are taken one by one, many in two hundred", () => {
  const step = (high) =>
    Number(
      question("predict", { span: { ...SPAN, high } })
        .sliders()[0]
        .getAttribute("step"),
    );
  assert.deepEqual([step(400), step(401), step(2000)], [1, 2, 10]);
});

test("a field that takes negative numbers offers a keyboard with a minus", () => {
  const keys = (low) =>
    question("predict", { span: { ...SPAN, low } })
      .typed()[0]
      .getAttribute("inputmode");
  assert.deepEqual([keys(0), keys(-5)], ["decimal", "text"]);
});

test("an estimate is whole with three numbers and how sure somebody is", () => {
  const { it, told, put, typed } = question("estimate", { span: SPAN });
  const pills = it.box.querySelector(".pills").children;
  assert.deepEqual(
    [...pills].map((one) => one.textContent),
    ["50%", "60%", "70%", "80%", "90%"],
  );
  for (const [place, value] of [10, 20, 30].entries()) put(typed()[place], value);
  assert.ok(!it.ready());
  cause(pills[3], "click");
  assert.ok(it.ready());
  assert.deepEqual(it.read(), { low: "10", best: "20", high: "30", sure: 80 });
  assert.deepEqual(
    pills.map((one) => one.getAttribute("aria-checked")),
    ["false", "false", "false", "true", "false"],
  );
  assert.equal(told.length, 4);
  put(typed()[1], "");
  assert.ok(!it.ready());
  it.write({ low: 1, best: 2, high: 3, sure: 50 });
  assert.deepEqual(it.read(), { low: "1", best: "2", high: "3", sure: 50 });
  assert.equal(told.length, 5, "what the server says is not told back to it");
});

test("a slider pushes its neighbours before it; a number that is typed pushes none", () => {
  const { it, put, typed, sliders } = question("estimate", { span: SPAN });
  for (const [place, value] of [10, 20, 30].entries()) put(typed()[place], value);
  const read = () => ["low", "best", "high"].map((name) => it.read()[name]);
  put(sliders()[0], 25);
  assert.deepEqual(read(), ["25", "25", "30"]);
  put(sliders()[2], 5);
  assert.deepEqual(read(), ["5", "5", "5"]);
  put(sliders()[1], 60);
  assert.deepEqual(read(), ["5", "60", "60"]);
  put(typed()[0], 90);
  assert.deepEqual(read(), ["90", "60", "60"], "somebody may be in the middle of a number");
});

test("a slider leaves alone what nobody has given yet", () => {
  const { it, put, sliders } = question("estimate", { span: SPAN });
  put(sliders()[1], 40);
  assert.deepEqual(it.read(), { low: "", best: "40", high: "", sure: 0 });
});

test("a vote is one option, the first too", () => {
  const { it, told } = question("vote", { options: ["Build", "Wait"] });
  const options = () => it.box.children.map((one) => one.getAttribute("aria-checked"));
  assert.deepEqual(textsOf(it.box.children), ["Build", "Wait"]);
  assert.ok(!it.ready());
  cause(it.box.children[0], "click");
  assert.deepEqual([it.ready(), it.read(), options()], [true, { option: 0 }, ["true", "false"]]);
  cause(it.box.children[1], "click");
  assert.deepEqual([it.read(), options(), told.length], [{ option: 1 }, ["false", "true"], 2]);
  it.write({ option: 0 });
  assert.deepEqual([it.read(), told.length], [{ option: 0 }, 2]);
});

test("levers begin where the scenario stands, and say what the model makes of them", () => {
  const lever = { ...SPAN, name: "Sales reps", step: 5, start: 55 };
  const levers = [
    { ...lever, id: "reps" },
    { ...lever, id: "rate", start: 0.235, low: 0, high: 1, decimals: 2, step: 0.01, most: 4 },
  ];
  const { it, put, typed } = question("levers", { levers, outcome: "Revenue", start: "2.5 bn" });
  assert.deepEqual(it.read(), { levers: { reps: "55", rate: "0.235" } });
  assert.ok(it.ready() && it.tries);
  assert.equal(it.box.querySelector(".tried").textContent, "2.5 bn");
  it.say("2.6 bn");
  assert.equal(it.box.querySelector(".tried").textContent, "2.6 bn");
  put(typed()[0], "");
  assert.ok(!it.ready());
  it.write({ levers: { reps: 60, rate: 0.2 }, result: "2.4 bn" });
  assert.deepEqual(it.read(), { levers: { reps: "60", rate: "0.20" } });
  assert.equal(it.box.querySelector(".tried").textContent, "2.4 bn");
});

test("a number is written with as few decimals as say it, up to the most there are", () => {
  assert.equal(fewestDigits(0.2, 2, 4), "0.20");
  assert.equal(fewestDigits(0.235, 2, 4), "0.235");
  assert.equal(fewestDigits(0.23456, 2, 4), "0.2346");
  assert.equal(fewestDigits(0.1 + 0.2, 1, 8), "0.3");
  assert.equal(fewestDigits(7, 1), "7.0");
  assert.equal(fewestDigits(0.12345, 1), "0.1");
});
