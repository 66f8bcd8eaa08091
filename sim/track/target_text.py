"""A target worked out from both sides, in words: steps with their arithmetic, gaps by name."""

from __future__ import annotations

from typing import Any

from sim.language import Language, key
from sim.model.measures import REVENUE
from sim.plan import fact_text
from sim.track.target import DEAL, Step, Target, example_fact, target_file

GAPS = ("top-bottom", "stated-top", "stated-bottom")
EVEN = 5e-4
"""Two amounts that differ by less than this share of the target are the same."""


def step_name(step: Step, language: Language) -> str:
    return language.text(key("target-step", step.id))


def how(target: Target, step: Step, language: Language) -> str:
    """Return the arithmetic of a step, or that the amount is one's own."""
    if step.own:
        return language.text("target-how-own")
    spec = next(one for one in target_file().steps if one.id == step.id)
    if DEAL in spec.factors and DEAL not in target.plan.levers:
        return language.text("target-how-no-deal")
    first, second = (*(fact_text.value(example_fact(id), language) for id in step.sources), "", "")[:2]
    return language.text(
        key("target-how", step.id),
        growth=language.quantity(target.growth, "percent_year"),
        market=language.quantity(target.market, "percent_year"),
        years=target.years,
        first=first,
        second=second,
    )


def gap_texts(target: Target, language: Language) -> list[str]:
    """Return a sentence for each gap between the three numbers."""
    said = []
    for name in GAPS:
        gap = target.gaps[name]
        sign = "even" if abs(gap) < EVEN * abs(target.stated) else "more" if gap > 0 else "less"
        said.append(language.text(f"target-gap-{name}", sign=sign, gap=REVENUE.format(language, abs(gap))))
    return said


def floor_text(target: Target, language: Language) -> str:
    amount = REVENUE.format(language, target.floor * target.top)
    return language.text("target-floor", floor=language.quantity(target.floor, "percent_whole"), amount=amount)


def title(target: Target, language: Language) -> str:
    top, bottom, stated = (REVENUE.format(language, one) for one in (target.top, target.bottom, target.stated))
    return language.text("target-title", top=top, bottom=bottom, stated=stated, year=str(target.year))


def document(target: Target) -> dict[str, Any]:
    """Return the target as plain values."""
    regions = target.plan.regions
    return {
        "plan": target.plan.id,
        "year": target.year,
        "unit": REVENUE.unit,
        "base": target.base,
        "top": target.top,
        "bottom": target.bottom,
        "stated": target.stated,
        "gaps": dict(target.gaps),
        "steps": [
            {"id": one.id, "side": one.side, "value": one.value, "own": one.own, "sources": list(one.sources)}
            for one in target.steps
        ],
        "claims": dict(target.claims()),
        "regions": {
            region: {
                "target": float(target.by_region[place]),
                "core": float(target.cells[place, 0].sum()),
                "new": float(target.cells[place, 1].sum()),
                "quarters": target.cells[place].sum(axis=0).tolist(),
                "reps": float(target.reps[place]),
                "teams": int(target.teams[place]),
            }
            for place, region in enumerate(regions)
        },
    }
