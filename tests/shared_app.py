"""One running app for all test processes: to start one and warm it takes seconds of processor, each time."""

from __future__ import annotations

import fcntl
import json
import os
import signal
from contextlib import suppress
from pathlib import Path

from browser import start_app
from patience import wait_until

RECORD = "shared-app.json"
"""Where the process that started the app says how to find it, in the folder that all of them share."""


def shared_app(folder: Path) -> str:
    """Return the app's address; whoever asks first starts it, and does not stop it: others may still visit."""
    record = folder / RECORD
    with record.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            process, address = start_app(folder / "scenarios.duckdb", ahead=True)
            record.write_text(json.dumps({"process": process.pid, "address": address}))
    return str(json.loads(record.read_text())["address"])


def stop_shared_app(folder: Path) -> None:
    """Stop the app that the test processes have shared, if any of them has asked for one; they have all ended."""
    record = folder / RECORD
    if not record.exists():
        return
    process = json.loads(record.read_text())["process"]
    record.unlink()
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
        wait_until(lambda: not runs(process), "the shared app to end")


def runs(process: int) -> bool:
    """Tell whether a process runs; one that has ended without anybody to ask how does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
