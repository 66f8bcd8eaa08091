// The board beside the rail: the sentence, the headline numbers, and the words round the charts. It writes what it is
// told to show; what that is, the stage decides.

import { make, setMarked, setText, unbroken } from "../shared/dom.js";
import { sourceMark } from "../shared/source.js";
import { fill, regionTitle, sentenceText, textOf, tone, trajectoryTitle, verdict } from "../shared/templates.js";

export const MODES = ["year", "quarter"];

// A chart's place: title and subtitle above, words where there is nothing to draw.
function card(name) {
  const title = make("h2");
  const subtitle = make("p", { class: "subtitle" });
  const box = make("div", { class: "chart", role: "img" });
  const empty = make("p", { class: "empty", hidden: true });
  const head = make("figcaption", {}, make("div", {}, title, subtitle));
  const figure = make("figure", { class: `card ${name}` }, head, box, empty);
  return { figure, head, title, subtitle, box, empty };
}

export class Board {
  // hooks: base(id) another base of comparison; mode(name) years or quarters; acts: the line under the sentence
  constructor(hooks) {
    this.hooks = hooks;
    this.sentence = make("h1", { class: "sentence" });
    this.against = make("label", { class: "against" });
    this.headline = make("div", { class: "headline", role: "group" });
    for (const name of ["trajectory", "bridge", "breakdown"]) this[name] = card(name);
    this.box = make(
      "div",
      { class: "board" },
      make("div", { class: "verdict" }, this.sentence, this.against),
      hooks.acts,
      this.headline,
      make("div", { class: "cards" }, this.trajectory.figure, this.bridge.figure, this.breakdown.figure),
    );
  }

  // Words and boxes that change only with the language or the plan.
  build(data, mode) {
    const { texts } = data;
    this.headline.setAttribute("aria-label", texts.headline);
    this.cells = data.headline.map((item) => this.cell(item, data.sources.headline[item.id]));
    this.headline.replaceChildren(...this.cells.map((cell) => cell.box));
    const button = (name) =>
      make("button", { type: "button", data: { mode: name }, on: { click: () => this.hooks.mode(name) } }, texts[name]);
    this.modes?.remove();
    this.modes = make("div", { class: "modes", role: "group", "aria-label": texts.view }, ...MODES.map(button));
    this.trajectory.head.append(this.modes);
    this.select = make("select", {
      title: texts.againstHelp,
      on: { change: () => this.hooks.base(this.select.value) },
    });
    this.against.replaceChildren(make("span", {}, texts.against), this.select);
    this.mark(mode);
  }

  cell(item, source) {
    const cell = {
      label: make("div", { class: "label" }),
      value: make("b"),
      unit: make("span", { class: "unit" }),
      note: make("div", { class: "note" }),
    };
    const figure = make("div", { class: "figure" }, cell.value, cell.unit);
    cell.box = make("div", { class: "cell", data: { id: item.id } }, sourceMark(source), cell.label, figure, cell.note);
    return cell;
  }

  mark(mode) {
    for (const button of this.modes.children) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }

  // Words that change with the base of comparison or the history.
  update(data, vectors, writer) {
    data.headline.forEach((item, place) => {
      setText(this.cells[place].label, item.label);
      this.cells[place].label.title = item.label; // where a narrow cell cuts it off
      setText(this.cells[place].unit, item.unit);
      this.cells[place].box.classList.toggle("wide-unit", /[\u3000-\u9fff]{4}/.test(item.unit)); // 亿雷亚尔
    });
    const { bridge, breakdown } = data.charts;
    this.describe("bridge", bridge, bridge.title);
    this.describe("breakdown", breakdown, regionTitle(breakdown, vectors, writer));
    this.bridge.empty.hidden = !bridge.empty;
    this.bridge.box.classList.toggle("void", Boolean(bridge.empty));
    const option = (base) => make("option", { value: base.id, selected: base.active }, base.label);
    this.select.replaceChildren(...data.bases.map(option));
  }

  describe(name, { subtitle, alt }, title) {
    setText(this[name].subtitle, unbroken(subtitle));
    this[name].box.setAttribute("aria-label", `${title}. ${alt}`);
  }

  // All words that follow the numbers.
  // look: {mode, moved: under the finger, before: a replay's past state, chance: of the target under the finger or null}
  write(data, vectors, writer, look) {
    const { sentence } = data;
    const plain = look.moved || look.before;
    const opening = look.before ? sentence.before : look.moved ? sentence.moved : sentence.opening;
    const parts = { opening, futures: plain ? "" : sentence.futures };
    const aside = plain ? "" : sentence.aside;
    setMarked(this.sentence, sentenceText(sentence, parts, vectors, writer) + aside);
    data.headline.forEach((item, place) => this.writeCell(this.cells[place], item, data, vectors, writer, look));
    const { trajectory, breakdown, bridge } = data.charts;
    const which = look.mode === "year" ? verdict(sentence, vectors, writer) : "quarter";
    const title = trajectoryTitle(trajectory, which, !plain, vectors, writer);
    setText(this.trajectory.title, unbroken(title));
    setText(this.trajectory.subtitle, unbroken(trajectory.subtitles[look.mode]));
    if (!look.moved) this.trajectory.box.setAttribute("aria-label", fill(trajectory.alt, { title }));
    setText(this.breakdown.title, unbroken(regionTitle(breakdown, vectors, writer)));
    setText(this.bridge.title, unbroken(look.moved ? bridge.moving : bridge.title));
    setText(this.bridge.empty, (look.moved && bridge.empty ? bridge.waiting : bridge.empty) || "");
  }

  // A number that settles only on release (the chance) is looked up where its table is here.
  writeCell(cell, item, data, vectors, writer, look) {
    if (item.settling && look.before) {
      setText(cell.value, data.before || "–");
      setText(cell.note, "");
      cell.note.title = "";
      return;
    }
    const chance = item.settling && look.moved ? look.chance : null;
    const settling = Boolean(item.settling) && (look.moved ? chance === null : Boolean(item.stale));
    setText(cell.value, chance === null ? textOf(item.value, vectors, writer) : writer.chance(chance));
    const note = chance === null ? textOf(item.note, vectors, writer) : item.moving; // ± is that of the settled point
    setText(cell.note, settling ? item.settling : note);
    cell.note.title = cell.note.textContent; // where a narrow cell cuts it off
    cell.box.dataset.tone = tone(item.note, vectors, writer);
    cell.box.classList.toggle("settling", settling);
  }

  // A shorter sentence must not shift the charts while something moves.
  holdSentence(on) {
    const { height } = this.sentence.getBoundingClientRect(); // not in whole pixels, by which the charts would move
    this.sentence.style.minHeight = on ? `${height}px` : "";
  }
}
