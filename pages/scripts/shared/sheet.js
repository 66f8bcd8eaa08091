// The sheet of keyboard shortcuts, with the switch that turns those of a single key off.

import { make } from "./dom.js";
import { lettersSwitch } from "./letters.js";

export class Sheet {
  constructor(focus) {
    this.focus = focus;
    this.box = make("div", { class: "sheet", role: "dialog", "aria-modal": "true", hidden: true });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Tab") this.keep(event);
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.open(false);
    });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  // texts: {help, close, letters}; shortcuts: [keys, text] each
  open(on, { shortcuts, texts } = {}) {
    this.box.hidden = !on;
    if (!on) return this.focus();
    const close = make("button", { type: "button", "aria-label": texts.close, on: { click: () => this.open(false) } });
    close.append("✕");
    const row = ([keys, text]) =>
      make("div", {}, make("dt", {}, ...keys.map((key) => make("kbd", {}, key))), make("dd", {}, text));
    this.box.setAttribute("aria-label", texts.help);
    const list = make("dl", {}, ...shortcuts.map(row));
    this.box.replaceChildren(close, make("h2", {}, texts.help), list, lettersSwitch(texts.letters));
    close.focus();
  }

  // The focus stays in the sheet.
  keep(event) {
    const stops = [...this.box.querySelectorAll("button, input")];
    const here = stops.indexOf(this.box.getRootNode().activeElement);
    event.preventDefault();
    stops[(here + (event.shiftKey ? -1 : 1) + stops.length) % stops.length].focus();
  }
}
