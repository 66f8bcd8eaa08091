// What the stage is doing: one state, changed by events alone. `after` returns the next state and what is to be done.
//
//   hand    rest     the numbers are those of the settled point
//           follow   a finger moves a lever, the numbers are looked up under it
//           behind   a finger moves a lever whose answers have not come yet
//           before   a replay shows the state before the last change
//           back     a replay comes back to the state after it
//   line    free     Python has answered everything
//           sent     one message is on its way: its number is `seq`, its levers (of a change) are `asked`
//           lost     no answer came, and trying again has ended; what was asked waits in `next`
//   next    levers that go out together as soon as the line is free
//   later   actions that go out after them, one by one
//
// To do: {do: "change", seq, levers} and {do: "action", seq, name, value} send a message; {do: "return"} shows the
// settled point again; {do: "replay"} and {do: "cut"} begin and end a replay; {do: "lost"} and {do: "found"} say that
// answers stay away, and that they are back.

export const ANSWER_TIMEOUT = 8000; // milliseconds until a message counts as unanswered
export const RESENDS = 2; // of a change; an action is never sent twice, it might be done twice

export function begin() {
  return { hand: "rest", line: "free", seq: 0, asked: null, next: null, later: [], resent: 0 };
}

// -- what a state means ------------------------------------------------------------------------------------------------
export const holding = ({ hand }) => hand === "follow" || hand === "behind";
export const replaying = ({ hand }) => hand === "before" || hand === "back";

// Something is on its way, or going to be.
export const pending = (state) => holding(state) || state.line === "sent" || Boolean(state.next);

// The settled point on screen is the last that was asked for.
export const isSettled = (state) => !holding(state) && state.line === "free" && !state.next;

// The response table answers for the settled point: with a change on its way, for that same lever alone.
export function answers({ line, asked, next }, id) {
  const others = (levers) => !levers || Object.keys(levers).some((one) => one !== id);
  return !(line === "sent" && others(asked)) && !(next && others(next));
}

// -- what happens ------------------------------------------------------------------------------------------------------
const EVENTS = {
  // A finger moves a lever; `known`: its answers are here.
  move(state, { known }) {
    const todo = replaying(state) ? [{ do: "cut" }] : [];
    return { state: { ...state, hand: known ? "follow" : "behind" }, todo };
  },

  // A finger lets go, or a value is typed; `same`: everything stands where it stood.
  release(state, { levers, same }) {
    const rest = { ...state, hand: "rest" };
    const todo = replaying(state) ? [{ do: "cut" }] : [];
    if (same && state.line === "free" && !state.next) return { state: rest, todo: [...todo, { do: "return" }] };
    return send({ ...rest, next: inTurn(state.next, levers) }, todo);
  },

  // A button; ignored under the finger.
  act(state, { name, value = null }) {
    if (holding(state)) return { state, todo: [] };
    return send({ ...state, later: [...state.later, { name, value }] });
  },

  // Python has dealt with everything up to `seq`; news end a replay.
  answer(state, { seq }) {
    if (!replaying(state)) return news(state, seq);
    const { state: next, todo } = news({ ...state, hand: "rest" }, seq);
    return { state: next, todo: [{ do: "cut" }, ...todo] };
  },

  // No answer came in time.
  timeout(state) {
    if (state.line !== "sent") return { state, todo: [] };
    if (state.asked && state.resent < RESENDS) {
      const again = { do: "change", seq: state.seq, levers: state.asked };
      return { state: { ...state, resent: state.resent + 1 }, todo: [again] };
    }
    const next = state.asked || state.next ? inTurn(state.asked, state.next || {}) : null;
    return { state: { ...state, line: "lost", asked: null, next, resent: 0 }, todo: [{ do: "lost" }] };
  },

  // Somebody asks for another try.
  retry(state) {
    return state.line === "lost" ? send({ ...state, line: "free" }, [{ do: "found" }]) : { state, todo: [] };
  },

  replay(state) {
    if (state.hand !== "rest" || state.line !== "free") return { state, todo: [] };
    return { state: { ...state, hand: "before" }, todo: [{ do: "replay" }] };
  },

  return(state) {
    return { state: state.hand === "before" ? { ...state, hand: "back" } : state, todo: [] };
  },

  replayed(state) {
    return { state: state.hand === "back" ? { ...state, hand: "rest" } : state, todo: [] };
  },
};

// Levers are moved in the order of their last moves: a family's handle carries what its members were at before.
function inTurn(before, levers) {
  const rest = Object.entries(before || {}).filter(([id]) => !(id in levers));
  return { ...Object.fromEntries(rest), ...levers };
}

export function after(state, event) {
  return EVENTS[event.is](state, event);
}

function news(state, seq) {
  const known = { ...state, seq: Math.max(state.seq, seq) };
  if (state.line === "free") return send(known);
  if (seq < state.seq) return { state, todo: [] };
  const found = state.line === "lost" ? [{ do: "found" }] : [];
  return send({ ...known, line: "free", asked: null, resent: 0 }, found);
}

// Sends what waits, one message at a time: levers first, then actions in order. A lost line is tried again.
function send(state, todo = []) {
  if (state.line === "sent" || (!state.next && !state.later.length)) return { state, todo };
  const found = state.line === "lost" ? [{ do: "found" }] : [];
  const seq = state.seq + 1;
  if (state.next) {
    const out = { do: "change", seq, levers: state.next };
    return { state: { ...state, line: "sent", seq, asked: state.next, next: null }, todo: [...todo, ...found, out] };
  }
  const [{ name, value }, ...later] = state.later;
  const out = { do: "action", seq, name, value };
  return { state: { ...state, line: "sent", seq, asked: null, later }, todo: [...todo, ...found, out] };
}
