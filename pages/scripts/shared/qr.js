// A QR code as Python made it (pages/parts/qr.py): dark on white in every theme, or phones do not read it.

import { svg } from "./dom.js";

export function qrPicture({ size, path }, label) {
  const ground = svg("rect", { width: size, height: size, fill: "#fff" });
  const dark = svg("path", { d: path, stroke: "#000", fill: "none", "shape-rendering": "crispEdges" });
  return svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, class: "qr" }, ground, dark);
}
