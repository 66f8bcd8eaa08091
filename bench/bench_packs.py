"""The law over plans of any shape, on 200 random packs: what it found is kept in bench/packs.json.

    python -m bench packs

Every pack is read; the model's laws, every command and every export hold on it in both languages by turns; and every
page opens on every fifth.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from unittest import mock

from bench.random_packs import random_pack, write_pack
from bench.shape_law import check_laws, commands, open_pages, run_command
from sim.language import languages
from sim.plan import Catalogue, Folder, Plan
from sim.plan.catalogue import SHIPPED
from sim.version import MODEL_VERSION

PACKS = int(os.environ.get("PACKS", "200"))
PAGES_EVERY = 5
RESULT = Path(__file__).resolve().parent / "packs.json"


def main() -> None:
    """Check the packs and write down what came of it."""
    logging.disable(logging.CRITICAL)
    start, failed, counted = time.perf_counter(), [], Counter[str]()
    for seed in range(PACKS):
        with tempfile.TemporaryDirectory() as folder:
            problem = _try(seed, Path(folder), counted)
        if problem:
            failed.append({"seed": seed, "problem": problem})
            print(seed, problem, flush=True)
    seconds = time.perf_counter() - start
    result = {
        "packs": PACKS, "failed": failed, "model": MODEL_VERSION, "checked": dict(counted), "seconds": round(seconds),
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{PACKS} packs, {len(failed)} failed, {dict(counted)}, {seconds:.0f} s")


def _try(seed: int, folder: Path, counted: Counter[str]) -> str:
    """Return what is wrong with a pack, empty where nothing is."""
    language = languages()[seed % len(languages())]
    id = f"random{seed}"
    write_pack(folder / "packs" / id, random_pack(Random(seed), id))
    catalogue = Catalogue([Folder(SHIPPED), Folder(folder / "packs")])
    with (
        mock.patch("sim.plan.catalogue.open_catalogue", lambda: catalogue),
        mock.patch("sim.cli.plans.open_catalogue", lambda: catalogue),
        mock.patch.dict(os.environ, {"SCENARIO_DB": str(folder / "library.duckdb")}),
    ):
        try:
            plan = catalogue.plan(id)
            _count_shape(plan, counted)
            check_laws(plan, seed)
            for words in commands(plan, folder):
                run_command(words, language)
                counted["commands"] += 1
            if seed % PAGES_EVERY == 0:
                open_pages(plan, language)
                counted["pages"] += 1
        except Exception as problem:  # noqa: BLE001 (whatever it is, it is what this looks for)
            return f"{type(problem).__name__}: {problem}"[:600]
    return ""


def _count_shape(plan: Plan, counted: Counter[str]) -> None:
    counted["one region"] += len(plan.regions) == 1
    counted["twelve regions"] += len(plan.regions) == 12
    counted["no new products"] += "new" not in plan.products
    counted["no budget"] += not plan.family("budget")
    counted["a year cut short"] += plan.quarter_count % 4 > 0
    counted["a region from zero"] += bool(plan.entries)
    counted["another currency"] += plan.currency != "CNY"
    counted["model 1.1"] += plan.model == "1.1"
