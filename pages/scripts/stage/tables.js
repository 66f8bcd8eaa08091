// The two tables below the stage: levers moved, and results against the base.

import { make, setText } from "../shared/dom.js";
import { sourceMark } from "../shared/source.js";
import { textOf } from "../shared/templates.js";

export class Tables {
  constructor() {
    this.box = make("div", { class: "tables" });
    this.moved = make("section", { class: "card" });
    this.outcomes = make("section", { class: "card" });
    this.box.append(this.moved, this.outcomes);
    new IntersectionObserver((entries) => (this.seen = entries[0].isIntersecting)).observe(this.box);
  }

  // Words and levers; the results follow with `draw`.
  update(data) {
    this.rows = data.outcomes;
    const heads = (...names) =>
      make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name))));
    const line = (...cells) =>
      make(
        "tr",
        {},
        ...cells.map((cell, place) => (place ? make("td", {}, cell) : make("th", { scope: "row" }, cell))),
      );
    const { texts } = data;
    const body = make("tbody", {}, ...data.moved.map((row) => line(row.name, row.base, row.current, row.change)));
    this.moved.replaceChildren(
      make("h2", {}, texts.moved),
      data.moved.length
        ? make("table", {}, heads(texts.lever, texts.base, texts.current, texts.change), body)
        : make("p", { class: "none" }, texts.none),
    );
    this.lines = data.outcomes.map((row, place) =>
      line(make("span", {}, row.name, sourceMark(data.sources.outcomes[place])), "", "", ""),
    );
    this.outcomes.replaceChildren(
      make("h2", {}, texts.outcomes),
      make(
        "table",
        {},
        heads(texts.measure, texts.base, texts.current, texts.change),
        make("tbody", {}, ...this.lines),
      ),
    );
  }

  draw(vectors, writer) {
    this.rows.forEach((row, place) => {
      const cells = this.lines[place].children;
      ["base", "current", "change"].forEach((name, column) =>
        setText(cells[column + 1], textOf(row[name], vectors, writer)),
      );
    });
  }
}
