// A participant's page for unit tests: its phone, its room, and what passes between them.

import { make } from "../../pages/scripts/shared/dom.js";
import { cause, openPage, openRoom, turns } from "./page.js";

const PHONE = "../../pages/scripts/workshop/phone.js";
const WORDS =
  "again closed code change ended full join limited lost missing private retry send sent team teamChange teamHelp unknown unsent " +
  "waiting welcome second";
const TEXTS = Object.fromEntries(WORDS.split(" ").map((name) => [name, `<${name}>`]));
const ROUND = {
  number: 3,
  turn: 1,
  phase: "open",
  kind: "vote",
  title: "Which one?",
  fields: { options: ["Build", "Wait"] },
  teams: [],
  count: "2 of 5",
  result: null,
  before: null,
};
export const ROOM = { code: "AB12CD", title: "Workshop", round: ROUND, joined: "5 are here", ended: false };

let pages = 0;

// A participant's page at an address; `seats` is what the phone remembers, `replies` what the server answers to posts.
export async function phone({ hash = "#AB12CD.key", seats = {}, replies = [], storage = true } = {}) {
  const body = openPage();
  document.baseURI = `http://here/room?lang=en${hash}`;
  body.dataset.page = JSON.stringify({ language: "en", texts: TEXTS });
  const main = make("main");
  const link = make("a", { data: { lang: "zh" } });
  body.append(main, link);
  for (const name of ["querySelector", "querySelectorAll"]) document[name] = (selector) => body[name](selector);
  Object.defineProperty(document, "activeElement", { get: () => body.activeElement });
  body.blur = () => null;
  const seen = { sockets: [], posted: [], addresses: [] };
  globalThis.location = { hash, assign: (address) => seen.addresses.push(address) };
  globalThis.history = { replaceState: (_, __, address) => (globalThis.location.hash = address) };
  globalThis.window.scrollTo = () => null;
  globalThis.localStorage = {
    getItem: (name) => seats[name] ?? null,
    setItem: (name, value) => {
      if (!storage) throw new Error("refused");
      seats[name] = value;
    },
  };
  openRoom(replies, seen);
  pages += 1;
  await import(`${PHONE}?page=${pages}`);
  const last = () => seen.sockets.at(-1);
  const hear = (content) => cause(last(), "message", { data: JSON.stringify(content) });
  return {
    main,
    link,
    seats,
    hear,
    ...seen,
    hello: () => (cause(last(), "open"), last().said),
    close: (code) => cause(last(), "close", { code }),
    room: (round = {}, mine = null, more = {}) =>
      hear({ mine, room: { ...ROOM, round: { ...ROUND, ...round }, ...more } }),
    one: (selector) => body.querySelector(selector),
    choose: (place) => cause(main.querySelector(".options").children[place], "click"),
    send: async () => {
      const event = cause(main.querySelector("form"), "submit");
      await turns();
      return event;
    },
  };
}
