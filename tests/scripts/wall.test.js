import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { cause, openPage, openRoom, texts as textsOf, turns } from "./page.js";

const WORDS = "again close ended lost next reopen retry reveal scan unknown unsent";
const TEXTS = Object.fromEntries(WORDS.split(" ").map((name) => [name, `<${name}>`]));
const ROUND = {
  number: 1,
  turn: 1,
  title: "Which?",
  kind: "vote",
  fields: { options: ["A", "B"] },
  teams: [],
  count: "1 of 2",
};
const ROOM = { title: "Workshop", joined: "2 are here", ended: false, round: null };
const JOIN = { qr: null, address: "lab/room", code: "AB12CD" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

let pages = 0;

// The wall of room 7, led with the key "k"; `replies` is what the server answers to its buttons.
async function wall(replies = []) {
  const body = openPage();
  document.baseURI = "http://here/room-wall?lang=en#7.k";
  body.dataset.page = JSON.stringify({ language: "en", texts: TEXTS });
  const main = make("main");
  body.append(main);
  for (const name of ["querySelector", "querySelectorAll"]) document[name] = (selector) => body[name](selector);
  const seen = { sockets: [], posted: [] };
  globalThis.location = { hash: "#7.k" };
  openRoom(replies, seen);
  pages += 1;
  await import(`../../pages/scripts/workshop/wall.js?page=${pages}`);
  return {
    body,
    main,
    ...seen,
    say: () => body.querySelector(".say").textContent,
    show: (round, more = {}) =>
      cause(seen.sockets.at(-1), "message", {
        data: JSON.stringify({
          room: { ...ROOM, ...more, round: round && { expected: 2, answered: 1, ...ROUND, ...round } },
          join: JOIN,
        }),
      }),
    steps: () => body.querySelectorAll("footer button").map((button) => button.dataset.step),
    press: async (step) => {
      cause(body.querySelector(`footer [data-step=${step}]`), "click");
      await turns();
    },
  };
}

test("it says whose room it leads, and invites until there is a question", async () => {
  const { sockets, show, main, body, steps } = await wall();
  cause(sockets[0], "open");
  assert.deepEqual(sockets[0].said, { room: "7", lead: "k", lang: "en" });
  show(null);
  assert.equal(main.querySelector(".code").textContent, "AB12CD");
  assert.deepEqual([body.dataset.phase, steps()], ["waiting", []]);
  show({ phase: "open" }, { ended: true });
  assert.equal(main.querySelector(".count").textContent, "<ended>");
  assert.deepEqual([body.dataset.phase, steps()], ["waiting", []], "an ended room has nothing to lead");
});

test("each phase offers its own steps, the next one only where there is another turn", async () => {
  const { show, steps, main } = await wall();
  show({ phase: "open" });
  assert.deepEqual(steps(), ["close", "reveal"]);
  assert.deepEqual(textsOf(main.querySelector(".choices").children), ["A", "B"]);
  assert.deepEqual(
    main.querySelectorAll(".seats i").map(({ dataset }) => dataset.answered),
    [true, false],
  );
  show({ phase: "closed" });
  assert.deepEqual(steps(), ["reopen", "reveal"]);
  const result = { kind: "vote", title: "A leads", subtitle: "", bars: [] };
  show({ phase: "revealed", result });
  assert.deepEqual(steps(), ["reopen"]);
  show({ phase: "revealed", result, again: true });
  assert.deepEqual(steps(), ["reopen", "next"]);
  assert.equal(main.querySelector(".message").textContent, "A leads");
});

test("a step asks the server for what it is called there", async () => {
  const done = { status: 204 };
  const { show, press, posted, say } = await wall([done, done]);
  show({ phase: "revealed", again: true });
  await press("next");
  await press("reopen");
  assert.deepEqual(posted, [
    ["http://here/room-lead", { room: "7", lead: "k", do: "again", lang: "en" }],
    ["http://here/room-lead", { room: "7", lead: "k", do: "reopen", lang: "en" }],
  ]);
  assert.equal(say(), "");
});

test("a step that got lost or was refused says so, until one is done", async () => {
  const { show, press, say } = await wall([null, { status: 400, content: { error: "Not now." } }, { status: 204 }]);
  show({ phase: "open" });
  for (const said of ["<unsent>", "Not now.", ""]) {
    await press("close");
    assert.equal(say(), said);
  }
});

test("a lost line is tried again, and its end offers another try", async () => {
  const { sockets, say, body } = await wall();
  for (let at = 0; !body.querySelector(".say button"); at += 1) {
    assert.ok(at < 100, "it has an end");
    cause(sockets.at(-1), "close", { code: 1006 });
    if (body.querySelector(".say button")) break;
    assert.equal(say(), "<lost>");
    mock.timers.tick(4000);
  }
  assert.equal(say(), "<again> <retry>");
  const tried = sockets.length;
  cause(body.querySelector(".say button"), "click");
  assert.equal(sockets.length, tried + 1);
});

test("a room that is not there is said in the middle", async () => {
  const { sockets, main } = await wall();
  cause(sockets[0], "close", { code: 4404 });
  assert.equal(main.textContent, "<unknown>");
  assert.equal(sockets.length, 1, "nothing is tried again");
});
