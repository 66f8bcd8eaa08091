// How the list asks: rows straight from a route while somebody types or filters, one question on its way at a time; the
// session when they pause, which brings the address up to date; actions one after the other.

import { here } from "../shared/dom.js";

const ANSWER_TIMEOUT = 8000; // milliseconds until an action counts as unanswered
const PAUSE = 500; // between the last letter and the session
const POLL = 60; // while an action is in flight

export class Asking {
  // hooks: rows() when rows of the route have come, busy(on) while an action is in flight, lost(on) while the last one
  // has had no answer in time
  constructor(hooks) {
    this.hooks = hooks;
    this.seq = 0; // number of the last action
    this.waiting = false; // for its answer
    this.lost = false; // it has had none in time
    this.later = null; // the action that came meanwhile
    this.wanted = null; // changes of the view that have not been sent
    this.unheard = null; // those that were sent and have had no answer
    this.local = null; // what the route has answered to them
  }

  // What the session hands over; what the visitor has asked for meanwhile is newer than what this answers.
  receive(data, { setTriggerValue }) {
    this.send = (action) => setTriggerValue("action", action);
    if (data.seq >= this.seq) this.settleLast();
    this.data = this.wanted || this.unheard ? { ...data, ...this.local } : data;
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
    if (this.waiting) this.pause = setTimeout(() => this.settle(), POLL);
    else this.act("view", this.takeWanted());
  }

  takeWanted() {
    const changes = this.wanted || this.unheard ? { ...this.unheard, ...this.wanted } : null;
    this.wanted = null;
    this.unheard = changes;
    clearTimeout(this.pause);
    return changes;
  }

  act(name, value) {
    if (this.waiting) return void (this.later = [name, value]);
    const view = name === "view" ? null : this.takeWanted(); // a button is about what is seen
    this.seq = Math.max(this.seq, this.data.seq) + 1;
    this.tell(false);
    this.wait(true);
    this.timer = setTimeout(() => this.giveUp(), ANSWER_TIMEOUT);
    this.send({ seq: this.seq, name, value, view });
  }

  // The session has dealt with everything that was sent.
  settleLast() {
    this.unheard = null;
    this.wait(false);
    this.tell(false);
  }

  // No answer came in time. Nothing is sent again by itself, it might be done twice; nor does what was pressed meanwhile
  // happen at some later time, when nobody thinks of it any more.
  giveUp() {
    this.later = null;
    this.wait(false);
    this.tell(true);
  }

  wait(on) {
    this.waiting = on;
    clearTimeout(this.timer);
    this.hooks.busy(on);
  }

  tell(lost) {
    if (lost !== this.lost) this.hooks.lost(lost);
    this.lost = lost;
  }

  end() {
    clearTimeout(this.timer);
    clearTimeout(this.pause);
  }
}
