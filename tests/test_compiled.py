"""Charts that are kept compiled: `UPDATE_CHARTS=1 pytest tests/test_compiled.py` renews them after a wanted change."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import vl_convert

from pages.parts.charts import base, breakdown, bridge, dots, exceedance, trajectory
from pages.parts.charts.base import COMPILED, compiled_name, with_parameters
from pages.parts.uncertainty.target import CSS_THEME

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
