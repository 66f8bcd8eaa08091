import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Board } from "../../pages/scripts/stage/board.js";
import { make } from "../../pages/scripts/shared/dom.js";
import { cause, openPage, texts as textsOf } from "./page.js";
import { CHANCE, REVENUE, SENTENCE, text, TRAJECTORY, writer } from "./words.js";

const DATA = {
  texts: { headline: "Results", view: "View", year: "Years", quarter: "Quarters", against: "Against", againstHelp: "" },
  headline: [REVENUE, { ...CHANCE, moving: "of the point under the finger" }],
  sources: { headline: {} },
  sentence: { ...SENTENCE, before: "Before", aside: " Ask for it." },
  before: "9%",
  bases: [
    { id: "plan", label: "the plan", active: false },
    { id: "last", label: "the last step", active: true },
  ],
  charts: {
    trajectory: TRAJECTORY,
    bridge: { title: "Why", moving: "Why, on release", subtitle: "CNY m", alt: "Bars.", empty: "", waiting: "Wait." },
    breakdown: {
      titles: { most: "⟦region⟧ most", less: "⟦region⟧ less", more: "⟦region⟧ more" },
      regions: [{ name: "East", total: text(0), change: text(0, { m: "difference" }) }],
      subtitle: "CNY m",
      alt: "Rows.",
    },
  },
};
const VECTORS = { current: [120, -10], base: [100, -10] };
const SETTLED = { mode: "year", moved: false, before: false, chance: null };

beforeEach(openPage);

function board(change = {}) {
  const data = { ...DATA, ...change };
  const told = [];
  const acts = make("div");
  const it = new Board({ acts, base: (id) => told.push(["base", id]), mode: (name) => told.push(["mode", name]) });
  it.build(data, "year");
  it.update(data, VECTORS, writer);
  const write = (look = {}) => it.write(data, VECTORS, writer, { ...SETTLED, ...look });
  const chance = () => [it.cells[1].value.textContent, it.cells[1].note.textContent];
  const settling = () => it.cells.map((one) => one.box.classList.contains("settling"));
  return { it, told, write, chance, settling };
}

test("a settled point says its sentence with the chance, and the reason of its gap", () => {
  const { it, write, chance, settling } = board();
  write();
  assert.equal(it.sentence.textContent, "Plan: 120, short (11%) Ask for it.");
  assert.equal(it.trajectory.title.textContent, "10 short: churn");
  assert.equal(it.bridge.title.textContent, "Why");
  assert.equal(it.breakdown.title.textContent, "East more");
  assert.equal(it.trajectory.box.getAttribute("aria-label"), "A chart: 10 short: churn");
  assert.deepEqual(chance(), ["11%", "± 0.5 pts"]);
  assert.deepEqual(settling(), [false, false]);
  assert.equal(it.cells[0].note.textContent, "+20 against the plan");
  assert.equal(it.cells[0].note.title, "+20 against the plan");
  assert.deepEqual(
    it.cells.map((one) => one.box.dataset.tone),
    ["good", ""],
  );
});

test("under the finger nothing is said that belongs to the settled point", () => {
  const { it, write, chance, settling } = board();
  write({ moved: true });
  assert.equal(it.sentence.textContent, "Moved: 120, short");
  assert.equal(it.trajectory.title.textContent, "10 short");
  assert.equal(it.bridge.title.textContent, "Why, on release");
  assert.equal(it.trajectory.box.getAttribute("aria-label"), null, "a chart is read out when it has settled");
  assert.deepEqual(chance(), ["11%", "settling"]);
  assert.deepEqual(settling(), [false, true]);
});

test("under the finger a chance that has been simulated is shown, without the error of the settled one", () => {
  const { write, chance, settling } = board();
  write({ moved: true, chance: 0.234 });
  assert.deepEqual(chance(), ["23", "of the point under the finger"]);
  assert.deepEqual(settling(), [false, false]);
  write({ moved: true, chance: 0 });
  assert.deepEqual(chance(), ["<1", "of the point under the finger"]);
  write({ chance: 0.234 });
  assert.deepEqual(chance(), ["11%", "± 0.5 pts"], "the settled point has its own");
});

test("while the futures of a new point are computed the last chance is marked", () => {
  const stale = DATA.headline.map((item) => (item.settling ? { ...item, stale: true } : item));
  const { write, chance, settling } = board({ headline: stale });
  write();
  assert.deepEqual(chance(), ["11%", "settling"]);
  assert.deepEqual(settling(), [false, true]);
});

test("a replay shows the state before: its sentence, its chance, or a dash where none was known", () => {
  const { it, write, chance } = board();
  write({ before: true });
  assert.equal(it.sentence.textContent, "Before: 120, short");
  assert.equal(it.trajectory.title.textContent, "10 short");
  assert.deepEqual(chance(), ["9%", ""]);
  assert.equal(it.cells[0].note.textContent, "+20 against the plan", "what is looked up is shown");
  const other = board({ before: "" });
  other.write({ before: true });
  assert.deepEqual(other.chance(), ["–", ""]);
});

test("by quarters the chart's words are those of quarters", () => {
  const { it, write } = board();
  write({ mode: "quarter" });
  assert.equal(it.trajectory.title.textContent, "by quarter");
  assert.equal(it.trajectory.subtitle.textContent, "CNY m, by quarter");
});

test("a bridge without bars says why, and under the finger that it waits", () => {
  const empty = { ...DATA.charts, bridge: { ...DATA.charts.bridge, empty: "Nothing has moved." } };
  const { it, write } = board({ charts: empty });
  assert.ok(!it.bridge.empty.hidden && it.bridge.box.classList.contains("void"));
  write();
  assert.equal(it.bridge.empty.textContent, "Nothing has moved.");
  write({ moved: true });
  assert.equal(it.bridge.empty.textContent, "Wait.");
  const { it: full, write: writeFull } = board();
  assert.ok(full.bridge.empty.hidden && !full.bridge.box.classList.contains("void"));
  writeFull({ moved: true });
  assert.equal(full.bridge.empty.textContent, "");
});

test("years and quarters are pressed as they are shown, and choosing one asks for it", () => {
  const { it, told } = board();
  const pressed = () => it.modes.children.map((one) => one.getAttribute("aria-pressed"));
  assert.deepEqual(textsOf(it.modes.children), ["Years", "Quarters"]);
  assert.deepEqual(pressed(), ["true", "false"]);
  it.mark("quarter");
  assert.deepEqual(pressed(), ["false", "true"]);
  cause(it.modes.children[1], "click");
  it.select.value = "plan";
  cause(it.select, "change");
  assert.deepEqual(told, [
    ["mode", "quarter"],
    ["base", "plan"],
  ]);
});

test("another language builds its words once, in the place of the last", () => {
  const { it } = board();
  it.build({ ...DATA, texts: { ...DATA.texts, year: "年" } }, "quarter");
  assert.equal(it.trajectory.head.querySelectorAll(".modes").length, 1);
  assert.equal(it.modes.children[0].textContent, "年");
  assert.equal(it.modes.children[1].getAttribute("aria-pressed"), "true");
});

test("bases are offered with the one in use chosen, and charts are described for who does not see them", () => {
  const { it } = board();
  assert.deepEqual(
    it.select.children.map((one) => [one.value, one.textContent, Boolean(one.selected)]),
    [
      ["plan", "the plan", false],
      ["last", "the last step", true],
    ],
  );
  assert.equal(it.bridge.box.getAttribute("aria-label"), "Why. Bars.");
  assert.equal(it.breakdown.box.getAttribute("aria-label"), "East more. Rows.");
});

test("a unit of four Chinese letters takes a line of its own", () => {
  const unit = (words) => board({ headline: [{ ...REVENUE, unit: words }, DATA.headline[1]] }).it.cells[0].box;
  assert.ok(unit("亿雷亚尔").classList.contains("wide-unit"));
  assert.ok(!unit("亿元").classList.contains("wide-unit"));
  assert.ok(!unit("CNY bn").classList.contains("wide-unit"));
});

test("a sentence holds its height while something moves, and lets go after it", () => {
  const { it } = board();
  it.sentence.getBoundingClientRect = () => ({ height: 48.75 });
  it.holdSentence(true);
  assert.equal(it.sentence.style.minHeight, "48.75px");
  it.holdSentence(false);
  assert.equal(it.sentence.style.minHeight, "");
});
