"""Plans that somebody brings, made from the shipped pack: another id, and numbers changed in its files."""

from __future__ import annotations

import itertools
from typing import Any

import yaml_text

from sim.plan import Plan, load_plan
from sim.plan.files import FORMER
from sim.plan.load import read_pack

LEFT_OUT = ("golden.yaml", "demo_actuals.csv", "audit.yaml", FORMER)
"""What speaks of the shipped plan's own results; other files of a pack go together with its texts."""


def own_files(id: str = "mine", **edits: tuple[str, str]) -> dict[str, str]:
    """Return the files of a pack of its own.

    Parameters
    ----------
    edits : what to replace once by what, by file name with `_` for `.yaml` (`levers=("step: 5", "step: 10")`)
    """
    files = {name: text for name, text in load_plan().files.items() if name not in LEFT_OUT}
    edits = {"plan": ("id: growth-2026", f"id: {id}"), **edits}
    if "plan" in edits and not edits["plan"][0].startswith("id:"):
        files["plan.yaml"] = files["plan.yaml"].replace("id: growth-2026", f"id: {id}")
    for name, (old, new) in edits.items():
        file = f"texts/{name}.yaml" if name in ("en", "zh") else f"{name}.yaml"
        assert files[file].count(old) >= 1, (file, old)
        files[file] = files[file].replace(old, new, 1)
    return files


def own_plan(id: str = "mine", **edits: tuple[str, str]) -> Plan:
    return read_pack(own_files(id, **edits))


MARKS = (
    "![x](http://elsewhere.example/p.png) [sign in](http://elsewhere.example/l) `c` **b** _i_ :red[r] $$x$$",
    "a < b & c > d https://elsewhere.example | --- | -> :material/check: ~~s~~ \"'",
)
"""Mark-up of Streamlit's Markdown; a pack with elements of HTML in its texts is refused."""


def hostile_plan(id: str = "mine") -> Plan:
    """Return a plan with mark-up in every text that it brings, no two alike."""
    number = itertools.count()

    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: marked(one) for key, one in value.items()}
        place = next(number)
        return f"{MARKS[place % 2]} {place}"

    files = own_files(id)
    files["texts/en.yaml"] = yaml_text.write(marked(yaml_text.read(files["texts/en.yaml"])))
    del files["texts/zh.yaml"]
    return read_pack(files)


REGIONS = ("Aargau", "Basel", "Bern", "Geneva", "Jura", "Lucerne", "Schwyz", "Ticino", "Uri", "Vaud", "Zug", "Zurich")
ITEMS = ("tools", "fairs", "school", "data", "press", "coaches")


def wide_files(id: str = "wide", growth: str | float = "plan", items: int = 6) -> dict[str, str]:
    """Return the files of a pack of twelve regions, whose levers of growth fold into one handle.

    Parameters
    ----------
    growth : what the plan makes of it: "plan", as the pack has it, or another value of all regions
    items : categories of the budget
    """
    why = {"assumption": "reason-guess"}
    names = {region.lower(): region for region in REGIONS}
    chests = ITEMS[:items]
    values = lambda of: {region: {"value": round(of(at), 4), **why} for at, region in enumerate(names)}  # noqa: E731
    plan: dict[str, Any] = {
        "id": id,
        "version": 1,
        "model": "1.2",
        "currency": "CHF",
        "base_year": 2023,
        "quarters": 12,
        "regions": list(names),
        "revenue": {"unit": "CHF_m", **values(lambda at: 40 + 15 * at)},
        "categories": dict.fromkeys(chests, "digital"),
        "targets": [{"metric": "revenue", "year": 2026, "unit": "CHF_m", "value": 1900, **why}],
    }
    levers: list[dict[str, Any]] = [
        {
            "id": "headcount",
            "base": {"value": 120, **why},
            "plan": {"value": 150, **why},
            "range": [60, 240],
            "step": 5,
        },
        {"id": "hire_mix", "base": values(lambda at: 1 / 12 if at < 11 else 1 - 11 * 0.0833), "plan": "same"},
        {"id": "conversion_rate", "base": {"value": 0.2, **why}, "plan": {"value": 0.24, **why}},
        {
            "id": "growth",
            "base": values(lambda at: 0.03),
            "plan": values(lambda at: 0.04 + 0.005 * at if growth == "plan" else float(growth)),
        },
        {
            "id": "budget",
            "base": {chest: {"value": 4, **why} for chest in chests},
            "plan": "same",
            "range": {chest: [0, 20] for chest in chests},
            "step": 0.5,
        },
    ]
    texts: dict[str, Any] = {
        "title": "Twelve regions",
        "regions": names,
        "budgets": {chest: chest.capitalize() for chest in chests},
        "reasons": {"reason-guess": "A guess."},
    }
    return {
        "plan.yaml": yaml_text.write(plan, sort_keys=False),
        "levers.yaml": yaml_text.write(levers, sort_keys=False),
        "texts/en.yaml": yaml_text.write(texts, sort_keys=False),
        "texts/zh.yaml": yaml_text.write({"fallback": "en", "title": "十二个地区"}, allow_unicode=True),
    }


def wide_plan(id: str = "wide", growth: str | float = "plan", items: int = 6) -> Plan:
    """Return that plan."""
    return read_pack(wide_files(id, growth, items))
