// A screen's line to its room (pages/parts/room/wire.py): says who it is, hears what is new, comes back when it was lost.

import { Again } from "../shared/again.js";
import { here } from "../shared/dom.js";

const PAUSES = [250, 500, 1000, 2000, ...Array(60).fill(4000)]; // four minutes: a presenter's machine may restart

export const REASONS = { 4404: "unknown", 4429: "limited", 4503: "full", 4410: "ended" };

export class Line {
  // hello() → what to say first; on: {message(content), lost(), gone(), refused(reason)}
  constructor(hello, on) {
    this.hello = hello;
    this.on = on;
    this.again = new Again(PAUSES, () => this.on.gone());
    const wake = () => !document.hidden && this.socket && this.socket.readyState > WebSocket.OPEN && this.open();
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake); // a phone that was locked looks again at once
  }

  open() {
    this.again.reset();
    this.connect();
  }

  connect() {
    this.socket?.close();
    const address = here("room-live");
    address.protocol = address.protocol.replace("http", "ws");
    [address.search, address.hash] = ["", ""];
    const socket = (this.socket = new WebSocket(address));
    socket.addEventListener("open", () => socket.send(JSON.stringify(this.hello())));
    socket.addEventListener("message", ({ data }) => {
      this.again.reset();
      const content = JSON.parse(data);
      if (content.room) this.on.message(content);
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket !== this.socket) return;
      if (REASONS[code]) return this.on.refused(REASONS[code]);
      this.on.lost();
      this.again.after(() => this.connect());
    });
  }

  end() {
    const { socket } = this;
    this.socket = null;
    this.again.reset();
    socket?.close();
  }
}

// POST of plain JSON; {status, content} or null where the request got lost
export async function post(path, content) {
  const address = here(path);
  [address.search, address.hash] = ["", ""];
  try {
    const reply = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(content),
    });
    return { status: reply.status, content: reply.status === 204 ? {} : await reply.json() };
  } catch {
    return null;
  }
}
