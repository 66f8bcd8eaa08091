// The presenter: walks through the scenes with keys and buttons, and tells the room.

import { make } from "../shared/dom.js";
import { shortcutOf } from "../shared/letters.js";
import { Sheet } from "../shared/sheet.js";
import { Broadcast, post } from "../stage/broadcast.js";
import { buildControls } from "./controls.js";
import { Invitation } from "./invitation.js";
import { Levers } from "./levers.js";

const AWAKE = 2600; // milliseconds that the controls stay after the pointer has moved
const VIEWS = ["all", "words", "chart"];

export class Presenter {
  constructor(screen) {
    this.screen = screen;
    this.controls = make("div", { class: "controls", role: "toolbar" });
    this.sheet = new Sheet(() => screen.box.focus({ preventScroll: true }));
    this.invitation = new Invitation(() => screen.box.focus({ preventScroll: true }));
    this.levers = new Levers(this);
    screen.box.append(this.levers.box, this.controls, this.sheet.box, this.invitation.box);
    screen.box.addEventListener("pointermove", () => this.wake());
    this.broadcast = new Broadcast();
    screen.hooks = { aiming: (value) => this.aiming(value), aim: (target) => this.aim(target) };
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  receive(data, component) {
    this.data = data;
    this.component = component;
    this.screen.adopt(data.deck, data.show);
    this.refresh();
    if (!this.levers.isOpen) this.screen.box.focus({ preventScroll: true });
  }

  get scenes() {
    return this.screen.deck.scenes;
  }

  // -- what changes ----------------------------------------------------------------------------------------------------
  set(change) {
    this.screen.put({ ...this.screen.show, ...change });
    this.refresh();
  }

  refresh() {
    if (this.screen.box.classList.contains("noting")) this.noting(true); // another note takes another room
    this.drawControls();
    const { deck, writer, show } = this.screen;
    this.levers.update(this.data.levers, show.place, deck.frame, writer);
    this.tell();
  }

  tell() {
    const { vector, goal, ...show } = this.screen.show;
    if (this.data.live) post(this.data.live, show);
  }

  walk(by) {
    const place = this.screen.show.place + by;
    if (place >= 0 && place < this.scenes.length) this.set({ place, blank: false });
  }

  turn(name) {
    this.set({ [name]: !this.screen.show[name] });
  }

  view() {
    this.set({ view: VIEWS[(VIEWS.indexOf(this.screen.show.view) + 1) % VIEWS.length] });
  }

  story(id) {
    this.component.setTriggerValue("story", id);
  }

  // The next of the other languages; the scene and what is shown of it stay.
  speak(id = this.data.languages[0]?.id) {
    const { vector, goal, ...show } = this.screen.show;
    if (id) this.component.setTriggerValue("speak", { language: id, show });
  }

  // Levers released on the scene shown, or a preset: Python answers with another present state.
  move(asked) {
    const { vector, goal, ...show } = this.screen.show;
    this.component.setTriggerValue("move", { place: show.place, show, ...asked });
  }

  // The target line under the finger: the room sees it move; what it takes comes with Python's answer.
  aiming(value) {
    this.screen.put({ ...this.screen.show, goal: value ?? undefined });
    this.broadcast.send(this.data.live, null, this.screen.show);
  }

  aim(target) {
    this.broadcast.drop();
    this.move({ target });
  }

  leave(to = "simulator") {
    if (document.fullscreenElement) document.exitFullscreen();
    this.component.setTriggerValue("leave", { place: this.screen.show.place, to });
  }

  // The note and the controls below it take their room from the board, so that they cover nothing.
  noting(on = !this.screen.box.classList.contains("noting")) {
    this.screen.box.classList.toggle("noting", on);
    const { box, note } = this.screen.board;
    box.style.height = on ? `${note.offsetTop}px` : "";
  }

  help() {
    this.sheet.open(!this.sheet.isOpen, { shortcuts: this.data.shortcuts, texts: this.screen.texts });
  }

  join() {
    this.invitation.open(!this.invitation.isOpen, this.data.join, this.screen.texts);
  }

  close() {
    if (this.sheet.isOpen) this.sheet.open(false);
    else if (this.invitation.isOpen) this.invitation.open(false);
    else if (this.levers.isOpen) this.levers.open(false);
    else this.leave();
  }

  // -- keys ------------------------------------------------------------------------------------------------------------
  key(event) {
    if (!this.screen.box.isConnected) return document.removeEventListener("keydown", this.onKey);
    if (!this.screen.deck) return;
    const inside = event.composedPath()[0];
    if (event.key === "Escape") return this.do(event, () => this.close());
    if ((event.key === " " || event.key === "Enter") && inside?.tagName === "BUTTON") return;
    const doing = {
      ArrowRight: () => this.walk(1),
      ArrowDown: () => this.walk(1),
      PageDown: () => this.walk(1),
      " ": () => this.walk(1),
      ArrowLeft: () => this.walk(-1),
      ArrowUp: () => this.walk(-1),
      PageUp: () => this.walk(-1),
      Home: () => this.set({ place: 0 }),
      End: () => this.set({ place: this.scenes.length - 1 }),
      h: () => this.turn("hidden"),
      f: () => this.turn("frozen"),
      ".": () => this.turn("blank"),
      b: () => this.turn("blank"), // as presenters know it from their slides
      r: () => this.screen.replay(),
      l: () => this.speak(),
      n: () => this.noting(),
      e: () => this.levers.open(!this.levers.isOpen),
      j: () => this.join(),
      v: () => this.view(),
      w: () => this.leave("decide"),
      "?": () => this.help(),
    }[shortcutOf(event)];
    if (doing) this.do(event, doing);
  }

  do(event, doing) {
    event.preventDefault();
    event.stopPropagation();
    doing();
  }

  // -- controls --------------------------------------------------------------------------------------------------------
  drawControls() {
    const focused = this.controls.getRootNode().activeElement;
    const action = this.controls.contains(focused) && focused.dataset.action;
    buildControls(this.controls, this);
    if (action) this.controls.querySelector(`[data-action=${action}]`)?.focus();
  }

  wake() {
    this.screen.box.classList.add("awake");
    clearTimeout(this.sleeping);
    this.sleeping = setTimeout(() => this.screen.box.classList.remove("awake"), AWAKE);
  }

  end() {
    document.removeEventListener("keydown", this.onKey);
    clearTimeout(this.sleeping);
    this.levers.end();
  }
}
