// The list of the library: search, filters, rows, selection, pages. Python writes every text; here they are set as
// text, never as markup. While somebody types, the rows come from a route, one question on its way at a time; when they
// pause, the session is told, which brings the address up to date.

const TIMEOUT = 8000;
const PAUSE = 500;
const NOTICE = 9000;
const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const line = (cls, points) => svg("polyline", { class: cls, points });

class Library {
  constructor(root) {
    this.root = root;
    this.seq = 0;
    this.chosen = new Set(); // ids, over all pages
    this.all = false; // everything the list finds
    this.structure = "";
    this.mode = ""; // what the bulk bar asks for: "tag", "untag", "export", "purge"
  }

  receive(data, send) {
    this.send = send;
    if (data === this.given) return;
    this.given = data;
    // What the visitor has asked for meanwhile is newer than what this answers.
    this.data = this.wanted && this.data ? { ...data, ...this.local } : data;
    if (this.waiting && data.seq >= this.waiting) {
      this.waiting = 0;
      clearTimeout(this.timer);
    }
    if (data.language !== this.structure) this.build();
    this.draw();
    this.notice();
    this.box.dataset.ready = "true";
    this.box.classList.toggle("busy", Boolean(this.waiting));
    const later = this.later;
    this.later = null;
    if (later) this.act(...later);
  }

  draw() {
    this.controls();
    this.rows();
    this.bulk();
    this.box.dataset.text = this.data.view.text;
  }

  // -- asking --------------------------------------------------------------------------------------------------------
  look(changes) {
    const first = "page" in changes ? {} : { page: "" };
    this.wanted = { ...(this.wanted || {}), ...first, ...changes };
    this.asked = true;
    this.all = false;
    this.ask();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), "text" in changes ? PAUSE : 0);
  }

  async ask() {
    if (this.asking) return;
    this.asking = true;
    while (this.asked) {
      this.asked = false;
      const { path, language, zone, open } = this.data.wire;
      const own = { ...this.data.view, ...this.wanted };
      const address = new URL(path, document.baseURI);
      for (const [name, value] of Object.entries({ lang: language, zone, open, ...own })) if (value) address.searchParams.set(name, value);
      try {
        const answer = await fetch(address);
        if (!answer.ok || this.asked) continue;
        this.local = await answer.json();
        this.data = { ...this.data, ...this.local };
        this.draw();
      } catch {
        // the session answers as well, a little later
      }
    }
    this.asking = false;
  }

  settle() {
    clearTimeout(this.pause);
    if (!this.wanted || this.waiting) return this.wanted && (this.pause = setTimeout(() => this.settle(), 60));
    const changes = this.wanted;
    this.wanted = null;
    this.act("view", changes);
  }

  act(name, value) {
    if (this.waiting) return void (this.later = [name, value]);
    const view = name === "view" ? null : this.wanted; // a button is about what is seen
    if (view) {
      this.wanted = null;
      clearTimeout(this.pause);
    }
    this.seq = Math.max(this.seq, this.data.seq) + 1;
    this.waiting = this.seq;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.waiting = 0), TIMEOUT);
    this.box.classList.add("busy");
    this.send("action", { seq: this.seq, name, value, view });
  }

  // -- skeleton ------------------------------------------------------------------------------------------------------
  build() {
    const { texts } = this.data;
    this.structure = this.data.language;
    this.search = make("input", {
      type: "search", class: "search", placeholder: texts.search, "aria-label": texts.search, maxlength: 200, spellcheck: "false",
      on: { input: () => this.look({ text: this.search.value }) },
    });
    this.search.value = this.data.view.text;
    this.selects = {};
    const select = (name) => {
      const element = make("select", { "aria-label": texts[name], class: `filter f-${name}`, on: { change: () => this.look({ [name]: element.value, ...(name === "sort" ? { order: "" } : {}) }) } });
      this.selects[name] = element;
      return element;
    };
    this.show = make("div", { class: "show", role: "group", "aria-label": texts.filters });
    this.order = make("button", { type: "button", class: "order", on: { click: () => this.look({ order: this.data.view.order === "down" ? "up" : "down" }) } });
    this.clear = make("button", { type: "button", class: "quiet", on: { click: () => this.reset() } }, texts.clear);
    const sorting = make("span", { class: "sorting" }, make("span", { class: "label" }, texts.sort), select("sort"), this.order);
    const filters = make("div", { class: "filters" }, this.show, select("target"), select("tag"), select("author"), select("plan"), select("time"), this.clear, sorting);
    this.tools = make("div", { class: "tools", role: "search" }, this.search, filters);
    this.bar = make("div", { class: "bar", role: "toolbar", "aria-label": texts.list });
    this.pick = make("input", { type: "checkbox", "aria-label": texts.selectPage, on: { change: () => this.pickPage(this.pick.checked) } });
    const head = (name, label) => {
      const button = make("button", { type: "button", on: { click: () => this.sortBy(name) } }, label);
      button.dataset.sort = name;
      return make("span", { class: `h-${name}` }, button);
    };
    this.head = make("div", { class: "row head" }, make("label", { class: "tick" }, this.pick), make("span", {}), head("name", texts.name), make("span", { class: "h-path" }, texts.path), head("revenue", texts.revenue), head("p_target", texts.chance), head("updated", texts.saved), make("span", {}));
    this.list = make("ul", { class: "list", "aria-label": texts.list });
    this.nothing = make("p", { class: "nothing" });
    this.foot = make("div", { class: "foot" });
    this.message = make("div", { class: "message", role: "status", "aria-live": "polite" });
    this.box = make("section", { class: "library" }, this.tools, this.bar, this.head, this.list, this.nothing, this.foot, this.message);
    this.root.replaceChildren(this.box);
  }

  controls() {
    const { view, choices, texts } = this.data;
    if (document.activeElement !== this.search && this.root.getRootNode().activeElement !== this.search) this.search.value = view.text;
    for (const [name, element] of Object.entries(this.selects)) {
      const options = choices[name];
      element.hidden = !options.length;
      const key = JSON.stringify(options);
      if (element.dataset.key !== key) {
        element.dataset.key = key;
        element.replaceChildren(...options.map((one) => make("option", { value: one.value }, one.label)));
      }
      element.value = view[name];
      element.classList.toggle("on", name !== "sort" && Boolean(view[name]));
    }
    this.show.replaceChildren(
      ...choices.show.map((one) => {
        const button = make("button", { type: "button", "aria-pressed": String(one.value === view.show), on: { click: () => { this.unpick(); this.look({ show: one.value }); } } }, one.label);
        button.dataset.show = one.value;
        return button;
      }),
    );
    this.order.textContent = view.order === "down" ? "↓" : "↑";
    this.order.setAttribute("aria-label", view.order === "down" ? texts.down : texts.up);
    this.order.title = view.order === "down" ? texts.down : texts.up;
    this.clear.hidden = !this.data.filtered;
    for (const button of this.head.querySelectorAll("button")) {
      const here = button.dataset.sort === view.sort;
      button.parentElement.dataset.order = here ? view.order : "";
    }
  }

  reset() {
    this.search.value = "";
    this.look({ text: "", tag: "", author: "", plan: "", time: "", target: "", show: this.data.view.show === "favourite" ? "" : this.data.view.show });
  }

  sortBy(name) {
    const { view } = this.data;
    this.look(view.sort === name ? { order: view.order === "down" ? "up" : "down" } : { sort: name, order: "" });
  }

  // -- rows ----------------------------------------------------------------------------------------------------------
  rows() {
    const { data } = this;
    const shadow = this.root.getRootNode();
    const focus = shadow.activeElement?.closest?.("[data-id]");
    const kept = focus && [focus.dataset.id, shadow.activeElement.className];
    this.list.replaceChildren(...data.rows.map((row) => this.row(row)));
    if (kept) {
      const same = [...this.list.children].find((one) => one.dataset.id === kept[0]);
      [...(same?.querySelectorAll("button, input") || [])].find((one) => one.className === kept[1])?.focus();
    }
    this.head.hidden = !data.rows.length;
    this.nothing.hidden = !data.empty;
    this.nothing.textContent = data.empty || "";
    const page = (to, text, name) => make("button", { type: "button", class: name, disabled: to < 1 || to > data.pages, on: { click: () => this.turn(to) } }, text);
    this.foot.replaceChildren(
      make("span", { class: "counted" }, data.counted),
      ...(data.pages > 1 ? [make("span", { class: "pages" }, page(data.page - 1, data.texts.previous, "previous"), page(data.page + 1, data.texts.next, "next"))] : []),
    );
  }

  turn(page) {
    this.look({ page: String(page) });
    this.box.scrollIntoView({ block: "start", behavior: "instant" });
  }

  row(row) {
    const { texts, view, size } = this.data;
    const tick = make("input", { type: "checkbox", class: "pick", "aria-label": `${texts.select} ${row.name}`, on: { change: () => this.pickOne(row.id, tick.checked) } });
    tick.checked = this.all || this.chosen.has(row.id);
    const star = make("button", { type: "button", class: "star", "aria-pressed": String(row.favourite), title: row.favourite ? texts.unfavour : texts.favour, on: { click: () => this.act("favourite", { id: row.id, on: !row.favourite }) } }, row.favourite ? "★" : "☆");
    star.setAttribute("aria-label", `${star.title}: ${row.name}`);
    const name = make("button", { type: "button", class: "name", title: texts.details, dir: "auto", on: { click: () => this.act("details", row.id) } }, row.name);
    const tags = [...row.tags.map((tag) => make("span", { class: "tag", dir: "auto" }, tag)), ...(row.moreTags ? [make("span", { class: "tag" }, `+${row.moreTags}`)] : [])];
    const marks = [...(row.sorted ? [make("span", { class: "sorted" }, row.sorted)] : []), ...(row.edition ? [make("span", { class: "edition" }, row.edition)] : [])];
    const note = make("span", { class: "note", dir: "auto" }, row.note);
    const below = make("div", { class: "below" }, ...marks, ...tags, note);
    const { path } = row;
    const picture = svg("svg", { viewBox: `0 0 ${size[0]} ${size[1]}`, width: size[0], height: size[1], role: "img", "aria-label": row.alt }, line("target", path.target), line("actual", path.actual), line("run", path.run));
    if (path.end) {
      const [x, y] = path.end.split(",");
      picture.append(svg("circle", { class: "end", cx: x, cy: y, r: 2.6 }));
    }
    const bin = view.show === "bin";
    const main = bin
      ? make("button", { type: "button", class: "go", on: { click: () => this.act("restore", { ids: [row.id] }) } }, texts.restore)
      : make("button", { type: "button", class: "go", on: { click: () => this.act("open", row.id) } }, texts.open);
    main.setAttribute("aria-label", `${main.textContent}: ${row.name}`);
    const item = make(
      "li", { class: row.open ? "row here" : "row" },
      make("label", { class: "tick" }, tick), star,
      make("div", { class: "what" }, name, below),
      make("div", { class: "path" }, picture),
      make("div", { class: "money", title: row.target }, make("div", {}, make("b", {}, row.revenue), " ", make("span", { class: "unit" }, row.unit)), make("div", { class: `against ${row.tone}` }, row.against)),
      make("div", { class: "chance", title: row.chanceHelp }, row.chance || "–"),
      make("div", { class: "who" }, make("div", { dir: "auto" }, row.author || "–"), make("div", { class: "time" }, this.data.choices.plan.length ? `${row.time} · ${row.plan}` : row.time)),
      main,
    );
    item.dataset.id = row.id;
    return item;
  }

  // -- selection -----------------------------------------------------------------------------------------------------
  pickOne(id, on) {
    if (this.all) for (const row of this.data.rows) this.chosen.add(row.id);
    this.all = false;
    on ? this.chosen.add(id) : this.chosen.delete(id);
    this.bulk();
  }

  pickPage(on) {
    this.all = false;
    for (const row of this.data.rows) on ? this.chosen.add(row.id) : this.chosen.delete(row.id);
    for (const box of this.list.querySelectorAll(".pick")) box.checked = on;
    this.bulk();
  }

  unpick() {
    this.all = false;
    this.chosen.clear();
    this.mode = "";
  }

  subject(more = {}) {
    return this.all ? { all: true, ...more } : { ids: [...this.chosen], ...more };
  }

  many(name, more = {}, stay = false) {
    this.act(name, this.subject(more));
    if (!stay) this.unpick();
    this.mode = "";
    this.bulk();
  }

  bulk() {
    const { texts, rows, total, limit, limits, view } = this.data;
    const count = this.all ? Math.min(total, limit) : this.chosen.size;
    const here = rows.filter((row) => this.chosen.has(row.id)).length;
    this.pick.checked = rows.length > 0 && (this.all || here === rows.length);
    this.pick.indeterminate = !this.pick.checked && here > 0;
    this.bar.hidden = !count;
    if (!count) return;
    const button = (name, text, handler, options = {}) => make("button", { type: "button", class: name, on: { click: handler }, ...options }, text);
    const mode = (name) => () => { this.mode = this.mode === name ? "" : name; this.bulk(); };
    const parts = [make("b", {}, texts.selected.replace("⟦count⟧", count))];
    if (!this.all && here === rows.length && total > this.chosen.size && total <= limit)
      parts.push(button("quiet", this.data.selectAll, () => { this.all = true; this.rows(); this.bulk(); }));
    if (view.show === "bin") {
      parts.push(button("", texts.restore, () => this.many("restore")), button("danger", texts.purge, mode("purge")));
    } else {
      const fits = count >= limits.least && count <= limits.most;
      const small = count <= limits.export;
      parts.push(
        button("primary", texts.compare, () => this.many("compare"), fits ? {} : { disabled: true, title: texts.compareMost }),
        button("", texts.bulkTag, mode("tag")), button("", texts.bulkUntag, mode("untag")),
        button("", texts.bulkExport, mode("export"), small ? {} : { disabled: true, title: texts.exportMost }),
        button("", texts.delete, () => this.many("delete")),
      );
    }
    parts.push(button("quiet", texts.unselect, () => { this.unpick(); this.rows(); this.bulk(); }));
    if (this.mode === "tag" || this.mode === "untag") {
      const input = make("input", { type: "text", class: "tag-name", maxlength: 50, placeholder: texts.tagName, "aria-label": texts.tagName, on: { keydown: (event) => event.key === "Enter" && go() } });
      const remove = this.mode === "untag";
      const go = () => input.value.trim() && this.many("tag", { tag: input.value, remove }, true);
      parts.push(make("span", { class: "ask" }, input, button("primary", texts.apply, go)));
      setTimeout(() => input.focus());
    }
    if (this.mode === "export") parts.push(make("span", { class: "ask" }, ...["json", "csv", "xlsx", "pptx"].map((kind) => button("", texts[kind], () => this.many("export", { kind }, true), count > limits.most && /x$/.test(kind) ? { disabled: true, title: texts.officeMost } : {}))));
    if (this.mode === "purge") parts.push(make("span", { class: "ask" }, make("span", {}, texts.purgeSure), button("danger", texts.purge, () => this.many("purge")), button("quiet", texts.cancel, mode("purge"))));
    this.bar.replaceChildren(...parts);
  }

  // -- what was done -------------------------------------------------------------------------------------------------
  notice() {
    const { notice, texts } = this.data;
    if (!notice) return;
    clearTimeout(this.silence);
    this.message.className = notice.problem ? "message problem" : "message";
    this.message.replaceChildren(make("span", {}, notice.text));
    const away = () => this.message.replaceChildren();
    if (notice.undo.length) this.message.append(make("button", { type: "button", on: { click: () => { away(); this.act("undo", notice.undo); } } }, texts.undo));
    if (notice.problem) this.message.append(make("button", { type: "button", "aria-label": texts.cancel, on: { click: away } }, "×"));
    else this.silence = setTimeout(away, NOTICE);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.__library ||= new Library(parentElement.querySelector(".mount") || parentElement);
  parentElement.__library.receive(data, setTriggerValue);
}
