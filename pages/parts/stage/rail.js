// The lever rail: native range inputs (keyboard, touch and screen readers work as everywhere), typed values, marks.

class Rail {
  // hooks: strip(id) for the answers along a lever, or null while they are on their way; moving(row, outcomes) while
  // dragging; settle(levers) on release; unfolded() when more levers are on screen; preset(id)
  constructor(root, hooks) {
    this.root = root;
    this.hooks = hooks;
    this.rows = new Map();
    this.open = new Set();
    this.dragging = null;
  }

  build(data, writer) {
    this.data = data;
    this.writer = writer;
    this.rows.clear();
    this.presets = make("div", { class: "presets", role: "group", "aria-label": data.texts.start });
    this.presets.append(make("span", { class: "hint" }, data.texts.start));
    for (const preset of data.presets) {
      const button = make("button", { type: "button", on: { click: () => this.hooks.preset(preset.id) } }, preset.label);
      button.dataset.id = preset.id;
      this.presets.append(button);
    }
    const groups = data.groups.map((group) => this.group(group));
    this.root.setAttribute("aria-label", data.texts.rail);
    this.root.replaceChildren(this.presets, ...groups, make("p", { class: "legend" }, data.texts.marks));
  }

  group(group) {
    const { texts } = this.data;
    const levers = this.data.levers.filter((lever) => lever.group === group.id);
    const folded = levers.filter((lever) => lever.advanced);
    const head = make("h2", {}, group.label);
    const section = make("section", { class: "group" }, make("div", { class: "head" }, head));
    const list = (some) => some.map((lever) => this.lever(lever));
    section.append(...list(levers.filter((lever) => !lever.advanced)));
    if (folded.length) {
      const more = make("div", { class: "folded" }, ...list(folded));
      const button = make("button", { type: "button", class: "more", "aria-label": "" });
      const show = () => {
        const open = this.open.has(group.id);
        more.hidden = !open;
        button.textContent = open ? texts.less : fill(texts.more, { count: folded.length });
        button.setAttribute("aria-label", `${group.label}: ${button.textContent}`);
        button.setAttribute("aria-expanded", String(open));
      };
      button.addEventListener("click", () => {
        if (!this.open.delete(group.id)) this.open.add(group.id);
        show();
        this.hooks.unfolded();
      });
      section.firstChild.append(button);
      section.append(more);
      show();
    }
    return section;
  }

  lever(lever) {
    const row = { lever, box: make("div", { class: "lever" }) };
    const source = this.data.sources.lever[lever.id];
    row.box.dataset.lever = lever.id;
    this.rows.set(lever.id, row);
    if (lever.options) {
      row.buttons = lever.options.map((option, place) =>
        make("button", { type: "button", on: { click: () => this.choose(row, place) } }, option.label),
      );
      const choices = make("div", { class: "choices", role: "group", "aria-label": lever.label }, ...row.buttons);
      const name = make("span", { class: "name", title: `${lever.label}: ${lever.help}\n${source[1]}` }, lever.label);
      row.box.append(name, make("span", { class: "value" }, sourceMark(source)), choices);
      return row.box;
    }
    const { unit, scale, decimals } = this.data.formats[lever.format];
    const id = `lever-${lever.id.replace(/\W/g, "-")}`;
    row.number = make("input", {
      type: "text", inputmode: "decimal", class: "number", autocomplete: "off", spellcheck: "false",
      "aria-label": fill(this.data.texts.value, { lever: lever.label, unit: unit || "–" }),
    });
    row.range = make("input", { type: "range", id, min: lever.min, max: lever.max, step: "any", "aria-label": lever.label });
    row.fill = make("span", { class: "fill" });
    row.tick = make("span", { class: "tick" });
    row.diamond = make("span", { class: "diamond" });
    row.box.append(
      make("label", { class: "name", for: id, title: `${lever.label}: ${lever.help}\n${source[1]}` }, lever.label),
      make("span", { class: "value" }, sourceMark(source), row.number, make("span", { class: "unit" }, unit)),
      make("div", { class: "track" }, make("span", { class: "line" }), row.fill, row.tick, row.diamond, row.range),
    );
    row.range.addEventListener("input", () => this.drag(row, Number(row.range.value)));
    row.range.addEventListener("change", () => this.release(row));
    // A drag that ends where it began fires no change event.
    for (const end of ["pointerup", "pointercancel", "blur"])
      row.range.addEventListener(end, () => setTimeout(() => this.release(row), 0));
    row.range.addEventListener("keydown", (event) => this.key(row, event));
    row.number.addEventListener("focus", () => row.number.select());
    row.number.addEventListener("keydown", (event) => {
      if (event.key === "Enter") row.number.blur();
      if (event.key === "Escape") {
        row.number.value = this.digits(lever, row.value);
        row.number.blur();
      }
    });
    row.number.addEventListener("change", () => {
      const typed = Number(row.number.value.replace(/[,\s\u00a0%]/g, "").replace(MINUS, "-").replace("。", "."));
      const value = typed / scale;
      const wrong = row.number.value.trim() === "" || !Number.isFinite(typed) || value < lever.min - 1e-9 || value > lever.max + 1e-9;
      row.number.setAttribute("aria-invalid", String(wrong));
      if (wrong) {
        const [low, high] = [lever.min, lever.max].map((end) => this.writer.digits(end * scale, decimals));
        this.hooks.say(fill(this.data.texts.wrong, { lever: lever.label, low, high, unit: unit === "%" ? `\u202f${unit}` : unit && `\u00a0${unit}` }));
        row.number.value = this.digits(lever, row.value);
        setTimeout(() => row.number.removeAttribute("aria-invalid"), 6000);
        return;
      }
      const exact = Math.min(lever.max, Math.max(lever.min, Number(value.toPrecision(12))));
      this.show(row, exact);
      this.hooks.settle({ [lever.id]: exact });
    });
    return row.box;
  }

  // New data for the same rail: values, marks, which preset is on. A lever under the finger keeps its place.
  update(data, writer) {
    this.data = data;
    this.writer = writer;
    for (const button of this.presets.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(data.presets.find((one) => one.id === button.dataset.id).active));
    for (const lever of data.levers) {
      const row = this.rows.get(lever.id);
      row.lever = lever;
      if (!lever.options) {
        row.tick.style.left = this.place(lever, lever.base);
        row.diamond.style.left = this.place(lever, lever.plan);
      }
      if (this.dragging !== row) this.show(row, lever.value);
    }
  }

  place(lever, value) {
    return `calc(var(--thumb) / 2 + ${(value - lever.min) / (lever.max - lever.min)} * (100% - var(--thumb)))`;
  }

  show(row, value) {
    const { lever } = row;
    row.value = value;
    const moved = lever.options ? value !== lever.against : Math.abs(value - lever.against) > 1e-9;
    row.box.classList.toggle("moved", moved);
    if (lever.options) {
      row.buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(lever.options[place].value === value)));
      return;
    }
    const part = (one) => (one - lever.min) / (lever.max - lever.min);
    const [from, to] = [part(value), part(lever.plan)].sort((one, other) => one - other);
    row.fill.style.left = `calc(var(--thumb) / 2 + ${from} * (100% - var(--thumb)))`;
    row.fill.style.width = `calc(${to - from} * (100% - var(--thumb)))`;
    row.range.value = value;
    row.range.setAttribute("aria-valuetext", this.writer.quantity(value, lever.format));
    row.number.value = this.digits(lever, value);
    row.number.removeAttribute("aria-invalid");
  }

  // As many decimals as the lever's step needs, more only where a typed value has them.
  digits(lever, value) {
    const { scale, decimals } = this.data.formats[lever.format];
    const shown = value * scale;
    let places = Math.min(lever.decimals, decimals);
    while (places < decimals && Math.abs(Number(shown.toFixed(places)) - shown) > 1e-9 * Math.max(1, Math.abs(shown))) places += 1;
    const amount = Number(shown.toFixed(places));
    return (amount < 0 ? MINUS : "") + this.writer.digits(Math.abs(amount), places);
  }

  onScreen() {
    return this.data.levers.filter((lever) => !lever.advanced || this.open.has(lever.group)).map((lever) => lever.id);
  }

  // Nearest slider position of a value, as a row of the lever's strip.
  nearest({ positions, count }, value) {
    let low = 0;
    let high = count - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (positions[middle] <= value) low = middle;
      else high = middle;
    }
    return value - positions[low] <= positions[high] - value ? low : high;
  }

  // The lever follows the finger at once; the numbers as soon as its strip is here.
  drag(row, value) {
    const strip = this.hooks.strip(row.lever.id);
    this.dragging = row;
    if (strip) return this.to(row, strip, this.nearest(strip, value));
    this.show(row, this.onStep(row.lever, value));
    this.hooks.moving(row, null);
  }

  onStep({ min, max, step }, value) {
    const near = min + Math.round((value - min) / step) * step;
    return Number(Math.min(max, Math.max(min, near)).toPrecision(12));
  }

  to(row, strip, place) {
    const { lever } = row;
    this.show(row, strip.positions[place]);
    if (strip.partners)
      lever.family.forEach((id, member) => {
        if (id !== lever.id) this.show(this.rows.get(id), strip.partners[member * strip.count + place]);
      });
    this.hooks.moving(row, strip.row(place));
  }

  release(row) {
    if (this.dragging !== row) return;
    clearTimeout(this.keyTimer);
    this.dragging = null;
    this.hooks.settle({ [row.lever.id]: row.value });
  }

  // Look the lever under the finger up again in a table that has just arrived.
  again() {
    if (this.dragging) this.drag(this.dragging, this.dragging.value);
  }

  key(row, event) {
    const { lever } = row;
    const strip = this.hooks.strip(lever.id);
    const here = strip ? this.nearest(strip, row.value) : Math.round((row.value - lever.min) / lever.step);
    const last = strip ? strip.count - 1 : Math.round((lever.max - lever.min) / lever.step);
    const page = Math.max(1, Math.round((last + 1) / 10));
    const moves = {
      ArrowRight: here + 1, ArrowUp: here + 1, ArrowLeft: here - 1, ArrowDown: here - 1,
      PageUp: here + page, PageDown: here - page, Home: 0, End: last,
    };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const place = Math.min(last, Math.max(0, moves[event.key]));
    this.drag(row, strip ? strip.positions[place] : lever.min + place * lever.step);
    clearTimeout(this.keyTimer);
    this.keyTimer = setTimeout(() => this.release(row), 180); // a held arrow key settles once, at its end
  }

  choose(row, place) {
    this.show(row, row.lever.options[place].value);
    this.hooks.moving(row, this.hooks.strip(row.lever.id)?.row(place) || null);
    this.hooks.settle({ [row.lever.id]: row.value });
  }
}
