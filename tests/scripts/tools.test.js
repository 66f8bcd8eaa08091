import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { DATA, library, ROW } from "./library.js";
import { cause, texts } from "./page.js";

const TEXTS = {
  name: "Name",
  revenue: "Revenue",
  chance: "Chance",
  saved: "Saved",
  down: "largest first",
  up: "smallest first",
  open: "Open",
  restore: "Restore",
  favour: "Add to favourites",
  unfavour: "Remove from favourites",
  previous: "Previous",
  next: "Next",
};
const CHOICES = {
  ...DATA.choices,
  tag: [
    { value: "", label: "All tags" },
    { value: "board", label: "board (2)" },
  ],
  show: [
    { value: "", label: "All" },
    { value: "favourite", label: "Favourites" },
    { value: "bin", label: "Bin" },
  ],
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// The list with a view; `asked` is what the session hears of next.
function listed(view = {}, more = {}) {
  const it = library();
  const data = { texts: { ...DATA.texts, ...TEXTS }, choices: CHOICES, view: { ...DATA.view, ...view }, ...more };
  it.show(data);
  globalThis.fetch = () => new Promise(() => null);
  const asked = () => {
    mock.timers.tick(500);
    return it.sent.at(-1)?.value;
  };
  const heads = () => it.one(".head").querySelectorAll("button");
  return { ...it, asked, heads, data };
}

test("typing asks for what is typed, a filter for its value", () => {
  const one = listed();
  one.one(".search").value = "lean";
  cause(one.one(".search"), "input");
  assert.deepEqual(one.asked(), { page: "", text: "lean" });
  const other = listed();
  other.one(".f-tag").value = "board";
  cause(other.one(".f-tag"), "change");
  assert.deepEqual(other.asked(), { page: "", tag: "board" });
});

test("a filter is there where it has something to offer, and marked where it is on", () => {
  const { one } = listed({ tag: "board" });
  assert.ok(!one(".f-tag").hidden && one(".f-author").hidden);
  assert.ok(one(".f-tag").classList.contains("on") && !one(".f-time").classList.contains("on"));
  assert.deepEqual(texts(one(".f-tag").children), ["All tags", "board (2)"]);
  assert.equal(one(".f-tag").value, "board");
});

test("what somebody is typing is not written over by an answer", () => {
  const { one, show, data } = listed({ text: "lean" });
  const search = one(".search");
  assert.equal(search.value, "lean");
  search.value = "lean build";
  search.focus();
  show({ ...data, seq: 1 });
  assert.equal(search.value, "lean build");
  one(".order").focus();
  show({ ...data, seq: 2 });
  assert.equal(search.value, "lean");
});

test("the order is said, turned by its button, and another one begins in its own direction", () => {
  const state = ({ one }) => [one(".order").textContent, one(".order").title];
  assert.deepEqual(state(listed({ order: "down" })), ["↓", "largest first"]);
  assert.deepEqual(state(listed({ order: "up" })), ["↑", "smallest first"]);
  for (const [order, other] of [
    ["down", "up"],
    ["up", "down"],
  ]) {
    const it = listed({ order });
    cause(it.one(".order"), "click");
    assert.deepEqual(it.asked(), { page: "", order: other });
  }
  const it = listed();
  it.one(".f-sort").value = "revenue";
  cause(it.one(".f-sort"), "change");
  assert.deepEqual(it.asked(), { page: "", sort: "revenue", order: "" });
});

test("the head of a column sorts by it, a second press turns the order, and the head in use is marked", () => {
  const { heads, asked } = listed({ sort: "revenue", order: "down" });
  assert.deepEqual(
    heads().map((one) => one.parentElement.dataset.order),
    ["", "down", "", ""],
  );
  cause(heads()[1], "click");
  assert.deepEqual(asked(), { page: "", order: "up" });
  const other = listed({ sort: "revenue", order: "down" });
  cause(other.heads()[0], "click");
  assert.deepEqual(other.asked(), { page: "", sort: "name", order: "" });
});

test("another list is another selection, and the one shown is pressed", () => {
  const { one, body, asked, show, data } = listed({ show: "favourite" });
  const pressed = () => one(".show").children.map((button) => button.getAttribute("aria-pressed"));
  assert.deepEqual(pressed(), ["false", "true", "false"]);
  const box = body.querySelector(".pick");
  box.checked = true;
  cause(box, "change");
  assert.ok(!one(".bar").hidden);
  cause(one(".show").children[2], "click");
  assert.deepEqual(asked(), { page: "", show: "bin" });
  show({ ...data, seq: 1 });
  assert.ok(one(".bar").hidden);
});

test("clearing is offered where something is filtered; it keeps the bin, and leaves the favourites", () => {
  const clear = ({ one }) => one(".filters .quiet");
  assert.ok(clear(listed()).hidden);
  for (const [show, left] of [
    ["bin", "bin"],
    ["favourite", ""],
    ["", ""],
  ]) {
    const it = listed({ show, text: "lean", tag: "board" }, { filtered: true });
    assert.ok(!clear(it).hidden);
    cause(clear(it), "click");
    const none = { target: "", tag: "", author: "", plan: "", time: "" };
    assert.deepEqual(it.asked(), { page: "", text: "", ...none, show: left });
    assert.equal(it.one(".search").value, "");
  }
});

test("a row says what it is and what can be done with it, in the list and in the bin", () => {
  const row = {
    ...ROW,
    id: "a",
    open: true,
    favourite: true,
    tags: ["board"],
    moreTags: 2,
    author: "Li",
    chance: "11%",
  };
  const { one, body, sent } = listed({}, { rows: [row, { ...ROW, id: "b" }] });
  assert.deepEqual(
    body.querySelectorAll("li").map((li) => li.classList.contains("here")),
    [true, false],
  );
  assert.deepEqual(texts(body.querySelectorAll(".star")), ["★", "☆"]);
  assert.deepEqual(
    body.querySelectorAll(".star").map((star) => star.title),
    [TEXTS.unfavour, TEXTS.favour],
  );
  assert.deepEqual(texts(one("li").querySelectorAll(".tag")), ["board", "+2"]);
  assert.deepEqual(
    body.querySelectorAll(".who").map((who) => who.children[0].textContent),
    ["Li", "–"],
  );
  assert.deepEqual(texts(body.querySelectorAll(".chance")), ["11%", "–"]);
  cause(one(".star"), "click");
  assert.deepEqual([sent[0].name, sent[0].value], ["favourite", { id: "a", on: false }]);
  const open = listed();
  cause(open.one(".go"), "click");
  assert.deepEqual([open.one(".go").textContent, open.sent[0].name, open.sent[0].value], ["Open", "open", "a"]);
  const bin = listed({ show: "bin" });
  cause(bin.one(".go"), "click");
  assert.deepEqual([bin.one(".go").textContent, bin.sent[0].name], ["Restore", "restore"]);
  assert.deepEqual(bin.sent[0].value, { ids: ["a"] });
  const named = listed();
  cause(named.one(".name"), "click");
  assert.deepEqual([named.sent[0].name, named.sent[0].value], ["details", "a"]);
});

test("a row names its plan where there are several", () => {
  const time = (choices) => listed({}, { choices }).one(".time").textContent;
  assert.equal(time(CHOICES), "today");
  assert.equal(time({ ...CHOICES, plan: CHOICES.tag }), "today · growth");
});

test("the end of a path is marked where it has one", () => {
  const dots = (end) => listed({}, { rows: [{ ...ROW, id: "a", path: { ...ROW.path, end } }] }).body;
  const circle = dots("12,5").querySelector("circle");
  assert.deepEqual([circle.getAttribute("cx"), circle.getAttribute("cy")], ["12", "5"]);
  assert.equal(dots("").querySelector("circle"), null);
});

test("pages are turned one by one, and end", () => {
  const foot = (page, pages) => listed({}, { page, pages });
  assert.equal(foot(1, 1).one(".pages"), null);
  const off = ({ one }) => [one(".previous"), one(".next")].map((button) => Boolean(button.disabled));
  assert.deepEqual(off(foot(1, 2)), [true, false]);
  assert.deepEqual(off(foot(2, 2)), [false, true]);
  const it = foot(2, 3);
  assert.deepEqual(off(it), [false, false]);
  cause(it.one(".next"), "click");
  assert.deepEqual(it.asked(), { page: "3" });
  const back = foot(2, 3);
  cause(back.one(".previous"), "click");
  assert.deepEqual(back.asked(), { page: "1" });
});
