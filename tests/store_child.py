"""Processes for tests of the library: a server imports the program once and forks a child for every piece of code.

A child has a process id of its own, may be killed, limited or stripped of its rights, and starts in milliseconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
END = "--- child ended"


class Children:
    """Starts children one after another."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            [sys.executable, __file__], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def lines(self, code: str) -> Iterator[str]:
        """Run code in a child; give its process id, then every whole line it prints, then its exit code."""
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(json.dumps(textwrap.dedent(code)) + "\n")
        self.server.stdin.flush()
        for line in self.server.stdout:
            # A child killed while it prints leaves half a line before the server's own.
            before, end, code_text = line.rstrip("\n").partition(END)
            if end:
                yield code_text.strip()
                return
            yield before

    def value(self, code: str) -> Any:
        """Run code in a child and return the JSON value it prints last."""
        *said, status = list(self.lines(code))
        assert status == "0", said
        return json.loads(said[-1])

    def close(self) -> None:
        assert self.server.stdin is not None
        self.server.stdin.close()
        self.server.wait(PATIENCE)
        assert self.server.stdout is not None
        self.server.stdout.close()


def serve() -> None:
    from sim.language.errors import SimError
    from sim.plan import load_plan
    from sim.scenario import Scenario
    from sim.store import DuckStore, open_store

    scenario = Scenario.of(load_plan())
    scenario.baseline()
    names = {
        "json": json,
        "os": os,
        "Path": Path,
        "SimError": SimError,
        "DuckStore": DuckStore,
        "open_store": open_store,
        "scenario": scenario,
    }
    for request in sys.stdin:
        process = os.fork()
        if process == 0:
            print(os.getpid(), flush=True)
            try:
                exec(json.loads(request), dict(names))
            except BaseException:  # noqa: BLE001 - reported to the test, whatever it is
                traceback.print_exc(file=sys.stdout)
                sys.stdout.flush()
                os._exit(1)
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(process, 0)
        print(END, os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    serve()
