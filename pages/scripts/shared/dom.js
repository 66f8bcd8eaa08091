// Elements of the page: made, named, filled with text. Texts are set as text, never as mark-up.

const SVG = "http://www.w3.org/2000/svg";

// `on` holds handlers by event, `data` what stands in the dataset, `text` the words inside; null, undefined and false leave an attribute (or a child) out.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === "text") element.textContent = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Sets text with <b> and <em>, the only marks a sentence may carry; everything else is plain text.
export function setMarked(element, text) {
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  const child = ({ mark, text: words }) => (mark ? make(mark, {}, words) : document.createTextNode(words));
  element.replaceChildren(...markedParts(unbroken(text)).map(child));
}

// The blanks of an amount in every language's way of writing; the same as AMOUNT of sim/language/lines.py.
const AMOUNT = new RegExp(
  "(?<=[0-9]) (?=[%×]|(?:k|m|bn|tn|trillion|pts?|points?|reps?|people|months?|quarters?|years?|days?)(?![A-Za-z]))" +
    "|(?<=[0-9]) (?=[\u4e2a\u4e07\u4ebf\u4eba\u5143\u500d\u5206\u5929\u5b63\u5bb6\u5e74\u65e5\u6708\u6b21\u70b9\u9879])" +
    "|(?<=(?<![A-Za-z])[A-Z]{3}) (?=[+\u2212-]?[0-9])" +
    "|(?<=[\u00b1<>\u2248]) (?=[0-9])",
  "g",
);

// Text in which no line ends between a number and its unit, or its currency.
export function unbroken(text) {
  return text.replace(AMOUNT, "\u00a0");
}

// A sentence as parts in order, each with the mark it stands in.
export function markedParts(text) {
  return text
    .split(/(<b>.*?<\/b>|<em>.*?<\/em>)/)
    .filter(Boolean)
    .map((part) => {
      const match = part.match(/^<(b|em)>(.*)<\/\1>$/);
      return match ? { mark: match[1], text: match[2] } : { mark: null, text: part };
    });
}

// An address of this server, wherever it is mounted: pages have no folders, so theirs is the base of every other.
export function here(path) {
  return new URL(path, document.baseURI);
}
