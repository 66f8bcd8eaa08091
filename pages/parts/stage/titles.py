"""Titles that say what a chart shows: verdict, number, reason. What follows a drag is a template."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pages.parts.charts.live import LiveText, Vectors
from pages.parts.stage.outcomes import revenue_goal
from pages.parts.stage.view import View
from sim.language import Language, key
from sim.model.measures import whole_and_part

NEGLIGIBLE = 0.5
"""A cause below this [CNY_m] is no reason for anything."""


def reason(view: View, language: Language) -> str:
    """Return what weighs most in the difference from the base, to stand behind a verdict; empty without one.

    Where 2026 falls short of the base the heaviest drag, otherwise the strongest lift.
    """
    bars = view.bridge or ()
    total = sum(value for _, value in bars)
    down = total < 0
    name, value = (min if down else max)(bars, key=lambda bar: bar[1], default=("", 0.0))
    if abs(value) < NEGLIGIBLE or (value < 0) != down:
        return ""
    return language.text("title-drag" if down else "title-lift", cause=name)


def trajectory_titles(view: View, language: Language) -> dict[str, str]:
    """Return the trajectory's titles by verdict, with ⟦gap⟧, ⟦revenue⟧ and ⟦reason⟧ to be filled."""
    t, goal = language.text, revenue_goal(view.scenario)
    stated = "target" if goal.stated else "plan"
    of, what = t("title-part", part=whole_and_part(goal.metric)[1] or "year"), t("title-target", target=stated)
    words = {"of": of, "what": what, "gap": "⟦gap⟧", "reason": "⟦reason⟧"}
    return {
        "short": t("trajectory-title-short", **words),
        "over": t("trajectory-title-over", **words),
        "met": t("trajectory-title-met", of=of, target=stated, reason="⟦reason⟧"),
        "quarter": t("trajectory-title-quarter", revenue="⟦revenue⟧"),
        "reason": reason(view, language),
    }


def trajectory_title(view: View, vectors: Vectors, language: Language) -> str:
    """Return the trajectory's title for a settled state; the stage chooses in the same way while a lever moves."""
    titles, gap = trajectory_titles(view, language), vectors["current"]["gap"]
    spec = language.formats["money"]
    shown = round(gap * spec.scale, spec.decimals)
    title = titles["short" if shown < 0 else "over" if shown > 0 else "met"]
    amount = language.quantity(abs(gap), "money")
    return title.replace("⟦gap⟧", amount).replace("⟦reason⟧", titles["reason"])


def bridge_titles(view: View, vectors: Vectors, language: Language) -> dict[str, str]:
    """Return the bridge's title, and what it is called while a lever moves."""
    name = f"revenue.{view.plan.years[-1]}"
    change = vectors["current"][name] - vectors["base"][name]
    amount = language.quantity(abs(change), "money")
    if abs(change) < NEGLIGIBLE:
        title = language.text("bridge-title-same", base=view.base_name)
    else:
        text = "bridge-title-less" if change < 0 else "bridge-title-more"
        title = language.text(text, base=view.base_name, amount=amount)
    return {"title": title, "moving": language.text("bridge-title-moving", base=view.base_name)}


def breakdown_format(view: View) -> str:
    """Return how the breakdown writes money: a market that is the whole plan as the headline writes its revenue."""
    return "revenue" if len(view.plan.regions) == 1 else "money"


def breakdown_titles(view: View, language: Language) -> dict[str, Any]:
    """Return the breakdown's titles: which region brings the most, or has changed most against the base.

    `titles` by case, with ⟦region⟧ and ⟦amount⟧ to be filled from `regions`: name, total and change, both live; the
    change is written without its sign, since the words say which way.
    """
    t, base, money = language.text, view.base_name, breakdown_format(view)
    regions = tuple(f"region.{region}" for region in view.plan.regions)
    # A plan with one market has none that stands out: the title then says what it brings.
    alone = len(regions) == 1
    return {
        "titles": {
            "most": t(
                "breakdown-title-alone-most" if alone else "breakdown-title-most", region="⟦region⟧", amount="⟦amount⟧"
            ),
            "less": t(
                "breakdown-title-alone-less" if alone else "breakdown-title-less",
                region="⟦region⟧",
                amount="⟦amount⟧",
                base=base,
            ),
            "more": t(
                "breakdown-title-alone-more" if alone else "breakdown-title-more",
                region="⟦region⟧",
                amount="⟦amount⟧",
                base=base,
            ),
        },
        "regions": [
            {
                "name": t(key("region", region)),
                "total": LiveText(f"region.{region}", money, "{quantity}", parts=regions),
                "change": LiveText(f"region.{region}", money, "{quantity}", mode="difference", signed=True),
            }
            for region in view.plan.regions
        ],
    }


def breakdown_title(view: View, vectors: Vectors, language: Language) -> str:
    """Return the breakdown's title for a settled state; the stage chooses in the same way while a lever moves."""
    named = breakdown_titles(view, language)
    spec = language.formats[breakdown_format(view)]
    far = max(named["regions"], key=lambda one: abs(one["change"].amount(vectors)))
    change = round(far["change"].amount(vectors) * spec.scale, spec.decimals)
    case = "less" if change < 0 else "more" if change > 0 else "most"
    one = far if change else max(named["regions"], key=lambda region: region["total"].amount(vectors))
    told = replace(one["change"], signed=False, absolute=True) if change else one["total"]
    amount = told.text(vectors, language)
    return named["titles"][case].replace("⟦region⟧", one["name"]).replace("⟦amount⟧", amount)
