// Streamlit's own words in the visitor's language. Its controls speak English only, so whatever they say is looked for by
// those very words and replaced: in its own parts of the page alone, never in what people wrote. The pairs are served beside
// this file (pages/parts/controls.py), made from data/locales/<language>/controls.ftl.

const NAMED =
  "FileUploader SkipToContent Dialog TextInput TextArea NumberInput MultiSelect Selectbox ElementToolbar DataFrame " +
  "DataFrameColumnMenu DataFrameColumnVisibilityMenu Toast StatusWidget TooltipContent";
const OWN = NAMED.split(" ").map((name) => `[data-testid=st${name}]`);
const PARTS = `${OWN.join()}, [data-testid=InputInstructions], [role=listbox], [role=dialog]`;
const THEIRS = "[data-testid=stHtml], [role=option], [data-tag], textarea";
const MARKED = "[data-testid=stMarkdownContainer]"; // may hold what people wrote, unless it is an uploader's button
const SENTENCE = 12; // letters from which on nobody's own name is taken for one of Streamlit's
const NAMES = ["aria-label", "placeholder", "title"];

// pairs: [English, translation], where ⟦name⟧ stands for what differs. Longer ones first: one may be part of another.
export function makeTranslator(pairs) {
  const fixed = new Map(pairs.filter(([english]) => !english.includes("⟦")));
  const open = pairs
    .filter(([english]) => english.includes("⟦"))
    .sort(([one], [other]) => other.length - one.length)
    .map(([english, own]) => {
      const names = [...english.matchAll(/⟦(\w+)⟧/g)].map(([, name]) => name);
      const parts = english.split(/⟦\w+⟧/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return { pattern: new RegExp(`^${parts.join("(.+)")}$`, "s"), names, own };
    });
  return (text) => {
    const said = text.trim();
    if (fixed.has(said)) return text.replace(said, () => fixed.get(said));
    for (const { pattern, names, own } of open) {
      const found = pattern.exec(said);
      if (found) return own.replace(/⟦(\w+)⟧/g, (_, name) => found[names.indexOf(name) + 1]);
    }
    return null;
  };
}

function isTheirs(element, said) {
  if (!element?.closest(PARTS) || element.closest(THEIRS)) return true;
  return Boolean(element.closest(MARKED)) && !element.closest("[data-testid=stFileUploader]") && said.length < SENTENCE;
}

export class Labels {
  constructor() {
    this.written = new WeakMap(); // text node -> {english, own}
    const options = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES };
    new MutationObserver((changes) => this.translateChanges(changes)).observe(document.body, options);
  }

  // A table that does not come leaves Streamlit's words as they are; the next run of the page asks again.
  async speak(language) {
    if (language === this.language) return;
    this.language = language;
    try {
      this.table ||= await fetch(new URL("labels.json", import.meta.url)).then((answer) => answer.json());
    } catch {
      this.language = null;
      return;
    }
    if (language !== this.language) return;
    this.translate = makeTranslator(this.table[language] || []);
    this.all(document.body);
  }

  translateChanges(changes) {
    if (!this.translate) return;
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "characterData") this.text(target);
      else if (type === "attributes") this.name(target, attributeName);
      else for (const node of addedNodes) this.all(node);
    }
  }

  all(node) {
    if (node.nodeType === Node.TEXT_NODE) return this.text(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const parts = node.closest(PARTS) ? [node] : [...node.querySelectorAll(PARTS)];
    for (const part of parts) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) this.text(walker.currentNode);
      for (const one of [part, ...part.querySelectorAll(NAMES.map((name) => `[${name}]`).join())])
        for (const name of NAMES) this.name(one, name);
    }
  }

  text(node) {
    if (isTheirs(node.parentElement, node.nodeValue)) return;
    this.write(node, "text", node.nodeValue, (own) => (node.nodeValue = own));
  }

  name(element, name) {
    const said = element.getAttribute(name);
    if (said === null || isTheirs(element, said)) return;
    this.write(element, name, said, (own) => element.setAttribute(name, own));
  }

  // What we wrote ourselves is told by what it was before, so that another language finds its way back.
  write(node, slot, said, put) {
    const known = this.written.get(node) || {};
    const english = known[slot]?.own === said ? known[slot].english : said;
    const own = this.translate(english) ?? english;
    if (own === said) return;
    this.written.set(node, { ...known, [slot]: { english, own } });
    put(own);
  }
}
