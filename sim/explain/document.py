"""The generated parts of sim/MODEL.md: equations, levers, assumptions and golden cases, from code and plan pack.

`python -m sim.explain.document` rewrites them in place; a test fails while they differ from what code and plan say.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from sim.explain.equations import EQUATIONS, STEPS, symbol
from sim.language import FALLBACK, Language, get_language, key
from sim.modules import MODULES
from sim.plan import Plan, load_plan
from sim.plan.effects import EFFECTS
from sim.plan.schema import StatedAssumption
from sim.trust.golden import golden_rows

FILE = Path(__file__).resolve().parent.parent / "MODEL.md"
WITH_MODULES = "growth-2026-v2"
"""The shipped plan that switches on every module."""
MARK = re.compile(r"(<!-- generated: (?P<name>[a-z]+) -->\n).*?(<!-- end of generated part -->)", re.DOTALL)


def figure(value: object) -> str:
    """Return a number as the files write it; anything else as it is."""
    return f"{value:.10g}" if isinstance(value, int | float) else str(value)


def distribution_text(stated: StatedAssumption | None, value: float) -> str:
    """Return what a set says of an assumption in a short form: a value, "fitted", or the distribution and its mean."""
    if stated is None:
        return figure(value)
    if stated.fit is not None:
        return f"fitted to {figure(stated.fit.value)}"
    distribution = stated.distribution
    mean = distribution.mean
    return f"{distribution.formula(figure)}; mean {mean:.3g}" if distribution.uncertain else figure(mean)


def _source(sources: tuple[str, ...], reason: str | None) -> str:
    return ", ".join([*sources, *(["judgement"] if reason else [])])


def equations(plan: Plan, language: Language) -> str:
    lines: list[str] = []
    for step in STEPS:
        lines.append(f"### {language.text(f'equation-step-{step}')}\n")
        for equation in EQUATIONS:
            if equation.step == step:
                lines.append(f"{language.text(f'equation-{equation.id}')}\n\n$${equation.latex}$$\n")
    return "\n".join(lines)


def levers(plan: Plan, language: Language) -> str:
    lines = [
        "| lever | symbol | meaning | unit | range | step | path | raising it | today | plan | source |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    direction = {1: "never lowers revenue", -1: "never raises revenue", 0: "no promise"}
    for id, lever in plan.levers.items():
        span = ", ".join(lever.choices) if lever.is_choice else f"{figure(lever.low)} to {figure(lever.high)}"
        base, planned = (
            _source(lever.base_sources, lever.base_reason),
            _source(lever.plan_sources, lever.plan_reason),
        )
        source = base if base == planned else f"{base} → {planned}"
        step = "" if lever.is_choice else figure(lever.step)
        name = language.text(key("lever", id))
        lines.append(
            f"| `{id}` | ${symbol(id)}$ | {name} | {lever.unit} | {span} | {step} | {lever.path} "
            f"| {direction[lever.direction]} | {figure(lever.base)} | {figure(lever.plan)} | {source} |"
        )
    return "\n".join(lines) + "\n"


def assumptions(plan: Plan, language: Language) -> str:
    names = tuple(plan.assumption_sets)
    lines = [
        f"| assumption | symbol | meaning | unit | range | {' | '.join(f'`{name}`' for name in names)} | source |",
        "|---|---|---|---|---|" + "---|" * (len(names) + 1),
    ]
    for id, entry in plan.assumptions.items():
        cells = [distribution_text(plan.assumption_sets[name].get(id), entry.value) for name in names]
        found = [_source(entry.sources, entry.reason)]
        entries = [plan.assumption_sets[name].get(id) for name in names]
        found += [_source(stated.sources, stated.assumption) for stated in entries if stated is not None]
        sources = " → ".join(dict.fromkeys(found))
        lines.append(
            f"| `{id}` | ${symbol(id)}$ | {language.text(key('assumption', id))} | {entry.unit} "
            f"| {figure(entry.low)} to {figure(entry.high)} | {' | '.join(cells)} | {sources} |"
        )
    return "\n".join(lines) + "\n"


def golden_table(plan: Plan, language: Language) -> str:
    rows = golden_rows(plan)
    years = " | ".join(map(str, plan.years))
    lines = [f"| case | measure | {years} |", "|---|---|" + "---|" * len(plan.years)]
    for case in dict.fromkeys(row.case for row in rows):
        for metric in dict.fromkeys(row.metric for row in rows if row.case == case):
            values = [figure(row.published) for row in rows if (row.case, row.metric) == (case, metric)]
            cells = values + [""] * (len(plan.years) - len(values))
            lines.append(f"| `{case}` | {metric} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def effects(plan: Plan, language: Language) -> str:
    lines = ["| quantity | effect | unit | sizes allowed | changes nothing |", "|---|---|---|---|---|"]
    for id, kind in EFFECTS.items():
        name = f"`{id}.<region>`, `{id}.all`" if kind.regional else f"`{id}`"
        span = f"{figure(kind.low)} to {figure(kind.high)}"
        lines.append(f"| {name} | {kind.op} | {kind.unit} | {span} | {figure(kind.neutral)} |")
    return "\n".join(lines) + "\n"


def modules(plan: Plan, language: Language) -> str:
    """Return every module with its equations and what a plan that has them all says of it."""
    lines = []
    for id, module in MODULES.items():
        lines.append(f"### {language.text(f'module-{id}')} (`{id}`)\n")
        for formula in module.formulas:
            lines.append(f"{language.text(f'equation-{id}-{formula.id}')}\n\n$${formula.latex}$$\n")
        rows = [one for one in plan.levers.values() if one.family in module.levers]
        own = {name: one for name, one in plan.assumptions.items() if name.split(".")[0] in module.assumptions}
        if rows:
            lines.append(levers(dataclasses.replace(plan, levers={one.id: one for one in rows}), language))
        if own:
            lines.append(assumptions(dataclasses.replace(plan, assumptions=own), language))
    return "\n".join(lines)


PARTS = {
    "modules": modules,
    "equations": equations,
    "levers": levers,
    "assumptions": assumptions,
    "effects": effects,
    "golden": golden_table,
}


def fill(text: str, plan: Plan, whole: Plan) -> str:
    """Return the document with every generated part brought up to date; an unknown part is a KeyError.

    Parameters
    ----------
    whole : a plan that has every module; `plan` has none
    """
    english = get_language(FALLBACK)

    def part(match: re.Match[str]) -> str:
        name = match["name"]
        shown = whole if name == "modules" else plan
        return match[1] + PARTS[name](shown, shown.vocabulary(english)) + match[3]

    return MARK.sub(part, text)


if __name__ == "__main__":
    FILE.write_text(fill(FILE.read_text(encoding="utf-8"), load_plan(), load_plan(WITH_MODULES)), encoding="utf-8")
