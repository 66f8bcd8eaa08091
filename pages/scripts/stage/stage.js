// The stage: takes what Python hands over (pages/parts/stage/payload.py), shows it, follows drags by look-up, sends one
// change at a time back on release. What it is doing stands in its phase (phase.js); README.md tells the whole way.

import address from "../address/main.js";
import { onPaper, schemeOf } from "../shared/colours.js";
import { make } from "../shared/dom.js";
import { makeWriter, unpack } from "../shared/numbers.js";
import { Sheet } from "../shared/sheet.js";
import { loadVega } from "../shared/vega.js";
import { Acts } from "./acts.js";
import { goalLine } from "./aim.js";
import { Board } from "./board.js";
import { Figures } from "./figures.js";
import { fetchFrame, frameOf, together } from "./frame.js";
import { carry, complete } from "./futures.js";
import { Journal } from "./journal.js";
import { listen } from "./keys.js";
import { answers, holding, isSettled } from "./phase.js";
import { Rail } from "./rail.js";
import { Replay } from "./replay.js";
import { Status } from "./status.js";
import { Tables } from "./tables.js";
import { Toolbar } from "./toolbar.js";
import { Tour } from "./tour.js";
import { connect } from "./wires.js";

export class Stage {
  constructor(root) {
    this.root = root;
    this.overlay = null; // outcomes under the finger, while they differ from the settled ones
    this.structure = "";
    loadVega().catch(() => null); // begins with the frame; whoever needs it says what went wrong
    this.build();
    connect(this);
  }

  get phase() {
    return this.exchange.state;
  }

  build() {
    const act = (name, value) => this.act(name, value);
    this.railElement = make("aside", { class: "rail", tabindex: "-1" });
    this.rail = new Rail(this.railElement, {
      answers: (id) => (answers(this.phase, id) ? this.response.get(id) : null),
      unfolded: () => {
        this.response.ask(this.rail.onScreen());
        this.tableArrived();
      },
      moving: (row, outcomes) => this.moving(row, outcomes),
      settle: (levers) => this.release(levers),
      preset: (id) => act("preset", id),
      say: (text) => this.status.say(text),
    });
    this.toolbar = new Toolbar();
    this.acts = new Acts({ act, say: (text) => this.status.say(text) });
    this.board = new Board({ base: (id) => act("base", id), mode: (name) => this.show(name), acts: this.acts.box });
    this.goal = goalLine(this);
    const place = () => this.goal.place(this.figures.mode === "year");
    this.figures = new Figures({ drawn: (vectors) => this.write(vectors), placed: place });
    this.tables = new Tables();
    this.status = new Status();
    this.replaying = new Replay(this);
    const focusBack = () => this.toolbar.get("history")?.focus({ preventScroll: true });
    this.journal = new Journal({ act, focus: focusBack, help: () => this.help() });
    this.sheet = new Sheet(focusBack);
    const screen = make("div", { class: "screen" }, this.railElement, this.board.box);
    const aside = [this.tables.box, this.journal.box, this.sheet.box, this.status.box, this.status.lost];
    this.box = make("div", { class: "stage" }, this.toolbar.box, screen, ...aside);
    this.tour = new Tour(this.box);
    this.box.append(this.tour.box);
    this.root.append(this.box);
    this.box.addEventListener("transitionend", (event) => event.propertyName === "outline-color" && this.recolour());
    this.deaf = listen(this.box, this);
    this.offPaper = onPaper((scheme) => this.data && [this.recolour(scheme), this.figures.onPaper(scheme)]);
  }

  // -- data arrives ----------------------------------------------------------------------------------------------------
  receive(data, component) {
    this.component = component;
    if (data === this.given) return;
    this.given = data;
    this.handed = JSON.parse(new TextDecoder().decode(data));
    const { setTriggerValue } = component;
    this.leave = address({ data: this.handed, parentElement: this.root, setTriggerValue }) || this.leave;
    this.gather(this.handed);
  }

  // The frame is here from the first payload on, as long as neither plan nor language changes.
  async gather(handed) {
    this.status.clear("frame");
    try {
      if (!frameOf(handed.frame)) await fetchFrame(handed.frame);
    } catch {
      if (handed === this.handed) this.again.after(() => handed === this.handed && this.gather(handed));
      return;
    }
    this.again.reset();
    if (handed === this.handed) await this.take(together(frameOf(handed.frame), handed));
  }

  // A stage that is mounted anew in the middle of a move has shown no futures that could stand meanwhile: it waits.
  take(data) {
    this.waiting = data.futures && !this.data ? data : null;
    return this.waiting ? this.futures.settle(data.futures) : this.accept(data);
  }

  async accept(data) {
    const first = !this.data;
    const before = this.vectors && this.current();
    const followed = this.overlay && (this.chance ?? null) !== null ? this.writer.chance(this.chance) : null;
    if (data.futures) this.board.holdSentence(true); // its last part follows
    this.data = data.futures ? carry(data, this.data, followed) : data;
    this.writer = makeWriter(data.formats, data.locale);
    this.vectors = Object.fromEntries(Object.entries(data.vectors).map(([name, text]) => [name, unpack(text)]));
    this.figures.update(this.data, this.writer);
    this.goal.update(data.charts.trajectory.goal, data.takes, this.writer);
    this.buildFrame();
    this.exchange.happen({ is: "answer", seq: data.seq });
    if (isSettled(this.phase)) this.overlay = null;
    this.recolour();
    this.board.update(data, this.vectors, this.writer);
    this.box.classList.toggle("long", data.long);
    this.toolbar.enable(data.can);
    this.acts.update(data);
    this.tables.update(data);
    const ahead = this.phase.asked || this.phase.next; // the rail shows what the visitor has asked for meanwhile
    if (!ahead) this.rail.update(data, this.writer);
    this.response.settle(data.table, this.rail.onScreen());
    this.tableArrived();
    this.box.dataset.futures = String(!data.futures);
    this.futures.settle(data.futures);
    this.journal.update(data.journal);
    if (first) await this.begin();
    if (holding(this.phase)) return;
    this.box.classList.remove("behind");
    this.settle(before);
    if (isSettled(this.phase)) this.chances.settle(data.chances);
  }

  // Words and boxes that change only with the language or the plan.
  buildFrame() {
    const { data } = this;
    const structure = data.language + data.levers.map((lever) => lever.id).join();
    if (structure === this.structure) return;
    this.structure = structure;
    const act = (name) => [name, () => this.act(name)];
    const own = (name) => [name, () => this[name]()];
    const files = [act("open"), act("brief"), act("export")];
    const actions = [act("undo"), act("redo"), own("replay"), own("history"), ...files];
    this.toolbar.build(data.texts, [...actions, own("present")]);
    this.acts.build(data);
    this.board.build(data, this.figures.mode);
    this.rail.build(data, this.writer);
    this.rail.update(data, this.writer);
  }

  async begin() {
    this.write();
    this.box.dataset.filled = "true"; // empty cards would take other shapes than full ones
    await this.drawCharts();
    this.tour.start(this.data.journal);
  }

  async drawCharts() {
    try {
      await this.figures.make(this.board, this.data);
    } catch {
      return this.chartsLost();
    }
    this.figures.colour(this.data.theme[this.scheme]);
    this.figures.drawAll(this.with(this.current()));
    this.box.dataset.ready = "true";
  }

  tableArrived() {
    this.box.dataset.table = String(this.rail.onScreen().every((id) => this.response.get(id)));
    this.status.clear("table");
    this.rail.again();
  }

  futuresArrived(found) {
    if (this.waiting) return this.take({ ...complete(this.waiting, found), futures: undefined });
    this.data = complete(this.data, found);
    this.figures.update(this.data, this.writer);
    this.journal.update(this.data.journal);
    this.status.clear("futures");
    this.box.dataset.futures = "true";
    if (this.phase.hand === "rest") this.settle(this.current());
  }

  // -- what is shown ---------------------------------------------------------------------------------------------------
  current() {
    return this.overlay || this.vectors.current;
  }

  with(current) {
    return { ...this.vectors, current };
  }

  write(vectors = this.with(this.current())) {
    const { mode } = this.figures;
    const look = { mode, moved: Boolean(this.overlay), before: this.phase.hand === "before", chance: this.chance };
    this.board.write(this.data, vectors, this.writer, look);
    if (!look.moved || this.tables.seen) this.tables.draw(vectors, this.writer);
  }

  // Everything is exact now: ease from what was shown to what is true, and let the axes follow.
  settle(before) {
    if (!this.data.stale && !this.data.takes) this.board.holdSentence(false);
    if (this.figures.charts) this.figures.settle(before, this.current(), this.vectors);
  }

  show(mode) {
    this.figures.show(mode);
    this.board.mark(mode);
    this.figures.drawAll(this.with(this.current()));
  }

  recolour(scheme = schemeOf(this.box)) {
    if (scheme === this.scheme) return;
    this.scheme = scheme;
    this.box.dataset.scheme = scheme;
    this.figures.colour(this.data.theme[scheme]);
  }

  // -- moving ----------------------------------------------------------------------------------------------------------
  moving(row, outcomes) {
    this.exchange.happen({ is: "move", known: Boolean(outcomes) });
    this.status.say("");
    this.box.classList.toggle("behind", !outcomes);
    if (!outcomes) return this.response.ask([row.lever.id]); // the lever moves, its numbers follow when they are here
    if (!this.overlay) this.board.holdSentence(true);
    this.overlay = outcomes;
    this.chance = this.chances.at(this.data.chances.key, row.lever, row.value);
    this.write();
    this.figures.drawMoving(this.with(outcomes));
    this.broadcast.send(this.data.live, outcomes);
  }

  release(levers) {
    const same = Object.keys(levers).every((id) => levers[id] === this.rail.value(id));
    this.exchange.happen({ is: "release", levers, same });
  }

  act(name, value = null) {
    this.exchange.happen({ is: "act", name, value });
  }

  // A finger has come back to where it began.
  comeBack() {
    this.overlay = null;
    this.broadcast.send(this.data.live, null);
    this.box.classList.remove("behind");
    this.settle(this.vectors.current);
  }

  // -- buttons and keys ------------------------------------------------------------------------------------------------
  step(undoOrRedo) {
    if (this.data.can[undoOrRedo]) this.act(undoOrRedo);
  }

  replay() {
    if (this.vectors?.previous) this.exchange.happen({ is: "replay" });
  }

  present() {
    document.documentElement.requestFullscreen?.().catch(() => null); // only a click or a key may ask for it
    this.act("present");
  }

  history() {
    this.journal.open(!this.journal.isOpen);
  }

  mode() {
    this.show(this.figures.mode === "year" ? "quarter" : "year");
  }

  help() {
    this.sheet.open(true, this.data.journal);
  }

  close() {
    if (this.journal.isOpen) return this.journal.open(false);
    if (this.tour.box.hidden) return false;
    return this.tour.end();
  }

  end() {
    this.leave?.();
    this.deaf();
    this.offPaper();
    this.given = this.handed = null;
    const { exchange, response, futures, chances, replaying, figures, status } = this;
    for (const part of [exchange, response, futures, chances, replaying, figures, status]) part.end();
    this.again.reset();
  }
}
