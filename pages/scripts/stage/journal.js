// The drawer at the right: steps taken, bookmarks with speaker notes, stories. It shows what Python lists and asks for
// actions; nothing is kept here but what is open.

import { make, setText } from "../shared/dom.js";

export class Journal {
  // hooks: act(name, value), focus(), help() for the keyboard shortcuts
  constructor(hooks) {
    this.hooks = hooks;
    this.tab = "steps";
    this.box = make("aside", { class: "journal", hidden: true, tabindex: "-1" });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.open(false);
    });
    // A button under the finger must not be replaced before it is released, or its click would be lost.
    this.box.addEventListener("pointerdown", () => (this.pressed = true));
    for (const end of ["pointerup", "pointercancel", "pointerleave"])
      this.box.addEventListener(end, () => {
        this.pressed = false;
        setTimeout(() => this.stale && this.isOpen && this.draw(), 0);
      });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  open(on, tab = this.tab) {
    this.tab = tab;
    this.box.hidden = !on;
    if (on) {
      this.draw();
      this.box.focus({ preventScroll: true });
    } else this.hooks.focus();
  }

  update(data) {
    this.data = data;
    this.stale = this.isOpen && this.pressed;
    if (this.isOpen && !this.pressed) this.draw();
  }

  button(action, label, text, handler, options = {}) {
    const one = make(
      "button",
      { type: "button", title: text, "aria-label": text, ...options, on: { click: handler } },
      label,
    );
    one.dataset.action = action;
    return one;
  }

  draw() {
    this.stale = false;
    const { texts } = this.data;
    const inside = this.box.getRootNode().activeElement;
    const kept = this.box.contains(inside) && inside.dataset.keep;
    const typed = kept && inside.value;
    this.box.setAttribute("aria-label", texts.title);
    const tab = (name, text) =>
      this.button(
        `tab-${name}`,
        text,
        text,
        () => {
          this.tab = name;
          this.draw();
        },
        { "aria-pressed": String(this.tab === name) },
      );
    const tabs = make(
      "div",
      { class: "tabs", role: "group", "aria-label": texts.title },
      tab("steps", texts.steps),
      tab("marks", `${texts.bookmarks} ${this.data.marks.length || ""}`.trim()),
    );
    const close = this.button("close", "✕", texts.close, () => this.open(false));
    const scroll = this.list?.scrollTop || 0;
    this.list = make("div", { class: "list" }, ...(this.tab === "steps" ? this.steps() : this.marks()));
    this.box.replaceChildren(make("header", {}, tabs, close), this.list);
    this.list.scrollTop = scroll;
    if (kept) {
      const again = this.box.querySelector(`[data-keep="${kept}"]`);
      if (again) {
        if (typed !== undefined) again.value = typed;
        again.focus({ preventScroll: true });
      }
    }
  }

  steps() {
    const { texts, steps } = this.data;
    const row = (step) => {
      const body = make(
        "button",
        {
          type: "button",
          class: "go",
          "aria-current": step.here ? "step" : null,
          on: { click: () => this.hooks.act("jump", step.place) },
        },
        make("span", { class: "what" }, step.what),
        make("span", { class: "pair" }, step.pair),
        make("span", { class: "effect" }, effect(step, texts)),
      );
      const marked = Boolean(step.mark);
      const star = this.button(
        "mark",
        marked ? "★" : "☆",
        marked ? step.mark : texts.add,
        () => this.name(step, star),
        { class: "star", disabled: marked },
      );
      const line = make("li", { class: step.here ? "here" : null }, body, star);
      line.dataset.tone = step.tone;
      line.dataset.place = step.place;
      return line;
    };
    return [
      make("ol", { class: "steps" }, ...steps.map(row)),
      make(
        "div",
        { class: "foot" },
        this.button("reset-levers", texts.resetLevers, texts.resetLevers, () => this.hooks.act("reset-levers")),
        this.button("reset-assumptions", texts.resetAssumptions, texts.resetAssumptions, () =>
          this.hooks.act("reset-assumptions"),
        ),
        this.button("help", texts.help, texts.help, () => this.hooks.help()),
      ),
    ];
  }

  // Asks for the bookmark's name where the star was.
  name(step, star) {
    const { texts } = this.data;
    const input = make("input", {
      type: "text",
      maxlength: "120",
      "aria-label": texts.name,
      value: step.pair ? `${step.what} ${step.pair.split(" → ")[1]}` : step.what,
    });
    const form = make(
      "form",
      {
        class: "naming",
        on: {
          submit: (event) => {
            event.preventDefault();
            if (input.value.trim()) this.hooks.act("mark", { place: step.place, name: input.value.trim() });
          },
        },
      },
      input,
      make("button", { type: "submit" }, texts.keep),
    );
    star.closest("li").append(form);
    star.remove();
    input.select();
  }

  nameCurrent() {
    this.open(true, "steps");
    this.box.querySelector("li.here .star:not(:disabled)")?.click();
  }

  marks() {
    const { texts, marks, stories } = this.data;
    const act = (name, value) => () => this.hooks.act(name, value);
    const row = (mark, place) => {
      const name = make("input", {
        type: "text",
        class: "name",
        maxlength: "120",
        value: mark.name,
        "aria-label": texts.name,
      });
      name.dataset.keep = `name-${mark.id}`;
      name.addEventListener(
        "change",
        () => name.value.trim() && this.hooks.act("mark-name", { id: mark.id, text: name.value.trim() }),
      );
      const note = make(
        "textarea",
        { rows: "2", maxlength: "4000", placeholder: texts.note, "aria-label": `${texts.note}: ${mark.name}` },
        mark.note,
      );
      note.dataset.keep = `note-${mark.id}`;
      note.addEventListener("change", () => this.hooks.act("mark-note", { id: mark.id, text: note.value }));
      const line = make(
        "li",
        { class: mark.here ? "here" : null },
        make("div", { class: "row" }, make("span", { class: "rank" }, String(place + 1)), name),
        make(
          "p",
          { class: "effect" },
          mark.revenue ? `${texts.revenue} ${mark.revenue} · ${texts.chance} ${mark.chance}` : texts.gone,
        ),
        note,
        make(
          "div",
          { class: "row tools" },
          this.button("mark-open", texts.open, `${texts.open}: ${mark.name}`, act("mark-open", mark.id), {
            disabled: !mark.revenue,
          }),
          this.button("mark-save", texts.save, `${texts.save}: ${mark.name}`, act("mark-save", mark.id), {
            disabled: !mark.revenue,
          }),
          this.button("mark-up", "↑", `${texts.up}: ${mark.name}`, act("mark-up", mark.id), { disabled: place === 0 }),
          this.button("mark-down", "↓", `${texts.down}: ${mark.name}`, act("mark-down", mark.id), {
            disabled: place === marks.length - 1,
          }),
          this.button("mark-remove", "✕", `${texts.remove}: ${mark.name}`, act("mark-remove", mark.id)),
        ),
      );
      line.dataset.mark = mark.id;
      return line;
    };
    const title = make("input", {
      type: "text",
      maxlength: "120",
      placeholder: texts.storyTitle,
      "aria-label": texts.storyTitle,
    });
    title.dataset.keep = "story-title";
    // Who sees a story; nothing to choose where nobody is told apart, or somebody else decides.
    const space = (options, name, choose) => {
      if (!options.length) return null;
      const one = make(
        "select",
        { title: texts.space, "aria-label": name ? `${texts.space}: ${name}` : texts.space, on: { change: choose } },
        ...options.map(({ value, text, here }) => make("option", { value, selected: here }, text)),
      );
      one.dataset.keep = `space-${name}`;
      return one;
    };
    const seen = space(this.data.spaces, "", (event) => (this.space = event.target.value));
    if (seen && this.space !== undefined) seen.value = this.space;
    const saving = make(
      "form",
      {
        class: "naming",
        on: {
          submit: (event) => {
            event.preventDefault();
            if (title.value.trim()) this.hooks.act("story-save", { title: title.value.trim(), space: seen?.value });
          },
        },
      },
      title,
      seen,
      make("button", { type: "submit", disabled: !marks.length }, texts.storySave),
    );
    const story = (one) => {
      const open = this.button("story-open", texts.open, `${texts.open}: ${one.title}`, () => {
        if (marks.length && open.dataset.sure !== "yes") {
          open.dataset.sure = "yes";
          setText(open, texts.sure);
        } else this.hooks.act("story-open", one.id);
      });
      return make(
        "li",
        {},
        make("div", { class: "row" }, make("b", {}, one.title), make("span", { class: "pair" }, one.count)),
        make(
          "div",
          { class: "row tools" },
          open,
          space(one.spaces, one.title, ({ target }) =>
            this.hooks.act("story-space", { id: one.id, space: target.value }),
          ),
          this.button("story-remove", "✕", `${texts.remove}: ${one.title}`, act("story-remove", one.id)),
        ),
      );
    };
    return [
      marks.length ? make("ol", { class: "marks" }, ...marks.map(row)) : make("p", { class: "nothing" }, texts.none),
      make("h3", {}, texts.story),
      saving,
      ...(stories.length ? [make("h3", {}, texts.stories), make("ul", { class: "marks" }, ...stories.map(story))] : []),
    ];
  }
}

// The chance is missing where a state was left before its futures were simulated.
function effect({ revenue, chance }, texts) {
  const parts = [revenue && `${texts.revenue} ${revenue}`, chance && `${texts.chance} ${chance}`];
  return parts.filter(Boolean).join(" · ");
}
