// The stage's three charts: made once, drawn from vectors of outcomes, eased from one settled point to the next.

import { Chart } from "../shared/chart.js";
import { withGoal } from "../shared/goal.js";
import { resolveTables } from "../shared/templates.js";
import { loadVega } from "../shared/vega.js";

const EASE = 150; // milliseconds
const SHEET = { width: 640, height: 340 }; // the trajectory on paper
const DRAGGED = 0.4; // how strongly a fan stands that belongs to the point before

export class Figures {
  // hooks: drawn(vectors) for the words and tables that go with what is drawn; placed() when the trajectory stands
  constructor(hooks) {
    this.hooks = hooks;
    this.mode = "year";
    this.charts = null;
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
  }

  async make(board, data) {
    const [vega] = await Promise.all([loadVega(), document.fonts.load("600 12px Inter").catch(() => null)]);
    const chart = (name, tables) => new Chart(vega, board[name].box, data.specs[name], tables);
    this.charts = {
      trajectory: chart("trajectory", ["band", "lines", "current", "target", "labels", "ticks"]),
      bridge: chart("bridge", ["steps", "breaks"]),
      breakdown: chart("breakdown", ["bars", "totals"]),
    };
    this.charts.trajectory.drawn = () => this.hooks.placed();
  }

  update(data, writer) {
    this.data = data;
    this.writer = writer;
    this.target = null; // the line under the finger
    this.axes ||= this.axesNow();
  }

  axesNow() {
    const { axes } = this.data.charts;
    return [...axes[this.mode], axes.breakdown];
  }

  show(mode) {
    this.mode = mode;
    this.axes = this.axesNow();
  }

  colour(theme) {
    for (const chart of Object.values(this.charts || {})) chart.signals({ theme }).draw();
  }

  // Before a page is printed its scheme is given, after it none is.
  onPaper(scheme) {
    this.charts?.trajectory.onSheet(scheme ? SHEET : null);
  }

  resolve(tables, vectors) {
    return resolveTables(tables, vectors, this.writer);
  }

  // The trajectory's tables, with the target where a finger has it.
  lines() {
    const { goal, views } = this.data.charts.trajectory;
    return withGoal(views[this.mode].data, goal, this.target, this.writer);
  }

  drawTarget(value, vectors) {
    this.target = value;
    if (!this.charts) return;
    const { target, labels } = this.lines();
    this.charts.trajectory.rows(this.resolve({ target, labels }, vectors)).draw();
  }

  drawAll(vectors) {
    this.hooks.drawn(vectors);
    if (!this.charts) return;
    const { trajectory, bridge } = this.data.charts;
    const view = trajectory.views[this.mode];
    const [ymin, ymax, widest] = this.axes;
    this.charts.trajectory
      .signals({
        fresh: this.data.stale ? DRAGGED : 1,
        xmin: view.x[0],
        xmax: view.x[1],
        ymin,
        ymax,
        yformat: trajectory.format,
      })
      .rows(this.resolve(this.lines(), vectors))
      .draw();
    this.charts.breakdown.signals({ xmax: widest });
    this.drawBreakdown(vectors);
    if (!bridge.rows) return;
    const { y, lines, data } = bridge.rows;
    this.charts.bridge.signals({ ymin: y[0], ymax: y[1], lines }).rows(data).draw();
  }

  drawBreakdown(vectors) {
    const { bars, totals } = this.data.charts.breakdown.data;
    this.charts.breakdown.rows(this.resolve({ bars, totals }, vectors)).draw();
  }

  // The way of a drag: only what moves.
  drawMoving(vectors) {
    cancelAnimationFrame(this.animation);
    if (!this.charts) return;
    const { current, labels } = this.lines();
    this.charts.trajectory.signals({ fresh: DRAGGED }).rows(this.resolve({ current, labels }, vectors)).draw();
    this.drawBreakdown(vectors);
  }

  // From one vector of outcomes to another; the axes follow where they are told to.
  ease(from, to, vectors, { axes = this.axes, done = () => null } = {}) {
    cancelAnimationFrame(this.animation);
    const axesFrom = this.axes;
    const begun = performance.now();
    const step = (now) => {
      const part = this.still.matches || from === to ? 1 : Math.min(1, Math.max(0, now - begun) / EASE);
      const way = part * (2 - part);
      const blend = (one, other) => (part === 1 ? other : one + (other - one) * way);
      this.axes = axes.map((value, place) => blend(axesFrom[place], value));
      const current = part === 1 ? to : to.map((value, place) => blend(from[place], value));
      this.drawAll({ ...vectors, current });
      if (part < 1) this.animation = requestAnimationFrame(step);
      else done();
    };
    step(begun);
  }

  // To the settled point, if anything differs from it.
  settle(from, to, vectors) {
    const axes = this.axesNow();
    const other = (one, two) => one.some((value, place) => value !== two[place]);
    this.ease(from && (other(from, to) || other(axes, this.axes)) ? from : to, to, vectors, { axes });
  }

  end() {
    cancelAnimationFrame(this.animation);
    for (const chart of Object.values(this.charts || {})) chart.end();
  }
}
