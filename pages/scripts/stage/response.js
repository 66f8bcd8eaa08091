// The response table of the settled point, a row a lever: what the model answers at every position of its slider.
// Fetched for the levers on screen when a point has settled; what belongs to another key is never shown.

import { Again } from "../shared/again.js";
import { here } from "../shared/dom.js";

// The body of /response, see pages/parts/stage/response_route.py.
export function readResponse(buffer) {
  const size = new DataView(buffer).getUint32(0, true);
  const { key, levers } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  let at = 4 + size;
  const floats = (count) => {
    const part = new Float64Array(buffer, at, count);
    at += part.byteLength;
    return part;
  };
  const rows = levers.map(({ id, count, family }) => ({
    id,
    count,
    positions: floats(count),
    partners: family ? floats(family * count) : null,
  }));
  const outcomes = new Float32Array(buffer, at);
  const width = outcomes.length / rows.reduce((sum, { count }) => sum + count, 0);
  let start = 0;
  for (const row of rows) {
    const from = start * width;
    row.outcomes = (place) => outcomes.subarray(from + place * width, from + (place + 1) * width);
    start += row.count;
  }
  return { key, rows };
}

// Nearest position of a value in a row; of two equally near the lower one.
export function nearest({ positions, count }, value) {
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (positions[middle] <= value) low = middle;
    else high = middle;
  }
  return value - positions[low] <= positions[high] - value ? low : high;
}

export class Response {
  // hooks: arrived(); unknown() once a point, when the server has dropped it; lost() when trying again has ended
  constructor(hooks) {
    this.hooks = hooks;
    this.key = "";
    this.known = new Map();
    this.asked = new Set();
    this.again = new Again(undefined, () => hooks.lost());
  }

  settle({ path, key }, ids) {
    if (key !== this.key) {
      this.end();
      this.key = key;
      this.path = path;
      this.stop = new AbortController();
    }
    this.ask(ids);
  }

  get(id) {
    return this.known.get(id) || null;
  }

  // Somebody asks for another try.
  retry(ids) {
    this.again.reset();
    this.asked.clear();
    this.ask(ids);
  }

  async ask(ids) {
    const missing = ids.filter((id) => !this.known.has(id) && !this.asked.has(id));
    const { key, path } = this;
    if (!missing.length || !key) return;
    for (const id of missing) this.asked.add(id);
    const over = () => key === this.key && missing.forEach((id) => this.asked.delete(id));
    try {
      const address = here(`${path}?key=${key}&levers=${missing.join()}`);
      const answer = await fetch(address, { signal: this.stop.signal });
      if (answer.status === 404) {
        over();
        return this.drop(key);
      }
      if (!answer.ok) throw new Error(`response: ${answer.status}`);
      const found = readResponse(await answer.arrayBuffer());
      if (key !== this.key || found.key !== key) return;
      for (const row of found.rows) this.known.set(row.id, row);
      over();
      this.again.reset();
      this.hooks.arrived();
    } catch (problem) {
      if (problem.name === "AbortError" || key !== this.key) return;
      this.again.after(() => {
        over();
        if (key === this.key) this.ask(missing);
      });
    }
  }

  drop(key) {
    if (key !== this.key || key === this.dropped) return;
    this.dropped = key;
    this.hooks.unknown(key);
  }

  end() {
    this.stop?.abort();
    this.again.reset();
    this.key = "";
    this.known.clear();
    this.asked.clear();
  }
}
