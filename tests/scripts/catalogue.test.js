import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { Catalogue } from "../../pages/scripts/risk/catalogue.js";
import { cause, openPage, texts as textsOf } from "./page.js";

const WORDS = "label mode more onset size drawn fixed middle probability response reset sources open";
const TEXTS = {
  ...Object.fromEntries(WORDS.split(" ").map((name) => [name, name])),
  percent: "{n}%",
  severity: "worse than {n}%",
  modes: ["off", "chance", "on"].map((mode) => [mode, mode]),
  quarters: [
    ["", "window"],
    [3, "Q3"],
  ],
};
const ROW = {
  id: "subsidy",
  name: "Subsidy halved",
  note: "as in the plan",
  edited: false,
  measure: "Hedge",
  mode: "chance",
  mitigated: false,
  probability: 0.25,
  onset: null,
  window: "Q1 to Q4",
  sized: true,
  size: null,
  responses: [
    ["wait", "Wait"],
    ["cut", "Cut"],
  ],
  response: "wait",
  help: "What it is.",
  sources: ["a report"],
  link: "sources?q=subsidy",
  cells: { loss: { text: "−20", below: "± 2", tone: "bad" } },
};
const OTHER = { ...ROW, id: "strike", name: "Strike", sized: false, responses: [], edited: true, mode: "on" };
const COLUMNS = ["name", "mode", "measure", "loss", "more"].map((id) => ({ id, kind: "money", name: id }));
const DATA = { seq: 7, language: "en", columns: COLUMNS, rows: [ROW, OTHER], stale: false, texts: TEXTS };

beforeEach(() => {
  openPage();
});

// The catalogue in its place, and what it has sent to Python.
function catalogue(data = DATA) {
  const root = make("div");
  const it = new Catalogue(root);
  const sent = [];
  const receive = (next) => it.receive(next, { setStateValue: (_, edits) => sent.push(edits) });
  receive(data);
  const parts = (id = "subsidy") => it.rows.get(id);
  const set = (input, type = "change") => cause(input, type);
  return { it, root, sent, receive, parts, set };
}

const changed = (more, row = {}) => ({ ...DATA, ...more, rows: [{ ...ROW, ...row }, OTHER] });

test("a row shows how its case is set and what it costs", () => {
  const { parts } = catalogue();
  const { line, mode, mitigated, probability, onset, size, drawn, response, reset, note, cells, panel, link } = parts();
  assert.deepEqual([mode.chance.checked, Boolean(mode.on.checked), mitigated.checked], [true, false, false]);
  assert.deepEqual(
    [probability.input.value, probability.shown.textContent, probability.input.disabled],
    [25, "25%", false],
  );
  assert.deepEqual([onset.value, drawn.drawn.checked, response.wait.checked], ["", true, true]);
  assert.ok(size.input.closest(".slide").hidden, "a size that is drawn has no slider");
  assert.deepEqual([reset.hidden, note.classList.contains("own"), panel.hidden], [true, false, true]);
  assert.deepEqual([textsOf(cells.loss.children), cells.loss.children[0].className], [["−20", "± 2"], "bad"]);
  assert.equal(link.href, "http://here/sources?q=subsidy");
  assert.deepEqual([line.classList.contains("off"), line.classList.contains("on")], [false, false]);
  const strike = parts("strike");
  assert.ok(strike.line.classList.contains("on") && strike.note.classList.contains("own") && !strike.reset.hidden);
  assert.ok(strike.probability.input.disabled, "what is on or off has no chance to set");
  assert.deepEqual([strike.size, strike.response], [undefined, undefined]);
});

test("a fixed size has a slider, its middle a word of its own", () => {
  const { parts } = catalogue(changed({}, { size: 0.5, onset: 3, mode: "off" }));
  const { size, drawn, onset, line } = parts();
  assert.deepEqual([size.shown.textContent, size.input.closest(".slide").hidden], ["middle", false]);
  assert.deepEqual([drawn.fixed.checked, onset.value, line.classList.contains("off")], [true, "3", true]);
  Object.assign(size.input, { value: 80 });
  cause(size.input, "input");
  assert.equal(size.shown.textContent, "worse than 80%");
});

test("every control sends what it sets, in the model's own values", () => {
  const { sent, parts, set } = catalogue();
  const { mode, mitigated, probability, onset, size, drawn, response, reset } = parts();
  set(mode.off);
  mitigated.checked = true;
  set(mitigated);
  probability.input.value = "40";
  set(probability.input);
  onset.value = "3";
  set(onset);
  onset.value = "";
  set(onset);
  set(drawn.fixed);
  size.input.value = "80";
  set(size.input);
  set(drawn.drawn);
  set(response.cut);
  set(reset, "click");
  const edits = [
    ["mode", "off"],
    ["mitigated", true],
    ["probability", 0.4],
    ["onset", 3],
    ["onset", null],
    ["size", 0.5],
    ["size", 0.8],
    ["size", null],
    ["response", "cut"],
    ["reset", true],
  ];
  assert.deepEqual(
    sent.at(-1),
    edits.map(([key, value], at) => ({ seq: 8 + at, id: "subsidy", key, value })),
  );
});

test("edits are sent until Python has taken them over; figures of before are faded meanwhile", () => {
  const { it, sent, parts, set, receive } = catalogue();
  set(parts().mode.on);
  set(parts("strike").mode.off);
  assert.deepEqual(
    sent.map((edits) => edits.map(({ seq }) => seq)),
    [[8], [8, 9]],
  );
  assert.ok(it.table.classList.contains("stale"));
  receive(changed({ seq: 8, stale: true }, { mode: "on" }));
  set(parts().mode.off);
  assert.deepEqual(
    sent.at(-1).map(({ seq }) => seq),
    [9, 10],
  );
  receive(changed({ seq: 10 }, { mode: "off" }));
  assert.deepEqual([it.pending, it.table.classList.contains("stale")], [[], false]);
});

test("what the finger has set stays until it is taken over; figures and marks do not wait", () => {
  const { parts, set, receive } = catalogue();
  const { mitigated, mode, cells } = parts();
  mitigated.checked = true;
  set(mitigated);
  receive(changed({ seq: 7 }, { mode: "on", mitigated: false, cells: { loss: { text: "−30" } } }));
  assert.deepEqual([mitigated.checked, Boolean(mode.on.checked)], [true, false]);
  assert.equal(cells.loss.textContent, "−30");
  receive(changed({ seq: 8 }, { mode: "on", mitigated: true }));
  assert.deepEqual([mitigated.checked, mode.on.checked], [true, true]);
});

test("a panel stays unfolded through another language, in which the table is made anew", () => {
  const { it, parts, receive } = catalogue();
  const { table } = it;
  cause(parts().toggle, "click");
  assert.deepEqual([parts().panel.hidden, parts().toggle.getAttribute("aria-expanded")], [false, "true"]);
  receive(changed({ seq: 7 }));
  assert.equal(it.table, table, "other figures are no other table");
  receive(changed({ language: "zh" }));
  assert.notEqual(it.table, table);
  assert.deepEqual([parts().panel.hidden, parts().toggle.getAttribute("aria-expanded")], [false, "true"]);
  assert.ok(parts("strike").panel.hidden);
  cause(parts().toggle, "click");
  assert.ok(parts().panel.hidden);
});
