"""Coroutines in tests: in a thread of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import anyio

T = TypeVar("T")


def run_apart(talk: Callable[..., Awaitable[T]], *arguments: object) -> T:
    """Run a coroutine function to its end; return what it returns.

    A browser that a test before has opened keeps an event loop in the tests' thread, where no second one may run.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, talk, *arguments).result()
