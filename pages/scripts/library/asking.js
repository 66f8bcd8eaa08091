// How the list asks: rows straight from a route while somebody types or filters, one question on its way at a time; the
// session when they pause, which brings the address up to date; actions one after the other.

import { here } from "../shared/dom.js";

const ANSWER_TIMEOUT = 8000; // milliseconds until an action counts as unanswered
const PAUSE = 500; // between the last letter and the session
const POLL = 60; // while an action is in flight

export class Asking {
  // hooks: rows() when rows of the route have come, busy(on) while an action is in flight
  constructor(hooks) {
    this.hooks = hooks;
    this.seq = 0;
    this.waiting = 0; // number of the action in flight
    this.later = null; // the action that came meanwhile
    this.wanted = null; // changes of the view that the session has not heard of
    this.local = null; // what the route has answered to them
  }

  // What the session hands over; what the visitor has asked for meanwhile is newer than what this answers.
  receive(data, { setTriggerValue }) {
    this.send = (action) => setTriggerValue("action", action);
    this.data = this.wanted && this.data ? { ...data, ...this.local } : data;
    if (this.waiting && data.seq >= this.waiting) this.free();
  }

  next() {
    const { later } = this;
    this.later = null;
    if (later) this.act(...later);
  }

  look(changes) {
    const first = "page" in changes ? {} : { page: "" };
    this.wanted = { ...this.wanted, ...first, ...changes };
    this.asked = true;
    this.ask();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), "text" in changes ? PAUSE : 0);
  }

  async ask() {
    if (this.asking) return;
    this.asking = true;
    while (this.asked) {
      this.asked = false;
      try {
        const answer = await fetch(this.address());
        if (!answer.ok || this.asked) continue;
        this.local = await answer.json();
        this.data = { ...this.data, ...this.local };
        this.hooks.rows();
      } catch {
        // the session answers as well, a little later
      }
    }
    this.asking = false;
  }

  address() {
    const { path, language, zone, open } = this.data.wire;
    const asked = { lang: language, zone, open, ...this.data.view, ...this.wanted };
    const address = here(path);
    for (const [name, value] of Object.entries(asked)) if (value) address.searchParams.set(name, value);
    return address;
  }

  settle() {
    clearTimeout(this.pause);
    if (!this.wanted) return;
    if (this.waiting) this.pause = setTimeout(() => this.settle(), POLL);
    else this.act("view", this.takeWanted());
  }

  takeWanted() {
    const { wanted } = this;
    this.wanted = null;
    clearTimeout(this.pause);
    return wanted;
  }

  act(name, value) {
    if (this.waiting) return void (this.later = [name, value]);
    const view = name === "view" ? null : this.takeWanted(); // a button is about what is seen
    this.seq = Math.max(this.seq, this.data.seq) + 1;
    this.waiting = this.seq;
    this.timer = setTimeout(() => this.free(), ANSWER_TIMEOUT);
    this.hooks.busy(true);
    this.send({ seq: this.seq, name, value, view });
  }

  free() {
    this.waiting = 0;
    clearTimeout(this.timer);
    this.hooks.busy(false);
  }

  end() {
    clearTimeout(this.timer);
    clearTimeout(this.pause);
  }
}
