// Follower screens see the drag too: the outcomes under the finger, one message in flight, the latest wins
// (pages/parts/present/wire.py).

import { here } from "../shared/dom.js";
import { pack } from "../shared/numbers.js";

const PAUSE = 50; // milliseconds between two messages

export class Broadcast {
  // Without a vector followers go back to the settled state; `look` is the rest of what they are shown.
  async send(live, vector, look = { place: 0 }) {
    if (!live) return;
    const { vector: _, ...rest } = look;
    this.next = { ...rest, ...(vector ? { vector: pack(vector) } : {}) };
    if (this.busy) return;
    this.busy = true;
    while (this.next) {
      const show = this.next;
      this.next = null;
      await Promise.all([post(live, show), new Promise((done) => setTimeout(done, PAUSE))]);
    }
    this.busy = false;
  }

  // A change on its way to the server brings followers the settled state by itself.
  drop() {
    this.next = null;
  }
}

// A message that gets lost is made good by the next one.
export function post({ path, key }, show) {
  return fetch(here(path), { method: "POST", body: JSON.stringify({ key, show }) }).catch(() => null);
}
