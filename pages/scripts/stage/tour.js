// The tour of a first visit, which never stands in the way.

import { make } from "../shared/dom.js";

const TOURED = "scenario-lab-toured";

export class Tour {
  constructor(stage) {
    this.stage = stage;
    this.box = make("div", { class: "tour", role: "region", hidden: true });
  }

  start({ tour, texts }) {
    let seen = null;
    try {
      seen = localStorage.getItem(TOURED);
    } catch {
      return; // without a memory the tour would come back every time
    }
    if (seen || !tour.length) return;
    this.at = 0;
    this.box.hidden = false;
    this.draw(tour, texts);
  }

  draw(tour, texts) {
    const [place, title, words] = tour[this.at];
    const last = this.at === tour.length - 1;
    const next = make(
      "button",
      {
        type: "button",
        class: "main",
        on: { click: () => (last ? this.end() : ((this.at += 1), this.draw(tour, texts))) },
      },
      last ? texts.tourDone : texts.tourNext,
    );
    const skip = make("button", { type: "button", on: { click: () => this.end() } }, texts.tourSkip);
    this.box.dataset.place = place;
    this.box.setAttribute("aria-label", title);
    this.box.replaceChildren(
      make("h2", {}, title),
      make("p", {}, words),
      make(
        "div",
        { class: "row" },
        make("span", { class: "count" }, `${this.at + 1} / ${tour.length}`),
        ...(last ? [] : [skip]),
        next,
      ),
    );
    this.mark(place);
  }

  mark(place) {
    for (const one of this.stage.querySelectorAll(".shown")) one.classList.remove("shown");
    const here = place && this.stage.querySelector(`.${place}`);
    if (!here) return;
    here.classList.add("shown");
    const { top } = here.getBoundingClientRect();
    if (top > window.innerHeight / 2) here.scrollIntoView({ block: "start" }); // below the fold of a phone, or behind the tour
  }

  end() {
    this.box.hidden = true;
    this.mark(null);
    try {
      localStorage.setItem(TOURED, "yes");
    } catch {
      return; // private windows may refuse; the tour then comes once more
    }
  }
}
