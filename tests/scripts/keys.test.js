import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { listen } from "../../pages/scripts/stage/keys.js";
import { openPage, press as pressOn } from "./page.js";

let [box, done, stage, deaf] = [];

beforeEach(() => {
  const body = openPage();
  globalThis.localStorage = { getItem: () => null };
  box = make("div");
  body.append(box);
  done = [];
  const note =
    (...words) =>
    () =>
      void done.push(words.join(" "));
  stage = { data: {}, step: (which) => void done.push(which), journal: { nameCurrent: note("name") } };
  for (const name of ["replay", "present", "history", "mode", "help", "close"]) stage[name] = note(name);
  deaf = listen(box, stage);
});

const press = (key, more = {}, inside = box) => pressOn(key, inside, more);

test("each key does what the sheet of shortcuts says, and the browser nothing beside it", () => {
  const ctrl = { ctrlKey: true };
  const events = [
    press("z", ctrl),
    press("Z", { ...ctrl, shiftKey: true }),
    press("y", ctrl),
    press("z", { metaKey: true }),
  ];
  events.push(...["b", "p", "h", "m", "y", "?", "Escape", "B"].map((key) => press(key)));
  const wanted = "undo redo redo undo replay present history name mode help close replay";
  assert.equal(done.join(" "), wanted);
  assert.ok(events.every(({ defaultPrevented }) => defaultPrevented));
});

test("other keys, and those of somebody who types, stay the browser's", () => {
  const field = make("textarea");
  const events = [press("q"), press("b", { altKey: true }), press("b", { ctrlKey: true }), press("b", {}, field)];
  events.push(press("z", { ctrlKey: true }, field));
  assert.deepEqual([done, events.some(({ defaultPrevented }) => defaultPrevented)], [[], false]);
});

test("single letters can be turned off; Ctrl and Escape stay", () => {
  globalThis.localStorage = { getItem: () => "off" };
  for (const key of ["b", "p", "h", "m", "y", "?"]) press(key);
  assert.deepEqual(done, []);
  press("z", { ctrlKey: true });
  press("Escape");
  assert.deepEqual(done, ["undo", "close"]);
});

test("Escape with nothing to close is left to the browser", () => {
  stage.close = () => false;
  assert.ok(!press("Escape").defaultPrevented);
});

test("nothing happens before there is something to show, after the end, or once the stage is gone", () => {
  stage.data = null;
  press("b");
  stage.data = {};
  deaf();
  press("b");
  assert.deepEqual(done, []);
  listen(box, stage);
  box.remove();
  press("b");
  document.body.append(box);
  press("b");
  assert.deepEqual(done, [], "a stage that has left hears nothing when its box is used again");
});
