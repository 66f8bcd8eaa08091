// The stage: takes what Python hands over (pages/parts/stage/payload.py), shows it, follows drags by look-up, sends
// one change at a time back on release.

const EASE = 150;
const REPLAY_PAUSE = 1100;
const ANSWER_TIMEOUT = 8000;

class Stage {
  constructor(root) {
    this.root = root;
    this.mode = "year";
    this.seq = 0;
    this.waiting = null; // what has been sent and not been answered
    this.next = null; // what is to be sent after that
    this.later = []; // actions that came while one was in flight
    this.overlay = null; // outcomes under the finger, while they differ from the settled ones
    this.charts = {};
    this.structure = "";
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.cast = new Cast();
    this.strips = new Strips({ arrived: () => this.tableArrived(), unknown: (key) => this.offerAgain(key) });
    this.chances = new Chances({ changed: (here) => (this.box.dataset.chances = String(here)) });
    loadVega().catch(() => null); // begins with the frame; whoever needs it says what went wrong
    this.build();
  }

  // -- skeleton ------------------------------------------------------------------------------------------------------
  build() {
    const part = (tag, name, attributes = {}) => (this[name] = make(tag, { class: name, ...attributes }));
    const chart = (name) => {
      const box = make("div", { class: "chart" });
      const card = make("figure", { class: `card ${name}` });
      const title = make("h2", {});
      const subtitle = make("p", { class: "subtitle" });
      const empty = make("p", { class: "empty", hidden: true });
      box.setAttribute("role", "img");
      const head = make("figcaption", {}, make("div", {}, title, subtitle));
      card.append(head, box, empty);
      this[name] = { card, head, title, subtitle, box, empty };
      return card;
    };
    this.railElement = make("aside", { class: "rail", tabindex: "-1" });
    this.rail = new Rail(this.railElement, {
      strip: (id) => this.strip(id),
      unfolded: () => {
        this.strips.ask(this.rail.onScreen());
        this.tableArrived();
      },
      moving: (row, vector) => this.moving(row, vector),
      settle: (levers) => this.settle(levers),
      preset: (id) => this.act("preset", id),
      say: (text) => this.say(text),
    });
    part("div", "actions", { role: "toolbar" });
    part("h1", "sentence");
    part("label", "against");
    part("div", "headline", { role: "group" });
    this.tables = new Tables();
    part("div", "status", { role: "status", "aria-live": "polite" });
    const board = make(
      "div", { class: "board" },
      make("div", { class: "verdict" }, this.sentence, this.against),
      this.headline,
      make("div", { class: "cards" }, chart("trajectory"), chart("bridge"), chart("breakdown")),
    );
    this.journal = new Journal({ act: (name, value) => this.act(name, value), focus: () => this.focusBack() });
    this.sheet = new Sheet(() => this.focusBack());
    this.box = make("div", { class: "stage" }, this.actions, make("div", { class: "screen" }, this.railElement, board), this.tables.box, this.journal.box, this.sheet.box, this.status);
    this.tour = new Tour(this.box);
    this.box.append(this.tour.box);
    this.root.append(this.box);
    this.box.addEventListener("transitionend", (event) => event.propertyName === "outline-color" && this.recolour());
    this.onKey = (event) => this.shortcut(event);
    document.addEventListener("keydown", this.onKey);
  }

  // -- data arrives --------------------------------------------------------------------------------------------------
  receive(handed, send) {
    this.send = send;
    if (handed === this.handed) return;
    this.handed = handed;
    this.gather(handed);
  }

  // The frame is here from the first payload on, as long as neither plan nor language changes.
  async gather(handed) {
    try {
      if (!frames.has(handed.frame.key)) await fetchFrame(handed.frame);
    } catch (problem) {
      setTimeout(() => handed === this.handed && this.gather(handed), AGAIN);
      return;
    }
    if (handed === this.handed) await this.accept(together(frames.get(handed.frame.key), handed));
  }

  async accept(data) {
    const first = !this.data;
    const before = this.vectors && this.shown();
    this.data = data;
    this.writer = makeWriter(data.formats, data.locale);
    this.vectors = Object.fromEntries(Object.entries(data.vectors).map(([name, text]) => [name, unpack(text, Float32Array)]));
    const structure = data.language + data.levers.map((lever) => lever.id).join();
    if (structure !== this.structure) {
      this.structure = structure;
      this.frame();
      this.rail.build(data, this.writer);
    }
    if (this.waiting && data.seq >= this.waiting.seq) {
      this.waiting = null;
      clearTimeout(this.timer);
    }
    if (!this.waiting && !this.next && !this.rail.dragging) this.overlay = null;
    this.recolour();
    this.frameTexts();
    if (!this.next) this.rail.update(data, this.writer);
    this.strips.settle(data.table, this.rail.onScreen());
    this.tableArrived();
    this.journal.update(data.journal);
    this.box.classList.toggle("pending", Boolean(this.waiting || this.next || this.rail.dragging));
    if (this.next && !this.waiting) this.flush();
    else if (!this.waiting && this.later.length) this.act(...this.later.shift());
    if (first) {
      this.text();
      this.box.dataset.filled = "true"; // empty cards would take other shapes than full ones
      await this.makeCharts();
      this.box.dataset.ready = "true";
      this.tour.start(data.journal);
    }
    if (this.rail.dragging) return;
    this.box.classList.remove("behind");
    this.settled(before);
    if (!this.waiting && !this.next) this.chances.settle(data.chances);
  }

  tableArrived() {
    this.box.dataset.table = String(this.rail.onScreen().every((id) => this.strips.get(id)));
    this.rail.again();
  }

  // The server has dropped this point: a run of the session offers it again. Asked once a point, not under the finger.
  offerAgain(key) {
    if (key === this.dropped || key !== this.data.table.key) return;
    if (this.rail.dragging) return void setTimeout(() => this.offerAgain(key), BUSY);
    this.dropped = key;
    this.act("offer");
  }

  // The table answers for the settled point: with a change on its way, for that same lever alone.
  strip(id) {
    const others = (levers) => !levers || Object.keys(levers).some((one) => one !== id);
    if ((this.waiting && others(this.waiting.levers)) || (this.next && others(this.next))) return null;
    return this.strips.get(id);
  }

  async makeCharts() {
    const [vega] = await Promise.all([loadVega(), document.fonts.load("600 12px Inter").catch(() => null)]);
    const { specs } = this.data;
    this.charts = {
      trajectory: new Chart(vega, this.trajectory.box, specs.trajectory, ["band", "lines", "current", "target", "labels", "ticks"]),
      bridge: new Chart(vega, this.bridge.box, specs.bridge, ["steps", "breaks"]),
      breakdown: new Chart(vega, this.breakdown.box, specs.breakdown, ["bars", "totals"]),
    };
    this.recolour(true);
    this.axes = this.axesNow();
    this.drawAll();
  }

  axesNow() {
    const { axes } = this.data.charts;
    const [low, high] = axes[this.mode];
    return [low, high, axes.breakdown];
  }

  shown() {
    return this.overlay || this.vectors.current;
  }

  with(current) {
    return { ...this.vectors, current };
  }

  // Everything is exact now: ease from what was shown to what is true, and let the axes follow.
  settled(before) {
    const after = this.shown();
    const axes = this.axesNow();
    this.sentence.style.minHeight = "";
    const moved = before && (before.some((value, place) => value !== after[place]) || axes.some((value, place) => value !== this.axes[place]));
    if (!this.charts.trajectory) return;
    this.ease(moved ? before : after, after, axes);
  }

  ease(from, to, axes = this.axes, done = null) {
    cancelAnimationFrame(this.animation);
    const axesFrom = this.axes;
    const begin = performance.now();
    const step = (now) => {
      const part = this.still.matches || from === to ? 1 : Math.min(1, Math.max(0, now - begin) / EASE);
      const way = part * (2 - part);
      const blend = (one, other) => (part === 1 ? other : one + (other - one) * way);
      this.axes = axes.map((value, place) => blend(axesFrom[place], value));
      this.drawAll(part === 1 ? to : to.map((value, place) => blend(from[place], value)));
      if (part < 1) this.animation = requestAnimationFrame(step);
      else if (done) done();
    };
    step(begin);
  }

  // -- drawing -------------------------------------------------------------------------------------------------------
  drawAll(current = this.shown()) {
    const vectors = this.with(current);
    const { charts } = this.data;
    const view = charts.trajectory.views[this.mode];
    this.text(vectors);
    this.charts.trajectory
      .signals({ fresh: 1, xmin: view.x[0], xmax: view.x[1], ymin: this.axes[0], ymax: this.axes[1], yformat: charts.trajectory.format })
      .rows(Object.fromEntries(Object.entries(view.data).map(([name, rows]) => [name, resolveRows(rows, vectors, this.writer)])))
      .draw();
    this.charts.breakdown.signals({ xmax: this.axes[2] });
    this.drawBreakdown(vectors);
    const bridge = charts.bridge.rows;
    if (bridge) this.charts.bridge.signals({ ymin: bridge.y[0], ymax: bridge.y[1], lines: bridge.lines }).rows(bridge.data).draw();
    this.tables.draw(vectors, this.writer);
  }

  drawBreakdown(vectors) {
    const { data } = this.data.charts.breakdown;
    this.charts.breakdown
      .rows({ bars: resolveRows(data.bars, vectors, this.writer), totals: resolveRows(data.totals, vectors, this.writer) })
      .draw();
  }

  // The way of a drag: only what moves.
  drawLive(vectors) {
    this.text(vectors);
    if (!this.charts.trajectory) return;
    const { data } = this.data.charts.trajectory.views[this.mode];
    this.charts.trajectory
      .signals({ fresh: 0.4 })
      .rows({ current: resolveRows(data.current, vectors, this.writer), labels: resolveRows(data.labels, vectors, this.writer) })
      .draw();
    this.drawBreakdown(vectors);
    if (this.tables.seen) this.tables.draw(vectors, this.writer);
  }

  text(vectors = this.with(this.shown())) {
    const { data, writer } = this;
    const { sentence, charts } = data;
    const verdictNow = verdict(sentence, vectors, writer);
    const { before } = this; // what replay shows: the state before the last change
    const words = { opening: before ? sentence.before : this.overlay ? sentence.moved : sentence.opening, futures: this.overlay || before ? "" : sentence.futures };
    for (const [name, ref] of Object.entries(sentence.numbers)) words[name] = textOf(ref, vectors, writer);
    setMarked(this.sentence, fill(sentence[verdictNow], words));
    data.headline.forEach((item, place) => {
      const cell = this.cells[place];
      const chance = item.settling && this.overlay ? this.chance : null;
      if (item.settling && before) {
        setText(cell.value, data.before || "–");
        setText(cell.note, "");
        return;
      }
      setText(cell.value, chance === null ? textOf(item.value, vectors, writer) : writer.chance(chance));
      const live = typeof item.note === "object";
      const settling = item.settling && this.overlay && chance === null;
      setText(cell.note, settling ? item.settling : textOf(item.note, vectors, writer));
      const change = live ? writer.rounded(amountOf(item.note, vectors), item.note.f) : 0;
      cell.box.dataset.tone = change > 0 ? "good" : change < 0 ? "bad" : "";
      cell.box.classList.toggle("settling", Boolean(settling));
    });
    const { titles, numbers, subtitles, alt } = charts.trajectory;
    const figures = Object.fromEntries(Object.entries(numbers).map(([name, ref]) => [name, textOf(ref, vectors, writer)]));
    figures.reason = this.overlay || before ? "" : titles.reason;
    const title = fill(titles[this.mode === "year" ? verdictNow : "quarter"], figures);
    setText(this.trajectory.title, title);
    setText(this.trajectory.subtitle, subtitles[this.mode]);
    if (!this.overlay) this.trajectory.box.setAttribute("aria-label", fill(alt, { title }));
    setText(this.breakdown.title, regionTitle(charts.breakdown, vectors, writer));
    const { bridge } = charts;
    setText(this.bridge.title, this.overlay ? bridge.moving : bridge.title);
    setText(this.bridge.empty, (this.overlay && bridge.empty ? bridge.waiting : bridge.empty) || "");
  }

  // Words and boxes that change only with the language or the plan.
  frame() {
    const { texts, headline } = this.data;
    this.headline.setAttribute("aria-label", texts.headline);
    this.cells = headline.map((item) => {
      const cell = { label: make("div", { class: "label" }), value: make("b", {}), unit: make("span", { class: "unit" }), note: make("div", { class: "note" }) };
      const source = sourceMark(this.data.sources.headline[item.id]);
      cell.box = make("div", { class: "cell" }, source, cell.label, make("div", { class: "figure" }, cell.value, cell.unit), cell.note);
      cell.box.dataset.id = item.id;
      return cell;
    });
    this.headline.replaceChildren(...this.cells.map((cell) => cell.box));
    this.modes = make("div", { class: "modes", role: "group", "aria-label": texts.view });
    for (const mode of ["year", "quarter"]) {
      const button = make("button", { type: "button", on: { click: () => this.show(mode) } }, texts[mode]);
      button.dataset.mode = mode;
      this.modes.append(button);
    }
    this.trajectory.head.querySelector(".modes")?.remove();
    this.trajectory.head.append(this.modes);
    const act = (name) => [name, () => this.act(name)];
    const actions = [
      act("undo"), act("redo"), ["replay", () => this.replay()], ["history", () => this.journal.open(!this.journal.isOpen)],
      act("open"), act("export"), act("save"), ["present", () => this.present()],
    ];
    this.actions.replaceChildren(...actions.map(([name, handler]) => actionButton(name, texts[name], handler)));
    this.select = make("select", { title: texts.againstHelp, on: { change: () => this.act("base", this.select.value) } });
    this.against.replaceChildren(make("span", {}, texts.against), this.select);
    this.mark();
  }

  // Words that change with the base of comparison or the history.
  frameTexts() {
    const { data } = this;
    data.headline.forEach((item, place) => {
      setText(this.cells[place].label, item.label);
      this.cells[place].label.title = item.label; // where a narrow cell cuts it off
      setText(this.cells[place].unit, item.unit);
    });
    for (const name of ["bridge", "breakdown"]) {
      const chart = data.charts[name];
      const title = name === "bridge" ? chart.title : regionTitle(chart, this.vectors, this.writer);
      setText(this[name].subtitle, chart.subtitle);
      this[name].box.setAttribute("aria-label", `${title}. ${chart.alt}`);
    }
    this.box.classList.toggle("long", data.long);
    const { empty } = data.charts.bridge;
    this.bridge.empty.hidden = !empty;
    this.bridge.box.classList.toggle("void", Boolean(empty));
    for (const name of ["undo", "redo", "replay", "save"]) {
      const button = this.actions.querySelector(`[data-action=${name}]`);
      button.disabled = !data.can[name];
    }
    this.select.replaceChildren(...data.bases.map((base) => make("option", { value: base.id, selected: base.active }, base.label)));
    this.tables.update(data);
  }

  show(mode) {
    this.mode = mode;
    this.mark();
    this.axes = this.axesNow();
    this.drawAll();
  }

  mark() {
    for (const button of this.modes.children) button.setAttribute("aria-pressed", String(button.dataset.mode === this.mode));
  }

  recolour(force = false) {
    const background = getComputedStyle(this.root.host || this.root).getPropertyValue("--st-background-color").trim();
    const scheme = dark(background) ? "dark" : "light";
    if (scheme === this.scheme && !force) return;
    this.scheme = scheme;
    this.box.dataset.scheme = scheme;
    for (const chart of Object.values(this.charts)) chart.signals({ theme: this.data.theme[scheme] }).draw();
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.status.textContent = ""), 6000);
  }

  // -- moving --------------------------------------------------------------------------------------------------------
  moving(row, vector) {
    cancelAnimationFrame(this.animation);
    this.say("");
    this.box.classList.add("pending");
    this.box.classList.toggle("behind", !vector);
    if (!vector) return this.strips.ask([row.lever.id]); // the lever moves, the numbers follow when its strip is here
    if (!this.overlay) this.sentence.style.minHeight = `${this.sentence.offsetHeight}px`; // a shorter sentence must not shift the charts
    this.overlay = vector;
    this.chance = this.chances.at(this.data.chances.key, row.lever, row.value);
    this.drawLive(this.with(this.overlay));
    this.cast.send(this.data.live, this.overlay);
  }

  settle(levers) {
    const value = (id) => this.rail.rows.get(id).lever.value;
    if (!this.waiting && !this.next && Object.keys(levers).every((id) => levers[id] === value(id))) {
      this.overlay = null;
      this.cast.send(this.data.live, null);
      this.box.classList.remove("pending", "behind");
      return this.settled(this.vectors.current);
    }
    this.cast.drop();
    this.next = { ...(this.next || {}), ...levers };
    this.box.classList.add("pending");
    if (!this.waiting) this.flush();
  }

  flush() {
    const levers = this.next;
    this.next = null;
    this.seq = Math.max(this.seq, this.data.seq) + 1;
    this.wait({ seq: this.seq, levers });
    this.send.state("change", { seq: this.seq, levers });
  }

  act(name, value = null) {
    if (this.rail.dragging) return;
    if (this.waiting) return void this.later.push([name, value]);
    this.seq = Math.max(this.seq, this.data.seq) + 1;
    this.wait({ seq: this.seq });
    this.send.trigger("action", { name, value, seq: this.seq });
  }

  // One in flight. Should an answer get lost, the next move is not held up for ever.
  wait(sent) {
    this.waiting = sent;
    this.box.classList.add("pending");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.waiting = null;
      if (this.next) this.flush();
    }, ANSWER_TIMEOUT);
  }

  // Before and after the last change, for the audience; everything comes from vectors already here.
  replay() {
    if (!this.vectors.previous || this.rail.dragging || this.waiting || this.replaying) return;
    this.replaying = true;
    this.box.classList.add("replaying");
    const levers = (pick) => {
      for (const [id, row] of this.rail.rows) this.rail.show(row, pick(id, row));
    };
    const now = this.vectors.current;
    const previous = this.vectors.previous;
    levers((id) => this.data.previous[id]);
    this.before = true;
    this.sentence.style.minHeight = `${this.sentence.offsetHeight}px`;
    this.ease(now, previous, this.axes, () =>
      setTimeout(() => {
        levers((_, row) => row.lever.value);
        this.before = false;
        this.ease(previous, this.vectors.current, this.axes, () => {
          this.replaying = false;
          this.sentence.style.minHeight = "";
          this.box.classList.remove("replaying");
        });
      }, REPLAY_PAUSE),
    );
  }

  present() {
    document.documentElement.requestFullscreen?.().catch(() => null); // only a click or a key may ask for it
    this.act("present");
  }

  shortcut(event) {
    if (!this.box.isConnected) return document.removeEventListener("keydown", this.onKey);
    if (!this.data) return;
    const inside = event.composedPath()[0];
    if (inside instanceof HTMLInputElement && inside.type !== "range") return;
    if (inside instanceof HTMLTextAreaElement || inside instanceof HTMLSelectElement || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const held = event.ctrlKey || event.metaKey;
    if (held && key === "z") event.shiftKey ? this.redoNow() : this.undoNow();
    else if (held && key === "y") this.redoNow();
    else if (!held && !event.altKey && key === "b") this.replay();
    else if (held || event.altKey) return;
    else if (key === "p") this.present();
    else if (key === "h") this.journal.open(!this.journal.isOpen);
    else if (key === "m") this.journal.nameCurrent();
    else if (key === "y") this.show(this.mode === "year" ? "quarter" : "year");
    else if (key === "?") this.sheet.open(true, this.data.journal);
    else if (key === "escape" && this.journal.isOpen) this.journal.open(false);
    else if (key === "escape" && !this.tour.box.hidden) this.tour.end();
    else return;
    event.preventDefault();
  }

  focusBack() {
    this.actions.querySelector("[data-action=history]")?.focus({ preventScroll: true });
  }

  undoNow() {
    if (this.data.can.undo) this.act("undo");
  }

  redoNow() {
    if (this.data.can.redo) this.act("redo");
  }

  end() {
    document.removeEventListener("keydown", this.onKey);
    cancelAnimationFrame(this.animation);
    this.handed = null;
    this.strips.end();
    this.chances.end();
    for (const chart of Object.values(this.charts)) chart.end();
  }
}

function dark(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour || "#fff";
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const root = parentElement;
  if (!root.__stage) root.__stage = new Stage(root.querySelector(".mount") || root);
  root.__stage.receive(data.stage, { state: setStateValue, trigger: setTriggerValue });
  return () => {
    root.__stage?.end();
    root.__stage = null;
  };
}
