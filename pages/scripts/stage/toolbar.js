// The buttons in the top bar.

import { make } from "../shared/dom.js";

const icon = (path) =>
  `<svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;
const ICONS = {
  undo: icon('<path d="M7.5 4 4 7.5 7.5 11"/><path d="M4 7.5h7.5a4.25 4.25 0 0 1 0 8.5H9"/>'),
  redo: icon('<path d="M12.5 4 16 7.5 12.5 11"/><path d="M16 7.5H8.500a4.25 4.25 0 0 0 0 8.500H11"/>'),
  replay: icon(
    '<path d="M13.500 3.500 16.500 6.500 13.500 9.500"/><path d="M16.500 6.500H4"/><path d="M6.500 10.500 3.500 13.500 6.500 16.500"/><path d="M3.500 13.500H16"/>',
  ),
  history: icon(
    '<path d="M4 10a6 6 0 1 0 1.800-4.300L4 7.500"/><path d="M4 4v3.500h3.500"/><path d="M10 6.800V10l2.300 1.700"/>',
  ),
  open: icon('<path d="M3.500 15.500v-11h4.500l1.800 2h6.700v9z"/>'),
  export: icon('<path d="M10 3.500v9"/><path d="M6.500 9.200 10 12.700l3.500-3.500"/><path d="M4 16h12"/>'),
  brief: icon('<path d="M5 3h7l3 3v11H5z"/><path d="M7.500 9h5M7.500 11.500h5M7.500 14h3"/>'),
  present: icon('<path d="M6.500 4v12l9.500-6z" fill="currentColor"/>'),
};

const LABELLED = ["present"];

export class Toolbar {
  constructor() {
    this.box = make("div", { class: "actions", role: "toolbar" });
  }

  // actions: [name, handler] in order; texts by name
  build(texts, actions) {
    this.box.replaceChildren(...actions.map(([name, handler]) => button(name, texts[name], handler)));
  }

  enable(can) {
    for (const name of ["undo", "redo", "replay"]) this.get(name).disabled = !can[name];
  }

  get(name) {
    return this.box.querySelector(`[data-action=${name}]`);
  }
}

function button(name, text, handler) {
  const data = { action: name };
  const one = make("button", {
    type: "button",
    class: name,
    title: text,
    "aria-label": text,
    data,
    on: { click: handler },
  });
  one.innerHTML = ICONS[name]; // drawn above, in this file
  if (LABELLED.includes(name)) one.append(make("span", {}, text));
  return one;
}
