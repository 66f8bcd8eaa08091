// Light or dark: which of the two palettes the page wears now.

// By the brightness that eyes see; colour as the browser writes it back, "#rrggbb" or "rgb(…)".
export function isDark(colour) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  const parts = hex ? hex.slice(1).map((part) => parseInt(part, 16)) : (colour.match(/[\d.]+/g) || []).map(Number);
  if (parts.length < 3) return false;
  const [red, green, blue] = parts;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

// Streamlit writes the page's colours as variables round every component.
export function schemeOf(element) {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = background || "#fff"; // whatever notation, read back in one
  return isDark(probe.fillStyle) ? "dark" : "light";
}

// Paper is light, whatever the page wears: calls with "light" before it is printed and with nothing after. Returns the end.
export function onPaper(turn) {
  const before = () => turn("light");
  const after = () => turn();
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}
