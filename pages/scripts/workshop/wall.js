// What the whole room sees on the projector: how to come in, the question, how many have answered, the result.

import { make, setText } from "../shared/dom.js";
import { qrPicture } from "../shared/qr.js";
import { Line, post } from "./line.js";
import { keepWay, lineWords } from "./page.js";
import { resultPicture } from "./result.js";

const { language, texts } = JSON.parse(document.body.dataset.page);
const main = document.querySelector("main");
const STEPS = { open: ["close", "reveal"], closed: ["reopen", "reveal"], revealed: ["reopen", "next"] };
const DO = { close: "close", reveal: "reveal", reopen: "reopen", next: "again" };

class Wall {
  constructor() {
    [this.id, this.key] = location.hash.slice(1).split(".");
    this.controls = make("footer");
    this.say = make("p", { class: "say", role: "status" });
    document.body.append(this.controls, this.say);
    this.line = new Line(() => ({ room: this.id, lead: this.key, lang: language }), {
      message: (content) => this.receive(content),
      ...lineWords(this.say, texts, () => this.line.open()),
      refused: (reason) => main.replaceChildren(make("h1", {}, texts[reason])),
    });
    keepWay();
    this.line.open();
  }

  receive({ room, join }) {
    setText(this.say, "");
    document.title = room.title;
    if (join) this.join = join;
    const { round } = room;
    document.body.dataset.phase = round && !room.ended ? round.phase : "waiting";
    if (!round || room.ended) this.invite(room);
    else this.question(room, round);
    this.steps(room, round);
  }

  invitation() {
    const { qr, address, code } = this.join;
    return make(
      "div",
      { class: "join" },
      qr ? qrPicture(qr, texts.scan) : null,
      make(
        "div",
        {},
        qr ? make("p", { class: "scan" }, texts.scan) : null,
        address ? make("p", { class: "hint" }, texts.address, " ", make("b", {}, address)) : null,
        make("p", { class: "code" }, code),
      ),
    );
  }

  invite(room) {
    main.replaceChildren(
      make(
        "section",
        { class: "invite" },
        make("h1", {}, room.title),
        room.ended ? make("p", { class: "count" }, texts.ended) : this.invitation(),
        make("p", { class: "count" }, room.joined),
      ),
    );
  }

  question(room, round) {
    const head = make(
      "div",
      { class: "head" },
      make("p", { class: "workshop" }, room.title),
      make("h1", {}, round.title),
    );
    if (round.phase === "revealed") return main.replaceChildren(head, resultPicture(round.result, texts));
    const seats = Array.from({ length: round.expected }, (_, place) =>
      make("i", { data: { answered: place < round.answered } }),
    );
    const list = (kind, names) => make("ol", { class: kind }, ...names.map((one) => make("li", {}, one)));
    const { options: offered } = round.fields;
    const teams = round.teams.length ? list("choices teams", round.teams) : null;
    const options = offered ? list("choices", offered) : teams;
    const turn = round.turn > 1 ? make("p", { class: "turn" }, texts.second) : null;
    const before = round.before ? resultPicture(round.before, texts) : null;
    const progress = make(
      "section",
      { class: "progress" },
      make("p", { class: "count" }, round.count),
      make("div", { class: "seats", "aria-hidden": "true" }, ...seats),
    );
    main.replaceChildren(
      head,
      make("div", { class: "asked" }, make("div", {}, turn, options, before, progress), this.invitation()),
    );
  }

  // What happens then comes by the line; only what did not happen is said here.
  async lead(step) {
    const reply = await post("room-lead", { room: this.id, lead: this.key, do: DO[step], lang: language });
    setText(this.say, reply ? (reply.content.error ?? "") : texts.unsent);
  }

  steps(room, round) {
    const list = !round || room.ended ? [] : STEPS[round.phase].filter((step) => step !== "next" || round.again);
    const button = (step) =>
      make(
        "button",
        {
          type: "button",
          class: step === "reveal" ? "main" : "",
          data: { step },
          on: { click: () => this.lead(step) },
        },
        texts[step],
      );
    this.controls.replaceChildren(...list.map(button));
  }
}

window.wall = new Wall();
