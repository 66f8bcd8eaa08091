// The tables below the stage: levers moved, results against the base, and folded a year's revenue split further.

import { make, setText } from "../shared/dom.js";
import { sourceMark } from "../shared/source.js";
import { textOf } from "../shared/templates.js";

export class Tables {
  constructor() {
    this.box = make("div", { class: "tables" });
    this.moved = make("section", { class: "card" });
    this.outcomes = make("section", { class: "card" });
    this.split = make("details", { class: "card split", hidden: true });
    this.box.append(this.moved, this.outcomes, this.split);
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
    this.updateSplit(data.split);
  }

  // Of what has settled; whether it is unfolded is the visitor's.
  updateSplit(split) {
    this.split.hidden = !split;
    if (!split) return this.split.replaceChildren();
    // Where a group begins, but for the leftmost.
    const begins = split.groups.map((_, place) => split.groups.slice(0, place).reduce((sum, one) => sum + one[1], 0));
    const first = (place) => (place && begins.includes(place) ? "first" : null);
    const heads = split.heads.map((name, place) => make("th", { scope: "col", class: first(place) }, name));
    const corner = make("th", { scope: "col", rowspan: split.groups.length ? 2 : null }, split.corner);
    const upper = split.groups.map(([name, span], place) =>
      make("th", { scope: "colgroup", colspan: span, class: place ? "first" : null }, name),
    );
    const lines = upper.length
      ? [make("tr", {}, corner, ...upper), make("tr", {}, ...heads)]
      : [make("tr", {}, corner, ...heads)];
    const cell = ([text, change], place) =>
      make("td", { class: first(place) }, text, change && make("small", {}, change));
    const rows = split.rows.map(({ name, cells }) =>
      make("tr", {}, make("th", { scope: "row" }, name), ...cells.map(cell)),
    );
    this.split.replaceChildren(
      make("summary", {}, make("h2", {}, split.title)),
      make("p", { class: "none" }, split.unit),
      make("div", { class: "wide" }, make("table", {}, make("thead", {}, ...lines), make("tbody", {}, ...rows))),
      ...(split.note ? [make("p", { class: "none" }, split.note)] : []),
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
