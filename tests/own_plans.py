"""Plans that somebody brings, made from the shipped pack: another id, and numbers changed in its files."""

from __future__ import annotations

import itertools
from typing import Any

import yaml

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
    files["texts/en.yaml"] = yaml.safe_dump(marked(yaml.safe_load(files["texts/en.yaml"])))
    del files["texts/zh.yaml"]
    return read_pack(files)
