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
  const rounded = (value, name) => Number((value * formats[name].scale).toFixed(formats[name].decimals));
  const number = (value, name, signed = false) => {
    if (!Number.isFinite(value)) return "–";
    const shown = rounded(value, name);
    return (shown < 0 ? MINUS : signed && shown > 0 ? "+" : "") + digits(Math.abs(shown), formats[name].decimals);
  };
  const quantity = (value, name, signed = false) =>
    formats[name].pattern.replace("{number}", () => number(value, name, signed));
  // A chance in whole percent: no finite number of futures makes one certain or impossible.
  const chance = (share) => {
    if (share < 0.005) return `<${number(0.01, "percent_whole")}`;
    return share > 0.995 ? `>${number(0.99, "percent_whole")}` : number(share, "percent_whole");
  };
  return { number, quantity, rounded, digits, chance };
}

// A typed number, in display units; NaN for what is none.
export function typed(text) {
  const plain = text
    .replace(/[,\s\u00a0%]/g, "")
    .replace(MINUS, "-")
    .replace("。", ".");
  return plain === "" ? NaN : Number(plain);
}
