// The library's list on a page of its own, for unit tests, with a sentence or two of its data.

import { Library } from "../../pages/scripts/library/list.js";
import { openPage } from "./page.js";

export const LOST = "The server has not answered.";
export const ROW = {
  name: "Plan",
  favourite: false,
  open: false,
  sorted: "",
  edition: "",
  tags: [],
  moreTags: 0,
  note: "",
  path: { target: "", actual: "", run: "", end: "" },
  alt: "",
  revenue: "2.5",
  unit: "bn",
  tone: "",
  against: "",
  target: "",
  chance: "",
  chanceHelp: "",
  author: "",
  time: "today",
  plan: "growth",
};
export const DATA = {
  seq: 0,
  language: "en",
  texts: { lost: LOST, undo: "Undo", cancel: "Cancel", selected: "⟦count⟧ selected" },
  view: { text: "", show: "", sort: "name", order: "up", page: "" },
  choices: Object.fromEntries(["target", "tag", "author", "plan", "time", "show", "sort"].map((name) => [name, []])),
  rows: [
    { ...ROW, id: "a" },
    { ...ROW, id: "b", name: "Lean" },
  ],
  size: [120, 30],
  total: 2,
  limit: 500,
  limits: { least: 2, most: 5, export: 200 },
  counted: "1–2 of 2",
  page: 1,
  pages: 1,
  empty: "",
  filtered: false,
  wire: { path: "library-rows", language: "en", zone: "UTC", open: "" },
  notice: null,
};

export function library() {
  const body = openPage();
  const sent = [];
  const list = new Library(body);
  const show = (more = {}) => list.receive({ ...DATA, ...more }, { setTriggerValue: (_, action) => sent.push(action) });
  show();
  const one = (selector) => body.querySelector(selector);
  return { body, sent, show, one, message: () => one(".message").textContent };
}
