// Search, filters and order above the list, and the heads of its columns.

import { make } from "../shared/dom.js";

const FILTERS = ["target", "tag", "author", "plan", "time"];
const opposite = (order) => (order === "down" ? "up" : "down");

export class Tools {
  // hooks: look(changes), unpick() before another list is shown, pickPage(on)
  constructor(texts, text, hooks) {
    this.hooks = hooks;
    this.search = make("input", {
      type: "search",
      class: "search",
      placeholder: texts.search,
      "aria-label": texts.search,
      maxlength: 200,
      spellcheck: "false",
      on: { input: () => hooks.look({ text: this.search.value }) },
    });
    this.search.value = text;
    this.selects = Object.fromEntries([...FILTERS, "sort"].map((name) => [name, this.select(name, texts[name])]));
    this.show = make("div", { class: "show", role: "group", "aria-label": texts.filters });
    this.order = make("button", { type: "button", class: "order", on: { click: () => this.turn() } });
    this.clear = make("button", { type: "button", class: "quiet", on: { click: () => this.reset() } }, texts.clear);
    const label = make("span", { class: "label" }, texts.sort);
    const sorting = make("span", { class: "sorting" }, label, this.selects.sort, this.order);
    const filters = FILTERS.map((name) => this.selects[name]);
    const row = make("div", { class: "filters" }, this.show, ...filters, this.clear, sorting);
    this.box = make("div", { class: "tools", role: "search" }, this.search, row);
    this.head = this.buildHead(texts);
  }

  select(name, label) {
    const change = () => this.hooks.look({ [name]: element.value, ...(name === "sort" ? { order: "" } : {}) });
    const element = make("select", { "aria-label": label, class: `filter f-${name}`, on: { change } });
    return element;
  }

  buildHead(texts) {
    const change = () => this.hooks.pickPage(this.pick.checked);
    this.pick = make("input", { type: "checkbox", "aria-label": texts.selectPage, on: { change } });
    const head = (name, label) => {
      const button = make("button", { type: "button", data: { sort: name }, on: { click: () => this.sortBy(name) } });
      button.append(label);
      return make("span", { class: `h-${name}` }, button);
    };
    return make(
      "div",
      { class: "row head" },
      make("label", { class: "tick" }, this.pick),
      make("span"),
      head("name", texts.name),
      make("span", { class: "h-path" }, texts.path),
      head("revenue", texts.revenue),
      head("p_target", texts.chance),
      head("updated", texts.saved),
      make("span"),
    );
  }

  // data: {view, choices, texts, filtered}
  draw(data) {
    this.view = data.view;
    const { view, choices, texts } = data;
    if (this.search.getRootNode().activeElement !== this.search) this.search.value = view.text;
    for (const [name, element] of Object.entries(this.selects)) this.drawSelect(element, choices[name], view[name]);
    for (const name of FILTERS) this.selects[name].classList.toggle("on", Boolean(view[name]));
    this.show.replaceChildren(...choices.show.map((one) => this.showButton(one)));
    const down = view.order === "down";
    this.order.textContent = down ? "↓" : "↑";
    this.order.title = down ? texts.down : texts.up;
    this.order.setAttribute("aria-label", this.order.title);
    this.clear.hidden = !data.filtered;
    for (const button of this.head.querySelectorAll("button"))
      button.parentElement.dataset.order = button.dataset.sort === view.sort ? view.order : "";
  }

  drawSelect(element, options, value) {
    element.hidden = !options.length;
    const key = JSON.stringify(options);
    if (element.dataset.key !== key) {
      element.dataset.key = key;
      element.replaceChildren(...options.map((one) => make("option", { value: one.value }, one.label)));
    }
    element.value = value;
  }

  showButton({ value, label }) {
    const click = () => {
      this.hooks.unpick();
      this.hooks.look({ show: value });
    };
    const pressed = String(value === this.view.show);
    return make("button", { type: "button", "aria-pressed": pressed, data: { show: value }, on: { click } }, label);
  }

  turn() {
    this.hooks.look({ order: opposite(this.view.order) });
  }

  sortBy(name) {
    const { sort, order } = this.view;
    this.hooks.look(sort === name ? { order: opposite(order) } : { sort: name, order: "" });
  }

  reset() {
    this.search.value = "";
    const none = Object.fromEntries(FILTERS.map((name) => [name, ""]));
    this.hooks.look({ text: "", ...none, show: this.view.show === "favourite" ? "" : this.view.show });
  }
}
