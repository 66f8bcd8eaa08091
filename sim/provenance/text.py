"""Origins and sources in words: for a tooltip, a cell note, a page, the command line."""

from __future__ import annotations

from sim.language import Language, key
from sim.model.measures import measure
from sim.plan import Plan, fact_text
from sim.plan.amounts import amount, assumption_text, lever_text
from sim.provenance.origin import Origin


def source_title(plan: Plan, id: str, language: Language) -> str:
    """Return a source in one line: the fact's statement, the citation, or the reasoning."""
    if id in plan.facts:
        return fact_text.statement(plan.facts[id], language)
    if id in plan.references:
        return plan.references[id].citation
    return own_text(id, language)


def source_place(plan: Plan, id: str, language: Language) -> str:
    """Return where a source stands: document and section, how far a publication was read, or that it is judgement."""
    if id in plan.facts:
        return fact_text.place(plan.facts[id], language)
    if id in plan.references:
        return language.text(f"read-{plan.references[id].read}")
    return language.text("origin-judgement")


def own_text(text_key: str, language: Language) -> str:
    """Return a text of the plan pack; an own pack without texts shows its key, which is still traceable."""
    return language.text(text_key) if language.has(text_key) else text_key


def lines(plan: Plan, origin: Origin, language: Language) -> list[str]:
    """Return the origin in words, one line a source: ready for a tooltip, a cell note or the command line."""
    found = [
        language.text("origin-line", what=source_title(plan, id, language), where=source_place(plan, id, language))
        for id in origin.sources
    ]
    if origin.set_by == "fit":
        found.insert(0, language.text("origin-fit"))
    if origin.reading:
        found.insert(0, language.text("origin-reading", name=language.text(origin.reading)))
    if origin.set_by == "user":
        found.append(
            language.text("origin-user-named", name=origin.author) if origin.author else language.text("origin-user")
        )
    if origin.kind == "futures":
        found.insert(0, language.text("origin-futures", set=language.text(key("set", origin.variant))))
    elif origin.set_by == "model":
        names = [language.text(f"equation-{equation.id}.name") for equation in origin.equations]
        found.insert(0, language.text("origin-model", equations=language.join(names)))
    return found


def value_text(plan: Plan, origin: Origin, language: Language) -> str:
    """Return the value of a number as its lever, assumption or unit writes it."""
    if origin.value is None:
        return ""
    if origin.kind == "lever":
        return lever_text(plan.levers[origin.id], origin.value, language)
    if origin.kind == "assumption":
        return assumption_text(plan.assumptions[origin.id], float(origin.value), language)
    if origin.kind == "target":
        return measure(origin.id.partition(".")[0]).format(language, float(origin.value))
    large = origin.unit == "CNY_m" and abs(float(origin.value)) >= fact_text.FINE_MONEY
    format = {
        "CNY_m": "money" if large else "money_fine",
        "CNY_m_per_person": "money_fine",
        "persons": "people",
        "fraction": "percent",
        "fraction_per_year": "percent_year",
    }.get(origin.unit, "plain")
    return amount(float(origin.value), origin.unit, format, language)


def figure(plan: Plan, origin: Origin, language: Language) -> tuple[object, str, str]:
    """Return value, unit and sources for the row of a table; an origin without a value has an empty one."""
    return "" if origin.value is None else origin.value, origin.unit, " | ".join(lines(plan, origin, language))


def brief(plan: Plan, origin: Origin, language: Language, most: int = 2) -> str:
    """Return the shortest honest name of an origin: section, first author and how far read, or judgement."""
    t = language.text
    places = list(dict.fromkeys(source_place(plan, fact.id, language) for fact in origin.facts))
    named = [
        t(
            "model-publication",
            name=reference.citation.split(",")[0].split("(")[0].strip(),
            read=t(f"read-{reference.read}.short"),
        )
        for _, reference in origin.references
    ]
    parts = [*places, *named]
    if origin.set_by == "fit":
        parts.insert(0, t("model-fit"))
    if origin.set_by == "user":
        parts.append(t("origin-user"))
    if origin.set_by == "model":
        parts.insert(0, t("origin-by-futures" if origin.kind == "futures" else "origin-by-model"))
    if origin.reason:
        parts.append(t("model-judgement"))
    shown = language.join(parts[:most])
    return shown + (t("model-more", count=len(parts) - most) if len(parts) > most else "")


def item_name(origin: Origin, language: Language) -> str:
    """Return a number's name in words, such as "Sales reps, end 2026 (plan)"."""
    t = language.text
    match origin.kind:
        case "lever":
            return t("origin-item", name=t(key("lever", origin.id)), variant=t(f"origin-variant-{origin.variant}"))
        case "assumption":
            name = t(key("assumption", origin.id))
            if origin.variant == "user":
                return t("origin-item", name=name, variant=t("origin-variant-user"))
            return t("origin-item", name=name, variant=t(key("set", origin.variant))) if origin.variant else name
        case "target":
            metric, _, part = origin.id.partition(".")
            name = t("origin-target", name=t(key("fact-metric", measure(metric).fact_word)))
            return t("with-note", name=name, note=language.period(part)) if part else name
        case "claim":
            return t(key("claim", origin.id))
        case "metric":
            return t(key("fact-metric", measure(origin.id).fact_word))
        case "futures":
            return t("origin-futures-name", name=t(key("fact-metric", measure(origin.id).fact_word)))
        case "risk":
            part = origin.variant.split("-")[0]
            return t("origin-item", name=own_text(key("risk", origin.id), language), variant=t(f"origin-part-{part}"))
    family, _, member = origin.id.partition(".")
    if family == "seasonality":
        return t("origin-quantity-seasonality", member=member.upper())
    if family == "history":
        return t("origin-quantity-history", period=fact_text.period_words(member, language))
    if family == "lines":
        return t("plan-part-line", line=t(key("line", member)))
    if family == "tiers":
        tier, _, part = member.rpartition(".")
        return t(key("origin-quantity", f"tiers.{part}"), member=t(key("tier", tier)))
    if member and language.has(f"origin-quantity-{family}"):
        return t(f"origin-quantity-{family}", member=t(key("region", member)))
    return t(key("origin-quantity", origin.id))
