// One lever of the rail: a native range input (keyboard, touch and screen readers work as everywhere) with a typed value
// and marks, or a group of choices.

import { make } from "../shared/dom.js";
import { shortcutOf } from "../shared/letters.js";
import { MINUS, readTyped } from "../shared/numbers.js";
import { sourceMark } from "../shared/source.js";
import { fill } from "../shared/templates.js";

const SAME = 1e-9;
const SAY_WRONG = 6000; // milliseconds that a refused value stays marked

// -- values ------------------------------------------------------------------------------------------------------------
// The step of the slider next to a value.
export function onStep({ min, max, step }, value) {
  const near = min + Math.round((value - min) / step) * step;
  return Number(Math.min(max, Math.max(min, near)).toPrecision(12));
}

// What somebody typed can mean in the lever's own unit: one value, none, or two that only they can tell apart.
export function typedValues({ min, max }, text, scale) {
  const bare = scale === 100 ? text.trim().replace(/[%％]$/, "") : text; // a fraction is shown in per cent
  const values = readTyped(bare, min * scale, max * scale).map((one) => one / scale);
  const within = values.filter((value) => value >= min - SAME && value <= max + SAME);
  return within.map((value) => Math.min(max, Math.max(min, Number(value.toPrecision(12)))));
}

// The one thing that somebody typed; null where it is none, out of bounds, or could be two.
export function typedValue(lever, text, scale) {
  const values = typedValues(lever, text, scale);
  return values.length === 1 ? values[0] : null;
}

// As many decimals as the lever's step needs, more only where a typed value has them.
export function digits(lever, value, { scale, decimals }, writer) {
  const shown = value * scale;
  const near = (places) => Math.abs(Number(shown.toFixed(places)) - shown) <= SAME * Math.max(1, Math.abs(shown));
  let places = Math.min(lever.decimals, decimals);
  while (places < decimals && !near(places)) places += 1;
  const amount = Number(shown.toFixed(places));
  return (amount < 0 ? MINUS : "") + writer.digits(Math.abs(amount), places);
}

// The same with its unit, as `lever_text` of sim/plan/amounts.py writes it.
export function quantity(lever, value, format, writer) {
  return format.pattern.replace("{number}", () => digits(lever, value, format, writer));
}

// Where a key takes a slider that stands on `here` of 0 … `last`; undefined for keys that do not move it.
export function keyPlace(key, here, last) {
  const page = Math.max(1, Math.round((last + 1) / 10));
  const moves = {
    ArrowRight: here + 1,
    ArrowUp: here + 1,
    ArrowLeft: here - 1,
    ArrowDown: here - 1,
    PageUp: here + page,
    PageDown: here - page,
    Home: 0,
    End: last,
  };
  return key in moves ? Math.min(last, Math.max(0, moves[key])) : undefined;
}

// -- elements ----------------------------------------------------------------------------------------------------------
const share = ({ min, max }, value) => (max > min ? (value - min) / (max - min) : 0.5);
const within = (part) => part >= 0 && part <= 1;
const middle = (part) => `calc(var(--thumb) / 2 + ${part} * (100% - var(--thumb)))`;

export class Lever {
  // rail: the words, formats and writer of now; hooks: choose(row, place), drag(row, value), release(row), key(row,
  // event), set(row, value), say(text)
  constructor(lever, source = [], rail, hooks) {
    this.lever = lever;
    this.rail = rail;
    this.hooks = hooks;
    this.box = make("div", { class: "lever", data: { lever: lever.id } });
    const title = [`${lever.label}: ${lever.help}`, ...source.slice(1)].join("\n");
    if (lever.options) this.buildChoices(title, source);
    else this.buildSlider(title, source);
  }

  get format() {
    return this.rail.data.formats[this.lever.format];
  }

  buildChoices(title, source) {
    const { lever, hooks } = this;
    const button = (option, place) =>
      make("button", { type: "button", on: { click: () => hooks.choose(this, place) } }, option.label);
    this.buttons = lever.options.map(button);
    this.box.append(
      make("span", { class: "name", title }, lever.label),
      make("span", { class: "value" }, sourceMark(source)),
      make("div", { class: "choices", role: "group", "aria-label": lever.label }, ...this.buttons),
    );
  }

  buildSlider(title, source) {
    const { lever, hooks } = this;
    const { unit } = this.format;
    const id = `lever-${lever.id.replace(/\W/g, "-")}`;
    this.number = make("input", {
      type: "text",
      inputmode: "decimal",
      class: "number",
      autocomplete: "off",
      spellcheck: "false",
      tabindex: "-1", // a lever is one stop of the Tab key: Enter on its slider leads here, Enter here leads back
      "aria-label": fill(this.rail.data.texts.value, { lever: lever.label, unit: unit || "–" }),
      on: {
        focus: () => this.number.select(),
        keydown: (event) => this.typing(event),
        change: () => this.take(),
      },
    });
    const release = () => setTimeout(() => hooks.release(this), 0);
    this.range = make("input", {
      type: "range",
      id,
      min: lever.min,
      max: lever.max,
      step: "any",
      "aria-label": lever.label,
      on: {
        input: () => hooks.drag(this, Number(this.range.value)),
        change: () => hooks.release(this),
        // A drag that ends where it began fires no change event.
        pointerup: release,
        pointercancel: release,
        blur: release,
        keydown: (event) => this.press(event),
      },
    });
    this.fill = make("span", { class: "fill" });
    this.tick = make("span", { class: "tick" });
    this.diamond = make("span", { class: "diamond" });
    const track = [make("span", { class: "line" }), this.fill, this.tick, this.diamond, this.range];
    this.box.append(
      make("label", { class: "name", for: id, title }, lever.label),
      make("span", { class: "value" }, sourceMark(source, false), this.number, make("span", { class: "unit" }, unit)),
      make("div", { class: "track" }, ...track),
    );
  }

  // The lever as Python hands it over now.
  update(lever) {
    this.lever = lever;
    if (lever.options) return;
    for (const [mark, value] of [
      [this.tick, lever.base],
      [this.diamond, lever.plan],
    ]) {
      const part = share(lever, value);
      mark.hidden = !within(part); // the ends of a family's handle move with its members
      mark.style.left = middle(part);
    }
    [this.range.min, this.range.max] = [lever.min, lever.max];
    this.range.disabled = !(lever.max > lever.min);
  }

  show(value) {
    const { lever } = this;
    this.value = value;
    const moved = lever.options ? value !== lever.against : Math.abs(value - lever.against) > SAME;
    this.box.classList.toggle("moved", moved);
    if (lever.options) {
      const isChosen = (place) => String(lever.options[place].value === value);
      this.buttons.forEach((button, place) => button.setAttribute("aria-pressed", isChosen(place)));
      return;
    }
    const ends = [value, Math.min(lever.max, Math.max(lever.min, lever.plan))];
    const [from, to] = ends.map((end) => share(lever, end)).sort((one, other) => one - other);
    this.fill.style.left = middle(from);
    this.fill.style.width = `calc(${to - from} * (100% - var(--thumb)))`;
    this.range.value = value;
    this.range.setAttribute("aria-valuetext", quantity(lever, value, this.format, this.rail.writer));
    this.write();
  }

  write() {
    this.number.value = digits(this.lever, this.value, this.format, this.rail.writer);
    this.number.removeAttribute("aria-invalid");
  }

  typing(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.stopPropagation();
    if (event.key === "Escape") this.write();
    this.range.focus();
  }

  // On the slider Enter asks for the number, S for its source; the rest moves it.
  press(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      return this.number.focus();
    }
    const source = shortcutOf(event) === "s" && this.box.querySelector("a.source");
    if (!source) return this.hooks.key(this, event);
    event.preventDefault();
    return source.click();
  }

  take() {
    const text = this.number.value;
    const values = typedValues(this.lever, text, this.format.scale);
    if (values.length === 1) return this.hooks.set(this, values[0]);
    this.write();
    this.number.setAttribute("aria-invalid", "true");
    this.hooks.say(values.length ? this.question(text, values) : this.refusal());
    setTimeout(() => this.number.removeAttribute("aria-invalid"), SAY_WRONG);
  }

  question(text, values) {
    const { scale } = this.format;
    const [first, second] = values.map((value) => String(Number((value * scale).toPrecision(12))));
    return fill(this.rail.data.texts.unclear, { lever: this.lever.label, value: text.trim(), first, second });
  }

  refusal() {
    const { unit } = this.format;
    const ends = [this.lever.min, this.lever.max];
    const [low, high] = ends.map((end) => digits(this.lever, end, this.format, this.rail.writer));
    const written = unit === "%" ? `\u202f${unit}` : unit && `\u00a0${unit}`;
    return fill(this.rail.data.texts.wrong, { lever: this.lever.label, low, high, unit: written });
  }
}
