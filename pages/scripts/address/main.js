// Keeps the browser's address in step with the state, and tells Python when back or forward wants another one
// (pages/parts/address.py). Moves of one lever after another rewrite the entry they began; every other step adds one.
// Going back within a page restores that entry's state; going back to another page turns the page and keeps the work.

import { onPaper, schemeOf } from "../shared/colours.js";
import { Labels } from "./labels.js";
import { skipBar } from "./skip.js";

// What a run wrote before the visitor went back or forward belongs to an entry they have left: it would cut off the way
// forward. It is left out until a run has heard of the latest turn, or this many milliseconds have passed.
const PATIENCE = 5000;
const YEAR = 31_536_000; // seconds

const known = { step: 0, path: "", turn: 0, answered: 0, asked: -PATIENCE };
const triggers = new Map(); // by the place a component is mounted in: how it reaches Python now
const labels = new Labels();
let begun = false;

function write(data, first) {
  if (data.turn !== known.turn && performance.now() - known.asked < PATIENCE) return;
  const answer = data.turn !== known.answered;
  known.answered = data.turn;
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ s: data.state, lang: data.language, ...data.more })) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  for (const name of ["open", "amp;open", "amp;s", "amp;lang"]) url.searchParams.delete(name); // of a damaged link
  if (url.href === location.href && history.state?.work === data.work) return;
  const push = !first && !answer && known.path === location.pathname && data.step > known.step;
  history[push ? "pushState" : "replaceState"]({ work: data.work }, "", url);
}

// Bookmarks are kept by browser; its id stays in a cookie whose name is never changed.
function remember(browserId) {
  if (/(^|; )desk=/.test(document.cookie)) return;
  document.cookie = `desk=${browserId}; path=/; max-age=${YEAR}; samesite=lax`;
}

export default function address({ data: said, parentElement, setTriggerValue }) {
  const data = said.address;
  const first = !triggers.has(parentElement);
  if (!begun) Object.assign(known, { turn: data.turn, answered: data.turn });
  begun = true;
  triggers.set(parentElement, setTriggerValue);
  labels.speak(data.language);
  write(data, first);
  known.step = data.step;
  known.path = location.pathname;
  remember(data.browser);
  if (!first) return undefined;
  const back = (event) => {
    if (location.pathname !== known.path) return; // Streamlit turns the page
    event.stopImmediatePropagation(); // one answer is enough: ours, which runs less than a whole page
    known.turn += 1;
    known.asked = performance.now();
    const wanted = {
      turn: known.turn,
      state: new URL(location.href).searchParams.get("s") || "fresh",
      work: event.state?.work || "", // the session may remember more than an address can hold
      query: location.search.slice(1),
    };
    triggers.get(parentElement)("go", wanted);
  };
  window.addEventListener("popstate", back, { capture: true });
  const page = document.documentElement; // print.css darkens the words of a dark page
  const place = parentElement.host ?? parentElement; // a shadow's root wears no colours
  const off = onPaper(() => page.classList.toggle("print-dark", schemeOf(place) === "dark"));
  const stay = skipBar();
  return () => {
    off();
    stay();
    window.removeEventListener("popstate", back, { capture: true });
    triggers.delete(parentElement);
  };
}
