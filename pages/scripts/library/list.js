// The list of the library: tools, selection, rows, pages, and what was done (pages/parts/library/listing.py).

import { make } from "../shared/dom.js";
import { Asking } from "./asking.js";
import { buildFoot, buildRow } from "./rows.js";
import { Selection } from "./selection.js";
import { Tools } from "./tools.js";

const NOTICE = 9000; // milliseconds that a message stays, unless it says what went wrong

export class Library {
  constructor(root) {
    this.root = root;
    this.asking = new Asking({
      rows: () => this.draw(),
      busy: (on) => this.box.classList.toggle("busy", on),
      lost: (on) => (on ? this.say({ text: this.data.texts.lost, undo: [], problem: true }) : this.hush()),
    });
  }

  receive(data, component) {
    if (data === this.given) return;
    this.given = data;
    if (data.language !== this.language) this.build(data);
    this.asking.receive(data, component);
    this.draw();
    if (data.notice) this.say(data.notice);
    this.box.dataset.ready = "true";
    this.asking.next();
  }

  get data() {
    return this.asking.data;
  }

  act(name, value) {
    this.asking.act(name, value);
  }

  look(changes) {
    this.selection.all = false;
    this.asking.look(changes);
  }

  build({ language, texts, view }) {
    this.language = language;
    this.selection ||= new Selection(texts.list, {
      act: (name, value) => this.act(name, value),
      redraw: () => this.rows(),
      page: (whole, some) => {
        this.tools.pick.checked = whole;
        this.tools.pick.indeterminate = !whole && some;
      },
    });
    this.tools = new Tools(texts, view.text, {
      look: (changes) => this.look(changes),
      unpick: () => this.selection.clear(),
      pickPage: (on) => this.pickPage(on),
    });
    this.list = make("ul", { class: "list", "aria-label": texts.list });
    this.nothing = make("p", { class: "nothing" });
    this.foot = make("div", { class: "foot" });
    this.message = make("div", { class: "message", role: "status", "aria-live": "polite" });
    const below = [this.list, this.nothing, this.foot, this.message];
    this.selection.box.setAttribute("aria-label", texts.list);
    this.box = make("section", { class: "library" }, this.tools.box, this.selection.box, this.tools.head, ...below);
    this.root.replaceChildren(this.box);
  }

  draw() {
    this.tools.draw(this.data);
    this.rows();
    this.selection.draw(this.data);
    this.box.dataset.text = this.data.view.text;
  }

  rows() {
    const { data } = this;
    const focus = this.focusedPlace();
    const hooks = {
      pick: (id, on) => this.selection.pick([id], on),
      act: (name, value) => this.act(name, value),
    };
    this.list.replaceChildren(...data.rows.map((row) => buildRow(row, data, this.selection.has(row.id), hooks)));
    this.focus(focus);
    this.tools.head.hidden = !data.rows.length;
    this.nothing.hidden = !data.empty;
    this.nothing.textContent = data.empty || "";
    this.foot.replaceChildren(...buildFoot(data, (page) => this.turn(page)));
  }

  // Rows are made anew; the focus stays on what it was on.
  focusedPlace() {
    const inside = this.root.getRootNode().activeElement;
    const row = this.list.contains(inside) ? inside.closest("[data-id]") : null;
    return row && { id: row.dataset.id, name: inside.className };
  }

  focus(kept) {
    if (!kept) return;
    const row = [...this.list.children].find((one) => one.dataset.id === kept.id);
    [...(row?.querySelectorAll("button, input") || [])].find((one) => one.className === kept.name)?.focus();
  }

  pickPage(on) {
    const ids = this.data.rows.map((row) => row.id);
    for (const box of this.list.querySelectorAll(".pick")) box.checked = on;
    this.selection.pick(ids, on);
  }

  turn(page) {
    this.look({ page: String(page) });
    this.box.scrollIntoView({ block: "start", behavior: "instant" });
  }

  // What was done, with a way back, or what went wrong.
  say({ text, undo, problem }) {
    const { texts } = this.data;
    const takeBack = () => {
      this.hush();
      this.act("undo", undo);
    };
    const button = (words, click, label) =>
      make("button", { type: "button", "aria-label": label, on: { click } }, words);
    this.hush();
    this.message.className = problem ? "message problem" : "message";
    this.message.append(make("span", {}, text));
    if (undo.length) this.message.append(button(texts.undo, takeBack));
    if (problem) this.message.append(button("×", () => this.hush(), texts.cancel));
    else this.silence = setTimeout(() => this.hush(), NOTICE);
  }

  hush() {
    clearTimeout(this.silence);
    this.message.replaceChildren();
  }

  end() {
    this.asking.end();
    clearTimeout(this.silence);
  }
}
