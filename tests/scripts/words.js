// What boards are handed, in small, for unit tests: outcomes are [revenue, gap to the target].

import { makeWriter } from "../../pages/scripts/shared/numbers.js";

export const writer = makeWriter(
  {
    money: { scale: 1, decimals: 0, pattern: "CNY {number} m" },
    percent_whole: { scale: 100, decimals: 0, pattern: "{number}%" },
  },
  "en-GB",
);

const PLAIN = { $: "t", f: "money", p: "{number}", v: "current", m: "value", g: "base", s: false, a: false, z: null };

export const text = (c, more = {}) => ({ ...PLAIN, c, ...more });

export const SENTENCE = {
  on: text(1),
  numbers: { revenue: text(0) },
  short: "⟦opening⟧: ⟦revenue⟧, short⟦futures⟧",
  met: "⟦opening⟧: ⟦revenue⟧, met⟦futures⟧",
  over: "⟦opening⟧: ⟦revenue⟧, over⟦futures⟧",
  opening: "Plan",
  moved: "Moved",
  futures: " (11%)",
};

export const TRAJECTORY = {
  titles: { short: "⟦gap⟧ short⟦reason⟧", met: "met", over: "over", quarter: "by quarter", reason: ": churn" },
  numbers: { gap: text(1, { a: true }) },
  subtitles: { year: "CNY m, by year", quarter: "CNY m, by quarter" },
  alt: "A chart: ⟦title⟧",
};

export const REVENUE = {
  id: "revenue",
  label: "Revenue",
  unit: "CNY m",
  value: text(0),
  note: text(0, { m: "difference", s: true, p: "{number} against the plan", z: "as the plan" }),
};

export const CHANCE = {
  id: "chance",
  label: "Chance",
  unit: "",
  value: "11%",
  note: "± 0.5 pts",
  settling: "settling",
};
