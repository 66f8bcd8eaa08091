// The follower: listens to a room by its code and shows what the presenter shows (pages/parts/present/wire.py).

import { Again } from "../shared/again.js";
import { here, make, setText } from "../shared/dom.js";
import { shortcutOf } from "../shared/letters.js";

const CLOSED = { 4404: "unknown", 4429: "limited", 4410: "unknown" };
const PAUSES = [250, 500, 1000, 2000, ...Array(30).fill(4000)]; // two minutes: a presenter's machine may restart

export class Follower {
  constructor(screen) {
    this.screen = screen;
    this.again = new Again(PAUSES, () => this.giveUp());
    this.onKey = (event) => this.key(event);
    this.onLine = () => this.lost && this.tryOnce();
    document.addEventListener("keydown", this.onKey);
    window.addEventListener("online", this.onLine);
    document.addEventListener("visibilitychange", this.onLine);
  }

  receive(data) {
    this.data = data;
    this.screen.texts = data.texts;
    this.screen.box.setAttribute("aria-label", data.texts.screen);
    this.screen.box.focus({ preventScroll: true });
    this.follow(data.code);
  }

  follow(code) {
    this.code = (code || "").trim().toUpperCase();
    this.again.reset();
    this.connect();
  }

  connect() {
    this.socket?.close();
    this.lost = false;
    if (!this.code) return this.ask("");
    if (!this.screen.deck) this.say(this.data.texts.waiting);
    const socket = (this.socket = new WebSocket(this.address()));
    socket.addEventListener("message", ({ data }) => {
      this.again.reset();
      const { deck, show } = JSON.parse(data);
      if (deck) this.screen.adopt(deck, { ...show });
      else if (show && this.screen.deck) this.screen.put(show);
      this.say("");
    });
    socket.addEventListener("close", ({ code: reason }) => {
      if (socket !== this.socket || !this.screen.box.isConnected) return;
      if (CLOSED[reason]) return this.ask(this.data.texts[CLOSED[reason]]);
      this.say(this.data.texts.lost);
      this.again.after(() => this.connect());
    });
  }

  address() {
    const address = here(this.data.path);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("code", this.code);
    address.searchParams.set("lang", this.data.language); // a follower reads in a language of its own
    return address;
  }

  // Trying again has an end; the visitor, the network's return or a look at the screen begin it anew.
  giveUp() {
    this.lost = true;
    const { texts } = this.data;
    const button = make("button", { type: "button", on: { click: () => this.tryOnce() } }, texts.again);
    if (!this.screen.deck) return this.screen.empty(make("p", {}, texts.gone), button);
    this.screen.say.replaceChildren(make("span", {}, texts.gone), button);
  }

  tryOnce() {
    if (document.hidden) return;
    this.follow(this.code);
  }

  say(text) {
    if (this.screen.deck) setText(this.screen.say, text);
    else this.screen.empty(...(text ? [make("p", {}, text)] : []));
  }

  // Without a code, or with a wrong one: ask for it.
  ask(problem) {
    const { texts } = this.data;
    this.screen.deck = null;
    const input = make("input", {
      type: "text",
      id: "code",
      maxlength: "6",
      autocomplete: "off",
      spellcheck: "false",
      autocapitalize: "characters",
    });
    const submit = (event) => {
      event.preventDefault();
      this.follow(input.value);
    };
    const label = make("label", { for: "code" }, texts.code);
    const form = make("form", { on: { submit } }, label, input, make("button", { type: "submit" }, texts.open));
    this.screen.empty(...(problem ? [make("p", { class: "problem" }, problem)] : []), form);
    input.focus();
  }

  // A screen that only listens has no place for a setting: its one key works while the screen has the focus.
  key(event) {
    if (!this.screen.box.isConnected) return document.removeEventListener("keydown", this.onKey);
    if (!this.screen.box.contains(event.composedPath()[0]) || shortcutOf(event) !== "f") return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => null);
  }

  end() {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("visibilitychange", this.onLine);
    window.removeEventListener("online", this.onLine);
    this.again.reset();
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }
}
