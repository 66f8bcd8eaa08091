// Which scenarios are selected, over all pages, and the bar of what can be done with them.

import { make } from "../shared/dom.js";

const KINDS = ["json", "csv", "xlsx", "pptx"];
const OFFICE = new Set(["xlsx", "pptx"]); // one sheet or slide each: fewer at a time

export class Selection {
  // hooks: act(name, value), redraw() the rows, page() the boxes of the rows on screen
  constructor(label, hooks) {
    this.hooks = hooks;
    this.chosen = new Set(); // ids
    this.all = false; // everything the list finds
    this.mode = ""; // what the bar asks for: "tag", "untag", "export", "purge"
    this.box = make("div", { class: "bar", role: "toolbar", "aria-label": label });
  }

  has(id) {
    return this.all || this.chosen.has(id);
  }

  // One row, or all rows of the page.
  pick(ids, on) {
    if (this.all && ids.length === 1) for (const row of this.data.rows) this.chosen.add(row.id);
    this.all = false;
    for (const id of ids) {
      if (on) this.chosen.add(id);
      else this.chosen.delete(id);
    }
    this.draw(this.data);
  }

  clear() {
    this.all = false;
    this.chosen.clear();
    this.mode = "";
  }

  do(name, more = {}, stay = false) {
    this.hooks.act(name, this.all ? { all: true, ...more } : { ids: [...this.chosen], ...more });
    if (!stay) this.clear();
    this.mode = "";
    this.draw(this.data);
  }

  // data: {rows, total, limit, limits, view, texts, selectAll}; returns whether all rows of the page are selected, or some
  draw(data) {
    this.data = data;
    const { rows, total, limit } = data;
    const count = this.all ? Math.min(total, limit) : this.chosen.size;
    const here = rows.filter((row) => this.chosen.has(row.id)).length;
    const whole = rows.length > 0 && (this.all || here === rows.length);
    this.hooks.page(whole, here > 0);
    this.box.hidden = !count;
    if (count) this.box.replaceChildren(...this.parts(count, !this.all && here === rows.length));
  }

  parts(count, whole) {
    const { texts, total, limit, view, selectAll } = this.data;
    const everything = () => {
      this.all = true;
      this.hooks.redraw();
      this.draw(this.data);
    };
    const nothing = () => {
      this.clear();
      this.hooks.redraw();
      this.draw(this.data);
    };
    const more = whole && total > this.chosen.size && total <= limit;
    return [
      make("b", {}, texts.selected.replace("⟦count⟧", count)),
      more ? button("quiet", selectAll, everything) : null,
      ...(view.show === "bin" ? this.inBin() : this.inList(count)),
      button("quiet", texts.unselect, nothing),
      this.question(count),
    ].filter(Boolean);
  }

  ask(mode) {
    return () => {
      this.mode = this.mode === mode ? "" : mode;
      this.draw(this.data);
    };
  }

  inBin() {
    const { texts } = this.data;
    return [button("", texts.restore, () => this.do("restore")), button("danger", texts.purge, this.ask("purge"))];
  }

  inList(count) {
    const { texts, limits } = this.data;
    const compared = count >= limits.least && count <= limits.most ? {} : { disabled: true, title: texts.compareMost };
    const exported = count <= limits.export ? {} : { disabled: true, title: texts.exportMost };
    return [
      button("primary", texts.compare, () => this.do("compare"), compared),
      button("", texts.bulkTag, this.ask("tag")),
      button("", texts.bulkUntag, this.ask("untag")),
      button("", texts.bulkExport, this.ask("export"), exported),
      button("", texts.delete, () => this.do("delete")),
    ];
  }

  // What a button asks before it acts.
  question(count) {
    const { texts, limits } = this.data;
    if (this.mode === "tag" || this.mode === "untag") return this.askTag(this.mode === "untag");
    if (this.mode === "export") {
      const kind = (name) => {
        const off = count > limits.most && OFFICE.has(name) ? { disabled: true, title: texts.officeMost } : {};
        return button("", texts[name], () => this.do("export", { kind: name }, true), off);
      };
      return make("span", { class: "ask" }, ...KINDS.map(kind));
    }
    if (this.mode !== "purge") return null;
    const sure = button("danger", texts.purge, () => this.do("purge"));
    return make(
      "span",
      { class: "ask" },
      make("span", {}, texts.purgeSure),
      sure,
      button("quiet", texts.cancel, this.ask("purge")),
    );
  }

  askTag(remove) {
    const { texts } = this.data;
    const go = () => input.value.trim() && this.do("tag", { tag: input.value, remove }, true);
    const input = make("input", {
      type: "text",
      class: "tag-name",
      maxlength: 50,
      placeholder: texts.tagName,
      "aria-label": texts.tagName,
      on: { keydown: (event) => event.key === "Enter" && go() },
    });
    setTimeout(() => input.focus(), 0);
    return make("span", { class: "ask" }, input, button("primary", texts.apply, go));
  }
}

function button(name, text, handler, options = {}) {
  return make("button", { type: "button", class: name, on: { click: handler }, ...options }, text);
}
