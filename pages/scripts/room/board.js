// What the room reads: the sentence, the numbers, the levers moved, the speaker's note. Every figure was put into a scene
// by Python (pages/parts/present/scene.py).

import { make, setMarked, setText, unbroken } from "../shared/dom.js";
import { fill, sentenceText, textOf, tone, trajectoryTitle, verdict } from "../shared/templates.js";

const MOVED = { all: 4, words: 0, chart: 7 }; // levers that fit beside the chart, by view

export class Board {
  constructor() {
    this.step = make("p", { class: "step" });
    this.base = make("p", { class: "base" });
    this.sentence = make("h1", { class: "sentence" });
    this.numbers = make("div", { class: "numbers", role: "group" });
    this.chart = make("div", { class: "chart", role: "img" });
    this.chartTitle = make("h2", { class: "chartTitle" });
    this.chartSub = make("p", { class: "chartSub" });
    this.moved = make("section", { class: "moved" });
    this.note = make("aside", { class: "note" });
    const figure = make("figure", {}, make("figcaption", {}, this.chartTitle, this.chartSub), this.chart);
    this.figures = make("div", { class: "figures" }, figure, this.moved);
    const top = make("div", { class: "top" }, this.step, this.base);
    this.box = make("div", { class: "board" }, top, this.sentence, this.numbers, this.figures);
  }

  // Words that belong to a scene, whatever moves in it.
  build(scene, place, count, view, texts) {
    const name = scene.name || (count > 1 ? texts.now : "");
    setText(this.step, count > 1 ? `${fill(texts.of, { place: place + 1, count })} · ${name}` : name);
    setText(this.base, scene.base);
    this.buildMoved(scene.moved, view, texts);
    this.cells = scene.headline.map(numberCell);
    this.numbers.replaceChildren(...this.cells.map((one) => one.box));
    setText(this.note, scene.note || texts.noNote);
  }

  buildMoved(moved, view, texts) {
    const rows = moved.slice(0, MOVED[view]);
    const row = ({ name, base, current }) =>
      make(
        "li",
        {},
        make("span", { class: "lever" }, name),
        make("span", { class: "from" }, base),
        make("b", {}, current),
      );
    const left = moved.length - rows.length;
    this.moved.replaceChildren(
      make("h2", {}, rows.length ? texts.moved : texts.none),
      make("ul", {}, ...rows.map(row)),
      ...(left ? [make("p", {}, fill(texts.more, { count: left }))] : []),
    );
    this.figures.classList.toggle("alone", rows.length === 0);
  }

  // look: {hidden: the room is to guess, dragged: under the presenter's finger, before: a replay's base, moving: on the
  // way from one scene to another}; `end` are the outcomes at the end of that way
  write(scene, vectors, end, writer, texts, look) {
    // Words do not count up: between two scenes the sentence is already the next one, so that nothing below it jumps.
    const words = look.hidden ? texts.predict : this.sentenceOf(scene, look.dragged ? vectors : end, writer, look);
    setMarked(this.sentence, words);
    scene.headline.forEach((item, place) => this.writeCell(this.cells[place], item, scene, vectors, writer, look));
    const { trajectory } = scene.charts;
    const which = verdict(scene.sentence, vectors, writer);
    const settled = !look.dragged && !look.before;
    const title = look.hidden ? texts.predict : trajectoryTitle(trajectory, which, settled, vectors, writer);
    setText(this.chartTitle, unbroken(title));
    setText(this.chartSub, unbroken(trajectory.subtitles.year));
    if (!look.moving) this.chart.setAttribute("aria-label", fill(trajectory.alt, { title }));
  }

  writeCell(cell, item, scene, vectors, writer, { hidden, dragged, before }) {
    const settling = Boolean(item.settling) && dragged;
    const past = Boolean(item.settling) && before;
    setText(cell.value, hidden ? "?" : past ? scene.before : textOf(item.value, vectors, writer));
    const note = settling ? item.settling : textOf(item.note, vectors, writer);
    setText(cell.note, hidden || past ? "" : note);
    cell.box.dataset.tone = hidden ? "" : tone(item.note, vectors, writer);
    cell.box.classList.toggle("settling", settling);
  }

  sentenceOf({ sentence }, vectors, writer, { dragged, before }) {
    const opening = before ? sentence.base : dragged ? sentence.moved : sentence.opening;
    return sentenceText(sentence, { opening, futures: dragged || before ? "" : sentence.futures }, vectors, writer);
  }

  // The longest sentence of the deck decides where the numbers stand, so that they stay there from scene to scene.
  reserve(scenes, writer) {
    this.sentence.style.minHeight = "";
    const kept = this.sentence.dataset.text;
    const tall = scenes.map((scene) => {
      setMarked(this.sentence, this.sentenceOf(scene, scene.unpacked, writer, {}));
      return this.sentence.offsetHeight;
    });
    if (kept !== undefined) setMarked(this.sentence, kept);
    this.sentence.style.minHeight = `${Math.max(...tall)}px`;
  }
}

function numberCell(item) {
  const value = make("b");
  const note = make("p", { class: "hint" });
  const figure = make("p", { class: "value" }, value, make("span", { class: "unit" }, item.unit));
  const label = make("p", { class: "label" }, item.label);
  return { value, note, box: make("div", { class: "number", data: { id: item.id } }, label, figure, note) };
}
