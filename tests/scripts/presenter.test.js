import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Presenter } from "../../pages/scripts/room/presenter.js";
import { make } from "../../pages/scripts/shared/dom.js";
import { cause, openPage, press as pressOn, texts } from "./page.js";
import { writer } from "./words.js";

const FRAME = { locale: "en-GB", formats: {} };
const DATA = {
  deck: { frame: FRAME, scenes: ["a", "b", "c"] },
  show: { place: 0, hidden: false, blank: false, frozen: false, view: "all" },
  stories: [
    { id: "one", title: "One", active: true },
    { id: "two", title: "Two", active: false },
  ],
  languages: [{ id: "zh", label: "中文", name: "Chinese" }],
  join: { code: "AB12CD", link: "", address: "" },
  levers: {
    path: "response",
    levers: [],
    presets: [],
    groups: [],
    texts: {},
    scenes: ["a", "b", "c"].map((key) => ({ key, values: [], against: [], ends: {}, presets: [] })),
  },
  shortcuts: [[["h"], "Hide"]],
  live: { path: "present-show", key: "k" },
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// A presenter before a screen that keeps what it is to show; `told` is what followers hear, `asked` what Python does.
function presenter(show = {}) {
  const body = openPage();
  globalThis.localStorage = { getItem: () => null };
  const [told, asked] = [[], []];
  globalThis.fetch = async (_, { body: sent }) => told.push(JSON.parse(sent).show);
  const box = make("div", { class: "screen" });
  body.append(box);
  const screen = {
    box,
    writer,
    texts: { hide: "Hide", reveal: "Reveal" },
    say: make("div"),
    board: { box: make("div"), note: Object.assign(make("aside"), { offsetTop: 300 }) },
    replays: 0,
    adopt: (deck, first) => Object.assign(screen, { deck, show: { ...first } }),
    put: (next) => Object.assign(screen, { show: next }),
    reserve: () => null,
    replay: () => (screen.replays += 1),
  };
  const it = new Presenter(screen);
  it.levers.rail = { build: () => null, update: () => null, onScreen: () => [], value: () => 1 };
  it.receive({ ...DATA, show: { ...DATA.show, ...show } }, { setTriggerValue: (...one) => asked.push(one) });
  const press = (key, target = box) => pressOn(key, target);
  const button = (action) => box.querySelector(`[data-action=${action}]`);
  return { it, body, box, screen, told, asked, press, button };
}

test("keys of a clicker walk through the scenes, to their ends and no further", () => {
  const { screen, press } = presenter();
  const walk = (...keys) => keys.map((key) => (press(key), screen.show.place));
  assert.deepEqual(walk("ArrowLeft", "PageUp", "ArrowUp"), [0, 0, 0]);
  for (const key of ["ArrowRight", "PageDown", "ArrowDown", " "])
    assert.deepEqual(walk(key, key, key, "Home"), [1, 2, 2, 0]);
  press("End");
  assert.deepEqual(walk("ArrowUp", "Home", "End", "ArrowLeft", "PageUp"), [1, 0, 2, 1, 0]);
});

test("each step is told to the room, and a scene that is walked to is not dark", () => {
  const { screen, told, press } = presenter();
  told.length = 0;
  press("b");
  assert.deepEqual([screen.show.blank, told.at(-1).blank], [true, true]);
  press("ArrowRight");
  assert.deepEqual([screen.show.blank, told.at(-1)], [false, { ...DATA.show, place: 1 }]);
  press("h");
  press("f");
  assert.deepEqual(told.at(-1), { ...DATA.show, place: 1, hidden: true, frozen: true });
  press("h");
  assert.equal(screen.show.hidden, false);
  press(".");
  assert.equal(screen.show.blank, true);
});

test("views come round, and a replay is one of the screen", () => {
  const { screen, press } = presenter();
  const views = ["v", "v", "v"].map((key) => (press(key), screen.show.view));
  assert.deepEqual(views, ["words", "chart", "all"]);
  press("r");
  assert.equal(screen.replays, 1);
});

test("a key on a button presses the button, and keys of somebody who types are theirs", () => {
  const { screen, press, button } = presenter();
  press(" ", button("next"));
  press("Enter", button("next"));
  press("h", make("input", { type: "text" }));
  assert.deepEqual([screen.show.place, screen.show.hidden], [0, false]);
  press("ArrowRight", button("next"));
  press(" ");
  assert.equal(screen.show.place, 2, "other keys, and the space elsewhere, walk on");
  const event = press("h");
  assert.ok(event.defaultPrevented && screen.show.hidden);
  assert.ok(!press("q").defaultPrevented);
});

test("Escape closes what is open, one after the other, and then leaves at its scene", () => {
  const { it, asked, press } = presenter({ place: 1 });
  press("?");
  press("j");
  press("e");
  assert.deepEqual([it.sheet.isOpen, it.invitation.isOpen, it.levers.isOpen], [true, true, true]);
  const open = () => [it.sheet, it.invitation, it.levers].map((one) => one.isOpen);
  press("Escape");
  assert.deepEqual(open(), [false, true, true]);
  press("Escape");
  assert.deepEqual(open(), [false, false, true]);
  press("Escape");
  assert.deepEqual(open(), [false, false, false]);
  assert.deepEqual(asked, []);
  press("Escape");
  press("w");
  assert.deepEqual(asked, [
    ["leave", { place: 1, to: "simulator" }],
    ["leave", { place: 1, to: "decide" }],
  ]);
});

test("another language and another state take along what is shown, but nothing of a drag", () => {
  const { it, screen, asked, press } = presenter({ place: 2 });
  screen.show = { ...screen.show, vector: "v", goal: 2500 };
  press("l");
  it.move({ preset: "plan" });
  const show = { ...DATA.show, place: 2 };
  assert.deepEqual(asked, [
    ["speak", { language: "zh", show }],
    ["move", { place: 2, show, preset: "plan" }],
  ]);
  it.data = { ...DATA, languages: [] };
  press("l");
  assert.equal(asked.length, 2, "there is no other language");
});

test("the target line under the finger is told as it moves, and on release Python answers", async () => {
  const { screen, told, asked } = presenter({ place: 1 });
  told.length = 0;
  screen.hooks.aiming(2500);
  assert.deepEqual(told, [{ ...DATA.show, place: 1, goal: 2500 }]);
  screen.hooks.aim(2510);
  assert.deepEqual(asked, [["move", { place: 1, show: { ...DATA.show, place: 1 }, target: 2510 }]]);
  screen.hooks.aiming(null);
  assert.equal(screen.show.goal, undefined);
});

test("the note takes its room from the board, and gives it back", () => {
  const { screen, press } = presenter();
  press("n");
  assert.ok(screen.box.classList.contains("noting"));
  assert.equal(screen.board.box.style.height, "300px");
  screen.board.note.offsetTop = 250;
  press("ArrowRight");
  assert.equal(screen.board.box.style.height, "250px", "another note takes another room");
  press("n");
  assert.equal(screen.board.box.style.height, "");
});

test("buttons say what is on, end with the scenes, and keep the focus", () => {
  const { body, button, press } = presenter();
  const off = () => ["previous", "next"].map((name) => Boolean(button(name).disabled));
  assert.deepEqual(off(), [true, false]);
  assert.equal(button("hide").textContent, "Hide");
  assert.ok(!button("hide").disabled);
  button("hide").focus();
  cause(button("hide"), "click");
  assert.equal(button("hide").getAttribute("aria-pressed"), "true");
  assert.equal(button("hide").textContent, "Reveal");
  assert.equal(body.activeElement, button("hide"));
  press("End");
  assert.deepEqual(off(), [false, true]);
  cause(button("previous"), "click");
  assert.deepEqual(off(), [false, false]);
});

test("an answer brings the keys to the screen, unless somebody is at the levers", () => {
  const { it, body, box, button, press } = presenter();
  const answer = () => it.receive({ ...DATA }, { setTriggerValue: () => null });
  assert.equal(body.activeElement, box);
  cause(button("levers"), "click");
  it.levers.box.focus();
  answer();
  assert.equal(body.activeElement, it.levers.box);
  press("e");
  body.focus();
  answer();
  assert.equal(body.activeElement, box);
});

test("a story and a language are chosen by name", () => {
  const { box, asked, button } = presenter();
  const select = box.querySelector("select");
  assert.deepEqual(texts(select.children), ["One", "Two"]);
  select.value = "two";
  Object.defineProperty(select, "target", { value: select });
  cause(select, "change");
  cause(button("speak-zh"), "click");
  assert.deepEqual(asked, [
    ["story", "two"],
    ["speak", { language: "zh", show: DATA.show }],
  ]);
});

test("controls stay for a moment after the pointer has moved", () => {
  const { box } = presenter();
  const awake = () => box.classList.contains("awake");
  cause(box, "pointermove");
  mock.timers.tick(2000);
  cause(box, "pointermove");
  mock.timers.tick(2599);
  assert.ok(awake());
  mock.timers.tick(1);
  assert.ok(!awake());
});

test("a presentation that is gone hears no keys, and one without followers tells nobody", () => {
  const { it, screen, told, press } = presenter();
  it.data = { ...DATA, live: null };
  told.length = 0;
  press("ArrowRight");
  assert.deepEqual([screen.show.place, told], [1, []]);
  it.end();
  press("ArrowRight");
  assert.equal(screen.show.place, 1);
  const other = presenter();
  other.box.remove();
  other.press("ArrowRight");
  other.body.append(other.box);
  other.press("ArrowRight");
  assert.equal(other.screen.show.place, 0);
});

test("numbers under the finger that stay away say so, with a way to try again", () => {
  const { it, screen } = presenter();
  Object.assign(screen.texts, { tableLost: "Not now.", again: "Again" });
  const retried = [];
  it.levers.response.retry = (ids) => retried.push(ids);
  it.levers.response.hooks.unknown();
  assert.equal(screen.say.textContent, "Not now.");
  it.levers.response.hooks.lost();
  assert.equal(screen.say.textContent, "Not now.Again");
  it.levers.response.ask = () => null;
  it.levers.moving({ lever: { id: "reps" } }, null);
  assert.equal(screen.say.textContent, "Not now.Again", "as long as there are none");
  cause(screen.say.querySelector("button"), "click");
  assert.deepEqual([retried, screen.say.textContent], [[[]], ""]);
});
