"""What Python hands to the live stage: the one place where the contract with pages/scripts/stage is defined.

`build` returns what a move changes: JSON in which rows, sentences and numbers that follow a drag hold references
(`pages.parts.charts.live`). What a move does not change stands in the frame (`frame`), which the stage fetches once;
the response table that a drag looks up follows when the point has settled (`response_route`). Vectors of outcomes are
base64 of float32 (seven digits, more than any label shows).

From the browser come two values: state `change` = `{"seq": int, "levers": {id: value}}` on release, one in flight,
latest wins; trigger `action` = `{"name": "undo" | "redo" | "save" | "reset" | "preset" | "what-if" | "base", …,
"value": str | None, "seq": int}`. The payload repeats the last `seq` it has dealt with.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from pages.parts.stage import rail
from pages.parts.stage.outcomes import column_names, revenue_goal
from pages.parts.stage.pictures import charts, reach
from pages.parts.stage.split import split
from pages.parts.stage.tables import moved_rows
from pages.parts.stage.text import headline, sentence
from pages.parts.stage.view import View, run_outcomes, same, vectors_of
from sim.analysis.what_if import what_ifs
from sim.export.text import display_width
from sim.language import Language, key

LONG_NAME = 10
"""Letters of a base of comparison from which on titles that name it may take two lines."""


def pack(values: np.ndarray | Sequence[float], kind: str = "<f4") -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode("ascii")


def build(view: View, language: Language) -> dict[str, Any]:
    """Return what a move changes on the stage, as JSON with references; the rest stands in its frame.

    Keys
    ----
    seq : last change or action dealt with
    vectors : name → float32 × outcome, in the order of the frame's columns
    values, against : every lever's value and what it is measured against, in the order of the frame's levers
    ends : of the handle of a large family, how far its members let it go
    presets, asked, bases, previous, can, texts : the rail and the buttons; which questions are asked
    sentence, headline, charts, moved : templates and rows
    split : a table that does not follow a drag; None for a plan that nothing splits
    long : whether titles that name the base of comparison need room for two lines

    Of a view whose futures are still to be simulated the chance, the bands and the axes (which hold the bands) are
    missing; they follow by `futures`.
    """
    plan = view.plan
    names = column_names(plan)
    vectors = vectors_of(view)
    sent = dict(vectors)
    if view.previous is not None:
        sent["previous"] = run_outcomes(view.previous, revenue_goal(view.scenario))
    levers = view.scenario.levers
    return {
        "seq": view.seq,
        "texts": {
            "moved": language.text("moved-title", base=view.base_name),
            "none": language.text("moved-none", base=view.base_name),
            "base": language.text("moved-from", base=view.base_name),
            # said when nothing else can be fetched, so these come with every move
            "lost": language.text("stage-lost"),
            "again": language.text("stage-again"),
        },
        "vectors": {name: pack([vector[column] for column in names]) for name, vector in sent.items()},
        "values": rail.values(plan, levers),
        "against": rail.values(plan, view.base.levers),
        "ends": rail.ends(plan, levers),
        "presets": [
            {
                "id": preset,
                "label": language.text(key("preset", preset)),
                "active": all(same(plan.levers[id], levers[id], value) for id, value in values.items()),
            }
            for preset, values in plan.presets.items()
        ],
        "asked": [one.id for one in what_ifs(plan) if one.holds(view.scenario)],
        "bases": [{"id": id, "label": name, "active": id == view.base_id} for id, name in view.bases],
        "previous": dict(zip(rail.order(plan), rail.values(plan, view.previous.levers), strict=True))
        if view.previous
        else None,
        "can": {
            "undo": view.can_undo,
            "redo": view.can_redo,
            "replay": view.previous is not None,
        },
        "moved": moved_rows(view, language),
        "split": split(view, language),
        "long": display_width(view.base_name) > LONG_NAME,
        "headline": headline(view, language),
        "sentence": sentence(view, language),
        "charts": charts(view, vectors, None if view.chance is None else reach(view.scenario), language),
    }
