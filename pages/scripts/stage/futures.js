// What follows the exact numbers of a move: the chance of the target, the fan and axes that hold it, simulated by Python
// after it has answered (pages/parts/stage/futures.py). Until they are here the last ones stand, marked as settling.

import { Again } from "../shared/again.js";
import { here } from "../shared/dom.js";

const isChance = ({ id }) => id === "chance";

function withFutures(data, { chance, futures, bands, axes }) {
  const { trajectory } = data.charts;
  const withBand = ([name, view]) => [name, { ...view, data: { ...view.data, band: bands[name] } }];
  const views = Object.fromEntries(Object.entries(trajectory.views).map(withBand));
  return {
    ...data,
    headline: data.headline.map((item) => (isChance(item) ? chance : item)),
    sentence: { ...data.sentence, futures },
    charts: { ...data.charts, axes, trajectory: { ...trajectory, views } },
  };
}

// A payload that came without its futures, with those of the point before in their places; `followed` is the chance as
// it stood under the finger, if it followed it.
export function carry(data, before, followed = null) {
  const value = followed ?? before.headline.find(isChance).value;
  const chance = { ...data.headline.find(isChance), value, stale: true };
  const bandOf = ([name, view]) => [name, view.data.band];
  const bands = Object.fromEntries(Object.entries(before.charts.trajectory.views).map(bandOf));
  return { ...withFutures(data, { chance, futures: "", bands, axes: before.charts.axes }), stale: true };
}

// The same payload once its futures are here.
export function complete(data, found) {
  const steps = data.journal.steps.map((row) => (row.here ? { ...row, ...found.step } : row));
  return {
    ...withFutures(data, found),
    stale: false,
    before: found.before ?? data.before,
    journal: { ...data.journal, steps },
  };
}

export class Futures {
  // hooks: arrived(found); unknown() when the server has dropped the point; lost() when trying again has ended
  constructor(hooks) {
    this.hooks = hooks;
    this.key = "";
    this.again = new Again(undefined, () => hooks.lost());
  }

  // Nothing is asked for a point whose futures came with it.
  settle(wanted) {
    this.end();
    if (!wanted) return;
    this.key = wanted.key;
    this.wanted = wanted;
    this.ask();
  }

  retry() {
    this.again.reset();
    this.ask();
  }

  async ask() {
    const { path, key } = this.wanted;
    if (key !== this.key) return;
    this.stop = new AbortController();
    try {
      const answer = await fetch(here(`${path}?key=${key}`), { signal: this.stop.signal });
      if (key !== this.key || answer.status === 204) return; // left for another point, whose payload is on its way
      if (answer.status === 404) return void this.hooks.unknown();
      if (!answer.ok) throw new Error(`futures: ${answer.status}`);
      const found = await answer.json();
      if (key !== this.key || found.key !== key) return;
      this.key = "";
      this.again.reset();
      this.hooks.arrived(found);
    } catch (problem) {
      if (problem.name !== "AbortError" && key === this.key) this.again.after(() => this.ask());
    }
  }

  end() {
    this.stop?.abort();
    this.again.reset();
    this.key = "";
  }
}
