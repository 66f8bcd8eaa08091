import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { make } from "../../pages/scripts/shared/dom.js";
import { cause, openPage } from "./page.js";

const DATA = { step: 1, turn: 0, work: "w1", state: "one", language: "en", more: {}, browser: "b7" };

let [now, entries, jar, loaded] = [0, [], "", 0];

beforeEach(() => {
  mock.timers.reset();
  openPage();
  now = 10_000;
  mock.method(performance, "now", () => now);
  jar = "";
  Object.defineProperty(document, "cookie", {
    get: () => jar,
    set(one) {
      jar = one;
    },
  });
  document.documentElement = make("html");
  globalThis.MutationObserver = class {
    observe() {}
  };
  globalThis.fetch = async () => {
    throw new Error("Streamlit's own words are not looked at here");
  };
  entries = [];
  go("http://here/?s=one&lang=en");
});

function go(href, state = null) {
  globalThis.location = new URL(href);
  const write = (how) => (next, _, url) => {
    entries.push([how, new URL(url).search, next.work]);
    go(String(url), next);
  };
  globalThis.history = { state, pushState: write("push"), replaceState: write("replace") };
}

// The module as a page loads it, mounted in one place; `heard` is what Python is asked for.
async function page() {
  loaded += 1;
  const { default: address } = await import(`../../pages/scripts/address/main.js?page=${loaded}`);
  const heard = [];
  const place = make("div");
  const show = (data = {}, at = place) =>
    address({
      data: { address: { ...DATA, ...data } },
      parentElement: at,
      setTriggerValue: (...one) => heard.push(one),
    });
  const back = (href, state) => {
    go(href, state);
    return cause(window, "popstate", { state });
  };
  return { heard, show, back, place };
}

test("the first state is written into the entry that is there, each later step into one of its own", async () => {
  const { show } = await page();
  show();
  show({ step: 2, state: "two", work: "w2" });
  show({ step: 2, state: "three", work: "w3" });
  show({ step: 3, state: "", work: "w4" });
  assert.deepEqual(entries, [
    ["replace", "?s=one&lang=en", "w1"],
    ["push", "?s=two&lang=en", "w2"],
    ["replace", "?s=three&lang=en", "w3"],
    ["push", "?lang=en", "w4"],
  ]);
});

test("what is as it should be is not written again", async () => {
  const { show } = await page();
  show();
  show();
  assert.equal(entries.length, 1);
  show({ work: "w2" });
  assert.deepEqual(entries.at(-1), ["replace", "?s=one&lang=en", "w2"], "the same address with other work is");
});

test("other parts of an address stay; what a damaged link left behind goes", async () => {
  go("http://here/?utm=1&open=x&amp%3Bs=y&amp%3Blang=z&s=old&q=gone");
  const { show } = await page();
  show({ more: { q: "", show: "bin" } });
  assert.equal(entries[0][1], "?utm=1&s=one&lang=en&show=bin");
});

test("a page that has been turned begins with the entry Streamlit made", async () => {
  const { show } = await page();
  show();
  go("http://here/library");
  show({ step: 2, state: "two" });
  assert.equal(entries.at(-1)[0], "replace");
  show({ step: 3, state: "three" });
  assert.equal(entries.at(-1)[0], "push");
});

test("going back asks Python for that entry's state, once, and nobody else answers", async () => {
  const { show, back, heard } = await page();
  show();
  const event = back("http://here/?s=zero&lang=en", { work: "w0" });
  const wanted = { turn: 1, state: "zero", work: "w0", query: "s=zero&lang=en" };
  assert.deepEqual(heard, [["go", wanted]]);
  assert.ok(event.cancelBubble, "Streamlit does not hear of it");
  back("http://here/", null);
  assert.deepEqual(heard[1], ["go", { turn: 2, state: "fresh", work: "", query: "" }]);
});

test("going back to another page is Streamlit's", async () => {
  const { show, back, heard } = await page();
  show();
  back("http://here/library?s=zero", null);
  assert.deepEqual(heard, []);
});

test("what a run wrote before it heard of the way back is left out, for so long", async () => {
  const { show, back } = await page();
  show({ step: 5 });
  entries.length = 0;
  back("http://here/?s=zero&lang=en", { work: "w0" });
  show({ step: 6, state: "late" });
  assert.deepEqual(entries, []);
  now += 4999;
  show({ step: 6, state: "late" });
  assert.deepEqual(entries, []);
  now += 1;
  show({ step: 7, state: "late" });
  assert.equal(entries.length, 1, "an answer that never comes does not silence the address for ever");
});

test("the answer to the way back rewrites its entry, whatever its step; the next step adds one", async () => {
  const { show, back } = await page();
  show({ step: 5 });
  entries.length = 0;
  back("http://here/?s=zero&lang=en", { work: "w0" });
  show({ step: 6, turn: 1, state: "zero", work: "w9" });
  show({ step: 7, turn: 1, state: "next", work: "w10" });
  assert.deepEqual(entries, [
    ["replace", "?s=zero&lang=en", "w9"],
    ["push", "?s=next&lang=en", "w10"],
  ]);
});

test("the browser's id is kept once, in a cookie of its first name", async () => {
  const { show } = await page();
  show();
  assert.equal(jar, "desk=b7; path=/; max-age=31536000; samesite=lax");
  jar = "other=1; desk=old";
  show({ browser: "b8" });
  assert.equal(jar, "other=1; desk=old");
});

test("a place that is left hears nothing more", async () => {
  const { show, back, heard, place } = await page();
  const leave = show();
  assert.equal(show({ state: "two" }), undefined, "only the first mount has something to end");
  leave();
  back("http://here/?s=zero", null);
  assert.deepEqual(heard, []);
  show({}, place);
  back("http://here/?s=zero", null);
  assert.equal(heard.length, 1);
});
