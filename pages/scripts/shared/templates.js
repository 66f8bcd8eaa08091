// Templates: texts and rows that Python wrote once, with references into vectors of outcomes (pages/parts/charts/live.py).
// Nothing here computes a result; every figure is one that Python put into a vector or a table.

export function fill(text, words) {
  return text.replace(/⟦(\w+)⟧/g, (_, name) => words[name]);
}

// What a reference stands for, given the vectors {current, base, …}.
export function amountOf(ref, vectors) {
  const value = vectors[ref.v][ref.c];
  if (ref.$ === "n") return value * ref.k;
  let amount = value;
  if (ref.m !== "value") {
    const other = vectors[ref.g][ref.c];
    amount = ref.m === "difference" ? value - other : other ? value / other - 1 : 0;
  }
  return ref.a ? Math.abs(amount) : amount;
}

// Parts as multiples of a step that add up to their rounded total, by largest remainders (sim/model/rounding.py).
export function addUp(parts, step) {
  const floors = parts.map((value) => Math.floor(value / step));
  const sum = (values) => values.reduce((one, other) => one + other, 0);
  const missing = Math.round(sum(parts) / step) - sum(floors);
  const short = (place) => floors[place] - parts[place] / step;
  const order = [...parts.keys()].sort((one, other) => short(one) - short(other));
  const lifted = new Set(order.slice(0, missing));
  return floors.map((floor, place) => (floor + lifted.has(place)) * step);
}

function partOf(ref, vectors, writer) {
  const parts = ref.w.map((column) => vectors[ref.v][column]);
  return addUp(parts, writer.step(ref.f))[ref.w.indexOf(ref.c)];
}

export function textOf(ref, vectors, writer) {
  if (typeof ref === "string") return ref;
  const amount = ref.w ? partOf(ref, vectors, writer) : amountOf(ref, vectors);
  if (ref.z !== null && writer.round(amount, ref.f) === 0) return ref.z;
  return ref.p
    .replace("{number}", () => writer.number(amount, ref.f, ref.s))
    .replace("{quantity}", () => writer.quantity(amount, ref.f, ref.s));
}

export function textsOf(refs, vectors, writer) {
  return Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, textOf(ref, vectors, writer)]));
}

export function resolveRows(rows, vectors, writer) {
  const resolve = (value) => {
    if (value === null || typeof value !== "object") return value;
    return value.$ === "n" ? amountOf(value, vectors) : textOf(value, vectors, writer);
  };
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([field, value]) => [field, resolve(value)])));
}

export function resolveTables(tables, vectors, writer) {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, resolveRows(rows, vectors, writer)]));
}

// "short", "over" or "met", by the sign of the gap as it is written.
export function verdict(sentence, vectors, writer) {
  const gap = writer.round(amountOf(sentence.on, vectors), sentence.on.f);
  return gap < 0 ? "short" : gap > 0 ? "over" : "met";
}

// The colour of a headline number's note: "good" for a rise, "bad" for a fall, none where it is written as no change.
export function tone(note, vectors, writer) {
  if (typeof note !== "object") return "";
  const change = writer.round(amountOf(note, vectors), note.f);
  return change > 0 ? "good" : change < 0 ? "bad" : "";
}

// Which region brings the most, or has changed most against the base (pages/parts/stage/titles.py).
export function regionTitle({ titles, regions }, vectors, writer) {
  const most = (of) => regions.reduce((best, one) => (of(one) > of(best) ? one : best));
  const far = most((one) => Math.abs(amountOf(one.change, vectors)));
  const change = writer.round(amountOf(far.change, vectors), far.change.f);
  const one = change ? far : most((region) => amountOf(region.total, vectors));
  const title = titles[change < 0 ? "less" : change > 0 ? "more" : "most"];
  return fill(title, {
    region: one.name,
    amount: textOf(change ? { ...one.change, a: true, s: false } : one.total, vectors, writer),
  });
}

// The sentence on top. `opening` and `futures` are its parts that are no numbers: the chance it names belongs to the
// settled state only.
export function sentenceText(sentence, { opening, futures }, vectors, writer) {
  const words = { opening, futures, ...textsOf(sentence.numbers, vectors, writer) };
  return fill(sentence[verdict(sentence, vectors, writer)], words);
}

// The trajectory's title; its reason belongs to the settled state only.
export function trajectoryTitle({ titles, numbers }, which, reason, vectors, writer) {
  return fill(titles[which], { ...textsOf(numbers, vectors, writer), reason: reason ? titles.reason : "" });
}
