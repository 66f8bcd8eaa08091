// The frame: what a plan and a language bring whatever the levers say. Fetched once, under a key that names its content
// (pages/parts/stage/frame.py).

import { here } from "../shared/dom.js";

const frames = new Map();

export function frameOf({ key }) {
  return frames.get(key);
}

export async function fetchFrame({ path, key }) {
  const answer = await fetch(here(`${path}?key=${key}`));
  if (!answer.ok) throw new Error(`frame: ${answer.status}`);
  frames.set(key, await answer.json());
}

// Every lever of a rail with where it stands; the handle of a large family also with how far its members let it go.
export function leverStates(levers, { values, against, ends }) {
  const place = (lever, at) => ({ ...lever, value: values[at], against: against[at], ...ends[lever.id] });
  return levers.map(place);
}

// Frame and payload as one: what the rest of the stage works with.
export function together(frame, handed) {
  return {
    ...frame,
    ...handed,
    levers: leverStates(frame.levers, handed),
    texts: { ...frame.texts, ...handed.texts },
    journal: { ...frame.journal, ...handed.journal },
  };
}
