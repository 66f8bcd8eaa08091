import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Again } from "../../pages/scripts/shared/again.js";

test("trying again has an end, says so once, and begins anew after a success", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let tries = 0;
  let over = 0;
  const again = new Again([10, 20], () => (over += 1));
  const fail = () => {
    tries += 1;
    again.after(fail);
  };
  again.after(fail);
  mock.timers.tick(9);
  assert.equal(tries, 0);
  mock.timers.tick(1);
  assert.equal(tries, 1);
  mock.timers.tick(20);
  assert.deepEqual([tries, over], [2, 1]);
  mock.timers.tick(100_000);
  assert.deepEqual([tries, over], [2, 1]);
  again.reset();
  again.after(fail);
  mock.timers.tick(10);
  assert.equal(tries, 3);
  again.reset();
  mock.timers.tick(100_000);
  assert.equal(tries, 3, "a success ends the waiting");
  mock.timers.reset();
});
