"""Waiting for a library that another process has open: as long as that process lives and gets on, but not for an idler.

DuckDB names the process that holds the file. Commands hold it for a moment each, so whoever waits sees the holder
change, or work; a program that keeps the file open beside doing nothing is not waited for. How fast a machine is, or
how many others want their turn, does not matter: nobody waits on the clock alone while the holder works.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

IDLE_SHARE = 0.02
"""A holder that uses less of a processor than this is idle: an app without visitors uses a fraction of it."""
LONGEST_WORK = 5
"""Processor time that one holder is given, in patiences: far more than any command needs, less than an app uses."""


@dataclass(frozen=True)
class Work:
    """What a process has done: seconds of processor, and whether it could do more at once if it were given one."""

    seconds: float
    ready: bool


def work_of(process: str) -> Work | None:
    """Return what a process has done; None where the system does not tell, or there is no such process."""
    try:
        line = Path("/proc", str(int(process)), "stat").read_text(encoding="ascii", errors="replace")
        fields = line.rpartition(")")[2].split()  # the name before may hold anything
        return Work((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] in "RD")
    except (OSError, ValueError, IndexError):
        return None


def command_of(process: str, longest: int = 60) -> str:
    """Return what a process runs, short and on one line; empty where the system does not tell."""
    try:
        words = Path("/proc", str(int(process)), "cmdline").read_bytes().decode(errors="replace").split("\0")
    except (OSError, ValueError):
        return ""
    line = re.sub(r"[^\x20-\x7e]+", " ", " ".join([Path(words[0]).name, *words[1:]])).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


class Patience:
    """How long to wait for a file that other processes hold, one after another.

    Parameters
    ----------
    seconds : float
        How long one holder is waited for while it does next to nothing; 0 waits for nobody.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.holder: str | None = None
        self.since = self.first = self.last = 0.0

    def ends(self, process: str) -> bool:
        """Tell whether it is no use to wait any longer, now that this process holds the file."""
        now, work = time.monotonic(), work_of(process)
        done = 0.0 if work is None else work.seconds
        if process != self.holder:
            self.holder, self.since, self.first, self.last = process, now, done, done
        elif work is not None and (work.ready or done - self.last > IDLE_SHARE * self.seconds):
            self.since, self.last = now, done
        return now - self.since >= self.seconds or done - self.first >= LONGEST_WORK * self.seconds
