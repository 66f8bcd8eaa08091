import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Status } from "../../pages/scripts/stage/status.js";
import { cause, openPage } from "./page.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage();
});

test("what is said stands for a moment, the last words longest", () => {
  const status = new Status();
  status.say("one");
  mock.timers.tick(5000);
  status.say("two");
  mock.timers.tick(5999);
  assert.equal(status.box.textContent, "two");
  mock.timers.tick(1);
  assert.equal(status.box.textContent, "");
});

test("what was lost stands until it is found, or tried again", () => {
  const status = new Status();
  const tried = [];
  status.keep("table", "No numbers.", "Again", () => tried.push("table"));
  assert.deepEqual([status.lost.hidden, status.lost.textContent], [false, "No numbers.Again"]);
  status.clear("answer");
  assert.equal(status.lost.hidden, false, "the end of another does not take this one away");
  cause(status.lost.querySelector("button"), "click");
  assert.deepEqual([tried, status.lost.hidden, status.lost.textContent], [["table"], true, ""]);
  status.keep("table", "No numbers.", "Again", () => null);
  status.clear("table");
  assert.deepEqual([status.lost.hidden, status.lost.textContent], [true, ""]);
});

test("of several that are lost at once the last is told, and one button tries each again", () => {
  const status = new Status();
  const tried = [];
  const lose = (why) => status.keep(why, `${why}!`, "Again", () => tried.push(why));
  for (const why of ["table", "futures", "answer", "table"]) lose(why);
  assert.equal(status.lost.textContent, "table!Again");
  status.clear("table");
  assert.equal(status.lost.textContent, "answer!Again");
  cause(status.lost.querySelector("button"), "click");
  assert.deepEqual([tried, status.lost.hidden], [["futures", "answer"], true]);
});

test("what is lost once more while it is tried again is told once more", () => {
  const status = new Status();
  const lose = () => status.keep("answer", "Gone.", "Again", lose);
  lose();
  cause(status.lost.querySelector("button"), "click");
  assert.deepEqual([status.lost.hidden, status.lost.textContent], [false, "Gone.Again"]);
});
