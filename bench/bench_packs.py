"""The law over plans of any shape, on 200 random packs: what it found is kept in bench/packs.json.

    python -m bench packs

Every pack is read; the model's laws, every command and every export hold on it in both languages by turns; and every
page opens on every fifth. What each pack came to is written down as it is done, so that a run that was cut short goes
on where it stopped, if the program is the same.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any
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
DONE = RESULT.parent / "output" / "packs.jsonl"
"""A line a pack of the run that goes on."""


def main() -> None:
    """Check the packs and write down what came of it."""
    logging.disable(logging.CRITICAL)
    code = _code()
    done = _earlier_results(code)
    DONE.parent.mkdir(exist_ok=True)
    with DONE.open("a", encoding="utf-8") as lines:
        for seed in (one for one in range(PACKS) if one not in done):
            start, counted = time.process_time(), Counter[str]()
            with tempfile.TemporaryDirectory() as folder:
                problem = _try(seed, Path(folder), counted)
            done[seed] = {
                "seed": seed, "code": code, "problem": problem, "checked": dict(counted),
                "seconds": round(time.process_time() - start, 1),
            }  # fmt: skip
            print(json.dumps(done[seed], ensure_ascii=False), file=lines, flush=True)
            if problem:
                print(seed, problem, flush=True)
    counted = sum((Counter(one["checked"]) for one in done.values()), Counter[str]())
    failed = [{"seed": one["seed"], "problem": one["problem"]} for one in done.values() if one["problem"]]
    seconds = sum(one["seconds"] for one in done.values())
    result = {
        "packs": PACKS, "failed": failed, "model": MODEL_VERSION, "code": code,
        "checked": dict(sorted(counted.items())), "seconds of processor": round(seconds),
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{PACKS} packs, {len(failed)} failed, {dict(counted)}, {seconds:.0f} s of processor")


def _code() -> str:
    """Return which program this is, as git names it; "-dirty" where something of it is not committed."""
    words = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(words, cwd=RESULT.parent, capture_output=True, text=True, check=True).stdout.strip()


def _earlier_results(code: str) -> dict[int, dict[str, Any]]:
    """Return what an earlier run of the same program found, by seed."""
    if not DONE.exists():
        return {}
    found = [json.loads(line) for line in DONE.read_text(encoding="utf-8").splitlines()]
    return {one["seed"]: one for one in found if one["code"] == code and one["seed"] < PACKS}


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
