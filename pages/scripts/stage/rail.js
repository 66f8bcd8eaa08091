// The lever rail: presets, groups with their folded levers, and what a finger or a key does to a lever.

import { make } from "../shared/dom.js";
import { fill } from "../shared/templates.js";
import { Family, onScreen } from "./family.js";
import { keyPlace, Lever, onStep } from "./lever.js";
import { nearest } from "./response.js";

const KEY_REST = 180; // milliseconds after which a held arrow key settles, once, at its end

export class Rail {
  // hooks: answers(id) the row of the response table along a lever, or null while it is on its way; moving(lever,
  // outcomes) while dragging; settle(levers) on release; unfolded() when more levers are on screen; preset(id); say(text)
  constructor(root, hooks) {
    this.root = root;
    this.hooks = hooks;
    this.rows = new Map();
    this.families = new Map();
    this.open = new Set(); // groups and families that are unfolded
    this.dragging = null; // the row under the finger
  }

  build(data, writer) {
    this.data = data;
    this.writer = writer;
    this.rows.clear();
    this.families.clear();
    const preset = ({ id, label }) =>
      make("button", { type: "button", data: { id }, on: { click: () => this.hooks.preset(id) } }, label);
    this.presets = make(
      "div",
      { class: "presets", role: "group", "aria-label": data.texts.start },
      make("span", { class: "hint" }, data.texts.start),
      ...data.presets.map(preset),
    );
    this.root.setAttribute("aria-label", data.texts.rail);
    const legend = make("p", { class: "legend" }, data.texts.marks);
    this.root.replaceChildren(this.presets, ...data.groups.map((group) => this.group(group)), legend);
  }

  group(group) {
    const levers = this.data.levers.filter((lever) => lever.group === group.id && !lever.within);
    const folded = levers.filter((lever) => lever.advanced);
    const head = make("div", { class: "head" }, make("h2", {}, group.label));
    const list = (some) => some.map((lever) => (lever.members ? this.family(lever) : this.lever(lever).box));
    const section = make("section", { class: "group" }, head, ...list(levers.filter((lever) => !lever.advanced)));
    if (folded.length) {
      const more = make("div", { class: "folded" }, ...list(folded));
      head.append(this.folding(group, more, folded.length));
      section.append(more);
    }
    return section;
  }

  folding(group, more, count) {
    const { texts } = this.data;
    const button = make("button", { type: "button", class: "more" });
    const show = () => {
      const open = this.open.has(group.id);
      more.hidden = !open;
      button.textContent = open ? texts.less : fill(texts.more, { count });
      button.setAttribute("aria-label", `${group.label}: ${button.textContent}`);
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => {
      if (!this.open.delete(group.id)) this.open.add(group.id);
      show();
      this.hooks.unfolded();
    });
    show();
    return button;
  }

  family(family) {
    const levers = family.members.map((id) => this.data.levers.find((lever) => lever.id === id));
    const handle = family.fold ? null : this.lever(family);
    const members = levers.map((lever) => this.lever(lever).box);
    const hooks = { open: this.open, unfolded: () => this.hooks.unfolded() };
    const one = new Family(family, handle, members, this.data.texts, hooks);
    this.families.set(family.id, one);
    return one.box;
  }

  lever(lever) {
    const row = new Lever(lever, this.data.sources.lever[lever.id], this, {
      choose: (one, place) => this.choose(one, place),
      drag: (one, value) => this.drag(one, value),
      release: (one) => this.release(one),
      key: (one, event) => this.key(one, event),
      set: (one, value) => {
        one.show(value);
        this.hooks.settle({ [one.lever.id]: value });
      },
      say: (text) => this.hooks.say(text),
    });
    this.rows.set(lever.id, row);
    return row;
  }

  // New data for the same rail: values, marks, which preset is on. A lever under the finger keeps its place.
  update(data, writer) {
    this.data = data;
    this.writer = writer;
    for (const button of this.presets.querySelectorAll("button")) {
      const { active } = data.presets.find((one) => one.id === button.dataset.id);
      button.setAttribute("aria-pressed", String(active));
    }
    for (const lever of data.levers) {
      this.families.get(lever.id)?.update(lever);
      const row = this.rows.get(lever.id);
      if (!row) continue; // a family without a handle
      row.update(lever);
      if (this.dragging !== row) row.show(lever.value);
    }
  }

  // Shows values without moving anything: {id: value}, or what Python has settled.
  show(values = null) {
    for (const [id, row] of this.rows) row.show(values ? values[id] : row.lever.value);
  }

  value(id) {
    return this.rows.get(id).lever.value;
  }

  onScreen() {
    return onScreen(this.data.levers, this.open);
  }

  // The lever follows the finger at once; the numbers as soon as its answers are here.
  drag(row, value) {
    const answers = this.hooks.answers(row.lever.id);
    this.dragging = row;
    if (answers) return this.follow(row, answers, nearest(answers, value));
    row.show(onStep(row.lever, value));
    this.hooks.moving(row, null);
  }

  follow(row, answers, place) {
    const { lever } = row;
    row.show(answers.positions[place]);
    if (answers.partners)
      lever.family.forEach((id, member) => {
        if (id !== lever.id) this.rows.get(id).show(answers.partners[member * answers.count + place]);
      });
    this.hooks.moving(row, answers.outcomes(place));
  }

  release(row) {
    if (this.dragging !== row) return;
    clearTimeout(this.keyTimer);
    this.dragging = null;
    this.hooks.settle({ [row.lever.id]: row.value });
  }

  // Looks the lever under the finger up again in answers that have just arrived.
  again() {
    if (this.dragging) this.drag(this.dragging, this.dragging.value);
  }

  key(row, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { lever } = row;
    const answers = this.hooks.answers(lever.id);
    const here = answers ? nearest(answers, row.value) : Math.round((row.value - lever.min) / lever.step);
    const last = answers ? answers.count - 1 : Math.round((lever.max - lever.min) / lever.step);
    const place = keyPlace(event.key, here, last);
    if (place === undefined) return;
    event.preventDefault();
    this.drag(row, answers ? answers.positions[place] : lever.min + place * lever.step);
    clearTimeout(this.keyTimer);
    this.keyTimer = setTimeout(() => this.release(row), KEY_REST);
  }

  choose(row, place) {
    row.show(row.lever.options[place].value);
    this.hooks.moving(row, this.hooks.answers(row.lever.id)?.outcomes(place) || null);
    this.hooks.settle({ [row.lever.id]: row.value });
  }
}
