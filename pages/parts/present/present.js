// The screen of the room: one scene at a time, large. A presenter walks through scenes with keys; a follower's screen
// listens. Every figure was put into a scene by Python; between two scenes the screen only moves from one to the other.

const MOVE = { present: 240, follow: 140 }; // milliseconds from one scene to the next; a follower is to be there within 300
const REPLAY = 1100;
const HIDE_CONTROLS = 2600;
const RETRY = [250, 500, 1000, 2000, 4000];
const VIEWS = ["all", "words", "chart"];
const MOVED = { all: 4, words: 0, chart: 7 }; // levers that fit beside the chart
const CLOSED = { 4404: "unknown", 4429: "limited", 4410: "unknown" };

class Screen {
  constructor(root) {
    this.root = root;
    this.show = { place: 0, hidden: false, blank: false, frozen: false, view: "all" };
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.build();
  }

  build() {
    const part = (tag, name, attributes = {}) => (this[name] = make(tag, { class: name, ...attributes }));
    part("p", "step");
    part("p", "base");
    part("h1", "sentence");
    part("div", "numbers", { role: "group" });
    part("div", "figures");
    part("div", "chart", { role: "img" });
    part("h2", "chartTitle");
    part("p", "chartSub");
    part("section", "moved");
    part("aside", "note");
    part("div", "wait", { role: "status" });
    part("div", "black");
    part("div", "controls", { role: "toolbar" });
    part("div", "sheet", { role: "dialog", "aria-modal": "true", hidden: true });
    part("div", "say", { role: "status", "aria-live": "polite" });
    this.figures.append(make("figure", {}, make("figcaption", {}, this.chartTitle, this.chartSub), this.chart), this.moved);
    this.board = make("div", { class: "board" }, make("div", { class: "top" }, this.step, this.base), this.sentence, this.numbers, this.figures);
    this.box = make("div", { class: "screen", tabindex: "-1" }, this.board, this.note, this.wait, this.black, this.controls, this.sheet, this.say);
    this.root.append(this.box);
    this.box.addEventListener("transitionend", (event) => event.propertyName === "outline-color" && this.recolour());
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.box.addEventListener("pointermove", () => this.wakeControls());
    this.onResize = () => this.deck && this.reserve();
    window.addEventListener("resize", this.onResize);
  }

  // -- what to show --------------------------------------------------------------------------------------------------
  receive(data, send) {
    this.send = send;
    if (data === this.data) return;
    this.data = data;
    this.following = data.role === "follow";
    this.box.dataset.role = data.role;
    if (this.following) {
      this.texts = data.texts;
      this.box.setAttribute("aria-label", data.texts.screen);
      this.follow(data.code);
      return;
    }
    this.adopt(data.deck, data.show);
    this.drawControls();
    this.tell();
    this.box.focus({ preventScroll: true });
  }

  // A deck is {frame, scenes}; a place in it is drawn moving there from what is on the screen.
  adopt(deck, show) {
    const fresh = !this.deck || this.deck.frame.language !== deck.frame.language || this.deck.frame.columns.join() !== deck.frame.columns.join();
    this.deck = deck;
    this.texts = deck.frame.texts;
    this.writer = makeWriter(deck.frame.formats, deck.frame.locale);
    for (const scene of deck.scenes)
      scene.unpacked ||= Object.fromEntries(Object.entries(scene.vectors).map(([name, text]) => [name, unpack(text, Float32Array)]));
    this.box.lang = deck.frame.locale;
    this.reserved = "";
    this.box.setAttribute("aria-label", this.texts.screen);
    if (fresh) this.shown = null;
    this.put(show || this.show);
  }

  get scene() {
    return this.deck.scenes[this.show.place];
  }

  put(show) {
    const before = this.show;
    const place = Math.min(this.deck.scenes.length - 1, Math.max(0, show.place || 0));
    this.show = { ...this.show, vector: undefined, ...show, place };
    this.box.dataset.view = this.show.view;
    this.box.classList.toggle("hiding", this.show.hidden);
    this.box.classList.toggle("blanked", this.show.blank);
    this.box.dataset.ready = "true";
    this.wait.hidden = true;
    this.board.hidden = false;
    this.words();
    this.reserve();
    this.drawControls();
    const current = this.show.vector ? unpack(this.show.vector, Float32Array) : this.scene.unpacked.current;
    const sudden = Boolean(this.show.vector) || Boolean(before.vector);
    this.go(this.show.hidden ? this.scene.unpacked.baseline : current, sudden);
  }

  words() {
    const { scene, texts, deck } = this;
    const many = deck.scenes.length > 1;
    setText(this.step, many ? `${fill(texts.of, { place: this.show.place + 1, count: deck.scenes.length })} · ${scene.name || texts.now}` : scene.name || "");
    setText(this.base, `${texts.against} ${scene.base}`);
    const rows = scene.moved.slice(0, MOVED[this.show.view]);
    const row = (one) =>
      make("li", {}, make("span", { class: "lever" }, one.name), make("span", { class: "from" }, one.base), make("b", {}, one.current));
    this.moved.replaceChildren(
      make("h2", {}, rows.length ? texts.moved : texts.none),
      make("ul", {}, ...rows.map(row)),
      ...(scene.moved.length > rows.length ? [make("p", {}, fill(texts.more, { count: scene.moved.length - rows.length }))] : []),
    );
    this.figures.classList.toggle("alone", rows.length === 0);
    this.cells = scene.headline.map((item) => {
      const cell = { value: make("b", {}), note: make("p", { class: "hint" }) };
      cell.box = make(
        "div", { class: "number" },
        make("p", { class: "label" }, item.label),
        make("p", { class: "value" }, cell.value, make("span", { class: "unit" }, item.unit)),
        cell.note,
      );
      cell.box.dataset.id = item.id;
      return cell;
    });
    this.numbers.replaceChildren(...this.cells.map((cell) => cell.box));
    setText(this.note, scene.note || texts.noNote);
    if (this.box.classList.contains("noting")) this.noting(true);
  }

  // -- moving and drawing --------------------------------------------------------------------------------------------
  axesOf(scene) {
    return scene.charts.axes.year;
  }

  // Frozen axes hold every scene, so that lines can be compared from one to the next.
  axesNow() {
    if (!this.show.frozen) return this.axesOf(this.scene);
    const all = this.deck.scenes.map((scene) => this.axesOf(scene));
    return [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))];
  }

  go(to, sudden = false, done = null) {
    cancelAnimationFrame(this.animation);
    this.towards = to;
    const from = this.shown || to;
    const axes = this.axesNow();
    const axesFrom = this.axes || axes;
    const begin = performance.now();
    const jump = sudden || !this.shown || this.still.matches || document.hidden;
    const step = (now) => {
      const part = jump ? 1 : Math.min(1, Math.max(0, now - begin) / MOVE[this.data.role]);
      const way = part * part * (3 - 2 * part);
      this.axes = part === 1 ? axes : axes.map((value, place) => axesFrom[place] + (value - axesFrom[place]) * way);
      this.shown = part === 1 ? to : to.map((value, place) => from[place] + (value - from[place]) * way);
      this.draw(part < 1);
      if (part < 1) this.animation = requestAnimationFrame(step);
      else if (done) done();
    };
    step(begin);
  }

  draw(moving) {
    const { scene, writer, texts } = this;
    const vectors = { ...scene.unpacked, current: this.shown };
    const dragged = Boolean(this.show.vector);
    const live = dragged || moving;
    const { sentence, charts } = scene;
    const result = verdict(sentence, vectors, writer);
    // Words do not count up: between two scenes the sentence is already the next one, so that nothing below it jumps.
    const end = { ...vectors, current: this.towards };
    if (this.show.hidden) setMarked(this.sentence, texts.predict);
    else setMarked(this.sentence, this.said(scene, dragged ? vectors : end, dragged));
    scene.headline.forEach((item, place) => {
      const cell = this.cells[place];
      const before = item.settling && this.before;
      setText(cell.value, this.show.hidden ? "?" : before ? scene.before : textOf(item.value, vectors, writer));
      const settling = item.settling && this.show.vector;
      setText(cell.note, this.show.hidden || before ? "" : settling ? item.settling : textOf(item.note, vectors, writer));
      const change = typeof item.note === "object" ? writer.rounded(amountOf(item.note, vectors), item.note.f) : 0;
      cell.box.dataset.tone = this.show.hidden ? "" : change > 0 ? "good" : change < 0 ? "bad" : "";
      cell.box.classList.toggle("settling", Boolean(settling));
    });
    const { titles, numbers, subtitles, alt } = charts.trajectory;
    const figures = Object.fromEntries(Object.entries(numbers).map(([name, ref]) => [name, textOf(ref, vectors, writer)]));
    figures.reason = dragged || this.before ? "" : titles.reason;
    const title = this.show.hidden ? texts.predict : fill(titles[result], figures);
    setText(this.chartTitle, title);
    setText(this.chartSub, subtitles.year);
    if (!moving) this.chart.setAttribute("aria-label", fill(alt, { title }));
    this.drawChart(vectors, live);
  }

  // The sentence of a scene for these outcomes; the chance it names belongs to the settled state only.
  said(scene, vectors, dragged) {
    const { sentence } = scene;
    const words = { opening: this.before ? sentence.base : dragged ? sentence.moved : sentence.opening, futures: dragged || this.before ? "" : sentence.futures };
    for (const [name, ref] of Object.entries(sentence.numbers)) words[name] = textOf(ref, vectors, this.writer);
    return fill(sentence[verdict(sentence, vectors, this.writer)], words);
  }

  // The longest sentence of the deck decides where the numbers stand, so that they stay there from scene to scene.
  reserve() {
    const words = `${innerWidth}x${innerHeight} ${this.show.view}`;
    if (this.reserved === words) return;
    this.reserved = words;
    this.sentence.style.minHeight = "";
    const kept = this.sentence.dataset.text;
    const tall = this.deck.scenes.map((scene) => {
      setMarked(this.sentence, this.said(scene, scene.unpacked, false));
      return this.sentence.offsetHeight;
    });
    if (kept !== undefined) setMarked(this.sentence, kept);
    this.sentence.style.minHeight = `${Math.max(...tall)}px`;
  }

  async drawChart(vectors, live) {
    if (!this.line) {
      if (this.making) return;
      this.making = true;
      const [vega] = await Promise.all([loadVega(), document.fonts.load("600 12px Inter").catch(() => null)]);
      this.line = new RoomChart(vega, this.chart, this.deck.frame.specs.trajectory, ["band", "lines", "current", "target", "labels", "ticks"]);
      this.recolour(true);
      this.box.dataset.drawn = "true";
      return this.draw(false);
    }
    const { charts } = this.scene;
    const view = charts.trajectory.views.year;
    const rows = Object.fromEntries(Object.entries(view.data).map(([name, some]) => [name, resolveRows(some, vectors, this.writer)]));
    if (this.show.hidden) {
      rows.current = rows.current.filter((row) => !row.future);
      rows.labels = rows.labels.filter((row) => row.series !== "current");
      rows.band = [];
    }
    this.line
      .signals({ fresh: live ? 0.4 : 1, xmin: view.x[0], xmax: view.x[1], ymin: this.axes[0], ymax: this.axes[1], yformat: charts.trajectory.format })
      .rows(rows)
      .draw();
  }

  recolour(force = false) {
    const background = getComputedStyle(this.root.host || this.root).getPropertyValue("--st-background-color").trim();
    const scheme = dark(background) ? "dark" : "light";
    if (scheme === this.scheme && !force) return;
    this.scheme = scheme;
    if (this.line) this.line.signals({ theme: this.deck.frame.theme[scheme] }).draw();
  }

  // Flips to the base and back, for the audience.
  replay() {
    if (this.replaying || this.show.hidden) return;
    this.replaying = this.before = true;
    this.box.classList.add("replaying");
    this.go(this.scene.unpacked.base, false, () =>
      setTimeout(() => {
        this.before = false;
        this.box.classList.remove("replaying");
        this.go(this.scene.unpacked.current, false, () => (this.replaying = false));
      }, REPLAY),
    );
  }

  // -- the presenter -------------------------------------------------------------------------------------------------
  set(change) {
    this.put({ ...this.show, ...change });
    this.tell();
  }

  tell() {
    const { live } = this.data;
    if (!live) return;
    const { vector, ...show } = this.show;
    fetch(new URL(live.path, document.baseURI), { method: "POST", body: JSON.stringify({ key: live.key, show }) }).catch(() => null);
  }

  walk(by) {
    const place = this.show.place + by;
    if (place < 0 || place >= this.deck.scenes.length) return;
    this.set({ place, blank: false });
  }

  leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    this.send.trigger("leave", { place: this.show.place });
  }

  key(event) {
    if (!this.box.isConnected) return document.removeEventListener("keydown", this.onKey);
    if (!this.deck || this.following) return this.followerKey(event);
    const inside = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || inside instanceof HTMLInputElement) return;
    if (inside instanceof HTMLSelectElement && event.key !== "Escape") return;
    if ((event.key === " " || event.key === "Enter") && inside instanceof HTMLButtonElement) return;
    const doing = {
      ArrowRight: () => this.walk(1), PageDown: () => this.walk(1), " ": () => this.walk(1), ArrowDown: () => this.walk(1),
      ArrowLeft: () => this.walk(-1), PageUp: () => this.walk(-1), ArrowUp: () => this.walk(-1),
      Home: () => this.set({ place: 0 }), End: () => this.set({ place: this.deck.scenes.length - 1 }),
      h: () => this.set({ hidden: !this.show.hidden }),
      f: () => this.set({ frozen: !this.show.frozen }),
      ".": () => this.set({ blank: !this.show.blank }),
      b: () => this.replay(),
      n: () => this.noting(),
      v: () => this.set({ view: VIEWS[(VIEWS.indexOf(this.show.view) + 1) % VIEWS.length] }),
      "?": () => this.help(),
      Escape: () => (this.sheet.hidden ? this.leave() : this.help(false)),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!doing) return;
    event.preventDefault();
    event.stopPropagation();
    doing();
  }

  // The note and the controls below it take their room from the board, so that they cover nothing.
  noting(on = !this.box.classList.contains("noting")) {
    this.box.classList.toggle("noting", on);
    this.board.style.height = on ? `${this.note.offsetTop}px` : "";
  }

  help(on = this.sheet.hidden) {
    const { shortcuts } = this.data;
    this.sheet.hidden = !on;
    if (!on) return this.box.focus({ preventScroll: true });
    const close = make("button", { type: "button", on: { click: () => this.help(false) } }, "✕");
    close.setAttribute("aria-label", this.texts.leave);
    this.sheet.setAttribute("aria-label", this.texts.help);
    const rows = shortcuts.map(([keys, text]) => make("div", {}, make("dt", {}, ...keys.map((one) => make("kbd", {}, one))), make("dd", {}, text)));
    this.sheet.replaceChildren(close, make("h2", {}, this.texts.help), make("dl", {}, ...rows));
    close.focus();
  }

  drawControls() {
    if (this.following || !this.deck) return;
    const { texts, data, show } = this;
    const inside = this.root.activeElement || this.root.getRootNode().activeElement;
    const focused = inside?.dataset?.action;
    const button = (action, label, handler, pressed) => {
      const one = make("button", { type: "button", on: { click: handler } }, label);
      one.dataset.action = action;
      if (pressed !== undefined) one.setAttribute("aria-pressed", String(pressed));
      return one;
    };
    const previous = button("previous", "‹", () => this.walk(-1));
    previous.setAttribute("aria-label", texts.previous);
    previous.disabled = show.place === 0;
    const next = button("next", "›", () => this.walk(1));
    next.setAttribute("aria-label", texts.next);
    next.disabled = show.place === this.deck.scenes.length - 1;
    const story = make("select", { "aria-label": texts.story, on: { change: (event) => this.send.trigger("story", event.target.value) } });
    story.append(...data.stories.map((one) => make("option", { value: one.id, selected: one.active }, one.title)));
    this.controls.setAttribute("aria-label", texts.controls);
    const follower = data.live && make("a", { class: "code", href: data.live.link, target: "_blank", rel: "noopener" }, `${texts.follower} ${data.live.code}`);
    this.controls.replaceChildren(
      previous, next, story,
      button("hide", show.hidden ? texts.reveal : texts.hide, () => this.set({ hidden: !show.hidden }), show.hidden),
      button("freeze", texts.freeze, () => this.set({ frozen: !show.frozen }), show.frozen),
      button("view", texts.view, () => this.set({ view: VIEWS[(VIEWS.indexOf(show.view) + 1) % VIEWS.length] })),
      button("replay", texts.replay, () => this.replay()),
      button("note", texts.note, () => this.noting()),
      button("blank", texts.blank, () => this.set({ blank: !show.blank }), show.blank),
      ...(follower ? [follower] : []),
      button("help", "?", () => this.help()),
      button("leave", texts.leave, () => this.leave()),
    );
    this.controls.querySelector("[data-action=help]").setAttribute("aria-label", texts.help);
    if (focused) this.controls.querySelector(`[data-action=${focused}]`)?.focus();
  }

  wakeControls() {
    this.box.classList.add("awake");
    clearTimeout(this.sleeping);
    this.sleeping = setTimeout(() => this.box.classList.remove("awake"), HIDE_CONTROLS);
  }

  // -- the follower --------------------------------------------------------------------------------------------------
  followerKey(event) {
    if (event.key !== "f" || event.ctrlKey || event.metaKey || event.composedPath()[0] instanceof HTMLInputElement) return;
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => null);
  }

  follow(code) {
    this.code = (code || "").trim().toUpperCase();
    this.socket?.close();
    if (!this.code) return this.ask("");
    this.say_(this.texts.waiting);
    const address = new URL(this.data.path, document.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("code", this.code);
    address.searchParams.set("lang", this.data.language); // a follower reads in a language of its own
    const socket = (this.socket = new WebSocket(address));
    socket.onmessage = (event) => {
      this.tries = 0;
      const { deck, show } = JSON.parse(event.data);
      if (deck) this.adopt(deck, { ...show });
      else if (show && this.deck) this.put(show);
      this.say_("");
    };
    socket.onclose = ({ code: reason }) => {
      if (socket !== this.socket || !this.box.isConnected) return;
      if (CLOSED[reason]) return this.ask(this.texts[CLOSED[reason]]);
      this.tries = (this.tries || 0) + 1;
      this.say_(this.texts.lost);
      this.again = setTimeout(() => this.follow(this.code), RETRY[Math.min(this.tries, RETRY.length) - 1]);
    };
  }

  say_(text) {
    if (this.deck) return setText(this.say, text);
    this.board.hidden = true;
    this.wait.hidden = !text;
    this.wait.replaceChildren(make("p", {}, text));
  }

  // Without a code, or with a wrong one: ask for it.
  ask(problem) {
    this.deck = null;
    this.board.hidden = true;
    this.wait.hidden = false;
    const { texts } = this;
    const input = make("input", { type: "text", id: "code", maxlength: "6", autocomplete: "off", spellcheck: "false", autocapitalize: "characters", value: "" });
    const form = make(
      "form", { on: { submit: (event) => { event.preventDefault(); this.follow(input.value); } } },
      make("label", { for: "code" }, texts.code), input, make("button", { type: "submit" }, texts.open),
    );
    this.wait.replaceChildren(...(problem ? [make("p", { class: "problem" }, problem)] : []), form);
    input.focus();
  }

  end() {
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("resize", this.onResize);
    cancelAnimationFrame(this.animation);
    clearTimeout(this.again);
    const { socket } = this;
    this.socket = null;
    socket?.close();
    this.line?.end();
  }
}

// Type in the room's chart grows with the screen, not with the box.
class RoomChart extends Chart {
  constructor(vega, box, spec, names) {
    super(vega, box, { ...spec, padding: { left: 29, right: 0, top: 0, bottom: 0 } }, names);
  }

  // The unit of the styles (present.css: --u), twice the size that the chart has on the stage.
  static scale() {
    return window.innerWidth < 760 ? 1.15 : Math.min(window.innerHeight, window.innerWidth * 0.5625) / 360;
  }

  pad() {
    this.view.padding({ left: Math.round(29 * this.zoom()), right: 0, top: 0, bottom: 0 });
  }

  zoom() {
    return RoomChart.scale() * (this.box.clientWidth < 620 && window.innerWidth >= 760 ? 0.875 : 1);
  }
}

function dark(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour || "#fff";
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement;
  if (!root.__screen) root.__screen = new Screen(root.querySelector(".mount") || root);
  root.__screen.receive(data, { trigger: setTriggerValue });
  return () => {
    root.__screen?.end();
    root.__screen = null;
  };
}
