// What both pages of a workshop have, the phone and the wall.

import { make, setText } from "../shared/dom.js";

// What `say` tells of the line to the room; once trying again has ended, with a button that opens it anew.
export function lineWords(say, texts, open) {
  return {
    lost: () => setText(say, texts.lost),
    gone: () =>
      say.replaceChildren(texts.again, " ", make("button", { type: "button", on: { click: open } }, texts.retry)),
  };
}

// Another language keeps the way into the room, which stands behind the address's #.
export function keepWay() {
  for (const link of document.querySelectorAll("[data-lang]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.assign(`?lang=${link.dataset.lang}${location.hash}`);
    });
  }
}
