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

// Frame and payload as one: what the rest of the stage works with.
export function together(frame, handed) {
  const levers = frame.levers.map((lever, place) => ({
    ...lever,
    value: handed.values[place],
    against: handed.against[place],
  }));
  return {
    ...frame,
    ...handed,
    levers,
    texts: { ...frame.texts, ...handed.texts },
    journal: { ...frame.journal, ...handed.journal },
  };
}
