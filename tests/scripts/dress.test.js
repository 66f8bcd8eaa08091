import assert from "node:assert/strict";
import { test } from "node:test";

import { dress } from "../../pages/scripts/shared/dress.js";

globalThis.CSSStyleSheet = class {
  async replace(text) {
    this.text = text;
    return this;
  }
};

function place() {
  const root = { adoptedStyleSheets: ["streamlit's own"] };
  return { root, getRootNode: () => root };
}

function server(...answers) {
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    return answers.shift();
  };
  return asked;
}

const found = (text) => ({ ok: true, text: async () => text });

test("one sheet is fetched once for all places and put on each once, beside what is there", async () => {
  const asked = server(found("a {}"));
  const [one, other] = [place(), place()];
  await Promise.all([dress(one, "a.css"), dress(other, "a.css")]);
  await dress(one, "a.css");
  assert.deepEqual(asked, ["a.css"]);
  assert.equal(one.root.adoptedStyleSheets.length, 2);
  assert.equal(one.root.adoptedStyleSheets[1], other.root.adoptedStyleSheets[1]);
  assert.equal(one.root.adoptedStyleSheets[1].text, "a {}");
});

test("a sheet that did not come is said and asked for again", async () => {
  const asked = server({ ok: false }, found("b {}"));
  const one = place();
  await assert.rejects(dress(one, "b.css"), /b\.css/);
  assert.equal(one.root.adoptedStyleSheets.length, 1);
  await dress(one, "b.css");
  assert.equal(asked.length, 2);
  assert.equal(one.root.adoptedStyleSheets[1].text, "b {}");
});
