"""Letting go of visitors who have gone: memory is given back when sessions end, not when the next visitor comes.

Streamlit forgets a session two minutes after it left, but only when another one leaves; Python and the C
library keep what was freed for themselves. Answers that are kept because visitors come back to them go with the last
visitor.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_session_storage import MemorySessionStorage

EVERY = 30.0
"""Seconds between two looks."""
ARENAS = 1
"""Places from which the C library gives memory; of its own accord it makes one a thread, and each keeps its gaps.

Threads hardly wait for one another there: where they ask for memory they hold Python's own lock.
"""
M_ARENA_MAX = -8

Cached = TypeVar("Cached", bound=Any)
_forget: list[Callable[[], object]] = []


def of_visitors(cached: Cached) -> Cached:
    """Decorate a function with a cache: what it keeps is of visitors' own doing, and goes with the last of them."""
    let_go(cached.cache_clear)
    return cached


def let_go(forget: Callable[[], object]) -> None:
    """Have something called when no visitor is left."""
    _forget.append(forget)


def session_count() -> int:
    """Return how many sessions the server keeps, after it has forgotten those whose time is over."""
    if not exists():
        return 0
    sessions = get_instance()._session_mgr
    storage = getattr(sessions, "_session_storage", None)
    if isinstance(storage, MemorySessionStorage):
        expired: Any = storage._cache
        expired.expire()
    return len(sessions.list_sessions())


def keep_together() -> None:
    """Let all threads take their memory from the same place, so that what visitors held can be given back.

    Each visitor's run is a thread of its own. To be called before there are any, and before numpy is loaded, which
    makes some: a place that is there already stays in use.
    """
    if sys.platform == "linux":
        limit = getattr(ctypes.CDLL(None), "mallopt", None)
        if limit is not None:
            limit(M_ARENA_MAX, ARENAS)


def trim() -> None:
    """Collect what nobody holds any more, and return it to the system."""
    gc.collect()
    if sys.platform == "linux":
        give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none and need none
        if give_back is not None:
            give_back(0)


def forget() -> None:
    """Drop the answers that were kept for visitors; who comes next has them worked out anew."""
    for one in _forget:
        one()


async def release() -> None:
    """Look again and again, for ever; trim where there are fewer sessions than at the look before.

    And at the look after that: a run of a session that has just gone may still have held what it was working on.
    """
    before, trims = 0, 0
    while True:
        await asyncio.sleep(EVERY)
        now = session_count()
        if now < before:
            trims = 2
            if not now:
                await run_in_threadpool(forget)  # waits for locks
        if trims:
            trims -= 1
            await run_in_threadpool(trim)
        before = now
