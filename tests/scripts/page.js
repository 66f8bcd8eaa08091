// A page for unit tests: as much of a document as scripts need that make elements, fill them and listen.

import { setImmediate } from "node:timers/promises";

class Style {
  setProperty(name, value) {
    this[name] = value;
  }
}

class Element extends EventTarget {
  constructor(tag) {
    super();
    Object.assign(this, {
      tagName: tag.toUpperCase(),
      attributes: {},
      dataset: {},
      style: new Style(),
      childNodes: [],
    });
    Object.assign(this, { parentElement: null, className: "", hidden: false, value: "" });
  }

  get id() {
    return this.attributes.id ?? "";
  }

  get children() {
    return this.childNodes.filter((node) => node instanceof Element);
  }

  get isConnected() {
    return this.getRootNode() === document.body;
  }

  get textContent() {
    return this.childNodes.map((node) => (node instanceof Element ? node.textContent : node.data)).join("");
  }

  set textContent(text) {
    this.replaceChildren(...(text === "" ? [] : [text]));
  }

  get classList() {
    const names = () => this.className.split(" ").filter(Boolean);
    const toggle = (name, on = !names().includes(name)) => {
      this.className = [...names().filter((one) => one !== name), ...(on ? [name] : [])].join(" ");
    };
    const contains = (name) => names().includes(name);
    return { contains, toggle, add: (name) => toggle(name, true), remove: (name) => toggle(name, false) };
  }

  setAttribute(name, value) {
    this.attributes[name] = String(value);
    if (name === "class") this.className = value;
    else if (["hidden", "disabled", "selected"].includes(name)) this[name] = true;
    else if (["value", "title", "type"].includes(name)) this[name] = String(value);
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  append(...nodes) {
    for (const node of nodes) {
      node?.remove?.();
      const child = node instanceof Element ? node : { data: node?.data ?? String(node) };
      child.parentElement = this;
      this.childNodes.push(child);
    }
  }

  replaceChildren(...nodes) {
    for (const child of this.childNodes) child.parentElement = null;
    this.childNodes = [];
    this.append(...nodes);
  }

  remove() {
    if (this.parentElement) this.parentElement.childNodes = this.parentElement.childNodes.filter((one) => one !== this);
    this.parentElement = null;
  }

  getRootNode() {
    return this.parentElement ? this.parentElement.getRootNode() : this === document.body ? document.body : this;
  }

  contains(node) {
    return Boolean(node) && (node === this || this.contains(node.parentElement));
  }

  // `tag.class[data-name=value]:not(:disabled)`, also inside another (`a b`), and several (`a, b`).
  matches(selector) {
    return selector.split(",").some((one) => {
      const [last, ...outer] = one.trim().split(/\s+/).toReversed();
      return this.is(last) && (!outer.length || Boolean(this.parentElement?.closest(outer.toReversed().join(" "))));
    });
  }

  is(simple) {
    const [, tag, classes, data, able] = /^(\w*)((?:\.[\w-]+)*)((?:\[data-[^\]]+\])*)(:not\(:disabled\))?$/.exec(
      simple,
    );
    const names = classes.split(".").filter(Boolean);
    const pairs = [...data.matchAll(/\[data-([\w-]+)(?:="?([^"\]]*)"?)?\]/g)];
    return (
      (!tag || this.tagName === tag.toUpperCase()) &&
      !(able && this.disabled) &&
      names.every((name) => this.classList.contains(name)) &&
      pairs.every(([, name, value]) => name in this.dataset && (value === undefined || this.dataset[name] === value))
    );
  }

  closest(selector) {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  querySelectorAll(selector) {
    return this.children.flatMap((one) => [...(one.matches(selector) ? [one] : []), ...one.querySelectorAll(selector)]);
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  focus() {
    document.body.activeElement = this;
  }

  click() {
    cause(this, "click");
  }

  select() {
    this.dataset.selected = "true";
  }

  scrollIntoView() {
    this.dataset.scrolled = "true";
  }
}

// A new page; returns its body.
export function openPage() {
  globalThis.document = Object.assign(new EventTarget(), {
    baseURI: "http://here/",
    hidden: false,
    createElement: (tag) => new Element(tag),
    createElementNS: (_, tag) => new Element(tag),
    createTextNode: (data) => ({ data }),
  });
  globalThis.window = new EventTarget();
  document.body = new Element("body");
  document.body.activeElement = document.body;
  return document.body;
}

// Does to an element what a visitor does; `more` is what the event carries beside its name.
export function cause(target, type, more = {}) {
  const event = new Event(type, { cancelable: true });
  target.dispatchEvent(Object.assign(event, more));
  return event;
}

// Presses a key somewhere, without another one held unless `more` says so.
export function press(key, target, more = {}) {
  const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return cause(document, "keydown", { key, ...held, composedPath: () => [target], ...more });
}

// A server of a room: `replies` is what it answers to posts, `seen` takes the sockets opened and what was posted.
export function openRoom(replies, seen) {
  globalThis.WebSocket = class extends EventTarget {
    constructor() {
      super();
      seen.sockets.push(this);
    }

    send(said) {
      this.said = JSON.parse(said);
    }

    close() {}
  };
  globalThis.fetch = async (address, { body: sent }) => {
    seen.posted.push([String(address), JSON.parse(sent)]);
    const reply = replies.shift();
    if (!reply) throw new Error("network");
    return { status: reply.status ?? 200, json: async () => reply.content };
  };
}

export const texts = (elements) => [...elements].map((one) => one.textContent);

// Until everything that waits for nothing but its turn has had it.
export async function turns(count = 6) {
  for (let at = 0; at < count; at += 1) await setImmediate();
}
