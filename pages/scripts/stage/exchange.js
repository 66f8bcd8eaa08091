// Keeps the stage's phase (phase.js), does what its changes ask for, and watches how long an answer takes.

import { after, ANSWER_TIMEOUT, begin } from "./phase.js";

export class Exchange {
  // hooks: one for every {do: …} of a phase, and changed(state) after each event
  constructor(hooks) {
    this.hooks = hooks;
    this.state = begin();
  }

  happen(event) {
    const { state, todo } = after(this.state, event);
    this.state = state;
    for (const one of todo) this.hooks[one.do](one);
    if (state.line !== "sent" || todo.some((one) => one.seq)) clearTimeout(this.timer);
    if (todo.some((one) => one.seq)) this.timer = setTimeout(() => this.happen({ is: "timeout" }), ANSWER_TIMEOUT);
    this.hooks.changed(state);
  }

  end() {
    clearTimeout(this.timer);
  }
}
