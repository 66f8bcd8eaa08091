import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Board } from "../../pages/scripts/room/board.js";
import { openPage, texts as textsOf } from "./page.js";
import { CHANCE, REVENUE, SENTENCE, text, TRAJECTORY, writer } from "./words.js";

const TEXTS = {
  now: "Now",
  of: "⟦place⟧ of ⟦count⟧",
  noNote: "No note.",
  moved: "Moved",
  none: "Nothing moved",
  more: "and ⟦count⟧ more",
  predict: "What do you think?",
};
const lever = (n) => ({ name: `Lever ${n}`, base: "1", current: String(n) });
const levers = (count) => Array.from({ length: count }, (_, n) => lever(n));
const SCENE = {
  name: "Lean",
  base: "against the plan",
  moved: levers(1),
  headline: [REVENUE, CHANCE],
  note: "Slowly.",
  sentence: { ...SENTENCE, base: "Before" },
  before: "9%",
  charts: { trajectory: TRAJECTORY },
};
const VECTORS = { current: [100, -10], base: [100, -10] };
const END = { current: [120, 5], base: [100, -10] };

beforeEach(openPage);

function board(scene = SCENE, { place = 0, count = 1, view = "all" } = {}) {
  const it = new Board();
  it.build(scene, place, count, view, TEXTS);
  const write = (look, vectors = VECTORS, end = vectors) => it.write(scene, vectors, end, writer, TEXTS, look);
  const numbers = () => it.cells.map(({ value, note }) => [value.textContent, note.textContent]);
  return { it, write, numbers };
}

test("of several scenes each says which it is; the present state of a single one needs no name", () => {
  const step = (scene, more) => board(scene, more).it.step.textContent;
  assert.equal(step(SCENE), "Lean");
  assert.equal(step({ ...SCENE, name: "" }), "");
  assert.equal(step(SCENE, { place: 1, count: 2 }), "2 of 2 · Lean");
  assert.equal(step({ ...SCENE, name: "" }, { place: 1, count: 2 }), "2 of 2 · Now");
});

test("as many moved levers as fit beside the chart, and how many more there are", () => {
  const shown = (count, view) => {
    const { it } = board({ ...SCENE, moved: levers(count) }, { view });
    const more = it.moved.children.find((one) => one.tagName === "P");
    return [it.moved.querySelectorAll("li").length, more?.textContent];
  };
  assert.deepEqual(shown(4, "all"), [4, undefined]);
  assert.deepEqual(shown(6, "all"), [4, "and 2 more"]);
  assert.deepEqual(shown(9, "chart"), [7, "and 2 more"]);
  assert.deepEqual(shown(2, "words"), [0, "and 2 more"]);
  assert.deepEqual(textsOf(board().it.moved.querySelectorAll("span, b")), ["Lever 0", "1", "0"]);
});

test("where no lever has moved the chart stands alone, and it is said", () => {
  const { it } = board({ ...SCENE, moved: [] });
  assert.equal(it.moved.querySelector("h2").textContent, "Nothing moved");
  assert.ok(it.figures.classList.contains("alone"));
  const other = board().it;
  assert.equal(other.moved.querySelector("h2").textContent, "Moved");
  assert.ok(!other.figures.classList.contains("alone"));
});

test("a scene without a note says so to the speaker", () => {
  assert.equal(board().it.note.textContent, "Slowly.");
  assert.equal(board({ ...SCENE, note: "" }).it.note.textContent, "No note.");
});

test("a settled scene says sentence, chance, reason and numbers", () => {
  const { it, write, numbers } = board();
  write({});
  assert.equal(it.sentence.textContent, "Plan: 100, short (11%)");
  assert.equal(it.chartTitle.textContent, "10 short: churn");
  assert.equal(it.chartSub.textContent, "CNY m, by year");
  assert.equal(it.chart.getAttribute("aria-label"), "A chart: 10 short: churn");
  assert.deepEqual(numbers(), [
    ["100", "as the plan"],
    ["11%", "± 0.5 pts"],
  ]);
});

test("between two scenes the sentence is the next one already; the numbers count up", () => {
  const { it, write, numbers } = board();
  write({ moving: true }, VECTORS, END);
  assert.equal(it.sentence.textContent, "Plan: 120, over (11%)");
  assert.equal(numbers()[0][0], "100");
  assert.equal(it.chart.getAttribute("aria-label"), null, "a chart on its way is read out when it has come");
});

test("under the presenter's finger the sentence follows it and names no chance, no reason; the chance settles", () => {
  const { it, write, numbers } = board();
  write({ dragged: true }, END, VECTORS);
  assert.equal(it.sentence.textContent, "Moved: 120, over");
  write({ dragged: true });
  assert.equal(it.chartTitle.textContent, "10 short");
  assert.deepEqual(numbers()[1], ["11%", "settling"]);
  assert.deepEqual(
    it.cells.map((one) => one.box.classList.contains("settling")),
    [false, true],
  );
  write({});
  assert.ok(!it.cells[1].box.classList.contains("settling"));
});

test("a replay shows the base: its sentence, its chance, no reason", () => {
  const { it, write, numbers } = board();
  write({ before: true });
  assert.equal(it.sentence.textContent, "Before: 100, short");
  assert.equal(it.chartTitle.textContent, "10 short");
  assert.deepEqual(numbers(), [
    ["100", "as the plan"],
    ["9%", ""],
  ]);
});

test("while the room guesses nothing gives the answer away", () => {
  const { it, write, numbers } = board();
  write({ hidden: true }, END);
  assert.equal(it.sentence.textContent, TEXTS.predict);
  assert.equal(it.chartTitle.textContent, TEXTS.predict);
  assert.deepEqual(numbers(), [
    ["?", ""],
    ["?", ""],
  ]);
  assert.deepEqual(
    it.cells.map((one) => one.box.dataset.tone),
    ["", ""],
  );
  write({}, END);
  assert.equal(it.cells[0].box.dataset.tone, "good");
});

test("the longest sentence of the deck keeps its room, and the one shown stays", () => {
  const { it, write } = board();
  write({});
  Object.defineProperty(it.sentence, "offsetHeight", { get: () => it.sentence.textContent.length });
  const long = { ...SCENE, sentence: { ...SCENE.sentence, opening: "A longer name" }, unpacked: END };
  it.reserve(
    [
      { ...SCENE, unpacked: VECTORS },
      long,
      { ...SCENE, name: "", unpacked: VECTORS, sentence: { ...SCENE.sentence, opening: "Own" } },
    ],
    writer,
  );
  assert.equal(it.sentence.style.minHeight, `${"A longer name: 120, over (11%)".length}px`);
  assert.equal(it.sentence.textContent, "Plan: 100, short (11%)");
  const fresh = board().it;
  Object.defineProperty(fresh.sentence, "offsetHeight", { value: 3 });
  fresh.reserve([long], writer);
  assert.equal(fresh.sentence.textContent, "A longer name: 120, over (11%)", "nothing was shown yet");
});

test("a headline number of words stays as it is", () => {
  const { numbers, write } = board({ ...SCENE, headline: [{ ...REVENUE, value: "–", note: text(1) }] });
  write({});
  assert.deepEqual(numbers(), [["–", "\u221210"]]);
});
