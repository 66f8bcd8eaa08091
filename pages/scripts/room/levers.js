// The levers on the presenter's stage: the rail of the Simulator (stage/rail.js) in a drawer. A drag shows what the response
// table says, to the room as well; a release makes it the present state.

import { make } from "../shared/dom.js";
import { pack } from "../shared/numbers.js";
import { Broadcast } from "../stage/broadcast.js";
import { leverStates } from "../stage/frame.js";
import { Rail } from "../stage/rail.js";
import { Response } from "../stage/response.js";

export class Levers {
  constructor(presenter) {
    this.presenter = presenter;
    this.box = make("aside", { class: "rail levers", hidden: true, tabindex: "-1" });
    this.broadcast = new Broadcast();
    this.response = new Response({
      arrived: () => this.rail.again(),
      unknown: () => this.tell(),
      lost: () => this.offerRetry(),
    });
    this.rail = new Rail(this.box, {
      answers: (id) => this.response.get(id),
      unfolded: () => this.ask(),
      moving: (row, outcomes) => this.moving(row, outcomes),
      settle: (levers) => this.settle(levers),
      preset: (preset) => presenter.move({ preset }),
      say: (text) => presenter.screen.say.replaceChildren(text),
    });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  open(on) {
    const { screen } = this.presenter;
    this.box.hidden = !on;
    screen.box.classList.toggle("levering", on);
    screen.reserve(true);
    if (!on) return screen.box.focus({ preventScroll: true });
    this.ask();
    this.box.querySelector("input[type=range]")?.focus({ preventScroll: true });
  }

  // What Python has handed over, at the scene that is shown.
  update(data, place, frame, writer) {
    const { scenes, ...words } = data;
    const scene = scenes[place];
    const levers = leverStates(words.levers, scene);
    const rail = { ...words, presets: scene.presets, levers, formats: frame.formats };
    const structure = frame.locale + levers.map(({ id }) => id).join();
    if (structure !== this.structure) this.rail.build(rail, writer);
    this.structure = structure;
    this.rail.update(rail, writer);
    this.point = { path: data.path, key: scene.key };
    if (this.isOpen) this.ask();
  }

  ask() {
    this.response.settle(this.point, this.rail.onScreen());
  }

  moving(row, outcomes) {
    if (!outcomes) return this.response.ask([row.lever.id]);
    const { screen, data } = this.presenter;
    screen.say.replaceChildren();
    screen.put({ ...screen.show, vector: pack(outcomes) });
    this.broadcast.send(data.live, outcomes, screen.show);
  }

  // Without a table the numbers settle on release.
  tell(...more) {
    const { say, texts } = this.presenter.screen;
    say.replaceChildren(make("span", {}, texts.tableLost), ...more);
  }

  offerRetry() {
    const retry = () => {
      this.presenter.screen.say.replaceChildren();
      this.response.retry(this.rail.onScreen());
    };
    this.tell(make("button", { type: "button", on: { click: retry } }, this.presenter.screen.texts.again));
  }

  settle(levers) {
    this.broadcast.drop();
    const same = Object.keys(levers).every((id) => levers[id] === this.rail.value(id));
    if (same) this.presenter.set({});
    else this.presenter.move({ levers });
  }

  end() {
    this.response.end();
  }
}
