import assert from "node:assert/strict";
import { test } from "node:test";
import { markedParts } from "../../pages/scripts/shared/dom.js";

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
