// Puts a component's style sheet on the place it is mounted in. Handed to Streamlit as text, it would travel with every
// change of the component's data; so it is fetched once, and one sheet serves every place.

const sheets = new Map(); // by address: a promise of the sheet

async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`no style sheet at ${address}`);
  return new CSSStyleSheet().replace(await answer.text());
}

// A sheet that does not come is asked for again at the next call.
function sheetOf(address) {
  if (!sheets.has(address)) {
    const coming = load(address);
    sheets.set(address, coming);
    coming.catch(() => sheets.delete(address));
  }
  return sheets.get(address);
}

// Resolves when the sheet is on: nothing is ever shown undressed.
export async function dress(place, address) {
  const sheet = await sheetOf(String(address));
  const root = place.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
