"""The smallest pack: regions by their names and the years that it is about; everything else is the program's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from sim.language import FALLBACK, languages
from sim.plan.defaults import REASON
from sim.plan.facts import DOCUMENT_COLUMNS, DOCUMENTS, FACTS, Fact
from sim.plan.ids import name_ids


def minimal_pack(id: str, names: Sequence[str], years: Sequence[int], currency: str = "XXX") -> dict[str, str]:
    """Return the files of a plan of some regions over some years, its revenue 100 a region."""
    ids, unit = name_ids(names, "region"), "index" if currency == "XXX" else f"{currency}_m"
    amounts = {one: {"value": 100, "assumption": REASON} for one in ids.values()}
    plan = {
        "id": id,
        "document": "own",
        "version": 1,
        "model": "1.2",
        "currency": currency,
        "base_year": years[0] - 1,
        "years": list(years),
        "regions": list(ids.values()),
        "products": ["core"],
        "revenue": {"unit": unit, **amounts},
        "targets": [
            {"metric": "revenue", "year": years[-1], "unit": unit, "value": 100 * len(ids), "assumption": REASON}
        ],
    }
    text: dict[str, Any] = {"title": id, "regions": {one: name for name, one in ids.items()}}
    texts = {
        f"texts/{language}.yaml": yaml.safe_dump(
            text if language == FALLBACK else {"fallback": FALLBACK, **text}, allow_unicode=True, sort_keys=False
        )
        for language in languages()
    }
    return {
        "plan.yaml": yaml.safe_dump(plan, allow_unicode=True, sort_keys=False),
        "levers.yaml": "[]\n",
        FACTS: ",".join(Fact.__dataclass_fields__) + "\n",
        DOCUMENTS: ",".join(DOCUMENT_COLUMNS) + "\nown,Own numbers,,,\n",
        **texts,
    }
