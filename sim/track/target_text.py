"""A target worked out from both sides, in words: steps with their arithmetic, gaps by name."""

from __future__ import annotations

from typing import Any

from sim.language import Language, key
from sim.model.axes import QUARTERS_A_YEAR
from sim.model.measures import REVENUE
from sim.plan import fact_text
from sim.track.target import DEAL, Step, Target, target_file

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
    first, second = (*(fact_text.value(target.example[id], language) for id in spec.facts), "", "")[:2]
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
        told = {"sign": sign_of(gap, target), "gap": REVENUE.format(language, abs(gap))}
        said.append(language.text(f"target-gap-{name}", **told))
    return said


def sign_of(gap: float, target: Target) -> str:
    """Return "more" where the top asks for more than customers bring, "less", or "even"."""
    return "even" if abs(gap) < EVEN * abs(target.stated) else "more" if gap > 0 else "less"


def part_names(target: Target, by: str, language: Language, region: int | None = None) -> list[str]:
    """Return what the members of a dimension of the spread are called, in the order of `Spread.parts`."""
    plan = target.plan
    if by == "line":
        own = bool(plan.lines)
        ids = [key("line", one) if own else f"{key('product', one)}.short" for one in target.spread.lines]
        return [language.text(id) for id in ids]
    if by == "quarter":
        return [language.period(f"{target.year}Q{number}") for number in range(1, QUARTERS_A_YEAR + 1)]
    places = range(len(plan.regions)) if region is None else [region]
    return [language.text(key("region", plan.regions[place])) for place in places]


def widest_text(target: Target, language: Language) -> str:
    """Return in which region, line and quarter top and bottom lie furthest apart, and what that is for one team."""
    region, line, quarter = place = target.spread.widest
    gap = float(target.spread.top[place] - target.spread.bottom[place])
    return language.text(
        "target-widest",
        sign=sign_of(gap, target),
        region=part_names(target, "region", language)[region],
        line=part_names(target, "line", language)[line],
        quarter=part_names(target, "quarter", language)[quarter],
        gap=language.quantity(abs(gap), "money_fine"),
        team=language.quantity(abs(gap) / float(target.spread.teams[region]), "money_fine"),
    )


def floor_text(target: Target, language: Language) -> str:
    amount = REVENUE.format(language, target.floor * target.top)
    return language.text("target-floor", floor=language.quantity(target.floor, "percent_whole"), amount=amount)


def title(target: Target, language: Language) -> str:
    top, bottom, stated = (REVENUE.format(language, one) for one in (target.top, target.bottom, target.stated))
    return language.text("target-title", top=top, bottom=bottom, stated=stated, year=str(target.year))


def document(target: Target) -> dict[str, Any]:
    """Return the target as plain values."""
    plan, spread, kinds = target.plan, target.spread, target.by_kind
    return {
        "plan": plan.id,
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
                "core": float(kinds[place, 0]),
                "new": float(kinds[place, 1]),
                "quarters": spread.top[place].sum(axis=0).tolist(),
                "lines": {
                    line: {
                        "top": spread.top[place, number].tolist(),
                        "bottom": spread.bottom[place, number].tolist(),
                    }
                    for number, line in enumerate(spread.lines)
                },
                "bottom": float(spread.bottom[place].sum()),
                "reps": float(spread.reps[place]),
                "teams": int(spread.teams[place]),
            }
            for place, region in enumerate(plan.regions)
        },
    }
