// The room's one chart: the trajectory, its type grown with the screen.

import { Chart } from "../shared/chart.js";
import { withGoal } from "../shared/goal.js";
import { resolveTables } from "../shared/templates.js";

const LEFT = 46; // room for labels at the size that the chart has on the stage
const TABLES = ["band", "lines", "current", "target", "labels", "ticks"];
const MOVING = 0.4; // how strongly the lines of other scenarios stand beside a moving one

class RoomChart extends Chart {
  constructor(vega, box, spec, names) {
    super(vega, box, { ...spec, padding: { left: LEFT, right: 0, top: 0, bottom: 0 } }, names);
  }

  // The unit of the styles (present.css: --u), twice the size that the chart has on the stage.
  scale() {
    const width = this.box.closest(".board")?.clientWidth || window.innerWidth; // less beside a drawer
    return window.innerWidth < 760 ? 1.15 : Math.min(window.innerHeight, width * 0.5625) / 360;
  }

  pad() {
    this.view.padding({ left: Math.round(LEFT * this.zoom()), right: 0, top: 0, bottom: 0 });
  }

  zoom() {
    return this.scale() * (this.box.clientWidth < 620 && window.innerWidth >= 760 ? 0.875 : 1);
  }
}

export function roomChart(vega, box, spec) {
  return new RoomChart(vega, box, spec, TABLES);
}

// Axes of a scene; frozen ones hold every scene, so that lines can be compared from one to the next.
export function axesOf(scenes, place, frozen) {
  const axes = (frozen ? scenes : [scenes[place]]).map((scene) => scene.charts.axes.year);
  return [Math.min(...axes.map(([low]) => low)), Math.max(...axes.map(([, high]) => high))];
}

// A hidden answer shows nothing of the years to come.
export function drawLine(chart, { charts }, vectors, axes, writer, { hidden, live, goal }) {
  const { views, format } = charts.trajectory;
  const { x, data } = views.year;
  const rows = resolveTables(withGoal(data, charts.trajectory.goal, goal, writer), vectors, writer);
  if (hidden) {
    rows.current = rows.current.filter((row) => !row.future);
    rows.labels = rows.labels.filter((row) => row.series !== "current");
    rows.band = [];
  }
  const fresh = live ? MOVING : 1;
  chart.signals({ fresh, xmin: x[0], xmax: x[1], ymin: axes[0], ymax: axes[1], yformat: format }).rows(rows).draw();
}
