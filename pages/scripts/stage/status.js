// What the stage says at its foot: for a moment; or, with a way to try again, until that has gone well.

import { make, setText } from "../shared/dom.js";

const SAID = 6000; // milliseconds

export class Status {
  constructor() {
    this.box = make("div", { class: "status", role: "status", "aria-live": "polite" });
    this.lost = make("div", { class: "lost", role: "alert", hidden: true });
  }

  say(text) {
    setText(this.box, text);
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.say(""), SAID);
  }

  // why: one name a reason, so that the end of another does not take this one away
  keep(why, text, label, retry) {
    const again = () => {
      this.clear(why);
      retry();
    };
    this.why = why;
    const button = make("button", { type: "button", data: { action: "again" }, on: { click: again } }, label);
    this.lost.replaceChildren(make("span", {}, text), button);
    this.lost.hidden = false;
  }

  clear(why) {
    if (this.why !== why) return;
    this.why = null;
    this.lost.hidden = true;
    this.lost.replaceChildren();
  }

  end() {
    clearTimeout(this.silence);
  }
}
