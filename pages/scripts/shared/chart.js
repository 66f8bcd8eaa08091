// Charts: Vega views made once from the specifications that Python compiled, fed with rows, resized with their box.

export class Chart {
  constructor(vega, box, spec, names) {
    this.box = box;
    this.names = names;
    const look = { renderer: "canvas", hover: false, logLevel: vega.Error, expr: vega.expressionInterpreter };
    this.view = new vega.View(vega.parse(spec, null, { ast: true }), look);
    this.view.tooltip(() => {});
    this.left = this.view.padding().left;
    this.pad();
    const { width, height } = this.size();
    const label = box.getAttribute("aria-label");
    this.view.width(width).height(height).signal("zoom", this.zoom()).initialize(box);
    // Vega names its box in English; ours says what the chart says.
    box.setAttribute("role", "img");
    box.removeAttribute("aria-roledescription");
    if (label) box.setAttribute("aria-label", label);
    else box.removeAttribute("aria-label");
    this.busy = Promise.resolve();
    const canvas = box.querySelector("canvas");
    if (canvas) canvas.setAttribute("aria-hidden", "true");
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(box);
  }

  size() {
    const { left, right } = this.view.padding();
    return { width: Math.max(80, this.box.clientWidth - left - right), height: Math.max(60, this.box.clientHeight) };
  }

  // Labels on the left need more room where they grow.
  pad() {
    this.view.padding({
      ...this.view.padding(),
      left: this.left + Math.round(Math.max(0, this.zoom() - 1) * 0.7 * this.left),
    });
  }

  // Draws once more for a sheet: as wide and high as given, with the type of a page; without a size as its box has room.
  onSheet(size) {
    this.view.width(size ? size.width : this.size().width).height(size ? size.height : this.size().height);
    this.view.signal("zoom", size ? 1 : this.zoom()).resize();
    this.draw();
  }

  // A box that paper makes larger or smaller is no reason to draw: a picture would come after the page is printed.
  resize() {
    if (matchMedia("print").matches) return;
    this.pad();
    const { width, height } = this.size();
    if (width === this.view.width() && height === this.view.height()) return;
    const view = this.view.width(width).height(height).signal("zoom", this.zoom()).resize();
    view.runAsync().then(() => this.drawn?.());
  }

  // Type grows with the page's own (stage.css: --r), or with the box where that has more room.
  zoom() {
    const page = parseFloat(getComputedStyle(this.box).fontSize) / 13;
    return Math.min(3, Math.max(1, page, Math.min(this.box.clientWidth / 520, this.box.clientHeight / 280) ** 0.75));
  }

  signals(values) {
    for (const [name, value] of Object.entries(values)) this.view.signal(name, value);
    return this;
  }

  rows(datasets) {
    for (const name of this.names) if (datasets[name]) this.view.data(name, datasets[name]);
    return this;
  }

  draw() {
    this.view.run();
    this.drawn?.();
  }

  // Where a point of the data stands, in pixels of the box; the value at a height; and the ends of the axis.
  place(x, y) {
    const { left, top } = this.view.padding();
    return { x: left + this.view.scale("x")(x), y: top + this.view.scale("y")(y) };
  }

  valueAt(top) {
    return this.view.scale("y").invert(top - this.view.padding().top);
  }

  range() {
    return this.view.scale("y").domain();
  }

  end() {
    this.observer.disconnect();
    this.view.finalize();
  }
}
