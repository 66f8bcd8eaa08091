// What the stage says at its foot: for a moment; or, with a way to try again, until that has gone well.

import { make, setText } from "../shared/dom.js";

const SAID = 6000; // milliseconds

export class Status {
  constructor() {
    this.box = make("div", { class: "status", role: "status", "aria-live": "polite" });
    this.reasons = new Map(); // why → {text, label, retry}
    this.lost = make("div", { class: "lost", role: "alert", hidden: true });
  }

  say(text) {
    setText(this.box, text);
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.say(""), SAID);
  }

  // why: one name a reason. Several can stand at once, as when the server is gone: the last is told, each is tried again.
  keep(why, text, label, retry) {
    this.reasons.delete(why);
    this.reasons.set(why, { text, label, retry });
    this.draw();
  }

  clear(why) {
    if (this.reasons.delete(why)) this.draw();
  }

  again() {
    const reasons = [...this.reasons.values()];
    this.reasons.clear();
    this.draw();
    for (const { retry } of reasons) retry();
  }

  draw() {
    const last = [...this.reasons.values()].at(-1);
    this.lost.hidden = !last;
    if (!last) return this.lost.replaceChildren();
    const on = { click: () => this.again() };
    const button = make("button", { type: "button", data: { action: "again" }, on }, last.label);
    this.lost.replaceChildren(make("span", {}, last.text), button);
  }

  end() {
    clearTimeout(this.silence);
  }
}
