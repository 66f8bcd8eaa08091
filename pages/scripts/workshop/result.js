// What a room has answered, as a picture: written numbers and places from 0 to 1 come from Python (pages/parts/room/views.py).

import { make, setMarked, svg } from "../shared/dom.js";

const WIDE = 1000; // of a strip's drawing
const STEP = 22; // between two dots; views.DOT of the axis

export function resultPicture(result, texts) {
  if (!result) return make("p", { class: "none" }, texts.empty);
  const title = make("h2", { class: "message" });
  setMarked(title, result.title);
  const parts = { predict: strip, estimate: ranges, vote: bars, levers: rollUp }[result.kind](result, texts);
  return make(
    "section",
    { class: `result ${result.kind}` },
    title,
    make("p", { class: "subtitle" }, result.subtitle),
    ...parts,
    result.score ? make("p", { class: "score" }, result.score) : null,
  );
}

// A place on an axis; text moves inwards the nearer it stands to an end, so that none is cut off.
function putAt(element, at) {
  element.style.left = `${at * 100}%`;
  element.style.transform = `translateX(${-at * 100}%)`;
  return element;
}

function axis(ticks) {
  return make(
    "div",
    { class: "axis", "aria-hidden": "true" },
    ...ticks.map(({ at, text }) => putAt(make("span", {}, text), at)),
  );
}

function marks(list) {
  const label = ({ at, text, what, tone }) =>
    putAt(make("p", { class: "mark", data: { kind: tone } }, make("span", {}, what), " ", make("b", {}, text)), at);
  return make("div", { class: "marks" }, ...list.map((one) => make("div", {}, label(one))));
}

function field(dots, list, ticks = []) {
  const layers = Math.max(3, ...dots.map(([, layer]) => layer + 1));
  const high = layers * STEP + 4;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDE} ${high}`, class: "dots", "aria-hidden": "true" });
  for (const { at } of ticks) {
    drawing.append(svg("line", { x1: at * WIDE, x2: at * WIDE, y1: 0, y2: high, class: "grid" }));
  }
  for (const { at, tone } of list) {
    drawing.append(svg("line", { x1: at * WIDE, x2: at * WIDE, y1: 0, y2: high, class: `rule ${tone}` }));
  }
  for (const [at, layer] of dots) {
    const x = Math.min(Math.max(at * WIDE, 10), WIDE - 10);
    drawing.append(svg("circle", { cx: x, cy: high - layer * STEP - 12, r: 9.5 }));
  }
  return drawing;
}

function strip({ dots, marks: list, ticks }) {
  return [make("div", { class: "plot" }, marks(list), field(dots, list, ticks), axis(ticks))];
}

function ranges({ ranges: rows, band, band_text: texts, group, marks: list, ticks }) {
  const row = ([low, middle, high]) => {
    const line = make("i", { class: "line" });
    line.style.left = `${low * 100}%`;
    line.style.width = `${(high - low) * 100}%`;
    const dot = make("i", { class: "best" });
    dot.style.left = `${middle * 100}%`;
    return make("div", { class: "row" }, line, dot);
  };
  const box = make("i", { class: "band" });
  box.style.left = `${band[0] * 100}%`;
  box.style.width = `${(band[2] - band[0]) * 100}%`;
  const middle = make("i", { class: "middle" });
  middle.style.left = `${band[1] * 100}%`;
  const told = list.map(({ at, tone }) => {
    const rule = make("i", { class: `rule ${tone}` });
    rule.style.left = `${at * 100}%`;
    return rule;
  });
  const together = { at: band[1], text: texts[1], what: group, tone: "middle" };
  const shown = make(
    "div",
    { class: "rows", data: { many: rows.length > 14 } },
    box,
    middle,
    ...told,
    ...rows.map(row),
  );
  return [make("div", { class: "plot" }, marks([together, ...list]), shown, axis(ticks))];
}

function bars({ bars: list }) {
  const bar = ({ name, share, text, votes, leads }) => {
    const fill = make("i");
    fill.style.width = `${share * 100}%`;
    return make(
      "li",
      { data: { leads } },
      make("span", { class: "name" }, name),
      make("span", { class: "votes" }, make("b", {}, String(votes)), ` ${text}`),
      make("span", { class: "track" }, fill),
    );
  };
  return [make("ul", { class: "bars" }, ...list.map(bar))];
}

function teamList(teams) {
  const team = ({ name, text }) => make("li", {}, make("span", { class: "name" }, name), make("b", {}, text));
  return teams.length ? make("ul", { class: "by-team" }, ...teams.map(team)) : null;
}

function rollUp({ levers, columns, dots, marks: list, ticks, outcome, teams }) {
  const lever = ({ name, touched, range, start, dots: places, least, middle, most, from }) => {
    const [low, mid, high] = range;
    const line = make("i", { class: "line" });
    line.style.left = `${low * 100}%`;
    line.style.width = `${(high - low) * 100}%`;
    const point = (place, kind) => {
      const it = make("i", { class: kind });
      it.style.left = `${place * 100}%`;
      return it;
    };
    const seats = places.map(([at]) => point(at, "seat"));
    const track = make(
      "div",
      { class: "track", title: from },
      line,
      ...seats,
      point(start, "start"),
      point(mid, "best"),
    );
    const cells = [least, middle, most].map((text, place) =>
      make("span", { class: place === 1 ? "cell mid" : "cell" }, make("small", {}, columns[place]), text),
    );
    return make(
      "li",
      {},
      make("p", { class: "name" }, name, make("small", {}, touched)),
      track,
      make("p", { class: "cells" }, ...cells),
    );
  };
  return [
    make(
      "div",
      { class: "plot" },
      make("p", { class: "what" }, outcome),
      marks(list),
      field(dots, list, ticks),
      axis(ticks),
      teamList(teams),
    ),
    make("ul", { class: "rolled" }, ...levers.map(lever)),
  ];
}
