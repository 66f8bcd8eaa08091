"""A scenario as JSON that the library imports: the same document as the library's own export."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sim.analysis.differences import Entrant
from sim.export.text import clean
from sim.store import take_snapshot
from sim.store.transfer import FORMAT, FORMAT_VERSION


def scenario_document(entrant: Entrant, moment: dt.datetime) -> dict[str, Any]:
    """Return a scenario, saved or not, as plain JSON values; `sim.store` reads it back and recomputes it."""
    scenario = entrant.scenario
    origin = scenario.provenance()
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "name": clean(entrant.name),
        "note": clean(entrant.note),
        "tags": [],
        "author": clean(entrant.author),
        "created_at": moment.astimezone(dt.UTC).isoformat(),
        "assumption_set": scenario.assumption_set,
        "assumption_values": scenario.central_assumptions(),
        "inputs": scenario.to_dict(),
        "provenance": {
            "plan_hash": origin.plan_hash,
            "scenario_hash": origin.scenario_hash,
            "model_version": origin.model_version,
        },
        "results": take_snapshot(scenario).document(),
    }


def scenario_json(entrant: Entrant, moment: dt.datetime) -> bytes:
    """Return the document as UTF-8 text."""
    document = scenario_document(entrant, moment)
    return (json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
