// How others come in, large enough for the back row: QR code, address, code.

import { make } from "../shared/dom.js";
import { qrPicture } from "../shared/qr.js";

// invitation: {qr, address, code, local, link}; texts: {joinTitle, joinScan, joinCode, joinLocal, follower, close}
export class Invitation {
  constructor(focus) {
    this.focus = focus;
    this.box = make("div", { class: "invitation", role: "dialog", hidden: true });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  open(on, invitation, texts) {
    this.box.hidden = !on;
    if (!on) return this.focus();
    const { qr, address, code, local, link } = invitation;
    const close = make(
      "button",
      { type: "button", "aria-label": texts.close, on: { click: () => this.open(false) } },
      "✕",
    );
    const words = make(
      "div",
      {},
      make("h2", {}, texts.joinTitle),
      address && make("p", {}, texts.joinScan),
      address && make("p", { class: "address" }, address),
      make("p", {}, texts.joinCode),
      make("p", { class: "joinCode" }, code),
      make("a", { href: link, target: "_blank", rel: "noopener" }, texts.follower),
      local ? make("p", { class: "local" }, texts.joinLocal) : null,
    );
    this.box.setAttribute("aria-label", texts.joinTitle);
    this.box.replaceChildren(close, ...(qr ? [qrPicture(qr, texts.joinTitle)] : []), words);
    close.focus();
  }
}
