// The line under the sentence: questions that are one click away, and what is done with the scenario shown.

import { make } from "../shared/dom.js";

export class Acts {
  // hooks: act(name, value) to Python; say(text)
  constructor(hooks) {
    this.hooks = hooks;
    this.questions = make("div", { class: "questions", role: "group" });
    this.doing = make("div", { class: "doing", role: "group" });
    this.box = make("div", { class: "acts" }, this.questions, this.doing);
  }

  build({ texts, whatIfs }) {
    const button = (name, label, title, click) =>
      make("button", { type: "button", title, data: { action: name }, on: { click } }, label);
    const ask = ({ id, label, help }) =>
      make(
        "button",
        { type: "button", title: help, data: { ask: id }, on: { click: () => this.hooks.act("what-if", id) } },
        label,
      );
    this.questions.hidden = !whatIfs.length;
    this.questions.setAttribute("aria-label", texts.whatIf);
    this.questions.replaceChildren(make("span", {}, texts.whatIf), ...whatIfs.map(ask));
    this.doing.setAttribute("aria-label", texts.doing);
    const save = button("save", texts.saveShort, texts.save, () => this.hooks.act("save"));
    save.setAttribute("aria-label", texts.save);
    this.doing.replaceChildren(
      save,
      button("copy", texts.copy, texts.copyHelp, () => this.copy(texts)),
      button("reset", texts.reset, texts.resetHelp, () => this.hooks.act("reset")),
    );
  }

  // The address is the link: it is kept in step with the state (address/main.js).
  copy({ copied, notCopied }) {
    const say = (text) => () => this.hooks.say(text);
    return copyText(location.href).then(say(copied), say(notCopied));
  }

  update({ asked }) {
    for (const one of this.questions.querySelectorAll("button"))
      one.setAttribute("aria-pressed", String(asked.includes(one.dataset.ask)));
  }
}

// Puts a text on the clipboard, also where a browser keeps its own from pages that come without encryption.
export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = make("textarea", { readonly: true, style: "position: fixed; opacity: 0" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied ? undefined : Promise.reject(new Error("not copied"));
}
