import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Follower } from "../../pages/scripts/room/follower.js";
import { make } from "../../pages/scripts/shared/dom.js";
import { cause, openPage } from "./page.js";

const TEXTS = {
  screen: "Screen",
  waiting: "Waiting …",
  lost: "Connection lost.",
  gone: "Nobody answers.",
  again: "Try again",
  unknown: "No room has this code.",
  limited: "Too many tries.",
  code: "Code",
  open: "Open",
};
const DATA = { texts: TEXTS, code: " ab12cd ", path: "present-listen", language: "zh" };
const PATIENCE = 10 * 60_000; // longer than trying again lasts

let sockets = [];

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

// A follower before its screen; every socket it opens stands in `sockets`.
function follower(data = {}) {
  const body = openPage();
  sockets = [];
  globalThis.WebSocket = class extends EventTarget {
    constructor(address) {
      super();
      this.address = String(address);
      sockets.push(this);
    }

    close() {
      this.closed = true;
    }
  };
  const [box, wait, say] = ["box", "wait", "say"].map((name) => make("div", { class: name }));
  box.append(wait, say);
  body.append(box);
  const shown = [];
  const screen = {
    box,
    say,
    deck: null,
    empty: (...parts) => wait.replaceChildren(...parts),
    adopt: (deck, show) => {
      screen.deck = deck;
      shown.push(["adopt", deck, show]);
    },
    put: (show) => shown.push(["put", show]),
  };
  const it = new Follower(screen);
  it.receive({ ...DATA, ...data });
  return { it, body, box, wait, say, screen, shown };
}

const last = () => sockets.at(-1);
const hear = (message) => cause(last(), "message", { data: JSON.stringify(message) });
const loseLine = (code = 1006) => cause(last(), "close", { code });

test("a follower listens by its code, in a language of its own, and says that it waits", () => {
  const { wait } = follower();
  assert.deepEqual(
    sockets.map((one) => one.address),
    ["ws://here/present-listen?code=AB12CD&lang=zh"],
  );
  assert.equal(wait.textContent, TEXTS.waiting);
});

test("the deck comes first, then what is shown of it; before the deck nothing can be shown", () => {
  const { shown, wait } = follower();
  hear({ show: { place: 1 } });
  assert.deepEqual(shown, []);
  hear({ deck: "deck", show: { place: 2 } });
  hear({ show: { place: 3 } });
  hear({});
  assert.deepEqual(shown, [
    ["adopt", "deck", { place: 2 }],
    ["put", { place: 3 }],
  ]);
  assert.equal(wait.textContent, "");
});

test("without a code it asks for one and opens what is typed", () => {
  const { body, wait } = follower({ code: undefined });
  assert.deepEqual(sockets, []);
  assert.ok(!wait.querySelector(".problem"), "nothing is wrong yet");
  const input = wait.querySelector("input");
  assert.equal(body.activeElement, input);
  input.value = " xy34 ";
  const event = cause(wait.querySelector("form"), "submit");
  assert.ok(event.defaultPrevented, "the page is not loaded anew");
  assert.match(last().address, /code=XY34&/);
});

test("a refused code is not tried again: it is asked for, with the reason", () => {
  for (const [code, words] of [
    [4404, TEXTS.unknown],
    [4410, TEXTS.unknown],
    [4429, TEXTS.limited],
  ]) {
    const { wait, screen } = follower();
    hear({ deck: "deck", show: {} });
    loseLine(code);
    assert.equal(wait.querySelector(".problem").textContent, words);
    assert.equal(screen.deck, null, "what was shown is over");
    mock.timers.tick(PATIENCE);
    assert.equal(sockets.length, 1);
  }
});

test("a line that breaks is said beside what is shown, and tried again with growing pauses", () => {
  const { say } = follower();
  hear({ deck: "deck", show: {} });
  loseLine();
  assert.equal(say.textContent, TEXTS.lost);
  mock.timers.tick(249);
  assert.equal(sockets.length, 1);
  mock.timers.tick(1);
  assert.equal(sockets.length, 2);
  assert.equal(say.textContent, TEXTS.lost, "trying again is no word of its own");
  loseLine();
  mock.timers.tick(499);
  assert.equal(sockets.length, 2);
  mock.timers.tick(1);
  assert.equal(sockets.length, 3);
  hear({ show: {} });
  assert.equal(say.textContent, "");
  loseLine();
  mock.timers.tick(250);
  assert.equal(sockets.length, 4, "after an answer the pauses begin anew");
});

// Loses the line until trying again has ended.
function loseForGood() {
  loseLine();
  for (let waited = 0; waited < PATIENCE; waited += 250) {
    const before = sockets.length;
    mock.timers.tick(250);
    if (sockets.length > before) loseLine();
  }
}

test("trying again ends after two minutes and says so, with a way to begin anew", () => {
  for (const deck of [null, "deck"]) {
    const { say, wait } = follower();
    if (deck) hear({ deck, show: {} });
    loseForGood();
    assert.equal(sockets.length, 35);
    const place = deck ? say : wait;
    assert.equal(place.textContent, `${TEXTS.gone}${TEXTS.again}`);
    cause(place.querySelector("button"), "click");
    assert.equal(sockets.length, 36);
    loseLine();
    mock.timers.tick(250);
    assert.equal(sockets.length, 37, "with all its pauses");
    mock.timers.reset();
    mock.timers.enable({ apis: ["setTimeout"] });
  }
});

test("after the end the network's return or a look at the screen begins anew, once and only where somebody looks", () => {
  follower();
  cause(globalThis.window, "online");
  assert.equal(sockets.length, 1, "nothing is lost");
  loseForGood();
  document.hidden = true;
  cause(document, "visibilitychange");
  assert.equal(sockets.length, 35, "a tab in the background does not try");
  document.hidden = false;
  cause(document, "visibilitychange");
  assert.equal(sockets.length, 36);
  cause(globalThis.window, "online");
  assert.equal(sockets.length, 36, "it is being tried already");
});

test("what an earlier line says of its end is no news", () => {
  const { it, wait } = follower();
  const earlier = last();
  it.follow("next");
  assert.ok(earlier.closed);
  cause(earlier, "close", { code: 4404 });
  assert.ok(!wait.querySelector(".problem"));
  mock.timers.tick(PATIENCE);
  assert.equal(sockets.length, 2);
});

test("its one key is the full screen, while the screen has the focus", () => {
  const { it, box, body } = follower();
  const asked = [];
  document.documentElement = { requestFullscreen: async () => asked.push("in") };
  document.exitFullscreen = () => asked.push("out");
  const press = (key, target) => it.key({ key, composedPath: () => [target] });
  press("f", body);
  press("h", box);
  assert.deepEqual(asked, []);
  press("f", box);
  assert.deepEqual(asked, ["in"]);
  document.fullscreenElement = box;
  press("f", box);
  assert.deepEqual(asked, ["in", "out"]);
  document.documentElement = {};
  document.fullscreenElement = null;
  press("f", box);
});

test("a follower that is gone listens no longer and does not come back", () => {
  const { it } = follower();
  hear({ deck: "deck", show: {} });
  it.end();
  assert.ok(last().closed);
  loseLine();
  mock.timers.tick(PATIENCE);
  assert.equal(sockets.length, 1);
  const { it: other } = follower();
  loseForGood();
  other.end();
  cause(globalThis.window, "online");
  cause(document, "visibilitychange");
  assert.equal(sockets.length, 35);
});

test("a screen taken off the page does not try again", () => {
  const { box } = follower();
  box.remove();
  loseLine();
  mock.timers.tick(PATIENCE);
  assert.equal(sockets.length, 1);
});
