// Numbers: unpacking tables, writing numbers as the language does, resolving templates against outcome vectors.
// Nothing here computes a result; every figure is one that Python put into a vector or a table.

const MINUS = "\u2212";

function unpack(text, kind) {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return new kind(bytes.buffer);
}

function makeWriter(formats, locale) {
  const makers = new Map();
  const digits = (amount, places) => {
    let maker = makers.get(places);
    if (!maker) {
      maker = new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places });
      makers.set(places, maker);
    }
    return maker.format(amount);
  };
  const rounded = (value, name) => Number((value * formats[name].scale).toFixed(formats[name].decimals));
  const number = (value, name, signed = false) => {
    if (!Number.isFinite(value)) return "–";
    const shown = rounded(value, name);
    return (shown < 0 ? MINUS : signed && shown > 0 ? "+" : "") + digits(Math.abs(shown), formats[name].decimals);
  };
  const quantity = (value, name, signed = false) => formats[name].pattern.replace("{number}", number(value, name, signed));
  // A chance in whole percent: no finite number of futures makes one certain or impossible.
  const chance = (share) =>
    share < 0.005 ? `<${number(0.01, "percent_whole")}` : share > 0.995 ? `>${number(0.99, "percent_whole")}` : number(share, "percent_whole");
  return { number, quantity, rounded, digits, chance };
}

// What a template reference stands for, given the vectors {current, base, …}.
function amountOf(ref, vectors) {
  const value = vectors[ref.v][ref.c];
  if (ref.$ === "n") return value * ref.k;
  let amount = value;
  if (ref.m !== "value") {
    const other = vectors[ref.g][ref.c];
    amount = ref.m === "difference" ? value - other : other ? value / other - 1 : 0;
  }
  return ref.a ? Math.abs(amount) : amount;
}

function textOf(ref, vectors, writer) {
  if (typeof ref === "string") return ref;
  const amount = amountOf(ref, vectors);
  if (ref.z !== null && writer.rounded(amount, ref.f) === 0) return ref.z;
  return ref.p
    .replace("{number}", () => writer.number(amount, ref.f, ref.s))
    .replace("{quantity}", () => writer.quantity(amount, ref.f, ref.s));
}

function resolveRows(rows, vectors, writer) {
  return rows.map((row) => {
    const result = {};
    for (const field in row) {
      const value = row[field];
      result[field] =
        value !== null && typeof value === "object"
          ? value.$ === "n" ? amountOf(value, vectors) : textOf(value, vectors, writer)
          : value;
    }
    return result;
  });
}

function hasReference(rows) {
  return rows.some((row) => Object.values(row).some((value) => value !== null && typeof value === "object"));
}

// "short", "over" or "met", by the sign of the gap as it is written.
function verdict(sentence, vectors, writer) {
  const gap = writer.rounded(amountOf(sentence.on, vectors), sentence.on.f);
  return gap < 0 ? "short" : gap > 0 ? "over" : "met";
}

// Which region brings the most, or has changed most against the base (pages/parts/stage/titles.py).
function regionTitle({ titles, regions }, vectors, writer) {
  const most = (of) => regions.reduce((best, one) => (of(one) > of(best) ? one : best));
  const far = most((one) => Math.abs(amountOf(one.change, vectors)));
  const change = writer.rounded(amountOf(far.change, vectors), far.change.f);
  const one = change ? far : most((region) => amountOf(region.total, vectors));
  return fill(titles[change < 0 ? "less" : change > 0 ? "more" : "most"], { region: one.name, amount: textOf(change ? one.change : one.total, vectors, writer) });
}

function fill(text, words) {
  return text.replace(/⟦(\w+)⟧/g, (_, name) => words[name]);
}

// Sets text with <b> and <em>, the only marks a sentence may carry; everything else is plain text.
function setMarked(element, text) {
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  const parts = text.split(/(<b>.*?<\/b>|<em>.*?<\/em>)/).filter(Boolean);
  element.replaceChildren(
    ...parts.map((part) => {
      const match = part.match(/^<(b|em)>(.*)<\/\1>$/);
      if (!match) return document.createTextNode(part);
      const child = document.createElement(match[1]);
      child.textContent = match[2];
      return child;
    }),
  );
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

// One step from a number to its source: the Sources page in a tab of its own, with the work as it stands now.
function sourceMark([find, title] = []) {
  if (!find) return document.createTextNode("");
  const address = () => {
    const asked = { q: find, ...Object.fromEntries([...new URLSearchParams(location.search)].filter(([name]) => name === "s" || name === "lang")) };
    link.href = new URL(`sources?${new URLSearchParams(asked)}`, document.baseURI).href;
  };
  const link = make("a", { class: "source", target: "_blank", title, "aria-label": title, on: { pointerenter: address, focus: address, click: address } }, "§");
  address();
  return link;
}
