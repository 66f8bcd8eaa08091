// A large family on the rail: one handle that moves all its levers, which fold below it. Where nothing can be moved as one
// (choices, shares that the plan leaves as they are), a heading stands in the handle's place.

import { make } from "../shared/dom.js";
import { fill } from "../shared/templates.js";

// Every lever that is on screen: `open` holds ids of groups and, by `familyKey`, of families that are unfolded.
export const familyKey = (family) => `all ${family}`;

export function onScreen(levers, open) {
  const families = new Map(levers.filter(({ members }) => members).map((family) => [family.id, family]));
  const isOpen = ({ advanced, group }) => !advanced || open.has(group);
  const isUnfolded = ({ within }) => isOpen(families.get(within)) && open.has(familyKey(within));
  return levers
    .filter((lever) => !lever.fold && (lever.within ? isUnfolded(lever) : isOpen(lever)))
    .map(({ id }) => id);
}

export class Family {
  // handle: the lever row of its handle, or none; members: elements of its levers; hooks: open (a set), unfolded()
  constructor(family, handle, members, texts, hooks) {
    this.family = family;
    this.texts = texts;
    this.hooks = hooks;
    this.list = make("div", { class: "folded" }, ...members);
    this.button = make("button", { type: "button", class: "more", on: { click: () => this.turn() } });
    const head = handle ? handle.box : make("p", { class: "name", title: family.label }, family.label);
    this.box = make(
      "div",
      { class: "family", role: "group", "aria-label": family.label, data: { family: family.id } },
      head,
      this.button,
      this.list,
    );
    this.show();
  }

  get open() {
    return this.hooks.open.has(familyKey(this.family.id));
  }

  turn() {
    const { open } = this.hooks;
    if (!open.delete(familyKey(this.family.id))) open.add(familyKey(this.family.id));
    this.show();
    this.hooks.unfolded();
  }

  update(family) {
    this.family = family;
    this.show();
  }

  show() {
    const { open, button, texts } = this;
    const { label, members, apart } = this.family;
    this.list.hidden = !open;
    button.textContent = open ? texts.less : fill(apart ? texts.apart : texts.all, { count: members.length });
    button.setAttribute("aria-label", `${label}: ${button.textContent}`);
    button.setAttribute("aria-expanded", String(open));
  }
}
