"""Charts that are kept ready: `UPDATE_CHARTS=1 pytest tests/test_compiled.py` renews them after a wanted change."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest
import vl_convert

from pages.parts import charts
from pages.parts.charts import base, breakdown, bridge, dots, exceedance, trajectory
from pages.parts.charts.base import COMPILED, SPECIFICATIONS, compiled_name, spec_name, with_parameters
from pages.parts.uncertainty.target import CSS_THEME

ROOT = Path(__file__).resolve().parent.parent
SIZES: dict[str, list[tuple[int, ...]]] = {
    "benefit": [(17,)],
    "gauge": [(4,)],
    "heat": [(4,), (9,), (27,), (36,)],
    "influence": [(12,)],
    "losses": [(3,), (4,), (8,)],
    "miss": [(4,), (14,)],
    "panels": [(rows, 2) for rows in (1, 2, 3)],
    "shifts": [(7,)],
    "span": [(10,)],
    "tornado": [(6,), (7,), (10,), (12,)],
    "variance": [(10,), (12,)],
    "waterfall": [(steps,) for steps in range(3, 8)],
}
"""Numbers of rows with which plans are first shown; kinds without sizes are kept anyway."""


def modules() -> dict[str, ModuleType]:
    """Return every module of the charts by name."""
    names = [one.name for one in pkgutil.iter_modules(charts.__path__)]
    return {name: importlib.import_module(f"{charts.__name__}.{name}") for name in names}


def kinds() -> dict[str, ModuleType]:
    """Return every chart kind by name."""
    return {name: one for name, one in modules().items() if hasattr(getattr(one, "spec", None), "__wrapped__")}


@lru_cache
def built(name: str, *sizes: int) -> base.Spec:
    """Return a specification as Altair builds it."""
    return kinds()[name].spec.__wrapped__(*sizes)


def wanted() -> list[tuple[str, tuple[int, ...]]]:
    """Return kinds and sizes whose specifications are kept."""
    plain = [(name, ()) for name, kind in kinds().items() if not inspect.signature(kind.spec).parameters]
    return plain + [(name, size) for name, sizes in SIZES.items() for size in sizes]


UNKEPT = {"responses"}
"""Kinds whose sizes are the panels of a page, too many to keep."""


def test_every_kind_is_kept_or_says_why_not():
    assert {name for name, one in modules().items() if hasattr(one, "spec")} == kinds().keys(), (
        "decorate with kept_spec"
    )
    assert kinds().keys() - {name for name, _ in wanted()} == UNKEPT, "state the sizes it is first shown with"


def test_all_that_is_wanted_is_kept():
    if os.environ.get("UPDATE_CHARTS"):
        now = {spec_name(name, *sizes): built(name, *sizes) for name, sizes in wanted()}
        SPECIFICATIONS.write_text(json.dumps(now, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
        base._read.cache_clear()
    assert json.loads(SPECIFICATIONS.read_text(encoding="utf-8")).keys() == {spec_name(one, *n) for one, n in wanted()}


@pytest.mark.parametrize("name", kinds())
def test_every_kind_gives_what_it_builds(name, request):
    """What is kept, of the first size, and what is not; `--thorough` builds every size that is kept."""
    kept = [sizes for kind, sizes in wanted() if kind == name]
    rows = len(inspect.signature(kinds()[name].spec).parameters)
    chosen = kept if request.config.getoption("thorough") else kept[:1]
    for sizes in (*chosen, *([(3,) * rows] if rows else [])):
        assert kinds()[name].spec(*sizes) == built(name, *sizes)


def test_a_server_warms_up_without_building_a_chart():
    """Altair takes seconds of the processor that visitors of a fresh server wait for."""
    program = "import sys; from pages.parts import server; server.warm_up(); print('altair' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n", done.stderr[-2000:]


STAGE = [kind.spec() for kind in (trajectory, bridge, breakdown)]
UNCERTAINTY = [with_parameters(kind.spec(), theme=CSS_THEME) for kind in (exceedance, dots)]


def test_what_is_kept_is_what_the_specifications_compile_to():
    texts = [json.dumps(spec, sort_keys=True) for spec in (*STAGE, *UNCERTAINTY)]
    now = {compiled_name(text): vl_convert.vegalite_to_vega(text) for text in texts}
    if os.environ.get("UPDATE_CHARTS"):
        COMPILED.write_text(json.dumps(now, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    assert json.loads(COMPILED.read_text(encoding="utf-8")) == now


def test_what_is_not_kept_is_compiled():
    spec = with_parameters(breakdown.spec(), xmax=321.0)
    assert any(signal.get("value") == 321.0 for signal in base.compile_spec(spec)["signals"])


def test_the_stage_needs_no_compiler():
    program = (
        "import sys; from pages.parts.stage import frame; from sim.plan import load_plan;"
        "frame.prepare(load_plan(), 'revenue', 'en'); print('vl_convert' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )


def horizontal_ranges(spec: object) -> list[list[object]]:
    """Return the ranges of all horizontal scales of a specification."""
    if isinstance(spec, list):
        return [found for one in spec for found in horizontal_ranges(one)]
    if not isinstance(spec, dict):
        return []
    own = spec.get("x", {}).get("scale", {}) if isinstance(spec.get("x"), dict) else {}
    return [*([own["range"]] if "range" in own else []), *horizontal_ranges(list(spec.values()))]


@pytest.mark.parametrize("name", kinds())
def test_a_narrow_window_leaves_every_kind_room_for_its_marks(name):
    """At 400 % a card is some 230 pixels wide: names that kept all of theirs turned time and bars around."""
    spec = kinds()[name].spec(*(3 for _ in inspect.signature(kinds()[name].spec).parameters))
    width = 232 - spec.get("padding", {}).get("left", 0)
    known = {"width": width, "zoom": 1, "min": min, "max": max, "room": 72}
    for ends in horizontal_ranges(spec):
        first, last = (eval(one["expr"], known) if isinstance(one, dict) else one for one in ends)
        assert last - first >= 0.12 * width, (name, ends)
