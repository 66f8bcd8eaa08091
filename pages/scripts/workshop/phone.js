// A participant's page: comes in by the QR code's address or a typed code, keeps its seat in the phone, answers.

import { make, setText } from "../shared/dom.js";
import { answerFields } from "./inputs.js";
import { Line, post } from "./line.js";
import { keepWay, lineWords } from "./page.js";
import { resultPicture } from "./result.js";

const { language, texts } = JSON.parse(document.body.dataset.page);
const main = document.querySelector("main");
const memory = storage();

// A phone that keeps nothing (a private window) still takes part, until its page is closed.
function storage() {
  try {
    localStorage.setItem("room", "");
    return localStorage;
  } catch {
    const held = new Map();
    return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value) };
  }
}

class Phone {
  constructor() {
    [this.code, this.invitation] = location.hash.slice(1).split(".");
    this.say = make("p", { class: "say", role: "status" });
    document.body.append(this.say);
    this.line = new Line(() => this.hello(), {
      message: (content) => this.receive(content),
      ...lineWords(this.say, texts, () => this.line.open()),
      refused: (reason) => (reason === "ended" ? this.rest(texts.ended) : this.ask(texts[reason])),
    });
    keepWay();
    if (this.code) this.line.open();
    else this.ask("");
  }

  get seat() {
    return `room-seat:${(this.code || "").toUpperCase()}`;
  }

  hello() {
    const said = { code: this.code, lang: language };
    if (this.invitation) said.invitation = this.invitation;
    const token = memory.getItem(this.seat);
    if (token) said.token = token;
    return said;
  }

  receive({ token, mine, room }) {
    setText(this.say, "");
    this.code = room.code;
    if (token) {
      memory.setItem(this.seat, token);
      if (!location.hash) history.replaceState(null, "", `#${room.code}`);
    }
    this.show(room, mine);
  }

  // -- what is on the screen --------------------------------------------------------------------------------------------
  show(room, mine) {
    document.title = room.title;
    this.room = room;
    const { round } = room;
    if (!round || room.ended) return this.rest(room.ended ? texts.ended : texts.waiting, room);
    const choosing = round.teams.length > 0 && (this.changing === round.number || !mine?.team);
    const who = choosing ? "?" : mine?.team || "";
    const key = `${round.number} ${round.turn} ${round.phase} ${JSON.stringify(round.result || "")} ${who}`;
    if (key === this.key) {
      setText(this.count, round.count);
      if (mine?.team && mine.answer && !choosing) this.hear?.(mine);
      return;
    }
    this.key = key;
    this.round = round;
    this.count = make("p", { class: "count" }, round.count);
    const head = [make("p", { class: "workshop" }, room.title), make("h1", {}, round.title)];
    if (round.phase === "open")
      main.replaceChildren(...head, ...(choosing ? this.teams(round) : this.form(round, mine)));
    else if (round.phase === "closed")
      main.replaceChildren(...head, make("p", { class: "big" }, texts.closed), this.count);
    else main.replaceChildren(...head, resultPicture(round.result, texts));
    if (round.phase !== "open") window.scrollTo(0, 0);
  }

  // Whom this phone speaks for: asked once, and whenever somebody changes seats.
  teams(round) {
    const problem = make("p", { class: "problem", role: "alert" });
    const choose = async (place) => {
      const token = memory.getItem(this.seat);
      const reply = await post("room-team", { token, round: round.number, team: place + 1, lang: language });
      if (reply?.status !== 200) return setText(problem, reply?.content.error ?? texts.unsent);
      this.changing = 0;
      this.show(this.room, reply.content.mine);
    };
    const button = (name, place) => make("button", { type: "button", on: { click: () => choose(place) } }, name);
    return [
      make("p", { class: "label" }, texts.team),
      make("div", { class: "options teams" }, ...round.teams.map(button)),
      make("p", { class: "range" }, texts.teamHelp),
      problem,
      this.count,
    ];
  }

  form(round, mine) {
    const problem = make("p", { class: "problem", role: "alert" });
    const state = make("p", { class: "state", role: "status" });
    const send = make("button", { type: "submit", class: "send" }, texts.send);
    const fields = answerFields(round.kind, round.fields, texts, () => {
      setText(problem, "");
      setText(state, "");
      form.classList.remove("sent");
      if (fields.tries) this.attempt(fields);
    });
    const form = make("form", { novalidate: true }, fields.box, problem, state, send, this.count);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(fields, { form, problem, state, send });
    });
    let told = "";
    this.hear = (said) => {
      if (JSON.stringify(said.answer) === told) return; // what somebody is dragging meanwhile stays as it is
      told = JSON.stringify(said.answer);
      fields.write(said.answer);
      if (said.counts) this.confirm({ form, state, send });
    };
    if (mine?.answer) this.hear(mine);
    const change = () => {
      this.changing = round.number;
      this.show(this.room, mine);
    };
    const team = mine?.team
      ? [
          make(
            "p",
            { class: "team" },
            make("b", {}, round.teams[mine.team - 1]),
            make("button", { type: "button", on: { click: change } }, texts.teamChange),
          ),
        ]
      : [];
    const again = round.turn > 1 ? [make("p", { class: "turn" }, texts.second)] : [];
    const before = round.before
      ? [
          make(
            "details",
            { class: "before", open: true },
            make("summary", {}, texts.first),
            resultPicture(round.before, texts),
          ),
        ]
      : [];
    return [...again, ...team, form, ...before];
  }

  confirm({ form, state, send }) {
    form.classList.add("sent");
    setText(state, `✓ ${texts.sent}`);
    setText(send, texts.change);
  }

  async send(fields, place) {
    if (!fields.ready()) return setText(place.problem, texts.missing);
    document.activeElement?.blur();
    place.send.disabled = true;
    const { number } = this.round;
    const reply = await post("room-answer", {
      token: memory.getItem(this.seat),
      round: number,
      answer: fields.read(),
      lang: language,
    });
    place.send.disabled = false;
    if (!reply) return setText(place.problem, texts.unsent);
    if (reply.status !== 200) {
      setText(place.problem, reply.content.error);
      if (reply.status === 404) this.line.open(); // the seat is not known any more: take another
      return;
    }
    if (reply.content.mine) {
      this.hear(reply.content.mine);
      fields.write(reply.content.mine.answer);
    }
    this.confirm(place);
  }

  // One question at a time: while one is on its way, the latest position waits.
  async attempt(fields) {
    this.wanted = true;
    if (this.trying || !fields.ready()) return;
    this.trying = true;
    while (this.wanted) {
      this.wanted = false;
      // eslint-disable-next-line no-await-in-loop
      const reply = await post("room-try", { token: memory.getItem(this.seat), lang: language, ...fields.read() });
      // Without an answer no number stands: the last one was that of other levers.
      if (!this.wanted) fields.say(reply?.status === 200 ? reply.content.result : "–");
    }
    this.trying = false;
  }

  rest(text, room) {
    this.key = text;
    const ring = make("div", { class: "ring", "aria-hidden": "true" });
    main.replaceChildren(
      make(
        "section",
        { class: "wait" },
        ring,
        room ? make("p", { class: "workshop" }, room.title) : null,
        make("h1", {}, text),
      ),
      ...(room ? [make("p", { class: "count" }, room.joined)] : []),
    );
  }

  // Without a code, or with a wrong one: ask for it.
  ask(problem) {
    this.key = "";
    setText(this.say, "");
    const input = make("input", {
      id: "code",
      type: "text",
      maxlength: 6,
      autocomplete: "off",
      autocapitalize: "characters",
      spellcheck: "false",
    });
    const form = make(
      "form",
      { class: "enter" },
      make("h1", {}, texts.welcome),
      problem ? make("p", { class: "problem", role: "alert" }, problem) : null,
      make("label", { for: "code" }, texts.code),
      input,
      make("button", { type: "submit", class: "send" }, texts.join),
      make("p", { class: "range" }, texts.private),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!input.value.trim()) return;
      this.invitation = "";
      this.code = input.value.trim().toUpperCase();
      history.replaceState(null, "", `#${this.code}`);
      this.line.open();
    });
    main.replaceChildren(form);
    input.focus();
  }
}

window.phone = new Phone();
