// Numbers: unpacked from what Python sends, written as the language does (data/locales/<id>/formats.yaml).

export const MINUS = "\u2212";

// Little-endian floats in base64, as pages/parts/stage/payload.py packs them.
export function unpack(text, Kind = Float32Array) {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  return new Kind(bytes.buffer);
}

export function pack(values) {
  return btoa(String.fromCharCode(...new Uint8Array(values.slice().buffer)));
}

// formats: {name: {scale, decimals, pattern, unit}}
export function makeWriter(formats, locale) {
  const makers = new Map();
  const digits = (amount, places) => {
    let maker = makers.get(places);
    if (!maker) {
      maker = new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places });
      makers.set(places, maker);
    }
    return maker.format(amount);
  };
  const round = (value, name) => Number((value * formats[name].scale).toFixed(formats[name].decimals));
  const number = (value, name, signed = false) => {
    if (!Number.isFinite(value)) return "–";
    const shown = round(value, name);
    return (shown < 0 ? MINUS : signed && shown > 0 ? "+" : "") + digits(Math.abs(shown), formats[name].decimals);
  };
  const quantity = (value, name, signed = false) =>
    formats[name].pattern.replace("{number}", () => number(value, name, signed));
  // A chance in whole percent: no finite number of futures makes one certain or impossible.
  const chance = (share) => {
    if (share < 0.005) return `<${number(0.01, "percent_whole")}`;
    return share > 0.995 ? `>${number(0.99, "percent_whole")}` : number(share, "percent_whole");
  };
  const step = (name) => 10 ** -formats[name].decimals / formats[name].scale; // the least difference that is written
  return { number, quantity, round, digits, chance, step };
}

// -- typed numbers -----------------------------------------------------------------------------------------------------
// The reader of sim/reading/numbers.py (read_typed) for a field of its own; tests/tables/typed_numbers.json holds both.
const MOST = 1e18;
const LONGEST = 80;
const SLACK = 1e-9;
const DASHES = /[\u2212\u2010\u2011\u2013\u2012]/g;
const QUOTES = /[\u2019\u2018\u2032]/g;

const pattern = (group, point) =>
  new RegExp(
    `^([+-]?) ?((?:[1-9]\\d{0,2}(?<group>${group})\\d{3}(?:\\k<group>\\d{3})*(?:${point}\\d*)?` +
      `|(?:\\d+${point}?\\d*|${point}\\d+)(?:[eE][+-]?\\d{1,3})?))$`,
  );
const POINT = pattern("[, ']", "\\.");
const COMMA = pattern("[. ']", ",");

function plainText(text) {
  const narrow = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  return narrow.replace(DASHES, "-").replace(QUOTES, "'").replace(/。/g, ".");
}

function read(text, style) {
  let plain = text;
  let lost = "";
  const loss = /^\(([^()+-][^()]*)\)$/.exec(plain);
  if (loss) [lost, plain] = ["-", loss[1].trim()];
  else if (/^[^+-].*-$/.test(plain)) [lost, plain] = ["-", plain.slice(0, -1).trim()];
  const match = style.exec(plain);
  if (!match || (lost && match[1])) return null;
  const grouped = match.groups.group ? match[2].split(match.groups.group).join("") : match[2];
  const value = Number(`${lost || match[1]}${style === COMMA ? grouped.replace(",", ".") : grouped}`);
  return Number.isFinite(value) && Math.abs(value) < MOST ? value : null;
}

// What a number typed into a field can mean: one value, none, or two where a comma could part thousands or decimals and
// both lie within the bounds ("1,250"); a value out of bounds only where it is the one there is.
export function readTyped(text, low, high) {
  const plain = plainText(text);
  if (plain.length > LONGEST) return [];
  const point = read(plain, POINT);
  const comma = point !== null && !plain.includes(",") ? null : read(plain, COMMA); // the field itself writes points
  const values = [...new Set([point, comma].filter((one) => one !== null))];
  const inside = values.filter((value) => value >= low - SLACK && value <= high + SLACK);
  return inside.length ? inside : values.slice(0, 1);
}
