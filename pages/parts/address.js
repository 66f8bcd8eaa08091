// Keeps the browser's address in step with the state, and tells Python when back or forward wants another one.
// Moves of one lever after another rewrite the entry they began; every other step adds one. Going back within a page
// restores that entry's state; going back to another page turns the page and keeps the work.

// What a run wrote before the visitor went back or forward belongs to an entry they have left: it would cut off the way
// forward. It is left out until a run has heard of the latest turn, or this many milliseconds have passed.
const PATIENCE = 5000;

function write(data, first) {
  const known = window.__address;
  if (data.turn !== known.turn && performance.now() - known.asked < PATIENCE) return;
  const answer = data.turn !== known.answered;
  known.answered = data.turn;
  const url = new URL(location.href);
  const wanted = { s: data.state, lang: data.language, ...data.more };
  for (const [name, value] of Object.entries(wanted)) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
  url.searchParams.delete("open");
  const entry = { ours: true, work: data.work };
  if (url.href === location.href && history.state?.work === data.work) return;
  const push = !first && !answer && known.path === location.pathname && data.step > known.step;
  history[push ? "pushState" : "replaceState"](entry, "", url);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const first = !parentElement.__address;
  const known = (window.__address ||= { step: 0, path: "", turn: data.turn, answered: data.turn, asked: -PATIENCE });
  parentElement.__address ||= { trigger: null };
  parentElement.__address.trigger = setTriggerValue;
  write(data, first);
  known.step = data.step;
  known.path = location.pathname;
  if (!/(^|; )desk=/.test(document.cookie))
    document.cookie = `desk=${data.desk}; path=/; max-age=31536000; samesite=lax`;
  if (!first) return;
  const back = (event) => {
    if (location.pathname !== known.path) return; // Streamlit turns the page
    const state = new URL(location.href).searchParams.get("s") || "fresh";
    event.stopImmediatePropagation(); // one answer is enough: ours, which runs less than a whole page
    known.turn += 1;
    known.asked = performance.now();
    const work = event.state?.work || ""; // the session may remember more than an address can hold
    parentElement.__address.trigger("go", { turn: known.turn, state, work, query: location.search.slice(1) });
  };
  window.addEventListener("popstate", back, true);
  return () => {
    window.removeEventListener("popstate", back, true);
    parentElement.__address = null;
  };
}
