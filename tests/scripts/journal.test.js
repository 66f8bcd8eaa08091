import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Journal } from "../../pages/scripts/stage/journal.js";
import { cause, openPage, texts as textsOf } from "./page.js";

const WORDS =
  "title steps bookmarks close add keep name none note open save up down remove revenue chance gone story stories " +
  "storyTitle storySave sure space help resetLevers resetAssumptions";
const TEXTS = Object.fromEntries(WORDS.split(" ").map((name) => [name, name]));
const STEPS = [
  { place: 1, what: "Reps", pair: "300 → 310", revenue: "2.46 bn", chance: "11%", tone: "good", here: true, mark: "" },
  { place: 0, what: "Start", pair: "", revenue: "2.50 bn", chance: "", tone: "", here: false, mark: "Plan" },
];
const MARKS = [
  { id: "a", name: "Plan", note: "", revenue: "2.50 bn", chance: "12%", here: false },
  { id: "b", name: "Old", note: "said", revenue: "", chance: "", here: true },
];
const STORIES = [{ id: "s", title: "Board", count: "3", spaces: [] }];
const DATA = { texts: TEXTS, steps: STEPS, marks: MARKS, stories: STORIES, spaces: [] };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

function journal(data = DATA) {
  const body = openPage();
  const [asked, seen] = [[], []];
  const it = new Journal({
    act: (...one) => asked.push(one),
    focus: () => seen.push("focus"),
    help: () => seen.push("help"),
  });
  body.append(it.box);
  it.update(data);
  const one = (selector) => it.box.querySelector(selector);
  const press = (action, at = 0) => cause(it.box.querySelectorAll(`[data-action=${action}]`)[at], "click");
  return { it, asked, seen, one, press };
}

test("steps say what each came to, and lead back to it", () => {
  const { it, asked, one } = journal();
  it.open(true);
  assert.deepEqual(textsOf(it.box.querySelectorAll(".effect")), ["revenue 2.46 bn · chance 11%", "revenue 2.50 bn"]);
  const lines = it.box.querySelectorAll(".steps li");
  assert.deepEqual(
    lines.map(({ dataset, className }) => [dataset.tone, className]),
    [
      ["good", "here"],
      ["", ""],
    ],
  );
  cause(it.box.querySelectorAll(".go")[1], "click");
  assert.deepEqual(asked, [["jump", 0]]);
  assert.ok(one(".go").getAttribute("aria-current") === "step");
});

test("a step is marked once, under a name that may be changed and never is empty", () => {
  const { it, asked, one } = journal();
  it.open(true);
  const stars = it.box.querySelectorAll(".star");
  assert.deepEqual(
    [textsOf(stars), stars.map(({ disabled }) => Boolean(disabled))],
    [
      ["☆", "★"],
      [false, true],
    ],
  );
  cause(stars[0], "click");
  const input = one(".naming input");
  assert.equal(input.value, "Reps 310");
  input.value = "  ";
  assert.ok(cause(one(".naming"), "submit").defaultPrevented);
  assert.deepEqual(asked, []);
  input.value = " Lean ";
  cause(one(".naming"), "submit");
  assert.deepEqual(asked, [["mark", { place: 1, name: "Lean" }]]);
});

test("each tab says that it is shown, and the other how many bookmarks there are", () => {
  const { it, press, one } = journal();
  const tabs = () =>
    it.box.querySelectorAll(".tabs button").map((tab) => [tab.textContent, tab.getAttribute("aria-pressed")]);
  it.open(true);
  assert.deepEqual(tabs(), [
    ["steps", "true"],
    ["bookmarks 2", "false"],
  ]);
  press("tab-marks");
  assert.deepEqual(textsOf(it.box.querySelectorAll(".rank")), ["1", "2"]);
  assert.ok(!one(".naming button").disabled);
  it.update({ ...DATA, marks: [] });
  assert.deepEqual(tabs(), [
    ["steps", "false"],
    ["bookmarks", "true"],
  ]);
  const save = it.box.querySelectorAll(".naming button");
  assert.deepEqual([save.length, save[0].disabled], [1, true], "there is no story of nothing");
});

test("bookmarks are opened, saved, moved and removed; one whose state is gone is only kept", () => {
  const { it, asked, press } = journal();
  it.open(true, "marks");
  const off = (action) => it.box.querySelectorAll(`[data-action=${action}]`).map(({ disabled }) => Boolean(disabled));
  assert.deepEqual(
    [off("mark-open"), off("mark-save")],
    [
      [false, true],
      [false, true],
    ],
  );
  assert.deepEqual(
    [off("mark-up"), off("mark-down")],
    [
      [true, false],
      [false, true],
    ],
  );
  assert.deepEqual(textsOf(it.box.querySelectorAll(".marks .effect")), ["revenue 2.50 bn · chance 12%", "gone"]);
  press("mark-open");
  press("mark-up", 1);
  press("mark-remove", 1);
  assert.deepEqual(asked, [
    ["mark-open", "a"],
    ["mark-up", "b"],
    ["mark-remove", "b"],
  ]);
});

test("names and notes are kept as typed; an empty name is not", () => {
  const { it, asked } = journal();
  it.open(true, "marks");
  const name = it.box.querySelector("[data-keep=name-a]");
  name.value = " ";
  cause(name, "change");
  name.value = " Best ";
  cause(name, "change");
  const note = it.box.querySelector("[data-keep=note-b]");
  note.value = "";
  cause(note, "change");
  assert.deepEqual(asked, [
    ["mark-name", { id: "a", text: "Best" }],
    ["mark-note", { id: "b", text: "" }],
  ]);
});

test("a story takes the bookmarks' place only after a second press, at once where there are none", () => {
  const { it, asked, press, one } = journal();
  it.open(true, "marks");
  press("story-open");
  assert.deepEqual([asked, one("[data-action=story-open]").textContent], [[], "sure"]);
  press("story-open");
  assert.deepEqual(asked, [["story-open", "s"]]);
  it.update({ ...DATA, marks: [] });
  press("story-open");
  assert.equal(asked.length, 2);
  assert.ok(it.box.querySelector(".nothing"));
});

test("a story is saved under a title, and where somebody chooses, for whom", () => {
  const { it, asked, one } = journal();
  it.open(true, "marks");
  cause(one(".naming"), "submit");
  assert.deepEqual(asked, []);
  one("[data-keep=story-title]").value = " Board ";
  cause(one(".naming"), "submit");
  const spaces = [
    { value: "all", text: "All", here: true },
    { value: "me", text: "Me", here: false },
  ];
  it.update({ ...DATA, spaces });
  const seen = one("[data-keep=space-]");
  seen.value = "me";
  cause(seen, "change");
  one("[data-keep=story-title]").value = "Board";
  cause(one(".naming"), "submit");
  assert.deepEqual(asked, [
    ["story-save", { title: "Board", space: undefined }],
    ["story-save", { title: "Board", space: "me" }],
  ]);
  it.draw();
  assert.equal(one("[data-keep=space-]").value, "me", "what was chosen stands when it is drawn again");
});

test("what is drawn anew keeps the words that are being typed, the focus and the place", () => {
  const { it } = journal();
  it.open(true, "marks");
  it.list.scrollTop = 40;
  const note = it.box.querySelector("[data-keep=note-a]");
  note.value = "half a sen";
  note.focus();
  it.update({ ...DATA });
  const again = it.box.querySelector("[data-keep=note-a]");
  assert.notEqual(again, note);
  assert.deepEqual([again.value, document.body.activeElement === again, it.list.scrollTop], ["half a sen", true, 40]);
});

test("a button under the finger is not replaced before it is released", () => {
  const { it, one } = journal();
  it.open(true);
  const step = one(".go");
  cause(it.box, "pointerdown");
  it.update({ ...DATA, steps: [] });
  assert.equal(one(".go"), step);
  cause(it.box, "pointerup");
  mock.timers.tick(0);
  assert.equal(one(".go"), null);
  it.update(DATA);
  assert.ok(one(".go"), "from then on news are drawn at once");
});

test("Escape and the cross close it and give the focus back; closed it draws nothing", () => {
  const { it, seen, press, one } = journal();
  it.open(true);
  const escape = cause(it.box, "keydown", { key: "Escape" });
  assert.deepEqual([it.isOpen, seen, escape.cancelBubble], [false, ["focus"], true]);
  it.update({ ...DATA, steps: [] });
  assert.equal(it.box.querySelectorAll(".go").length, 2);
  it.open(true);
  assert.equal(one(".go"), null);
  press("close");
  assert.ok(!it.isOpen);
});

test("a key names the state that is shown, unless it has a name", () => {
  const { it, one } = journal();
  it.open(true, "marks");
  it.nameCurrent();
  assert.equal(one(".naming input").value, "Reps 310");
  it.update({ ...DATA, steps: [{ ...STEPS[0], mark: "Lean" }] });
  it.nameCurrent();
  assert.equal(one(".naming"), null);
});

test("the foot puts levers or assumptions back and shows the keys", () => {
  const { it, asked, seen, press } = journal();
  it.open(true);
  for (const action of ["reset-levers", "reset-assumptions", "help"]) press(action);
  assert.deepEqual([asked, seen], [[["reset-levers"], ["reset-assumptions"]], ["help"]]);
});
