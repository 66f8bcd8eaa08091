"""Visitors who have gone are let go of: what the server holds of them, once their time is over."""

from __future__ import annotations

import asyncio

from pages.parts import release


def test_memory_is_given_back_when_sessions_have_ended_and_only_then(monkeypatch):
    counts, trimmed, looks = iter([3, 3, 5, 2, 2, 0]), [], []

    def count() -> int:
        try:
            looks.append(next(counts))
        except StopIteration:
            raise asyncio.CancelledError from None
        return looks[-1]

    monkeypatch.setattr(release, "EVERY", 0)
    monkeypatch.setattr(release, "session_count", count)
    monkeypatch.setattr(release, "trim", lambda: trimmed.append(len(looks)))

    async def run() -> None:
        try:
            await release.release()
        except asyncio.CancelledError:
            return

    asyncio.run(run())
    assert trimmed == [4, 6]
