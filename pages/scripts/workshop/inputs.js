// What a phone answers with: fields by kind of question. Numbers travel as they were typed; Python reads them strictly.

import { make, setText } from "../shared/dom.js";

const SURE = [50, 60, 70, 80, 90];
const SAME = 1e-9;
const SLIDER_STEPS = 200;
const FEW = 400; // steps that a slider takes one by one
const WIDEST = 4000; // steps beyond which a finger hits nothing: such a number is typed

// fields: pages/parts/room/views.py fields_of; changed(): something was touched → {box, read(), write(answer), ready()}
export function answerFields(kind, fields, texts, changed) {
  return { predict: predict, estimate: estimate, vote: vote, levers: levers }[kind](fields, texts, changed);
}

function stepOf({ low, high, decimals }) {
  const finest = 10 ** -decimals;
  if ((high - low) / finest <= FEW) return finest;
  return Math.max(finest, Number(((high - low) / SLIDER_STEPS).toFixed(decimals)));
}

// One number: a field to type in and, where the range is no wider than a finger can hit, a slider.
function numberField(id, label, span, step, changed) {
  const text = make("input", {
    id,
    type: "text",
    inputmode: span.low < 0 ? "text" : "decimal",
    autocomplete: "off",
    enterkeyhint: "done",
    "aria-describedby": `${id}-range`,
  });
  const slides = (span.high - span.low) * 10 ** span.decimals <= WIDEST || Boolean(span.step);
  const slider = slides
    ? make("input", {
        type: "range",
        class: "untouched", // a thumb that nobody has put there must not suggest an answer
        min: span.low,
        max: span.high,
        step,
        value: span.low, // without a part that is filled
        "aria-label": label,
        tabindex: -1,
      })
    : null;
  const touch = (value) => {
    slider.value = value;
    slider.classList.remove("untouched");
  };
  const digits = (value) => fewestDigits(Number(value), span.most ? span.decimals : placesOf(span, step), span.most);
  const follow = () => {
    const value = Number(text.value.replace(",", "."));
    if (slider && text.value.trim() && Number.isFinite(value)) touch(value);
    changed(id);
  };
  text.addEventListener("input", follow);
  slider?.addEventListener("input", () => {
    touch(slider.value);
    text.value = digits(slider.value);
    changed(id);
  });
  const box = make(
    "div",
    { class: "field" },
    make("label", { for: id }, label),
    make("div", { class: "typed" }, text, make("span", { class: "unit" }, span.unit)),
    slider,
    make("p", { class: "range", id: `${id}-range` }, span.allowed),
  );
  return {
    box,
    slider,
    read: () => text.value,
    value: () => Number(text.value.replace(",", ".")),
    write: (value) => {
      text.value = digits(value);
      if (slider) touch(value);
    },
    empty: () => !text.value.trim(),
  };
}

const placesOf = (span, step) => Math.max(span.decimals, decimalsOf(step));

// As many decimals as `fewest`; up to `most` where the value has more, so that what stands in a field is what is sent.
export function fewestDigits(value, fewest, most = fewest) {
  let places = fewest;
  while (places < most && Math.abs(Number(value.toFixed(places)) - value) > SAME * Math.max(1, Math.abs(value)))
    places += 1;
  return value.toFixed(places);
}

function decimalsOf(step) {
  return (String(step).split(".")[1] || "").length;
}

function predict({ span }, texts, changed) {
  const field = numberField("value", texts.value, span, stepOf(span), changed);
  return {
    box: make("div", { class: "fields" }, field.box),
    read: () => ({ value: field.read() }),
    write: ({ value }) => field.write(value),
    ready: () => !field.empty(),
  };
}

function estimate({ span }, texts, changed) {
  const names = ["low", "best", "high"];
  const step = stepOf(span);
  let sure = 0;
  const move = (id) => {
    keepOrder(id);
    changed();
  };
  const fields = Object.fromEntries(names.map((name) => [name, numberField(name, texts[name], span, step, move)]));
  // A slider pushes its neighbours before it, so that a range is never upside down.
  const keepOrder = (id) => {
    const place = names.indexOf(id);
    if (document.activeElement?.type !== "range") return;
    const value = fields[id].value();
    names.forEach((name, other) => {
      const field = fields[name];
      if (field.empty()) return;
      if ((other < place && field.value() > value) || (other > place && field.value() < value)) field.write(value);
    });
  };
  const pills = SURE.map((one) =>
    make(
      "button",
      { type: "button", role: "radio", "aria-checked": "false", on: { click: () => choose(one, true) } },
      texts.percent.replace("{number}", one),
    ),
  );
  const choose = (one, byHand) => {
    sure = one;
    pills.forEach((pill, place) => pill.setAttribute("aria-checked", String(SURE[place] === one)));
    if (byHand) changed();
  };
  const group = make(
    "div",
    { class: "field" },
    make("p", { class: "label", id: "sure" }, texts.sure),
    make("div", { class: "pills", role: "radiogroup", "aria-labelledby": "sure" }, ...pills),
    make("p", { class: "range" }, texts.sureHelp),
  );
  return {
    box: make("div", { class: "fields" }, ...names.map((name) => fields[name].box), group),
    read: () => ({ ...Object.fromEntries(names.map((name) => [name, fields[name].read()])), sure }),
    write: (answer) => {
      names.forEach((name) => fields[name].write(answer[name]));
      choose(answer.sure, false);
    },
    ready: () => sure > 0 && names.every((name) => !fields[name].empty()),
  };
}

function vote({ options }, texts, changed) {
  let chosen = null;
  const buttons = options.map((label, place) =>
    make(
      "button",
      { type: "button", role: "radio", "aria-checked": "false", on: { click: () => choose(place, true) } },
      label,
    ),
  );
  const choose = (place, byHand) => {
    chosen = place;
    buttons.forEach((one, other) => one.setAttribute("aria-checked", String(other === place)));
    if (byHand) changed();
  };
  return {
    box: make("div", { class: "options", role: "radiogroup" }, ...buttons),
    read: () => ({ option: chosen }),
    write: ({ option }) => choose(option, false),
    ready: () => chosen !== null,
  };
}

// tried: what the model makes of the levers, as the server says it
function levers({ levers: list, outcome, start }, texts, changed) {
  const said = make("output", { class: "tried" }, start);
  const rows = list.map((one) => {
    const field = numberField(one.id, one.name, one, one.step, () => changed());
    field.write(one.start);
    return { id: one.id, field };
  });
  return {
    box: make(
      "div",
      { class: "fields" },
      make("div", { class: "outcome" }, make("p", {}, outcome), said),
      ...rows.map(({ field }) => field.box),
    ),
    read: () => ({ levers: Object.fromEntries(rows.map(({ id, field }) => [id, field.read()])) }),
    write: ({ levers: values, result }) => {
      for (const { id, field } of rows) field.write(values[id]);
      setText(said, result);
    },
    ready: () => rows.every(({ field }) => !field.empty()),
    say: (text) => setText(said, text),
    tries: true,
  };
}
