// The screen of the room: one scene at a time, large. Between two scenes it only moves from one to the other; who says
// which scene, the presenter (presenter.js) or the room followed (follower.js), stands beside it.

import { schemeOf } from "../shared/colours.js";
import { make } from "../shared/dom.js";
import { GoalLine } from "../shared/goal.js";
import { makeWriter, unpack } from "../shared/numbers.js";
import { loadVega } from "../shared/vega.js";
import { Board } from "./board.js";
import { axesOf, drawLine, roomChart } from "./line.js";

const MOVE = { present: 240, follow: 140 }; // milliseconds from scene to scene; a follower is to be there within 300
const REPLAY = 1100; // milliseconds that a replay rests on the base

export class Screen {
  constructor(root, role) {
    this.root = root;
    this.role = role;
    this.show = { place: 0, hidden: false, blank: false, frozen: false, view: "all" };
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.board = new Board();
    this.wait = make("div", { class: "wait", role: "status" });
    this.say = make("div", { class: "say", role: "status", "aria-live": "polite" });
    this.goal = new GoalLine({
      chart: () => this.line,
      moving: (value) => this.hooks?.aiming(value),
      settle: (value) => this.hooks?.aim(value),
    });
    this.board.chart.parentElement.append(this.goal.handle, this.goal.note);
    const parts = [this.board.box, this.board.note, this.wait, make("div", { class: "black" }), this.say];
    this.box = make("div", { class: "screen", tabindex: "-1", data: { role } }, ...parts);
    this.root.append(this.box);
    this.box.addEventListener("transitionend", (event) => event.propertyName === "outline-color" && this.recolour());
    this.onResize = () => this.deck && this.reserve();
    window.addEventListener("resize", this.onResize);
  }

  // -- what to show ----------------------------------------------------------------------------------------------------
  // A deck is {frame, scenes}; a place in it is drawn moving there from what is on the screen.
  adopt(deck, show) {
    if (!this.deck || !alike(this.deck.frame, deck.frame)) this.shown = null;
    this.deck = deck;
    this.texts = deck.frame.texts;
    this.writer = makeWriter(deck.frame.formats, deck.frame.locale);
    for (const scene of deck.scenes)
      scene.unpacked ||= Object.fromEntries(Object.entries(scene.vectors).map(([name, text]) => [name, unpack(text)]));
    this.box.lang = deck.frame.locale;
    this.reserved = "";
    this.box.setAttribute("aria-label", this.texts.screen);
    this.put(show || this.show);
  }

  get scene() {
    return this.deck.scenes[this.show.place];
  }

  put(show) {
    this.endReplay();
    const before = this.show;
    const { scenes } = this.deck;
    const place = Math.min(scenes.length - 1, Math.max(0, show.place || 0));
    const settled = scenes[place] !== this.told;
    this.show = { ...this.show, vector: undefined, goal: undefined, ...show, place };
    this.box.dataset.view = this.show.view;
    this.box.classList.toggle("hiding", this.show.hidden);
    this.box.classList.toggle("blanked", this.show.blank);
    this.box.dataset.ready = "true";
    this.wait.hidden = true;
    this.board.box.hidden = false;
    this.board.build(this.scene, place, scenes.length, this.show.view, this.texts);
    this.reserve();
    const { baseline, current } = this.scene.unpacked;
    const outcomes = this.show.vector ? unpack(this.show.vector) : current;
    const sudden = [this.show, before].some((one) => one.vector || (one.goal ?? null) !== null);
    if (settled) this.tell();
    this.go(this.show.hidden ? baseline : outcomes, { sudden });
  }

  // The line that the presenter drags, and the note of what the target takes, which everybody reads.
  tell() {
    this.told = this.scene;
    const { goal } = this.scene.charts.trajectory;
    this.goal.update(this.role === "present" ? goal : null, this.scene.takes, this.writer);
  }

  // Nothing to show yet, or any longer: `parts` say why.
  empty(...parts) {
    this.board.box.hidden = true;
    this.wait.hidden = !parts.length;
    this.wait.replaceChildren(...parts);
  }

  reserve(again = false) {
    const size = `${innerWidth}x${innerHeight} ${this.show.view}`;
    if (this.reserved === size && !again) return;
    this.reserved = size;
    this.board.reserve(this.deck.scenes, this.writer);
    const { box } = this.board; // what scrolls, on a phone, is a stop of the Tab key
    box.tabIndex = box.scrollHeight > box.clientHeight + 1 ? 0 : -1;
  }

  // -- moving and drawing ----------------------------------------------------------------------------------------------
  go(to, { sudden = false, done = () => null } = {}) {
    cancelAnimationFrame(this.animation);
    this.towards = to;
    const from = this.shown || to;
    const axes = axesOf(this.deck.scenes, this.show.place, this.show.frozen);
    const axesFrom = this.axes || axes;
    const begun = performance.now();
    const jump = sudden || !this.shown || this.still.matches || document.hidden;
    const step = (now) => {
      const part = jump ? 1 : Math.min(1, Math.max(0, now - begun) / MOVE[this.role]);
      const way = part * part * (3 - 2 * part);
      const blend = (one, other) => (part === 1 ? other : one + (other - one) * way);
      this.axes = axes.map((value, place) => blend(axesFrom[place], value));
      this.shown = part === 1 ? to : to.map((value, place) => blend(from[place], value));
      this.draw(part < 1);
      if (part < 1) this.animation = requestAnimationFrame(step);
      else done();
    };
    step(begun);
  }

  draw(moving) {
    const { scene, writer, texts } = this;
    const { hidden } = this.show;
    const vectors = { ...scene.unpacked, current: this.shown };
    const dragged = Boolean(this.show.vector);
    const end = { ...vectors, current: this.towards };
    this.board.write(scene, vectors, end, writer, texts, { hidden, dragged, moving, before: this.replayed === "base" });
    const live = dragged || moving;
    const { goal } = this.show;
    this.goal.note.hidden = !scene.takes || hidden || live || (goal ?? null) !== null;
    if (this.line) drawLine(this.line, scene, vectors, this.axes, writer, { hidden, live, goal });
    else this.making ||= this.makeLine().catch(() => (this.making = null)); // the words tell it; the next scene tries again
  }

  async makeLine() {
    const [vega] = await Promise.all([loadVega(), document.fonts.load("600 12px Inter").catch(() => null)]);
    this.line = roomChart(vega, this.board.chart, this.deck.frame.specs.trajectory);
    this.line.drawn = () => this.goal.place(!this.show.hidden);
    this.recolour(true);
    this.box.dataset.drawn = "true";
    this.draw(false);
  }

  recolour(force = false) {
    const scheme = schemeOf(this.box);
    if (scheme === this.scheme && !force) return;
    this.scheme = scheme;
    if (this.line) this.line.signals({ theme: this.deck.frame.theme[scheme] }).draw();
  }

  // Flips to the base and back, for the audience.
  replay() {
    if (this.replayed || this.show.hidden) return;
    this.replayed = "base";
    this.box.classList.add("replaying");
    const { base, current } = this.scene.unpacked;
    const back = () => {
      this.replayed = "back";
      this.box.classList.remove("replaying");
      this.go(current, { done: () => this.endReplay() });
    };
    this.go(base, { done: () => (this.resting = setTimeout(back, REPLAY)) });
  }

  endReplay() {
    this.replayed = null;
    clearTimeout(this.resting);
    this.box.classList.remove("replaying");
  }

  end() {
    window.removeEventListener("resize", this.onResize);
    cancelAnimationFrame(this.animation);
    this.endReplay();
    this.line?.end();
  }
}

// Vectors of outcomes can be moved into each other.
function alike(one, two) {
  return one.language === two.language && one.columns.join() === two.columns.join();
}
