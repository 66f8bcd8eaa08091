// One step from a number to its source: the Sources page in a tab of its own, with the work as it stands now.

import { here, make } from "./dom.js";

const CARRIED = ["s", "lang"]; // of the page's own address

export function sourceMark([find, title] = []) {
  if (!find) return document.createTextNode("");
  const address = () => {
    const mine = [...new URLSearchParams(location.search)].filter(([name]) => CARRIED.includes(name));
    link.href = here(`sources?${new URLSearchParams({ q: find, ...Object.fromEntries(mine) })}`).href;
  };
  const on = { pointerenter: address, focus: address, click: address };
  const link = make("a", { class: "source", target: "_blank", title, "aria-label": title, on }, "§");
  address();
  return link;
}
