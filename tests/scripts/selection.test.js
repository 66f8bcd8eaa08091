import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { DATA, library, ROW } from "./library.js";
import { cause, texts } from "./page.js";

const TEXTS = {
  ...DATA.texts,
  compare: "Compare",
  bulkTag: "Tag",
  bulkUntag: "Untag",
  bulkExport: "Export",
  delete: "Delete",
  restore: "Restore",
  purge: "Delete for good",
  purgeSure: "This cannot be undone.",
  unselect: "Select none",
  compareMost: "2 to 5 can be compared",
  exportMost: "at most 200",
  officeMost: "at most 5",
  apply: "Apply",
  json: "JSON",
  csv: "CSV",
  xlsx: "Excel",
  pptx: "PowerPoint",
};
const rows = (...ids) => ids.map((id) => ({ ...ROW, id, name: id }));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// A list with these rows; `pick(n)` ticks or unticks one, `press` the button of the bar that says so.
function choosing(more = {}) {
  const it = library();
  const data = { texts: TEXTS, rows: rows("a", "b", "c"), total: 3, selectAll: "Select all 3", ...more };
  it.show(data);
  const bar = it.one(".bar");
  const buttons = () => bar.querySelectorAll("button");
  const button = (text) => buttons().find((one) => one.textContent === text);
  const tick = (box, on) => {
    box.checked = on;
    cause(box, "change");
  };
  const page = () => it.one(".head input");
  return {
    ...it,
    bar,
    button,
    page,
    data,
    labels: () => texts(buttons()),
    pick: (place, on = true) => tick(it.body.querySelectorAll(".pick")[place], on),
    pickPage: (on) => tick(page(), on),
    press: (text) => cause(button(text), "click"),
    ticked: () => it.body.querySelectorAll(".pick").map((one) => one.checked),
    count: () => (bar.hidden ? "" : bar.querySelector("b").textContent),
  };
}

test("the bar is there while something is selected, and says how much", () => {
  const { bar, pick, count } = choosing();
  assert.ok(bar.hidden);
  pick(0);
  assert.ok(!bar.hidden);
  assert.equal(count(), "1 selected");
  pick(2);
  assert.equal(count(), "2 selected");
  pick(0, false);
  assert.equal(count(), "1 selected");
  pick(2, false);
  assert.ok(bar.hidden);
});

test("the box above the rows is full, half or empty as they are", () => {
  const { pick, page, show, data } = choosing();
  const state = () => [page().checked, page().indeterminate];
  pick(0);
  assert.deepEqual(state(), [false, true]);
  pick(1);
  pick(2);
  assert.deepEqual(state(), [true, false]);
  show({ ...data, rows: rows("d") });
  assert.deepEqual(state(), [false, false], "of this page none");
  show({ ...data, rows: [] });
  assert.deepEqual(state(), [false, false]);
});

test("what is selected goes with the action, over all pages, and is let go after it", () => {
  const { pick, press, show, sent, bar, data } = choosing();
  pick(0);
  show({ ...data, rows: rows("d", "e") });
  pick(1);
  press("Delete");
  assert.deepEqual([sent[0].name, sent[0].value], ["delete", { ids: ["a", "e"] }]);
  assert.ok(bar.hidden);
});

test("all that is found is offered once the page is selected and there is more, up to what can be done at a time", () => {
  const offered = (more) => {
    const it = choosing({ total: 9, ...more });
    it.pickPage(true);
    return it.labels().includes("Select all 3");
  };
  assert.ok(offered({}));
  assert.ok(!offered({ total: 3 }), "there is no more than the page");
  assert.ok(offered({ total: 500 }));
  assert.ok(!offered({ total: 501 }), "more than a thing can be done with");
  const part = choosing({ total: 9 });
  part.pick(0);
  assert.ok(!part.labels().includes("Select all 3"));
});

test("all means whatever the list finds; taking one row away leaves the others of the page", () => {
  const { pickPage, press, ticked, count, sent, labels, show, data } = choosing({ total: 9 });
  pickPage(true);
  press("Select all 3");
  assert.deepEqual([count(), ticked()], ["9 selected", [true, true, true]]);
  assert.ok(!labels().includes("Select all 3"));
  show({ ...data, rows: rows("d", "e") });
  assert.deepEqual(ticked(), [true, true]);
  press("Delete");
  assert.deepEqual(sent[0].value, { all: true });
  const other = choosing({ total: 9 });
  other.pickPage(true);
  other.press("Select all 3");
  other.pick(1, false);
  assert.equal(other.count(), "2 selected");
  other.press("Delete");
  assert.deepEqual(other.sent[0].value, { ids: ["a", "c"] });
});

test("another search is about other rows: what is found is no longer selected as a whole", () => {
  const { pickPage, press, count, one } = choosing({ total: 9 });
  pickPage(true);
  press("Select all 3");
  one(".search").value = "lean";
  globalThis.fetch = () => new Promise(() => null);
  cause(one(".search"), "input");
  press("Tag");
  assert.equal(count(), "3 selected");
});

test("nothing is selected any more when it is said so", () => {
  const { pickPage, press, ticked, bar } = choosing();
  pickPage(true);
  press("Select none");
  assert.ok(bar.hidden);
  assert.deepEqual(ticked(), [false, false, false]);
  const { pickPage: pick, bar: other } = choosing();
  pick(true);
  pick(false);
  assert.ok(other.hidden);
});

test("two to five are compared; what cannot be done says why", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const { pick, button } = choosing({ rows: rows(...ids), total: 6, limits: { least: 2, most: 5, export: 5 } });
  const state = (text) => [Boolean(button(text).disabled), button(text).title ?? ""];
  pick(0);
  assert.deepEqual(state("Compare"), [true, TEXTS.compareMost]);
  pick(1);
  assert.equal(state("Compare")[0], false);
  for (const place of [2, 3, 4]) pick(place);
  assert.deepEqual([state("Compare")[0], state("Export")[0]], [false, false]);
  pick(5);
  assert.deepEqual(state("Compare"), [true, TEXTS.compareMost]);
  assert.deepEqual(state("Export"), [true, TEXTS.exportMost]);
});

test("an export asks for its kind and keeps the selection; slides and sheets hold fewer", () => {
  const { pick, press, button, sent, count } = choosing({ limits: { least: 2, most: 2, export: 200 } });
  pick(0);
  pick(1);
  press("Export");
  assert.ok(!button("PowerPoint").disabled);
  pick(2);
  assert.deepEqual(
    ["JSON", "CSV", "Excel", "PowerPoint"].map((text) => Boolean(button(text).disabled)),
    [false, false, true, true],
  );
  assert.equal(button("Excel").title, TEXTS.officeMost);
  press("CSV");
  assert.deepEqual([sent[0].name, sent[0].value], ["export", { ids: ["a", "b", "c"], kind: "csv" }]);
  assert.equal(count(), "3 selected");
  assert.equal(button("CSV"), undefined, "it is no longer asked");
});

test("a tag is asked for by name, put on or taken off, and the selection stays", () => {
  for (const [text, remove] of [
    ["Tag", false],
    ["Untag", true],
  ]) {
    const { pick, press, one, body, sent, count } = choosing();
    pick(0);
    press(text);
    mock.timers.tick(0);
    const input = one(".tag-name");
    assert.equal(body.activeElement, input);
    press("Apply");
    input.value = "  ";
    cause(input, "keydown", { key: "Enter" });
    assert.deepEqual(sent, [], "a tag has a name");
    input.value = "board";
    cause(input, "keydown", { key: "b" });
    assert.deepEqual(sent, []);
    cause(input, "keydown", { key: "Enter" });
    assert.deepEqual([sent[0].name, sent[0].value], ["tag", { ids: ["a"], tag: "board", remove }]);
    assert.equal(count(), "1 selected");
  }
});

test("a second press on what asks takes the question back", () => {
  const { pick, press, one } = choosing();
  pick(0);
  press("Tag");
  assert.ok(one(".tag-name"));
  press("Tag");
  assert.equal(one(".tag-name"), null);
});

test("in the bin there is restoring, and deleting for good, which asks first", () => {
  const view = { ...DATA.view, show: "bin" };
  const { pick, press, labels, sent, bar } = choosing({ view });
  pick(0);
  assert.deepEqual(labels(), ["Restore", "Delete for good", "Select none"]);
  press("Delete for good");
  assert.deepEqual(sent, []);
  assert.ok(bar.textContent.includes(TEXTS.purgeSure));
  cause(bar.querySelector(".ask .quiet"), "click");
  assert.ok(!bar.textContent.includes(TEXTS.purgeSure));
  press("Delete for good");
  cause(bar.querySelector(".ask .danger"), "click");
  assert.deepEqual([sent[0].name, sent[0].value], ["purge", { ids: ["a"] }]);
  const other = choosing({ view });
  other.pick(1);
  other.press("Restore");
  assert.deepEqual([other.sent[0].name, other.sent[0].value], ["restore", { ids: ["b"] }]);
});
