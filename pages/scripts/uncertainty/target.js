// The target under the finger: chance, futures and curve follow a drag from the table Python made; on release the value
// goes back once.

import { make } from "../shared/dom.js";
import { loadVega } from "../shared/vega.js";

class Picture {
  constructor(vega, box, compiled) {
    this.box = box;
    const look = { renderer: "svg", hover: false, logLevel: vega.Error, expr: vega.expressionInterpreter };
    this.view = new vega.View(vega.parse(compiled, null, { ast: true }), look);
    this.view.tooltip(() => {});
    this.view.width(this.width()).height(box.clientHeight).initialize(box);
    new ResizeObserver(() => this.view.width(this.width()).height(box.clientHeight).runAsync()).observe(box);
  }

  width() {
    const { left, right } = this.view.padding();
    return Math.max(80, this.box.clientWidth - left - right);
  }

  show(signals, datasets) {
    for (const [name, value] of Object.entries(signals)) this.view.signal(name, value);
    for (const [name, rows] of Object.entries(datasets)) this.view.data(name, rows);
    this.view.run();
  }
}

export class Target {
  constructor(root) {
    this.root = root;
    this.seq = 0;
    this.number = make("b", { class: "big" });
    this.words = make("span", { class: "words" });
    this.dots = make("div", { class: "dots", role: "img" });
    this.curve = make("div", { class: "curve", "aria-hidden": "true" });
    this.slider = make("input", { type: "range", min: 0, step: 1 });
    this.shown = make("output", {});
    this.caption = make("span", { class: "caption" });
    this.root.append(
      make(
        "div",
        { class: "top" },
        make("div", { class: "chance", "aria-live": "polite" }, this.number, this.words),
        this.dots,
      ),
      this.curve,
      make("label", { class: "slide" }, this.caption, this.slider, this.shown),
    );
    this.slider.addEventListener("input", () => this.move(Number(this.slider.value)));
    this.slider.addEventListener("change", () => this.settle());
    this.curve.addEventListener("pointerdown", (event) => {
      this.curve.setPointerCapture(event.pointerId);
      this.drag(event);
    });
    this.curve.addEventListener("pointermove", (event) => event.buttons && this.drag(event));
    this.curve.addEventListener("pointerup", () => this.settle());
  }

  async receive(data, { setStateValue }) {
    this.send = (value) => setStateValue("target", value);
    if (data === this.data) return;
    if (!this.data) this.seq = data.seq;
    this.data = data;
    this.caption.textContent = data.texts.target;
    this.slider.setAttribute("aria-label", data.texts.label);
    this.slider.max = data.places.length - 1;
    if (data.seq >= this.seq) this.at = data.at; // else the finger is ahead of Python
    this.slider.value = this.at;
    this.write();
    this.pictures ||= this.makePictures(data.specs);
    this.drawn = await this.pictures;
    if (data !== this.data || !this.drawn) return;
    this.draw(true);
    this.root.dataset.ready = "";
  }

  // The words tell it without pictures; the next data try again.
  makePictures({ curve, dots }) {
    const pictures = (vega) => ({
      curve: new Picture(vega, this.curve, curve),
      dots: new Picture(vega, this.dots, dots),
    });
    return loadVega().then(pictures, () => (this.pictures = null));
  }

  drag(event) {
    const { left, right } = this.data.margins;
    const box = this.curve.getBoundingClientRect();
    const share = (event.clientX - box.left - left) / (box.width - left - right);
    const { places } = this.data;
    const value = places[0] + share * (places[places.length - 1] - places[0]);
    let best = 0;
    for (let n = 1; n < places.length; n += 1)
      if (Math.abs(places[n] - value) < Math.abs(places[best] - value)) best = n;
    this.slider.value = best;
    this.move(best);
  }

  move(at) {
    if (at === this.at) return;
    this.at = at;
    this.write();
    if (this.drawn) this.draw(false);
  }

  settle() {
    if (this.at === this.data.at && this.seq === this.data.seq) return;
    this.seq += 1;
    this.send({ seq: this.seq, value: this.data.places[this.at] });
  }

  write() {
    const { at } = this;
    const { chances, shown, percents, futures } = this.data;
    this.number.textContent = percents[at];
    this.words.textContent = futures[at];
    this.dots.setAttribute("aria-label", futures[at]);
    this.shown.textContent = shown[at];
    this.slider.setAttribute("aria-valuetext", `${shown[at]}: ${percents[at]}, ${futures[at]}`);
    this.root.classList.toggle("short", chances[at] < 0.5);
  }

  draw(whole) {
    const { at } = this;
    const { places, chances, hits, ofs, single, ticks, most } = this.data;
    const wide = this.data.wide[ofs[at]];
    const dots = Array.from({ length: ofs[at] }, (_, n) => ({
      x: n % wide,
      y: Math.floor(n / wide),
      hit: n < hits[at],
    }));
    this.drawn.dots.show({ columns: wide, lines: ofs[at] / wide }, { dots });
    const curve = places.map((x, n) => ({ x, p: chances[n], reached: most ? n <= at : n >= at }));
    const rest = whole ? { single, ticks } : {};
    const ends = whole ? { xmin: places[0], xmax: places[places.length - 1] } : {};
    this.drawn.curve.show(ends, { curve, mark: [{ x: places[at], p: chances[at] }], ...rest });
  }
}
