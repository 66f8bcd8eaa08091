// What the stage fetches by itself: its frame once, the response table when a point has settled, the chances when it
// is idle. Each comes under a key that the payload names; what belongs to another key is never shown.

const IDLE = 350; // rest after a release before the chances along the levers are asked for
const BUSY = 900; // until a server that was busy is asked again
const AGAIN = 1500; // until a request that got lost is made again

const frames = new Map();

async function fetchFrame({ path, key }) {
  const answer = await fetch(new URL(`${path}?key=${key}`, document.baseURI));
  if (!answer.ok) throw new Error(`frame: ${answer.status}`);
  frames.set(key, await answer.json());
}

// Frame and payload as one: what the rest of the stage works with.
function together(frame, handed) {
  const levers = frame.levers.map((lever, place) => ({ ...lever, value: handed.values[place], against: handed.against[place] }));
  return { ...frame, ...handed, levers, texts: { ...frame.texts, ...handed.texts }, journal: { ...frame.journal, ...handed.journal } };
}

// The body of /response, see pages/parts/stage/strips.py.
function readStrips(buffer) {
  const size = new DataView(buffer).getUint32(0, true);
  const { key, levers } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  let at = 4 + size;
  const floats = (count) => {
    const part = new Float64Array(buffer, at, count);
    at += part.byteLength;
    return part;
  };
  const strips = levers.map(({ id, count, family }) => ({ id, count, positions: floats(count), partners: family ? floats(family * count) : null }));
  const outcomes = new Float32Array(buffer, at);
  const width = outcomes.length / strips.reduce((sum, { count }) => sum + count, 0);
  let start = 0;
  for (const strip of strips) {
    const from = start * width;
    strip.row = (place) => outcomes.subarray(from + place * width, from + (place + 1) * width);
    start += strip.count;
  }
  return { key, strips };
}

// The response table of the settled point, a strip a lever: what the model answers at every position of its slider.
class Strips {
  // hooks: arrived(), unknown() when the server has dropped the point
  constructor(hooks) {
    this.hooks = hooks;
    this.key = "";
    this.known = new Map();
    this.asked = new Set();
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

  async ask(ids) {
    const missing = ids.filter((id) => !this.known.has(id) && !this.asked.has(id));
    const { key, path } = this;
    if (!missing.length || !key) return;
    for (const id of missing) this.asked.add(id);
    const over = () => key === this.key && missing.forEach((id) => this.asked.delete(id));
    try {
      const answer = await fetch(new URL(`${path}?key=${key}&levers=${missing.join()}`, document.baseURI), { signal: this.stop.signal });
      if (answer.status === 404) return over() || this.hooks.unknown(key);
      if (!answer.ok) throw new Error(`response: ${answer.status}`);
      const found = readStrips(await answer.arrayBuffer());
      if (key !== this.key || found.key !== key) return;
      for (const strip of found.strips) this.known.set(strip.id, strip);
      over();
      this.hooks.arrived();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      setTimeout(() => over() || (key === this.key && this.ask(missing)), AGAIN);
    }
  }

  end() {
    this.stop?.abort();
    this.key = "";
    this.known.clear();
    this.asked.clear();
  }
}

// The chance of the target along every lever from the settled point.
class Chances {
  // hooks: changed(here) when the table has come or is gone
  constructor(hooks) {
    this.hooks = hooks;
    this.key = "";
    this.table = null;
  }

  settle({ path, key }, rest = IDLE) {
    clearTimeout(this.timer);
    this.stop?.abort();
    if (this.table && this.key === key) return;
    this.key = key;
    this.table = null;
    this.timer = setTimeout(async () => {
      this.stop = new AbortController();
      try {
        const answer = await fetch(new URL(`${path}?key=${key}`, document.baseURI), { signal: this.stop.signal });
        if (answer.status === 202) return this.settle({ path, key }, BUSY);
        const found = answer.status === 200 ? await answer.json() : null; // without the table the number settles on release
        if (key !== this.key) return;
        this.table = found && found.key === key ? found.levers : null;
        this.hooks.changed(Boolean(this.table));
      } catch (problem) {
        if (problem.name !== "AbortError" && key === this.key) this.settle({ path, key }, AGAIN);
      }
    }, rest);
  }

  // Between two simulated points of a lever the line between them; null without a table of this point.
  at(key, lever, value) {
    if (!this.table || this.key !== key) return null;
    const { x, p } = this.table[lever.id];
    const at = lever.options ? lever.options.findIndex((option) => option.value === value) : value;
    const right = Math.min(x.length - 1, Math.max(1, x.findIndex((one) => one >= at - 1e-9)));
    const part = (at - x[right - 1]) / (x[right] - x[right - 1]);
    return p[right - 1] + (p[right] - p[right - 1]) * Math.min(1, Math.max(0, part));
  }

  end() {
    clearTimeout(this.timer);
    this.stop?.abort();
    this.key = "";
  }
}
