"""What simulation-based calibration found, as `python -m bench calibration` wrote it: 500 truths a row."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from sim.plan.schema import Number, Strict

FILE = Path(__file__).resolve().parents[2] / "data" / "calibration" / "bands.yaml"
BINS = 10


class HeldBands(Strict):
    """What bands held with some quarters known.

    Attributes
    ----------
    shares : what the bands of 50 and 80 per cent held
    ranks : truths by where they lay among the futures, in ten bins; alike where the bands are honest
    """

    of: Literal["reforecast", "history"]
    known: int
    shares: dict[Literal["50%", "80%"], Number]
    ranks: list[int] = Field(min_length=BINS, max_length=BINS)


class BandsFile(Strict):
    """bands.yaml, with the plan and the version of the equations it was found under."""

    plan: str
    hash: str
    model: str
    truths: int
    held: list[HeldBands]


@lru_cache
def held_bands() -> BandsFile:
    """Return what was found."""
    return BandsFile.model_validate(yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader))
