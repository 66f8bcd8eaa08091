import assert from "node:assert/strict";
import { test } from "node:test";
import {
  after,
  answers,
  begin,
  holding,
  pending,
  RESENDS,
  replaying,
  isSettled,
} from "../../pages/scripts/stage/phase.js";

// Plays events one after the other; returns the last state and everything that was to be done.
function play(...events) {
  let state = begin();
  const done = [];
  for (const event of events) {
    const step = after(state, event);
    state = step.state;
    done.push(...step.todo);
  }
  return { state, done };
}

const move = (known = true) => ({ is: "move", known });
const release = (levers, same = false) => ({ is: "release", levers, same });
const act = (name, value = null) => ({ is: "act", name, value });
const answer = (seq) => ({ is: "answer", seq });
const timeout = { is: "timeout" };
const change = (seq, levers) => ({ do: "change", seq, levers });

test("a drag follows the finger, is sent on release and is over when it is answered", () => {
  const during = play(move(false), move(true));
  assert.deepEqual([during.state.hand, during.done], ["follow", []]);
  assert.ok(holding(during.state) && pending(during.state) && !isSettled(during.state));
  assert.equal(play(move(false)).state.hand, "behind");
  const { state, done } = play(move(), release({ a: 1 }), answer(1));
  assert.deepEqual(done, [change(1, { a: 1 })]);
  assert.ok(isSettled(state) && !pending(state));
});

test("a finger that comes back to where it began sends nothing", () => {
  const { state, done } = play(move(), release({ a: 1 }, true));
  assert.deepEqual([done, state.hand], [[{ do: "return" }], "rest"]);
});

test("back where it began while another move is on its way is a move all the same", () => {
  const { done } = play(release({ a: 2 }), move(), release({ a: 1 }, true), answer(1));
  assert.deepEqual(done, [change(1, { a: 2 }), change(2, { a: 1 })]);
});

test("one message is in flight: later levers go out together, then actions in order", () => {
  const { done } = play(release({ a: 1 }), act("undo"), release({ a: 2 }), release({ b: 3 }), act("save"), answer(1));
  assert.deepEqual(done, [change(1, { a: 1 }), change(2, { a: 2, b: 3 })]);
  const more = play(release({ a: 1 }), act("undo"), act("save"), answer(1), answer(2), answer(3));
  assert.deepEqual(more.done.slice(1), [
    { do: "action", seq: 2, name: "undo", value: null },
    { do: "action", seq: 3, name: "save", value: null },
  ]);
  assert.ok(isSettled(more.state));
});

test("an answer to an earlier message, or to none, frees nothing", () => {
  assert.equal(play(release({ a: 1 }), answer(0)).state.line, "sent");
  assert.equal(play(answer(7), release({ a: 1 }), answer(7)).state.line, "sent");
  assert.deepEqual(play(answer(7), release({ a: 1 })).done, [change(8, { a: 1 })], "numbers go on from Python's");
});

test("buttons do nothing under the finger", () => {
  assert.deepEqual(play(move(), act("undo")).done, []);
});

test("an unanswered change is sent again with its number, then given up and said so", () => {
  const tries = Array.from({ length: RESENDS + 1 }, () => timeout);
  const { state, done } = play(release({ a: 1 }), ...tries);
  assert.deepEqual(done, [...Array.from({ length: RESENDS + 1 }, () => change(1, { a: 1 })), { do: "lost" }]);
  assert.equal(state.line, "lost");
  assert.deepEqual(state.next, { a: 1 }, "what was asked is not lost");
  assert.deepEqual(after(state, timeout).todo, [], "the end is an end");
});

test("an unanswered action is never sent twice", () => {
  const { state, done } = play(act("undo"), timeout, timeout);
  assert.deepEqual(
    done.map((one) => one.do),
    ["action", "lost"],
  );
  assert.equal(state.next, null);
});

test("after the end: another try, another move or a late answer bring it back", () => {
  const lost = [release({ a: 1 }), ...Array.from({ length: RESENDS + 1 }, () => timeout)];
  const ends = [{ is: "retry" }, release({ b: 2 }), answer(1)].map((event) => play(...lost, event).done.slice(-2));
  assert.deepEqual(ends[0], [{ do: "found" }, change(2, { a: 1 })]);
  assert.deepEqual(ends[1], [{ do: "found" }, change(2, { a: 1, b: 2 })]);
  assert.deepEqual(ends[2], [{ do: "found" }, change(2, { a: 1 })]);
  assert.deepEqual(play({ is: "retry" }).done, [], "there is nothing to try where nothing is lost");
});

test("with a change on its way the table answers for that lever alone", () => {
  const { state } = play(release({ a: 1 }));
  assert.deepEqual([answers(state, "a"), answers(state, "b")], [true, false]);
  const more = play(release({ a: 1 }), release({ b: 2 })).state;
  assert.deepEqual([answers(more, "a"), answers(more, "b")], [false, false]);
  assert.equal(answers(play(act("undo")).state, "a"), false, "an action may move anything");
  assert.equal(answers(begin(), "a"), true);
});

test("a replay goes to the state before and back; a finger, an answer or nothing else ends it", () => {
  const there = play({ is: "replay" });
  assert.deepEqual([there.state.hand, there.done], ["before", [{ do: "replay" }]]);
  assert.ok(replaying(there.state));
  assert.deepEqual(after(there.state, { is: "replay" }).todo, [], "one at a time");
  assert.equal(play({ is: "replay" }, { is: "return" }, { is: "replayed" }).state.hand, "rest");
  assert.deepEqual(play({ is: "replay" }, move()).done, [{ do: "replay" }, { do: "cut" }]);
  const news = play({ is: "replay" }, answer(0));
  assert.deepEqual([news.state.hand, news.done], ["rest", [{ do: "replay" }, { do: "cut" }]]);
  assert.equal(play(move(), { is: "return" }, { is: "replayed" }).state.hand, "follow", "its end comes too late");
  for (const busy of [move(), release({ a: 1 })])
    assert.deepEqual(play(busy, { is: "replay" }).done.length, busy.is === "move" ? 0 : 1);
});

// Whatever comes in whatever order: never two messages in flight, none sent twice but a change that is tried again, and
// once all is answered, every lever stands where it was put last and every action was sent, in order.
test("laws of the line hold for any order of events", () => {
  let seed = 20260101;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  for (let round = 0; round < 400; round += 1) {
    let state = begin();
    let flying = null;
    const put = {};
    const got = {};
    const wanted = [];
    const sent = [];
    const happen = (event) => {
      const step = after(state, event);
      state = step.state;
      for (const one of step.todo) {
        if (!one.seq) continue;
        assert.ok(!flying || (one.do === "change" && one.seq === flying.seq), "two in flight");
        flying = one;
        if (one.do === "change") Object.assign(got, one.levers);
        else sent.push(one.name);
      }
    };
    for (let n = 0; n < 40; n += 1) {
      const kind = random(6);
      if (kind === 0) happen(move(random(2) === 1));
      else if (kind === 1) {
        const levers = { [`lever${random(3)}`]: n };
        Object.assign(put, levers);
        happen(release(levers));
      } else if (kind === 2 && !holding(state)) {
        wanted.push(`action${n}`);
        happen(act(`action${n}`));
      } else if (kind === 3 && flying) {
        const { seq } = flying;
        flying = null;
        happen(answer(seq));
      } else if (kind === 4) happen({ is: "replay" });
    }
    happen(release({}, true));
    while (flying) {
      const { seq } = flying;
      flying = null;
      happen(answer(seq));
    }
    assert.deepEqual(got, put);
    assert.deepEqual(sent, wanted);
    assert.ok(isSettled(state));
  }
});
