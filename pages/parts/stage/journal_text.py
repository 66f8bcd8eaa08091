"""What the drawer beside the stage, the help sheet and the tour say, whatever they list."""

from __future__ import annotations

from typing import Any

from sim.language import Language

TEXTS = {
    "title": "journal-title",
    "steps": "journal-steps",
    "bookmarks": "journal-bookmarks",
    "close": "journal-close",
    "none": "journal-none",
    "name": "journal-name",
    "add": "journal-add",
    "keep": "journal-keep",
    "note": "journal-note",
    "up": "journal-up",
    "down": "journal-down",
    "save": "journal-save",
    "remove": "journal-remove",
    "open": "journal-open",
    "story": "journal-story",
    "storyTitle": "journal-story-title",
    "storySave": "journal-story-save",
    "stories": "journal-stories",
    "space": "space-label",
    "sure": "journal-sure",
    "resetLevers": "journal-reset-levers",
    "resetAssumptions": "journal-reset-assumptions",
    "help": "present-help",
    "letters": "shortcut-letters",
    "gone": "journal-gone",
    "revenue": "journal-revenue",
    "chance": "journal-chance",
    "tourNext": "tour-next",
    "tourDone": "tour-done",
    "tourSkip": "tour-skip",
}
SHORTCUTS = (
    (("Ctrl", "Z"), "shortcut-undo"),
    (("Ctrl", "Y"), "shortcut-redo"),
    (("B",), "shortcut-replay"),
    (("H",), "shortcut-history"),
    (("M",), "shortcut-bookmark"),
    (("Y",), "shortcut-years"),
    (("P",), "shortcut-present"),
    (("← → ↑ ↓",), "shortcut-nudge"),
    (("Enter",), "shortcut-type"),
    (("S",), "shortcut-source"),
    (("?",), "shortcut-help"),
    (("Esc",), "shortcut-close"),
)
TOUR = (("rail", "tour-levers"), ("headline", "tour-answer"), ("actions", "tour-room"))


def texts(language: Language) -> dict[str, Any]:
    """Return the words in a language."""
    t = language.text
    return {
        "texts": {name: t(text) for name, text in TEXTS.items()},
        "shortcuts": [[list(keys), t(text)] for keys, text in SHORTCUTS],
        "tour": [[place, t(text), t(f"{text}.help")] for place, text in TOUR],
    }
