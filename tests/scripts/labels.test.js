import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTranslator } from "../../pages/scripts/address/labels.js";

const own = makeTranslator([
  ["Upload", "选择文件"],
  ["⟦size⟧ per file", "每个文件不超过 ⟦size⟧"],
  ["⟦size⟧ per file • ⟦types⟧", "每个文件不超过 ⟦size⟧ · ⟦types⟧"],
  ["Remove ⟦name⟧", "移除 ⟦name⟧"],
  ["Page not found (yet)?", "没有"],
]);

test("a control's words are found whole, with the spaces round them kept", () => {
  assert.equal(own("Upload"), "选择文件");
  assert.equal(own(" Upload "), " 选择文件 ");
  assert.equal(own("Uploads"), null);
  assert.equal(own("upload"), null);
  assert.equal(own("Page not found (yet)?"), "没有");
});

test("what differs is carried over, and the longer sentence goes first", () => {
  assert.equal(own("5MB per file"), "每个文件不超过 5MB");
  assert.equal(own("5MB per file • CSV, XLSX"), "每个文件不超过 5MB · CSV, XLSX");
  assert.equal(own("Remove $& (a+b).csv"), "移除 $& (a+b).csv");
});
