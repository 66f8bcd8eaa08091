"""Compile what the test processes import before they start: else each of them rewrites and compiles every file itself.

They start together and import the same files in the same order, so none finds what another one has just written.
"""

from __future__ import annotations

import compileall
import contextlib
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from _pytest.assertion import rewrite  # pytest has no public way to fill its cache; the version is pinned

ROOT = Path(__file__).resolve().parent.parent


def compile_once(config: pytest.Config) -> None:
    """Fill the caches of all modules in as many processes as there are cores: pytest's own of the tests, Python's."""
    modules = [ROOT / "app.py", *(path for part in ("sim", "pages", "tests") for path in (ROOT / part).rglob("*.py"))]
    modules.sort(key=lambda path: path.stat().st_size, reverse=True)  # what takes longest first: both cores end at once
    cores = len(os.sched_getaffinity(0))
    with ProcessPoolExecutor(cores, multiprocessing.get_context("fork"), _remember, (config,)) as pool:
        list(pool.map(_compile, modules, chunksize=4))


_config: pytest.Config


def _remember(config: pytest.Config) -> None:
    global _config
    _config = config


def _compile(path: Path) -> None:
    """What is broken, or cannot be kept, is left to the processes: pytest says it where it imports the file."""
    if not path.match("tests/test_*.py") or _config.getoption("assertmode") != "rewrite":
        compileall.compile_file(path, quiet=2)
        return
    folder = rewrite.get_cache_dir(path)
    kept = folder / f"{path.stem}{rewrite.PYC_TAIL}"
    if rewrite._read_pyc(path, kept) is None and rewrite.try_makedirs(folder):
        with contextlib.suppress(SyntaxError):
            hash, code = rewrite._rewrite_test(path, _config)
            rewrite._write_pyc(_config.stash[rewrite.assertstate_key], code, hash, kept)
