import assert from "node:assert/strict";
import { test } from "node:test";

import { mount, mountedAt } from "../../pages/scripts/shared/mount.js";

const later = () => new Promise((done) => setTimeout(done));

// A place, and what has happened there: how many objects were made, what they received, how many have ended.
function scene() {
  const seen = { made: 0, received: [], ended: 0, emptied: 0 };
  const place = { querySelector: () => null, replaceChildren: () => (seen.emptied += 1) };
  const make = () => {
    seen.made += 1;
    return { receive: (data) => seen.received.push(data), end: () => (seen.ended += 1) };
  };
  return { seen, place, show: (data) => mount({ parentElement: place, data }, make) };
}

test("new data reaches the object that is there", () => {
  const { seen, show } = scene();
  show(1);
  show(2);
  assert.deepEqual(seen, { made: 1, received: [1, 2], ended: 0, emptied: 0 });
});

test("what is taken away ends and leaves its place empty", async () => {
  const { seen, place, show } = scene();
  show(1)();
  await later();
  assert.deepEqual(seen, { made: 1, received: [1], ended: 1, emptied: 1 });
  assert.equal(mountedAt(place), undefined);
});

test("what is taken away and put back at once stays, and is not made twice", async () => {
  const { seen, place, show } = scene();
  const away = show(1);
  away();
  show(2);
  await later();
  assert.deepEqual(seen, { made: 1, received: [1, 2], ended: 0, emptied: 0 });
  assert.ok(mountedAt(place));
});
