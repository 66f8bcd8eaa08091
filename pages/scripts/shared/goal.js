// The target line under the finger: a slider over the line that the chart draws, and a note of what the target takes
// (pages/parts/stage/goal.py). It computes nothing: the line follows the finger, the answer comes from Python.

import { make, setText } from "./dom.js";
import { fill } from "./templates.js";

const FAR = 10; // steps of a page key
const LABEL = 104; // pixels beside the line that its label takes
const TICK = 12; // pixels that the line goes on beyond its year
const AIR = 8; // pixels between the note and the corner of the chart
const WIDE = 0.68; // of the lines' room that the note may take
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: FAR, PageDown: -FAR };

// A value of the target in whole steps within the axis, low and high in the measure's unit.
export function toStep(value, step, low, high) {
  const least = Math.ceil(low / step - 1e-9) * step;
  const most = Math.floor(high / step + 1e-9) * step;
  return Number(Math.min(most, Math.max(least, Math.round(value / step) * step)).toFixed(6));
}

// The chart's tables with the line at another value.
export function withGoal(data, goal, value, writer) {
  if (!goal || value === null || value === undefined || !data.target.length) return data;
  const y = value * goal.scale;
  const text = fill(goal.text, { value: writer.number(value, "revenue") });
  return {
    ...data,
    target: data.target.map((row) => ({ ...row, y })),
    labels: data.labels.map((row) => (row.series === "target" ? { ...row, y: y * (1 + 1e-9), text } : row)),
  };
}

export class GoalLine {
  // hooks: chart() where it is drawn; moving(value), with null when it has come back; settle(value) on release
  constructor(hooks) {
    this.hooks = hooks;
    this.value = null; // under the finger, or on its way to Python
    const on = {
      pointerdown: (event) => this.take(event),
      pointermove: (event) => this.drag(event),
      pointerup: () => this.release(),
      pointercancel: () => this.comeBack(),
      keydown: (event) => this.key(event),
      keyup: (event) => event.key in STEPS && this.release(),
      blur: () => this.release(),
    };
    const slider = { class: "goal", role: "slider", tabindex: "0", hidden: true, "aria-orientation": "vertical", on };
    this.handle = make("div", slider);
    this.note = make("p", { class: "takes", role: "status", hidden: true });
  }

  // goal: what Python says of the line, null where it cannot be dragged; takes: the note, empty for none
  update(goal, takes, writer) {
    this.goal = goal;
    this.writer = writer;
    this.value = null;
    this.sent = null;
    this.held = null;
    setText(this.note, takes || "");
    this.note.hidden = !takes;
    if (goal) this.handle.setAttribute("aria-label", goal.label);
    this.place();
  }

  get now() {
    return this.value ?? this.goal.value;
  }

  // Over the line as the chart has drawn it; nowhere while there is none.
  place(shown = this.shown) {
    this.shown = shown;
    const chart = this.hooks.chart();
    this.handle.hidden = !(shown && chart && this.goal);
    if (chart) this.placeNote(chart);
    if (this.handle.hidden) return;
    const { scale, year } = this.goal;
    const start = chart.place(year - 0.32, this.now * scale);
    const end = chart.place(year, this.now * scale);
    const { offsetLeft, offsetTop } = chart.box;
    Object.assign(this.handle.style, {
      left: `${offsetLeft + start.x}px`,
      top: `${offsetTop + start.y}px`,
      width: `${end.x - start.x + LABEL * chart.zoom()}px`,
    });
    this.handle.style.setProperty("--label", `${(LABEL - TICK) * chart.zoom()}px`);
    const [low, high] = this.ends(chart);
    this.handle.setAttribute("aria-valuemin", low);
    this.handle.setAttribute("aria-valuemax", high);
    this.handle.setAttribute("aria-valuenow", this.now);
    this.handle.setAttribute("aria-valuetext", this.writer.quantity(this.now, "revenue"));
  }

  // Above the lines on their left, where those of a plan that grows leave room.
  placeNote(chart) {
    const { offsetLeft, offsetTop, clientWidth } = chart.box;
    const { left } = chart.view.padding();
    Object.assign(this.note.style, {
      left: `${offsetLeft + left + AIR}px`,
      top: `${offsetTop + AIR}px`,
      maxWidth: `${(clientWidth - left - LABEL * chart.zoom()) * WIDE}px`,
    });
  }

  ends(chart) {
    const { step, scale } = this.goal;
    const [low, high] = chart.range().map((end) => end / scale);
    return [toStep(low, step, low, high), toStep(high, step, low, high)];
  }

  to(value) {
    const chart = this.hooks.chart();
    const next = toStep(value, this.goal.step, ...this.ends(chart));
    if (next === this.now) return;
    this.value = next;
    this.note.hidden = true; // it told of another target
    this.hooks.moving(next);
    this.place();
  }

  take(event) {
    const chart = this.hooks.chart();
    if (event.button || !chart) return;
    event.preventDefault();
    this.handle.focus({ preventScroll: true });
    this.handle.setPointerCapture(event.pointerId);
    const top = chart.box.getBoundingClientRect().top;
    this.held = { top, off: event.clientY - top - chart.place(this.goal.year, this.now * this.goal.scale).y };
  }

  drag(event) {
    if (!this.held) return;
    const chart = this.hooks.chart();
    this.to(chart.valueAt(event.clientY - this.held.top - this.held.off) / this.goal.scale);
  }

  key(event) {
    if (event.key === "Escape" && this.value !== null) this.comeBack();
    else if (STEPS[event.key]) this.to(this.now + STEPS[event.key] * this.goal.step);
    else return;
    event.preventDefault();
    event.stopPropagation(); // arrows turn scenes, Escape leaves
  }

  release() {
    this.held = null;
    if (this.value === null || this.value === this.sent) return;
    if (this.value === this.goal.value) return this.comeBack();
    this.sent = this.value;
    this.hooks.settle(this.value);
  }

  comeBack() {
    this.held = null;
    this.value = null;
    this.note.hidden = !this.note.textContent;
    this.hooks.moving(null);
    this.place();
  }
}
