// The rows of the list. Python writes every text; here they are set as text, never as mark-up.

import { make, svg } from "../shared/dom.js";

// hooks: pick(id, on), act(name, value); picked: whether the row is selected
export function buildRow(row, { texts, view, size, choices }, picked, hooks) {
  const press = (name, value) => ({ click: () => hooks.act(name, value) });
  const tick = make("input", {
    type: "checkbox",
    class: "pick",
    "aria-label": `${texts.select} ${row.name}`,
    on: { change: () => hooks.pick(row.id, tick.checked) },
  });
  tick.checked = picked;
  const favour = row.favourite ? texts.unfavour : texts.favour;
  const star = make(
    "button",
    {
      type: "button",
      class: "star",
      "aria-pressed": String(row.favourite),
      title: favour,
      "aria-label": `${favour}: ${row.name}`,
      on: press("favourite", { id: row.id, on: !row.favourite }),
    },
    row.favourite ? "★" : "☆",
  );
  const name = make(
    "button",
    { type: "button", class: "name", title: texts.details, dir: "auto", on: press("details", row.id) },
    row.name,
  );
  const [label, action] =
    view.show === "bin" ? [texts.restore, press("restore", { ids: [row.id] })] : [texts.open, press("open", row.id)];
  return make(
    "li",
    { class: row.open ? "row here" : "row", data: { id: row.id } },
    make("label", { class: "tick" }, tick),
    star,
    make("div", { class: "what" }, name, marks(row)),
    make("div", { class: "path" }, thumbnail(row, size)),
    money(row),
    make("div", { class: "chance", title: row.chanceHelp }, row.chance || "–"),
    who(row, choices.plan.length > 0),
    make("button", { type: "button", class: "go", "aria-label": `${label}: ${row.name}`, on: action }, label),
  );
}

function marks(row) {
  const part = (name, text) => (text ? make("span", { class: name }, text) : null);
  return make(
    "div",
    { class: "below" },
    part("sorted", row.sorted),
    part("edition", row.edition),
    ...row.tags.map((tag) => make("span", { class: "tag", dir: "auto" }, tag)),
    part("tag", row.moreTags && `+${row.moreTags}`),
    make("span", { class: "note", dir: "auto" }, row.note),
  );
}

// Revenue by year against target and actuals, as Python has drawn it (pages/parts/library/thumbnail.py).
function thumbnail({ path, alt }, [width, height]) {
  const line = (name) => svg("polyline", { class: name, points: path[name] });
  const box = { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": alt };
  const picture = svg("svg", box, line("target"), line("actual"), line("run"));
  if (path.end) {
    const [cx, cy] = path.end.split(",");
    picture.append(svg("circle", { class: "end", cx, cy, r: 2.6 }));
  }
  return picture;
}

function money(row) {
  const amount = make("div", {}, make("b", {}, row.revenue), " ", make("span", { class: "unit" }, row.unit));
  const against = make("div", { class: `against ${row.tone}` }, row.against);
  return make("div", { class: "money", title: row.target }, amount, against);
}

function who(row, several) {
  const time = several ? `${row.time} · ${row.plan}` : row.time;
  return make(
    "div",
    { class: "who" },
    make("div", { dir: "auto" }, row.author || "–"),
    make("div", { class: "time" }, time),
  );
}

// How many there are, and the way to the other pages.
export function buildFoot({ counted, page, pages, texts }, turn) {
  const button = (to, text, name) => {
    const off = to < 1 || to > pages;
    return make("button", { type: "button", class: name, disabled: off, on: { click: () => turn(to) } }, text);
  };
  const count = make("span", { class: "counted" }, counted);
  if (pages <= 1) return [count];
  const steps = [button(page - 1, texts.previous, "previous"), button(page + 1, texts.next, "next")];
  return [count, make("span", { class: "pages" }, ...steps)];
}
