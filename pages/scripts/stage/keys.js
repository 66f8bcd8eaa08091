// What the stage does at a key.

import { shortcutOf } from "../shared/letters.js";

// stage: the actions below; close() tells whether there was something to close
export function listen(box, stage) {
  const doing = {
    "ctrl+z": () => stage.step("undo"),
    "ctrl+shift+z": () => stage.step("redo"),
    "ctrl+y": () => stage.step("redo"),
    b: () => stage.replay(),
    p: () => stage.present(),
    h: () => stage.history(),
    m: () => stage.journal.nameCurrent(),
    y: () => stage.mode(),
    "?": () => stage.help(),
    Escape: () => stage.close(),
  };
  const key = (event) => {
    if (!box.isConnected) return document.removeEventListener("keydown", key);
    if (!stage.data) return; // nothing is shown yet
    const wanted = doing[shortcutOf(event)];
    if (wanted && wanted() !== false) event.preventDefault();
  };
  document.addEventListener("keydown", key);
  return () => document.removeEventListener("keydown", key);
}
