// The chance of the target along every lever from the settled point, asked for when the stage is idle: simulated by
// Python after the point has settled (pages/parts/stage/chances.py). Without it the chance settles on release.

import { Again } from "../shared/again.js";
import { here } from "../shared/dom.js";

const IDLE = 350; // rest after a release before the table is asked for
const BUSY = [...Array(40).fill(900), ...Array(20).fill(3000)]; // pauses while the server makes another one

// Between two simulated points of a lever the line between them; `at` is a place for choices.
export function between({ x, p }, at) {
  const found = x.findIndex((one) => one >= at - 1e-9);
  const right = Math.max(1, found < 0 ? x.length - 1 : found);
  const part = (at - x[right - 1]) / (x[right] - x[right - 1]);
  return p[right - 1] + (p[right] - p[right - 1]) * Math.min(1, Math.max(0, part));
}

export class Chances {
  // hooks: changed(here) when the table has come or is gone
  constructor(hooks) {
    this.hooks = hooks;
    this.key = "";
    this.table = null;
    this.again = new Again();
    this.busy = new Again(BUSY);
  }

  settle({ path, key }) {
    this.stopAsking();
    if (this.table && this.key === key) return;
    this.key = key;
    this.table = null;
    this.timer = setTimeout(() => this.ask(path, key), IDLE);
  }

  async ask(path, key) {
    const again = () => key === this.key && this.ask(path, key);
    this.stop = new AbortController();
    try {
      const answer = await fetch(here(`${path}?key=${key}`), { signal: this.stop.signal });
      if (key !== this.key) return;
      if (answer.status === 202) return this.busy.after(again);
      const found = answer.status === 200 ? await answer.json() : null; // foreign key: the number settles on release
      if (key !== this.key) return;
      this.table = found && found.key === key ? found.levers : null;
      this.hooks.changed(Boolean(this.table));
    } catch (problem) {
      if (problem.name !== "AbortError" && key === this.key) this.again.after(again);
    }
  }

  // null without a table of this point
  at(key, lever, value) {
    if (!this.table || this.key !== key) return null;
    const place = lever.options ? lever.options.findIndex((option) => option.value === value) : value;
    return between(this.table[lever.id], place);
  }

  stopAsking() {
    clearTimeout(this.timer);
    this.again.reset();
    this.busy.reset();
    this.stop?.abort();
  }

  end() {
    this.stopAsking();
    this.key = "";
  }
}
