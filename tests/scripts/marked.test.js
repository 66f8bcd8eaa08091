import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { markedParts, unbroken } from "../../pages/scripts/shared/dom.js";

test("bold and emphasis are the only marks; everything else is text", () => {
  assert.deepEqual(markedParts("a <b>b</b> c<em>d</em>"), [
    { mark: null, text: "a " },
    { mark: "b", text: "b" },
    { mark: null, text: " c" },
    { mark: "em", text: "d" },
  ]);
  assert.deepEqual(markedParts("<img src=x onerror=alert(1)>"), [{ mark: null, text: "<img src=x onerror=alert(1)>" }]);
  assert.deepEqual(markedParts("<b>a<script></b>"), [{ mark: "b", text: "a<script>" }]);
});

test("no line ends between a number and its unit", () => {
  const table = JSON.parse(readFileSync(new URL("../tables/unbroken.json", import.meta.url)));
  for (const text of table) assert.equal(unbroken(text.replaceAll("_", " ")), text.replaceAll("_", "\u00a0"));
});
