"""Signposts on the Tracking page: the conditions on which the target hangs, where each stands, and what to do next."""

from __future__ import annotations

from typing import Any

from pages.parts.reading import Cell, Column, card, note, table, two_lines
from pages.parts.track.tables import status_cell
from pages.parts.uncertainty import jobs
from sim.decide.watch import watch
from sim.language import Language
from sim.language.errors import SimError
from sim.model.quantities import CHANCE
from sim.plan import Plan
from sim.track import signpost_text
from sim.track.signposts import Signpost, signposts
from sim.track.tracking import Tracking


def signpost_card(plan: Plan, tracking: Tracking, language: Language) -> None:
    """Draw each condition with its state, its trigger and the next action, as soon as they are worked out."""
    t = language.text
    job = jobs.want("signposts", f"{tracking.scenario.key}:{hash(tracking.actuals)}", _work(tracking))
    with card("track-signposts", t("track-signposts-title"), t("track-signposts-subtitle")):
        if not job.finished.is_set():
            note(t("decide-working"))
            jobs.watch(job)
            return
        if job.result is None or isinstance(job.result, SimError):
            note(t("riskpage-failed") if job.result is None else job.result.text(language.id))
            return
        found: tuple[Signpost, ...] = job.result
        rows: list[list[Cell]] = [
            [
                status_cell(one.judgement, language),
                two_lines(signpost_text.condition(plan, one, language), signpost_text.trigger(plan, one, language)),
                CHANCE.format(language, one.now),
                signpost_text.action(one, language),
            ]
            for one in found
        ]
        heads = ("track-column-state", "track-column-condition", "track-column-holds", "track-column-action")
        kinds = ("text", "text", "number", "text")
        table(
            [Column(t(head), kind) for head, kind in zip(heads, kinds, strict=True)], rows, t("track-signposts-title")
        )


def _work(tracking: Tracking) -> jobs.Work:
    def work(tell: Any, stop: Any) -> Any:
        try:
            with watch(tell, stop):
                return signposts(tracking)
        except SimError as problem:
            return problem  # nothing sets misses and successes apart: said where the signposts would stand

    return work
