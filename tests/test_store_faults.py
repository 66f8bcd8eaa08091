"""A fault at every write of the library: a failing disk, a full one, a kill. Every finished save is whole afterwards.

Scenarios and a plan are saved, into a new library, a begun one, and an old one whose tables are migrated first.

The sweep over every single write: `SWEEP=1 .venv/bin/pytest tests/test_store_faults.py`; otherwise every few.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent / "faults"
STEP = 1 if os.environ.get("SWEEP") else 151


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    shim = folder / "shim.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", shim, HERE / "shim.c", "-ldl"], check=True)
    done = subprocess.run(
        [sys.executable, HERE / "campaign.py", folder / "libraries", str(STEP)],
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": f"{HERE.parents[1]}{os.pathsep}{HERE.parent}"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_faults_hit(trials):
    """Writes were counted, every fault was tried on a new, a begun and an old library, kills killed."""
    assert len({(one["beginning"], one["fault"]) for one in trials}) == 9
    assert all(one["of"] > 10 for one in trials)
    assert all(one["status"] == -signal.SIGKILL for one in trials if one["fault"] == "kill")
    refused = Counter(one["fault"] for one in trials if len(one["saved"]) < 4 + one["before"])
    assert all(refused[fault] for fault in ("io error", "no room", "kill"))


def test_every_finished_save_is_whole(trials):
    for one in trials:
        assert one["looked"] == 0, one
        assert not one["findings"], one
        assert set(one["saved"]) <= set(one["found"]), one


def test_at_most_the_save_in_hand_is_there_without_having_been_said(trials):
    """A fault between the commit and its word may leave one more than was said, never half of one."""
    for one in trials:
        more = set(one["found"]) - set(one["saved"])
        assert len(more) <= (1 if one["fault"] == "kill" else 4), one
