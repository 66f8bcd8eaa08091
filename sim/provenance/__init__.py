"""Where every number comes from: any quantity, lever value, assumption, target, claim, risk or result → its sources.

A number rests on facts (what a planning document states), on publications (read, or only remembered), on reasoning
(somebody's judgement), on a fit, or on the user's own choice. `Origin` says which, for one number; `origins` lists
those of a whole plan pack, and `uses` turns the question round: what rests on this source?
"""

from sim.provenance.catalogue import Source, find_origins, origins, sources, uses
from sim.provenance.finding import search
from sim.provenance.origin import (
    Origin,
    assumption,
    claim,
    futures,
    lever_value,
    metric,
    origins_of_spread,
    preset_value,
    quantity,
    risk,
    target,
)
from sim.provenance.text import brief, figure, item_name, lines, source_place, source_title, value_text

__all__ = [
    "Origin",
    "Source",
    "assumption",
    "brief",
    "claim",
    "figure",
    "find_origins",
    "futures",
    "item_name",
    "lever_value",
    "lines",
    "metric",
    "origins",
    "origins_of_spread",
    "preset_value",
    "quantity",
    "risk",
    "search",
    "source_place",
    "source_title",
    "sources",
    "target",
    "uses",
    "value_text",
]
