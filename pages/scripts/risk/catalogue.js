// The risk catalogue: one row a case with its switches, figures, and a folded panel for its own numbers. Switches answer
// at once; edits are sent one batch at a time until Python has taken them over (`seq`). Figures that belong to the state
// before are faded until the new ones arrive.

import { here, make } from "../shared/dom.js";

export class Catalogue {
  constructor(root) {
    this.root = root;
    this.pending = [];
    this.open = new Set();
    this.structure = "";
    this.rows = new Map();
  }

  receive(data, { setStateValue }) {
    this.send = (edits) => setStateValue("edits", edits);
    if (data === this.data) return;
    if (!this.data) this.seq = data.seq;
    this.data = data;
    this.pending = this.pending.filter((edit) => edit.seq > data.seq);
    const structure = JSON.stringify([data.language, data.columns, data.rows.map((row) => row.id)]);
    if (structure !== this.structure) {
      this.structure = structure;
      this.build();
    }
    for (const row of data.rows) this.fill(row);
    this.table.classList.toggle("stale", data.stale);
  }

  edit(id, key, value) {
    this.pending.push({ seq: ++this.seq, id, key, value });
    this.table.classList.add("stale");
    this.send([...this.pending]);
  }

  // -- building ------------------------------------------------------------------------------------------------------
  build() {
    const { texts, columns } = this.data;
    const heads = columns.map((column) =>
      make("th", { scope: "col", class: column.kind, title: column.hint || false, text: column.name }),
    );
    const body = make("tbody");
    this.table = make("table", { "aria-label": texts.label }, make("thead", {}, make("tr", {}, ...heads)), body);
    this.rows.clear();
    for (const row of this.data.rows) body.append(...this.line(row));
    this.root.replaceChildren(make("div", { class: "scroll" }, this.table));
  }

  choice(name, label, options, act) {
    const box = make("div", { class: "seg", role: "radiogroup", "aria-label": label });
    const inputs = {};
    for (const [value, text] of options) {
      const input = make("input", { type: "radio", name, value });
      input.addEventListener("change", () => act(value));
      inputs[value] = input;
      box.append(make("label", {}, input, make("span", { text })));
    }
    return { box, inputs };
  }

  line(row) {
    const { texts } = this.data;
    const parts = { cells: {} };
    const name = make("div", { class: "name", text: row.name });
    parts.note = make("div", { class: "note" });
    const mode = this.choice(`mode-${row.id}`, `${row.name}: ${texts.mode}`, texts.modes, (value) =>
      this.edit(row.id, "mode", value),
    );
    parts.mode = mode.inputs;
    parts.mitigated = make("input", { type: "checkbox", role: "switch", "aria-label": `${row.name}: ${row.measure}` });
    parts.mitigated.addEventListener("change", () => this.edit(row.id, "mitigated", parts.mitigated.checked));
    const measure = make(
      "label",
      { class: "measure" },
      parts.mitigated,
      make("i"),
      make("span", { text: row.measure }),
    );
    const cells = this.data.columns.map((column) => {
      if (column.id === "name") return make("td", { class: "first" }, name, parts.note);
      if (column.id === "mode") return make("td", {}, mode.box);
      if (column.id === "measure") return make("td", {}, measure);
      if (column.id === "more") {
        parts.toggle = make("button", {
          class: "more",
          "aria-expanded": "false",
          "aria-label": `${row.name}: ${texts.more}`,
          title: texts.more,
          text: "⌄",
        });
        parts.toggle.addEventListener("click", () => this.unfold(row.id));
        return make("td", { class: "last" }, parts.toggle);
      }
      return (parts.cells[column.id] = make("td", { class: column.kind }));
    });
    parts.line = make("tr", {}, ...cells);
    parts.panel = make(
      "tr",
      { class: "panel", hidden: !this.open.has(row.id) },
      make("td", { colspan: cells.length }, this.panel(row, parts)),
    );
    this.rows.set(row.id, parts);
    return [parts.line, parts.panel];
  }

  panel(row, parts) {
    const { texts } = this.data;
    const field = (label, ...inside) =>
      make("div", { class: "field" }, make("span", { class: "label", text: label }), ...inside);
    const slider = (key, label, marks) => {
      const input = make("input", { type: "range", min: 0, max: 100, step: 1, "aria-label": `${row.name}: ${label}` });
      const shown = make("output");
      input.addEventListener("input", () => (shown.textContent = marks(Number(input.value))));
      input.addEventListener("change", () => this.edit(row.id, key, Number(input.value) / 100));
      parts[key] = { input, shown, marks };
      return make("div", { class: "slide" }, input, shown);
    };
    const probability = field(
      texts.probability,
      slider("probability", texts.probability, (value) => texts.percent.replace("{n}", value)),
    );
    parts.onset = make(
      "select",
      { "aria-label": `${row.name}: ${texts.onset}` },
      ...texts.quarters.map(([value, text]) => make("option", { value, text: value === "" ? row.window : text })),
    );
    parts.onset.addEventListener("change", () =>
      this.edit(row.id, "onset", parts.onset.value === "" ? null : Number(parts.onset.value)),
    );
    const sized = row.sized
      ? field(
          texts.size,
          this.sizeChoice(row, parts),
          slider("size", texts.size, (value) => (value === 50 ? texts.middle : texts.severity.replace("{n}", value))),
        )
      : null;
    let response = null;
    if (row.responses.length) {
      const chosen = this.choice(`response-${row.id}`, texts.response, row.responses, (value) =>
        this.edit(row.id, "response", value),
      );
      parts.response = chosen.inputs;
      response = field(texts.response, chosen.box);
    }
    const reset = make("button", { class: "reset", text: texts.reset });
    reset.addEventListener("click", () => this.edit(row.id, "reset", true));
    parts.reset = reset;
    return make(
      "div",
      { class: "inside" },
      make("p", { class: "help", text: row.help }),
      make("div", { class: "fields" }, probability, field(texts.onset, parts.onset), sized, response, reset),
      make(
        "details",
        {},
        make("summary", { text: texts.sources }),
        make("ul", {}, ...row.sources.map((text) => make("li", { text }))),
      ),
      (parts.link = make("a", { class: "source", target: "_blank", text: texts.open })),
    );
  }

  sizeChoice(row, parts) {
    const { texts } = this.data;
    const chosen = this.choice(
      `drawn-${row.id}`,
      texts.size,
      [
        ["drawn", texts.drawn],
        ["fixed", texts.fixed],
      ],
      (value) => this.edit(row.id, "size", value === "drawn" ? null : 0.5),
    );
    parts.drawn = chosen.inputs;
    return chosen.box;
  }

  unfold(id) {
    if (this.open.has(id)) this.open.delete(id);
    else this.open.add(id);
    const parts = this.rows.get(id);
    parts.panel.hidden = !this.open.has(id);
    parts.toggle.setAttribute("aria-expanded", String(this.open.has(id)));
  }

  // -- filling -------------------------------------------------------------------------------------------------------
  fill(row) {
    const parts = this.rows.get(row.id);
    parts.note.textContent = row.note;
    parts.note.classList.toggle("own", row.edited);
    parts.link.href = here(row.link).href;
    for (const [id, cell] of Object.entries(parts.cells)) {
      const { text, below, tone } = row.cells[id];
      const under = below ? make("small", { text: below }) : null;
      cell.replaceChildren(make("span", { class: tone || false, text }), ...(under ? [under] : []));
    }
    parts.toggle.setAttribute("aria-expanded", String(this.open.has(row.id)));
    parts.line.classList.toggle("off", row.mode === "off");
    parts.line.classList.toggle("on", row.mode === "on");
    if (this.pending.some((edit) => edit.id === row.id)) return; // what the finger has set stays until it is taken over
    parts.mode[row.mode].checked = true;
    parts.mitigated.checked = row.mitigated;
    const slide = ({ input, shown, marks }, value) => {
      input.value = Math.round(value * 100);
      shown.textContent = marks(Number(input.value));
    };
    slide(parts.probability, row.probability);
    parts.probability.input.disabled = row.mode !== "chance";
    parts.onset.value = row.onset === null ? "" : String(row.onset);
    if (row.sized) {
      slide(parts.size, row.size === null ? 0.5 : row.size);
      parts.size.input.closest(".slide").hidden = row.size === null;
      parts.drawn[row.size === null ? "drawn" : "fixed"].checked = true;
    }
    if (parts.response) parts.response[row.response].checked = true;
    parts.reset.hidden = !row.edited;
  }
}
