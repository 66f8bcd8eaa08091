// Shortcuts of a single key can be turned off (WCAG 2.1.4): whoever speaks to the machine, or rests a hand on the keys,
// would set them off. The browser remembers the choice; keys with Ctrl, Alt or ⌘, Escape and the arrows stay.

import { make } from "./dom.js";

const SLOT = "scenario-lab-letters";

// Storage as `localStorage`; a browser that refuses it keeps the shortcuts and forgets the choice at the next page.
let remembered = null;

export function lettersOn(storage = globalThis.localStorage) {
  try {
    return storage.getItem(SLOT) !== "off";
  } catch {
    return remembered !== "off";
  }
}

export function setLetters(on, storage = globalThis.localStorage) {
  remembered = on ? "on" : "off";
  try {
    if (on) storage.removeItem(SLOT);
    else storage.setItem(SLOT, "off");
  } catch {
    return false; // told in this page only
  }
  return true;
}

// The name of the shortcut an event asks for: "ctrl+z", "b", "escape"; null where keys mean something else: while
// somebody types, for combinations that are the browser's, and for single keys once they are turned off.
export function shortcutOf(event, inside = event.composedPath()[0], on = lettersOn()) {
  if (event.defaultPrevented || types(inside)) return null;
  const held = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (held) return `ctrl+${event.shiftKey ? "shift+" : ""}${key}`;
  return key.length === 1 && key !== " " && !on ? null : key;
}

function types(element) {
  const name = element?.tagName;
  return name === "TEXTAREA" || name === "SELECT" || (name === "INPUT" && element.type !== "range");
}

// The setting as people see it.
export function lettersSwitch(label) {
  const box = make("input", { type: "checkbox", on: { change: () => setLetters(box.checked) } });
  box.checked = lettersOn();
  return make("label", { class: "letters" }, box, make("span", {}, label));
}
