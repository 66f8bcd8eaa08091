import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { Status } from "../../pages/scripts/stage/status.js";
import { connect } from "../../pages/scripts/stage/wires.js";
import { cause, openPage } from "./page.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage();
});

// As much of a stage as its wires need; `sent` is what goes to Python, `tried` what is tried again.
function stage() {
  const [sent, tried] = [[], []];
  const it = {
    box: make("div"),
    status: new Status(),
    handed: { texts: { lost: "Lost.", again: "Again" }, table: { key: "k" } },
    data: { texts: { tableLost: "No table.", chartsLost: "No charts." } },
    rail: { onScreen: () => ["reps"] },
    component: {
      setStateValue: (_, value) => sent.push(value),
      setTriggerValue: (_, value) => sent.push(value),
    },
    act: (name) => sent.push(name),
    gather: () => tried.push("frame"),
    drawCharts: () => tried.push("charts"),
    get phase() {
      return it.exchange.state;
    },
  };
  connect(it);
  it.response.retry = (ids) => tried.push(`table ${ids}`);
  it.futures.retry = () => tried.push("futures");
  const told = () => (it.status.lost.hidden ? "" : it.status.lost.textContent);
  const again = () => cause(it.status.lost.querySelector("button"), "click");
  return { it, sent, tried, told, again };
}

test("whatever stays away says so in its own words, and one button tries all of it again", () => {
  const { it, tried, told, again } = stage();
  it.response.hooks.lost();
  assert.equal(told(), "No table.Again");
  it.chartsLost();
  assert.equal(told(), "No charts.Again");
  it.futures.hooks.lost();
  it.again.given();
  assert.equal(told(), "Lost.Again");
  again();
  assert.deepEqual([tried, told()], [["table reps", "charts", "futures", "frame"], ""]);
});

test("a change without an answer is sent again, then told, and sent once more when somebody asks", () => {
  const { it, sent, told, again } = stage();
  it.exchange.happen({ is: "release", levers: { reps: 310 }, same: false });
  assert.ok(it.box.classList.contains("pending"));
  mock.timers.tick(8000);
  mock.timers.tick(8000);
  assert.deepEqual([sent.length, told()], [3, ""]);
  mock.timers.tick(8000);
  assert.equal(told(), "Lost.Again");
  again();
  assert.deepEqual([sent.length, sent.at(-1).levers, told()], [4, { reps: 310 }, ""]);
  it.exchange.happen({ is: "answer", seq: sent.at(-1).seq });
  assert.ok(!it.box.classList.contains("pending"));
});

test("a point that the server has dropped is offered again, but not under the finger", () => {
  const { it, sent } = stage();
  it.response.hooks.unknown("another");
  assert.deepEqual(sent, []);
  it.response.hooks.unknown("k");
  assert.deepEqual(sent, ["offer"]);
  it.exchange.happen({ is: "move", known: true });
  it.futures.hooks.unknown();
  mock.timers.tick(900);
  assert.deepEqual(sent, ["offer"]);
  it.exchange.state = { ...it.phase, hand: "rest" };
  mock.timers.tick(900);
  assert.deepEqual(sent, ["offer", "offer"]);
});
