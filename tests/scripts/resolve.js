// Resolves templates as the browser does: reads {formats, locale, vectors, texts, titles, sentences, notes} from standard
// input, writes what each becomes. tests/test_scripts.py compares it with what Python writes.

import { text } from "node:stream/consumers";
import { makeWriter } from "../../pages/scripts/shared/numbers.js";
import { regionTitle, textOf, tone, verdict } from "../../pages/scripts/shared/templates.js";

const { formats, locale, vectors, texts, titles, sentences, notes } = JSON.parse(await text(process.stdin));
const writer = makeWriter(formats, locale);
const each = (list, write) => vectors.map((some) => list.map((one) => write(one, some, writer)));
const found = {
  texts: each(texts, textOf),
  titles: each(titles, regionTitle),
  sentences: each(sentences, verdict),
  notes: each(notes, tone),
};
process.stdout.write(JSON.stringify(found));
