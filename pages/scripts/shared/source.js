// One step from a number to its source: the Sources page in a tab of its own, with the work as it stands now.

import { here, make } from "./dom.js";

const CARRIED = ["s", "lang"]; // of the page's own address

// `stop`: whether the Tab key stops at it; where not, a key of the control beside it leads there.
export function sourceMark([find, title] = [], stop = true) {
  if (!find) return document.createTextNode("");
  const address = () => {
    const mine = [...new URLSearchParams(location.search)].filter(([name]) => CARRIED.includes(name));
    link.href = here(`sources?${new URLSearchParams({ q: find, ...Object.fromEntries(mine) })}`).href;
  };
  const on = { pointerenter: address, focus: address, click: address };
  const link = make(
    "a",
    { class: "source", target: "_blank", title, "aria-label": title, tabindex: stop ? null : "-1", on },
    "§",
  );
  address();
  return link;
}
